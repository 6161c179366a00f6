// What a library for search is given: one document for each article, or one for each of its wordings.

/** The documents of a base; `article` is the number of the article that each belongs to. */
export function documents(base, unit) {
  const all = [];
  base.articles.forEach(({ title, wordings, answer }, article) => {
    const asked = title === null || wordings.includes(title) ? wordings : [title, ...wordings];
    for (const question of unit === "wording" ? asked : [asked.join("\n")]) {
      all.push({ id: all.length, article, question, answer: answer ?? "" });
    }
  });
  return all;
}

/** Which article each document belongs to. */
export function owners(base, unit) {
  return documents(base, unit).map(({ article }) => article);
}

/** What was found, `[article, score]` each and the best first, as `serve.mjs` passes it on. */
export function best(found) {
  if (found.length === 0) return { article: null, score: 0, answers: false };
  const [article, score] = found[0];
  const second = found.find(([other]) => other !== article)?.[1] ?? 0;
  return { article, score, second, answers: true };
}

/** Whether a variant has this word in its name, such as `fuzzy` in `wording+fuzzy`. */
export function has(variant, word) {
  return variant.split("+").includes(word);
}

/** What each document of a variant is. */
export function unitOf(variant) {
  return has(variant, "wording") ? "wording" : "article";
}
