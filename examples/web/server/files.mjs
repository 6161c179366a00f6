// The files of the site, read and compressed once at the start.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const here = dirname(import.meta.dirname);
// Where npm has put the package.
const widget = dirname(fileURLToPath(import.meta.resolve("@relais-chat/web/widget")));

/** Reads the site: the pages, the package under `/relais/`, and the bundle. */
export async function readSite() {
  const files = new Map();
  await add(files, "/", join(here, "public"));
  await add(files, "/relais/", widget);
  files.set("/kb.relais", await file("kb.relais", await readFile(join(here, "kb.relais"))));
  files.set("/", files.get("/index.html"));
  return { answer: (request, response) => answer(files, request, response) };
}

async function add(files, prefix, folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { name } = entry;
    files.set(prefix + name, await file(name, await readFile(join(folder, name))));
  }
}

/** A file as it is sent: its headers, and its bytes in each encoding. */
async function file(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const params = {
    // The best brotli takes seconds for a file of a megabyte; a real site compresses when it is built.
    [constants.BROTLI_PARAM_QUALITY]: bytes.length > 100_000 ? 9 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return {
    hash,
    headers: {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      ...policies(name),
      ...caching(name),
    },
    bodies: {
      br: await promisify(brotliCompress)(bytes, { params }),
      gzip: await promisify(gzip)(bytes, { level: 9 }),
      identity: bytes,
    },
  };
}

/** What a page may do: nothing but with files of this origin, and no script that is written into the page. */
const PAGE = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types relais",
].join("; ");

/** What the Worker may do: compile the engine, and fetch it and the bundle. */
const WORKER = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

function policies(name) {
  const policy = name.endsWith(".html") ? PAGE : name === "worker.js" ? WORKER : "default-src 'none'";
  return {
    "content-security-policy": policy,
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}

function caching(name) {
  // These have the hash of their content in their names; all others are asked for again, by their ETag.
  const isNamedByContent = /^(chunk|panel|server|signature)-[0-9A-Z]{8}\.js$/.test(name);
  return { "cache-control": isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache" };
}

function answer(files, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return response.writeHead(405, { allow: "GET, HEAD" }).end();
  }
  const found = files.get(new URL(request.url, "http://site").pathname);
  if (!found) return response.writeHead(404, { "content-type": TYPES[".txt"] }).end("Not found");
  const accepted = request.headers["accept-encoding"] ?? "";
  const encoding = ["br", "gzip"].find((name) => new RegExp(`\\b${name}\\b`).test(accepted)) ?? "identity";
  const headers = { ...found.headers, etag: `"${found.hash}-${encoding}"`, vary: "accept-encoding" };
  if (request.headers["if-none-match"] === headers.etag) return response.writeHead(304, headers).end();
  const body = found.bodies[encoding];
  if (encoding !== "identity") headers["content-encoding"] = encoding;
  headers["content-length"] = body.length;
  response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : body);
}

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};
