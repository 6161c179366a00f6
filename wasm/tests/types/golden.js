/**
 * Plays conversations.js with an engine and keeps what went in and what came out, each with the name
 * of the type that it must have.
 */

import { MORNING } from "./conversations.js";

export const LOCALES = ["fr", "en"];

/**
 * Plays conversations in every language.
 *
 * @param {import("../../types/index.js").Engine} engine
 * @typedef {{ type: string, value: unknown, gives?: string, locale: string, about: string }} Golden
 *   a value; for a reply, the outcome that the conversation expects; and where it is from
 * @returns {Golden[]}
 */
export function play(engine, conversations) {
  const golden = [];
  for (const conversation of conversations) {
    for (const locale of LOCALES) {
      const keep = (type, value, part, gives) =>
        golden.push({
          type,
          value,
          gives,
          locale,
          about: `${conversation.name} (${locale}): ${part}`,
        });
      const at = conversation.at ?? MORNING;
      const start = { ...conversation.start, locale, id: `c-${golden.length}` };
      const memo = hold(engine.session(start), conversation.turns, { at, locale, keep });
      for (const [key, type] of [
        ["facts", "Facts"],
        ["availability", "Availability"],
      ]) {
        if (start[key]) keep(type, start[key], `its ${key}`);
      }
      if (conversation.returns) {
        const later = new Date(at.getTime() + 3_600_000);
        const next = engine.session({ locale, id: `c-${golden.length}`, memo });
        hold(next, conversation.returns, { at: later, locale, keep });
      }
    }
  }
  return golden;
}

/** Plays turns, and gives the memo at the end. */
function hold(session, turns, { at, locale, keep }) {
  for (const [index, turn] of turns.entries()) {
    const about = `turn ${index + 1}`;
    for (const key of ["learns", "acted"]) {
      if (turn[key]) keep("Facts", turn[key], about);
    }
    if (turn.handoff) keep("HandoffEvent", turn.handoff, about);
    const reply = happen(session, turn, at, locale);
    if (turn.available) {
      keep("Availability", turn.available, about);
      continue;
    }
    keep("Reply", reply, about, turn.gives);
    keep("Event", session.event(index === 0 ? undefined : 12), about);
    keep("Resolution", session.resolution, about);
  }
  session.end();
  keep("Resolution", session.resolution, "how it went");
  const memo = session.memo(at);
  keep("Memo", memo, "its memo");
  return memo;
}

function happen(session, turn, at, locale) {
  if (turn.opens) return session.open(at);
  if (turn.says) return session.reply({ text: turn.says[locale], at });
  if (turn.sends) return session.reply({ ...turn.sends, at });
  if (turn.learns) return session.learn(turn.learns, at);
  if (turn.acted) return session.acted(turn.acted, at);
  if (turn.failed) return session.actFailed(turn.failed, at);
  if (turn.handoff) return session.handoff(turn.handoff, at);
  if (turn.fault) return session.fault(turn.fault, at);
  if (turn.available) return session.available(turn.available);
  throw new Error(`nothing happens in ${JSON.stringify(turn)}`);
}
