// A static server as a CDN is one: everything compressed as small as it gets, and a count of what went out.
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm",
};
const SMALLEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };

/**
 * Serves `pages` (HTML by path) and the folders `mounts` (by the path that they begin with). `sent` has every file
 * that went out but the pages, with the bytes of its body on the wire.
 */
export async function serve(pages, mounts) {
  const ready = new Map();
  const sent = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const found = ready.get(path) ?? prepared(path, pages, mounts);
    if (!found) return response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    ready.set(path, found);
    if (!found.isPage) sent.push({ path, bytes: found.body.length });
    response.writeHead(200, found.headers).end(found.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, sent, close: () => server.close() };
}

function prepared(path, pages, mounts) {
  const raw = path in pages ? Buffer.from(pages[path]) : fileOf(path, mounts);
  if (!raw) return undefined;
  const compressed = brotliCompressSync(raw, SMALLEST);
  const isSmaller = compressed.length < raw.length;
  const headers = { "content-type": TYPES[path in pages ? ".html" : extname(path)] ?? "application/octet-stream", "cache-control": "max-age=600" };
  if (isSmaller) headers["content-encoding"] = "br";
  return { isPage: path in pages, headers, body: isSmaller ? compressed : raw };
}

function fileOf(path, mounts) {
  const mount = Object.keys(mounts).find((start) => path.startsWith(start));
  if (!mount || path.includes("..")) return undefined;
  const file = join(mounts[mount], path.slice(mount.length));
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}
