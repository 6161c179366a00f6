/**
 * Who made a bundle, found out before anything of it is read. Signatures are checked by the browser itself, so
 * that nobody downloads code for it. The form is told in `core/src/bundle/signed.rs`.
 */

import { RelaisError } from "./error.js";

/** The bundle, where it is signed with one of the keys: a copy, which nobody changes afterwards. All else is refused. */
export async function verify(given: Uint8Array, keys: string | readonly string[]): Promise<Bytes> {
  const bundle = new Uint8Array(given);
  const trusted = await read(keys);
  if (!has(bundle, 0, "RELAIS\x1a\n")) throw new RelaisError("not-a-bundle", "this is not a Relais bundle");
  const section = bundle.length - LENGTH;
  if (!has(bundle, section, "ed25519\n")) throw new RelaisError("untrusted", "the bundle is not signed, or is cut off");
  const signer = bundle.subarray(section + 8, section + 40);
  const found = trusted.find(({ bytes }) => bytes.every((byte, at) => byte === signer[at]));
  if (!found) throw new RelaisError("untrusted", "the bundle is signed with a key that is not trusted");
  const signature = bundle.subarray(section + 40, section + 104);
  const signed = bundle.subarray(0, section + 40);
  if (!(await crypto.subtle.verify(ED25519, found.key, signature, signed))) {
    throw new RelaisError("untrusted", "the bundle is not as it was signed");
  }
  return bundle;
}

/** The keys of a text: PEM, or the lines between its marks. */
async function read(keys: string | readonly string[]): Promise<Array<{ bytes: Uint8Array; key: CryptoKey }>> {
  const lines = [keys].flat().join("\n").replace(/-----.*?-----/g, "").match(/\S+/g);
  if (!lines) throw new RelaisError("invalid-argument", "a signature is wanted, and no public key is given");
  if (!globalThis.crypto?.subtle) throw new RelaisError("no-ed25519", `${CANNOT}: this page is not served by https`);
  return Promise.all(
    lines.map(async (line) => {
      try {
        const der = Uint8Array.from(atob(line), (letter) => letter.charCodeAt(0));
        const key = await crypto.subtle.importKey("spki", der, ED25519, false, ["verify"]);
        return { bytes: der.subarray(-32), key };
      } catch (error) {
        if ((error as Error).name === "NotSupportedError") throw new RelaisError("no-ed25519", `${CANNOT}: ${error}`);
        throw new RelaisError("invalid-argument", "this is no public key of Ed25519");
      }
    }),
  );
}

/** Whether these letters, which are bytes too, are at this place. */
function has(bytes: Uint8Array, at: number, letters: string): boolean {
  return [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
}

export type Bytes = Uint8Array<ArrayBuffer>;

const ED25519 = "Ed25519";
const CANNOT = "this browser cannot check signatures";

/** Of the section at the end: mark, key, signature, balance. */
const LENGTH = 108;
