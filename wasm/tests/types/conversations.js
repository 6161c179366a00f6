/**
 * Conversations with the starter knowledge base that end in every outcome, for engine.test.js.
 *
 * A conversation is played in French and in English. It has
 *
 * - `name`;
 * - `start`: what the session starts with, but for its language and its id;
 * - `returns`: its memo is given to another session, which the turns of this list are played in;
 * - `at`: when it takes place, {@link MORNING} unless given;
 * - `turns`, each with one thing that happens and what it `gives`, the type of the outcome:
 *
 *   | happens | the session's |
 *   |---|---|
 *   | `opens: true` | `open()` |
 *   | `says: {fr, en}` | `reply({ text })` |
 *   | `sends: {…}` | `reply({…})`, the same in both languages |
 *   | `learns: {…}` | `learn({…})` |
 *   | `acted: {…}`, `handoff: "…"`, `fault: "…"` | the method of this name |
 *   | `failed: "…"` | `actFailed("…")` |
 *   | `available: {…}` | `available({…})`, which gives nothing |
 */

/** A Monday on which all queues are open. */
export const MORNING = new Date("2026-11-23T10:00:00+01:00");
/** Its evening: customer service is closed. */
const EVENING = new Date("2026-11-23T21:00:00+01:00");
/** A year of five digits, in which instants are numbers. */
const FAR_AWAY = new Date("+012999-01-01T00:00:00Z");

const PERSON = { fr: "je veux parler à quelqu'un", en: "I want to talk to someone" };
const YES = { fr: "oui", en: "yes" };
const TRACK = { fr: "suivez mon colis pour moi", en: "look up my order for me" };
const ORDER = { fr: "OD-482913", en: "OD-482913" };

/** Facts of every type, one with its date and origin and one with its date alone. */
const FACTS = {
  "customer.vip": false,
  "customer.age": 41,
  "customer.segment": "home",
  "contract.end": "2027-11-15",
  "bill.amount": {
    value: { amount: 19.9, currency: "EUR" },
    at: "2026-11-23T09:00:00+01:00",
    origin: "billing",
  },
  "app.visits": { value: 3, at: 1795420800 },
  "app.devices": ["box", "decoder", 2, true, { amount: 4, currency: "EUR" }, ["nested"]],
};

const CHANNEL = { id: "whatsapp", title: "WhatsApp", address: "01 99 00 12 35" };

/** Nobody is there, and everything else is possible. */
const CLOSED = {
  queues: {
    service: { open: false, seats: 0, wait_seconds: null },
    technical: { seats: null },
    care: {},
  },
  callbacks: [
    {
      id: "s-0900",
      queue: "service",
      from: "2026-11-24T09:00:00+01:00",
      until: "2026-11-24T09:30:00+01:00",
    },
    { id: "s-0930", queue: null, from: 1795509000, until: 1795510800 },
    { id: "s-1000", from: "2026-11-24T10:00:00+01:00", until: "2026-11-24T10:30:00+01:00" },
  ],
  channels: [CHANNEL],
  message: true,
};

