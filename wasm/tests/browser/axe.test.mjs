// axe-core finds nothing in any state of the widget, in any colours and at any width.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { PAGES, reach, STATES } from "../support/states.mjs";
import { browser, closeBrowser, host } from "../support/widget.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "dark", forcedColors: "active" },
};
const WIDTHS = { desk: [1280, 800], phone: [390, 844], narrow: [320, 568] };

let server;
before(async () => {
  server = await host(PAGES);
  await browser();
});
after(async () => {
  await closeBrowser();
  await server.close();
});

for (const name of Object.keys(STATES)) {
  test(`${name}: no violation`, async () => {
    // What moves would be measured on its way.
    const chat = await reach(name, { url: server.url, lang: "en", reducedMotion: "reduce" });
    await chat.page.evaluate(AXE);
    const found = [];
    for (const [width, [x, y]] of Object.entries(WIDTHS)) {
      await chat.page.setViewportSize({ width: x, height: y });
      for (const [colours, media] of Object.entries(COLOURS)) {
        await chat.page.emulateMedia(media);
        for (const violation of await violations(chat.page)) found.push(`${width}, ${colours}: ${violation}`);
      }
      await chat.assertNoOverflow(`${name} at ${x}`);
    }
    assert.deepEqual(found, []);
    await chat.leave();
  });
}

test("a violation would be found", async () => {
  const chat = await reach("greeting", { url: server.url, lang: "en", reducedMotion: "reduce" });
  await chat.page.evaluate(AXE);
  await chat.element.evaluate((chat) => chat.style.setProperty("--relais-text", "#bbbbbb"));
  await chat.input.evaluate((input) => input.removeAttribute("aria-label"));
  await chat.element.locator("[part=close]").evaluate((button) => button.removeAttribute("aria-label"));
  const rules = (await violations(chat.page)).map((text) => text.split(" ")[0]);
  assert.ok(rules.includes("color-contrast") && rules.includes("button-name"), rules.join());
  await chat.leave();
});

/** The rules of WCAG 2.2 AA and the best practices. */
async function violations(page) {
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await axe.run(document, {
      runOnly: { type: "tag", values: tags },
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
    );
  });
}
