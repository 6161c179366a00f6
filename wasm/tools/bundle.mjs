// Bundles the TypeScript of js/ into dist/: the engine and the widget, which share what both need, and the
// Worker, which is one file, so that a page can serve it from anywhere.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  outdir: "dist",
  minify: true,
  legalComments: "none",
  loader: { ".css": "text" },
  logLevel: "warning",
};

// Names have hashes in them: what an earlier run made would stay and be packed.
for (const name of readdirSync("dist")) if (name.endsWith(".js")) rmSync(`dist/${name}`);

const { metafile } = await build({
  ...common,
  metafile: true,
  entryPoints: { index: "js/index.ts", widget: "js/widget/index.ts" },
  splitting: true,
  chunkNames: "[name]-[hash]",
});
// What imports what, for tools/weigh.mjs.
writeFileSync("js/glue/graph.json", JSON.stringify(metafile));
await build({ ...common, entryPoints: { worker: "js/worker.ts" } });
