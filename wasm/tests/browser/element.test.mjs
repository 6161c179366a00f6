// The element in a page: how it comes there, several of them, and that nothing is left where one is removed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, BUNDLE, closeBrowser, host, page, visit } from "../support/widget.mjs";

const ELEMENT = `<relais-chat bundle="${BUNDLE}"></relais-chat>`;
const QUEUE = `
window.relais = window.relais || [];
window.carriedOut = [];
relais.push(["setFacts", { "debit.twice": true, "debit.amount": { amount: 34.5, currency: "EUR" } }]);
relais.push((chat) => { carriedOut.push(chat.localName); chat.open(); });`;
const EARLY = `
const chat = document.createElement("relais-chat");
chat.setAttribute("bundle", "${BUNDLE}");
chat.facts = { "debit.twice": true, "debit.amount": { amount: 34.5, currency: "EUR" } };
chat.strings = { launcher: "Ask Inès" };
chat.availability = { queues: { service: { open: true } } };
addEventListener("DOMContentLoaded", () => document.body.append(chat));`;

const FACTS = JSON.stringify({ "debit.twice": true, "debit.amount": { amount: 34.5, currency: "EUR" } });
const TAG = `<script type="module" src="/dist/widget.js" data-bundle="${BUNDLE}" data-title="Help" data-lang="en"></script>`;

