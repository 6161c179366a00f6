// Takes what a crate does not need out of its bill of materials, and checks that all it needs is there, with version,
// licence and checksum.
//
//     node sbom.mjs FILE.cdx.json…
//
// cargo-cyclonedx reads the features that the whole workspace asks for together: the web module would be said to
// have the YAML parser of the command line. `cargo tree` tells what one crate has by itself.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

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

  const { name: root, version, "bom-ref": ref } = bom.metadata.component;
  const target = root === "relais-wasm" ? "wasm32-unknown-unknown" : "x86_64-unknown-linux-gnu";
  const tree = ["tree", "--locked", "-p", root, "-e", "normal", "--target", target, "--prefix", "none", "--format", "{p}"];
  const needed = new Set(
    execFileSync("cargo", tree, { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((line) => line.match(/^(\S+) v(\S+)/).slice(1).join(" ")),
  );
  needed.delete(`${root} ${version}`);

  bom.components = bom.components.filter((one) => needed.has(`${one.name} ${one.version}`));
  const refs = new Set([ref, ...bom.components.map((one) => one["bom-ref"])]);
  bom.dependencies = bom.dependencies
    .filter((one) => refs.has(one.ref))
    .map((one) => (one.dependsOn ? { ...one, dependsOn: one.dependsOn.filter((on) => refs.has(on)) } : one));
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);

  const found = new Map(bom.components.map((one) => [`${one.name} ${one.version}`, one]));
  for (const name of needed) if (!found.has(name)) fail(`${name} is missing`);
  for (const [name, one] of found) {
    if (!(one.licenses?.length > 0)) fail(`${name} has no licence`);
    const sum = checksums.get(name);
    const given = one.hashes?.find(({ alg }) => alg === "SHA-256")?.content;
    if (sum !== undefined && given !== sum) fail(`${name} has not the checksum of Cargo.lock`);
  }
  const edges = new Set(bom.dependencies.map((one) => one.ref));
  for (const one of refs) if (!edges.has(one)) fail(`what ${one} depends on is not said`);
  console.log(`${file}: ${found.size} components of ${root}`);
}
