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

/// What a rule decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// A person answers.
    HandToHuman(HandOver),
    /// This article is the answer.
    Answer(Id),
    /// This form is opened.
    Ask(Id),
}
