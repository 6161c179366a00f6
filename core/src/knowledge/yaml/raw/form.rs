//! `forms/<id>.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;
use super::{HandOver, Local, Topic};

/// The keys of a form that are the same in every language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["action", "done", "failed"])))]
pub(crate) struct Form {
    /// The values to collect, in the order in which they are asked for.
    pub(crate) values: Vec<FormValue>,
    /// Asked before an act that changes something; `{form.order}` is the value `order`.
    pub(crate) confirm: Option<Local<String>>,
    /// What the host performs, with the values.
    pub(crate) action: Option<String>,
    /// Said when the host reports success; `{fact.…}` may use what it reported.
    pub(crate) done: Local<String>,
    /// Said when it reports failure, before a person takes over.
    pub(crate) failed: Local<String>,
    /// Failures that the host names, by their codes, each with one remedy.
    pub(crate) failures: BTreeMap<String, Failure>,
}

/// What to do about one sort of failure of a form's action.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["say"])))]
pub(crate) struct Failure {
    /// What is said.
    pub(crate) say: Local<String>,
    /// The remedy: this value is asked for again.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) ask: Option<String>,
    /// The remedy: this article.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) answer: Option<String>,
    /// The remedy: a person.
    pub(crate) hand_to_human: Option<HandOver>,
}

/// What a form says in one language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["title", "questions"])))]
pub(crate) struct FormText {
    /// Shown in menus and in "did you mean".
    pub(crate) title: Option<String>,
    /// Wordings: how people ask for it, in their own words.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::wordings"))]
    pub(crate) questions: Vec<String>,
}

/// A value to collect.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "type", "ask"])))]
pub(crate) struct FormValue {
    /// Its id; texts of the form use it as `{form.id}`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) id: Option<String>,
    /// What it accepts.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::value_type"))]
    pub(crate) kind: Option<String>,
    /// For `pattern`: 9 a digit, A a letter, * either; anything else is itself: `OD-999999`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::mask"))]
    pub(crate) pattern: Option<String>,
    /// For `choice`: the options, two at least.
    #[cfg_attr(feature = "schema", schemars(length(min = 2)))]
    pub(crate) choices: Vec<Topic>,
    /// How it is asked for.
    pub(crate) ask: Local<String>,
    /// How it is asked for again when the answer could not be read; `ask` unless said.
    pub(crate) retry: Option<Local<String>>,
    /// The fact that has it: where it is known, it is never asked.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) fact: Option<String>,
    /// `true`: asked once, and "no" is an answer.
    pub(crate) optional: bool,
}
