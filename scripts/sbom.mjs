// Checks that a bill of materials names every dependency of its crate, with its version, licence and checksum.
//
//     node sbom.mjs FILE.cdx.json…
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const locked = readFileSync("Cargo.lock", "utf8");
const checksums = new Map(
  [...locked.matchAll(/name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"/g)].map(
    ([, name, version, sum]) => [`${name} ${version}`, sum],
  ),
);

for (const file of process.argv.slice(2)) {
  const bom = JSON.parse(readFileSync(file, "utf8"));
  const fail = (what) => {
    console.error(`${file}: ${what}`);
    process.exitCode = 1;
  };
  if (bom.bomFormat !== "CycloneDX" || bom.specVersion !== "1.5") fail("it is no CycloneDX 1.5");
  const root = bom.metadata.component.name;
  const target = root === "relais-wasm" ? "wasm32-unknown-unknown" : "x86_64-unknown-linux-gnu";
  const tree = ["tree", "--locked", "-p", root, "-e", "normal", "--target", target, "--prefix", "none", "--format", "{p}"];
  const needed = new Set(
    execFileSync("cargo", tree, { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((line) => line.match(/^(\S+) v(\S+)/).slice(1).join(" ")),
  );
  const found = new Map(bom.components.map((one) => [`${one.name} ${one.version}`, one]));
  needed.delete(`${root} ${bom.metadata.component.version}`);
  for (const name of needed) if (!found.has(name)) fail(`${name} is missing`);
  for (const [name, one] of found) {
    if (!needed.has(name)) fail(`${name} is not needed`);
    if (!(one.licenses?.length > 0)) fail(`${name} has no licence`);
    const sum = checksums.get(name);
    const given = one.hashes?.find(({ alg }) => alg === "SHA-256")?.content;
    if (sum !== undefined && given !== sum) fail(`${name} has not the checksum of Cargo.lock`);
  }
  console.log(`${file}: ${found.size} components of ${root}`);
}
