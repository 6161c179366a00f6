import type { Strings } from "../../types/widget.js";
import en from "../../strings/en.json";
import fr from "../../strings/fr.json";

/** The sentences of the widget in a language, with those that the page words otherwise. */
export function wordsOf(language: string, own: Partial<Strings>): Strings {
  return { ...(language.startsWith("fr") ? fr : en), ...own };
}

/** A sentence with its values in the place of `{…}`. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
