// The package as people get it: packed, installed, and used in Node, with bundlers, from a plain server and
// from another origin. It expects wasm/build to have run.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { launch } from "../support/browser.mjs";
import { STRICT } from "../support/server.mjs";
import { host } from "./host.mjs";
import { installBundlers, pack, project, removeAll } from "./project.mjs";

const require = createRequire(import.meta.url);
let packed, browser;

before(async () => {
  packed = pack();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  removeAll();
});

test("what is packed is the licences, the types, the sentences and what was built, and nothing else", () => {
  const chunks = /^dist\/(chunk|panel|server|signature)-[0-9A-Z]{8}\.js$/;
  const named = packed.files.filter((path) => !chunks.test(path)).sort();
  assert.deepEqual(named, [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "dist/index.js",
    "dist/relais.wasm",
    "dist/widget.js",
    "dist/worker.js",
    "package.json",
    "strings/en.json",
    "strings/fr.json",
    "types/index.d.ts",
    "types/widget.d.ts",
    "types/wire.d.ts",
  ]);
});

test("every file that package.json names is packed", () => {
  const folder = project("named", packed.tarball);
  const { exports } = JSON.parse(readFileSync(installed(folder, "package.json"), "utf8"));
  const entries = Object.values(exports);
  const named = entries.flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  for (const path of named.filter((path) => !path.includes("*"))) readFileSync(installed(folder, path));
});

test("Node imports it and answers, and the widget does nothing there", () => {
  const folder = project("node", packed.tarball);
  const printed = execFileSync(process.execPath, ["answer.mjs"], { cwd: folder, encoding: "utf8" });
  assert.deepEqual(JSON.parse(printed), {
    called: "delivery/track-order",
    connected: "delivery/track-order",
    isInWorker: false,
    refused: "not-a-bundle",
  });
});

for (const resolution of ["bundler", "nodenext"]) {
  test(`TypeScript finds the types, with moduleResolution ${resolution}`, () => {
    const folder = project(`types-${resolution}`, packed.tarball);
    cpSync(fileURLToPath(new URL("types/page.ts", import.meta.url)), join(folder, "page.ts"));
    const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const options = ["--strict", "--noEmit", "--target", "es2022", "--module", module];
    run(process.execPath, [tsc, ...options, "--moduleResolution", resolution, "page.ts"], folder);
  });
}

test("Vite builds a page that answers, and shows it in development, with the engine in a Worker", async () => {
  installBundlers();
  const { build, createServer, preview } = await import("vite");
  const root = project("vite", packed.tarball);
  mkdirSync(join(root, "public"));
  cpSync(join(root, "kb.relais"), join(root, "public/kb.relais"));
  await build({ root, logLevel: "warn" });
  // A server that gives its policy to every file gives it to the Worker too, which must be allowed to compile.
  const headers = { "content-security-policy": `${STRICT}; script-src 'self' 'wasm-unsafe-eval'` };
  const built = await preview({ root, logLevel: "warn", preview: { port: 0, host: "127.0.0.1", headers } });
  const developed = await createServer({ root, logLevel: "warn", server: { port: 0, host: "127.0.0.1" } });
  await developed.listen();
  try {
    for (const { httpServer } of [built, developed]) {
      assert.deepEqual(await ask(`http://127.0.0.1:${httpServer.address().port}`), ANSWERED_IN_A_WORKER);
    }
  } finally {
    await built.close();
    await developed.close();
  }
});

test("webpack builds a page that answers, with the engine in a Worker", async () => {
  installBundlers();
  const { default: webpack } = await import("webpack");
  const folder = project("webpack", packed.tarball);
  const made = join(folder, "made");
  const stats = await new Promise((resolve, reject) => {
    // Its own loader of chunks writes script tags, for which pages with Trusted Types name a policy.
    const output = { path: made, trustedTypes: "webpack" };
    const options = { context: folder, mode: "production", entry: "./main.js", output };
    webpack(options, (error, stats) => (error ? reject(error) : resolve(stats)));
  });
  // That the module is big is for a page to weigh; everything else would be a fault of the package.
  const { errors, warnings } = stats.toJson({ errors: true, warnings: true });
  const faults = [...errors, ...warnings].map(({ message }) => message);
  assert.deepEqual(faults.filter((message) => !/size limit/.test(message)), []);
  for (const name of ["index.html", "kb.relais"]) cpSync(join(folder, name), join(made, name));
  const server = await host(made, { policy: STRICT.replace("trusted-types relais", "$& webpack") });
  try {
    assert.deepEqual(await ask(server.url), ANSWERED_IN_A_WORKER);
  } finally {
    await server.close();
  }
});

