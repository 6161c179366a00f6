// Orama, with the stemmer and the stop words of the language, as its documentation has them. It takes each word of a question for the
// beginning of one; `tolerance` forgives typing errors. `exact`, which wants the very words, hardly finds anything here.
import { create, insertMultiple, load as restore, save, search } from "@orama/orama";
import * as english from "@orama/stemmers/english";
import * as french from "@orama/stemmers/french";
import { stopwords as englishStopWords } from "@orama/stopwords/english";
import { stopwords as frenchStopWords } from "@orama/stopwords/french";
import { best, documents, has, unitOf } from "./documents.mjs";

export const manifest = "node_modules/@orama/orama/package.json";
export const variants = ["article", "wording", "article+fuzzy", "wording+fuzzy"];

function empty(locale) {
  const [{ language, stemmer }, stopWords] =
    locale === "fr" ? [french, frenchStopWords] : [english, englishStopWords];
  return create({
    schema: { article: "number", question: "string", answer: "string" },
    components: { tokenizer: { stemming: true, language, stemmer, stopWords } },
  });
}

export async function prepare(base, variant) {
  const index = empty(base.locale);
  await insertMultiple(index, documents(base, unitOf(variant)).map((one) => ({ ...one, id: String(one.id) })));
  return JSON.stringify(save(index));
}

export function load(data, locale, variant) {
  const index = empty(locale);
  restore(index, JSON.parse(data.toString()));
  const tolerance = has(variant, "fuzzy") ? 1 : 0;
  return async (text) => {
    const { hits } = await search(index, {
      term: text,
      properties: ["question", "answer"],
      boost: { question: 2 },
      limit: 10,
      tolerance,
    });
    return best(hits.map(({ document, score }) => [document.article, score]));
  };
}
