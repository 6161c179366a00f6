// Where the engine cannot run in a Worker, or not at all.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, BUNDLE, closeBrowser, host, page, visit } from "../support/widget.mjs";

const POLICIES = {
  /** The page may compile WebAssembly itself. */
  allowing: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types relais",
  /** It may not, and may have no Worker. */
  refusing: "default-src 'self'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types relais",
  /** Trusted Types without a policy for the widget: no Worker can be made. */
  untrusting: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types other",
};

/** A bundle that has nothing but cards, by their languages. */
function bundleOf(cards) {
  const names = Object.keys(cards).map((locale) => Buffer.from(`${locale}/card`));
  const bodies = Object.values(cards).map((card) => Buffer.from(JSON.stringify(card)));
  const header = Buffer.alloc(16);
  header.write("RELAIS");
  header.writeUInt32LE(names.length, 12);
  let at = header.length + names.reduce((sum, { length }) => sum + 1 + length + 20, 0);
  const entries = names.map((name, number) => {
    const place = Buffer.alloc(20);
    place.writeBigUInt64LE(BigInt(at), 0);
    place.writeBigUInt64LE(BigInt(bodies[number].length), 8);
    at += bodies[number].length;
    return Buffer.concat([Buffer.from([name.length]), name, place]);
  });
  return Buffer.concat([header, ...entries, ...bodies]);
}

const pages = {
  "/fr.html": page({ lang: "fr" }),
  "/en.html": page({ lang: "en" }),
  "/off.html": page({ lang: "en", attributes: 'worker="off"' }),
};
const worker = readFileSync(new URL("../../dist/worker.js", import.meta.url), "utf8");

const servers = {};
before(async () => {
  const without = (path) => (path === "/dist/worker.js" ? 404 : undefined);
  const deleted = (path) =>
    path === "/dist/worker.js" ? Buffer.from(`delete self.WebAssembly;\n${worker}`) : undefined;
  servers.missing = await host(pages, { policy: POLICIES.allowing, override: without });
  servers.strict = await host(pages, { override: without });
  servers.refusing = await host(pages, { policy: POLICIES.refusing });
  servers.plain = await host(pages);
  servers.allowing = await host(pages, { policy: POLICIES.allowing });
  servers.untrusting = await host(pages, { policy: POLICIES.untrusting });
  servers.deleted = await host(pages, { override: deleted });
  await browser();
});
after(async () => {
  await closeBrowser();
  for (const server of Object.values(servers)) await server.close();
});

const QUESTION = "where do I find my PUK code?";

test("the engine runs in a Worker under the strictest policy", async () => {
  const chat = await (await visit(`${servers.plain.url}/en.html`)).open();
  assert.equal(chat.page.workers().length, 1);
  await chat.leave();
});

test("a Worker that is missing is no matter where the page may compile", async () => {
  const chat = await (await visit(`${servers.missing.url}/en.html`, { errors: /404/ })).open();
  assert.equal(chat.page.workers().length, 0);
  assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
  assert.equal(await chat.count("error"), 0);
  await chat.leave();
});

test("a policy of Trusted Types that does not know the widget has the engine in the page", async () => {
  const chat = await visit(`${servers.untrusting.url}/en.html`, { errors: /Trusted|policy/i });
  await chat.open();
  assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
  await chat.leave();
});

test("worker=off has the engine in the page", async () => {
  const chat = await (await visit(`${servers.allowing.url}/off.html`)).open();
  assert.equal(chat.page.workers().length, 0);
  assert.equal((await chat.ask(QUESTION)).outcome.type, "answer");
  await chat.leave();
});

test("a Worker that may not compile leaves it to the page", async () => {
  const chat = await visit(`${servers.deleted.url}/en.html`, { errors: /relais:/ });
  await chat.launcher.click();
  // The page may not either, here; it was asked.
  await chat.element.locator(".contact").waitFor();
  assert.match((await chat.told("error"))[0].message, /wasm-unsafe-eval/);
  await chat.leave();
});

const REFUSED = {
  "a policy that refuses WebAssembly and the Worker": { server: "refusing", says: /'wasm-unsafe-eval' to its script-src/ },
  "a policy that refuses WebAssembly, and a Worker that is missing": { server: "strict", says: /worker\.js/ },
  "a browser without WebAssembly": {
    server: "deleted",
    init: () => delete window.WebAssembly,
    says: /this browser does not run WebAssembly/,
  },
};

test("a page of a region has the card of that region", async () => {
  const contact = { phone: null, email: null, url: null, address: null };
  const card = (title) => ({ name: "Ondelia", disclosure: "", contact, topics: [{ id: "a", title, pages: [] }] });
  const bundle = bundleOf({ fr: card("Livraison"), "fr-CA": card("Expédition") });
  const files = { [BUNDLE]: bundle, "/dist/worker.js": 404 };
  servers.regions = await host({ "/ca.html": page({ lang: "fr-CA" }) }, { override: (path) => files[path] });
  const chat = await visit(`${servers.regions.url}/ca.html`, { init: () => delete window.WebAssembly, errors: /./ });
  await chat.launcher.click();
  await chat.element.getByText("Expédition").waitFor();
  await chat.element.locator(".person").click();
  assert.equal((await chat.told("handover"))[0].handoff.packet.locale, "fr-CA");
  await chat.leave();
});

for (const [name, { server, init, says }] of Object.entries(REFUSED)) {
  for (const [lang, topic, heading] of [
    ["fr", "Livraison et suivi de commande", "Sujets"],
    ["en", "Delivery and order tracking", "Topics"],
  ]) {
    test(`${name} (${lang}): topics, contact and hand-over, and no error`, async () => {
      const console = [];
      const context = await (await browser()).newContext();
      context.on("console", (message) => console.push(message.text()));
      const chat = await visit(`${servers[server].url}/${lang}.html`, { context, init, errors: /./ });
      await chat.launcher.click();
      await chat.element.getByRole("heading", { name: heading }).waitFor();
      assert.ok(await chat.element.getByText(topic).isVisible());
      assert.ok(await chat.element.locator('.contact a[href="tel:0199001234"]').isVisible());
      assert.ok(await chat.input.isHidden(), "nobody would answer what is written");
      assert.equal(await chat.page.getByRole("button", { name: /Try again|Réessayer/ }).count(), 0);
      const [{ code, message }, ...more] = await chat.told("error");
      assert.equal(code, "no-webassembly");
      assert.match(message, says);
      assert.deepEqual(more, []);
      assert.ok(console.some((line) => says.test(line)), console.join("\n"));

      await chat.element.locator(".person").click();
      const [{ handoff }] = await chat.told("handover");
      assert.equal(handoff.reason, "engine_fault");
      assert.equal(handoff.contact.phone, "01 99 00 12 34");
      assert.equal(await chat.focused(), "01 99 00 12 34");
      assert.equal(await chat.element.locator(".contact").count(), 1);
      await chat.leave();
    });
  }
}
