/** The language of an element: its own, or that of what it stands in, or else of the browser. */
export function languageOf(element: Element): string {
  const said = element.closest("[lang]")?.getAttribute("lang");
  return (said || globalThis.navigator?.language || "en").toLowerCase();
}

/**
 * `fr-ca` as the engine and its bundles write it: `fr-CA`. How it is written (`zh-hant-tw`) is none of theirs, and
 * what is no tag at all is English.
 */
export function tagOf(language: string): string {
  const tag = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?(?![a-z\d])/;
  const [, primary, region] = tag.exec(language.toLowerCase()) ?? [];
  if (!primary) return "en";
  return region ? `${primary}-${region.toUpperCase()}` : primary;
}

/** How a language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/.test(language) ? "rtl" : "ltr";
}
