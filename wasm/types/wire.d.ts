/**
 * The wire form: what the engine gives and takes, as JSON has it.
 *
 * The names are those of every other language of Relais. What the engine gives has all its keys,
 * `null` where there is nothing to say; only a {@link Memo} and a {@link PastContact} leave out what
 * they do not have. A `version` grows when a key changes its meaning or goes, not when one comes, so
 * pass over what you do not know.
 */

/** The answer to one message. */
export interface Reply {
  /** The version of the wire form. */
  version: 1;
  /** The number of the turn in its conversation, from 1; 0 where the assistant opens it. */
  turn: number;
  /** A language, or a language of a region: `fr`, `fr-CA`. */
  locale: string;
  channel: Channel;
  /** Said before the outcome, sentence by sentence. */
  before: string[];
  /** How the turn ends. */
  outcome: Outcome;
  /** Said after the outcome: where an answer comes from. */
  after: string[];
  /** Asked after everything: the question of a form that waits, whether to send links. */
  asks: string | null;
  /** Whether the caller wants to be spoken to slowly. */
  is_slow: boolean;
  trace: Trace;
  /** The whole reply as plain text, with numbered options. */
  text: string;
}

/** How a turn ends: one of these, told apart by `type`. */
export type Outcome =
  Answer | Clarify | Offer | Ask | Act | HandToHuman | NoMatch | Say | Close | Silent;

/** An article answers the question. */
export interface Answer {
  type: "answer";
  /** The name of the article, such as `delivery/track-order`. */
  article: string;
  title: string;
  /** The answer, its placeholders filled. */
  body: Prose;
  /** The answer for the telephone. */
  speech: string | null;
  /** The answer as one text message. */
  summary: string | null;
  citation: Citation;
  /** Pages to read. */
  links: Link[];
  /** Films to watch. */
  media: Video[];
  /** What people ask next. */
  next: Choice[];
  helped: Helped | null;
  /**
   * The first 64 bits of the SHA-256 of the article as it is in the bundle, in hexadecimal: the
   * same hash, the same content.
   */
  content: string;
  /** How probable it is that this is the right article, from 0 to 1. */
  probability: number;
}

/** Several articles may answer, and the customer is asked which. */
export interface Clarify {
  type: "clarify";
  question: string;
  /** The most probable first. */
  options: Choice[];
  /** The words of the last option, which refuses them all. Its number is `options.length`. */
  none: string;
}

/** The assistant brings up something that concerns this customer. */
export interface Offer {
  type: "offer";
  /** The rule that brings it up; `open-form` where a form of an earlier contact can be resumed. */
  rule: string;
  /** What the assistant has seen, and what it can do. */
  text: string;
  /** Yes, and then no. */
  options: Choice[];
}

/** A form needs one more value, or a yes. */
export interface Ask {
  type: "ask";
  form: string;
  /** The value that is asked for; none where a yes to the act is. */
  value: string | null;
  /** What is expected; `truth` and `yes_no` both are a yes or a no. */
  expects:
    | "text"
    | "number"
    | "amount"
    | "truth"
    | "date"
    | "email"
    | "phone"
    | "choice"
    | "pattern"
    | "yes_no";
  /** The mask of a `pattern`: 9 is a digit, A a letter, * either. */
  pattern: string | null;
  question: string;
  /** The options of a `choice`. */
  options: Choice[];
  /** How often it was asked before. */
  retries: number;
}

/** The host must do or look up something, and report back with `acted` or `actFailed`. */
export interface Act {
  type: "act";
  /** The form that collected the values. */
  form: string;
  /** The name of the action. */
  action: string;
  values: Values;
  /** The same for the same act of the same conversation, so that a host does nothing twice. */
  key: string;
  /** Said while the host is at work. */
  text: string;
}

/** A person takes over: all that this person needs. */
export interface HandToHuman {
  type: "hand_to_human";
  /** The same for the same hand-over of the same conversation. */
  key: string;
  reason: Reason;
  /** Where to: a queue of the knowledge base. */
  queue: string;
  /** The queue's name, as customers read it. */
  queue_title: string;
  priority: Priority;
  promise: Promised;
  /** What the customer is told, sentence by sentence. */
  text: string[];
  /** What the customer may take, where nobody is there. */
  options: Choice[];
  contact: Contact;
  packet: Packet;
}

/** Nothing was understood; the menu is offered. */
export interface NoMatch {
  type: "no_match";
  message: MessageKey;
  text: string;
  /** Topics, or the articles of a topic. */
  options: Choice[];
}

