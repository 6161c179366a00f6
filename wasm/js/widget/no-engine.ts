import type { Card } from "../../types/index.js";
import type { HandToHuman } from "../../types/wire.js";

/** A hand-over where no engine can run: the page learns that a person is wanted, and nothing was said yet. */
export function handOverWithout({ contact }: Card, text: string, locale: string): HandToHuman {
  return {
    type: "hand_to_human",
    key: crypto.randomUUID?.() ?? String(Math.random()),
    reason: "engine_fault",
    queue: "",
    queue_title: "",
    priority: "normal",
    promise: { type: "contact" },
    text: [text],
    options: [],
    contact,
    packet: {
      question: "", summary: "", locale, channel: "web", answered: [], refused: [], form: null, values: {},
      message: null, facts: {}, notes: {}, earlier: [], transcript: [],
    },
  };
}
