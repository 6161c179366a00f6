// The README names everything that a page can set, hear or style.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const readme = read("README.md");
const types = read("types/widget.d.ts");
const widget = readdirSync(new URL("js/widget/", root)).map((name) => read(`js/widget/${name}`)).join("\n");

test("every custom property", () => {
  // This one is the widget's own: it tells its style sheet of the keyboard on a screen.
  const own = "--relais-visible-height";
  const used = all(widget, /var\((--relais-[a-z-]+)/g).filter((name) => name !== own);
  assert.deepEqual(all(readme, /`(--relais-[a-z-]+)`/g), used);
});

test("every part", () => {
  const made = all(widget, /\bpart(?::|",) ?"([^"]+)"/g).flatMap((names) => names.split(" "));
  const [named] = /The parts are ([^.]+)\./.exec(readme);
  assert.deepEqual(all(named, /`([a-z-]+)`/g), [...new Set(made)].sort());
});

test("every attribute", () => {
  const section = (text) => text.split(/\| attribute \|/)[1].split(/\n[ *]*\n/)[0];
  const firstCells = (text) =>
    [...text.matchAll(/^[ *]*\| (`[^|]+) \|/gm)].flatMap(([, cell]) => all(cell, /`([a-z-]+)`/g));
  assert.deepEqual(firstCells(section(readme)), firstCells(section(types)));
});

test("every event", () => {
  assert.deepEqual(all(readme, /`(relais:[a-z]+)`/g), all(types, /"(relais:[a-z]+)": CustomEvent/g));
});

/** What an expression finds, each once, in order of the alphabet. */
function all(text, expression) {
  return [...new Set([...text.matchAll(expression)].map(([, found]) => found))].sort();
}
