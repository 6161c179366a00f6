/**
 * The declarations in `types` compile in a host's build, and refuse what wrong.ts has.
 *
 *     node --test tests/types/*.test.js        # in wasm/
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { check, declaration, declarations, exported, refuse } from "./compiler.js";

test("the declarations compile with what a host may have switched on", () => {
  refuse(check(declarations()));
});

test("what is wrong does not compile, and what is right does", () => {
  refuse(check([fileURLToPath(new URL("wrong.ts", import.meta.url))]));
});

test("no type of the wire form is hidden by one of the package, and none is of any type", () => {
  const wire = exported("wire.d.ts");
  assert.ok(wire.length > 40, `${wire}`);
  assert.deepEqual(
    exported("index.d.ts").filter((name) => wire.includes(name)),
    [],
  );
  const code = declaration("wire.d.ts").replaceAll(/\/\*\*[^]*?\*\//g, "");
  assert.doesNotMatch(code, /\b(any|unknown|object|Function)\b(?!")/);
});
