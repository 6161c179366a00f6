use crate::channel::Channel;
use crate::diagnostic::Span;
use crate::facts::Facts;
use crate::id::Id;
use crate::locale::Locale;
use crate::reason::Reason;
use crate::time::Timestamp;

use super::messages::MessageKey;

/// A test of a knowledge base: what a person says, and what must come back.
#[derive(Clone, Debug)]
pub struct Dialogue {
    /// What it shows.
    pub name: String,
    /// The language of the conversation.
    pub locale: Locale,
    /// Where it takes place.
    pub channel: Channel,
    /// What the host knows about the customer.
    pub facts: Facts,
    /// When it starts; a minute passes with each turn.
    pub at: Timestamp,
    /// The turns.
    pub turns: Vec<Turn>,
    /// Where it is written.
    pub span: Span,
}

/// What a person does, and what must come back.
#[derive(Clone, Debug)]
pub struct Turn {
    /// What the person does.
    pub input: Input,
    /// What must come back.
    pub expected: Expectation,
    /// What the reply's text must contain.
    pub text: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// What a person does in a [`Turn`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Writes or says this.
    Says(String),
    /// Takes the option of this number, from 1.
    Chooses(usize),
}

/// What must come back in a [`Turn`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expectation {
    /// This article answers.
    Answer(Id),
    /// This article answers, or is among the options of a choice.
    Offers(Id),
    /// A choice that holds these.
    Clarify(Vec<Id>),
    /// A person takes over, for this reason, in this queue if it is given.
    Human {
        /// The reason.
        reason: Reason,
        /// The queue.
        queue: Option<Id>,
    },
    /// It says that it did not understand.
    NoMatch,
    /// Anything but an answer.
    Unanswered,
    /// A form asks for this value.
    Ask(Id),
    /// The host must perform this action.
    Act(String),
    /// This sentence of the assistant's own.
    Says(MessageKey),
    /// The conversation ends.
    Close,
}
