// Puts the pictures of tests/screenshots.mjs on a few sheets, small enough to be kept in benches/record:
//
//     node tests/screenshots.mjs ../target/screenshots
//     node tests/contact-sheets.mjs ../target/screenshots ../benches/record/2026-11-28-screenshots
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./support/browser.mjs";
import { STATES } from "./support/states.mjs";

const [from, to] = process.argv.slice(2);
if (!to) throw new Error("usage: node tests/contact-sheets.mjs PICTURES FOLDER");
mkdirSync(to, { recursive: true });

const all = Object.keys(STATES);
/** In the window of a desk only the corner with the widget is looked at, but for what stands in the page. */
const inCorner = all.filter((name) => name !== "inline");
const SHEETS = [
  { name: "fr-phone-light", states: all },
  { name: "fr-phone-dark", states: all },
  { name: "en-desk-light", states: inCorner, isCorner: true },
  { name: "en-desk-dark", states: inCorner, isCorner: true },
  { name: "fr-desk-light", states: ["inline"] },
];

const browser = await launch();
for (const { name: sheet, states, isCorner } of SHEETS) {
  const [lang, ...rest] = sheet.split("-");
  const figures = states.map((state) => {
    const picture = readFileSync(join(from, `${[state, lang, ...rest].join("-")}.png`)).toString("base64");
    return `<figure><img alt="" src="data:image/png;base64,${picture}"><figcaption>${state}</figcaption></figure>`;
  });
  const page = await browser.newPage({ viewport: { width: states.length > 1 ? 1560 : 1000, height: 600 } });
  await page.setContent(`<style>
    body { background: #999; display: flex; flex-wrap: wrap; gap: 12px; margin: 12px; font: 16px sans-serif }
    figure { margin: 0 } figcaption { text-align: center }
    img { display: block; ${states.length > 1 ? "width: 294px" : "width: 976px"} }
    ${isCorner ? "img { aspect-ratio: 440 / 740; object-fit: none; object-position: 100% 100%; width: 440px; zoom: .668 }" : ""}
  </style>${figures.join("")}`);
  const devtools = await page.context().newCDPSession(page);
  const { cssContentSize: { width, height } } = await devtools.send("Page.getLayoutMetrics");
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "webp", quality: 60, captureBeyondViewport: true, clip: { x: 0, y: 0, width, height, scale: 1 },
  });
  const file = join(to, `${sheet}.webp`);
  writeFileSync(file, Buffer.from(data, "base64"));
  console.log(file);
  await page.close();
}
await browser.close();
