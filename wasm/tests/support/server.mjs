// A static server as a host would set it up: strict policies, and a record of what was asked.
import { createServer } from "node:http";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The policy of the pages: the module runs in a Worker, whose file comes without a policy. */
export const STRICT =
  "default-src 'self'; require-trusted-types-for 'script'; trusted-types relais; base-uri 'none'; object-src 'none'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".relais": "application/octet-stream",
};

const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/**
 * Serves the folder of the package: `/dist/…`, `/tests/pages/…`. `options.policy` is the policy of pages;
 * `options.override(path)` may give other bytes, or a status, or wait; with
 * `options.compresses` everything is compressed, as on a server of the web; with `options.isolated`
 * the clock of the pages is fine enough to measure turns.
 */
export async function serve(options = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    requests.push(path);
    const other = await options.override?.(path);
    if (typeof other === "number") return response.writeHead(other).end();
    const bytes = other ?? (await readFile(join(root, path)).catch(() => undefined));
    if (bytes === undefined) return response.writeHead(404).end();
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"`;
    if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
    const headers = { "content-type": type, etag, "cache-control": "no-cache" };
    if (options.isolated) {
      headers["cross-origin-opener-policy"] = "same-origin";
      headers["cross-origin-embedder-policy"] = "require-corp";
    }
    if (type.startsWith("text/html")) headers["content-security-policy"] = options.policy ?? STRICT;
    if (!options.compresses) return response.writeHead(200, headers).end(bytes);
    headers["content-encoding"] = "br";
    response.writeHead(200, headers).end(brotliCompressSync(bytes, QUICKLY));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
