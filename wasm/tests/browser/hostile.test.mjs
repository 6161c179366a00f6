// Texts that mean ill, in messages, facts, a knowledge base and what is kept: nothing of them runs, nothing of
// them is markup, and the layout holds. tests/hostile/ is the knowledge base.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, closeBrowser, host, page, visit } from "../support/widget.mjs";

const IMAGE = "<img src=x onerror=window.ran=1>";
const MESSAGES = [
  IMAGE,
  "<script>window.ran=1</script>",
  "[link](javascript:window.ran=1) javascript:window.ran=1",
  "\u202Etxet desrever \u2066 isolated",
  "W".repeat(10_000),
  "\u0000\uFFFD\uD83D\u{1F469}\u200D\u{1F4BB}".repeat(50),
  "half a character: \uD83D, and \\ud83d as it is written",
  "{fact.customer.name} {form.order} ${window.ran=1} {{constructor}}",
];

let server;
before(async () => {
  const hostile = '<relais-chat bundle="/dist/test/hostile.relais" persist="session"></relais-chat>';
  server = await host({
    "/plain.html": page({ lang: "en", attributes: 'persist="session"' }),
    "/hostile.html": page({ lang: "en", element: hostile }),
    "/card.html": page({ lang: "en", element: hostile.replace(" persist", ' worker="/missing.js" persist') }),
  });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

/** Nothing ran, nothing became an element that nobody meant, and every link leads where links may. */
async function assertHarmless(chat, about) {
  const found = await chat.element.evaluate((chat) => ({
    ran: window.ran,
    elements: [...chat.shadowRoot.querySelectorAll(".log img, .log script, .log iframe, .log svg:not(.icon), .log b")].length,
    handlers: [...chat.shadowRoot.querySelectorAll(".log *")].filter(({ attributes }) =>
      [...attributes].some(({ name }) => name.startsWith("on")),
    ).length,
    links: [...chat.shadowRoot.querySelectorAll(".log a")].map(({ protocol }) => protocol),
  }));
  assert.equal(found.ran, undefined, about);
  assert.equal(found.elements, 0, about);
  assert.equal(found.handlers, 0, about);
  for (const protocol of found.links) assert.match(protocol, /^(https|mailto|tel):$/, about);
  await chat.assertNoOverflow(about);
}

for (const viewport of [{ width: 320, height: 568 }, { width: 1280, height: 800 }]) {
  test(`messages are only text, at ${viewport.width} pixels`, async () => {
    const chat = await (await visit(`${server.url}/plain.html`, { viewport })).open();
    for (const message of MESSAGES) {
      // As a page says it: the field where one writes ends at 4,000 characters.
      await chat.during(() => chat.call("send", message));
      await assertHarmless(chat, JSON.stringify(message.slice(0, 40)));
    }
    const shown = await chat.element.locator(".customer p").first().textContent();
    assert.equal(shown, IMAGE, "what was said is shown as it was said");
    await chat.page.reload();
    await chat.launcher.click();
    await chat.element.locator(".customer").nth(MESSAGES.length - 1).waitFor();
    await assertHarmless(chat, "after a reload");
    await chat.leave();
  });

  test(`a knowledge base is only text, at ${viewport.width} pixels`, async () => {
    const chat = await visit(`${server.url}/hostile.html`, { viewport });
    await chat.call("setFacts", { "customer.name": `${IMAGE}\u202E<b onclick=window.ran=1>` });
    await chat.open();
    await assertHarmless(chat, "greeting");
    const { outcome } = await chat.ask("show me the hostile answer");
    assert.equal(outcome.type, "answer");
    assert.ok((await chat.last()).includes(IMAGE), "markup is read as it is written");
    await assertHarmless(chat, "answer");
    await chat.ask("menu");
    await assertHarmless(chat, "topics");
    await chat.ask("I want to talk to someone");
    await chat.element.locator("summary").last().click();
    await assertHarmless(chat, "hand-over");
    await chat.leave();
  });
}

test("a card without the engine is only text", async () => {
  const chat = await visit(`${server.url}/card.html`, {
    viewport: { width: 320, height: 568 },
    init: () => delete window.WebAssembly,
    errors: /relais:|404/,
  });
  await chat.launcher.click();
  await chat.element.locator(".contact").waitFor();
  for (const topic of await chat.element.locator("summary").all()) await topic.click();
  await assertHarmless(chat, "card");
  await chat.leave();
});

test("what a person says is only text", async () => {
  const chat = await (await visit(`${server.url}/plain.html`)).open();
  for (const text of MESSAGES) await chat.call("say", { from: `\u202E${IMAGE}`, text });
  await assertHarmless(chat, "a person");
  await chat.leave();
});

test("a title and sentences of the page are only text", async () => {
  const chat = await (await visit(`${server.url}/plain.html`)).open();
  await chat.element.evaluate((chat, image) => {
    chat.title = image;
    chat.strings = { launcher: image, talk_to_a_person: image, placeholder: image };
  }, IMAGE);
  assert.equal(await chat.element.locator("h2").textContent(), IMAGE);
  await assertHarmless(chat, "the frame");
  await chat.leave();
});

test("links that are kept and were changed do not lead to scripts", async () => {
  const chat = await (await visit(`${server.url}/plain.html`)).open();
  await chat.ask("the wifi does not reach my bedroom");
  await chat.page.evaluate(() => {
    const evil = "javascript:window.ran=1";
    const [[key, text]] = Object.entries(sessionStorage);
    const stored = JSON.parse(text);
    const { outcome } = stored.entries.at(-1).reply;
    outcome.links = [{ title: "page", url: evil }];
    outcome.body.blocks.unshift({ paragraph: [{ piece: { text: "word" }, style: "plain", link: evil }] });
    outcome.media = [{ title: "film", url: evil, seconds: 90, transcript: evil }];
    sessionStorage.setItem(key, JSON.stringify(stored));
  });
  await chat.page.reload();
  await chat.launcher.click();
  await chat.messages.nth(2).waitFor();
  assert.match(await chat.last(), /word/);
  assert.equal(await chat.element.locator(".log a").count(), 0);
  assert.equal(await chat.element.locator(".poster").count(), 0);
  await assertHarmless(chat, "what was kept");
  await chat.leave();
});

test("a film is fetched when somebody wants to see it, and not before", async () => {
  const chat = await visit(`${server.url}/plain.html`, { errors: /Content Security Policy|Content-Security-Policy|violates/ });
  await chat.open();
  await chat.ask("the wifi does not reach my bedroom");
  assert.equal(await chat.element.locator("video").count(), 0);
  await chat.element.locator(".poster").click();
  assert.match(await chat.element.locator("video").getAttribute("src"), /^https:/);
  await chat.leave();
});
