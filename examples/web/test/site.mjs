// The example as it runs, and pages in Chromium: what the tests of this folder share.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { launch } from "../../../wasm/tests/support/browser.mjs";
import { start } from "../server.mjs";

// The browser and axe-core are those of the package's own tests.
const require = createRequire(new URL("../../../wasm/package.json", import.meta.url));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Starts the example and a browser. */
export async function open(options) {
  const site = await start(options);
  const browser = await launch();
  const failures = [];
  return {
    url: site.url,
    failures,
    /** A page in a browser profile of its own, as for another person. */
    visit: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 844 }, ...options });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => failures.push(`${path}: ${error}`));
      page.on("console", (message) => message.type() === "error" && failures.push(`${path}: ${message.text()}`));
      await page.goto(site.url + path);
      return page;
    },
    /** Everybody goes home, for the next test. */
    leave: () => Promise.all(browser.contexts().map((context) => context.close())),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/** What axe-core finds in a page, in words. */
export async function violations(page) {
  // The policy of the page allows no script of the test's, which is right; so it goes around it.
  const found = await page.evaluate(`${axe}; axe.run()`);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
}

/** Sits down at the desk. */
export async function sitDown(desk, name = "Marie") {
  await desk.getByLabel("Your name").fill(name);
  await desk.getByRole("button", { name: "I am free" }).click();
}

/** Writes something into the widget. */
export async function write(page, text) {
  await page.locator("relais-chat").getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

/** Opens the conversation of the customer area. */
export async function openChat(page) {
  await page.getByRole("button", { name: "Poser une question" }).click();
  await page.getByText("assistant automatique d'Ondelia").waitFor();
}
