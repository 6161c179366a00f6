// A bundle that must be signed: used where it is, and otherwise nothing of it is shown.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { forged } from "../support/forgery.mjs";
import { browser, BUNDLE, closeBrowser, host, OWN, page, visit } from "../support/widget.mjs";

const SIGNED = "/dist/test/signed.relais";
const FORGED = "/forged.relais";
const read = (path) => readFileSync(new URL(`../..${path}`, import.meta.url));
const line = (pem) => String(pem).split("\n")[1];
const key = line(read("/dist/test/release.pub"));
const other = line(generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }));
const [phone, theirs] = ["01 99 00 12 34", "01 66 66 66 66"];
const forgery = forged(read(SIGNED), phone, theirs);

const QUESTION = "where do I find my PUK code?";

/** The page's own words have a number that is not in the bundle, so that one sees which is shown. */
const own = OWN.replace("01 99 00 12 34", "the page's own number");
const chatOf = (bundle, keys, attributes = "") =>
  page({ lang: "en", element: `<relais-chat bundle="${bundle}" keys="${keys}" ${attributes}>${own}</relais-chat>` });

const pages = {
  "/signed.html": chatOf(SIGNED, key),
  "/rotation.html": chatOf(SIGNED, `${other} ${key}`),
  "/in-page.html": chatOf(SIGNED, key, 'worker="off"'),
  "/local.html": chatOf(SIGNED, key, 'persist="local"'),
  "/other.html": chatOf(SIGNED, other),
  "/other-in-page.html": chatOf(SIGNED, other, 'worker="off"'),
  "/unsigned.html": chatOf(BUNDLE, key),
  "/forged.html": chatOf(FORGED, key),
  "/no-key.html": chatOf(SIGNED, ""),
  "/not-asked.html": page({ lang: "en", element: `<relais-chat bundle="${FORGED}">${own}</relais-chat>` }),
  "/two.html": page({
    lang: "en",
    element: `<relais-chat bundle="${FORGED}" inline></relais-chat><relais-chat bundle="${FORGED}" keys="${key}" inline>${own}</relais-chat>`,
  }),
};
const worker = read("/dist/worker.js");
/** What a Worker of an older browser says to the name of the algorithm. */
const OLDER = `crypto.subtle.importKey = async () => { throw new DOMException("Unrecognized name.", "NotSupportedError"); };`;

/** What a test has the server give instead. */
let instead = {};

const servers = {};
before(async () => {
  const override = (path) => instead[path] ?? (path === FORGED ? forgery : undefined);
  servers.strict = await host(pages, { override });
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  servers.allowing = await host(pages, { override, policy });
  await browser();
});
after(async () => {
  await closeBrowser();
  for (const server of Object.values(servers)) await server.close();
});

for (const [name, server] of [["signed", "strict"], ["rotation", "strict"], ["in-page", "allowing"]]) {
  test(`${name}: a bundle of a trusted key answers`, async () => {
    const chat = await (await visit(`${servers[server].url}/${name}.html`)).open();
    assert.equal(chat.page.workers().length, server === "strict" ? 1 : 0);
    assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
    await chat.leave();
  });
}

test("without keys the forgery is used, which is what they are for", async () => {
  const chat = await (await visit(`${servers.strict.url}/not-asked.html`)).open();
  assert.equal((await chat.ask("I want to talk to someone")).outcome.contact.phone, theirs);
  await chat.leave();
});

for (const [name, code] of [
  ["other", "untrusted"], ["other-in-page", "untrusted"], ["unsigned", "untrusted"], ["forged", "untrusted"],
  ["no-key", "invalid-argument"],
]) {
  test(`${name}: the page is told ${code}, and the visitor reads what the page wrote`, async () => {
    const server = name.endsWith("in-page") ? servers.allowing : servers.strict;
    const chat = await visit(`${server.url}/${name}.html`, { errors: /relais:/ });
    await chat.launcher.click();
    await refused(chat, code);
    await chat.leave();
  });
}

