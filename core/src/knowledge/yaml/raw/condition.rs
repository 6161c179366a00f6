//! Conditions, wherever they are written.

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;
use super::{Local, OneOrMany, Scalar};

/// A condition: one subject, with the test that goes with it.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Condition {
    /// All of these hold.
    pub(crate) all: Option<Vec<Condition>>,
    /// One of these holds.
    pub(crate) any: Option<Vec<Condition>>,
    /// This does not hold.
    pub(crate) not: Option<Box<Condition>>,
    /// The message says one of these; negated phrases do not count.
    pub(crate) message: Option<MessageTest>,
    /// The message is about this article, form or topic, or one of these; `at_least: 0.5` asks for a
    /// probability other than the clarify bar.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id_or_ids"))]
    pub(crate) intent: Option<OneOrMany>,
    /// A fact, with a test; without one it holds when it is true.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) fact: Option<String>,
    /// A note that a rule has set, with a test; without one it holds when it is true.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) note: Option<String>,
    /// A counter of the conversation, with a test.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::counter"))]
    pub(crate) session: Option<String>,
    /// The conversation takes place there.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::channel_or_channels"))]
    pub(crate) channel: Option<OneOrMany>,
    /// The conversation is in this language.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::locale_or_locales"))]
    pub(crate) locale: Option<OneOrMany>,
    /// What time it is.
    pub(crate) clock: Option<Clock>,
    /// The test: it is this.
    pub(crate) is: Option<Scalar>,
    /// The test: it is something else.
    pub(crate) is_not: Option<Scalar>,
    /// The test: it is one of these.
    #[serde(rename = "in")]
    pub(crate) one_of: Option<Vec<Scalar>>,
    /// The test: more than this.
    pub(crate) over: Option<f64>,
    /// The test: less than this.
    pub(crate) under: Option<f64>,
    /// The test: this or more. For `intent`, a probability.
    pub(crate) at_least: Option<f64>,
    /// The test: this or less.
    pub(crate) at_most: Option<f64>,
    /// The test: whether it is known.
    pub(crate) known: Option<bool>,
    /// The test of a date: it is more than so many days ago.
    pub(crate) older_than_days: Option<u32>,
    /// The test of a date: it is within so many days of now, either side.
    pub(crate) within_days: Option<u32>,
}

/// What the message says: either of these.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "maxProperties" = 1)))]
pub(crate) struct MessageTest {
    /// An entry of this lexicon of `lexicons.yaml`.
    pub(crate) lexicon: Option<String>,
    /// One of these phrases.
    pub(crate) says: Option<Local<Vec<String>>>,
}

/// What time it is: a queue, days and hours, or dates.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Clock {
    /// A queue, with `is`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) queue: Option<String>,
    /// Whether that queue is open now.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::open_or_closed"))]
    pub(crate) is: Option<String>,
    /// Days of the week: `mon-fri`, `sat`, `mon, wed-fri`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::days"))]
    pub(crate) days: Option<String>,
    /// Hours of the day, in quotes: `"18:00-23:00"`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::hours"))]
    pub(crate) between: Option<String>,
    /// From this day on.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::date"))]
    pub(crate) from: Option<String>,
    /// Until this day, included.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::date"))]
    pub(crate) until: Option<String>,
}
