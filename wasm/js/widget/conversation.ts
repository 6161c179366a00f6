/**
 * A conversation of the widget: the session of the engine, what was said, and what the page is told. It
 * shows nothing itself.
 */

import type { RemoteSession, Said, Turn } from "../../types/index.js";
import type { Act, Availability, Facts, HandToHuman, HandoffEvent, Reply } from "../../types/wire.js";
import type { PersonMessage, Strings } from "../../types/widget.js";
import { RelaisError } from "../error.js";
import { join } from "./connections.js";
import type { RelaisChat } from "./element.js";
import { languageOf, tagOf } from "./language.js";
import { CACHE, fromBase64, Store, toBase64, type Stored } from "./store.js";
import { wordsOf } from "./words.js";

/** Something that was said. */
export type Entry =
  | { by: "customer"; text: string }
  | { by: "assistant"; reply: Reply }
  | { by: "person"; text: string; name?: string }
  | { by: "widget"; text: string };

/** Who shows a conversation. */
export interface View {
  /** Something was said. */
  said(entry: Entry): void;
  /** An earlier conversation is shown again; until it is `isReady`, the engine is on its way. */
  restored(entries: Entry[], isReady: boolean): void;
  /** The engine has what was restored. */
  ready(): void;
  /** Everything is shown anew. */
  cleared(): void;
  /** The page is at work for the customer, or done. */
  working(is: boolean): void;
  /** The engine cannot be had. */
  failed(error: RelaisError): void;
}

