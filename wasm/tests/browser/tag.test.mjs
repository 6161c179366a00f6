// What the tag costs a page whose visitors never open it: bytes, and nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, closeBrowser, host, page, visit } from "../support/widget.mjs";

const BUDGET = JSON.parse(readFileSync(new URL("../../size.json", import.meta.url))).tag.brotli;

let server;
before(async () => {
  server = await host({ "/fr.html": page() }, { compresses: true });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

/** Runs in the page, before anything else of it. */
function watch() {
  window.seen = { shifts: [], tasks: [] };
  const keep = (type, into, value) =>
    new PerformanceObserver((list) => into.push(...list.getEntries().map(value))).observe({ type, buffered: true });
  keep("layout-shift", window.seen.shifts, ({ value }) => value);
  keep("longtask", window.seen.tasks, ({ startTime, duration }) => ({ startTime, duration }));
}

test("it moves nothing, holds up nothing and is under its budget on the wire", async () => {
  const chat = await visit(`${server.url}/fr.html`, { init: watch });
  await chat.page.waitForLoadState("networkidle");
  await chat.launcher.waitFor();
  const { files, shifts, idle } = await chat.page.evaluate(async () => {
    const began = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const own = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/dist/"));
    const files = own.map(({ name, encodedBodySize, renderBlockingStatus }) => ({ name, encodedBodySize, renderBlockingStatus }));
    return { files, shifts: window.seen.shifts, idle: window.seen.tasks.filter(({ startTime }) => startTime > began) };
  });
  assert.ok(files.length > 0);
  for (const { name, renderBlockingStatus } of files) assert.equal(renderBlockingStatus, "non-blocking", name);
  const bytes = files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  assert.ok(bytes > 0 && bytes <= BUDGET, `${bytes} bytes of ${BUDGET}`);
  assert.deepEqual(shifts, []);
  assert.deepEqual(idle, [], "it does nothing while nobody wants anything");
  await chat.leave();
});

test("what moves when it opens is its own and nothing of the page", async () => {
  const chat = await visit(`${server.url}/fr.html`, { init: watch });
  const main = chat.page.locator("main");
  const before = await main.boundingBox();
  await chat.open();
  assert.deepEqual(await main.boundingBox(), before);
  await chat.leave();
});

test("a shift and a long task would be seen", async () => {
  const chat = await visit(`${server.url}/fr.html`, { init: watch });
  await chat.page.waitForLoadState("networkidle");
  const seen = await chat.page.evaluate(async () => {
    setTimeout(() => {
      const until = performance.now() + 120;
      while (performance.now() < until);
      const block = document.createElement("div");
      block.style.height = "300px";
      document.body.prepend(block);
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    return window.seen;
  });
  assert.ok(seen.shifts.length > 0 && seen.tasks.length > 0, JSON.stringify(seen));
  await chat.leave();
});
