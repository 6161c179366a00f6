//! `rules/<id>.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;
use super::{Condition, HandOver, Local, Scalar};

/// What beats retrieval: a condition and its effects.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["why", "when", "then"])))]
pub(crate) struct Rule {
    /// Why there is this rule, for the trace and for the colleague who reads it.
    pub(crate) why: Option<String>,
    /// From 0 to 100, higher first; 50 unless said.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100)))]
    pub(crate) priority: Option<u8>,
    /// When it is tried: at messages unless said; `facts` offers something when the host has
    /// learned something, before it is asked for.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::occasion"))]
    pub(crate) on: Option<String>,
    /// When it applies.
    pub(crate) when: Option<Condition>,
    /// What it does: at most one of hand_to_human, answer, ask, no_match, with say, set and packet.
    #[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1)))]
    pub(crate) then: Effects,
}

/// What a rule does.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Effects {
    /// A person takes over.
    pub(crate) hand_to_human: Option<HandOver>,
    /// This article is given.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) answer: Option<String>,
    /// This form is opened.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) ask: Option<String>,
    /// `true`: nothing that the organisation deals with.
    pub(crate) no_match: Option<bool>,
    /// Said before it.
    pub(crate) say: Option<Local<String>>,
    /// Notes of the conversation, readable as `note: name`.
    pub(crate) set: BTreeMap<String, Scalar>,
    /// Added to what the person receives.
    pub(crate) packet: BTreeMap<String, Scalar>,
}
