import { fetched } from "./module.js";

/** A file from the network, or where that fails, as it was when it last came. */
export async function cached(name: string, url: string): Promise<Response> {
  const cache = await caches.open(name).catch(() => undefined);
  try {
    const response = await fetched(url);
    // A full disk is no reason to have no answer.
    await cache?.put(url, response.clone()).catch(() => undefined);
    return response;
  } catch (error) {
    const kept = await cache?.match(url);
    if (kept) return kept;
    throw error;
  }
}
