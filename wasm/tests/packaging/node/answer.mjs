// A program of Node: a question, and the article that answers it, with both ways to call the engine.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { connect, Engine, init, RelaisError } from "@relais-chat/web";
// A server that renders pages imports it too; there it does nothing.
import "@relais-chat/web/widget";

const question = { text: "where is my parcel?" };

await init();
const engine = new Engine(readFileSync("kb.relais"));
const session = engine.session({ locale: "en" });
const called = session.reply(question).outcome.article;
session.free();
engine.free();

const relais = await connect({ bundle: pathToFileURL("kb.relais") });
const remote = await relais.session({ locale: "en" });
const connected = (await remote.reply(question)).reply.outcome.article;
relais.close();

let refused;
try {
  new Engine(new Uint8Array([1, 2, 3]));
} catch (error) {
  refused = error instanceof RelaisError && error.code;
}
console.log(JSON.stringify({ called, connected, isInWorker: relais.isInWorker, refused }));