/** The assistant says something by itself. */
export interface Say {
  type: "say";
  message: MessageKey;
  text: string;
  /** Topics, or the articles of a topic. */
  options: Choice[];
}

/** The conversation ends. */
export interface Close {
  type: "close";
  /** Goodbye. */
  text: string;
  /** Asks how easy it was, from 1 to 5. */
  satisfaction: string;
}

/** Nothing is said: a person has the conversation. */
export interface Silent {
  type: "silent";
}

/** The words of an answer, laid out. */
export interface Prose {
  blocks: Block[];
}

/** A paragraph or a list: an object with one of these keys. */
export type Block =
  | { paragraph: Run[] }
  | {
      list: {
        /** Whether the items are steps, from 1. */
        ordered: boolean;
        items: Run[][];
      };
    };

/** A run of text in one style. */
export interface Run {
  /** The words: in a reply every placeholder is filled. */
  piece: { text: string };
  style: "plain" | "strong" | "emphasis";
  /** Where it leads: an address with `https:`, `mailto:` or `tel:`. */
  link: string | null;
}

/** Where the answer comes from. */
export interface Citation {
  article: string;
  /** The document that it is taken from. */
  source: string | null;
  /** When someone last checked it. */
  reviewed: Day | null;
}

/** A page to read. */
export interface Link {
  title: string;
  /** Its address, with `https:`. */
  url: string;
}

/** A film to watch. */
export interface Video {
  title: string;
  /** Its address, with `https:`. */
  url: string;
  /** Its length. */
  seconds: number;
  /** The address of what is said in it. */
  transcript: string;
}

/** Something to choose: an article, a form after `forms/`, a topic, or an option of a value. */
export interface Choice {
  id: string;
  /** What the customer reads. */
  title: string;
}

/** Asks whether the answer helped. */
export interface Helped {
  question: string;
  yes: string;
  no: string;
}

/** The name of a sentence of the assistant's own. */
export type MessageKey =
  | "greeting"
  | "thanks"
  | "how_are_you"
  | "who_are_you"
  | "goodbye"
  | "text_failed"
  | "satisfaction"
  | "satisfaction_thanks"
  | "menu"
  | "topic_menu"
  | "empty"
  | "too_long"
  | "no_match"
  | "nothing_to_repeat"
  | "nothing_asked"
  | "clarify"
  | "none_of_these"
  | "anything_else"
  | "source"
  | "reviewed"
  | "yes_or_no"
  | "form_cancelled"
  | "form_resumed"
  | "form_acting"
  | "human_now"
  | "human_opens"
  | "human_never"
  | "passed_on"
  | "contact_phone"
  | "contact_email"
  | "contact_url"
  | "contact_address"
  | "opening_today"
  | "opening_tomorrow"
  | "opening_day"
  | "weekdays"
  | "time"
  | "press_or_say"
  | "go_on"
  | "open_list"
  | "emergency"
  | "helped"
  | "helped_yes"
  | "helped_no"
  | "glad_to_help"
  | "try_another"
  | "no_thanks"
  | "a_person"
  | "declined"
  | "welcome_back"
  | "last_time"
  | "callback_due"
  | "message_due"
  | "resume_form"
  | "go_on_with_form"
  | "form_change"
  | "form_corrected"
  | "form_last_try"
  | "did_you_mean"
  | "human_wait"
  | "human_busy"
  | "human_options"
  | "option_callback"
  | "option_message"
  | "option_channel"
  | "slot_today"
  | "slot_tomorrow"
  | "slot_day"
  | "ask_phone"
  | "ask_phone_for_text"
  | "ask_phone_again"
  | "ask_email"
  | "ask_email_again"
  | "ask_message"
  | "promise_callback"
  | "promise_message"
  | "promise_channel"
  | "human_failed"
  | "human_expired"
  | "human_done"
  | "no_input"
  | "no_input_again"
  | "still_there"
  | "still_there_again"
  | "unheard"
  | "unheard_again"
  | "offer_text"
  | "text_sent"
  | "satisfaction_csat"
  | "reason_asked_human"
  | "reason_not_understood"
  | "reason_clarification_refused"
  | "reason_sensitive"
  | "reason_dispute"
  | "reason_distress"
  | "reason_vip"
  | "reason_expert_advice"
  | "reason_identity_needed"
  | "reason_action_needed"
  | "reason_action_failed"
  | "reason_policy"
  | "reason_article_says_human"
  | "reason_expired_article"
  | "reason_engine_fault";

