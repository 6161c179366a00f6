/**
 * The module of WebAssembly: where it comes from, and how it is replaced after a defect.
 */

import type { WasmSource } from "../types/index.js";
import { RelaisError } from "./error.js";
import start, { __wbg_reset_state as reset } from "./glue/relais.js";

/** Compiles and starts the module. Calling it again does nothing. */
export async function init(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  if (typeof WebAssembly !== "object") {
    throw new RelaisError("no-webassembly", "this browser does not run WebAssembly");
  }
  let given = (await source) ?? new URL("./relais.wasm", import.meta.url);
  if (typeof given === "string" || given instanceof URL || given instanceof Request) {
    given = await fetched(given);
  }
  try {
    await start({ module_or_path: given });
  } catch (error) {
    throw refused(error);
  }
}

/** How often the module was started anew. */
export let generation = 0;

/** Starts a new instance of the compiled module: all engines and sessions of the old one are lost. */
export function replace(): void {
  reset();
  generation++;
}

/** Fetches a file; what goes wrong is one sort of error, whosever fault it is. */
export async function fetched(url: string | URL | Request): Promise<Response> {
  const name = url instanceof Request ? url.url : String(url);
  let response: Response;
  try {
    response = name.startsWith("file:") ? await ofDisk(name) : await fetch(url);
  } catch (error) {
    throw new RelaisError("unreachable", `${name} cannot be fetched: ${error}`);
  }
  if (!response.ok) {
    throw new RelaisError("unreachable", `${name} cannot be fetched: status ${response.status}`);
  }
  return response;
}

/** Node fetches no files. It is asked for what reads them without an import, which bundlers would follow. */
async function ofDisk(url: string): Promise<Response> {
  const { readFile } = (globalThis as unknown as { process: Node }).process.getBuiltinModule("node:fs/promises");
  const headers: HeadersInit = url.endsWith(".wasm") ? { "content-type": "application/wasm" } : {};
  return new Response(await readFile(new URL(url)), { headers });
}

/** The part of Node that is used. */
interface Node {
  getBuiltinModule(name: "node:fs/promises"): { readFile(url: URL): Promise<Uint8Array<ArrayBuffer>> };
}

/** Why a browser does not compile a module. */
function refused(error: unknown): RelaisError {
  const text = String(error);
  if (/content security policy|unsafe-eval|blocked by csp/i.test(text)) {
    return new RelaisError(
      "no-webassembly",
      "the Content-Security-Policy of this page does not allow WebAssembly: " +
        "add 'wasm-unsafe-eval' to its script-src, or let worker.js be loaded from this origin, " +
        "served without that policy",
    );
  }
  return new RelaisError("no-webassembly", `the module cannot be compiled: ${text}`);
}
