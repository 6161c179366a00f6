// What is asked of the network, and what happens where it is slow, gone, or has something else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, BUNDLE, closeBrowser, host, OPEN, page, visit } from "../support/widget.mjs";

const read = (path) => readFileSync(new URL(`../..${path}`, import.meta.url));
const bundle = read(BUNDLE);

/** The bundle with one bit flipped in its middle. */
const damaged = Buffer.from(bundle);
damaged[damaged.length >> 1] ^= 1;
/** The bundle as a later version may write it: its version follows the eight bytes of its mark. */
const future = Buffer.from(bundle);
future.writeUInt32LE(99, 8);

const BUNDLES = {
  "/missing.relais": { code: "unreachable", bytes: 404 },
  "/broken.relais": { code: "unreachable", bytes: 503 },
  "/damaged.relais": { code: "damaged", bytes: damaged },
  "/cut.relais": { code: "damaged", bytes: bundle.subarray(0, bundle.length - 100) },
  "/future.relais": { code: "unsupported-version", bytes: future },
  "/other.relais": { code: "not-a-bundle", bytes: Buffer.from("<!doctype html><title>Not found</title>") },
};

const pages = {
  "/plain.html": page({ lang: "en" }),
  "/local.html": page({ lang: "en", attributes: 'persist="local"' }),
  "/idle.html": page({ lang: "en", attributes: 'preload="idle"' }),
};
for (const path of Object.keys(BUNDLES)) {
  const element = `<relais-chat bundle="${path}"><a href="tel:+33199001234">01 99 00 12 34</a></relais-chat>`;
  pages[path.replace(".relais", ".html")] = page({ lang: "en", element });
}

/** What a test has the server give instead; a bundle mended, a file gone. */
let instead = {};

let server;
before(async () => {
  server = await host(pages, { override: (path) => instead[path] ?? BUNDLES[path]?.bytes });
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

const QUESTION = "where do I find my PUK code?";

test("nothing but the script is fetched before the visitor opens it", async () => {
  const asked = await requestsOf("/plain.html", async (chat) => {
    await chat.page.waitForLoadState("networkidle");
  });
  const own = asked.filter((path) => path.startsWith("/dist/"));
  const imports = [...read("/dist/widget.js").toString().matchAll(/from"\.\/([^"]+)"/g)].map(([, name]) => `/dist/${name}`);
  assert.deepEqual(own.sort(), ["/dist/widget.js", ...imports].sort());
});

test("preload=idle fetches the panel, and what the visitor has not asked for it does not", async () => {
  const asked = await requestsOf("/idle.html", async (chat) => {
    await chat.page.waitForLoadState("networkidle");
  });
  assert.ok(asked.some((path) => path.startsWith("/dist/panel-")));
  assert.ok(!asked.includes(BUNDLE));
});

test("a whole conversation asks only for files of the package and the bundle, each once", async () => {
  const asked = await requestsOf("/plain.html", async (chat) => {
    await chat.call("setAvailability", OPEN);
    await chat.open();
    await chat.ask("the wifi does not reach my bedroom");
    await chat.ask("I want to cancel my contract");
    await chat.choose(0);
    await chat.ask("look up my order for me");
    await chat.ask("OD-482913", 2);
    await chat.during(() => chat.call("handover", "accepted"));
    await chat.during(() => chat.call("handover", "completed"));
    await chat.during(() => chat.element.locator(".score").first().click());
    await chat.call("close");
    await chat.page.waitForLoadState("networkidle");
  });
  const own = asked.filter((path) => !["/plain.html", "/tests/pages/page.css"].includes(path));
  for (const path of own) assert.ok(path === BUNDLE || /^\/dist\/[\w-]+\.(js|wasm)$/.test(path), path);
  assert.ok(own.includes(BUNDLE) && own.includes("/dist/relais.wasm"), own.join());
  assert.equal(new Set(own).size, own.length, own.join());
});

test("after it was loaded the conversation goes on without a network", async () => {
  const chat = await (await visit(`${server.url}/plain.html`)).open();
  await chat.page.context().setOffline(true);
  assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
  assert.equal((await chat.ask("I want to cancel my contract")).outcome.type, "clarify");
  await chat.call("reset");
  assert.equal((await chat.ask(QUESTION)).outcome.type, "answer", "a new one starts too");
  await chat.leave();
});

test("persist local: where the server has a bad day the files of the last visit do", async () => {
  const chat = await visit(`${server.url}/local.html`, { errors: /status of 503/ });
  await chat.open();
  await chat.ask(QUESTION);
  instead = { [BUNDLE]: 503, "/dist/relais.wasm": 503 };
  await chat.page.reload();
  await chat.launcher.click();
  await chat.messages.nth(2).waitFor();
  assert.equal((await chat.ask("goodbye")).outcome.type, "close");
  instead = {};
  await chat.leave();
});

for (const [path, { code }] of Object.entries(BUNDLES)) {
  test(`${path} is ${code}: the page is told, and the visitor reads what the page wrote and may try again`, async () => {
    const chat = await visit(`${server.url}${path.replace(".relais", ".html")}`, { errors: /status of|relais:/ });
    await chat.launcher.click();
    const again = chat.page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    assert.deepEqual((await chat.told("error")).map((error) => error.code), [code]);
    assert.ok(await chat.page.getByRole("link", { name: "01 99 00 12 34" }).isVisible());
    await again.click();
    await chat.page.waitForFunction(() => window.told.filter(({ name }) => name === "error").length === 2);
    await again.waitFor();
    instead = { [path]: bundle };
    await again.click();
    await chat.element.getByText("Hello! What can I do for you?").waitFor();
    assert.equal(await chat.element.locator(".failure").count(), 0);
    assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
    instead = {};
    await chat.leave();
  });
}

test("what is written while the bundle cannot be had fails once more, and works when it can", async () => {
  const chat = await visit(`${server.url}/missing.html`, { errors: /status of|relais:/ });
  await chat.launcher.click();
  await chat.page.getByRole("button", { name: "Try again" }).waitFor();
  instead = { "/missing.relais": bundle };
  assert.equal((await chat.ask(QUESTION, 2)).outcome.type, "answer");
  assert.equal(await chat.element.locator(".failure").count(), 0);
  instead = {};
  await chat.leave();
});

test("where the panel cannot be fetched the visitor reads what the page wrote", async () => {
  const chat = await visit(`${server.url}/plain.html`, { errors: /ERR_FAILED|relais:/ });
  await chat.page.route(/\/dist\/panel-.*\.js$/, (route) => route.abort());
  await chat.launcher.click();
  await chat.page.getByRole("link", { name: "01 99 00 12 34" }).waitFor();
  assert.deepEqual((await chat.told("error")).map((error) => error.code), ["unreachable"]);
  assert.equal(await chat.launcher.getAttribute("aria-expanded"), "false");
  await chat.leave();
});

/** The paths that a visit asks for; every one is of the page's own origin. */
async function requestsOf(path, deed) {
  const context = await (await browser()).newContext();
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const chat = await visit(server.url + path, { context });
  await deed(chat);
  await chat.leave();
  return asked.map((url) => {
    assert.equal(new URL(url).origin, server.url);
    return new URL(url).pathname;
  });
}
