// Reads `cargo metadata` and fails where a dependency asks for a newer Rust than the member that needs it promises.
// All members promise the same but `relais-report`, whose engine asks for more.
import { readFileSync } from "node:fs";

const { packages, resolve, workspace_members } = JSON.parse(readFileSync(0, "utf8"));
const EXCEPTIONS = ["relais-report"];

// `1.88` and `1.88.0` are the same; numbers compare part by part.
const parts = (version) => version.split(".").map(Number).concat(0, 0).slice(0, 3);
const compare = (a, b) => {
  const differences = parts(a).map((part, i) => part - parts(b)[i]);
  return differences.find((difference) => difference !== 0) ?? 0;
};

const byId = new Map(packages.map((each) => [each.id, each]));
const needs = new Map(resolve.nodes.map((each) => [each.id, each.dependencies]));
const members = workspace_members.map((id) => byId.get(id));
const [rest, exceptions] = [false, true].map((is) => members.filter((each) => EXCEPTIONS.includes(each.name) === is));
const promised = [...new Set(rest.map((each) => each.rust_version))];
if (promised.length !== 1 || promised[0] === null || exceptions.some((each) => each.rust_version === null)) {
  console.error("every member must have `rust-version.workspace = true`; found:", promised);
  process.exit(1);
}

// Compares a promise with all that these members need, directly or not.
function check(promise, members) {
  const seen = new Set();
  const waiting = members.map((each) => each.id);
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (!seen.has(id)) {
      seen.add(id);
      waiting.push(...needs.get(id));
    }
  }
  const stated = [...seen].map((id) => byId.get(id)).filter((each) => each.source !== null && each.rust_version !== null);
  stated.sort((a, b) => compare(b.rust_version, a.rust_version));
  const tooNew = stated.filter((each) => compare(each.rust_version, promise) > 0);
  for (const { name, version, rust_version } of tooNew) {
    console.error(`${name} ${version} needs Rust ${rust_version}; Cargo.toml promises ${promise}`);
  }
  const newest = stated[0];
  console.log(
    `Rust ${promise} is promised; of ${stated.length} dependencies that say what they need, ` +
      `${newest.name} ${newest.version} needs the newest: ${newest.rust_version}`,
  );
  return tooNew.length === 0;
}

const kept = [check(promised[0], rest), ...exceptions.map((each) => check(each.rust_version, [each]))];
process.exit(kept.every(Boolean) ? 0 : 1);