/** How a reply was decided: for authors and operators, not for customers. */
export interface Trace {
  decision: Decision;
  bar: Bar | null;
  /** The message as it was read. */
  words: UnderstoodWord[];
  /** The best candidates, best first: ten at most. */
  candidates: Candidate[];
  /** Which of its article's variants an answer is, counted from 1; null where it is what the article says to everyone else. */
  variant: number | null;
}

/** What decided the turn. */
export type Decision =
  /** A reserved intent, or a limit; `what` says which. Or the search of the knowledge base did not answer; `what` says why. */
  | { by: "reserved" | "limit" | "unsearched"; what: string }
  /** A rule of the knowledge base; `what` is its name. */
  | { by: "rule"; what: string }
  /** The question that was pending, the evidence, or an event from the host. */
  | { by: "pending" | "evidence" | "host" };

/** The bar that the best candidate passed or missed. */
export interface Bar {
  /** The probability that is needed for an answer. */
  answer: number;
  /** The probability that is needed for a choice. */
  clarify: number;
  /** The probability of the best candidate. */
  best: number;
}

/** A word of the message, as it was read. */
export interface UnderstoodWord {
  /** What was understood, after correction. */
  read: string;
  /** What is compared. */
  term: string;
  role: "content" | "stop" | "filler";
  /** Whether the spelling was corrected. */
  corrected: boolean;
  /** Whether the knowledge base uses the word. */
  known: boolean;
  /** Whether a negation reaches it, so that no lexicon of a rule finds it. */
  negated: boolean;
}

/** An article or a form that was considered. */
export interface Candidate {
  /** The article, or `forms/` and the form. */
  id: string;
  title: string;
  /** How probable it is that the customer asks for it, from 0 to 1. */
  probability: number;
  /** The score of retrieval, without a unit. */
  retrieval: number;
  /** The margin of the classifier, without a unit. */
  margin: number;
  /** The words that spoke for it, the strongest first. */
  words: TellingWord[];
}

/** A word of the message that spoke for a candidate. */
export interface TellingWord {
  word: string;
  /** Its share of all that spoke for the candidate, from 0 to 1. */
  share: number;
}

/** What the customer can be promised, told apart by `type`. */
export type Promised =
  /** The queue is open: someone takes over now. */
  | {
      type: "now";
      /** How long one waits, where the host has said so. */
      wait_seconds: number | null;
    }
  /** Somebody calls back. */
  | {
      type: "callback";
      slot: CallbackSlot;
      /** The number to call. */
      phone: string;
    }
  /** Somebody answers the message that the customer left. */
  | { type: "message" }
  /** The customer takes another channel, on which somebody is there. */
  | { type: "channel"; channel: OtherChannel }
  /** The queue is closed, and opens at this time. */
  | { type: "opens"; at: Instant }
  /** No opening is known: the contact card is all there is. */
  | { type: "contact" };

/** A time at which somebody can call back. */
export interface CallbackSlot {
  /** The host's name for it. */
  id: string;
  /** The queue that calls; any where it is not said. */
  queue: string | null;
  /** When it starts. */
  from: Instant;
  /** When it ends. */
  until: Instant;
}

/** Another way to reach a person now. */
export interface OtherChannel {
  /** The host's name for it, such as `whatsapp`. */
  id: string;
  /** Its name, as customers read it. */
  title: string;
  /** The number or the address, as customers read it. */
  address: string;
}

/** How to reach people without the assistant. */
export interface Contact {
  phone: string | null;
  email: string | null;
  url: string | null;
  address: string | null;
}

/** What the person needs, so that the customer says nothing twice. */
export interface Packet {
  /** The question, in the customer's own words. */
  question: string;
  /** One sentence for the person's screen: one line of at most 300 characters. */
  summary: string;
  locale: string;
  channel: Channel;
  /** The articles that were given as answers. */
  answered: string[];
  /** The articles that were offered and refused. */
  refused: string[];
  /** The form that was under way. */
  form: string | null;
  /** The values that were collected. */
  values: Values;
  /** The message that the customer left. */
  message: string | null;
  /** What the host knows about the customer, by name. */
  facts: { [name: string]: Fact };
  /** What rules added. */
  notes: Values;
  /** Earlier contacts, the oldest first: ten at most. */
  earlier: PastContact[];
  /** What was said, the oldest first: the last 40 lines at most. */
  transcript: Line[];
}

/** A line of the transcript. */
export interface Line {
  speaker: "customer" | "assistant";
  text: string;
}

