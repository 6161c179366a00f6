// What the server sends, and whom it listens to.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { get } from "node:http";
import WebSocket from "ws";
import { start } from "../server.mjs";

let site;

before(async () => (site = await start()));
after(() => site?.close());

test("the engine and the bundle are sent compressed, and are the same in each encoding", async () => {
  for (const path of ["/relais/relais.wasm", "/kb.relais"]) {
    const plain = await fetched(path);
    const brotli = await fetched(path, { "accept-encoding": "gzip, br" });
    const gzip = await fetched(path, { "accept-encoding": "gzip" });
    assert.equal(brotli.headers["content-encoding"], "br");
    assert.ok(brotliDecompressSync(brotli.body).equals(plain.body));
    assert.ok(gunzipSync(gzip.body).equals(plain.body));
    assert.ok(brotli.body.length < gzip.body.length && gzip.body.length < plain.body.length);
  }
});

test("what has not changed is not sent again", async () => {
  const { headers } = await fetched("/kb.relais");
  const again = await fetched("/kb.relais", { "if-none-match": headers.etag });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
});

test("a page may run no script but files of this origin, and the Worker alone may compile", async () => {
  const page = (await fetched("/")).headers["content-security-policy"];
  assert.match(page, /default-src 'self'/);
  assert.doesNotMatch(page, /unsafe/);
  const worker = (await fetched("/relais/worker.js")).headers["content-security-policy"];
  assert.match(worker, /script-src 'self' 'wasm-unsafe-eval'/);
});

test("what is not there, and what is not asked for by GET, is refused", async () => {
  assert.equal((await fetched("/../server.mjs")).status, 404);
  assert.equal((await fetched("/package.json")).status, 404);
  assert.equal((await fetch(`${site.url}/`, { method: "POST" })).status, 405);
});

test("the desk does not listen to pages of other sites, nor to what makes no sense", async () => {
  const address = `${site.url.replace("http", "ws")}/desk/agent`;
  await assert.rejects(opened(new WebSocket(address, { origin: "https://elsewhere.example" })), /403/);
  await assert.rejects(opened(new WebSocket(address)), /403/);
  const socket = await opened(new WebSocket(address, { origin: site.url }));
  socket.send(`{"do": "dance"}`);
  const code = await new Promise((closed) => socket.on("close", closed));
  assert.equal(code, 1008);
});

function opened(socket) {
  return new Promise((resolve, reject) => {
    socket.on("open", () => resolve(socket));
    socket.on("error", reject);
  });
}

/** A file as it comes, which `fetch` would decompress. */
function fetched(path, headers = {}) {
  return new Promise((resolve, reject) => {
    get(new URL(site.url), { path, headers }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, body });
    }).on("error", reject);
  });
}
