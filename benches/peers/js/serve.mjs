// One peer in a process of its own:
//
//     node serve.mjs PEER describe                              says its version, and in which ways it can be used
//     node serve.mjs PEER prepare LOCALE VARIANT BASE DATA      makes of a base what the peer downloads and opens
//     node serve.mjs PEER serve LOCALE VARIANT DATA             opens it and answers one question a line
//
// benches/README.md describes what goes over the lines.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [peer, what, locale, variant, ...files] = process.argv.slice(2);
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const start = performance.now();
const { load, prepare, variants, manifest } = await import(`./${peer}.mjs`);
if (what === "describe") {
  tell({ variants, version: JSON.parse(readFileSync(new URL(manifest, import.meta.url), "utf8")).version });
} else if (what === "prepare") {
  const base = JSON.parse(readFileSync(files[0], "utf8"));
  writeFileSync(files[1], await prepare(base, variant));
  tell({ ms: performance.now() - start });
} else {
  const ask = await load(readFileSync(files[0]), locale, variant);
  tell({ ms: performance.now() - start });
  for await (const line of createInterface({ input: process.stdin })) {
    const { text } = JSON.parse(line);
    const before = process.hrtime.bigint();
    const answer = await ask(text);
    const us = Number(process.hrtime.bigint() - before) / 1e3;
    tell({ ...answer, us });
  }
}
