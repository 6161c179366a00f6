// Lunr. A question is put to it as terms, since its query language gives a meaning to `:`, `+`, `-`, `~` and `^`; each term goes through
// the pipeline of the language, which trims, leaves out stop words and stems.
import lunr from "lunr";
import french from "lunr-languages/lunr.fr.js";
import stemmers from "lunr-languages/lunr.stemmer.support.js";
import { best, documents, owners, unitOf } from "./documents.mjs";

export const manifest = "node_modules/lunr/package.json";
export const variants = ["article", "wording"];

stemmers(lunr);
french(lunr);

export function prepare(base, variant) {
  const unit = unitOf(variant);
  const index = lunr(function () {
    if (base.locale === "fr") this.use(lunr.fr);
    this.ref("id");
    this.field("question", { boost: 2 });
    this.field("answer");
    for (const document of documents(base, unit)) this.add(document);
  });
  return JSON.stringify({ index, owners: owners(base, unit) });
}

export function load(data) {
  const { index: built, owners } = JSON.parse(data.toString());
  const index = lunr.Index.load(built);
  return (text) => {
    const found = index.query((query) => {
      for (const token of lunr.tokenizer(text)) query.term(token.toString(), { usePipeline: true });
    });
    return best(found.map(({ ref, score }) => [owners[Number(ref)], score]));
  };
}
