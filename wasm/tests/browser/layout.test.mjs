// How it looks is for everybody: narrow, enlarged, without motion, from right to left; and what is announced.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PAGES, reach } from "../support/states.mjs";
import { browser, BUNDLE, closeBrowser, host, page, visit } from "../support/widget.mjs";

let server;
before(async () => {
  const arabic = `<relais-chat bundle="${BUNDLE}" lang="ar"></relais-chat>`;
  server = await host({
    ...PAGES,
    "/arabic.html": page({ lang: "en", element: arabic }),
    "/persistent.html": page({ lang: "en", attributes: 'persist="session"' }),
    "/start.html": page({ lang: "en", attributes: 'position="start"' }),
    "/titled.html": page({ lang: "en", attributes: 'title="Help"' }),
  });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

const NARROW = ["answer", "clarification", "form", "hand-over", "closed-shop", "end", "menu", "inline", "card"];

for (const name of NARROW) {
  test(`${name}: at 320 pixels everything is there, and nothing is to the side`, async () => {
    const chat = await reach(name, { url: server.url, lang: "fr", viewport: { width: 320, height: 568 } });
    await chat.assertNoOverflow();
    await chat.leave();
  });
}

test("at 200 % and at 400 % everything is there, and nothing is to the side", async () => {
  for (const zoom of [2, 4]) {
    // Zooming is fewer and bigger pixels.
    const viewport = { width: 1280 / zoom, height: 1024 / zoom };
    const chat = await reach("clarification", { url: server.url, lang: "fr", viewport, deviceScaleFactor: zoom });
    await chat.assertNoOverflow(`at ${zoom}00 %`);
    await chat.options.last().scrollIntoViewIfNeeded();
    assert.ok(await isWithinWindow(chat.options.last()), "what may be pressed can be reached");
    assert.ok(await isWithinWindow(chat.input), "where one writes is seen");
    await chat.leave();
  }
});

test("text of twice the size has room", async () => {
  const chat = await visit(`${server.url}/fr.html`, { viewport: { width: 390, height: 844 } });
  await chat.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await chat.open();
  await chat.ask("je veux résilier");
  await chat.assertNoOverflow();
  await chat.leave();
});

test("who wants no motion sees none", async () => {
  const moving = (chat) =>
    chat.element.evaluate((chat) => chat.shadowRoot.getAnimations().map(({ animationName }) => animationName));
  const still = await reach("act", { url: server.url, lang: "en", reducedMotion: "reduce" });
  assert.deepEqual(await moving(still), []);
  await still.leave();
  const lively = await reach("act", { url: server.url, lang: "en", reducedMotion: "no-preference" });
  assert.ok((await moving(lively)).includes("dots"));
  await lively.leave();
});

test("the log is announced, once and politely", async () => {
  const chat = await (await visit(`${server.url}/fr.html`)).open();
  assert.equal(await chat.log.getAttribute("role"), "log");
  assert.equal(await chat.log.getAttribute("aria-label"), "Conversation");
  // The nodes of earlier messages stay: what is not added is not announced.
  await chat.messages.first().evaluate((message) => (message.isTheFirst = true));
  await chat.ask("où trouver mon code PUK ?");
  assert.equal(await chat.log.getAttribute("aria-live"), "polite");
  assert.ok(await chat.messages.first().evaluate((message) => message.isTheFirst));
  await chat.leave();
});

test("what was said before a reload is shown and not announced, what comes after it is", async () => {
  const chat = await (await visit(`${server.url}/persistent.html`)).open();
  await chat.ask("where do I find my PUK code?");
  const before = await chat.messages.count();
  // Every message is looked at when it is added.
  await chat.page.addInitScript(() => {
    window.live = [];
    const insertBefore = Node.prototype.insertBefore;
    Node.prototype.insertBefore = function (node, ...rest) {
      if (node.classList?.contains("message")) window.live.push(this.getAttribute("aria-live"));
      return insertBefore.call(this, node, ...rest);
    };
  });
  await chat.page.reload();
  await chat.launcher.click();
  await chat.messages.nth(before - 1).waitFor();
  assert.deepEqual(await chat.page.evaluate(() => window.live), Array(before).fill("off"));
  await chat.ask("goodbye");
  assert.deepEqual(await chat.page.evaluate(() => window.live.slice(-2)), ["polite", "polite"]);
  await chat.leave();
});

test("the language of parts is told: a reply has its own", async () => {
  const chat = await (await visit(`${server.url}/arabic.html`)).open();
  assert.equal(await chat.panel.getAttribute("lang"), "ar");
  const { locale } = await chat.reply();
  assert.equal(await chat.messages.first().getAttribute("lang"), locale);
  assert.equal(await chat.messages.first().getAttribute("dir"), "ltr");
  await chat.leave();
});

for (const [name, viewport] of [["desk", { width: 1280, height: 800 }], ["phone", { width: 320, height: 568 }]]) {
  test(`from right to left it is mirrored, on a ${name}`, async () => {
    const chat = await (await visit(`${server.url}/arabic.html`, { viewport })).open();
    await chat.ask("where do I find my PUK code?");
    assert.equal(await chat.panel.getAttribute("dir"), "rtl");
    const [close, more, customer, assistant] = await Promise.all(
      ["[part=close]", "[part=more]", ".customer", ".assistant"].map((part) =>
        chat.element.locator(part).last().boundingBox(),
      ),
    );
    assert.ok(close.x < more.x, "the button to close is at the left end");
    assert.ok(customer.x < assistant.x, "the customer is on the left");
    if (viewport.width > 480) {
      const panel = await chat.panel.boundingBox();
      const launcher = await chat.launcher.boundingBox();
      assert.ok(panel.x < 100 && launcher.x < 100, "it is in the left corner");
    }
    await chat.assertNoOverflow();
    await chat.leave();
  });
}

test("position=start is the other corner", async () => {
  const chat = await (await visit(`${server.url}/start.html`)).open();
  assert.ok((await chat.launcher.boundingBox()).x < 100);
  assert.ok((await chat.panel.boundingBox()).x < 100);
  await chat.leave();
});

test("a title that changes keeps the conversation and where one was", async () => {
  const chat = await (await visit(`${server.url}/titled.html`)).open();
  assert.equal(await chat.element.locator("h2").innerText(), "Help");
  await chat.ask("where do I find my PUK code?");
  await chat.input.fill("half a sen");
  await chat.element.evaluate((chat) => chat.setAttribute("title", "Advice"));
  assert.equal(await chat.element.locator("h2").innerText(), "Advice");
  assert.equal(await chat.messages.count(), 3);
  assert.equal(await chat.input.inputValue(), "half a sen");
  assert.equal(await chat.focused(), "Your message");
  await chat.leave();
});

test("sentences that the page words otherwise are there at once", async () => {
  const chat = await (await visit(`${server.url}/titled.html`)).open();
  await chat.input.fill("half a sen");
  await chat.element.evaluate((chat) => (chat.strings = { talk_to_a_person: "Call Inès", launcher: "Ask Inès" }));
  await chat.page.getByRole("button", { name: "Call Inès" }).waitFor();
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Ask Inès");
  assert.equal(await chat.input.inputValue(), "half a sen");
  assert.equal(await chat.messages.count(), 1);
  await chat.leave();
});

test("in French no line begins with a question mark or ends in half of an hour", async () => {
  const chat = await reach("closed-shop", { url: server.url, lang: "fr" });
  const shown = await chat.log.evaluate((log) => log.textContent);
  assert.match(shown, /Bonjour\u202f! Que puis-je faire pour vous\u202f\?/);
  assert.match(shown, /entre \d+\u00a0h\u00a000 et \d+\u00a0h\u00a000/);
  assert.match(shown, /WhatsApp\u00a0: 01\u00a099\u00a000\u00a012\u00a035/);
  assert.doesNotMatch(shown, / [?!:;»]|« /);
  const { text } = await chat.reply();
  assert.doesNotMatch(text, /[\u00a0\u202f]/, "what the page is told is what the engine said");
  assert.match(await chat.element.evaluate((chat) => chat.transcript), /^Assistant\u00a0: /);
  await chat.leave();
  const english = await reach("closed-shop", { url: server.url, lang: "en" });
  assert.doesNotMatch(await english.log.evaluate((log) => log.textContent), /[\u00a0\u202f]/);
  await english.leave();
});

test("what is pressed is big enough for a finger", async () => {
  const chat = await reach("clarification", { url: server.url, lang: "fr", viewport: { width: 390, height: 844 } });
  for (const button of await chat.element.locator("button:visible").all()) {
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 40 && height >= 40, await button.innerText());
  }
  await chat.leave();
});

test("on paper there is the conversation, and nothing that is pressed", async () => {
  const chat = await reach("clarification", { url: server.url, lang: "fr" });
  await chat.page.emulateMedia({ media: "print" });
  assert.ok(await chat.messages.first().isVisible());
  assert.ok(await chat.input.isHidden());
  assert.ok(await chat.options.first().isHidden());
  assert.ok(await chat.launcher.isHidden());
  await chat.leave();
});

function isWithinWindow(locator) {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= -1 && bottom <= innerHeight + 1;
  });
}
