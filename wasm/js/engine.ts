/**
 * The engine in this thread: {@link Engine} and {@link Session} give types to the glue, and dates.
 */

import type { Availability, Event, Facts, HandoffEvent, Memo, Reply, Resolution } from "../types/wire.js";
import type { Message, Start } from "../types/index.js";
import { Engine as GlueEngine, Session as GlueSession } from "./glue/relais.js";
import { generation } from "./module.js";
import { verify } from "./signature.js";

export class Engine {
  #inner: GlueEngine;
  /** What an instance had that is no more is gone with its memory: the next one has something else there. */
  #generation = generation;

  constructor(bundle: Uint8Array) {
    this.#inner = new GlueEngine(bundle);
  }

  static async verify(bundle: Uint8Array, keys: string | readonly string[]): Promise<Engine> {
    return new Engine(await verify(bundle, keys));
  }

  get name(): string {
    return this.#inner.name;
  }

  get locales(): string[] {
    return this.#inner.locales;
  }

  get builtBy(): string {
    return this.#inner.builtBy;
  }

  session(start: Start): Session {
    const { facts, memo, availability, ...rest } = start;
    const [known, before, there] = [facts, memo, availability].map((part) => (part == null ? undefined : json(part)));
    return new Session(this.#inner.session(json(rest), known, before, there));
  }

  resume(saved: Uint8Array): Session {
    return new Session(this.#inner.resume(saved));
  }

  free(): void {
    if (this.#generation === generation) this.#inner.free();
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

export class Session {
  #inner: GlueSession;
  #generation = generation;

  /** Only an engine has what it takes. */
  constructor(inner: GlueSession) {
    this.#inner = inner;
  }

  open(now = new Date()): Reply {
    return JSON.parse(this.#inner.open(seconds(now)));
  }

  reply({ at = new Date(), ...said }: Message): Reply {
    return JSON.parse(this.#inner.reply(json({ ...said, at: seconds(at) })));
  }

  learn(facts: Facts, now = new Date()): Reply {
    return JSON.parse(this.#inner.learn(json(facts), seconds(now)));
  }

  available(availability: Availability): void {
    this.#inner.available(json(availability));
  }

  acted(facts: Facts = {}, now = new Date()): Reply {
    return JSON.parse(this.#inner.acted(json(facts), seconds(now)));
  }

  actFailed(code: string, now = new Date()): Reply {
    return JSON.parse(this.#inner.actFailed(code, seconds(now)));
  }

  handoff(event: HandoffEvent, now = new Date()): Reply {
    return JSON.parse(this.#inner.handoff(event, seconds(now)));
  }

  fault(said?: string, now = new Date()): Reply {
    return JSON.parse(this.#inner.fault(said, seconds(now)));
  }

  end(): void {
    this.#inner.end();
  }

  get resolution(): Resolution {
    return this.#inner.resolution as Resolution;
  }

  get satisfaction(): number | undefined {
    return this.#inner.satisfaction;
  }

  get isWithHuman(): boolean {
    return this.#inner.isWithHuman;
  }

  get locale(): string {
    return this.#inner.locale;
  }

  memo(now = new Date()): Memo {
    return JSON.parse(this.#inner.memo(seconds(now)));
  }

  event(durationMs?: number): Event | undefined {
    const json = this.#inner.event(durationMs);
    return json === undefined ? undefined : JSON.parse(json);
  }

  html(): string | undefined {
    return this.#inner.html();
  }

  ssml(): string | undefined {
    return this.#inner.ssml();
  }

  save(): Uint8Array {
    return this.#inner.save();
  }

  free(): void {
    if (this.#generation === generation) this.#inner.free();
  }

  [Symbol.dispose](): void {
    this.free();
  }
}

/**
 * JSON as the core reads it. Half a character, which JavaScript lets a text have, is no text elsewhere:
 * U+FFFD stands for it.
 */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:\\|ud[89a-f]..)/g, (escape) => (escape === "\\\\" ? escape : "\\ufffd"));
}

/** The core counts in whole seconds. */
function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
