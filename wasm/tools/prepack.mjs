// npm calls this before it packs: the licences of the tree are copied into the package, and what wasm/build
// makes must be there.
import { copyFileSync, existsSync } from "node:fs";

for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(`../${name}`, name);
for (const name of ["relais.wasm", "index.js", "widget.js", "worker.js"]) {
  if (!existsSync(`dist/${name}`)) throw new Error(`dist/${name} is missing: wasm/build makes it`);
}
