// What is kept between pages: nothing, for the tab, or until it is deleted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, BUNDLE, closeBrowser, host, OPEN, page, visit } from "../support/widget.mjs";

/** What the module of the engine waits for, where a test has it come late. */
let gate = Promise.resolve();

let server;
before(async () => {
  const pages = ["off", "session", "local"].map((persist) => [
    `/${persist}.html`,
    page({ lang: "en", attributes: `persist="${persist}"` }),
  ]);
  server = await host({
    ...Object.fromEntries(pages),
    "/default.html": page({ lang: "en" }),
    "/inline-local.html": page({ lang: "en", attributes: 'persist="local" inline' }),
  }, { override: async (path) => (path === "/dist/relais.wasm" ? void (await gate) : undefined) });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

/** All that a page may leave behind in a browser. */
async function kept(chat) {
  const inPage = await chat.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  return { ...inPage, cookies: await chat.page.context().cookies() };
}

const NOTHING = { local: [], session: [], databases: [], caches: [], workers: 0, cookies: [] };
const QUESTION = "where do I find my PUK code?";

for (const name of ["default", "off"]) {
  test(`persist ${name}: nothing at all is written, whatever is said`, async () => {
    const chat = await (await visit(`${server.url}/${name}.html`)).open();
    await chat.call("setAvailability", OPEN);
    await chat.ask(QUESTION);
    await chat.ask("I want to talk to someone");
    await chat.during(() => chat.call("handover", "accepted"));
    await chat.during(() => chat.call("handover", "completed"));
    assert.deepEqual(await kept(chat), NOTHING);
    await chat.page.reload();
    await chat.open();
    assert.equal(await chat.messages.count(), 1);
    await chat.leave();
  });
}

for (const persist of ["session", "local"]) {
  test(`persist ${persist}: a reload in the middle of a form goes on where it was`, async () => {
    const chat = await (await visit(`${server.url}/${persist}.html`)).open();
    await chat.ask("look up my order for me");
    const before = await chat.messages.allInnerTexts();
    await chat.page.reload();
    await chat.launcher.click();
    await chat.messages.nth(before.length - 1).waitFor();
    assert.deepEqual(await chat.messages.allInnerTexts(), before);
    assert.equal(await chat.input.getAttribute("placeholder"), "OD-000000", "the keyboard is that of the question");
    await chat.answerActs({ facts: { "order.status": "in transit" } });
    const { outcome } = await chat.ask("OD-482913", 2);
    assert.equal(outcome.type, "say");
    assert.match(await chat.last(), /in transit/);
    await chat.leave();
  });

  test(`persist ${persist}: what was said is there before the engine is, and what is pressed then is done when it comes`, async () => {
    const chat = await (await visit(`${server.url}/${persist}.html`)).open();
    await chat.ask("I want to cancel my contract");
    const before = await chat.messages.allInnerTexts();
    let open;
    gate = new Promise((resolve) => (open = resolve));
    await chat.page.reload();
    await chat.launcher.click();
    await chat.element.getByText("Loading").waitFor();
    assert.deepEqual(await chat.messages.allInnerTexts(), before);
    await chat.options.first().click();
    assert.equal(await chat.options.count(), 0, "it cannot be pressed twice");
    const { outcome } = await chat.during(open);
    assert.equal(outcome.type, "answer");
    assert.equal(await chat.element.getByText("Loading").count(), 0);
    assert.deepEqual((await chat.messages.allInnerTexts()).slice(0, before.length), before);
    assert.equal(await chat.messages.count(), before.length + 2);
    await chat.leave();
  });

  test(`persist ${persist}: a choice can still be made after a reload`, async () => {
    const chat = await (await visit(`${server.url}/${persist}.html`)).open();
    const { outcome } = await chat.ask("I want to cancel my contract");
    await chat.page.reload();
    await chat.launcher.click();
    await chat.options.first().waitFor();
    const chosen = await chat.choose(1);
    assert.equal(chosen.outcome.article, outcome.options[1].id);
    await chat.leave();
  });

  test(`persist ${persist}: a person who has the conversation has it after a reload`, async () => {
    const chat = await visit(`${server.url}/${persist}.html`);
    await chat.call("setAvailability", OPEN);
    await chat.open();
    await chat.ask("I want to talk to someone");
    await chat.during(() => chat.call("handover", "accepted"));
    await chat.call("say", { from: "Inès", text: "Hello, this is Inès." });
    await chat.page.reload();
    await chat.launcher.click();
    await chat.element.getByText("Hello, this is Inès.").waitFor();
    const { outcome } = await chat.ask("Hello Inès");
    assert.equal(outcome.type, "silent");
    assert.deepEqual(await chat.told("message"), [{ text: "Hello Inès" }]);
    await chat.leave();
  });

  test(`persist ${persist}: nothing is written before something is said, and deleting wipes everything`, async () => {
    const chat = await (await visit(`${server.url}/${persist}.html`)).open();
    // The files of the engine are no part of it, and only where it is kept for good.
    assert.deepEqual(await kept(chat), { ...NOTHING, caches: persist === "local" ? ["relais"] : [] });
    await chat.ask(QUESTION);
    const { local, session } = await kept(chat);
    assert.equal([...local, ...session].length, 1);
    assert.equal((persist === "local" ? local : session).length, 1);
    await chat.element.locator("[part=more]").click();
    await chat.during(() => chat.page.getByRole("button", { name: "Delete my conversation" }).click());
    assert.deepEqual(await kept(chat), NOTHING);
    await chat.page.reload();
    await chat.open();
    assert.equal(await chat.messages.count(), 1);
    assert.doesNotMatch(await chat.element.evaluate((chat) => chat.transcript), /PUK/);
    await chat.leave();
  });
}

test("persist local: what one tab says the other one shows, and goes on with", async () => {
  const context = await (await browser()).newContext();
  const one = await (await visit(`${server.url}/local.html`, { context })).open();
  const two = await (await visit(`${server.url}/local.html`, { context })).open();
  await one.ask("I want to cancel my contract");
  await two.options.first().waitFor();
  assert.deepEqual(await two.messages.allInnerTexts(), await one.messages.allInnerTexts());
  const chosen = await two.choose(0);
  assert.equal(chosen.outcome.type, "answer");
  await one.messages.nth(4).waitFor();
  assert.deepEqual(await one.messages.allInnerTexts(), await two.messages.allInnerTexts());
  await two.call("reset");
  await one.element.locator(".customer").first().waitFor({ state: "detached" });
  await one.messages.first().waitFor();
  assert.equal(await one.messages.count(), 1, "what is deleted in one is deleted in both");
  assert.deepEqual(two.wrong, []);
  await one.leave();
});

test("a reload while the page is at work asks it again, by the same key", async () => {
  const chat = await visit(`${server.url}/session.html`);
  const pending = () =>
    chat.element.evaluate((chat) => chat.addEventListener("relais:act", ({ detail: { respond } }) => {
      respond(new Promise((resolve) => (window.found = resolve)));
    }));
  await pending();
  await chat.open();
  await chat.ask("look up my order for me");
  await chat.ask("OD-482913");
  const [{ act: first }] = await chat.told("act");
  await chat.page.reload();
  await pending();
  await chat.launcher.click();
  await chat.element.locator(".working").waitFor();
  const [{ act: second }] = await chat.told("act");
  assert.equal(second.key, first.key);
  await chat.during(() => chat.page.evaluate(() => window.found({ "order.status": "in transit" })));
  assert.match(await chat.last(), /in transit/);
  await chat.leave();
});

test("two tabs have one engine each, however much is said", async () => {
  const context = await (await browser()).newContext();
  const one = await (await visit(`${server.url}/local.html`, { context })).open();
  const two = await (await visit(`${server.url}/local.html`, { context })).open();
  const [worker] = two.page.workers();
  await one.ask(QUESTION);
  await two.messages.nth(2).waitFor();
  assert.deepEqual(two.page.workers(), [worker]);
  await one.leave();
});

test("persist session: another tab knows nothing of it", async () => {
  const context = await (await browser()).newContext();
  const one = await (await visit(`${server.url}/session.html`, { context })).open();
  const two = await (await visit(`${server.url}/session.html`, { context })).open();
  await one.ask(QUESTION);
  await two.ask("goodbye");
  assert.doesNotMatch(await two.element.evaluate((chat) => chat.transcript), /PUK/);
  await one.leave();
});

test("an option that is pressed in a conversation that cannot be gone on with is said in its words", async () => {
  const chat = await (await visit(`${server.url}/session.html`)).open();
  const { outcome } = await chat.ask("I want to cancel my contract");
  await chat.page.evaluate(() => {
    const [key] = Object.keys(sessionStorage);
    const kept = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.setItem(key, JSON.stringify({ ...kept, saved: btoa("nothing that was saved") }));
  });
  let open;
  gate = new Promise((resolve) => (open = resolve));
  await chat.page.reload();
  await chat.launcher.click();
  await chat.options.first().click();
  const answer = await chat.during(open, 2);
  assert.equal(answer.outcome.article, "contract/cancel-mobile");
  assert.equal(await chat.element.locator(".customer p").innerText(), outcome.options[0].title);
  assert.equal(await chat.element.locator(".customer").count(), 1, "what could not be gone on with is gone");
  await chat.leave();
});

test("what was kept by something else, or is damaged, is no conversation", async () => {
  const chat = await visit(`${server.url}/local.html`);
  const key = `relais:${server.url}/dist/test/kb.relais`;
  for (const text of ["{", '{"version":2}', '{"version":1,"saved":"AAAA"}', '{"version":1,"saved":"AAAA","entries":[],"memo":{}}', "null", "[]"]) {
    await chat.page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, text]);
    await chat.page.reload();
    await chat.open();
    assert.equal(await chat.messages.count(), 1, text);
    assert.equal(await chat.element.locator(".failure").count(), 0, text);
  }
  await chat.leave();
});

test("where the browser forbids storage there is a conversation all the same", async () => {
  const init = () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("no", "SecurityError"); } });
    }
  };
  const chat = await (await visit(`${server.url}/local.html`, { init })).open();
  assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
  await chat.leave();
});

test("an inline conversation writes nothing before the visitor says something", async () => {
  const context = await (await browser()).newContext();
  const fetched = context.waitForEvent("requestfinished", (request) => request.url().endsWith(BUNDLE));
  const chat = await visit(`${server.url}/inline-local.html`, { context });
  // A look into the page would be an act of the visitor for the browser, so it comes when all is fetched.
  await fetched;
  await chat.messages.first().waitFor();
  assert.deepEqual(await kept(chat), NOTHING);
  await chat.leave();
});
