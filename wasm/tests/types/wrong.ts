/**
 * What must not compile: every `@ts-expect-error` is an error itself where the line below it is none.
 * The other lines must compile: they are what a host writes.
 */

import type {
  Availability,
  Block,
  Decision,
  Event,
  Facts,
  HandoffEvent,
  Memo,
  Outcome,
  Promised,
  Reason,
  Reply,
  Session,
  Value,
} from "../../types/index.js";

declare const session: Session;
declare const reply: Reply;
declare const event: Event;
declare const block: Block;
declare const decision: Decision;
declare const promise: Promised;
const at = new Date();

// An outcome is read after its type.

// @ts-expect-error not every outcome has an article
reply.outcome.article;
// @ts-expect-error there is no such outcome
if (reply.outcome.type === "handoff") at.getTime();
if (reply.outcome.type === "answer") {
  reply.outcome.links[0]?.url.length;
  // @ts-expect-error an answer has no options
  reply.outcome.options;
  // @ts-expect-error an article may have nothing for the telephone
  reply.outcome.speech.length;
  // @ts-expect-error the host may not ask whether it helped
  reply.outcome.helped.yes;
}
if (reply.outcome.type === "hand_to_human") {
  // @ts-expect-error no reason of this name
  reply.outcome.reason === "angry";
  // @ts-expect-error there may be no form
  reply.outcome.packet.form.length;
  // @ts-expect-error values may be of any type
  reply.outcome.packet.values["order"].length;
}

export function isSpoken(outcome: Outcome): boolean {
  switch (outcome.type) {
    case "silent":
      return false;
    case "answer":
    case "clarify":
    case "offer":
    case "ask":
    case "act":
    case "hand_to_human":
    case "no_match":
    case "say":
    case "close":
      return true;
  }
}

// @ts-expect-error one outcome is forgotten
export function isQuestion(outcome: Exclude<Outcome, { type: "act" }>): boolean {
  switch (outcome.type) {
    case "clarify":
    case "offer":
    case "ask":
      return true;
    case "answer":
    case "hand_to_human":
    case "no_match":
    case "say":
    case "close":
      return false;
  }
}

export const outcomes: Outcome[] = [
  { type: "silent" },
  // @ts-expect-error nothing is said
  { type: "silent", text: "" },
  // @ts-expect-error without what it asks at the end
  { type: "close", text: "Goodbye." },
  // @ts-expect-error no sentence of this name
  { type: "say", message: "hello", text: "Hello.", options: [] },
  // @ts-expect-error a title is missing
  { type: "clarify", question: "Which?", options: [{ id: "delivery" }], none: "None" },
];

// Prose, decisions and promises are read after the key that tells which they are.

// @ts-expect-error it may be a list
block.paragraph.length;
if ("list" in block) block.list.items[0]?.[0]?.piece.text.length;
// @ts-expect-error not every decision has more to say
decision.what;
if (decision.by === "rule") decision.what.length;
// @ts-expect-error only a call has a number
promise.phone;
if (promise.type === "callback") promise.slot.id.length;
// @ts-expect-error a wait that is not known is null
export const now: Promised = { type: "now" };
// @ts-expect-error no reason of this name
export const reason: Reason = "asked-human";
// @ts-expect-error there may be no words in a turn
event.message.length;
// @ts-expect-error no outcome of this name
event.outcome === "handover";

// What the host gives.

export const facts: Facts = {
  "customer.vip": true,
  "order.due": "2026-11-23",
  "bill.amount": {
    value: { amount: 19.9, currency: "EUR" },
    at: at.toISOString(),
    origin: "billing",
  },
  // @ts-expect-error what is not known is left out
  "customer.name": null,
  // @ts-expect-error a day is text
  "contract.end": at,
  // @ts-expect-error an amount has a currency
  "box.charge": { amount: 49 },
  // @ts-expect-error no such key
  "outage.here": { value: true, since: "2026-11-23" },
};
// @ts-expect-error null is no value
export const value: Value = ["a", null];

export const availability: Availability = {
  queues: {
    service: { open: true, seats: 0, wait_seconds: 240 },
    // @ts-expect-error yes or no
    billing: { open: "09:00-18:00" },
    // @ts-expect-error no such key
    care: { open: true, waiting: 3 },
  },
  // @ts-expect-error a time has an end
  callbacks: [{ id: "s-0900", from: "2026-11-24T09:00:00+01:00" }],
  // @ts-expect-error a channel has an address
  channels: [{ id: "whatsapp", title: "WhatsApp" }],
  // @ts-expect-error yes or no
  message: "yes",
};
// @ts-expect-error no such key
export const seats: Availability = { seats: 3 };

// @ts-expect-error no such version
export const memo: Memo = { version: 2 };
// @ts-expect-error a call has a time
export const due: Memo = { version: 1, promise: { kind: "callback", since: 0 } };
// @ts-expect-error nothing that comes of a hand-over
export const handedOver: HandoffEvent = "done";

session.reply({ text: "where is my order?", at });
// @ts-expect-error nothing is said
session.reply({ at });
// @ts-expect-error the facts of an act are facts
session.acted({ "order.status": undefined });
// @ts-expect-error nothing that comes of a hand-over
session.handoff("taken");
