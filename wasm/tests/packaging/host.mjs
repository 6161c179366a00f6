// Folders on a server: that of a page with its policy, or that of a CDN, which lets every page read.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves a folder, and `pages`: whole documents by their paths. */
export async function host(folder, { pages = {}, policy, isShared = false } = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const bytes = pages[path] ?? (await readFile(join(folder, file)).catch(() => undefined));
    if (bytes === undefined) return response.writeHead(404).end();
    const type = pages[path] ? TYPES[".html"] : (TYPES[extname(file)] ?? "application/octet-stream");
    const headers = { "content-type": type };
    if (isShared) headers["access-control-allow-origin"] = "*";
    if (policy && type === TYPES[".html"]) headers["content-security-policy"] = policy;
    response.writeHead(200, headers).end(bytes);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
