// NLP.js, trained before it is started, as `manager.save` and `manager.load` are for. It answers where the best intent is not "None", whose
// threshold is its own, 0.5.
import nlp from "node-nlp";
import { best } from "./documents.mjs";

export const manifest = "node_modules/node-nlp/package.json";
export const variants = ["default"];

const settings = { nlu: { log: false }, autoSave: false, autoLoad: false };

export async function prepare(base) {
  const manager = new nlp.NlpManager({ ...settings, languages: [base.locale] });
  base.articles.forEach(({ title, wordings }, article) => {
    if (title !== null && !wordings.includes(title)) manager.addDocument(base.locale, title, String(article));
    for (const wording of wordings) manager.addDocument(base.locale, wording, String(article));
  });
  await manager.train();
  return manager.export(true);
}

export function load(data, locale) {
  const manager = new nlp.NlpManager(settings);
  manager.import(data.toString());
  return async (text) => {
    const { intent, classifications } = await manager.process(locale, text);
    const found = classifications.filter((one) => one.intent !== "None");
    return { ...best(found.map((one) => [Number(one.intent), one.score])), answers: intent !== "None" };
  };
}
