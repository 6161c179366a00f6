// Everything that the widget can look like, for the tests of accessibility and for the screenshots.
import { CLOSED, OPEN, OWN, page, visit } from "./widget.mjs";

const WORDS = {
  fr: {
    question: "le wifi ne va pas jusqu'à la chambre du fond",
    vague: "je veux résilier",
    report: "je souhaite déclarer une panne sur ma ligne",
    track: "suivez mon colis pour moi",
    person: "je veux parler à quelqu'un",
    bye: "au revoir",
    says: "Bonjour, Inès du service client. J'ai votre question sous les yeux.",
    thanks: "Merci !",
  },
  en: {
    question: "the wifi does not reach my bedroom",
    vague: "I want to cancel my contract",
    report: "I'd like to report a fault on my line please",
    track: "look up my order for me",
    person: "I want to talk to someone",
    bye: "goodbye",
    says: "Hello, this is Inès from customer service. I have your question here.",
    thanks: "Thank you!",
  },
};

/** The pages on which the states are, for `host`. */
export const PAGES = Object.fromEntries(
  Object.keys(WORDS).flatMap((lang) => [
    [`/${lang}.html`, page({ lang })],
    [`/inline-${lang}.html`, page({ lang, attributes: "inline" })],
    [`/missing-${lang}.html`, page({ lang, element: `<relais-chat bundle="/missing.relais">${OWN}</relais-chat>` })],
    [`/no-worker-${lang}.html`, page({ lang, attributes: 'worker="/missing.js"' })],
  ]),
);

/** Each brings the widget there, from an open conversation unless it says otherwise. */
export const STATES = {
  closed: { isClosed: true },
  greeting: {},
  answer: { then: (chat, words) => chat.ask(words.question) },
  clarification: { then: (chat, words) => chat.ask(words.vague) },
  form: {
    async then(chat, words) {
      await chat.ask(words.report);
      await chat.choose(0);
    },
  },
  act: {
    async then(chat, words) {
      await chat.element.evaluate((chat) => {
        chat.addEventListener("relais:act", ({ detail }) => detail.respond(new Promise(() => undefined)));
      });
      await chat.ask(words.track);
      await chat.ask("OD-482913");
      await chat.element.locator(".working").waitFor();
    },
  },
  "hand-over": {
    availability: OPEN,
    async then(chat, words) {
      await chat.ask(words.track);
      await chat.ask("OD-482913", 2);
      await chat.element.locator("summary").click();
    },
  },
  "closed-shop": { availability: CLOSED, then: (chat, words) => chat.ask(words.person) },
  "no-opening": { availability: { queues: {} }, then: (chat, words) => chat.ask(words.person) },
  person: {
    availability: OPEN,
    async then(chat, words) {
      await chat.ask(words.person);
      await chat.during(() => chat.call("handover", "accepted"));
      await chat.call("say", { from: "Inès", text: words.says });
      await chat.ask(words.thanks);
    },
  },
  end: { then: (chat, words) => chat.ask(words.bye) },
  menu: { then: (chat) => chat.element.locator("[part=more]").click() },
  inline: { page: "inline", isInline: true, then: (chat, words) => chat.ask(words.question) },
  failure: { page: "missing", errors: /status of 404|relais:/ },
  card: { page: "no-worker", init: () => delete window.WebAssembly, errors: /status of 404|relais:/ },
};

/** Opens a page of `server` and brings the widget into a state. */
export async function reach(name, { url, lang, ...options }) {
  const { isClosed, isInline, availability, page: kind, then, init, errors } = STATES[name];
  const chat = await visit(`${url}/${kind ? `${kind}-` : ""}${lang}.html`, {
    ...(errors ? { errors } : {}),
    ...(init ? { init } : {}),
    ...options,
  });
  if (availability) await chat.call("setAvailability", availability);
  if (isInline) await chat.messages.first().waitFor();
  else if (!isClosed) await chat.open();
  if (name === "card" || name === "failure") await chat.element.locator(".failure > *").first().waitFor();
  await then?.(chat, WORDS[lang]);
  return chat;
}
