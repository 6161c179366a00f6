// The pages of the peers, each with the widget as its own documentation puts it into a page, and with `window.peer`:
// `ready()` tells whether a visitor could begin, `ask(question)` does what a visitor does.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { articles, asPage } from "./content.mjs";

const modules = fileURLToPath(new URL("node_modules/", import.meta.url));
const relais = fileURLToPath(new URL("../../wasm/", import.meta.url));
const answer = articles().find(({ id }) => id === "mobile/puk-code").answer;

/** Finds in the page and in the shadow roots in it, and types as a keyboard does. */
const HANDS = `
  const deep = (selector, root = document) => root.querySelector(selector) ??
    [...root.querySelectorAll("*")].map((one) => one.shadowRoot && deep(selector, one.shadowRoot)).find(Boolean);
  const type = (input, text) => {
    input.focus();
    document.execCommand("insertText", false, text);
  };`;

/** A page of a site: what all of them have, and the widget in \`head\` and \`body\`. */
function page({ head = "", body, peer }) {
  return `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="L'aide d'un opérateur.">
    <title>Ondelia</title>
    <link rel="icon" href="data:,">
    ${head}
  </head>
  <body>
    <main><h1>Ondelia</h1><p>Une page comme une autre.</p>${body}</main>
    <script>${HANDS}
  window.peer = {${peer}};</script>
  </body>
</html>`;
}

/** All peers: \`absent\` says what is missing where one cannot be measured. */
export const PEERS = [
  {
    name: "Relais",
    version: JSON.parse(readFileSync(join(relais, "package.json"), "utf8")).version,
    answers: "the engine, in a Worker",
    absent: existsSync(join(relais, "dist/test/kb.relais")) ? undefined : "wasm/dist and its bundle (scripts/web makes them)",
    mounts: { "/relais/": join(relais, "dist/") },
    page: page({
      head: '<script type="module" src="/relais/widget.js"></script>',
      body: '<relais-chat bundle="/relais/test/kb.relais" lang="fr"><a href="tel:+33199001234">01 99 00 12 34</a></relais-chat>',
      peer: `
    ready: () => deep(".launcher"),
    async ask(question) {
      deep(".launcher").click();
      while (!deep("input")) await new Promise(requestAnimationFrame);
      type(deep("input"), question);
      deep("form.composer").requestSubmit();
    }`,
    }),
  },
  pagefind(),
  packaged("deep-chat", "deep-chat", {
    answers: "a handler in the page, at once",
    file: "dist/deepChat.bundle.js",
    head: '<script type="module" src="/peer/dist/deepChat.bundle.js"></script>',
    body: `<deep-chat></deep-chat>
    <script type="module">document.querySelector("deep-chat").connect = {
      handler: (_, signals) => signals.onResponse({ text: ${JSON.stringify(answer)} }),
    };</script>`,
    peer: `
    ready: () => deep("#text-input"),
    async ask(question) {
      type(deep("#text-input"), question);
      deep("#text-input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, composed: true }));
    }`,
  }),
  webChat("BotFramework-WebChat, minimal", "webchat-minimal.js"),
  webChat("BotFramework-WebChat, full", "webchat.js"),
];

/** A peer whose package has one script for pages. */
function packaged(name, packageName, { file, answers, head, body, peer }) {
  const folder = join(modules, packageName);
  const absent = existsSync(join(folder, file)) ? undefined : `${file} of the package ${packageName}`;
  return { name, version: versionOf(folder), answers, absent, mounts: { "/peer/": `${folder}/` }, page: page({ head, body, peer }) };
}

function webChat(name, file) {
  return packaged(name, "botframework-webchat", {
    answers: "a Direct Line of the page's own, at once",
    file: `dist/${file}`,
    head: `<script src="/peer/dist/${file}"></script><style>#chat { height: 40rem }</style>`,
    body: `<div id="chat"></div>
    <script>
      ${directLine.toString()}
      WebChat.renderWebChat({ directLine: directLine(${JSON.stringify(answer)}), locale: "fr-FR" }, document.getElementById("chat"));
    </script>`,
    peer: `
    ready: () => deep("[data-id=webchat-sendbox-input]"),
    async ask(question) {
      const input = deep("[data-id=webchat-sendbox-input]");
      // Until it is connected it takes no message.
      while (input.readOnly || input.disabled) await new Promise(requestAnimationFrame);
      type(input, question);
      await new Promise(requestAnimationFrame);
      input.form.requestSubmit();
    }`,
  });
}

/** Runs in the page: a Direct Line that is connected from the start and answers in the same breath. */
function directLine(answer) {
  const observable = (subscribed) => ({
    subscribe(observer, ...rest) {
      const next = typeof observer === "function" ? observer : (value) => observer.next?.(value);
      subscribed(next, rest);
      return { unsubscribe() {}, closed: false };
    },
    [Symbol.observable ?? "@@observable"]() {
      return this;
    },
  });
  const listeners = new Set();
  let number = 0;
  const tell = (activity) => {
    const whole = { timestamp: new Date().toISOString(), conversation: { id: "one" }, channelId: "directline", id: String(++number), ...activity };
    for (const next of listeners) next(whole);
    return whole.id;
  };
  return {
    activity$: observable((next) => listeners.add(next)),
    connectionStatus$: observable((next) => [0, 1, 2].forEach((status) => next(status))),
    end() {},
    postActivity: (activity) =>
      observable((next) => {
        const id = tell({ ...activity, from: { ...activity.from, role: "user" } });
        next(id);
        if (activity.type === "message") tell({ type: "message", text: answer, from: { id: "bot", role: "bot" }, replyToId: id });
      }),
  };
}

/** Pagefind indexes a site: a page for each article. Its binary comes with its npm package. */
function pagefind() {
  const folder = join(modules, "pagefind");
  const site = mkdtempSync(join(tmpdir(), "peers-web-"));
  const peer = {
    name: "Pagefind UI",
    version: versionOf(folder),
    answers: "its index, in the page: a list of pages, each with the words that were found",
    // The question as it is asked of the others finds nothing.
    question: "code PUK",
    mounts: { "/pagefind/": join(site, "pagefind/"), "/aide/": join(site, "aide/") },
    page: page({
      head: '<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js"></script>',
      body: '<div id="search"></div><script>new PagefindUI({ element: "#search" });</script>',
      peer: `
    ready: () => deep(".pagefind-ui__search-input"),
    async ask(question) {
      type(deep(".pagefind-ui__search-input"), question);
    }`,
    }),
  };
  if (!existsSync(folder)) return { ...peer, absent: "the package pagefind" };
  for (const article of articles()) {
    const path = join(site, "aide", `${article.id}.html`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, asPage(article));
  }
  try {
    execFileSync(join(modules, ".bin/pagefind"), ["--site", site], { stdio: "pipe" });
    return peer;
  } catch (error) {
    return { ...peer, absent: `a Pagefind that runs here: ${error.message.split("\n")[0]}` };
  }
}

function versionOf(folder) {
  const file = join(folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : "?";
}
