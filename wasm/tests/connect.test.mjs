// What a connection does once it is closed, or once its Worker has stopped: it answers, and keeps nothing.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { afterEach, test } from "node:test";
import { connect } from "../dist/index.js";

const bundle = new URL("../dist/test/kb.relais", import.meta.url);

/** The module, once it is started; and how many engines were freed in those that came after it. */
let instance;
let freed = 0;
const { instantiateStreaming, Instance } = WebAssembly;
WebAssembly.instantiateStreaming = async (...given) => {
  const made = await instantiateStreaming.apply(WebAssembly, given);
  instance = made.instance;
  return made;
};
WebAssembly.Instance = new Proxy(Instance, {
  construct(target, given) {
    const { exports } = new target(...given);
    const counted = (...what) => (freed++, exports.__wbg_engine_free(...what));
    return { exports: { ...exports, __wbg_engine_free: counted } };
  },
});

/** A Worker that says that it is up, starts, and answers nothing more. */
class Silent {
  static made = [];
  isTerminated = false;

  constructor() {
    Silent.made.push(this);
    setTimeout(() => this.onmessage({ data: { id: 0 } }));
  }

  postMessage({ id, call }) {
    if (call.do !== "start") return;
    const data = Silent.refuses
      ? { id, error: { code: "damaged", message: "the bundle is damaged" } }
      : { id, value: { name: "a name", locales: ["en"] } };
    setTimeout(() => this.onmessage({ data }));
  }

  terminate() {
    this.isTerminated = true;
  }
}

/** Makes Node a page that has Workers. */
function inAPage({ refuses = false } = {}) {
  Silent.made = [];
  Silent.refuses = refuses;
  const origin = new URL(import.meta.url).origin;
  Object.assign(globalThis, { Worker: Silent, document: { baseURI: import.meta.url }, location: { origin } });
}

afterEach(() => {
  for (const name of ["Worker", "document", "location"]) delete globalThis[name];
});

const closed = { name: "RelaisError", code: "internal", message: "the connection is closed" };

test("in the page: what is asked after the end is refused, and the engine has gone", async () => {
  const connection = await connect({ bundle, worker: false });
  const session = await connection.session({ locale: "en" });
  assert.equal((await session.open()).reply.outcome.type, "say");
  connection.close();
  await assert.rejects(session.reply({ text: "hello" }), closed);
  await assert.rejects(connection.session({ locale: "en" }), closed);
  session.free();
  connection.close();
});

test("in the page: engines that are closed leave room for as many more", async () => {
  const size = () => instance.exports.memory.buffer.byteLength;
  let before;
  for (let times = 0; times < 10; times++) {
    const connection = await connect({ bundle, worker: false });
    const sessions = [await connection.session({ locale: "en" }), await connection.session({ locale: "fr" })];
    for (const session of sessions) await session.open();
    connection.close();
    // The first one grows the memory that all after it find.
    before ??= size();
  }
  assert.ok(size() < before + statSync(bundle).size, `${before} and then ${size()} bytes`);
});

test("in the page: an engine that went with a defect is not freed in the memory of the next", async () => {
  const [one, other] = [await connect({ bundle, worker: false }), await connect({ bundle, worker: false })];
  const session = await one.session({ locale: "en" });
  await session.open();
  new Uint8Array(instance.exports.memory.buffer).fill(0xff);
  assert.equal((await session.reply({ text: "where is my parcel" })).isFault, true);
  other.close();
  await assert.rejects(other.session({ locale: "en" }), closed);
  assert.equal(freed, 0);
  one.close();
  await assert.rejects(one.session({ locale: "en" }), closed);
  assert.equal(freed, 1);
});

test("in a Worker: what is asked after the end is refused", async () => {
  inAPage();
  const connection = await connect({ bundle });
  assert.equal(connection.isInWorker, true);
  const waiting = connection.session({ locale: "en" });
  connection.close();
  await assert.rejects(waiting, closed);
  await assert.rejects(connection.session({ locale: "en" }), closed);
  assert.equal(Silent.made[0].isTerminated, true);
});

test("a Worker that has stopped answers nothing, and that is told", async () => {
  inAPage();
  const connection = await connect({ bundle });
  const waiting = connection.session({ locale: "en" });
  Silent.made[0].onerror({ message: "out of memory" });
  const stopped = { name: "RelaisError", code: "internal", message: "out of memory" };
  await assert.rejects(waiting, stopped);
  await assert.rejects(connection.resume(new Uint8Array()), stopped);
  assert.equal(Silent.made[0].isTerminated, true);
});

test("a Worker whose start has failed is not left behind", async () => {
  inAPage({ refuses: true });
  await assert.rejects(connect({ bundle }), { code: "damaged" });
  assert.equal(Silent.made[0].isTerminated, true);
});
