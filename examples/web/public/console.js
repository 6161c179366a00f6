// The desk, where a person answers. What customers say is only ever shown as text.

const find = (id) => document.getElementById(id);
const socket = new WebSocket(`${location.origin.replace("http", "ws")}/desk/agent`);
const tell = (message) => socket.send(JSON.stringify(message));
let isFree = false;
let isTalking = false;
let before = "";

socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  switch (message.type) {
    case "board":
      return showBoard(message);
    case "conversation":
      return showConversation(message);
    case "said":
      return showLine(message);
    case "ended":
      return ended(message.how);
  }
};
socket.onclose = () => state("The connection to the desk is lost. Load the page again.");

// What the person does.

find("presence").onsubmit = (event) => {
  event.preventDefault();
  isFree = !isFree;
  find("be-free").setAttribute("aria-pressed", String(isFree));
  tell({ do: "present", name: find("name").value, isFree });
};

find("composer").onsubmit = (event) => {
  event.preventDefault();
  tell({ do: "say", text: find("text").value });
  find("text").value = "";
};

find("end").onclick = () => tell({ do: "end" });

// What is shown.

function showBoard({ waiting, calls, messages }) {
  fill("waiting", waiting, ({ key, summary, queue_title, priority }) => {
    const accept = element("button", "Accept");
    accept.onclick = () => tell({ do: "accept", key });
    // One conversation at a time.
    accept.disabled = !isFree || isTalking;
    return [element("p", summary), element("p", `${queue_title} · ${priority}`, "quiet"), accept];
  });
  const noted = (text, summary) => [element("p", text), element("p", summary, "quiet")];
  fill("calls", calls, ({ slot, phone, summary }) => noted(`${time(slot.from)}, ${phone}`, summary));
  fill("messages", messages, ({ message, summary }) => noted(message, summary));
  const { length } = waiting;
  const count = length === 1 ? "One customer is waiting." : `${length || "No"} customers are waiting.`;
  if (!isTalking) state(`${before} ${count}`.trim());
  before = "";
}

/** The packet of the hand-over: nobody asks the customer again for what is in it. */
function showConversation({ about, lines }) {
  isTalking = true;
  state("You have a customer.");
  const { locale, summary, question, reason, values, facts, transcript } = about;
  for (const id of ["summary", "transcript", "log"]) find(id).lang = locale;
  find("summary").textContent = summary;
  const known = Object.entries(facts).map(([name, { value }]) => [name, value]);
  const asked = question ? [["question", question]] : [];
  const all = [...asked, ["reason", reason], ...Object.entries(values), ...known];
  find("about").replaceChildren(
    ...all.flatMap(([name, value]) => [element("dt", name), element("dd", written(value))]),
  );
  const said = transcript.map(({ speaker, text }) => element("li", `${speaker}: ${text}`));
  find("transcript").replaceChildren(...said);
  find("log").replaceChildren();
  for (const line of lines) showLine(line);
  find("conversation").hidden = false;
  find("summary").focus();
}

function showLine({ by, text, from }) {
  const line = element("p");
  line.append(element("strong", by === "person" ? `${from}: ` : "Customer: "), text);
  find("log").append(line);
  find("log").scrollTop = find("log").scrollHeight;
}

function ended(how) {
  isTalking = false;
  find("conversation").hidden = true;
  // The board comes next, and says it.
  before = how === "left" ? "The customer has left." : "The conversation has ended.";
  find("be-free").focus();
}

function state(text) {
  find("state").textContent = text;
}

function fill(id, all, item) {
  const items = all.map((one) => {
    const li = element("li");
    li.append(...item(one));
    return li;
  });
  find(id).replaceChildren(...(items.length > 0 ? items : [element("li", "Nobody", "quiet")]));
}

/** An element with text in it; what is in the text is never HTML. */
function element(tag, text = "", className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A value as it is read: an amount has its currency. */
function written(value) {
  if (value?.currency) return `${value.amount.toFixed(2)} ${value.currency}`;
  return Array.isArray(value) ? value.map(written).join(", ") : String(value);
}

function time(instant) {
  const written = { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Paris" };
  return new Intl.DateTimeFormat("en-GB", written).format(new Date(instant));
}
