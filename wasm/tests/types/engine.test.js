/**
 * The types in `types/wire.d.ts` are those of what the engine gives and takes: every value of the
 * conversations in conversations.js is written as a TypeScript object, in which the compiler finds
 * each key that the type does not have, lacks or has otherwise.
 *
 *     node --test tests/types/*.test.js        # in wasm/, after the package was built
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import { Engine, init } from "../../dist/index.js";
import { checkSource, refuse, WIRE } from "./compiler.js";
import { conversations } from "./conversations.js";
import { LOCALES, play } from "./golden.js";

let engine;
let golden;

before(async () => {
  await init();
  engine = new Engine(readFileSync(new URL("../../dist/test/kb.relais", import.meta.url)));
  golden = play(engine, conversations);
});

test("the conversations go as they are written", () => {
  for (const { value, gives, about } of golden.filter(({ type }) => type === "Reply")) {
    assert.equal(value.outcome.type, gives, `${about}: ${value.text}`);
  }
});

test("what the engine gives and takes has the types", () => {
  refuse(checkSource(asSource(golden)));
});

test("a key more is found anywhere, and a key less in what the engine always gives whole", () => {
  const lines = [];
  for (const one of samples()) {
    const wrong = [...changed(one.value, (object) => [{ ...object, "not named": null }])];
    if (one.type === "Reply" || one.type === "Event") wrong.push(...changed(one.value, withoutOne));
    assert.ok(wrong.length > 0, one.about);
    for (const value of wrong) {
      lines.push("// @ts-expect-error", declared(lines.length, one.type, value));
    }
  }
  assert.ok(lines.length > 1000, `${lines.length}`);
  refuse(checkSource(imported(samples()) + lines.join("\n")));
});

test("every outcome, promise, question and decision is there in every language", () => {
  const handed = (reply) => (reply.outcome.type === "hand_to_human" ? [reply.outcome] : []);
  const asked = (reply) => (reply.outcome.type === "ask" ? [reply.outcome.expects] : []);
  covers("Reply", (reply) => [reply.outcome.type], [
    "act",
    "answer",
    "ask",
    "clarify",
    "close",
    "hand_to_human",
    "no_match",
    "offer",
    "say",
    "silent",
  ]);
  covers("Reply", (reply) => handed(reply).map((handed) => handed.promise.type), [
    "callback",
    "channel",
    "contact",
    "message",
    "now",
    "opens",
  ]);
  // No form of the starter asks for a number, an amount or a truth.
  covers("Reply", asked, ["choice", "date", "email", "pattern", "phone", "text", "yes_no"]);
  covers("Reply", (reply) => [reply.trace.decision.by], [
    "evidence",
    "host",
    "limit",
    "pending",
    "reserved",
    "rule",
  ]);
  covers("HandoffEvent", (event) => [event], ["accepted", "completed", "expired", "failed"]);
  covers("Resolution", (resolution) => [resolution], [
    "abandoned",
    "handed_over",
    "not_resolved",
    "resolved",
    "unknown",
  ]);
});

test("what is often null or empty is there in every language", () => {
  const some = {
    Reply: {
      "links and a film": ({ outcome }) => outcome.links?.length && outcome.media?.length,
      "a list of steps": ({ outcome }) => outcome.body?.blocks.some((block) => block.list?.ordered),
      "a word for the telephone": ({ outcome }) => outcome.speech && outcome.summary,
      "whether it helped": ({ outcome }) => outcome.helped,
      "what people ask next": ({ outcome }) => outcome.next?.length,
      "where it comes from": ({ outcome }) => outcome.citation?.source && outcome.citation.reviewed,
      "telling words": ({ trace }) =>
        trace.bar && trace.candidates.some(({ words }) => words.length),
      "values of a form": ({ outcome }) => Object.keys(outcome.packet?.values ?? {}).length,
      "facts with their origin": ({ outcome }) => outcome.packet?.facts["bill.amount"]?.origin,
      "notes of a rule": ({ outcome }) => Object.keys(outcome.packet?.notes ?? {}).length,
      "a message": ({ outcome }) => outcome.packet?.message,
      "earlier contacts": ({ outcome }) => outcome.packet?.earlier.length,
      "ways to take": ({ outcome }) => outcome.packet && outcome.options.length,
      "a wait": ({ outcome }) => outcome.promise?.wait_seconds,
      "an instant beyond four digits": ({ outcome }) => typeof outcome.promise?.at === "number",
      "a question after the answer": ({ asks }) => asks,
    },
    Event: {
      "an article": (event) => event.article && event.content && event.probability && event.bar,
      "an action": (event) => event.form && event.action,
      "a rule": (event) => event.rule,
      "a hand-over": (event) => event.reason && event.queue && event.priority && event.promise,
      words: (event) => event.message && event.message_length && event.words,
      "an interruption": (event) => event.barge_in,
      "a duration": (event) => event.duration_ms,
      "a score": (event) => event.satisfaction,
      "that it helped": (event) => event.helped,
    },
    Memo: {
      "a call that is due": ({ promise }) =>
        promise?.kind === "callback" && promise.queue && promise.key,
      "an answer that is due": ({ promise }) => promise?.kind === "message",
      "a score": ({ contacts }) => contacts?.some(({ score }) => score),
      "a reason": ({ contacts }) => contacts?.some(({ reason }) => reason),
      subjects: ({ contacts }) => contacts?.some(({ asked, subjects }) => asked && subjects),
      values: ({ values }) => values?.length,
      "a form": ({ open }) => open?.values,
      "what was brought up": ({ raised }) => raised?.length,
    },
  };
  for (const locale of LOCALES) {
    for (const [type, checks] of Object.entries(some)) {
      const values = golden.filter((one) => one.type === type && one.locale === locale);
      for (const [what, has] of Object.entries(checks)) {
        assert.ok(
          values.some(({ value }) => has(value)),
          `${locale}: no ${type} has ${what}`,
        );
      }
    }
  }
});

test("what becomes of a hand-over is named as the engine names it", () => {
  let message;
  assert.throws(
    () => engine.session({ locale: "en" }).handoff("gone"),
    (error) => {
      message = error.message;
      return error.code === "invalid-argument";
    },
  );
  const [, names] = message.match(/hand-over: (.*)$/);
  const known = names.split(", ").map((name) => `${name}: true`);
  refuse(
    checkSource(
      `${imported([{ type: "HandoffEvent" }])}
      export const known: Record<HandoffEvent, true> = { ${known.join(", ")} };`,
    ),
  );
});

/** A source that gives each value its type. */
function asSource(golden) {
  const lines = golden.flatMap(({ type, value, about }, index) => [
    `// ${about}`,
    declared(index, type, value, 1),
  ]);
  return imported(golden) + lines.join("\n");
}

