/**
 * No-break spaces where French wants them, in what is shown. Authors write plain spaces and the engine says
 * what they wrote; only the widget breaks lines, so only here a line could begin with a question mark.
 */

/** The text as it is set in this language; it has as many characters as before. */
export function typeset(text: string, language: string): string {
  if (!/^fr\b/i.test(language)) return text;
  return text
    .replace(/ (?=[?!;]+(?:\s|$))/g, NARROW)
    .replace(/ (?=:(?:\s|$)|»)|(?<=«) /g, WIDE)
    .replace(UNIT, WIDE)
    .replace(/(?<=\d|\d.h) (?=\d)/g, WIDE);
}

/** Sets every text in an element. */
export function typesetWithin(element: Node, language: string): void {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const set = typeset(text.nodeValue!, language);
    if (set !== text.nodeValue) text.nodeValue = set;
  }
}

const NARROW = "\u202f";
const WIDE = "\u00a0";

/** Between a number and what it counts. */
const UNIT = /(?<=\d) (?=(?:[€%h]|min|mm|cm|m|km|[KMGT]o|[KMG]b\/s|[MG]Hz)(?![\p{L}\d]))/gu;
