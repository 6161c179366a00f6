//! `relais.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;
use super::Local;

/// The knowledge base as a whole: name, languages, topics, queues, contact card, bars.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["name", "locales", "disclosure", "time_zone", "queues", "contact"])))]
pub(crate) struct Base {
    /// The name of the organisation or the service, as customers know it.
    pub(crate) name: Option<String>,
    /// The languages, such as `[fr, en]`; the first one is the default.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::locales"))]
    pub(crate) locales: Vec<String>,
    /// The language of the people who answer, for the summary that they read.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::locale"))]
    pub(crate) agents: Option<String>,
    /// Said when a conversation starts: people should know that they talk with an automatic
    /// assistant.
    pub(crate) disclosure: Local<String>,
    /// The topics in the order of the menu; each is a folder below `articles/`.
    pub(crate) topics: Vec<Topic>,
    /// The zone of all hours and dates, by its IANA name: `Europe/Paris`.
    pub(crate) time_zone: Option<String>,
    /// Where people answer; the first one is the default.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub(crate) queues: Vec<Queue>,
    /// What is said when nobody can be reached; one line at least.
    #[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1)))]
    pub(crate) contact: Contact,
    /// The probabilities from which to answer, and from which to offer a choice.
    pub(crate) bars: Bars,
    /// How to speak on the telephone.
    pub(crate) voice: Voice,
    /// How to write where messages are short.
    pub(crate) messaging: Messaging,
    /// The facts by which a customer is reached.
    pub(crate) reach: Reach,
    /// What the score at the end measures: `ces` (how easy it was) or `csat` (how satisfied).
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::measure"))]
    pub(crate) satisfaction: Option<String>,
}

/// The facts by which a customer is reached.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Reach {
    /// The fact that has the telephone number.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) phone: Option<String>,
    /// The fact that has the e-mail address.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) email: Option<String>,
}

/// An entry of a menu, or an option of a choice.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "title"])))]
pub(crate) struct Topic {
    /// Its id: lower-case letters, digits, hyphens.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) id: Option<String>,
    /// Its name, as customers read it.
    pub(crate) title: Local<String>,
}

/// Where people answer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "title"])))]
pub(crate) struct Queue {
    /// Its id, by which articles and rules name it.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) id: Option<String>,
    /// Its name, as customers read it.
    pub(crate) title: Local<String>,
    /// When it is open: `{mon-fri: "08:00-20:00", sat: "09:00-12:00, 14:00-18:00"}`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::opening_hours"))]
    pub(crate) hours: BTreeMap<String, String>,
    /// The days on which it is closed all the same: `[2026-12-25]`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::dates"))]
    pub(crate) closed: Vec<String>,
}

/// How people can be reached; each line is optional.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Contact {
    /// A telephone number, as customers read it.
    pub(crate) phone: Option<Local<String>>,
    /// An e-mail address.
    pub(crate) email: Option<Local<String>>,
    /// The address of a page, `https://…`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::local_url"))]
    pub(crate) url: Option<Local<String>>,
    /// A postal address, on one line.
    pub(crate) address: Option<Local<String>>,
}

/// Probabilities; `relais check --confidence` shows how far they can be trusted.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Bars {
    /// At or above it the assistant answers, such as `0.75`.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    pub(crate) answer: Option<f32>,
    /// At or above it the assistant offers a choice, such as `0.35`.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    pub(crate) clarify: Option<f32>,
}

/// How to speak on the telephone.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Voice {
    /// How many sentences are spoken before "shall I go on?".
    pub(crate) max_sentences: Option<u8>,
    /// The host's action that sends a text message; links are offered so.
    pub(crate) text_action: Option<String>,
}

/// How to write where messages are short.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Messaging {
    /// The longest message, in characters.
    pub(crate) max_characters: Option<u16>,
    /// The most options of a choice.
    pub(crate) max_options: Option<u8>,
}
