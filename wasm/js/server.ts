/**
 * Carries out the calls of a page, in a Worker or in the page itself.
 */

import { type Answers, type Call } from "./remote.js";
import { RelaisError } from "./error.js";
import { cached } from "./cache.js";
import { fetched, init } from "./module.js";
import { Runner } from "./runner.js";
import { verify } from "./signature.js";

export class Server {
  #runner: Runner | undefined;

  async carryOut(call: Call): Promise<Answers[Call["do"]]> {
    if (call.do === "start") return this.#start(call);
    const runner = this.#runner;
    if (!runner) throw new RelaisError("invalid-argument", "the engine is not started");
    switch (call.do) {
      case "session":
        return runner.session(call.start);
      case "resume":
        return runner.resume(call.saved);
      case "turn":
        return runner.turn(call.session, call.input);
      case "available":
        return runner.available(call.session, call.availability);
      case "memo":
        return runner.memo(call.session, call.now);
      case "end":
        return runner.end(call.session);
      case "free":
        return runner.free(call.session);
    }
  }

  /** Ends the engine and its conversations, and gives their memory back. */
  close(): void {
    this.#runner?.close();
    this.#runner = undefined;
  }

  /** Both files come at the same time; the module is compiled while it arrives. */
  async #start({ bundle, wasm, cache, keys }: Call & { do: "start" }): Promise<Answers["start"]> {
    const file = (url: string) => (cache ? cached(cache, url) : fetched(url));
    const bytes = async () => {
      const given = typeof bundle === "string" ? new Uint8Array(await (await file(bundle)).arrayBuffer()) : bundle;
      return keys === undefined ? given : verify(given, keys);
    };
    const [, read] = await Promise.all([init(file(wasm)), bytes()]);
    this.#runner = new Runner(read);
    const { name, locales } = this.#runner;
    return { name, locales };
  }
}
