// The package as npm packs it, and projects that it is installed in.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "relais-packaging-"));

/** Packs the package; what is in it, and where it is. */
export function pack() {
  const [{ filename, files }] = JSON.parse(npm(root, "pack", "--json", "--silent", "--pack-destination", work));
  return { tarball: join(work, filename), files: files.map(({ path }) => path) };
}

/**
 * A project that the package is installed in, with the bundle of the starter knowledge base: a copy of the
 * folder of this name, where there is one.
 */
export function project(name, tarball) {
  const folder = join(work, name);
  mkdirSync(folder);
  if (existsSync(join(here, name))) cpSync(join(here, name), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  // The package needs no other, so nothing is asked of a registry.
  npm(folder, "install", "--offline", tarball);
  cpSync(join(root, "dist/test/kb.relais"), join(folder, "kb.relais"));
  return folder;
}

/** The bundlers, in the versions of the lock file. */
export function installBundlers() {
  const lock = join(here, "package-lock.json");
  const installed = join(here, "node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  npm(here, "ci");
}

export function removeAll() {
  rmSync(work, { recursive: true, force: true });
}

function npm(cwd, ...args) {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  return execFileSync("npm", [...args, ...quiet], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
