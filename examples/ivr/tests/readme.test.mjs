// The README shows what is there.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

const readme = readFileSync("README.md", "utf8");

test("the dialplan of the README is the one that Asterisk is tried with", () => {
    const shown = readme.match(/```ini\n([^]*?)```/)[1];
    assert.equal(shown, readFileSync("asterisk/extensions.conf", "utf8"));
});

test("the README explains every option", () => {
    const usage = spawnSync(process.env.RELAIS_IVR, [], { encoding: "utf8" }).stderr;
    const options = [...usage.matchAll(/^ {2}(--\w+)/gm)].map(([, option]) => option);
    assert.ok(options.length > 5);
    for (const option of options) if (option !== "--clock") assert.ok(readme.includes(option), option);
});
