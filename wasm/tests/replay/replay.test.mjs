// The engine in WebAssembly says what the native one says: in Node, and in a browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Engine, initSync } from "../../js/glue/relais.js";
import { launch } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";
import { playAll } from "./replay.mjs";

const dist = new URL("../../dist/", import.meta.url);

test("every dialogue and every wording has the native replies, in Node", async () => {
  initSync({ module: await readFile(new URL("relais.wasm", dist)) });
  const engine = new Engine(await readFile(new URL("test/kb.relais", dist)));
  const script = await readFile(new URL("test/script.ndjson", dist), "utf8");
  same(playAll(engine, script.trimEnd().split("\n")));
});

test("and in a browser", async () => {
  const server = await serve({ policy: "script-src 'self' 'wasm-unsafe-eval'" });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/tests/pages/empty.html`);
    const played = await page.evaluate(async () => {
      const { default: init, Engine } = await import("/js/glue/relais.js");
      const { playAll } = await import("/tests/replay/replay.mjs");
      await init({ module_or_path: fetch("/dist/relais.wasm") });
      const file = async (path) => (await fetch(path)).arrayBuffer();
      const engine = new Engine(new Uint8Array(await file("/dist/test/kb.relais")));
      const script = new TextDecoder().decode(await file("/dist/test/script.ndjson"));
      return playAll(engine, script.trimEnd().split("\n"));
    });
    same(played);
  } finally {
    await browser.close();
    await server.close();
  }
});

function same({ differences, dialogues, replies }) {
  assert.deepEqual(differences.slice(0, 3), [], `${differences.length} of ${dialogues} differ`);
  // A script that is empty would be the same too.
  assert.ok(dialogues > 1000 && replies > 3000, `${dialogues} dialogues, ${replies} replies`);
}
