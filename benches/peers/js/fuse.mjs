// Fuse.js. Without token search it looks for the whole question as one string; its documentation offers token search for
// questions of several words. Its score is 0 for a perfect match, and its threshold is the one it has by default, 0.6.
import Fuse from "fuse.js";
import { best, documents, has, unitOf } from "./documents.mjs";

export const manifest = "node_modules/fuse.js/package.json";
export const variants = ["wording+token", "wording"];

const keys = [
  { name: "question", weight: 2 },
  { name: "answer", weight: 1 },
];

export function prepare(base, variant) {
  const all = documents(base, unitOf(variant));
  return JSON.stringify({ all, index: Fuse.createIndex(keys, all).toJSON() });
}

export function load(data, locale, variant) {
  const { all, index } = JSON.parse(data.toString());
  const useTokenSearch = has(variant, "token");
  const fuse = new Fuse(all, { keys, includeScore: true, ignoreLocation: true, useTokenSearch }, Fuse.parseIndex(index));
  return (text) => {
    return best(fuse.search(text).map(({ item, score }) => [item.article, 1 - score]));
  };
}
