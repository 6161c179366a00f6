// What all of them answer from: the French answers of the starter knowledge base.
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

const ARTICLES = new URL("../../knowledge-base/articles/", import.meta.url);

/** What is asked, and words of its answer by which it is known on the screen. */
export const QUESTION = "où trouver mon code PUK ?";
export const KNOWN_BY = "trois codes PIN faux";

/** Every article as `{ id, title, answer }`; the answer is Markdown. */
export function articles() {
  return readdirSync(ARTICLES, { recursive: true })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => ({ id: name.replace(/\.yaml$/, ""), ...parse(readFileSync(new URL(name, ARTICLES), "utf8")).fr }))
    .filter(({ answer }) => typeof answer === "string")
    .map(({ id, title, answer }) => ({ id, title, answer }));
}

/** An article as a page of its own, as a help centre has them. */
export function asPage({ title, answer }) {
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt()};`);
  const lines = answer.split("\n").map((line) => escaped(line.replaceAll("**", "").replace(/^\s*(?:[-*]|\d+\.)\s/, "")));
  const paragraphs = lines.filter((line) => line.trim() !== "").map((line) => `<p>${line}</p>`);
  return `<!doctype html>
<html lang="fr">
  <head><meta charset="utf-8"><title>${escaped(title)}</title></head>
  <body><main data-pagefind-body><h1>${escaped(title)}</h1>${paragraphs.join("\n")}</main></body>
</html>`;
}
