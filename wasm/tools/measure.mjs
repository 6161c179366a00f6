// Measures what visitors wait for, in Chromium, with the files served from this machine:
//
//     node tools/measure.mjs [runs]
//
// Prints the table that goes into benches/record. Figures depend on the machine: compare those of one run.
import { readFile } from "node:fs/promises";
import { launch } from "../tests/support/browser.mjs";
import { serve } from "../tests/support/server.mjs";

const runs = Number(process.argv[2] ?? 10);
const QUESTION = "où trouver mon code PUK ?";

const server = await serve({ isolated: true });
const lax = await serve({ isolated: true, policy: "script-src 'self' 'wasm-unsafe-eval'" });
const browser = await launch();
const rows = [];

// Cold: nothing is cached, the click, and the first answer.
const cold = [];
const warm = [];
const tasks = [];
for (let run = 0; run < runs; run++) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}/tests/pages/plain.html`);
  cold.push(await page.evaluate(firstAnswer, QUESTION));
  await page.reload();
  warm.push(await page.evaluate(firstAnswer, QUESTION));
  await context.close();
}
rows.push(["click to first answer, cold", ms(median(cold)), ms(Math.max(...cold)), "≤ 1,000 ms"]);
rows.push(["click to first answer, after a reload", ms(median(warm)), ms(Math.max(...warm)), "≤ 150 ms"]);

// What the page itself does meanwhile, on a processor four times as slow.
for (let run = 0; run < runs; run++) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(`${server.url}/tests/pages/plain.html`);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  tasks.push(await page.evaluate(longestTask, QUESTION));
  await context.close();
}
rows.push(["longest task of the page at 4× slow-down", ms(median(tasks)), ms(Math.max(...tasks)), "≤ 50 ms"]);

// A turn, in the thread of the engine: every wording of the starter base once.
const page = await browser.newPage();
await page.goto(`${lax.url}/tests/pages/empty.html`);
const script = await readFile(new URL("../dist/test/script.ndjson", import.meta.url), "utf8");
const questions = script
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter(({ dialogue, calls }) => calls.length === 2 && calls[1].text === dialogue)
  .map(({ dialogue, locale }) => ({ text: dialogue, locale }));
const { turns, opened, memory } = await page.evaluate(turnsOf, questions);
turns.sort((a, b) => a - b);
rows.push(["opening the bundle", ms(opened), "", ""]);
rows.push(["a turn, median", ms(at(turns, 0.5)), "", "≤ 0.4 ms"]);
rows.push(["a turn, 99th percentile", ms(at(turns, 0.99)), ms(turns.at(-1)), "≤ 3 ms"]);
rows.push(["memory of the module after them", `${(memory / 1e6).toFixed(1)} MB`, "", "≤ 40 MB"]);

console.log("| what | median | worst | bar |\n|---|---|---|---|");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
await browser.close();
await server.close();
await lax.close();

/** Opens the widget, asks, and waits for the answer; in milliseconds. */
async function firstAnswer(question) {
  const chat = document.querySelector("relais-chat");
  await customElements.whenDefined("relais-chat");
  const answered = new Promise((resolve) => {
    chat.addEventListener("relais:reply", ({ detail: { reply } }) => {
      if (reply.outcome.type === "answer") requestAnimationFrame(() => resolve(performance.now()));
    });
  });
  const started = performance.now();
  chat.shadowRoot.querySelector(".launcher").click();
  await chat.send(question);
  return (await answered) - started;
}

/** The longest task of the page while the widget opens and answers; those under 50 ms are not told. */
async function longestTask(question) {
  const chat = document.querySelector("relais-chat");
  await customElements.whenDefined("relais-chat");
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: "longtask" });
  chat.shadowRoot.querySelector(".launcher").click();
  await chat.send(question);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return longest;
}

async function turnsOf(questions) {
  const { default: init, Engine } = await import("/js/glue/relais.js");
  const { memory } = await init({ module_or_path: fetch("/dist/relais.wasm") });
  const bytes = new Uint8Array(await (await fetch("/dist/test/kb.relais")).arrayBuffer());
  const started = performance.now();
  const engine = new Engine(bytes);
  const opened = performance.now() - started;
  const turns = [];
  for (const { text, locale } of questions) {
    const session = engine.session(JSON.stringify({ locale }));
    const message = JSON.stringify({ text, at: 1_795_424_400 });
    const started = performance.now();
    session.reply(message);
    turns.push(performance.now() - started);
    session.free();
  }
  return { turns, opened, memory: memory.buffer.byteLength };
}

function median(values) {
  return at([...values].sort((a, b) => a - b), 0.5);
}

function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function ms(value) {
  return value === 0 ? "none over 50 ms" : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
