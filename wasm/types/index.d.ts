/// <reference lib="esnext.disposable" />

/**
 * Relais in a web page or in Node: the engine without a widget.
 *
 * ```js
 * import { connect } from "@relais-chat/web";
 *
 * const relais = await connect({ bundle: "/kb.relais" });
 * const session = await relais.session({ locale: "en" });
 * const { reply } = await session.reply({ text: "where is my order?" });
 * if (reply.outcome.type === "answer") console.log(reply.outcome.title, reply.text);
 * ```
 *
 * {@link connect} runs the engine in a Worker, so that the page never waits for it. {@link Engine} and
 * {@link Session} are the same without a Worker and without promises, for Node and for pages that have
 * a Worker of their own; they mirror the Rust types of these names.
 */

import type { Availability, Channel, Event, Facts, HandoffEvent, Memo, Reply, Resolution } from "./wire.js";

export type * from "./wire.js";

/** A call that could not be carried out. A customer never meets one: not knowing is a reply. */
export class RelaisError extends Error {
  constructor(code: ErrorCode, message: string);
  readonly name: "RelaisError";
  /** What sort of error it is; these names never change. */
  readonly code: ErrorCode;
}

/** The sorts of error, named as in every other language of Relais, and three of the web's own. */
export type ErrorCode =
  | "not-a-bundle"
  | "unsupported-version"
  | "damaged"
  | "too-large"
  | "invalid-argument"
  | "invalid-content"
  | "invalid-session"
  | "io"
  | "internal"
  | "invalid-memo"
  | "tampered"
  /** The bundle is not signed, or not with a key that is trusted, or not as it was signed. */
  | "untrusted"
  /** A file could not be fetched: the bundle, the module or the Worker. */
  | "unreachable"
  /** This browser, or the policy of this page, does not run WebAssembly; the message says which. */
  | "no-webassembly"
  /** A signature is wanted, and this browser cannot check one, or the page is not served by https. */
  | "no-ed25519";

/** How a conversation starts. */
export interface Start {
  /** The customer's language, such as `fr`; where the bundle does not have it, its default one is used. */
  locale: string;
  /** Where the conversation takes place; `web` unless given. */
  channel?: Channel;
  /** The host's name for the conversation; it makes the keys of acts unique. */
  id?: string;
  /** What the host knows about the customer. */
  facts?: Facts;
  /** What earlier contacts left. */
  memo?: Memo;
  /** Who is there to take over. Without it the opening hours of the knowledge base count. */
  availability?: Availability;
}

/** What a customer says or does: one of these. */
export type Message = Said & {
  /** When; now unless given. */
  at?: Date;
  /** The caller spoke while the last reply was still being said. */
  barge_in?: boolean;
};

/** What can be said or done. */
export type Said =
  /** What the customer wrote or said. */
  | { text: string }
  /** The option of this number, from 0, of those that the last reply offers. */
  | { choose: number }
  /** Keys of a telephone. */
  | { keys: string }
  /** What a speech recogniser has heard, the best first, with scores from 0 to 1. */
  | { heard: Array<{ text: string; score: number }> }
  /** Nothing was said in time. */
  | { silence: true }
  /** Something was heard and no words found in it. */
  | { noise: true };

/** Where a module of WebAssembly comes from. */
export type WasmSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Makes {@link Engine} usable: compiles the module `relais.wasm`, from beside this file unless told
 * otherwise. Calling it again does nothing.
 */
export function init(wasm?: WasmSource | Promise<WasmSource>): Promise<void>;

/** Answers customers from a bundle. Call {@link init} first. */
export class Engine {
  /** @throws {RelaisError} `not-a-bundle`, `unsupported-version` or `damaged` */
  constructor(bundle: Uint8Array);
  /**
   * The same over a bundle that is signed with one of these keys: public keys of Ed25519, as PEM or as the line
   * between its marks, in one text or in several. Nothing of the bundle is read before that is known.
   *
   * @throws {RelaisError} `untrusted`, `no-ed25519`, `invalid-argument` for what is no key, or what the constructor throws
   */
  static verify(bundle: Uint8Array, keys: string | readonly string[]): Promise<Engine>;
  /** The name of the organisation. */
  readonly name: string;
  /** The languages, the default one first. */
  readonly locales: string[];
  /** The version of the library that built the bundle. */
  readonly builtBy: string;
  /** Starts a conversation. */
  session(start: Start): Session;
  /** Goes on with a conversation that {@link Session.save} gave. */
  resume(saved: Uint8Array): Session;
  /** Gives the memory back; it is also given back some time after nothing refers to the engine. */
  free(): void;
  [Symbol.dispose](): void;
}

