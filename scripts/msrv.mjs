// Reads `cargo metadata` and fails where a dependency asks for a newer Rust than the workspace promises.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync(0, "utf8"));
// `1.88` and `1.88.0` are the same; numbers compare part by part.
const parts = (version) => version.split(".").map(Number).concat(0, 0).slice(0, 3);
const compare = (a, b) => {
  const differences = parts(a).map((part, i) => part - parts(b)[i]);
  return differences.find((difference) => difference !== 0) ?? 0;
};

const members = packages.filter((each) => each.source === null);
const promised = [...new Set(members.map((each) => each.rust_version))];
if (promised.length !== 1 || promised[0] === null) {
  console.error("every member must have `rust-version.workspace = true`; found:", promised);
  process.exit(1);
}

const stated = packages.filter((each) => each.source !== null && each.rust_version !== null);
stated.sort((a, b) => compare(b.rust_version, a.rust_version));
const tooNew = stated.filter((each) => compare(each.rust_version, promised[0]) > 0);
for (const { name, version, rust_version } of tooNew) {
  console.error(`${name} ${version} needs Rust ${rust_version}; Cargo.toml promises ${promised[0]}`);
}
const newest = stated[0];
console.log(
  `Rust ${promised[0]} is promised; of ${stated.length} dependencies that say what they need, ` +
    `${newest.name} ${newest.version} needs the newest: ${newest.rust_version}`,
);
process.exit(tooNew.length === 0 ? 0 : 1);
