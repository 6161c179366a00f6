/**
 * The widget: `<relais-chat bundle="/kb.relais"></relais-chat>`.
 *
 * Importing this module defines the element. It may be imported on a server, where it does nothing.
 */

import type { Act, Availability, Close, Event, Facts, HandToHuman, HandoffEvent, Memo, Reply } from "./wire.js";
import type { RelaisError } from "./index.js";

/**
 * A button that opens a conversation; with the attribute `inline`, the conversation in the page.
 *
 * | attribute | what it is |
 * |---|---|
 * | `bundle` | where the bundle is; nothing else is required |
 * | `keys` | public keys, of which one must have signed the bundle, or it is not used |
 * | `lang` | the language; that of what the element stands in unless given |
 * | `title` | the words above the conversation |
 * | `position` | `end` (the default) or `start`: the corner of the page |
 * | `open` | there while it is open |
 * | `inline` | in the page instead of above it |
 * | `persist` | `off` (the default), `session` (until the tab closes) or `local` (until it is deleted); nothing is encrypted |
 * | `facts-from` | selects a `<script type="application/json">` with facts about the customer |
 * | `handover-timeout` | after so many seconds without a word of the page (`handover`) the hand-over has expired; 120 unless given |
 * | `preload` | `idle`: loads the engine when the page has nothing else to do |
 * | `wasm`, `worker` | where these files are, where they are not beside the widget |
 *
 * What stands inside the element is shown where nothing else works: put your contact there.
 */
export class RelaisChat extends HTMLElement {
  /** Opens the conversation. */
  open(): Promise<void>;
  /** Closes it; the conversation stays. */
  close(): void;
  /** Says something for the customer. */
  send(text: string): Promise<void>;
  /** Forgets the conversation and starts another one. */
  reset(): Promise<void>;
  /** Tells what the page knows about the customer now. */
  setFacts(facts: Facts): Promise<void>;
  /** Tells who is there to take over now. */
  setAvailability(availability: Availability): Promise<void>;
  /** Tells what became of the hand-over. */
  handover(status: HandoffEvent): Promise<void>;
  /** Shows what the person says who has taken over. */
  say(message: PersonMessage | string): Promise<void>;
  /** The conversation as text. */
  readonly transcript: string;
  readonly isOpen: boolean;
  readonly isInline: boolean;
  /** How many messages came while it was closed. */
  unread: number;
  /** What the page knows about the customer. */
  facts: Facts;
  /** Who is there to take over. */
  availability: Availability | undefined;
  /** What earlier contacts left, for conversations that start after it is set. */
  memo: Memo | undefined;
  /** Sentences of the widget that the page words otherwise. */
  strings: Partial<Strings>;
}

/** What a person says who has taken over. */
export interface PersonMessage {
  text: string;
  /** Who says it. */
  from?: string;
}

/** What happens in a conversation, as DOM events of the element; all of them bubble. */
export interface RelaisEvents {
  /** A reply, and the record of the turn for measurement. */
  "relais:reply": CustomEvent<{ reply: Reply; event: Event; memo: Memo }>;
  /**
   * A person takes over. Cancel it where the page opens a chat of its own: the widget closes then, and
   * the page tells what becomes of it with `handover`.
   */
  "relais:handover": CustomEvent<{ handoff: HandToHuman }>;
  /**
   * The page must do or look up something. Give `respond` a promise of what was found; a promise that is
   * rejected with an object that has a `code` tells why not. Where nobody responds, a person takes over.
   */
  "relais:act": CustomEvent<{ act: Act; respond: (result: Facts | void | Promise<Facts | void>) => void }>;
  /** The customer has said whether it helped, or given a score. */
  "relais:feedback": CustomEvent<{ helped?: boolean; score?: number }>;
  /** The customer writes while a person has the conversation. */
  "relais:message": CustomEvent<{ text: string }>;
  /** Something does not work; the customer reads how to reach a person. */
  "relais:error": CustomEvent<{ error: RelaisError }>;
  "relais:open": CustomEvent<null>;
  "relais:close": CustomEvent<null>;
}

/** The sentences of the widget; all others are the knowledge base's. `{…}` stand for values. */
export type Strings = typeof import("../strings/en.json");

export type { Act, Close };

declare global {
  interface HTMLElementTagNameMap {
    "relais-chat": RelaisChat;
  }
  interface HTMLElementEventMap extends RelaisEvents {}
}
