// What a visitor downloads, compressed with brotli at its best:
//
//     node weigh.mjs code PEER         the peer's library, minified, with no more than what opens and asks
//     node weigh.mjs files FILE…       these files
//
// Prints a number of bytes.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const [what, ...names] = process.argv.slice(2);

function weight(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

async function code(peer) {
  const { build } = await import("esbuild");
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: `export { load } from "./${peer}.mjs";`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    // Of a library for Node, what comes with Node is no download.
    platform: "node",
    mainFields: ["module", "main"],
    write: false,
  });
  const { wasm } = await import(`./${peer}.mjs`);
  return weight(outputFiles[0].contents) + (wasm ? weight(readFileSync(wasm)) : 0);
}

const bytes = what === "code" ? await code(names[0]) : names.reduce((sum, name) => sum + weight(readFileSync(name)), 0);
console.log(bytes);
