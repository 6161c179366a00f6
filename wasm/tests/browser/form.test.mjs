// Forms and acts: how a value is typed, and what becomes of what the page is asked to do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, closeBrowser, host, OPEN, page, visit } from "../support/widget.mjs";

let server;
before(async () => {
  server = await host({ "/fr.html": page({ lang: "fr" }), "/en.html": page({ lang: "en" }) });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

async function started(lang) {
  const chat = await visit(`${server.url}/${lang}.html`);
  await chat.call("setAvailability", OPEN);
  return chat.open();
}

/** How the field is filled in. */
async function keyboard(chat) {
  return chat.input.evaluate((input) => ({
    inputmode: input.getAttribute("inputmode"),
    autocomplete: input.getAttribute("autocomplete"),
    autocapitalize: input.getAttribute("autocapitalize"),
    placeholder: input.placeholder,
    name: input.getAttribute("aria-label"),
  }));
}

test("each value of a form has its keyboard, its name and its shape, and then they are gone", async () => {
  const chat = await started("fr");
  const words = await keyboard(chat);
  await chat.ask("je souhaite déclarer une panne sur ma ligne");
  assert.deepEqual(await chat.options.allInnerTexts(), ["Internet", "Télévision", "Téléphone fixe", "Mobile"]);
  await chat.choose("Internet");
  await chat.ask("hier");
  const postcode = await keyboard(chat);
  assert.equal(postcode.inputmode, "numeric");
  assert.equal(postcode.placeholder, "00000");
  await chat.ask("59000");
  const phone = await keyboard(chat);
  assert.equal(phone.inputmode, "tel");
  assert.equal(phone.autocomplete, "tel");
  assert.equal(phone.name, (await chat.reply()).outcome.question);
  await chat.ask("0639981234");
  const { name, placeholder } = words;
  assert.deepEqual({ ...(await keyboard(chat)), name, placeholder }, words, "words are typed as before");
  const { outcome } = await chat.ask("le voyant est rouge");
  assert.equal(outcome.expects, "yes_no");
  assert.deepEqual(await chat.options.allInnerTexts(), ["Oui", "Non"]);
  await chat.answerActs({ facts: { "outage.ticket": "PN-2207" } });
  await chat.choose("Oui", 2);
  assert.match(await chat.last(), /PN-2207/);
  await chat.leave();
});

test("an e-mail address is typed on its keyboard, and the browser may fill it in", async () => {
  const chat = await started("en");
  await chat.ask("could you email me a return label for my router");
  await chat.choose(2);
  const email = await keyboard(chat);
  assert.equal(email.inputmode, "email");
  assert.equal(email.autocomplete, "email");
  const { outcome } = await chat.ask("jane at home");
  assert.equal(outcome.retries, 1, "what is no address is asked again");
  assert.equal((await keyboard(chat)).inputmode, "email");
  await chat.leave();
});

test("an identifier with letters shows its shape, in capitals", async () => {
  const chat = await started("en");
  await chat.ask("look up my order for me");
  const { placeholder, autocapitalize } = await keyboard(chat);
  assert.equal(placeholder, "OD-000000");
  assert.equal(autocapitalize, "characters");
  await chat.leave();
});

test("an act waits for the promise of the page, and says so meanwhile", async () => {
  const chat = await started("en");
  await chat.element.evaluate((chat) => {
    chat.addEventListener("relais:act", ({ detail: { act, respond } }) => {
      window.act = act;
      respond(new Promise((resolve) => (window.found = resolve)));
    });
  });
  await chat.ask("look up my order for me");
  await chat.ask("OD-482913");
  const working = chat.element.locator(".working");
  await working.waitFor();
  const act = await chat.page.evaluate(() => window.act);
  assert.equal(act.action, "track_order");
  assert.deepEqual(act.values, { order: "OD-482913" });
  assert.equal(await chat.count("handover"), 0);
  await chat.during(() => chat.page.evaluate(() => window.found({ "order.status": "in transit" })));
  assert.match(await chat.last(), /in transit/);
  assert.equal(await working.count(), 0);
  assert.equal(await chat.count("act"), 1);
  await chat.leave();
});

test("what is written while the page is at work is answered after it", async () => {
  const chat = await started("en");
  await chat.element.evaluate((chat) => {
    chat.addEventListener("relais:act", ({ detail: { respond } }) =>
      respond(new Promise((resolve) => (window.found = resolve))),
    );
  });
  await chat.ask("look up my order for me");
  await chat.ask("OD-482913");
  await chat.element.locator(".working").waitFor();
  await chat.input.fill("where do I find my PUK code?");
  await chat.input.press("Enter");
  await chat.during(() => chat.page.evaluate(() => window.found({ "order.status": "in transit" })), 2);
  const types = (await chat.told("reply")).slice(-2).map(({ reply }) => reply.outcome.type);
  assert.deepEqual(types, ["say", "answer"]);
  await chat.leave();
});

test("an act that nobody answers goes to a person, with what was given", async () => {
  const chat = await started("fr");
  await chat.ask("suivez mon colis pour moi");
  const { outcome } = await chat.ask("OD-482913", 2);
  assert.equal(outcome.type, "hand_to_human");
  assert.equal(outcome.reason, "action_failed");
  await chat.element.locator("summary").click();
  assert.match(await chat.last(), /OD-482913/);
  await chat.leave();
});

test("an act that fails with a code of the knowledge base goes on as it says", async () => {
  const chat = await started("en");
  await chat.answerActs({ code: "not-found" });
  await chat.ask("look up my order for me");
  const { outcome } = await chat.ask("OD-482913", 2);
  assert.equal(outcome.type, "ask");
  assert.equal(outcome.value, "order");
  assert.match(await chat.last(), /OD-482913/);
  assert.equal(await chat.count("handover"), 0);
  await chat.leave();
});

test("an act that fails with any other code goes to a person", async () => {
  const chat = await started("en");
  await chat.answerActs({ code: "no-such-code" });
  await chat.ask("look up my order for me");
  const { outcome } = await chat.ask("OD-482913", 2);
  assert.equal(outcome.type, "hand_to_human");
  await chat.leave();
});
