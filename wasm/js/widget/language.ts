/** The language of an element: its own, or that of what it stands in, or else of the browser. */
export function languageOf(element: Element): string {
  const said = element.closest("[lang]")?.getAttribute("lang");
  return (said || globalThis.navigator?.language || "en").toLowerCase();
}

/** How a language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/.test(language) ? "rtl" : "ltr";
}
