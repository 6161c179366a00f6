// What Lighthouse thinks of a page with the tag and nothing else: closed, and with the conversation open.
//
//     npm ci && node lighthouse.mjs [runs] [file]
//
// Prints a table, which it writes into the record too, and whatever keeps a score from being 100.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import lighthouse from "lighthouse";
import { launch as launchChrome } from "chrome-launcher";
import { PEERS } from "./peers.mjs";
import { serve } from "./server.mjs";

const runs = Number(process.argv[2] ?? 3);
const file = process.argv[3];
const chromePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const [{ page, mounts, absent }] = PEERS;
if (absent) throw new Error(`missing: ${absent}`);
const server = await serve({ "/": page, "/open": page.replace("<relais-chat ", "<relais-chat open ") }, mounts);
const rows = [];
const reasons = new Set();
for (const path of ["/", "/open"]) {
  for (const formFactor of ["mobile", "desktop"]) {
    const reports = [];
    for (let run = 0; run < runs; run++) reports.push(await report(server.url + path, formFactor));
    const middle = (of) => reports.map(of).sort((a, b) => a - b)[runs >> 1];
    rows.push([
      path === "/" ? "closed" : "open", formFactor,
      ...CATEGORIES.map((name) => Math.round(middle((lhr) => lhr.categories[name].score) * 100)),
      ...["cumulative-layout-shift", "total-blocking-time", "largest-contentful-paint"].map(
        (name) => middle((lhr) => lhr.audits[name].numericValue).toFixed(name.startsWith("cum") ? 3 : 0)),
    ]);
    for (const { categories, audits } of reports) {
      for (const name of CATEGORIES) {
        for (const { id, weight } of categories[name].auditRefs) {
          const { score, title, displayValue = "" } = audits[id];
          if (weight > 0 && score !== null && score < 0.995) reasons.add(`${path} ${formFactor}, ${name}: ${title} ${displayValue}`);
        }
      }
    }
  }
}
server.close();
const table = [
  `| the chat | as a | ${CATEGORIES.join(" | ")} | layout shift | blocking, ms | largest paint, ms |`,
  "|---|---|---:|---:|---:|---:|---:|---:|---:|",
  ...rows.map((row) => `| ${row.join(" | ")} |`),
].join("\n");
console.log(table);
if (file) {
  const place = /(<!-- lighthouse -->\n)[^]*?(\n<!-- end -->)/;
  writeFileSync(file, readFileSync(file, "utf8").replace(place, (_, from, to) => from + table + to));
}
if (reasons.size > 0) console.log(`\nBelow 100 in at least one run:\n\n${[...reasons].sort().map((line) => `- ${line}`).join("\n")}`);

async function report(url, formFactor) {
  const chrome = await launchChrome({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
  const desktop = {
    screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
    throttling: { rttMs: 40, throughputKbps: 10_240, cpuSlowdownMultiplier: 1 },
  };
  const { lhr } = await lighthouse(url, {
    port: chrome.port, output: "json", logLevel: "error", formFactor, onlyCategories: CATEGORIES,
    ...(formFactor === "desktop" ? desktop : {}),
  });
  await chrome.kill();
  return lhr;
}
