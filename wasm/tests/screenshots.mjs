// Takes a picture of every state of the widget, at the width of a telephone and of a desk, light and dark, in
// French and in English:
//
//     node tests/screenshots.mjs ../target/screenshots
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PAGES, reach, STATES } from "./support/states.mjs";
import { browser, closeBrowser, host } from "./support/widget.mjs";

const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 } },
};

const folder = process.argv[2];
if (!folder) throw new Error("usage: node tests/screenshots.mjs FOLDER");
await mkdir(folder, { recursive: true });

const server = await host(PAGES);
await browser();
for (const lang of ["fr", "en"]) {
  for (const name of Object.keys(STATES)) {
    for (const [size, device] of Object.entries(SIZES)) {
      // Each is reached at its own width: what fits decides where one begins to read.
      const chat = await reach(name, { url: server.url, lang, ...device, reducedMotion: "reduce" });
      // What the pointer was over looks pressed.
      await chat.page.mouse.move(0, 0);
      for (const colorScheme of ["light", "dark"]) {
        await chat.page.emulateMedia({ colorScheme });
        await chat.page.screenshot({ path: join(folder, `${name}-${lang}-${size}-${colorScheme}.png`) });
      }
      await chat.leave();
    }
  }
}
await closeBrowser();
await server.close();
