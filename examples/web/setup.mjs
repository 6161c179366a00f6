// Gets what the pages load: the package, packed from this repository as it would be published, and a bundle.
//
// A site of your own has `npm install @relais-chat/web` in the place of the first half.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

process.chdir(import.meta.dirname);

const installed = "node_modules/@relais-chat/web/dist/widget.js";
const built = "../../wasm/dist/widget.js";
if (!existsSync("node_modules/ws")) throw new Error("first install what it needs: npm ci");
if (existsSync(built)) {
  if (!existsSync(installed) || statSync(built).mtimeMs > statSync(installed).ctimeMs) install();
} else if (!existsSync(installed)) {
  throw new Error("the package is not built: ../../wasm/build does it");
}

if (!existsSync("kb.relais")) {
  // The build of the package makes the starter knowledge base for its own tests.
  const ready = "../../wasm/dist/test/kb.relais";
  if (!existsSync(ready)) {
    const build = "cargo run --release -- build knowledge-base -o examples/web/kb.relais";
    throw new Error(`kb.relais is missing: in ../.., run ${build}`);
  }
  copyFileSync(ready, "kb.relais");
}

function install() {
  const folder = mkdtempSync(join(tmpdir(), "relais-packed-"));
  const quiet = ["--silent", "--no-audit", "--no-fund"];
  const npm = (...args) => execFileSync("npm", [...args, ...quiet], { encoding: "utf8" });
  const [{ filename }] = JSON.parse(npm("pack", "../../wasm", "--json", "--pack-destination", folder));
  // Not saved: its checksum would change with every build.
  npm("install", "--no-save", join(folder, filename));
  rmSync(folder, { recursive: true });
}
