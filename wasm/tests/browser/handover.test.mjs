// A person takes over: what is promised and passed on, what the person says, and the end of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, CLOSED, closeBrowser, host, OPEN, page, visit } from "../support/widget.mjs";

let server;
before(async () => {
  server = await host({ "/fr.html": page({ lang: "fr" }), "/en.html": page({ lang: "en" }) });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

async function started(lang, availability) {
  const chat = await visit(`${server.url}/${lang}.html`);
  await chat.call("setAvailability", availability);
  return chat.open();
}

const PERSON = { fr: "Parler à quelqu'un", en: "Talk to a person" };

function askForPerson(chat, lang) {
  return chat.during(() => chat.page.getByRole("button", { name: PERSON[lang] }).click());
}

for (const lang of ["fr", "en"]) {
  test(`${lang}: a person is one press away, and gets the question`, async () => {
    const chat = await started(lang, OPEN);
    await chat.ask(lang === "fr" ? "où trouver mon code PUK ?" : "where do I find my PUK code?");
    const { outcome } = await askForPerson(chat, lang);
    assert.equal(outcome.type, "hand_to_human");
    assert.equal(outcome.promise.type, "now");
    const [{ handoff }] = await chat.told("handover");
    assert.equal(handoff.packet.transcript.length > 2, true);
    await chat.leave();
  });

  test(`${lang}: the person writes, the assistant is silent, and asks for a score after it`, async () => {
    const chat = await started(lang, OPEN);
    await askForPerson(chat, lang);
    await chat.during(() => chat.call("handover", "accepted"));
    await chat.call("say", { from: "Inès", text: "Bonjour, c'est Inès." });
    assert.match(await chat.last(), /Inès[^]*Bonjour, c'est Inès\./);
    const before = await chat.messages.count();
    const { outcome } = await chat.ask("42");
    assert.equal(outcome.type, "silent");
    assert.equal(await chat.messages.count(), before + 1, "there is what the customer wrote and no more");
    assert.deepEqual(await chat.told("message"), [{ text: "42" }]);
    const closed = await chat.during(() => chat.call("handover", "completed"));
    assert.equal(closed.outcome.type, "close");
    assert.equal(await chat.element.locator(".score").count(), 5);
    const says = lang === "fr" ? "Inès\u00a0: " : "Inès: ";
    assert.ok((await chat.element.evaluate((chat) => chat.transcript)).includes(`${says}Bonjour, c'est Inès.`));
    await chat.leave();
  });
}

test("a person who has finished leaves the word to the assistant", async () => {
  const chat = await started("en", OPEN);
  await askForPerson(chat, "en");
  await chat.during(() => chat.call("handover", "accepted"));
  await chat.during(() => chat.call("handover", "completed"));
  const { outcome } = await chat.ask("where do I find my PUK code?");
  assert.equal(outcome.type, "answer");
  assert.equal(await chat.count("message"), 0);
  await chat.leave();
});

for (const status of ["failed", "expired"]) {
  test(`a hand-over that has ${status} says how else people are reached`, async () => {
    const chat = await started("en", OPEN);
    await askForPerson(chat, "en");
    await chat.call("setAvailability", { queues: {} });
    const { outcome } = await chat.during(() => chat.call("handover", status));
    assert.notEqual(outcome.promise.type, "now");
    assert.ok(await chat.messages.last().locator('.contact a[href="tel:0199001234"]').isVisible());
    await chat.leave();
  });
}

test("a closed shop offers calls, other channels and a message; a call is promised for its time", async () => {
  const chat = await started("en", CLOSED);
  const { outcome } = await askForPerson(chat, "en");
  assert.equal(outcome.options.length, await chat.options.count());
  assert.ok(outcome.options.length >= 4, JSON.stringify(outcome.options));
  const asked = await chat.choose(0);
  assert.equal(asked.outcome.expects, "phone");
  assert.equal(await chat.input.getAttribute("autocomplete"), "tel");
  const promised = await chat.ask("0639981234");
  assert.equal(promised.outcome.promise.type, "callback");
  await chat.leave();
});

test("a closed shop takes a message", async () => {
  const chat = await started("en", { message: true });
  await askForPerson(chat, "en");
  await chat.choose(0);
  const asked = await chat.reply();
  if (asked.outcome.expects === "email") await chat.ask("lea@example.com");
  const { outcome } = await chat.ask("my box is broken");
  const done = outcome.type === "ask" ? await chat.ask("lea@example.com") : { outcome };
  assert.equal(done.outcome.promise.type, "message");
  assert.equal(done.outcome.packet.message, "my box is broken");
  await chat.leave();
});

test("a page that has a chat of its own cancels the hand-over, and the widget closes", async () => {
  const chat = await started("en", OPEN);
  await chat.element.evaluate((chat) => chat.addEventListener("relais:handover", (event) => event.preventDefault()));
  await askForPerson(chat, "en");
  await chat.panel.waitFor({ state: "hidden" });
  await chat.leave();
});
