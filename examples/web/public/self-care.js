// What both pages do for the conversation: carry out acts, and bring in a person.
import { carryOut } from "./back-office.js";
import { connectDesk } from "./desk.js";

const chat = document.querySelector("relais-chat");

// The assistant wants something looked up or done. It goes on with what the promise gives.
chat.addEventListener("relais:act", ({ detail: { act, respond } }) => {
  respond(carryOut(act, document.documentElement.lang));
});

connectDesk(chat);
