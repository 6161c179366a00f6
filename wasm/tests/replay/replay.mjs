// Plays the script that `relais test --script` writes: the dialogues and wordings of the starter base, with
// the replies of the native engine. What comes here must be the same, byte for byte, so the classes of the
// glue are used, which give the wire JSON as it left the module.

/** Plays every line; returns what differs, and how much was compared. */
export function playAll(engine, lines) {
  const differences = [];
  let replies = 0;
  for (const line of lines) {
    const script = JSON.parse(line);
    replies += script.calls.length;
    const difference = play(engine, script);
    if (difference) differences.push(difference);
  }
  return { differences, dialogues: lines.length, replies };
}

function play(engine, { dialogue, locale, channel, facts, availability, calls }) {
  let session = engine.session(JSON.stringify({ locale, channel, id: dialogue }), json(facts), undefined, json(availability));
  for (const [number, { call, at: instant, reply, ...given }] of calls.entries()) {
    const at = Date.parse(instant) / 1000;
    let came;
    if (call === "comes_back") {
      session.end();
      came = session.memo(at);
      session.free();
      const { channel, id, memo } = given;
      session = engine.session(JSON.stringify({ locale, channel, id }), json(facts), memo);
    } else {
      came = deeds[call](session, given, at);
    }
    const expected = reply ?? given.memo;
    if (came !== expected) return { dialogue, number, call, expected, came };
  }
  session.free();
  return undefined;
}

const json = (part) => (part == null ? undefined : JSON.stringify(part));

const deeds = {
  open: (session, _, at) => session.open(at),
  reply: (session, said, at) => session.reply(JSON.stringify({ ...said, at })),
  learn: (session, { facts }, at) => session.learn(JSON.stringify(facts), at),
  acted: (session, { facts }, at) => session.acted(JSON.stringify(facts), at),
  act_failed: (session, { code }, at) => session.actFailed(code, at),
  handoff: (session, { event }, at) => session.handoff(event, at),
};
