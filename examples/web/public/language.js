// The page in the other language. The conversation starts again in it.
const chat = document.querySelector("relais-chat");
const button = document.querySelector("#language");

button.onclick = async () => {
  const language = document.documentElement.lang === "fr" ? "en" : "fr";
  const other = language === "fr" ? "en" : "fr";
  document.documentElement.lang = language;
  document.title = { fr: "Espace client · Ondelia", en: "Customer area · Ondelia" }[language];
  button.lang = other;
  button.textContent = { fr: "Français", en: "English" }[other];
  chat.lang = language;
  // A conversation that is kept goes on in its own language, so a new one is begun.
  if (chat.isOpen || chat.transcript) await chat.reset();
};
