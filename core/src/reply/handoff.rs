use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plain;
use crate::availability::{CallbackSlot, OtherChannel};
use crate::channel::Channel;
use crate::facts::{Facts, Value};
use crate::id::Id;
use crate::knowledge::{Choice, Contact};
use crate::locale::Locale;
use crate::memo::PastContact;
use crate::reason::{Priority, Reason};
use crate::time::Timestamp;

/// A person takes over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Handoff {
    /// The same for the same hand-over of the same conversation: a later promise in the place of an
    /// earlier one has the key of the earlier one.
    pub key: String,
    /// Why.
    pub reason: Reason,
    /// Where to: a queue of the knowledge base.
    pub queue: Id,
    /// The queue's name, as customers read it.
    pub queue_title: String,
    /// How urgent it is.
    pub priority: Priority,
    /// What can be promised.
    #[serde(with = "plain::promise")]
    pub promise: Promise,
    /// What the customer is told, sentence by sentence.
    pub text: Vec<String>,
    /// What the customer may take, where nobody is there: times to be called back, a message, another
    /// channel.
    pub options: Vec<Choice>,
    /// How to reach people otherwise.
    pub contact: Contact,
    /// What the person needs, so that the customer says nothing twice.
    pub packet: Packet,
}

/// What a customer can be promised when a person is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Promise {
    /// The queue is open: someone takes over now.
    Now {
        /// How long one waits, in seconds, where the host has said so.
        wait_seconds: Option<u32>,
    },
    /// Somebody calls back.
    Callback {
        /// When.
        slot: CallbackSlot,
        /// The number to call.
        phone: String,
    },
    /// Somebody answers the message that the customer left.
    Message,
    /// The customer takes another channel, on which somebody is there.
    Channel {
        /// The channel.
        channel: OtherChannel,
    },
    /// The queue is closed, and opens at this time.
    Opens {
        /// The instant.
        at: Timestamp,
    },
    /// No opening is known: the contact card is all there is.
    Contact,
}

impl Promise {
    /// The names of all promises, in the wire form.
    pub const NAMES: [&'static str; 6] =
        ["now", "callback", "message", "channel", "opens", "contact"];

    /// The name in the wire form.
    pub fn name(&self) -> &'static str {
        match self {
            Promise::Now { .. } => "now",
            Promise::Callback { .. } => "callback",
            Promise::Message => "message",
            Promise::Channel { .. } => "channel",
            Promise::Opens { .. } => "opens",
            Promise::Contact => "contact",
        }
    }
}

/// What a person needs in order to go on where the assistant stops.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Packet {
    /// The question, in the customer's own words.
    pub question: String,
    /// One sentence for the person's screen, in the language of those who answer: why, what the
    /// customer asks, what was said and promised. One line of at most 300 characters.
    pub summary: String,
    /// The language of the conversation.
    pub locale: Locale,
    /// Where the conversation takes place.
    pub channel: Channel,
    /// The articles that were given as answers.
    pub answered: Vec<Id>,
    /// The articles that were offered and refused.
    pub refused: Vec<Id>,
    /// The form that was under way.
    pub form: Option<Id>,
    /// The values that were collected.
    pub values: BTreeMap<Id, Value>,
    /// The message that the customer left.
    pub message: Option<String>,
    /// What the host knows about the customer.
    pub facts: Facts,
    /// What rules added.
    pub notes: BTreeMap<Id, Value>,
    /// Earlier contacts, the oldest first.
    #[serde(with = "crate::memo::as_json::contacts")]
    pub earlier: Vec<PastContact>,
    /// What was said, the oldest first; at most the last 40 lines.
    pub transcript: Vec<Line>,
}

/// A line of a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Who said it.
    pub speaker: Speaker,
    /// What was said.
    pub text: String,
}

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The assistant.
    Assistant,
}
