// A customer who was promised a person does not wait for ever.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";

test("a hand-over that the page says nothing of expires, and the customer gets another offer", async () => {
  const server = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/tests/pages/plain.html`);
    const outcomes = await page.evaluate(async () => {
      const chat = document.querySelector("relais-chat");
      await customElements.whenDefined("relais-chat");
      chat.setAttribute("handover-timeout", "1");
      const now = { open: true, seats: 1, wait_seconds: 30 };
      await chat.setAvailability({ queues: { service: now, technical: now, billing: now, care: now } });
      const outcomes = [];
      const second = new Promise((resolve) => {
        chat.addEventListener("relais:reply", ({ detail: { reply } }) => {
          if (reply.outcome.type !== "hand_to_human") return;
          outcomes.push(reply.outcome.promise.type);
          if (outcomes.length === 2) resolve();
        });
      });
      chat.open();
      await chat.send("je veux parler à un conseiller");
      await second;
      return outcomes;
    });
    assert.deepEqual(outcomes, ["now", "contact"]);
  } finally {
    await browser.close();
    await server.close();
  }
});
