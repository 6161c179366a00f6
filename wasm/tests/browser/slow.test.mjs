// A slow network: the visitor sees that something is on its way, and may write meanwhile.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, host, page, visit } from "../support/widget.mjs";

after(closeBrowser);

// A small knowledge base, for half a minute is enough.
const ELEMENT = '<relais-chat bundle="/dist/test/hostile.relais"></relais-chat>';
const QUESTION = "show me the hostile answer";

test("on slow 3G it says that it is loading, and then works", async (t) => {
  const slow = await host({ "/plain.html": page({ lang: "en", element: ELEMENT }) }, { compresses: true });
  t.after(() => slow.close());
  const chat = await visit(`${slow.url}/plain.html`);
  await slowed(chat.page);
  await chat.launcher.click();
  await chat.element.getByText("Loading").waitFor();
  assert.equal(await chat.messages.count(), 0);
  // Who is in a hurry writes at once.
  await chat.input.fill(QUESTION);
  const { outcome } = await chat.during(() => chat.input.press("Enter"), 2, 120_000);
  assert.equal(outcome.type, "answer");
  assert.equal(await chat.element.getByText("Loading").count(), 0);
  await chat.leave();
});

/** Slow 3G as the developer tools of Chromium have it, for the page and the Workers that it starts. */
async function slowed(page) {
  const conditions = { offline: false, latency: 2000, downloadThroughput: 50_000, uploadThroughput: 50_000 };
  const cdp = await page.context().newCDPSession(page);
  cdp.on("Target.attachedToTarget", async ({ sessionId }) => {
    const send = (id, method, params = {}) =>
      cdp.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    await send(1, "Network.enable");
    await send(2, "Network.emulateNetworkConditions", conditions);
    await send(3, "Runtime.runIfWaitingForDebugger");
  });
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", conditions);
}
