// Measures Relais and its peers in a page, in Chromium, and writes one table into the record:
//
//     npm ci && node measure.mjs [runs] [file]
//
// A run is a profile of its own, so that nothing is cached. What is timed begins with the navigation: a visitor who
// acts as soon as the widget lets them. A peer that is absent is named and left out.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch } from "../../wasm/tests/support/browser.mjs";
import { KNOWN_BY, QUESTION } from "./content.mjs";
import { PEERS } from "./peers.mjs";
import { serve } from "./server.mjs";

const runs = Number(process.argv[2] ?? 10);
const file = process.argv[3];
const AXE = readFileSync(createRequire(new URL("../../wasm/package.json", import.meta.url)).resolve("axe-core/axe.min.js"), "utf8");

const browser = await launch();
const rows = [];
const broken = [];
const strangers = new Set();
for (const peer of PEERS) {
  if (peer.absent) {
    console.error(`left out: ${peer.name}, for want of ${peer.absent}`);
    continue;
  }
  rows.push(await measured(peer));
}
await browser.close();

const table = [
  "| | version | kB before a click | kB until the first answer | asked | navigation to first answer, median (worst) | of which from the click or the question | tasks over 50 ms, median (longest) | axe: rules broken (elements) | what answers |",
  "|---|---|---:|---:|---|---:|---:|---:|---:|---|",
  ...rows,
  "",
  `Rules broken: ${broken.join("; ") || "none"}.`,
  "",
  `Other hosts that are asked for a file, in vain here: ${[...strangers].join("; ") || "none"}.`,
].join("\n");
console.log(table);
if (file) writeFileSync(file, readFileSync(file, "utf8").replace(/(<!-- table -->\n)[^]*?(\n<!-- end -->)/, (_, from, to) => from + table + to));

async function measured({ name, version, answers, question = QUESTION, mounts, page: html }) {
  const server = await serve({ "/": html }, mounts);
  const seen = [];
  for (let run = 0; run <= runs; run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    // Nothing is fetched from anywhere else, for that would measure the network; who asks for it is named.
    await context.route((url) => url.origin !== server.url, (route) => {
      strangers.add(`${name}: ${new URL(route.request().url()).host}`);
      return route.abort();
    });
    server.sent.length = 0;
    await page.addInitScript(watch, { known: KNOWN_BY });
    await page.goto(server.url, { waitUntil: "load", timeout: 120_000 });
    // The first visit says what is loaded where nobody does anything. It fills the server's memory, and is not timed.
    if (run === 0) {
      await page.waitForTimeout(2000);
      seen.before = total(server.sent);
    }
    const figures = await page.evaluate((question) => window.visit(question), question);
    if (run > 0) seen.push({ ...figures, bytes: total(server.sent) });
    if (run === runs) {
      await page.evaluate(AXE);
      seen.violations = await page.evaluate(violations);
    }
    await context.close();
  }
  server.close();
  const { violations: found } = seen;
  if (found.length > 0) broken.push(`${name}: ${found.map(({ id, count }) => `${id} (${count})`).join(", ")}`);
  const of = (figure) => seen.map((one) => one[figure]).sort((a, b) => a - b);
  const middle = (values) => values[values.length >> 1];
  return `| ${[
    name, version, kB(seen.before), kB(middle(of("bytes"))), question,
    `${ms(middle(of("answered")))} (${ms(of("answered").at(-1))})`, ms(middle(of("waited"))),
    `${middle(of("tasks"))} (${ms(of("longest").at(-1))})`,
    `${found.length} (${found.reduce((sum, { count }) => sum + count, 0)})`, answers,
  ].join(" | ")} |`;
}

/** Runs in the page before anything else of it. */
function watch({ known }) {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
  const frame = () => new Promise(requestAnimationFrame);
  // The page's own script names the words too: only what is displayed counts.
  const isOnScreen = () => {
    const walk = (root) => {
      for (const one of root.querySelectorAll("*")) {
        if (one.shadowRoot && walk(one.shadowRoot)) return true;
        if (one.localName === "script" || one.localName === "style" || !one.childNodes.length) continue;
        if (one.children.length === 0 || one.localName === "p" || one.localName === "mark") {
          const words = (one.closest("p") ?? one).textContent.replace(/\s+/g, " ");
          if (words.includes(known) && one.checkVisibility() && one.getBoundingClientRect().height > 1) return true;
        }
      }
      return false;
    };
    return walk(document);
  };
  window.visit = async (question) => {
    while (!window.peer?.ready()) await frame();
    const asked = performance.now();
    await window.peer.ask(question);
    const until = performance.now() + 20_000;
    while (!isOnScreen()) {
      if (performance.now() > until) throw new Error("no answer within 20 s");
      await frame();
    }
    const answered = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { answered, waited: answered - asked, tasks: tasks.length, longest: Math.max(0, ...tasks) };
  };
}

/** The rules of WCAG 2.2 A and AA and the best practices, in the state with one answer. */
async function violations() {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return violations.map(({ id, nodes }) => ({ id, count: nodes.length }));
}

function total(sent) {
  return sent.reduce((sum, { bytes }) => sum + bytes, 0);
}

function kB(bytes) {
  return (bytes / 1000).toFixed(1);
}

function ms(value) {
  return value === 0 ? "none" : `${Math.round(value)} ms`;
}
