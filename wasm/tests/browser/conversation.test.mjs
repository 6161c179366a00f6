// Whole conversations, in French and in English: what is asked, chosen and said at the end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, closeBrowser, host, page, visit } from "../support/widget.mjs";

let server;
before(async () => {
  server = await host({ "/fr.html": page({ lang: "fr" }), "/en.html": page({ lang: "en" }) });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

const LANGUAGES = {
  fr: {
    open: "Poser une question",
    disclosure: /assistant automatique d'Ondelia/,
    question: "où trouver mon code PUK ?",
    answer: /8 chiffres/,
    source: /Source\u00a0: .*vérifié le/,
    vague: "je veux résilier",
    none: "Rien de tout cela",
    topics: "Livraison et suivi de commande",
    bye: "au revoir",
    score: "4 sur 5",
  },
  en: {
    open: "Ask a question",
    disclosure: /Ondelia's automatic assistant/,
    question: "where do I find my PUK code?",
    answer: /8.digit|8 digits|eight/i,
    source: /Source: .*checked/i,
    vague: "I want to cancel my contract",
    none: "None of these",
    topics: "Delivery and order tracking",
    bye: "goodbye",
    score: "4 of 5",
  },
};

for (const [lang, says] of Object.entries(LANGUAGES)) {
  test(`${lang}: the launcher is in the language of the page, and the greeting says what it is`, async () => {
    const chat = await visit(`${server.url}/${lang}.html`);
    await chat.page.getByRole("button", { name: says.open }).click();
    await chat.messages.first().waitFor();
    assert.match(await chat.last(), says.disclosure);
    assert.equal(await chat.panel.getAttribute("lang"), lang);
    await chat.leave();
  });

  test(`${lang}: an answer has its steps, its source and its date, and asks whether it helped`, async () => {
    const chat = await (await visit(`${server.url}/${lang}.html`)).open();
    const { outcome } = await chat.ask(says.question);
    assert.equal(outcome.article, "mobile/puk-code");
    assert.match(await chat.last(), says.answer);
    assert.equal(await chat.messages.last().locator("ol > li").count(), 3);
    assert.match(await chat.messages.last().locator(".source").innerText(), says.source);
    assert.ok((await chat.messages.last().locator(".pages a").count()) > 0 || outcome.links.length === 0);
    await chat.choose(outcome.helped.yes);
    assert.deepEqual(await chat.told("feedback"), [{ helped: true }]);
    await chat.leave();
  });

  test(`${lang}: what may be meant is a list, with the choice of none of these`, async () => {
    const chat = await (await visit(`${server.url}/${lang}.html`)).open();
    const { outcome } = await chat.ask(says.vague);
    assert.equal(outcome.type, "clarify");
    const names = await chat.options.allInnerTexts();
    assert.deepEqual(names, [...outcome.options.map(({ title }) => title), says.none]);
    const refused = await chat.choose(says.none);
    assert.equal(refused.outcome.type, "no_match");
    assert.ok((await chat.options.allInnerTexts()).includes(says.topics));
    assert.equal(await chat.messages.filter({ hasText: says.none }).count(), 1, "the choice is said for the customer");
    await chat.leave();
  });

  test(`${lang}: one of the list is answered, and the list goes`, async () => {
    const chat = await (await visit(`${server.url}/${lang}.html`)).open();
    const { outcome } = await chat.ask(says.vague);
    const chosen = await chat.choose(0);
    assert.equal(chosen.outcome.type, "answer");
    assert.equal(chosen.outcome.article, outcome.options[0].id);
    assert.equal(await chat.options.filter({ hasText: says.none }).count(), 0);
    await chat.leave();
  });

  test(`${lang}: at the end a score is asked for, and the page is told`, async () => {
    const chat = await (await visit(`${server.url}/${lang}.html`)).open();
    await chat.ask(says.question);
    const { outcome } = await chat.ask(says.bye);
    assert.equal(outcome.type, "close");
    assert.deepEqual(await chat.element.locator(".score").allInnerTexts(), ["1", "2", "3", "4", "5"]);
    await chat.during(() => chat.page.getByRole("button", { name: says.score }).click());
    assert.deepEqual((await chat.told("feedback")).at(-1), { score: 4 });
    assert.equal(await chat.options.count(), 0);
    await chat.leave();
  });
}

test("what was said is a transcript, in order and with who said it", async () => {
  const chat = await (await visit(`${server.url}/en.html`)).open();
  await chat.ask("where do I find my PUK code?");
  const text = await chat.element.evaluate((chat) => chat.transcript);
  assert.match(text, /^Assistant: I am Ondelia's[^]*\n\nYou: where do I find my PUK code\?\n\nAssistant: /);
  await chat.leave();
});

test("a page that changes the language has the conversation in it", async () => {
  const chat = await (await visit(`${server.url}/fr.html`)).open();
  await chat.during(() => chat.element.evaluate((chat) => chat.setAttribute("lang", "en")));
  assert.equal(await chat.panel.getAttribute("lang"), "en");
  assert.match(await chat.last(), /automatic assistant/);
  assert.equal((await chat.ask("where do I find my PUK code?")).locale, "en");
  await chat.leave();
});

test("send, from the page, says something for the customer", async () => {
  const chat = await visit(`${server.url}/fr.html`);
  await chat.during(() => chat.call("send", "où trouver mon code PUK ?"), 2);
  assert.equal((await chat.reply()).outcome.article, "mobile/puk-code");
  await chat.leave();
});

test("what comes while it is closed is counted on the launcher, until it is opened", async () => {
  const chat = await (await visit(`${server.url}/en.html`)).open();
  await chat.element.locator("[part=close]").click();
  await chat.during(() => chat.call("send", "where do I find my PUK code?"));
  assert.equal(await chat.element.locator(".badge").innerText(), "1");
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Ask a question (1 unread)");
  await chat.launcher.click();
  assert.ok(await chat.element.locator(".badge").isHidden());
  assert.equal(await chat.launcher.getAttribute("aria-label"), "Ask a question");
  await chat.leave();
});
