/**
 * Where a conversation is kept between pages: nowhere, in the tab, or in the browser. Nothing is encrypted,
 * and nothing is written before the customer has said something.
 */

import type { Memo } from "../../types/wire.js";
import type { Entry } from "./conversation.js";

/** The Cache Storage with the files of the engine, where a conversation is kept until it is deleted. */
export const CACHE = "relais";

/** A conversation as it is kept. */
export interface Stored {
  version: 1;
  /** The session, in base 64. */
  saved: string;
  entries: Entry[];
  /** Whether a person has it, whom the page must tell what the customer writes. */
  isWithHuman: boolean;
  memo: Memo;
}

export class Store {
  #storage: Storage | undefined;
  #key: string;

  constructor(persist: string | null, bundle: string) {
    this.#storage = storageOf(persist);
    this.#key = `relais:${bundle}`;
  }

  read(): Stored | undefined {
    try {
      const stored: Stored = JSON.parse(this.#storage?.getItem(this.#key) ?? "null");
      return stored?.version === 1 && Array.isArray(stored.entries) ? stored : undefined;
    } catch {
      return undefined;
    }
  }

  write(stored: Stored): void {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(stored));
    } catch {
      // A full or forbidden storage: the conversation lives as long as the page.
    }
  }

  /** Leaves nothing, not even the files that are kept for visits without a network. */
  async wipe(): Promise<void> {
    if (!this.#storage) return;
    this.#storage.removeItem(this.#key);
    await globalThis.caches?.delete(CACHE).catch(() => undefined);
  }

  /** Whether an event of the browser says that another tab has written or cleared this. */
  concerns(event: StorageEvent): boolean {
    return event.storageArea === this.#storage && event.key === this.#key;
  }
}

function storageOf(persist: string | null): Storage | undefined {
  try {
    if (persist === "session") return sessionStorage;
    if (persist === "local") return localStorage;
  } catch {
    // A browser may forbid storage altogether.
  }
  return undefined;
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
