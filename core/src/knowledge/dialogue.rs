use crate::availability::Availability;
use crate::channel::Channel;
use crate::diagnostic::Span;
use crate::facts::Facts;
use crate::id::Id;
use crate::locale::Locale;
use crate::reason::{HandoffEvent, Reason};
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
    /// Who is there to take over, where the host says so.
    pub availability: Option<Availability>,
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
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Writes or says this.
    Says(String),
    /// Takes the option of this number, from 1.
    Chooses(usize),
    /// Presses these keys.
    Presses(String),
    /// Was heard as one of these, the most probable first.
    Heard(Vec<String>),
    /// Says nothing.
    Silence,
    /// Makes a sound in which no words are recognised.
    Noise,
    /// Is there: the conversation opens.
    Starts,
    /// Leaves, and comes back later on this channel with the memo of this contact.
    ComesBack {
        /// Where.
        channel: Channel,
        /// When.
        at: Timestamp,
    },
    /// The host learns this.
    Learns(Facts),
    /// The host has acted, and learned this.
    Acted(Facts),
    /// The host could not act, for this reason of its own.
    Failed(Id),
    /// This becomes of the hand-over.
    Handoff(HandoffEvent),
}

/// What must come back in a [`Turn`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expectation {
    /// This article answers.
    Answer(Id),
    /// This article answers, or this form is opened, or is among the options of a choice.
    Offers(Id),
    /// A choice that holds these.
    Clarify(Vec<Id>),
    /// A person takes over, for this reason, in this queue if it is given.
    Human {
        /// The reason.
        reason: Reason,
        /// The queue.
        queue: Option<Id>,
        /// The name of what is promised.
        promise: Option<String>,
    },
    /// This rule brings something up.
    Offer(Id),
    /// Nothing is said.
    Silent,
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
