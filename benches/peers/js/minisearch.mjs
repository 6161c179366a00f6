// MiniSearch. Its documentation recommends `fuzzy: 0.2` and `prefix: true` where typing is to be forgiven, and weights for
// fields; its own order is BM25+.
import MiniSearch from "minisearch";
import { best, documents, has, unitOf } from "./documents.mjs";

export const manifest = "node_modules/minisearch/package.json";
export const variants = ["article", "wording", "article+fuzzy", "wording+fuzzy"];

const options = { fields: ["question", "answer"], storeFields: ["article"] };

export function prepare(base, variant) {
  const index = new MiniSearch(options);
  index.addAll(documents(base, unitOf(variant)));
  return JSON.stringify(index);
}

export function load(data, locale, variant) {
  const index = MiniSearch.loadJSON(data.toString(), options);
  const forgiving = has(variant, "fuzzy") ? { fuzzy: 0.2, prefix: true } : {};
  return (text) => {
    return best(index.search(text, { boost: { question: 2 }, ...forgiving }).map(({ article, score }) => [article, score]));
  };
}
