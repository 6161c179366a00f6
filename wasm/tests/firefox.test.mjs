// The same widget in Firefox, driven by WebDriver BiDi: the ways in which browsers differ, and not every state again.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { host, OPEN, page } from "./support/widget.mjs";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const executablePath = process.env.FIREFOX ?? PLACES.find(existsSync);
const left = executablePath ? {} : { skip: "Firefox is missing: apt-get install firefox-esr, or set FIREFOX" };

const [, key] = readFileSync(new URL("../dist/test/release.pub", import.meta.url), "utf8").split("\n");
const pages = {
  "/en.html": page({ lang: "en" }),
  "/session.html": page({ lang: "en", attributes: 'persist="session"' }),
  "/signed.html": page({ lang: "en", element: `<relais-chat bundle="/dist/test/signed.relais" keys="${key}"></relais-chat>` }),
  "/no-worker.html": page({ lang: "en", attributes: 'worker="/missing.js"' }),
};

let browser, server, lax;
before(async () => {
  if (left.skip) return;
  server = await host(pages);
  lax = await host(pages, { policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" });
  browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
});
after(async () => {
  await browser?.close();
  await server?.close();
  await lax?.close();
});

test("a click opens it, and under a strict policy a question is answered in a Worker", left, async () => {
  const chat = await visit(`${server.url}/en.html`);
  await chat.open();
  assert.match(await chat.last(), /What can I do for you\?/);
  const reply = await chat.ask("where do I find my PUK code?");
  assert.equal(reply.outcome.article, "mobile/puk-code");
  assert.match(await chat.last(), /8 digits/);
  assert.ok(chat.asked.includes("/dist/worker.js"));
  await chat.leave();
});

test("a bundle that must be signed is checked", left, async () => {
  const chat = await visit(`${server.url}/signed.html`);
  await chat.open();
  assert.equal((await chat.ask("where do I find my PUK code?")).outcome.type, "answer");
  await chat.leave();
});

test("a form asks for a value and goes on with what was pressed", left, async () => {
  const chat = await visit(`${server.url}/en.html`);
  await chat.open();
  const { outcome } = await chat.ask("I'd like to report a fault on my line please");
  assert.equal(outcome.type, "ask");
  const next = await chat.during(() => chat.click(".option"));
  assert.equal(next.outcome.type, "ask");
  assert.notEqual(next.outcome.question, outcome.question);
  await chat.leave();
});

test("a person takes over, writes and gives it back", left, async () => {
  const chat = await visit(`${server.url}/en.html`);
  await chat.call("setAvailability", OPEN);
  await chat.open();
  const { outcome } = await chat.ask("I want to talk to someone");
  assert.equal(outcome.type, "hand_to_human");
  await chat.during(() => chat.call("handover", "accepted"));
  await chat.call("say", { from: "Inès", text: "Hello, this is Inès." });
  assert.match(await chat.last(), /Hello, this is Inès\./);
  const closed = await chat.during(() => chat.call("handover", "completed"));
  assert.equal(closed.outcome.type, "close");
  await chat.leave();
});

test("by keyboard: Enter opens it, the focus is where one writes, Escape gives it back", left, async () => {
  const chat = await visit(`${server.url}/en.html`);
  await chat.page.evaluate(() => document.querySelector("relais-chat").shadowRoot.querySelector(".launcher").focus());
  await chat.page.keyboard.press("Enter");
  await chat.until(() => chat.focused(), "input");
  await chat.until(() => chat.count(".message"), 1);
  await chat.page.keyboard.type("goodbye");
  await chat.during(() => chat.page.keyboard.press("Enter"));
  await chat.page.keyboard.press("Escape");
  await chat.until(() => chat.focused(), "button");
  assert.equal(await chat.page.$eval("relais-chat", (chat) => chat.isOpen), false);
  await chat.leave();
});

test("after a reload the conversation goes on", left, async () => {
  const chat = await visit(`${server.url}/session.html`);
  await chat.open();
  await chat.ask("I'd like to report a fault on my line please");
  const before = await chat.count(".message");
  await chat.page.reload();
  await chat.click(".launcher");
  await chat.until(() => chat.count(".message"), before);
  const next = await chat.during(() => chat.click(".option"));
  assert.equal(next.outcome.type, "ask", "the form is where it was");
  await chat.leave();
});

test("where no Worker can be had the engine runs in the page", left, async () => {
  const chat = await visit(`${lax.url}/no-worker.html`, { errors: /missing\.js/ });
  await chat.open();
  const reply = await chat.ask("where do I find my PUK code?");
  assert.equal(reply.outcome.article, "mobile/puk-code");
  assert.ok(chat.asked.includes("/missing.js") && chat.asked.some((path) => /\/server-\w+\.js$/.test(path)));
  await chat.leave();
});

test("with neither a Worker nor leave to compile there are the topics and the contact", left, async () => {
  const chat = await visit(`${server.url}/no-worker.html`, { errors: /missing\.js|wasm-unsafe-eval/ });
  await chat.click(".launcher");
  await chat.until(() => chat.count(".failure .contact"), 1);
  await chat.leave();
});

/**
 * Opens a page in a profile of its own; what the widget tells is recorded in `window.told`. Nothing may be thrown but
 * what `errors` matches: Firefox tells as errors what it has refused.
 */
async function visit(url, { errors = /^$/ } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const asked = [];
  const wrong = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.on("pageerror", (error) => errors.test(error) || wrong.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    window.told = [];
    document.addEventListener("relais:reply", ({ detail }) => window.told.push(detail.reply));
  });
  await page.goto(url);
  await page.evaluate(() => customElements.whenDefined("relais-chat").then(() => undefined));
  return new Chat(context, page, asked, wrong);
}

class Chat {
  constructor(context, page, asked, wrong) {
    Object.assign(this, { context, page, asked, wrong });
  }

  /** Presses what a visitor sees. */
  async click(selector) {
    const found = await this.page.waitForSelector(`relais-chat >>> ${selector}`, { visible: true });
    await found.click();
  }

  async open() {
    await this.click(".launcher");
    await this.until(() => this.count(".message"), 1);
  }

  async during(deed) {
    const before = await this.page.evaluate(() => window.told.length);
    await deed();
    // Asked from here: a function that waits in the page is compiled there, which its policy forbids.
    await this.until(() => this.page.evaluate((before) => window.told.length > before, before), true);
    return this.page.evaluate(() => window.told.at(-1));
  }

  async ask(text) {
    const input = await this.page.waitForSelector("relais-chat >>> input", { visible: true });
    await input.type(text);
    return this.during(() => input.press("Enter"));
  }

  call(method, ...args) {
    return this.page.$eval("relais-chat", (chat, method, args) => chat[method](...args), method, args);
  }

  count(selector) {
    return this.page.$eval("relais-chat", (chat, selector) => chat.shadowRoot.querySelectorAll(selector).length, selector);
  }

  last() {
    return this.page.$eval("relais-chat", (chat) => [...chat.shadowRoot.querySelectorAll(".message")].at(-1).innerText);
  }

  /** The sort of element that has the focus. */
  focused() {
    return this.page.evaluate(() => (document.activeElement.shadowRoot?.activeElement ?? document.activeElement).localName);
  }

  async until(question, wanted) {
    const end = Date.now() + 30_000;
    let found;
    while ((found = await question()) !== wanted) {
      assert.ok(Date.now() < end, `${found} and not ${wanted}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Nothing was thrown in the page. */
  async leave() {
    await this.context.close();
    assert.deepEqual(this.wrong, []);
  }
}