export class Conversation {
  entries: Entry[] = [];
  isWithHuman = false;
  #chat: RelaisChat;
  #view: View;
  #store: Store;
  #bundle: string;
  #session: RemoteSession | undefined;
  #saved: Uint8Array | undefined;
  #leave: () => void = () => undefined;
  /** Everything happens in its order. */
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;
  /** Of the conversation, among those that there have been here. */
  #number = 0;
  /** Runs while nobody has taken over. */
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(chat: RelaisChat, view: View) {
    this.#chat = chat;
    this.#view = view;
    this.#bundle = new URL(chat.getAttribute("bundle") ?? "", document.baseURI).href;
    this.#store = new Store(chat.getAttribute("persist"), this.#bundle);
    addEventListener("storage", this.#onStorage);
  }

  /** Connects to the engine, and goes on where the customer left, or opens. */
  start(): Promise<void> {
    return this.#then(() => this.#begin());
  }

  say(said: Said, shown: string): Promise<void> {
    const number = this.#number;
    return this.#then(async () => {
      const session = await this.#ready();
      this.#add({ by: "customer", text: shown });
      if (this.isWithHuman) this.#tell("relais:message", { text: shown });
      // An option of a conversation that could not be gone on with is none of the new one, but its words still mean it.
      await this.#turn(await session.reply(number === this.#number ? said : { text: shown }));
    });
  }

  learn(facts: Facts): Promise<void> {
    return this.#ifStarted((session) => session.learn(facts).then((turn) => this.#turn(turn)));
  }

  available(availability: Availability): Promise<void> {
    return this.#ifStarted((session) => session.available(availability));
  }

  handoff(event: HandoffEvent): Promise<void> {
    clearTimeout(this.#patience);
    return this.#ifStarted(async (session) => {
      await this.#turn(await session.handoff(event));
      // A call that is in the diary is accepted too, and nobody is there yet.
      if (event === "accepted" && this.isWithHuman) this.#notice("with_person");
    });
  }

  /** Tells the page that a person is wanted. */
  handOver(handoff: HandToHuman): void {
    // Where the page opens a chat of its own, two would be one too many.
    if (!this.#tell("relais:handover", { handoff }, true)) this.#chat.close();
    this.#waitForPerson(handoff);
  }

  /** A page that has nobody to hand over to says nothing, and the customer would wait for ever. */
  #waitForPerson({ promise }: HandToHuman): void {
    clearTimeout(this.#patience);
    if (promise.type !== "now") return;
    this.#patience = setTimeout(() => void this.handoff("expired"), this.#secondsToTakeOver * 1000);
  }

  get #secondsToTakeOver(): number {
    return Number(this.#chat.getAttribute("handover-timeout")) || SECONDS_TO_TAKE_OVER;
  }

  personSays({ text, from }: PersonMessage): Promise<void> {
    clearTimeout(this.#patience);
    return this.#then(async () => {
      this.#add({ by: "person", text, ...(from === undefined ? {} : { name: from }) });
      this.#keep();
    });
  }

  /** Forgets everything, and starts again. */
  reset(): Promise<void> {
    return this.#then(async () => {
      await this.#store.wipe();
      await this.#startAgain();
    });
  }

  destroy(): void {
    this.#ended = true;
    clearTimeout(this.#patience);
    removeEventListener("storage", this.#onStorage);
    this.#session?.free();
    this.#leave();
  }

  async #begin(): Promise<void> {
    if (this.#ended) return;
    const stored = this.#store.read();
    if (stored) {
      // It can be read while the engine is on its way.
      this.#restore(stored, false);
      if (await this.#resume(stored)) {
        this.#view.ready();
        await this.#refresh();
        return this.#takeUp();
      }
      this.#number++;
      this.entries = [];
      this.#view.cleared();
    }
    const session = await this.#open(stored?.memo).catch((error) => {
      // What is kept may be of another version, or damaged; that is no reason to have no conversation.
      if (!stored || error.code !== "invalid-memo") throw error;
      return this.#open();
    });
    await this.#turn(await session.open());
  }

  async #startAgain(): Promise<void> {
    clearTimeout(this.#patience);
    this.#session?.free();
    this.#session = this.#saved = undefined;
    this.#number++;
    this.entries = [];
    this.isWithHuman = false;
    this.#view.cleared();
    await this.#begin();
  }

  async #open(memo = this.#chat.memo): Promise<RemoteSession> {
    const connection = await this.#connect();
    const { facts, availability } = this.#chat;
    this.#session = await connection.session({
      // The engine falls back to the language alone, and then to the bundle's own.
      locale: tagOf(languageOf(this.#chat)),
      facts,
      id: crypto.randomUUID?.() ?? String(Math.random()),
      ...(memo ? { memo } : {}),
      ...(availability ? { availability } : {}),
    });
    return this.#session;
  }

  #restore({ entries }: Stored, isReady: boolean): void {
    this.entries = entries;
    this.#view.restored(entries, isReady);
  }

  /** Has the engine take up a conversation that was kept, if it still fits the bundle. */
  async #resume({ saved, isWithHuman }: Stored): Promise<boolean> {
    const connection = await this.#connect();
    try {
      const bytes = fromBase64(saved);
      const session = await connection.resume(bytes);
      this.#session?.free();
      [this.#session, this.#saved, this.isWithHuman] = [session, bytes, isWithHuman];
    } catch (error) {
      if (error instanceof RelaisError && error.code === "unreachable") throw error;
      return false;
    }
    return true;
  }

  /** Tells the engine what the page knows now, which may be more than when the conversation was kept. */
  async #refresh(): Promise<void> {
    const session = this.#session!;
    const { availability, facts } = this.#chat;
    if (availability) await session.available(availability);
    if (Object.keys(facts).length > 0) await this.#turn(await session.learn(facts));
  }

  #connect() {
    const before = this.#leave;
    const wasm = this.#chat.getAttribute("wasm");
    const worker = this.#chat.getAttribute("worker");
    // There and empty, it is wanted all the same, and refused.
    const keys = this.#chat.getAttribute("keys");
    // Nothing is written before the visitor has done something, now or on an earlier page.
    const mayWrite = navigator.userActivation?.hasBeenActive || this.#store.read() !== undefined;
    const cache = mayWrite && this.#chat.getAttribute("persist") === "local" ? { cache: CACHE } : {};
    const { connection, leave } = join({
      bundle: this.#bundle,
      ...(wasm ? { wasm } : {}),
      ...(worker ? { worker: worker === "off" ? false : worker } : {}),
      ...(keys === null ? {} : { keys }),
      ...cache,
    });
    this.#leave = leave;
    // An engine that goes on is not started anew.
    before();
    return connection;
  }

  /** Shows a reply, tells the page, and does what the reply asks of the page. */
  async #turn(turn: Turn): Promise<void> {
    const session = this.#session;
    if (!session || this.#ended) return;
    const { reply, event } = turn;
    this.#saved = turn.saved;
    this.isWithHuman = turn.isWithHuman;
    const { outcome } = reply;
    if (outcome.type !== "silent") this.#add({ by: "assistant", reply: withoutTrace(reply) });
    const memo = await session.memo();
    this.#keep(memo);
    this.#tell("relais:reply", { reply, event, memo });
    if (event.helped !== null) this.#tell("relais:feedback", { helped: event.helped });
    if (event.satisfaction !== null && outcome.type === "say" && outcome.message === "satisfaction_thanks") {
      this.#tell("relais:feedback", { score: event.satisfaction });
    }
    if (outcome.type === "act") await this.#act(session, outcome);
    if (outcome.type === "hand_to_human") this.handOver(outcome);
  }

  /**
   * Takes up what was under way when the page went: it is asked to act again, and the key of an act keeps it
   * from doing it twice; and whoever waited for a person waits on.
   */
  async #takeUp(): Promise<void> {
    const last = this.entries.filter(({ by }) => by !== "customer").at(-1);
    const outcome = last?.by === "assistant" ? last.reply.outcome : undefined;
    if (outcome?.type === "act" && this.#session) await this.#act(this.#session, outcome);
    if (outcome?.type === "hand_to_human") this.#waitForPerson(outcome);
  }

  /** Asks the page to act, and goes on with what it found. */
  async #act(session: RemoteSession, act: Act): Promise<void> {
    let result: Promise<Facts | void> | undefined;
    const respond = (given: Facts | void | Promise<Facts | void>) => {
      result ??= Promise.resolve(given);
    };
    this.#tell("relais:act", { act, respond });
    if (!result) {
      await this.#turn(await session.actFailed("not-supported"));
      return;
    }
    this.#view.working(true);
    let turn;
    try {
      const facts = (await result) ?? {};
      turn = await session.acted(facts);
    } catch (error) {
      const code = (error as { code?: unknown } | undefined)?.code;
      turn = await session.actFailed(typeof code === "string" ? code : "failed");
    } finally {
      this.#view.working(false);
    }
    await this.#turn(turn);
  }

  #add(entry: Entry): void {
    this.entries.push(entry);
    this.entries.splice(0, this.entries.length - MAX_ENTRIES);
    this.#view.said(entry);
    if (entry.by !== "customer" && !this.#chat.isOpen) this.#chat.unread++;
  }

  #notice(name: keyof Strings): void {
    this.#add({ by: "widget", text: wordsOf(languageOf(this.#chat), this.#chat.strings)[name] });
    this.#keep();
  }

  /** Keeps the conversation, once the customer has had a part in it. */
  #keep(memo = this.#store.read()?.memo): void {
    const hasSpoken = this.entries.some((entry) => entry.by === "customer");
    if (!hasSpoken || !this.#saved || !memo) return;
    const { entries, isWithHuman } = this;
    this.#store.write({ version: 1, saved: toBase64(this.#saved), entries, isWithHuman, memo });
  }

  /** What another tab said is shown here too, and what it deleted is gone. */
  #onStorage = (event: StorageEvent): void => {
    // A conversation that has not begun here reads it when it begins.
    if (!this.#store.concerns(event) || !this.#session) return;
    void this.#then(async () => {
      const stored = this.#store.read();
      if (!stored) return this.#startAgain();
      if (!(await this.#resume(stored))) return;
      this.#restore(stored, true);
      await this.#refresh();
    });
  };

  #then(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work).catch((error) => this.#fail(error));
    this.#last = done;
    return done;
  }

  #ifStarted(work: (session: RemoteSession) => Promise<void>): Promise<void> {
    return this.#then(async () => {
      if (this.#session) await work(this.#session);
    });
  }

  async #ready(): Promise<RemoteSession> {
    if (!this.#session) await this.#begin();
    if (!this.#session) throw new RelaisError("unreachable", "the engine cannot be had");
    return this.#session;
  }

  #fail(error: unknown): void {
    if (this.#ended) return;
    const known =
      error instanceof RelaisError ? error : new RelaisError("internal", String((error as Error)?.stack ?? error));
    this.#tell("relais:error", { error: known });
    console.error("relais:", known);
    // What the page says wrongly is nothing that a customer can see to; the conversation goes on.
    if (known.code === "invalid-argument" && this.#session) return;
    // Whoever tries again gets another engine.
    this.#leave();
    this.#session = undefined;
    this.#view.failed(known);
  }

  /** Tells the page; whether nobody has cancelled it. */
  #tell(name: string, detail: unknown, cancelable = false): boolean {
    return this.#chat.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }),
    );
  }
}

/** How a decision came about is for the page, not for what is kept and shown. */
function withoutTrace(reply: Reply): Reply {
  return { ...reply, trace: { ...reply.trace, words: [], candidates: [] } };
}

/** A conversation longer than this is shown without its beginning. */
const MAX_ENTRIES = 200;

/** How long a customer waits for a person who was promised now. */
const SECONDS_TO_TAKE_OVER = 120;