function imported(golden) {
  const types = [...new Set(golden.map(({ type }) => type))];
  return `import type { ${types.join(", ")} } from ${WIRE};\n`;
}

function declared(index, type, value, indent) {
  return `export const r${index}: ${type} = ${JSON.stringify(value, null, indent)};`;
}

/** The largest reply of each outcome, and the largest value of every other type. */
function samples() {
  const largest = new Map();
  for (const one of golden) {
    if (typeof one.value !== "object") continue;
    const key = `${one.type} ${one.value.outcome?.type}`;
    const size = (one) => JSON.stringify(one?.value ?? "").length;
    if (size(one) > size(largest.get(key))) largest.set(key, one);
  }
  return [...largest.values()];
}

/**
 * A value with one of its objects, at any depth, in another form: all that `other` gives of each. Of
 * a long list the first few are enough.
 */
function* changed(value, other, name = "") {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield* other(value, name);
  const entries = Object.entries(value);
  for (const [key, inner] of Array.isArray(value) ? entries.slice(0, 3) : entries) {
    for (const changedInner of changed(inner, other, key)) {
      yield Array.isArray(value)
        ? value.with(key, changedInner)
        : { ...value, [key]: changedInner };
    }
  }
}

/** The object without each of its keys, but for objects whose keys are free or may be left out. */
function withoutOne(object, name) {
  if (["values", "facts", "notes"].includes(name) || "result" in object) return [];
  return Object.keys(object).map((key) => {
    const { [key]: _, ...others } = object;
    return others;
  });
}

/** Checks that values of a type are, in each language, exactly of these names. */
function covers(type, namesOf, expected) {
  for (const locale of LOCALES) {
    const values = golden.filter((one) => one.type === type && one.locale === locale);
    const names = new Set(values.flatMap(({ value }) => namesOf(value)));
    assert.deepEqual([...names].sort(), expected, `${type} in ${locale}`);
  }
}
