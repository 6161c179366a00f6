// A bundle as somebody could make it who has no key: other words in it, and all sums right.
import { crc32 } from "node:zlib";

/** Has `to` in the place of `from` everywhere, which are of the same length. */
export function forged(bundle, from, to) {
  const bytes = Buffer.from(bundle);
  let found = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    bytes.write(to, at);
    found++;
  }
  if (found === 0 || Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error(`${from} cannot become ${to}`);
  let at = 16;
  for (let left = bytes.readUInt32LE(12); left > 0; left--) {
    at += 1 + bytes[at];
    const start = Number(bytes.readBigUInt64LE(at));
    const section = bytes.subarray(start, start + Number(bytes.readBigUInt64LE(at + 8)));
    bytes.writeUInt32LE(crc32(section), at + 16);
    at += 20;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(0, at)), at);
  return bytes;
}
