/**
 * Commands that a page gives before the widget is there:
 *
 *     window.relais = window.relais || [];
 *     relais.push(["setFacts", { "customer.name": "Zoé" }]);
 *     relais.push((chat) => chat.open());
 *
 * They are for the first `<relais-chat>` of the page, and wait until there is one. Later ones are
 * carried out at once.
 */

import type { RelaisChat } from "./element.js";

type Command = ((chat: RelaisChat) => void) | [method: string, ...args: unknown[]];

const waiting: Command[] = [];

/** Takes over the queue of the page. */
export function takeQueue(): void {
  const page = globalThis as { relais?: unknown };
  const before = Array.isArray(page.relais) ? (page.relais as Command[]) : [];
  page.relais = { push };
  push(...before);
}

/** Carries out what waited for an element. */
export function carryOutWaiting(): void {
  push(...waiting.splice(0));
}

function push(...commands: Command[]): void {
  for (const command of commands) {
    const chat = document.querySelector<RelaisChat>("relais-chat");
    if (!chat) waiting.push(command);
    else if (typeof command === "function") command(chat);
    else call(chat, command);
  }
}

function call(chat: RelaisChat, [name, ...args]: [string, ...unknown[]]): void {
  const method = (chat as unknown as Record<string, unknown>)[name];
  if (typeof method !== "function") throw new TypeError(`<relais-chat> has no method ${name}`);
  method.apply(chat, args);
}