test("one script tag is enough on a plain server", async () => {
  const folder = project("plain", packed.tarball);
  const tag = `<script type="module" src="/${PACKAGE}/dist/widget.js" data-bundle="/kb.relais"></script>`;
  const server = await host(folder, { policy: STRICT, pages: { "/": page(tag) } });
  try {
    assert.deepEqual(await ask(server.url), ANSWERED_IN_A_WORKER);
  } finally {
    await server.close();
  }
});

test("from another origin the engine runs in the page, and the integrity of the script is checked", async () => {
  await fromElsewhere({}, async (site) => {
    assert.deepEqual(await ask(`${site}/good`), { ...ANSWERED_IN_A_WORKER, workers: 0 });
    const changed = await browser.newPage();
    await changed.goto(`${site}/changed`);
    assert.equal(await changed.evaluate(() => customElements.get("relais-chat") === undefined), true);
    await changed.close();
  });
});

test("from another origin, with worker.js on the page's own, the engine runs in a Worker", async () => {
  const attribute = `data-worker="/worker.js"`;
  await fromElsewhere({ attribute, mayCompile: false }, async (site) => {
    assert.deepEqual(await ask(`${site}/good`), ANSWERED_IN_A_WORKER);
  });
});

/** A page whose widget comes from another origin: `/good` as it is, `/changed` where the script was changed. */
async function fromElsewhere({ attribute = "", mayCompile = true }, check) {
  const folder = project(mayCompile ? "elsewhere" : "elsewhere-worker", packed.tarball);
  cpSync(installed(folder, "dist/worker.js"), join(folder, "worker.js"));
  const cdn = await host(join(folder, "node_modules"), { isShared: true });
  const widget = readFileSync(installed(folder, "dist/widget.js"));
  const tag = (bytes) => {
    const integrity = `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
    const src = `${cdn.url}/@relais-chat/web/dist/widget.js`;
    const attributes = `integrity="${integrity}" crossorigin="anonymous" data-bundle="/kb.relais" ${attribute}`;
    return `<script type="module" src="${src}" ${attributes}></script>`;
  };
  const policy =
    `default-src 'self'; script-src 'self' ${cdn.url} ${mayCompile ? "'wasm-unsafe-eval'" : ""}; ` +
    `connect-src 'self' ${cdn.url}; require-trusted-types-for 'script'; trusted-types relais`;
  const pages = { "/good": page(tag(widget)), "/changed": page(tag(`${widget}//`)) };
  const server = await host(folder, { policy, pages });
  try {
    await check(server.url);
  } finally {
    await server.close();
    await cdn.close();
  }
}

/** Opens the widget of a page as a visitor does, and asks. */
async function ask(url) {
  const page = await browser.newPage();
  const failures = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  page.on("console", (message) => {
    // None of these pages has an icon.
    const isIcon = message.location().url.endsWith("/favicon.ico");
    if (message.type() === "error" && !isIcon) failures.push(message.text());
  });
  try {
    await page.goto(url);
    await page.evaluate(() => {
      addEventListener("relais:reply", ({ detail }) => (window.last = detail.reply.outcome));
    });
    await page.getByRole("button", { name: "Ask a question" }).click();
    await page.getByRole("textbox").fill("where is my parcel?");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.last?.type === "answer").catch((error) => {
      throw new Error(`no answer: ${failures.join("; ") || error.message}`);
    });
    return { article: await page.evaluate(() => window.last.article), workers: page.workers().length, failures };
  } finally {
    await page.close();
  }
}

function page(tag) {
  const head = `<meta charset="utf-8"><title>A page</title>${tag}`;
  return `<!doctype html><html lang="en"><head>${head}</head><body></body></html>`;
}

function installed(folder, path) {
  return join(folder, PACKAGE, path);
}

/** Runs a program; what it prints is what is told where it fails. */
function run(program, args, cwd) {
  try {
    execFileSync(program, args, { cwd, encoding: "utf8" });
  } catch (error) {
    assert.fail(`${error.stdout}${error.stderr}`);
  }
}

const PACKAGE = "node_modules/@relais-chat/web";
const ANSWERED_IN_A_WORKER = { article: "delivery/track-order", workers: 1, failures: [] };
