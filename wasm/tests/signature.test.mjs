// A bundle is used where it is signed with a key that is trusted; in Node, and in the page's own thread.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { connect, Engine, init } from "../dist/index.js";
import { forged } from "./support/forgery.mjs";

const file = (name) => new URL(`../dist/test/${name}`, import.meta.url);
const signed = readFileSync(file("signed.relais"));
const unsigned = readFileSync(file("kb.relais"));
const pem = readFileSync(file("release.pub"), "utf8");
const line = pem.split("\n")[1];
const other = pemOf(generateKeyPairSync("ed25519").publicKey);

/** Mark, key, signature and balance. */
const LENGTH = 108;

before(() => init());

function pemOf(key) {
  return key.export({ type: "spki", format: "pem" });
}

async function refused(bundle, keys, code) {
  await assert.rejects(Engine.verify(bundle, keys), { name: "RelaisError", code });
}

test("a signed bundle answers, with the key in any form and among others", async () => {
  for (const keys of [pem, line, `${line} ${other}`, other + pem, [other, pem], pem.replaceAll("\n", "\r\n")]) {
    const engine = await Engine.verify(signed, keys);
    const reply = engine.session({ locale: "en" }).reply({ text: "where do I find my PUK code?" });
    assert.equal(reply.outcome.type, "answer");
    engine.free();
  }
  // Who asks for no signature uses it like any other.
  new Engine(signed).free();
});

test("another key, no signature and what is no bundle are refused, and said for what they are", async () => {
  await refused(signed, other, "untrusted");
  await refused(unsigned, pem, "untrusted");
  await refused(new Uint8Array(5), pem, "not-a-bundle");
  await refused(Buffer.from("<!doctype html>"), pem, "not-a-bundle");
});

test("no key does not mean that none is wanted", async () => {
  for (const keys of ["", " \n", [], null, "hunter2", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"]) {
    await refused(signed, keys, "invalid-argument");
    await assert.rejects(connect({ bundle: signed, keys, worker: false }), { code: "invalid-argument" });
  }
  const key = readFileSync(file("release.key"), "utf8");
  await assert.rejects(Engine.verify(signed, key), (error) => !String(error).includes(key.split("\n")[1]));
});

test("other words are refused though all sums are right", async () => {
  const forgery = forged(signed, "01 99 00 12 34", "01 66 66 66 66");
  assert.equal(new Engine(forgery).name, "Ondelia");
  await refused(forgery, pem, "untrusted");
  await assert.rejects(connect({ bundle: forgery, keys: pem, worker: false }), { code: "untrusted" });
});

test("any flipped bit, truncation and addition is refused", async () => {
  const length = signed.length;
  const places = [...Array(60).keys()].map((part) => Math.floor((part / 60) * length));
  // Every byte of the end, where the signature is.
  for (let at = length - LENGTH; at < length; at++) places.push(at);
  for (const at of places) {
    const flipped = Buffer.from(signed);
    flipped[at] ^= 1 << at % 8;
    await assert.rejects(Engine.verify(flipped, pem), { name: "RelaisError" }, `byte ${at}`);
    await assert.rejects(Engine.verify(signed.subarray(0, at), pem), { name: "RelaisError" }, `${at} bytes`);
  }
  await refused(Buffer.concat([signed, Buffer.alloc(1)]), pem, "untrusted");
  await refused(Buffer.concat([signed, signed.subarray(-LENGTH)]), pem, "untrusted");
});

test("a signature of another key, or of another bundle, under the name of the trusted one is refused", async () => {
  const message = signed.subarray(0, -68);
  const { privateKey } = generateKeyPairSync("ed25519");
  await refused(Buffer.concat([message, sign(null, message, privateKey), signed.subarray(-4)]), pem, "untrusted");
  const ours = createPrivateKey(readFileSync(file("release.key")));
  assert.equal(pemOf(createPublicKey(ours)), pem);
  // The same key over the same bytes is the same signature, so this is how one is made.
  assert.ok(sign(null, message, ours).equals(signed.subarray(-68, -4)));
  const less = sign(null, message.subarray(1), ours);
  await refused(Buffer.concat([message, less, signed.subarray(-4)]), pem, "untrusted");
});

test("what was verified is what is used, whatever becomes of the bytes meanwhile", async () => {
  const bytes = new Uint8Array(signed);
  const verified = Engine.verify(bytes, pem);
  bytes.set(forged(signed, "01 99 00 12 34", "01 66 66 66 66"));
  const reply = (await verified).session({ locale: "en" }).reply({ text: "I want to talk to someone" });
  assert.equal(reply.outcome.type, "hand_to_human");
  assert.equal(reply.outcome.contact.phone, "01 99 00 12 34");
});

test("connect verifies what it is given and what it fetches", async () => {
  for (const bundle of [file("signed.relais"), new Uint8Array(signed)]) {
    const connection = await connect({ bundle, keys: pem, worker: false });
    const session = await connection.session({ locale: "en" });
    assert.equal((await session.reply({ text: "where do I find my PUK code?" })).reply.outcome.type, "answer");
    connection.close();
  }
  for (const bundle of [file("kb.relais"), new Uint8Array(unsigned)]) {
    await assert.rejects(connect({ bundle, keys: pem, worker: false }), { name: "RelaisError", code: "untrusted" });
  }
});

for (const [name, crypto] of Object.entries({
  "no Ed25519": { subtle: { importKey: () => Promise.reject(new DOMException("Unrecognized name", "NotSupportedError")) } },
  "no subtle, as on a page of http": {},
  "no crypto at all": undefined,
})) {
  test(`${name}: what cannot be checked is refused`, async () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, "crypto");
    Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true });
    try {
      await refused(signed, pem, "no-ed25519");
      await assert.rejects(connect({ bundle: signed, keys: pem, worker: false }), { code: "no-ed25519" });
      await refused(signed, "", "invalid-argument");
    } finally {
      Object.defineProperty(globalThis, "crypto", before);
    }
  });
}
