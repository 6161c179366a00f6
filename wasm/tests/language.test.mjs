// The tag of a language, as a bundle has it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { transformSync } from "esbuild";

const source = readFileSync(new URL("../js/widget/language.ts", import.meta.url), "utf8");
const { code } = transformSync(source, { loader: "ts", format: "esm" });
const { tagOf } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

test("a language of a page is a tag of a bundle", () => {
  const tags = {
    "fr": "fr",
    "fr-ca": "fr-CA",
    "FR-ca": "fr-CA",
    "gsw-ch": "gsw-CH",
    "es-419": "es-419",
    "zh-hant-tw": "zh-TW",
    "en-us-posix": "en-US",
    "fr-x-private": "fr",
    "english": "en",
    "": "en",
  };
  for (const [language, tag] of Object.entries(tags)) assert.equal(tagOf(language), tag, language);
});