/** One conversation with one customer. */
export class Session {
  private constructor();
  /** The first words of the assistant: that it is one, and a greeting. */
  open(now?: Date): Reply;
  /** Answers a message. Whatever the message is, there is a reply to it. */
  reply(message: Message): Reply;
  /** Takes note of what the host knows now; what follows from it is brought up in the reply. */
  learn(facts: Facts, now?: Date): Reply;
  /** Takes note of who is there now. */
  available(availability: Availability): void;
  /** The act of the last reply succeeded; `facts` is what the host learned by it. */
  acted(facts?: Facts, now?: Date): Reply;
  /** The act of the last reply failed, with a code of the host's own. */
  actFailed(code: string, now?: Date): Reply;
  /** What became of a hand-over. */
  handoff(event: HandoffEvent, now?: Date): Reply;
  /** Hands over because the engine failed at a message. {@link connect} does this by itself. */
  fault(said?: string, now?: Date): Reply;
  /** The customer has gone. */
  end(): void;
  /** How the conversation went so far, as far as anybody has said. */
  readonly resolution: Resolution;
  /** The score that the customer gave at the end, from 1 to 5. */
  readonly satisfaction: number | undefined;
  /** Whether a person has the conversation; the assistant is silent then. */
  readonly isWithHuman: boolean;
  /** The language of the conversation. */
  readonly locale: string;
  /** What this conversation and those before it leave for the next one; under two kilobytes. */
  memo(now?: Date): Memo;
  /** The record of the last turn, masked, for measurement. Nothing before the first turn. */
  event(durationMs?: number): Event | undefined;
  /** The last reply as HTML, with everything escaped. */
  html(): string | undefined;
  /** The last reply as SSML 1.1. */
  ssml(): string | undefined;
  /** The conversation as bytes, for {@link Engine.resume}: a few kilobytes. */
  save(): Uint8Array;
  /** Gives the memory back. */
  free(): void;
  [Symbol.dispose](): void;
}

/** How to connect to an engine. */
export interface ConnectOptions {
  /** Where the bundle is, or the bundle itself. */
  bundle: string | URL | Uint8Array;
  /** Where `relais.wasm` is; beside this file unless given. */
  wasm?: string | URL;
  /**
   * Where `worker.js` is: beside this file unless given. It must be of the page's own origin, or the
   * engine runs in the page; `false` has it run there anyway.
   */
  worker?: string | URL | false;
  /**
   * Public keys, as {@link Engine.verify} takes them: the bundle must be signed with one of them, wherever it comes
   * from, or it is refused (`untrusted`). No key at all is refused too.
   */
  keys?: string | readonly string[];
  /** Keeps the bundle in the browser's Cache Storage, under this name, for visits without a network. */
  cache?: string;
}

/** Connects to an engine, which runs in a Worker, or in the page where there can be none. */
export function connect(options: ConnectOptions): Promise<Connection>;

/** An engine somewhere else. */
export interface Connection {
  /** The name of the organisation. */
  readonly name: string;
  /** The languages, the default one first. */
  readonly locales: string[];
  /** Whether the engine runs in a Worker. */
  readonly isInWorker: boolean;
  /** Starts a conversation. */
  session(start: Start): Promise<RemoteSession>;
  /** Goes on with a conversation: the `saved` of a {@link Turn}. */
  resume(saved: Uint8Array): Promise<RemoteSession>;
  /** Ends the engine and its conversations; what is asked of them afterwards is refused (`internal`). */
  close(): void;
}

/** A conversation whose engine is somewhere else. Calls are carried out in their order. */
export interface RemoteSession {
  /** The first words of the assistant: that it is one, and a greeting. */
  open(now?: Date): Promise<Turn>;
  /** Answers a message. Whatever the message is, there is a reply to it. */
  reply(message: Message): Promise<Turn>;
  /** Takes note of what the host knows now; what follows from it is brought up in the reply. */
  learn(facts: Facts, now?: Date): Promise<Turn>;
  /** Takes note of who is there now. */
  available(availability: Availability): Promise<void>;
  /** The act of the last reply succeeded; `facts` is what the host learned by it. */
  acted(facts?: Facts, now?: Date): Promise<Turn>;
  /** The act of the last reply failed, with a code of the host's own. */
  actFailed(code: string, now?: Date): Promise<Turn>;
  /** What became of a hand-over. */
  handoff(event: HandoffEvent, now?: Date): Promise<Turn>;
  /** The customer has gone. */
  end(): Promise<void>;
  /** What this conversation and those before it leave for the next one. */
  memo(now?: Date): Promise<Memo>;
  /** Forgets the conversation. */
  free(): void;
}

/** What a turn of a {@link RemoteSession} gives. */
export interface Turn {
  /** The reply. */
  reply: Reply;
  /** The record of the turn, masked, with the time that the engine took. */
  event: Event;
  /** The conversation after it, for {@link Connection.resume}. */
  saved: Uint8Array;
  /** Whether a person has the conversation. */
  isWithHuman: boolean;
  /** How the conversation went so far. */
  resolution: Resolution;
  /** The score that the customer gave, from 1 to 5. */
  satisfaction: number | undefined;
  /** Whether the engine failed at this turn, was replaced, and the reply hands over for it. */
  isFault: boolean;
}

/**
 * What a bundle has for pages where no engine can run: the organisation's name, the contact card and
 * the topics with their pages. It is read without WebAssembly.
 */
export function card(bundle: Uint8Array, locale: string): Card | undefined;

/** See {@link card}. */
export interface Card {
  name: string;
  /** That this is an automatic assistant. */
  disclosure: string;
  contact: { phone: string | null; email: string | null; url: string | null; address: string | null };
  topics: Array<{ id: string; title: string; pages: Array<{ title: string; url: string }> }>;
}
