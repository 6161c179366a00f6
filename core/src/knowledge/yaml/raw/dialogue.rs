//! `dialogues/**.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;

/// A conversation, and what must come back.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["name", "locale", "turns"])))]
pub(crate) struct Dialogue {
    /// What it shows, for the report.
    pub(crate) name: Option<String>,
    /// The language in which it starts.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::locale"))]
    pub(crate) locale: Option<String>,
    /// Where it takes place; `web` unless said.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::channel"))]
    pub(crate) channel: Option<String>,
    /// What the host knows about the customer: `{order.number: OD-123456}`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::facts"))]
    pub(crate) facts: BTreeMap<String, serde_json::Value>,
    /// What the host says of who is there; the opening hours count unless said.
    #[cfg_attr(feature = "schema", schemars(with = "crate::availability::Availability"))]
    pub(crate) availability: Option<serde_json::Value>,
    /// When it takes place, local time: `2026-11-23T10:00`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::local_time"))]
    pub(crate) at: Option<String>,
    /// What happens, and what must come back each time.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub(crate) turns: Vec<Turn>,
}

/// One thing that happens, and one that must come back.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Turn {
    /// The person writes or says this.
    pub(crate) user: Option<String>,
    /// The person takes the option of this number, counted from 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub(crate) choose: Option<usize>,
    /// The person presses these keys of a telephone, in quotes.
    pub(crate) digits: Option<String>,
    /// A recogniser heard one of these, the first one most probably.
    pub(crate) heard: Option<Vec<String>>,
    /// The person says nothing.
    pub(crate) silence: Option<bool>,
    /// The person makes a sound that is no words.
    pub(crate) noise: Option<bool>,
    /// The conversation opens; the first turn only.
    pub(crate) start: Option<bool>,
    /// The person leaves and is back later.
    pub(crate) comes_back: Option<LaterContact>,
    /// The host learns this.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::facts"))]
    pub(crate) facts: Option<BTreeMap<String, serde_json::Value>>,
    /// The host has acted, and learned this.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::facts"))]
    pub(crate) acted: Option<BTreeMap<String, serde_json::Value>>,
    /// The host could not act, for this reason.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) failed: Option<String>,
    /// What becomes of the hand-over.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::handoff_event"))]
    pub(crate) handoff: Option<String>,
    /// Must come back: this article.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) answer: Option<String>,
    /// Must come back: this article or form, answered or among the options of a choice.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) offers: Option<String>,
    /// Must come back: a choice that holds these.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::ids"))]
    pub(crate) clarify: Option<Vec<String>>,
    /// Must come back: a person, for this reason.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::any_reason"))]
    pub(crate) human: Option<String>,
    /// With `human`: the queue.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) queue: Option<String>,
    /// With `human`: what is promised.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::promise"))]
    pub(crate) promise: Option<String>,
    /// Must come back: the offer of this rule, or `open-form`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) offer: Option<String>,
    /// Must come back: nothing, for a person has the conversation.
    pub(crate) silent: Option<bool>,
    /// Must come back: the assistant says that it does not know, with the menu.
    pub(crate) no_match: Option<bool>,
    /// Must come back: anything but an answer.
    pub(crate) unanswered: Option<bool>,
    /// Must come back: the question for this value of a form.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) ask: Option<String>,
    /// Must come back: this action of a form.
    pub(crate) act: Option<String>,
    /// Must come back: this message of the assistant.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::message_key"))]
    pub(crate) says: Option<String>,
    /// Must come back: the end of the conversation.
    pub(crate) close: Option<bool>,
    /// With any of them: words of the reply, in capitals or not.
    pub(crate) text: Option<String>,
}

/// A later contact of the same customer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["channel", "at"])))]
pub(crate) struct LaterContact {
    /// Where.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::channel"))]
    pub(crate) channel: Option<String>,
    /// When, local time: `2026-11-24T09:40`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::local_time"))]
    pub(crate) at: Option<String>,
}