/** One thing that is known about the customer. */
export interface Fact {
  value: Value;
  /** When it was true, where the host says so. */
  at: Instant | null;
  /** The system that said so, such as `billing`. */
  origin: string | null;
}

/** Why a person takes over. The set is closed within a version. */
export type Reason =
  /** The customer asked for a person. */
  | "asked_human"
  /** The assistant did not understand, twice. */
  | "not_understood"
  /** The customer refused every choice that was offered. */
  | "clarification_refused"
  /** The subject is one that only people should handle. */
  | "sensitive"
  /** The customer contests something. */
  | "dispute"
  /** The customer, or someone close, is in distress. */
  | "distress"
  /** This customer is always answered by a person. */
  | "vip"
  /** The question needs an expert. */
  | "expert_advice"
  /** Someone must first check who the customer is. */
  | "identity_needed"
  /** Someone must do something that the host cannot do by itself. */
  | "action_needed"
  /** The host tried to do something and failed. */
  | "action_failed"
  /** The organisation wants a person here. */
  | "policy"
  /** The article was recognised, and says that a person answers. */
  | "article_says_human"
  /** The article was recognised, but does not hold today, or not for this customer. */
  | "expired_article"
  /** A defect of the engine. */
  | "engine_fault";

/** How urgent it is. */
export type Priority = "low" | "normal" | "high" | "urgent";

/** Where the conversation takes place. */
export type Channel = "web" | "voice" | "messaging" | "text";

/** How a conversation ended, as far as it is known. Silence is `unknown`, never a success. */
export type Resolution = "resolved" | "not_resolved" | "abandoned" | "handed_over" | "unknown";

/** What becomes of a hand-over, as the host reports it. */
export type HandoffEvent =
  /** A person has taken the conversation, or the callback is in the diary. */
  | "accepted"
  /** Nobody can take it. */
  | "failed"
  /** The person has finished. */
  | "completed"
  /** Nobody came in time. */
  | "expired";

/** Yes or no, a number, words (a day is `2026-11-23`), an amount of money, or several. */
export type Value = boolean | number | string | Amount | Value[];

/** An amount of money. */
export interface Amount {
  /** In units of the currency, with two decimals. */
  amount: number;
  /** ISO 4217, such as `EUR`. */
  currency: string;
}

/** Values by their names. */
export type Values = { [name: string]: Value };

/**
 * An instant: RFC 3339, in UTC where the engine gives it and with any offset where it takes it; or
 * the whole number of seconds since 1970, which is what it gives outside the years 0 to 9999. Parts
 * of a second are passed over: `date.toISOString()` will do.
 */
export type Instant = string | number;

/** A day, `2026-11-23`. */
export type Day = string;

/**
 * What the host knows about the customer, by name:
 * `{"customer.vip": true, "order.due": "2026-11-23"}`. Names are lower-case letters, digits, `_` and
 * `-`, in parts between dots or slashes; there are 500 facts at most.
 */
export type Facts = { [name: string]: Value | GivenFact };

/** A fact that says when it was true or who said so. */
export interface GivenFact {
  value: Value;
  /** When it was true. */
  at?: Instant | null;
  /** The system that said so, such as `billing`. */
  origin?: string | null;
}

/** Who is there to take over, as the host knows it at one moment. 100 entries of a list at most. */
export interface Availability {
  /** The queues, by their names. One that is not here is closed. */
  queues?: { [queue: string]: QueueState };
  /** When somebody can call back. */
  callbacks?: FreeSlot[];
  /** Other ways to reach a person now. */
  channels?: OtherChannel[];
  /** Whether a message may be left, to be answered in writing; not unless it is said. */
  message?: boolean;
}

/** What a queue is like now. */
export interface QueueState {
  /** Whether people are at work; not unless it is said. */
  open?: boolean;
  /**
   * How many of them are free, where it is known; with none free and no wait known nothing is
   * promised.
   */
  seats?: number | null;
  /** How long one waits, in seconds, where it is known. */
  wait_seconds?: number | null;
}

/** A time at which somebody can call back, as the host gives it: a {@link CallbackSlot}. */
export interface FreeSlot {
  /** The host's name for it. */
  id: string;
  /** The queue that calls; any where it is not said. */
  queue?: string | null;
  /** When it starts. */
  from: Instant;
  /** When it ends. */
  until: Instant;
}

/**
 * What happened in one turn of a conversation, for measurement. Every field is always there, `null`
 * where there is nothing to say.
 */
