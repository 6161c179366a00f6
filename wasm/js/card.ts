import type { Card } from "../types/index.js";

/**
 * Reads the card of a language out of a bundle, without the engine: the section `fr/card`, which is
 * JSON. The form of a bundle is told in `core/src/bundle/container.rs`.
 */
export function card(bundle: Uint8Array, locale: string): Card | undefined {
  try {
    const cards = sections(bundle).filter(([name]) => name.endsWith("/card"));
    const language = locale.split("-")[0];
    const found =
      cards.find(([name]) => name === `${locale}/card`) ??
      cards.find(([name]) => name.split(/[-/]/)[0] === language) ??
      cards[0];
    return found && JSON.parse(new TextDecoder().decode(found[1]));
  } catch {
    // Damaged bytes have no card; there is nobody here to tell.
    return undefined;
  }
}

function sections(bundle: Uint8Array): Array<[string, Uint8Array]> {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const text = new TextDecoder();
  if (text.decode(bundle.subarray(0, 6)) !== "RELAIS") return [];
  const found: Array<[string, Uint8Array]> = [];
  let at = 16;
  for (let left = view.getUint32(12, true); left > 0; left--) {
    const length = view.getUint8(at);
    const name = text.decode(bundle.subarray(at + 1, at + 1 + length));
    at += 1 + length;
    const start = Number(view.getBigUint64(at, true));
    found.push([name, bundle.subarray(start, start + Number(view.getBigUint64(at + 8, true)))]);
    at += 20;
  }
  return found;
}
