// A server imports the files of a page too: nothing needs a window when it is imported.
import assert from "node:assert/strict";
import { test } from "node:test";

test("the widget is imported where there is no window, and defines nothing", async () => {
  assert.equal(typeof globalThis.window, "undefined");
  const { RelaisChat } = await import("../dist/widget.js");
  assert.equal(typeof RelaisChat, "function");
  assert.equal(globalThis.relais, undefined);
});

test("the engine is imported where there is no window", async () => {
  const { connect, init, Engine } = await import("../dist/index.js");
  assert.deepEqual([connect, init, Engine].map((one) => typeof one), ["function", "function", "function"]);
});
