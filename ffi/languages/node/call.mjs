// A call to Relais from Node, by koffi:
//
//     npm ci && node call.mjs kb.relais
import koffi from "koffi";

const relais = koffi.load("librelais.so.0");

const HAND_TO_HUMAN = 5;
const VOICE = 1;
const [SPEECH, QUEUE, SUMMARY] = [2, 11, 14];

const Options = koffi.struct("relais_session_options", {
  struct_size: "size_t",
  locale: "str",
  locale_length: "size_t",
  id: "str",
  id_length: "size_t",
  channel: "int32_t",
  events: "int32_t",
});
for (const object of ["relais_kb", "relais_session", "relais_turn"]) koffi.opaque(object);

const nameOf = relais.func("const char *relais_status_name(int32_t status)");
const open = relais.func(
  "int32_t relais_kb_open_path(str path, size_t length, _Out_ relais_kb **kb, char *error, size_t error_size)",
);
const freeKb = relais.func("void relais_kb_free(relais_kb *kb)");
const begin = relais.func(
  "int32_t relais_session_new(relais_kb *kb, relais_session_options *options, _Out_ relais_session **session, char *error, size_t error_size)",
);
const start = relais.func(
  "int32_t relais_session_start(relais_session *session, int64_t now, _Out_ relais_turn **turn)",
);
const say = relais.func(
  "int32_t relais_session_text(relais_session *session, str text, size_t length, int64_t now, _Out_ relais_turn **turn)",
);
const freeSession = relais.func("void relais_session_free(relais_session *session)");
const outcomeOf = relais.func("int32_t relais_turn_outcome(relais_turn *turn)");
// The text ends with a NUL, so its length need not be asked for.
const textOf = relais.func("const char *relais_turn_text(relais_turn *turn, int32_t field, void *length)");
const freeTurn = relais.func("void relais_turn_free(relais_turn *turn)");

// Lengths are in bytes of UTF-8, not in JavaScript's units.
const bytes = (text) => Buffer.byteLength(text);

/** Calls a function that gives an object through its last pointer, and gives the object. */
function given(call) {
  const result = [null];
  const why = Buffer.alloc(200);
  const status = call(result, why);
  if (status !== 0) throw new Error(`${nameOf(status)}: ${why.toString("utf8", 0, why.indexOf(0))}`);
  return result[0];
}

/** Prints a turn, and frees it. */
function show(turn) {
  const outcome = outcomeOf(turn);
  console.log(`${outcome}: ${textOf(turn, SPEECH, null)}`);
  if (outcome === HAND_TO_HUMAN) console.log(`to ${textOf(turn, QUEUE, null)}: ${textOf(turn, SUMMARY, null)}`);
  freeTurn(turn);
}

const path = process.argv[2];
const now = 1795424400;
const kb = given((kb, why) => open(path, bytes(path), kb, why, why.length));
const options = {
  struct_size: koffi.sizeof(Options),
  locale: "fr",
  locale_length: 2,
  id: "call-1",
  id_length: 6,
  channel: VOICE,
  events: 0,
};
const session = given((session, why) => begin(kb, options, session, why, why.length));
show(given((turn) => start(session, now, turn)));
for (const said of ["où trouver mon code PUK ?", "je veux parler à un conseiller"]) {
  show(given((turn) => say(session, said, bytes(said), now, turn)));
}
freeSession(session);
freeKb(kb);
