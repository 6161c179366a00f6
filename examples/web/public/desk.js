// The way to a person: what the widget tells of a hand-over goes to the desk by a WebSocket, and what the
// desk says comes back.

/** Connects a conversation to the desk, once there is a reason to. */
export function connectDesk(chat) {
  let socket;
  let tries = 0;
  const unsent = [];

  function connect() {
    if (socket) return;
    socket = new WebSocket(`${location.origin.replace("http", "ws")}/desk/customer`);
    socket.onopen = () => {
      tries = 0;
      // A page that was loaded again goes on with the person whom it had.
      if (key() && !unsent.some(({ handoff }) => handoff)) unsent.unshift({ do: "return", key: key() });
      for (const message of unsent.splice(0)) socket.send(JSON.stringify(message));
    };
    socket.onmessage = ({ data }) => hear(JSON.parse(data));
    socket.onclose = () => {
      socket = undefined;
      const isNeeded = key() || unsent.length > 0;
      if (isNeeded && tries++ < 5) setTimeout(connect, 1000);
      else if (isNeeded) over("failed");
    };
  }

  function tell(message) {
    connect();
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    else unsent.push(message);
  }

  function hear(message) {
    if (message.type === "availability") chat.setAvailability(message.availability);
    else if (message.type === "said") chat.say({ text: message.text, from: message.from });
    else if (message.status === "accepted") chat.handover("accepted");
    else over(message.status);
  }

  /** The person is gone, or nobody came; the assistant speaks again. */
  function over(status) {
    unsent.length = 0;
    sessionStorage.removeItem(KEY);
    chat.handover(status);
  }

  // Who is there is known from the moment at which the conversation is opened.
  chat.addEventListener("relais:open", connect);

  chat.addEventListener("relais:handover", ({ detail: { handoff } }) => {
    const { type } = handoff.promise;
    if (type === "now") sessionStorage.setItem(KEY, handoff.key);
    // For the others nobody has to do anything: the customer was told the hours, or where to go.
    if (["now", "callback", "message"].includes(type)) tell({ do: "hand-over", handoff });
  });

  // What the customer writes while a person has the conversation.
  chat.addEventListener("relais:message", ({ detail: { text } }) => tell({ do: "say", text }));

  chat.addEventListener("relais:reply", ({ detail: { reply } }) => {
    // The customer has deleted the conversation: another one begins.
    if (reply.turn !== 0 || !key()) return;
    sessionStorage.removeItem(KEY);
    tell({ do: "leave" });
  });

  if (key()) customElements.whenDefined("relais-chat").then(connect);
}

/** The key of the conversation that a person has, for when the page is loaded again. */
const key = () => sessionStorage.getItem(KEY);

const KEY = "desk";
