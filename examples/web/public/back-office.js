// A back office in memory. A real page asks its own server here, which knows who is signed in.
//
// The names of actions, values, facts and failures are those of the knowledge base: see the end of each
// file in knowledge-base/forms/.

/** Carries out an act: the facts that are known by it, or an error with the `code` of why not. */
export function carryOut(act, language) {
  // The same act has the same key: what a second tab asks for again is done once. What failed was not done.
  const asked = done.get(act.key) ?? look(act, language);
  done.set(act.key, asked);
  asked.catch(() => done.delete(act.key));
  return asked;
}

const done = new Map();

async function look({ action, values }, language) {
  await network();
  const actions = { track_order, move_appointment, report_outage, request_return_label };
  if (!Object.hasOwn(actions, action)) throw failure("not-supported");
  return actions[action](values, language);
}

function track_order({ order }, language) {
  const found = ORDERS[order];
  if (!found) throw failure("not-found");
  if (found.failure) throw failure(found.failure);
  return {
    "order.number": order,
    "order.status": found.status[language],
    "order.due": dayAfter(2),
    "order.shipped": true,
    "order.delivered": false,
  };
}

const ORDERS = {
  "OD-482913": { status: { fr: "en route vers votre point relais", en: "on its way to your pick-up point" } },
  "OD-100001": { failure: "cancelled" },
  "OD-100002": { failure: "lost" },
  "OD-100003": { failure: "locked" },
};

function move_appointment({ appointment, day, slot }, language) {
  if (appointment === "RV-20418") throw failure("too-late");
  if (appointment === "RV-20419") throw failure("locked");
  if (appointment !== "RV-20417") throw failure("not-found");
  // No technician works on Sundays.
  if (new Date(day).getUTCDay() === 0) throw failure("slot-taken");
  const slots = {
    morning: { fr: "de 8 h à 13 h", en: "8:00 to 13:00" },
    afternoon: { fr: "de 13 h à 18 h", en: "13:00 to 18:00" },
  };
  return { "appointment.date": day, "appointment.slot": slots[slot][language] };
}

function report_outage({ postcode }) {
  if (postcode === "59800") throw failure("known-incident");
  if (!postcode.startsWith("59")) throw failure("not-found");
  tickets += 1;
  return { "outage.ticket": `PA-${String(tickets).padStart(5, "0")}` };
}

let tickets = 730;

function request_return_label({ equipment, email }) {
  if (equipment === "repeater") throw failure("not-found");
  if (email.endsWith(".invalid")) throw failure("bad-address");
  if (labels.has(equipment)) throw failure("already-sent");
  labels.add(equipment);
}

const labels = new Set();

function failure(code) {
  return Object.assign(new Error(code), { code });
}

/** A day, as the wire form has it. */
function dayAfter(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The time that a server would take. */
function network() {
  return new Promise((resolve) => setTimeout(resolve, 400));
}
