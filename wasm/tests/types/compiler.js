/** Runs the TypeScript compiler on files and on `types`, as a host's own build would. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const TYPES = join(PACKAGE, "types");
const COMPILER = join(PACKAGE, "node_modules", "typescript", "bin", "tsc");

/** Where a generated file imports the types of the wire form from, as it is written there. */
export const WIRE = JSON.stringify(join(TYPES, "wire.js").replaceAll("\\", "/"));

/** The declarations of the package. */
export const declarations = () =>
  readdirSync(TYPES)
    .filter((name) => name.endsWith(".d.ts"))
    .map((name) => join(TYPES, name));

/** The source of a declaration. */
export const declaration = (name) => readFileSync(join(TYPES, name), "utf8");

/** The names that a declaration exports. */
export const exported = (name) =>
  [...declaration(name).matchAll(/^export (?:interface|type|class|function) (\w+)/gm)].map(
    ([, name]) => name,
  );

/**
 * Checks files; nothing is emitted.
 *
 * @param {string[]} files
 * @returns {string} what the compiler complains about, each complaint with the line that it is
 *   about; nothing where all is well
 */
export function check(files) {
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noPropertyAccessFromIndexSignature",
    "--skipLibCheck",
    "false",
    "--target",
    "es2022",
    "--module",
    "nodenext",
    "--pretty",
    "false",
  ];
  const ran = spawnSync(process.execPath, [COMPILER, ...options, ...files], {
    cwd: PACKAGE,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (ran.error) throw ran.error;
  return ran.status === 0 ? "" : explained(ran.stdout) || ran.stderr;
}

/** Checks a source that was generated, in a folder of its own. */
export function checkSource(source) {
  const folder = mkdtempSync(join(tmpdir(), "relais-types-"));
  try {
    const file = join(folder, "generated.mts");
    writeFileSync(file, source);
    return check([file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Fails with what the compiler complains about, if it does. */
export function refuse(complaints) {
  assert.ok(complaints === "", complaints);
}

/** Adds to every complaint its line, and the comment above it that says what it belongs to. */
function explained(output) {
  return output.replaceAll(/^(\S.*)\((\d+),\d+\): error .*$/gm, (complaint, file, line) => {
    const lines = readFileSync(resolve(PACKAGE, file), "utf8").split("\n").slice(0, line);
    const about = lines.findLast((line) => line.startsWith("// ")) ?? "";
    return `${about}\n${complaint}\n    ${lines.at(-1).trim()}`;
  });
}
