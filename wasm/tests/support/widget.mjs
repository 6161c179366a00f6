// The widget as a visitor uses it: a page with the element, and what one does and sees there.
import assert from "node:assert/strict";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

export const BUNDLE = "/dist/test/kb.relais";
/** What stands inside the element, for when nothing else works. */
export const OWN = '<a href="tel:+33199001234">01 99 00 12 34</a>';
/** People are at work in every queue, whatever the time. */
export const OPEN = { queues: Object.fromEntries(queues().map((queue) => [queue, { open: true, seats: 2 }])) };
/** Nobody is there, and everything else is possible: calls tomorrow, another channel, a message. */
export const CLOSED = {
  queues: Object.fromEntries(queues().map((queue) => [queue, { open: false }])),
  callbacks: [9, 10, 11].map((hour) => ({ id: `at-${hour}`, from: tomorrow(hour), until: tomorrow(hour + 1) })),
  channels: [{ id: "whatsapp", title: "WhatsApp", address: "01 99 00 12 35" }],
  message: true,
};

function queues() {
  return ["service", "technical", "billing", "care", "fraud", "retention"];
}

function tomorrow(hour) {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return `${day}T${String(hour).padStart(2, "0")}:00:00Z`;
}

/** A page with the element. `head` comes before the script of the widget, and `body` before the element. */
export function page({ lang = "fr", attributes = "", own = OWN, head = "", body = "", element, script = true } = {}) {
  const chat = element ?? `<relais-chat bundle="${BUNDLE}" ${attributes}>${own}</relais-chat>`;
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <title>Ondelia</title>
    <link rel="stylesheet" href="/tests/pages/page.css">
    ${head}
    ${script ? '<script type="module" src="/dist/widget.js"></script>' : ""}
  </head>
  <body>
    <main><h1>Ondelia</h1><p>Une page comme une autre.</p><a href="#">Un lien</a></main>
    ${body}
    ${chat}
  </body>
</html>`;
}

/** A server that has pages of a test beside the files of the package, by their paths. */
export async function host(pages = { "/fr.html": page() }, options = {}) {
  return serve({
    ...options,
    override: async (path) => {
      const other = await options.override?.(path);
      if (other !== undefined) return other;
      if (path === "/favicon.ico") return 204;
      return path in pages ? Buffer.from(pages[path]) : undefined;
    },
  });
}

let started;

/** One browser for the tests of a file. */
export function browser() {
  started ??= launch();
  return started;
}

export async function closeBrowser() {
  await (await started)?.close();
  started = undefined;
}

/**
 * Opens a page in a browser of its own profile, or in that of `context`. What the widget tells is recorded in
 * `window.told`, and nothing may go wrong in the page but what `errors` matches.
 */
export async function visit(url, { context, init, errors = /^$/, ...options } = {}) {
  const own = context ?? (await (await browser()).newContext(options));
  const page = await own.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !errors.test(message.text())) wrong.push(message.text());
  });
  await page.addInitScript(record);
  if (init) await page.addInitScript(init);
  await page.goto(url);
  return new Chat(page, wrong);
}

/** Runs in the page. */
function record() {
  window.told = [];
  for (const name of ["reply", "handover", "act", "feedback", "message", "error", "open", "close"]) {
    document.addEventListener(`relais:${name}`, ({ detail }) => {
      const { error } = detail ?? {};
      window.told.push({ name, detail: error ? { code: error.code, message: error.message } : detail });
    });
  }
}

export class Chat {
  constructor(page, wrong) {
    this.page = page;
    this.wrong = wrong;
    this.element = page.locator("relais-chat").first();
    this.launcher = this.element.locator(".launcher");
    this.panel = this.element.locator(".panel");
    this.log = this.element.locator(".log");
    this.input = this.element.locator("input");
    this.messages = this.element.locator(".message");
    this.options = this.element.locator(".option");
  }

  /** Opens it and waits for the first words. */
  async open() {
    await this.launcher.click();
    await this.messages.first().waitFor();
    return this;
  }

  /** Does something that ends in `turns` replies. */
  async during(deed, turns = 1, timeout = 30_000) {
    const before = await this.count("reply");
    await deed();
    await this.page.waitForFunction(
      (wanted) => window.told.filter(({ name }) => name === "reply").length >= wanted,
      before + turns,
      { timeout },
    );
    return this.reply();
  }

  /** Writes a message and waits for what comes of it. */
  async ask(text, turns = 1) {
    return this.during(async () => {
      await this.input.fill(text);
      await this.input.press("Enter");
    }, turns);
  }

  /** Presses an option by its words, or by its number. */
  async choose(option, turns = 1) {
    const button =
      typeof option === "number" ? this.options.nth(option) : this.options.filter({ hasText: option }).first();
    return this.during(() => button.click(), turns);
  }

  /** Everything that the widget has told the page by one event. */
  async told(name) {
    return this.page.evaluate((name) => window.told.filter((one) => one.name === name).map(({ detail }) => detail), name);
  }

  async count(name) {
    return (await this.told(name)).length;
  }

  /** The last reply. */
  async reply() {
    return (await this.told("reply")).at(-1)?.reply;
  }

  /** The last message, as it is read. */
  async last() {
    return this.messages.last().innerText();
  }

  /** Calls a method of the element. */
  async call(method, ...args) {
    return this.element.evaluate((chat, { method, args }) => chat[method](...args), { method, args });
  }

  /** Has the page answer acts: with facts, or with an error of this code. */
  async answerActs(answer) {
    await this.element.evaluate((chat, { facts, code }) => {
      chat.addEventListener("relais:act", ({ detail }) =>
        detail.respond(code ? Promise.reject({ code }) : Promise.resolve(facts)),
      );
    }, answer);
  }

  /** What has the focus, in the element or in the page. */
  async focused() {
    return this.page.evaluate(() => {
      const deep = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return deep?.getAttribute("aria-label") ?? deep?.textContent?.trim() ?? "";
    });
  }

  /** Nothing is wider than where it is. */
  async assertNoOverflow(about = "") {
    const wide = await this.page.evaluate(() => {
      const found = [];
      const chat = document.querySelector("relais-chat");
      const all = [document.documentElement, ...chat.shadowRoot.querySelectorAll(".panel, .log, .message, footer, .composer")];
      for (const element of all) {
        if (element.scrollWidth > element.clientWidth + 1) {
          found.push(`${element.className || element.tagName}: ${element.scrollWidth} in ${element.clientWidth}`);
        }
      }
      for (const element of chat.shadowRoot.querySelectorAll(".panel *")) {
        const { left, right, width } = element.getBoundingClientRect();
        if (width > 1 && (left < -1 || right > innerWidth + 1)) found.push(`${element.tagName} ${element.className} from ${left} to ${right}`);
      }
      return found;
    });
    assert.deepEqual(wide, [], about);
  }

  /** Nothing went wrong in the page, and its context is closed. */
  async leave() {
    await this.page.context().close();
    assert.deepEqual(this.wrong, []);
  }
}
