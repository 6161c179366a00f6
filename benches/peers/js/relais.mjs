// Relais as a page has it: the npm package that `wasm/build` makes, here without a Worker. The bundle is the one of the native engine in
// its compact form, and so are the answers.
import { readFileSync } from "node:fs";
import { Engine, init } from "../../../wasm/dist/index.js";

export const manifest = "../../../wasm/package.json";
export const variants = ["compact"];

/** The module of the engine, as the page downloads it. */
export const wasm = new URL("../../../wasm/dist/relais.wasm", import.meta.url);

export async function load(data, locale) {
  await init(readFileSync(wasm));
  const engine = new Engine(new Uint8Array(data));
  const number = (id) => Number(id.slice(id.indexOf("/") + 1));
  return (text) => {
    const session = engine.session({ locale });
    const { outcome, trace } = session.reply({ text });
    session.free();
    const reserved = trace.decision.by === "reserved" || trace.decision.by === "limit";
    const [first, second] = trace.candidates.filter(({ id }) => id.startsWith("questions/"));
    return {
      article: outcome.type === "answer" ? number(outcome.article) : first ? number(first.id) : null,
      score: reserved || !first ? 0 : first.probability,
      second: reserved || !second ? 0 : second.probability,
      answers: outcome.type === "answer",
      offers: outcome.type === "clarify" ? outcome.options.map(({ id }) => id).filter((id) => id.startsWith("questions/")).map(number) : [],
    };
  };
}