let server;
before(async () => {
  server = await host({
    "/one.html": page({ lang: "en" }),
    "/two.html": page({ lang: "en", element: ELEMENT + ELEMENT.replace(">", ' position="start">') }),
    "/queue.html": page({ lang: "en", head: '<script src="/queue.js"></script>' }),
    "/queue.js": QUEUE,
    "/early.html": page({ lang: "en", element: "", script: false, head: '<script src="/early.js"></script>' }),
    "/early.js": EARLY,
    "/tag.html": page({ lang: "fr", element: "", script: false, head: TAG }),
    "/tag-below.html": page({ lang: "fr", element: TAG, script: false }),
    "/facts.html": page({
      lang: "en",
      element: `<script type="application/json" id="facts">${FACTS}</script><relais-chat bundle="${BUNDLE}" facts-from="#facts"></relais-chat>`,
    }),
    "/no-json.html": page({
      lang: "en",
      element: `<script type="application/json" id="facts">{</script><relais-chat bundle="${BUNDLE}" facts-from="#facts"></relais-chat>`,
    }),
    "/open.html": page({ lang: "en", attributes: "open" }),
    "/inline.html": page({ lang: "en", attributes: "inline" }),
  });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

test("two elements of one page have one engine, and a conversation each", async () => {
  const chat = await visit(`${server.url}/two.html`);
  const second = chat.page.locator("relais-chat").nth(1);
  await chat.open();
  await second.locator(".launcher").click();
  await second.locator(".message").first().waitFor();
  assert.equal(chat.page.workers().length, 1);
  assert.equal(server.requests.filter((path) => path === BUNDLE).length, 1);
  await chat.ask("where do I find my PUK code?");
  assert.equal(await second.locator(".message").count(), 1);
  // The engine stays for the other one, and ends with the last.
  await chat.page.evaluate(() => document.querySelector("relais-chat").remove());
  const { outcome } = await chat.during(() => chat.call("send", "where do I find my PUK code?"));
  assert.equal(outcome.type, "answer");
  assert.equal(chat.page.workers().length, 1);
  const gone = chat.page.workers()[0].waitForEvent("close");
  await chat.page.evaluate(() => document.querySelector("relais-chat").remove());
  await gone;
  assert.equal(chat.page.workers().length, 0);
  await chat.leave();
});

test("an element that is removed leaves no listener, no Worker and no node", async () => {
  const chat = await visit(`${server.url}/one.html`);
  const cdp = await chat.page.context().newCDPSession(chat.page);
  const cycle = async () => {
    await chat.open();
    await chat.ask("I want to cancel my contract");
    await chat.element.evaluate((element) => element.remove());
    await chat.page.waitForFunction(() => document.querySelector("relais-chat") === null);
    await chat.page.evaluate(() => (window.told = []));
    await cdp.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
    await chat.page.evaluate((html) => {
      const chat = document.createElement("relais-chat");
      chat.setAttribute("bundle", html);
      document.body.append(chat);
    }, BUNDLE);
    return { nodes, jsEventListeners };
  };
  const first = await cycle();
  await cycle();
  await cycle();
  const last = await cycle();
  assert.ok(last.jsEventListeners <= first.jsEventListeners, JSON.stringify({ first, last }));
  assert.ok(last.nodes <= first.nodes + 5, JSON.stringify({ first, last }));
  assert.equal(chat.page.workers().length, 0);
  await chat.leave();
});

test("an element that is only moved keeps its conversation", async () => {
  const chat = await (await visit(`${server.url}/one.html`)).open();
  await chat.ask("where do I find my PUK code?");
  await chat.page.evaluate(() => document.querySelector("main").append(document.querySelector("relais-chat")));
  assert.equal(await chat.messages.count(), 3);
  await chat.ask("goodbye");
  assert.equal(await chat.messages.count(), 5);
  await chat.leave();
});

test("an element that is removed and put back starts again", async () => {
  const chat = await (await visit(`${server.url}/one.html`)).open();
  await chat.ask("where do I find my PUK code?");
  await chat.element.evaluate(async (element) => {
    element.remove();
    await Promise.resolve();
    element.close();
    document.body.append(element);
  });
  await chat.open();
  assert.equal(await chat.messages.count(), 1);
  await chat.leave();
});

test("what a page says before the widget is loaded is done when it is, and what it says later at once", async () => {
  const chat = await visit(`${server.url}/queue.html`);
  await chat.messages.first().waitFor();
  assert.deepEqual(await chat.page.evaluate(() => window.carriedOut), ["relais-chat"]);
  assert.equal((await chat.reply()).outcome.type, "offer", "the facts were there when it opened");
  await chat.page.evaluate(() => window.relais.push(["close"]));
  assert.ok(await chat.panel.isHidden());
  await chat.leave();
});

test("properties that were set before the element was defined count", async () => {
  const chat = await visit(`${server.url}/early.html`);
  await chat.page.evaluate(() => import("/dist/widget.js"));
  await chat.page.getByRole("button", { name: "Ask Inès" }).click();
  await chat.messages.first().waitFor();
  assert.equal((await chat.reply()).outcome.type, "offer");
  assert.deepEqual(await chat.element.evaluate((chat) => Object.keys(chat)), []);
  await chat.leave();
});

for (const place of ["tag", "tag-below"]) {
  test(`a script tag alone is enough: /${place}.html`, async () => {
    const chat = await (await visit(`${server.url}/${place}.html`)).open();
    assert.equal(await chat.element.count(), 1);
    assert.equal(await chat.element.locator("h2").innerText(), "Help");
    assert.equal((await chat.ask("where do I find my PUK code?")).outcome.type, "answer");
    await chat.leave();
  });
}

test("facts-from gives the facts that the page has written down", async () => {
  const chat = await (await visit(`${server.url}/facts.html`)).open();
  assert.equal((await chat.reply()).outcome.type, "offer");
  await chat.leave();
});

test("facts that are no JSON are told on the console, and the conversation has none", async () => {
  const chat = await visit(`${server.url}/no-json.html`, { errors: /#facts is not JSON/ });
  await chat.open();
  assert.equal((await chat.reply()).outcome.type, "say");
  await chat.leave();
});

test("facts that come in the middle are taken note of", async () => {
  const chat = await (await visit(`${server.url}/one.html`)).open();
  await chat.during(() => chat.call("setFacts", JSON.parse(FACTS)));
  assert.equal((await chat.reply()).outcome.type, "offer");
  await chat.leave();
});

test("facts that are none are told to the page, and the customer notices nothing", async () => {
  const chat = await (await visit(`${server.url}/one.html`, { errors: /relais:/ })).open();
  await chat.call("setFacts", { "Not a Name": 1 });
  assert.deepEqual((await chat.told("error")).map(({ code }) => code), ["invalid-argument"]);
  assert.equal(await chat.element.locator(".failure").count(), 0);
  assert.equal((await chat.ask("where do I find my PUK code?")).outcome.type, "answer");
  await chat.leave();
});

test("open and inline are there without a press, and do not take the focus from the page", async () => {
  const inline = await visit(`${server.url}/inline.html`);
  await inline.messages.first().waitFor();
  assert.ok(await inline.launcher.isHidden());
  assert.equal(await inline.page.evaluate(() => document.activeElement.localName), "body");
  await inline.leave();
  const open = await visit(`${server.url}/open.html`);
  await open.messages.first().waitFor();
  assert.equal(await open.page.evaluate(() => document.activeElement.localName), "body");
  await open.element.evaluate((chat) => chat.removeAttribute("open"));
  assert.ok(await open.panel.isHidden());
  await open.leave();
});

test("the page is told once of every opening and closing", async () => {
  const chat = await (await visit(`${server.url}/one.html`)).open();
  await chat.call("open");
  await chat.call("close");
  await chat.call("close");
  await chat.element.evaluate((chat) => chat.setAttribute("open", ""));
  await chat.panel.waitFor();
  await chat.launcher.click();
  assert.deepEqual([await chat.count("open"), await chat.count("close")], [2, 2]);
  await chat.leave();
});

test("the page may refer to the parts, and set the colours", async () => {
  const chat = await (await visit(`${server.url}/one.html`)).open();
  await chat.element.evaluate((chat) => chat.style.setProperty("--relais-accent", "rgb(1, 2, 3)"));
  const header = chat.element.locator("[part=header]");
  assert.equal(await header.evaluate((header) => getComputedStyle(header).backgroundColor), "rgb(1, 2, 3)");
  await chat.leave();
});
