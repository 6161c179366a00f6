/** A module Worker from a file of the page's origin; nothing where this browser or the page has none. */
export async function startWorker(given?: string | URL): Promise<Worker | undefined> {
  if (typeof Worker !== "function" || typeof document === "undefined") return undefined;
  const url = new URL(given ?? new URL("./worker.js", import.meta.url), document.baseURI);
  if (url.origin !== location.origin) return undefined;
  try {
    const worker = new Worker(trusted(url.href), { type: "module" });
    return await isUp(worker);
  } catch {
    return undefined;
  }
}

/**
 * A Worker says when it is up. A file that is missing or refused is told by an event, some time after the
 * Worker was made.
 */
function isUp(worker: Worker): Promise<Worker | undefined> {
  return new Promise((resolve) => {
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      resolve(undefined);
    };
    worker.onmessage = () => resolve(worker);
  });
}

/** Where a page wants Trusted Types, the address of the Worker is one, by a policy named `relais`. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types?.createPolicy("relais", { createScriptURL: (address) => address });
  return (policy?.createScriptURL(url) as string | undefined) ?? url;
}

/** The part of Trusted Types that is used, which not every browser has. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

interface Policy {
  createScriptURL(url: string): unknown;
}

let policy: Policy | undefined;
