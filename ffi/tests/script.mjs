// Writes the script of `relais test --script` so that C reads it without a JSON parser: a call on each line, its
// parts apart by a tab; control characters and `%` are percent-encoded.
//
//     node script.mjs script.ndjson > script.txt
import { readFileSync } from "node:fs";

const encode = (part) =>
  String(part).replace(/[\x00-\x1f%]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
const line = (...parts) => process.stdout.write(`${parts.map(encode).join("\t")}\n`);

for (const text of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const { dialogue, locale, channel, facts, availability, calls } = JSON.parse(text);
  line("session", dialogue, locale, channel, JSON.stringify(facts), availability ? JSON.stringify(availability) : "");
  for (const { call, at, reply, memo, id, ...given } of calls) {
    const now = Date.parse(at) / 1000;
    const expected = reply ?? memo;
    if (call === "open") line("start", now, expected);
    else if (call === "learn") line("learn", now, expected, JSON.stringify(given.facts));
    else if (call === "acted") line("acted", now, expected, "", JSON.stringify(given.facts));
    else if (call === "act_failed") line("acted", now, expected, given.code, "{}");
    else if (call === "handoff") line("handoff", now, expected, given.event);
    else if (call === "comes_back") line("comes_back", now, expected, given.channel, id, locale, JSON.stringify(facts));
    else if (given.text !== undefined) line("text", now, expected, given.text);
    else if (given.keys !== undefined) line("dtmf", now, expected, given.keys);
    else if (given.choose !== undefined) line("choose", now, expected, given.choose);
    else if (given.silence) line("silence", now, expected);
    else if (given.noise) line("noise", now, expected);
    else line("heard", now, expected, ...given.heard.flatMap(({ text, score }) => [text, Math.round(score * 1000)]));
  }
}