export const conversations = [
  {
    name: "an article with links and a film, and whether it helped",
    turns: [
      { opens: true, gives: "say" },
      {
        says: {
          fr: "le wifi ne va pas jusqu'à la chambre du fond",
          en: "the wifi does not reach my bedroom",
        },
        gives: "answer",
      },
      { says: YES, gives: "say" },
      { says: { fr: "au revoir", en: "goodbye" }, gives: "close" },
      { sends: { choose: 4 }, gives: "say" },
    ],
  },
  {
    name: "an answer that does not help",
    turns: [
      {
        says: { fr: "où trouver mon code PUK ?", en: "where do I find my PUK code?" },
        gives: "answer",
      },
      { says: { fr: "non", en: "no" }, gives: "clarify" },
    ],
  },
  {
    name: "a choice, refused",
    turns: [
      { says: { fr: "je veux résilier", en: "I want to cancel my contract" }, gives: "clarify" },
      { says: { fr: "rien de tout cela", en: "none of these" }, gives: "no_match" },
      { says: { fr: "girafe parapluie", en: "giraffe umbrella" }, gives: "hand_to_human" },
    ],
  },
  {
    name: "small talk, limits and the menu",
    turns: [
      { says: { fr: "bonjour", en: "hello" }, gives: "say" },
      { sends: { text: "" }, gives: "no_match" },
      { says: { fr: "menu", en: "menu" }, gives: "say" },
      { sends: { choose: 0 }, gives: "say" },
    ],
  },
  {
    name: "on the telephone",
    start: { channel: "voice" },
    turns: [
      { opens: true, gives: "say" },
      { sends: { silence: true }, gives: "say" },
      { sends: { noise: true }, gives: "say" },
      {
        sends: {
          heard: [
            { text: "code PUK", score: 0.8 },
            { text: "PUK", score: 0.1 },
          ],
          barge_in: true,
        },
        gives: "answer",
      },
      { sends: { keys: "0" }, gives: "hand_to_human" },
    ],
  },
  {
    name: "an offer, accepted",
    start: {
      facts: { ...FACTS, "debit.twice": true, "debit.amount": { amount: 34.5, currency: "EUR" } },
    },
    turns: [
      { opens: true, gives: "offer" },
      { sends: { choose: 0 }, gives: "hand_to_human" },
    ],
  },
  {
    name: "an offer, learned of half-way and declined",
    turns: [
      { opens: true, gives: "say" },
      { learns: FACTS, gives: "silent" },
      { learns: { "contract.end": "2026-12-15" }, gives: "offer" },
      { sends: { choose: 1 }, gives: "say" },
    ],
  },
  {
    name: "a fault reported: a choice, a day, an identifier, a number to call, words, a yes",
    turns: [
      {
        says: {
          fr: "je souhaite déclarer une panne sur ma ligne",
          en: "I'd like to report a fault on my line please",
        },
        gives: "ask",
      },
      { sends: { choose: 0 }, gives: "ask" },
      { says: { fr: "hier", en: "yesterday" }, gives: "ask" },
      { sends: { text: "59000" }, gives: "ask" },
      { sends: { text: "0639981234" }, gives: "ask" },
      { says: { fr: "le voyant est rouge", en: "the light is red" }, gives: "ask" },
      { says: YES, gives: "act" },
      { acted: { "outage.ticket": "PN-2207" }, gives: "say" },
    ],
  },
  {
    name: "a form left half-way, an e-mail address asked for twice",
    turns: [
      {
        says: {
          fr: "envoyez-moi une étiquette prépayée pour rendre la box",
          en: "could you email me a return label for my router",
        },
        gives: "ask",
      },
      { sends: { choose: 2 }, gives: "ask" },
      { says: { fr: "chez moi", en: "jane at home" }, gives: "ask" },
    ],
  },
  {
    name: "an act that fails in three ways",
    turns: [
      { says: TRACK, gives: "ask" },
      { says: ORDER, gives: "act" },
      { failed: "not-found", gives: "ask" },
      { says: { fr: "OD-482914", en: "OD-482914" }, gives: "act" },
      { failed: "cancelled", gives: "answer" },
      { says: TRACK, gives: "act" },
      { failed: "no-network", gives: "hand_to_human" },
    ],
  },
  {
    name: "a person now, after a wait, who has the conversation and ends it",
    start: {
      facts: FACTS,
      availability: { queues: { care: { open: true, seats: 0, wait_seconds: 240 } } },
    },
    turns: [
      {
        says: { fr: "mon mari est décédé", en: "my husband passed away last month" },
        gives: "hand_to_human",
      },
      { handoff: "accepted", gives: "silent" },
      { says: { fr: "allô ?", en: "hello?" }, gives: "silent" },
      { handoff: "completed", gives: "close" },
    ],
  },
  {
    name: "a person now, who cannot, and no contact but the card",
    start: { availability: { queues: { service: { open: true } } } },
    turns: [
      { says: PERSON, gives: "hand_to_human" },
      { handoff: "failed", gives: "hand_to_human" },
    ],
  },
  {
    name: "a person now, who does not come, and another way then",
    start: { availability: { queues: { service: { open: true, seats: 2 } } } },
    turns: [
      { says: PERSON, gives: "hand_to_human" },
      { available: CLOSED },
      { handoff: "expired", gives: "hand_to_human" },
    ],
  },
  {
    name: "a call is promised, and due at the next contact",
    at: EVENING,
    start: { availability: CLOSED },
    turns: [
      {
        says: { fr: "où trouver mon code PUK ?", en: "where do I find my PUK code?" },
        gives: "answer",
      },
      { says: PERSON, gives: "hand_to_human" },
      { sends: { choose: 0 }, gives: "ask" },
      { sends: { text: "0639981234" }, gives: "hand_to_human" },
    ],
    returns: [
      { opens: true, gives: "say" },
      { says: PERSON, gives: "hand_to_human" },
    ],
  },
  {
    name: "a message is left",
    at: EVENING,
    start: { availability: { message: true }, facts: { "customer.email": "lea@exemple.fr" } },
    turns: [
      { says: PERSON, gives: "hand_to_human" },
      { sends: { choose: 0 }, gives: "ask" },
      { says: { fr: "ma box est cassée", en: "my box is broken" }, gives: "hand_to_human" },
    ],
  },
  {
    name: "another channel is taken",
    at: EVENING,
    start: { availability: { channels: [CHANNEL] } },
    turns: [
      { says: PERSON, gives: "hand_to_human" },
      { sends: { choose: 0 }, gives: "hand_to_human" },
    ],
  },
  {
    name: "the hours are said",
    at: EVENING,
    turns: [{ says: PERSON, gives: "hand_to_human" }],
  },
  {
    name: "the hours are said, in a year of five digits",
    at: FAR_AWAY,
    turns: [{ says: PERSON, gives: "hand_to_human" }],
  },
  {
    name: "the engine fails",
    turns: [
      { says: TRACK, gives: "ask" },
      { fault: "OD-482913", gives: "hand_to_human" },
    ],
  },
  {
    name: "left in the middle of a form, after an offer, and resumed",
    start: { facts: { "contract.end": "2026-12-15" } },
    turns: [
      { opens: true, gives: "offer" },
      { sends: { choose: 1 }, gives: "say" },
      {
        says: {
          fr: "je souhaite déclarer une panne sur ma ligne",
          en: "I'd like to report a fault on my line please",
        },
        gives: "ask",
      },
      { sends: { choose: 0 }, gives: "ask" },
    ],
    returns: [
      { opens: true, gives: "offer" },
      { says: YES, gives: "ask" },
    ],
  },
];
