//! One record per turn, for measurement.
//!
//! How many questions were answered, which articles did not help, how long people waited: all of it
//! is counted from [`Event`]s, which a host keeps where it likes. An event has no facts about the
//! customer and no answer's text; the customer's own words are in it masked, as
//! [`Purpose::Event`](crate::Purpose::Event) says. What the fields are is also in
//! `docs/schema/event.schema.json`, for those who read events without this library.

use serde::{Deserialize, Serialize, Serializer};

use crate::channel::Channel;
use crate::id::Id;
use crate::locale::Locale;
use crate::privacy::{Found, Masking, Purpose};
use crate::reason::{Priority, Reason};
use crate::reply::{Bar, Decision, Outcome, Reply, Resolution, rounded};
use crate::time::Timestamp;

/// What happened in one turn of a conversation.
///
/// Every field is always written, `null` where there is nothing to say, so that events make a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// The version of this record: [`Event::VERSION`].
    pub version: u32,
    /// The host's name for the conversation; empty where it gave none.
    pub conversation: String,
    /// The number of the turn in its conversation, from 1; 0 before the first message.
    pub turn: u32,
    /// When it was.
    pub at: Timestamp,
    /// Where the conversation takes place.
    pub channel: Channel,
    /// The language of the reply.
    pub locale: Locale,
    /// How the turn ended: [`Outcome::name`].
    pub outcome: String,
    /// The article that answered.
    pub article: Option<Id>,
    /// The hash of its content: [`Answer::content`](crate::reply::Answer::content).
    pub content: Option<String>,
    /// The form that asks, acts or was under way.
    pub form: Option<Id>,
    /// The action that the host was asked for.
    pub action: Option<String>,
    /// The rule that decided, or whose offer it is.
    pub rule: Option<Id>,
    /// What decided.
    pub decision: Decision,
    /// The probability of the answer, or else of the best candidate, from 0 to 1.
    #[serde(serialize_with = "rounded_where_known")]
    pub probability: Option<f32>,
    /// The bar that the best candidate passed or missed.
    pub bar: Option<Bar>,
    /// Why a person takes over.
    pub reason: Option<Reason>,
    /// The queue of a hand-over.
    pub queue: Option<Id>,
    /// How urgent a hand-over is.
    pub priority: Option<Priority>,
    /// What was promised at a hand-over: [`Promise::name`](crate::reply::Promise::name).
    pub promise: Option<String>,
    /// The customer's own words, masked; at most the first 4,000 characters.
    pub message: Option<String>,
    /// How many characters the customer's own words have, before they were masked or shortened.
    pub message_length: Option<u32>,
    /// How many words the customer said, likewise.
    pub words: Option<u32>,
    /// Whether the caller interrupted the reply before.
    pub barge_in: bool,
    /// How long the reply took, in milliseconds, where the host measures it.
    pub duration_ms: Option<u32>,
    /// The score that the customer gave, from 1 to 5.
    pub satisfaction: Option<u8>,
    /// Whether the customer said that the answer helped.
    pub helped: Option<bool>,
    /// How the conversation ended, as far as it is known by now.
    pub resolution: Resolution,
}

/// What is known of a turn beside its reply.
#[derive(Clone, Debug)]
pub(crate) struct Turn<'t> {
    /// The host's name for the conversation.
    pub(crate) conversation: &'t str,
    pub(crate) at: Timestamp,
    /// What is masked.
    pub(crate) masking: &'t Masking,
    /// The customer's own words, where there are any: a choice by its number has none.
    pub(crate) said: Option<&'t str>,
    /// What the knowledge base's own masks have found in them.
    pub(crate) others: &'t [Found],
    pub(crate) barge_in: bool,
    pub(crate) duration_ms: Option<u32>,
    pub(crate) satisfaction: Option<u8>,
    pub(crate) helped: Option<bool>,
    pub(crate) resolution: Resolution,
}

impl Event {
    /// The version of the record. It grows when a field changes its meaning or goes, not when one
    /// comes.
    pub const VERSION: u32 = 1;

    /// The record of a turn.
    pub(crate) fn of(reply: &Reply, turn: &Turn<'_>) -> Event {
        let outcome = reply.outcome();
        let answer = match outcome {
            Outcome::Answer(answer) => Some(answer),
            _ => None,
        };
        let handoff = match outcome {
            Outcome::HandToHuman(handoff) => Some(handoff),
            _ => None,
        };
        let (form, action) = match outcome {
            Outcome::Ask(ask) => (Some(&ask.form), None),
            Outcome::Act(act) => (Some(&act.form), Some(&act.action)),
            Outcome::HandToHuman(handoff) => (handoff.packet.form.as_ref(), None),
            _ => (None, None),
        };
        let rule = match (outcome, &reply.trace().decision) {
            (Outcome::Offer(offer), _) => Some(&offer.rule),
            (_, Decision::Rule(rule)) => Some(rule),
            _ => None,
        };
        let bar = reply.trace().bar;
        Event {
            version: Event::VERSION,
            conversation: turn.conversation.to_owned(),
            turn: reply.turn(),
            at: turn.at,
            channel: reply.channel(),
            locale: reply.locale(),
            outcome: outcome.name().to_owned(),
            article: answer.map(|answer| answer.article.clone()),
            content: answer.map(|answer| answer.content.clone()),
            form: form.cloned(),
            action: action.cloned(),
            rule: rule.cloned(),
            decision: reply.trace().decision.clone(),
            probability: answer.map(|answer| answer.probability).or(bar.map(|bar| bar.best)),
            bar,
            reason: handoff.map(|handoff| handoff.reason),
            queue: handoff.map(|handoff| handoff.queue.clone()),
            priority: handoff.map(|handoff| handoff.priority),
            promise: handoff.map(|handoff| handoff.promise.name().to_owned()),
            message: turn.said.map(|said| masked(turn.masking, said, turn.others)),
            message_length: turn.said.map(|said| bounded(said.chars().count())),
            words: turn.said.map(|said| bounded(said.split_whitespace().count())),
            barge_in: turn.barge_in,
            duration_ms: turn.duration_ms,
            satisfaction: turn.satisfaction,
            helped: turn.helped,
            resolution: turn.resolution,
        }
    }

    /// The event as one line of JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an event has only types that JSON can write")
    }
}

/// The start of a message, masked. What is looked at goes on a little further than what is kept, so
/// that the end does not cut a number into what nobody would recognise.
fn masked(masking: &Masking, said: &str, others: &[Found]) -> String {
    let place = |characters: usize| {
        said.char_indices().nth(characters).map_or(said.len(), |(place, _)| place)
    };
    let (kept, looked_at) = (place(MAX_CHARACTERS), place(MAX_CHARACTERS + MAX_NUMBER));
    masking.mask_start(Purpose::Event, &said[..looked_at], others, kept).into_owned()
}

fn bounded(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn rounded_where_known<S: Serializer>(
    value: &Option<f32>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => rounded(value, serializer),
        None => serializer.serialize_none(),
    }
}

/// As many characters as a message may have that is read.
const MAX_CHARACTERS: usize = 4_000;
/// No number is longer, and few addresses are.
const MAX_NUMBER: usize = 400;

#[cfg(test)]
mod tests;
