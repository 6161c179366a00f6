// Weighs what a page downloads, compressed as servers do it, against the budgets of size.json.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const budgets = JSON.parse(readFileSync("size.json", "utf8"));
const graph = JSON.parse(readFileSync("js/glue/graph.json", "utf8"));
let isOver = false;
for (const [name, { files, opened = [], brotli }] of Object.entries(budgets)) {
  const chosen = new Set(files.flatMap(withImports));
  for (const file of opened) for (const more of withImports(`js/${file}`)) chosen.add(more);
  const weight = [...chosen].reduce((sum, file) => sum + compressed(readFileSync(`dist/${file}`)), 0);
  isOver ||= weight > brotli;
  const verdict = weight > brotli ? "OVER the budget of" : "of";
  const number = (count) => count.toLocaleString("en");
  console.log(`${name.padEnd(8)} ${number(weight)} bytes ${verdict} ${number(brotli)}  (${[...chosen].join(", ")})`);
}
process.exitCode = isOver ? 1 : 0;

/** A file of dist/, or the one made of a source, with all that it imports at once. */
function withImports(name) {
  const made = Object.entries(graph.outputs);
  const [path, output] = made.find(([path, { entryPoint }]) => path === `dist/${name}` || entryPoint === name) ?? [];
  if (!output) return [name];
  const imports = output.imports.filter(({ kind }) => kind === "import-statement");
  return [path.slice("dist/".length), ...imports.flatMap(({ path }) => withImports(path.slice("dist/".length)))];
}

function compressed(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}
