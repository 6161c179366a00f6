/**
 * The types in `types/wire.d.ts` and the schemas in `docs/schema` describe the same JSON.
 *
 * Each definition of a schema is written as a type, in which other definitions go by their names in
 * wire.d.ts, and the compiler has to find it the same as the type of its name: the keys, which of
 * them may be left out, what may be null, each name of a closed set. The compiler is asked by way of
 * a source, since TypeScript 7 has no stable interface for programs.
 *
 *     node --test tests/types/*.test.js        # in wasm/
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { checkSource, exported, refuse, WIRE } from "./compiler.js";
import { Schemas } from "./schema.js";

/** The types, and the places in the schemas that each of them is for. */
const NAMED = {
  Reply: ["reply#"],
  Outcome: ["reply#/$defs/outcome"],
  Answer: ["reply#/$defs/answer"],
  Clarify: ["reply#/$defs/clarify"],
  Offer: ["reply#/$defs/offer"],
  Ask: ["reply#/$defs/ask"],
  Act: ["reply#/$defs/act"],
  HandToHuman: ["reply#/$defs/hand_to_human"],
  NoMatch: ["reply#/$defs/no_match"],
  Say: ["reply#/$defs/say"],
  Close: ["reply#/$defs/close"],
  Silent: ["reply#/$defs/silent"],
  Prose: ["reply#/$defs/prose"],
  Block: ["reply#/$defs/block"],
  Run: ["reply#/$defs/run"],
  Citation: ["reply#/$defs/citation"],
  Link: ["reply#/$defs/link"],
  Video: ["reply#/$defs/video"],
  Choice: ["handoff#/$defs/choice"],
  Helped: ["reply#/$defs/helped"],
  MessageKey: ["reply#/$defs/message"],
  Trace: ["reply#/$defs/trace"],
  Decision: ["reply#/$defs/decision", "event#/properties/decision"],
  Bar: ["reply#/$defs/bar"],
  UnderstoodWord: ["reply#/$defs/word"],
  Candidate: ["reply#/$defs/candidate"],
  TellingWord: ["reply#/$defs/candidate/properties/words/items"],
  Promised: ["handoff#/$defs/promise"],
  CallbackSlot: ["handoff#/$defs/callback_slot"],
  OtherChannel: ["handoff#/$defs/other_channel"],
  Contact: ["handoff#/$defs/contact"],
  Packet: ["handoff#/$defs/packet"],
  Line: ["handoff#/$defs/line"],
  Fact: ["handoff#/$defs/fact"],
  Reason: ["handoff#/$defs/reason"],
  Priority: ["handoff#/$defs/priority"],
  Channel: ["handoff#/$defs/channel", "memo#/$defs/channel", "event#/properties/channel"],
  Resolution: [
    "event#/properties/resolution",
    "memo#/$defs/contact/properties/result",
    "handoff#/$defs/past_contact/properties/result",
  ],
  Value: ["handoff#/$defs/value", "memo#/$defs/value"],
  Amount: ["handoff#/$defs/value/anyOf/1", "memo#/$defs/value/anyOf/1"],
  Values: ["handoff#/$defs/values", "memo#/properties/open/properties/values"],
  Instant: ["handoff#/$defs/instant", "memo#/$defs/instant"],
  Day: ["handoff#/$defs/day", "memo#/$defs/day"],
  Event: ["event#"],
  Memo: ["memo#"],
  PastContact: ["handoff#/$defs/past_contact", "memo#/$defs/contact"],
  Due: ["memo#/$defs/promise"],
  Known: ["memo#/properties/values/items"],
  OpenForm: ["memo#/properties/open"],
  Raised: ["memo#/properties/raised/items"],
};

/**
 * Places of which a type says more than the schema, which has one object there for several: the keys
 * and the values of each key are the same, over all variants.
 */
const NARROWER = new Set(["event#/properties/decision", "memo#/$defs/promise"]);

/** A hand-over alone: the outcome without its type and with a version. No type is for it. */
const ALONE = ["handoff#", "handoff#/$defs/handoff"];

/** What only a host gives, which no schema describes; engine.test.js gives it to the engine. */
const GIVEN = ["HandoffEvent", "Facts", "GivenFact", "Availability", "QueueState", "FreeSlot"];

const PLACES = Object.entries(NAMED).flatMap(([name, places]) =>
  places.map((place) => [place, name]),
);

