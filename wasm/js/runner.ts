/**
 * An engine with its conversations, wherever it runs: in a Worker or in the page.
 *
 * A defect of the engine (a trap of WebAssembly) ends an instance of the module, with all its
 * conversations. The runner starts another one, brings every conversation back as it was after its last
 * turn, and hands over the one in which it happened. The customer reads where to find a person, and the
 * person what the customer had said.
 */

import type { Availability, Facts, HandoffEvent, Memo } from "../types/wire.js";
import type { Message, Start, Turn } from "../types/index.js";
import { Engine, type Session } from "./engine.js";
import { RelaisError } from "./error.js";
import { replace } from "./module.js";

/** What a turn starts with. Only plain values, for it crosses to a Worker. */
export type Input =
  | { do: "open"; now?: Date }
  | { do: "reply"; message: Message }
  | { do: "learn"; facts: Facts; now?: Date }
  | { do: "acted"; facts?: Facts; now?: Date }
  | { do: "actFailed"; code: string; now?: Date }
  | { do: "handoff"; event: HandoffEvent; now?: Date };

/** A conversation, and what it was after its last turn. */
interface Kept {
  session: Session;
  saved: Uint8Array;
}

export class Runner {
  #bundle: Uint8Array;
  #engine: Engine;
  #sessions = new Map<number, Kept>();
  #next = 1;

  constructor(bundle: Uint8Array) {
    this.#bundle = bundle;
    this.#engine = new Engine(bundle);
  }

  get name(): string {
    return this.#engine.name;
  }

  get locales(): string[] {
    return this.#engine.locales;
  }

  session(start: Start): number {
    return this.#keep(this.#engine.session(start));
  }

  resume(saved: Uint8Array): number {
    return this.#keep(this.#engine.resume(saved));
  }

  turn(id: number, input: Input): Turn {
    const kept = this.#kept(id);
    const started = performance.now();
    let reply;
    let isFault = false;
    try {
      reply = carryOut(kept.session, input);
    } catch (error) {
      if (!isDefect(error)) throw error;
      this.#startAgain();
      const said = input.do === "reply" && "text" in input.message ? input.message.text : undefined;
      const now = input.do === "reply" ? input.message.at : input.now;
      reply = kept.session.fault(said, now);
      isFault = true;
    }
    const { session } = kept;
    const duration = Math.round(performance.now() - started);
    kept.saved = session.save();
    return {
      reply,
      event: session.event(duration)!,
      saved: kept.saved,
      isWithHuman: session.isWithHuman,
      resolution: session.resolution,
      satisfaction: session.satisfaction,
      isFault,
    };
  }

  available(id: number, availability: Availability): void {
    const kept = this.#kept(id);
    this.#guarded(() => kept.session.available(availability));
    kept.saved = this.#guarded(() => kept.session.save());
  }

  end(id: number): void {
    this.#guarded(() => this.#kept(id).session.end());
  }

  memo(id: number, now?: Date): Memo {
    return this.#guarded(() => this.#kept(id).session.memo(now));
  }

  free(id: number): void {
    this.#sessions.get(id)?.session.free();
    this.#sessions.delete(id);
  }

  close(): void {
    for (const id of [...this.#sessions.keys()]) this.free(id);
    this.#engine.free();
  }

  #keep(session: Session): number {
    const id = this.#next++;
    this.#sessions.set(id, { session, saved: session.save() });
    return id;
  }

  #kept(id: number): Kept {
    const kept = this.#sessions.get(id);
    if (!kept) throw new RelaisError("invalid-argument", "this conversation has been freed");
    return kept;
  }

  /** Does something that has no reply; after a defect, does it once more in a new instance. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isDefect(error)) throw error;
      this.#startAgain();
      return work();
    }
  }

  /** What the old instance had is gone with its memory, and is not freed. */
  #startAgain(): void {
    replace();
    this.#engine = new Engine(this.#bundle);
    for (const kept of this.#sessions.values()) kept.session = this.#engine.resume(kept.saved);
  }
}

function carryOut(session: Session, input: Input) {
  switch (input.do) {
    case "open":
      return session.open(input.now);
    case "reply":
      return session.reply(input.message);
    case "learn":
      return session.learn(input.facts, input.now);
    case "acted":
      return session.acted(input.facts, input.now);
    case "actFailed":
      return session.actFailed(input.code, input.now);
    case "handoff":
      return session.handoff(input.event, input.now);
  }
}

/** A call that is wrong throws a `RelaisError`; whatever else is thrown is a defect. */
function isDefect(error: unknown): boolean {
  return !(error instanceof RelaisError);
}