/** Nothing of the bundle is there: no greeting, no card, no number. */
async function refused(chat, code) {
  await chat.page.getByRole("button", { name: "Try again" }).waitFor();
  assert.ok(await chat.page.getByRole("link", { name: "the page's own number" }).isVisible());
  assert.equal((await chat.told("error")).at(-1)?.code, code);
  assert.equal(await chat.count("reply"), 0);
  assert.equal(await chat.element.locator(".contact").count(), 0);
  const text = await chat.panel.innerText();
  assert.ok(!text.includes(theirs) && !text.includes(phone), text);
}

test("a browser that cannot check signatures uses no bundle where one is wanted", async () => {
  instead = { "/dist/worker.js": Buffer.concat([Buffer.from(OLDER), worker]) };
  const chat = await visit(`${servers.strict.url}/signed.html`, { errors: /relais:/ });
  await chat.launcher.click();
  await refused(chat, "no-ed25519");
  instead = {};
  await chat.leave();
});

test("what is kept in the browser is checked each time", async () => {
  const chat = await visit(`${servers.strict.url}/local.html`, { errors: /status of 503|relais:/ });
  await chat.open();
  await chat.ask(QUESTION);
  instead = { [SIGNED]: 503 };
  await chat.page.reload();
  await chat.launcher.click();
  assert.equal((await chat.ask("goodbye")).outcome.type, "close", "the one that is kept does");
  const from = forgery.toString("base64");
  await chat.page.evaluate(async ({ from, url }) => {
    const cache = await caches.open("relais");
    const kept = await cache.match(url);
    if (!kept) throw new Error("nothing is kept");
    await cache.put(url, new Response(Uint8Array.from(atob(from), (letter) => letter.charCodeAt(0))));
    localStorage.clear();
    localStorage.setItem(`relais:${new URL(url, location.href)}`, JSON.stringify({ version: 1, entries: [], saved: "" }));
  }, { from, url: SIGNED });
  await chat.page.reload();
  await chat.launcher.click();
  await refused(chat, "untrusted");
  instead = {};
  await chat.leave();
});

test("without WebAssembly there is a card, and none that anybody could have written", async () => {
  const init = () => delete window.WebAssembly;
  instead = { "/dist/worker.js": 404 };
  const chat = await visit(`${servers.strict.url}/signed.html`, { init, errors: /404|relais:/ });
  await chat.launcher.click();
  await chat.element.locator(`.contact a[href="tel:0199001234"]`).waitFor();
  await chat.leave();
  const bad = await visit(`${servers.strict.url}/forged.html`, { init, errors: /404|relais:/ });
  await bad.launcher.click();
  await refused(bad, "no-webassembly");
  instead = {};
  await bad.leave();
});

test("an element that asks for a signature does not join one that does not", async () => {
  const chat = await visit(`${servers.strict.url}/two.html`, { errors: /relais:/ });
  const [first, second] = [0, 1].map((number) => chat.page.locator("relais-chat").nth(number));
  await first.locator(".message").first().waitFor();
  await second.getByRole("button", { name: "Try again" }).waitFor();
  assert.deepEqual((await chat.told("error")).map(({ code }) => code), ["untrusted"]);
  await chat.leave();
});

test("keys that change make it another conversation", async () => {
  const chat = await (await visit(`${servers.strict.url}/signed.html`, { errors: /relais:/ })).open();
  await chat.element.evaluate((element, other) => element.setAttribute("keys", other), other);
  await chat.page.getByRole("button", { name: "Try again" }).waitFor();
  assert.deepEqual((await chat.told("error")).map(({ code }) => code), ["untrusted"]);
  await chat.element.evaluate((element, key) => element.setAttribute("keys", key), key);
  await chat.element.getByText("Hello! What can I do for you?").waitFor();
  await chat.leave();
});