const read = () =>
  new Schemas(
    ["reply", "handoff", "event", "memo"],
    Object.fromEntries(PLACES.map(([place, name]) => [place, `Wire.${name}`])),
  );

/** The comparison of every place, as a source; `schemas` remembers the places that it came by. */
function comparison(schemas) {
  const lines = [`import type * as Wire from ${WIRE};`, RELATIONS];
  const compare = (about, left, right, relation = "Agree") =>
    lines.push(
      `// ${about}`,
      `export const c${lines.length}: ${relation}<${left}, ${right}> = true;`,
    );
  for (const [place, name] of PLACES) {
    const type = schemas.typeAt(place);
    const properties = schemas.propertiesAt(place);
    if (properties) {
      const keys = properties.map(({ key }) => JSON.stringify(key)).join(" | ");
      compare(`the keys of ${name}, and of ${place}`, `Keys<Wire.${name}>`, keys);
      for (const { key } of properties) {
        const of = (type) => `At<${type}, "${key}">`;
        compare(`${name}.${key}, and the one of ${place}`, of(`Wire.${name}`), of(type));
      }
    }
    if (NARROWER.has(place)) compare(`${name} is within ${place}`, `Wire.${name}`, type, "Within");
    else compare(`${name}, and ${place}`, `Wire.${name}`, type);
  }
  compare(
    "HandToHuman alone",
    'Omit<Wire.HandToHuman, "type"> & { version: 1 }',
    schemas.typeAt("handoff#"),
    "Both",
  );
  return lines.join("\n");
}

test("every type is what its schema says", () => {
  refuse(checkSource(comparison(read())));
});

test("every definition of a schema has a type, and every type is compared", () => {
  const schemas = read();
  comparison(schemas);
  const known = new Set([...schemas.visited, ...ALONE]);
  assert.deepEqual(
    schemas.places().filter((place) => !known.has(place)),
    [],
  );
  assert.deepEqual(exported("wire.d.ts").sort(), [...Object.keys(NAMED), ...GIVEN].sort());
});

test("a change of a schema is found: of keys, of what may be null, of a closed set", () => {
  const schemas = read();
  const { reply, handoff, event, memo } = Object.fromEntries(schemas.files);
  reply.$defs.link.properties.size = { type: "integer" };
  reply.$defs.video.properties.seconds.type = "string";
  reply.$defs.block.oneOf.pop();
  delete handoff.$defs.contact.properties.address;
  handoff.$defs.contact.required.pop();
  handoff.$defs.line.properties.text.type = ["string", "null"];
  handoff.$defs.priority.enum.push("whenever");
  handoff.$defs.promise.oneOf.push({ type: "null" });
  event.required.splice(event.required.indexOf("words"), 1);
  event.properties.promise.enum.shift();
  event.properties.decision.properties.by.enum.pop();
  memo.$defs.promise.properties.kind.enum.push("letter");
  memo.required.push("locale");
  const complaints = checkSource(comparison(schemas));
  for (const about of [
    "the keys of Link, and of reply#/$defs/link",
    "Video.seconds, and the one of reply#/$defs/video",
    "Block, and reply#/$defs/block",
    "the keys of Contact, and of handoff#/$defs/contact",
    "Line.text, and the one of handoff#/$defs/line",
    "Priority, and handoff#/$defs/priority",
    "Promised, and handoff#/$defs/promise",
    "Event, and event#",
    "Event.promise, and the one of event#",
    "Decision.by, and the one of event#/properties/decision",
    "Due.kind, and the one of memo#/$defs/promise",
    "Memo, and memo#",
  ]) {
    assert.ok(
      complaints.includes(`// ${about}\n`),
      `no complaint about ${about} in\n${complaints}`,
    );
  }
});

/** What comparisons are written with. An error says what one side has and the other does not. */
const RELATIONS = `
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type Agree<A, B> =
  Same<A, B> extends true ? true : { inTypesAlone: Exclude<A, B>; inSchemaAlone: Exclude<B, A> };
type Within<A, B> = [A] extends [B] ? true : { inTypesAlone: Exclude<A, B> };
type Both<A, B> = [A] extends [B] ? Within<B, A> : { inTypesAlone: Exclude<A, B> };
type Keys<T> = T extends unknown ? keyof T : never;
type At<T, K extends PropertyKey> =
  T extends unknown ? (K extends keyof T ? Exclude<T[K], undefined> : never) : never;
`;
