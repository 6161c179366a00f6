// A defect of the engine: the memory of the module is overwritten, and what comes next is a trap.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, closeBrowser, host, page, visit } from "../support/widget.mjs";

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types relais";

/** Keeps every instance of a module that is made, so that a test gets at its memory. */
function keepInstances() {
  globalThis.instances = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const result = await made(...given);
      globalThis.instances.push(result.instance ?? result);
      return result;
    };
  }
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, given) {
      const instance = new target(...given);
      globalThis.instances.push(instance);
      return instance;
    },
  });
}

/** Leaves nothing that the engine could go by. */
function overwrite() {
  const { memory } = globalThis.instances.at(-1).exports;
  new Uint8Array(memory.buffer).fill(0xff);
  return globalThis.instances.length;
}

let server;
before(async () => {
  const worker = readFileSync(new URL("../../dist/worker.js", import.meta.url), "utf8");
  const kept = Buffer.from(`(${keepInstances})();\n${worker}`);
  const element = (rest) => page({ lang: "en", attributes: rest });
  server = await host(
    { "/worker.html": element('persist="session"'), "/off.html": element('worker="off"') },
    { policy: POLICY, override: (path) => (path === "/dist/worker.js" ? kept : undefined) },
  );
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

for (const place of ["worker", "off"]) {
  test(`a trap hands over with the contact, and the conversation goes on in a new instance: ${place}`, async () => {
    const chat = await visit(`${server.url}/${place}.html`, { init: keepInstances });
    // A queue that is closed is one that the card must stand in for.
    await chat.call("setAvailability", { queues: {} });
    await chat.open();
    const where = place === "worker" ? chat.page.workers()[0] : chat.page;
    await chat.ask("look up my order for me");
    assert.equal(await where.evaluate(overwrite), 1);
    const { outcome } = await chat.ask("OD-482913");
    assert.equal(outcome.type, "hand_to_human");
    assert.equal(outcome.reason, "engine_fault");
    assert.match(outcome.packet.question, /OD-482913|order/);
    assert.ok(await chat.messages.last().locator('.contact a[href="tel:0199001234"]').isVisible());
    assert.equal(await chat.count("error"), 0);
    assert.equal(await where.evaluate(() => globalThis.instances.length), 2, "there is a new instance");
    const shown = await chat.messages.count();

    const later = await chat.ask("where do I find my PUK code?");
    assert.equal(later.outcome.type, "answer");
    assert.equal(await chat.messages.count(), shown + 2, "what was said before is still there");

    // And once more: what comes after a trap is as good as what was before it.
    await where.evaluate(overwrite);
    assert.equal((await chat.ask("I want to cancel my contract")).outcome.reason, "engine_fault");
    assert.equal((await chat.ask("where do I find my PUK code?")).outcome.type, "answer");
    await chat.leave();
  });
}