export interface Event {
  /** The version of this record. */
  version: 1;
  /** The host's name for the conversation; empty where it gave none. */
  conversation: string;
  /** The number of the turn in its conversation, from 1; 0 before the first message. */
  turn: number;
  /** When it was. */
  at: Instant;
  /** Where the conversation takes place. */
  channel: Channel;
  /** The language of the reply, as a tag of BCP 47. */
  locale: string;
  /** How the turn ended. */
  outcome: Outcome["type"];
  /** The article that answered. */
  article: string | null;
  /**
   * The first 64 bits of the SHA-256 of the article, in hexadecimal: the same hash, the same
   * content.
   */
  content: string | null;
  /** The form that asks, acts or was under way. */
  form: string | null;
  /** The action that the host was asked for. */
  action: string | null;
  /** The rule that decided, or whose offer it is. */
  rule: string | null;
  /** What decided the turn. */
  decision: Decision;
  /** The probability of the answer, or else of the best candidate, in thousandths: `0.912`. */
  probability: number | null;
  /** The bar that the best candidate passed or missed, where candidates were weighed. */
  bar: Bar | null;
  /** Why a person takes over. */
  reason: Reason | null;
  /** The queue of a hand-over. */
  queue: string | null;
  /** How urgent a hand-over is. */
  priority: Priority | null;
  /** What was promised at a hand-over. */
  promise: Promised["type"] | null;
  /**
   * The customer's own words, with marks such as [phone] in the place of personal data; about the
   * first 4,000 characters.
   */
  message: string | null;
  /** How many characters the customer's own words have, before they were masked or shortened. */
  message_length: number | null;
  /** How many words the customer said, before they were masked or shortened. */
  words: number | null;
  /** Whether the caller interrupted the reply before. */
  barge_in: boolean;
  /** How long the reply took, in milliseconds, where the host measures it. */
  duration_ms: number | null;
  /** The score that the customer gave, from 1 to 5. */
  satisfaction: number | null;
  /** Whether the customer said that the answer helped. */
  helped: boolean | null;
  /** How the conversation ended, as far as it is known by then. */
  resolution: Resolution;
}

/**
 * What a customer's earlier contacts leave for the next one: at most 1,900 bytes of JSON. The host
 * keeps it with the customer's account and gives it back as it is; what is empty is left out.
 */
export interface Memo {
  /** Grows when a key changes its meaning or goes, not when one comes. */
  version: 1;
  /** The language of the last contact: `fr`, `en`, `fr-CA`. */
  locale?: string;
  /** The channel of the last contact. */
  channel?: Channel;
  /** The oldest first: ten at most. */
  contacts?: PastContact[];
  promise?: Due;
  /** What the customer gave, the least recent first, each name once: twelve at most. */
  values?: Known[];
  /** The form that was under way when the last contact ended. */
  open?: OpenForm;
  /** What was brought up without being asked for, the least recent first, each rule once. */
  raised?: Raised[];
}

/** An earlier contact, as the memo keeps it. */
export interface PastContact {
  /** When it started. */
  at: Instant;
  channel: Channel;
  /** What was asked, on one line of at most 80 characters, with what is personal masked. */
  asked?: string;
  /** The articles and forms that were answered with or offered: three at most. */
  subjects?: string[];
  /** How it went. */
  result: Resolution;
  /** Why a person took over, where one did. */
  reason?: Reason;
  /** The score that the customer gave, from 1 to 5. */
  score?: number;
}

/** What was promised and is still due: a call, or an answer to a message. */
export type Due =
  | {
      kind: "callback";
      /** The host's name for the time. */
      slot: string;
      /** The queue that calls; any where it is not said. */
      queue?: string;
      /** When it starts. */
      from: Instant;
      /** When it ends, and is due no more. */
      until: Instant;
      /** When it was promised. */
      since: Instant;
      /** The key of the hand-over. */
      key?: string;
    }
  | {
      kind: "message";
      /** When it was promised. */
      since: Instant;
      /** The key of the hand-over. */
      key?: string;
    };

/** Something that the customer gave, and that is not asked again. */
export interface Known {
  /** The fact that it stands for. */
  name: string;
  value: Value;
  at: Instant;
}

/** A form that was under way when the last contact ended. */
export interface OpenForm {
  form: string;
  /** What was given, by the ids of the form's slots. */
  values?: Values;
  at: Instant;
}

/** Something that was brought up without being asked for. */
export interface Raised {
  rule: string;
  /** The day, there where the knowledge base is. */
  on: Day;
}
