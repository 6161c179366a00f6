use serde::{Deserialize, Serialize};

use super::article::HandOver;
use super::condition::Condition;
use super::template::Template;
use crate::facts::Value;
use crate::id::Id;

/// What beats retrieval: when its condition holds, its effect happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id: the file's name.
    pub id: Id,
    /// Why it exists, in plain words; shown in traces.
    pub why: String,
    /// 0 to 100; the higher one wins.
    pub priority: u8,
    /// What it is tried at.
    pub on: Occasion,
    /// When it fires.
    pub when: Condition,
    /// What decides the turn, if it does.
    pub effect: Option<Effect>,
    /// Said before that, in this locale.
    pub say: Option<Template>,
    /// Notes that it makes in the conversation.
    pub set: Vec<(Id, Value)>,
    /// What it adds to the packet that a person receives.
    pub packet: Vec<(Id, Value)>,
}

/// In the place of a rule where an offer comes from none: to go on with a form of an earlier contact.
pub const OPEN_FORM: &str = "open-form";

/// What a [`Rule`] is tried at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// At every message of the customer.
    #[default]
    Message,
    /// When a conversation starts and when the host has learned something: an anticipation. Its effect
    /// is offered, never imposed, and once only.
    Facts,
}

/// What a rule decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// A person answers.
    HandToHuman(HandOver),
    /// This article is the answer.
    Answer(Id),
    /// This form is opened.
    Ask(Id),
    /// This is nothing that the organisation deals with, such as the password of another company.
    NoMatch,
}
