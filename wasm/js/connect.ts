/**
 * Connects a page to an engine: in a Worker where there can be one, in the page where not.
 */

import type {
  ConnectOptions, Connection, ErrorCode, Message, RemoteSession, Start, Turn,
} from "../types/index.js";
import type { Availability, Facts, HandoffEvent, Memo } from "../types/wire.js";
import { RelaisError } from "./error.js";
import type { Answers, Call, Request, Response } from "./remote.js";
import type { Input } from "./runner.js";
import { startWorker } from "./start-worker.js";

/** Somebody who carries out calls. */
interface Peer {
  call<C extends Call>(call: C): Promise<Answers[C["do"]]>;
  close(): void;
}

export async function connect(options: ConnectOptions): Promise<Connection> {
  const { bundle, cache, keys } = options;
  const start: Call & { do: "start" } = {
    do: "start",
    bundle: bundle instanceof Uint8Array ? bundle : absolute(bundle),
    wasm: absolute(options.wasm ?? new URL("./relais.wasm", import.meta.url)),
    ...(cache === undefined ? {} : { cache }),
    ...(keys === undefined ? {} : { keys }),
  };
  const worker = options.worker === false ? undefined : await startWorker(options.worker);
  let peer: Peer = worker ? new WorkerPeer(worker) : await inPage();
  let isInWorker = worker !== undefined;
  let about: Answers["start"];
  try {
    about = await peer.call(start);
  } catch (error) {
    peer.close();
    // A Worker may be under a stricter policy than the page. Any other failure would be the same here.
    if (!isInWorker || (error as RelaisError).code !== "no-webassembly") throw error;
    peer = await inPage();
    isInWorker = false;
    about = await peer.call(start);
  }
  return {
    ...about,
    isInWorker,
    session: async (start: Start) => new Remote(peer, await peer.call({ do: "session", start })),
    resume: async (saved: Uint8Array) => new Remote(peer, await peer.call({ do: "resume", saved })),
    close: () => peer.close(),
  };
}

class Remote implements RemoteSession {
  #peer: Peer;
  #session: number;

  constructor(peer: Peer, session: number) {
    this.#peer = peer;
    this.#session = session;
  }

  open(now?: Date): Promise<Turn> {
    return this.#turn({ do: "open", ...at(now) });
  }

  reply(message: Message): Promise<Turn> {
    return this.#turn({ do: "reply", message });
  }

  learn(facts: Facts, now?: Date): Promise<Turn> {
    return this.#turn({ do: "learn", facts, ...at(now) });
  }

  acted(facts: Facts = {}, now?: Date): Promise<Turn> {
    return this.#turn({ do: "acted", facts, ...at(now) });
  }

  actFailed(code: string, now?: Date): Promise<Turn> {
    return this.#turn({ do: "actFailed", code, ...at(now) });
  }

  handoff(event: HandoffEvent, now?: Date): Promise<Turn> {
    return this.#turn({ do: "handoff", event, ...at(now) });
  }

  available(availability: Availability): Promise<void> {
    return this.#peer.call({ do: "available", session: this.#session, availability });
  }

  end(): Promise<void> {
    return this.#peer.call({ do: "end", session: this.#session });
  }

  memo(now?: Date): Promise<Memo> {
    return this.#peer.call({ do: "memo", session: this.#session, ...at(now) });
  }

  free(): void {
    // Nobody waits for it, and a closed engine has freed it already.
    this.#peer.call({ do: "free", session: this.#session }).catch(() => undefined);
  }

  #turn(input: Input): Promise<Turn> {
    return this.#peer.call({ do: "turn", session: this.#session, input });
  }
}

class WorkerPeer implements Peer {
  #worker: Worker;
  #waiting = new Map<number, { resolve(value: never): void; reject(error: unknown): void }>();
  #next = 1;
  /** Why nobody answers any more. */
  #ended: RelaisError | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (!waiting) return;
      if ("error" in data) {
        waiting.reject(new RelaisError(data.error.code as ErrorCode, data.error.message));
      } else {
        waiting.resolve(data.value as never);
      }
    };
    worker.onerror = (event) => this.#end(event.message || "the Worker has stopped");
  }

  call<C extends Call>(call: C): Promise<Answers[C["do"]]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ id, call } satisfies Request);
      this.#waiting.set(id, { resolve, reject });
    });
  }

  close(): void {
    this.#end(CLOSED);
  }

  #end(message: string): void {
    this.#ended ??= new RelaisError("internal", message);
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** The engine in the page itself: the same calls, carried out one after the other. */
async function inPage(): Promise<Peer> {
  const { Server } = await import("./server.js");
  const server = new Server();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  return {
    call<C extends Call>(call: C) {
      const carried = last.then(() => {
        if (isClosed) throw new RelaisError("internal", CLOSED);
        return server.carryOut(call);
      });
      last = carried.catch(() => undefined);
      return carried as Promise<Answers[C["do"]]>;
    },
    close() {
      isClosed = true;
      // What is being carried out ends first: it may be the start.
      last = last.then(() => server.close()).catch(() => undefined);
    },
  };
}

const CLOSED = "the connection is closed";

function at(now: Date | undefined): { now?: Date } {
  return now ? { now } : {};
}

/** A Worker has an address of its own, so it gets whole ones. */
function absolute(url: string | URL): string {
  return new URL(url, globalThis.document?.baseURI).href;
}
