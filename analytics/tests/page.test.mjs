// A page of the report in Chromium: it fits a telephone and a desk, in light and dark, and is read without colour.
//
//     scripts/analytics                                  makes the page and runs this
//     SCREENSHOTS=/tmp/shots node --test analytics/tests/page.test.mjs   keeps what was seen
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "../../wasm/tests/support/browser.mjs";

const root = join(import.meta.dirname, "../..");
const programs = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "analytics");
const folder = mkdtempSync(join(tmpdir(), "relais-report-"));
const shots = process.env.SCREENSHOTS;
let browser;

before(async () => {
  const events = join(folder, "events.ndjson");
  execFileSync(join(programs, "examples/make_events"), ["20000", events]);
  for (const lang of ["en", "fr"]) {
    const page = join(folder, `${lang}.html`);
    execFileSync(join(programs, "relais-report"), [events, "--html", page, "--lang", lang, "--time-zone", "Europe/Paris"]);
  }
  if (shots) mkdirSync(shots, { recursive: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

for (const lang of ["en", "fr"]) {
  for (const [width, scheme] of [[360, "light"], [360, "dark"], [1280, "light"], [1280, "dark"]]) {
    test(`the page in ${lang}, ${width} wide, ${scheme}`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      const problems = [];
      page.on("console", (message) => problems.push(message.text()));
      await page.goto(pathToFileURL(join(folder, `${lang}.html`)).href);
      assert.equal(requests.length, 1, "the page fetches nothing");
      assert.deepEqual(problems, []);

      // Only a table scrolls, and by itself.
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      const wider = await page.evaluate(() =>
        [...document.querySelectorAll("main *:not(.wide *):not(svg *)")]
          .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map((each) => each.tagName),
      );
      assert.deepEqual(wider, []);

      // Every plot is drawn, and its parts have patterns that are found.
      const patterns = await page.evaluate(() => {
        const fill = (color) => getComputedStyle(document.querySelector(`figure [fill="${color}"]`)).fill;
        return [fill("#E0A030"), fill("#80B080")];
      });
      assert.deepEqual(patterns, ['url("#hatched")', 'url("#dotted")']);

      // What is read on what stands out enough: 4.5 to 1, as WCAG has it.
      assert.deepEqual(await page.evaluate(faint), []);
      if (shots) await page.screenshot({ path: join(shots, `${lang}-${width}-${scheme}.png`), fullPage: true });
      await page.close();
    });
  }
}

// The texts whose contrast with the page is too low; runs in the page.
function faint() {
  const rgb = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number);
  const luminance = (color) => {
    const [r, g, b] = rgb(color).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  const contrast = (color) => {
    const [low, high] = [paper, luminance(color)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const colors = [...document.querySelectorAll("main *:not(svg *)")].map((each) => getComputedStyle(each).color);
  return [...new Set(colors)].filter((color) => contrast(color) < 4.5);
}
