use serde::{Deserialize, Serialize};

use super::hours::Hours;
use super::template::Template;
use crate::id::Id;
use crate::locale::Locale;
use crate::time::TimeZone;

/// What `relais.yaml` says, for one locale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The organisation's name.
    pub name: String,
    /// The language of this part of the knowledge base.
    pub locale: Locale,
    /// Said when a conversation starts: that this is an automatic assistant.
    pub disclosure: Template,
    /// The subjects, in the order of the menu.
    pub topics: Vec<Topic>,
    /// Where people answer; the first one is the default.
    pub queues: Vec<Queue>,
    /// How to reach people otherwise.
    pub contact: Contact,
    /// How sure the engine must be.
    pub bars: Bars,
    /// Limits of the telephone.
    pub voice: Voice,
    /// Limits of text messages.
    pub messaging: Messaging,
    /// The facts by which a customer is reached.
    pub reach: Reach,
    /// What the score at the end measures.
    pub satisfaction: Measure,
    pub(crate) zone: TimeZone,
}

/// A subject of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its id, which is also the folder of its articles.
    pub id: Id,
    /// Its name.
    pub title: String,
}

/// A group of people who answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// Its id, which the host routes by.
    pub id: Id,
    /// Its name, as customers read it.
    pub title: String,
    /// When it is open.
    pub hours: Hours,
}

/// How to reach people without the assistant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A telephone number, as people read it.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A page.
    pub url: Option<String>,
    /// A postal address.
    pub address: Option<String>,
}

/// How sure the engine must be, as probabilities that the answer is right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bars {
    /// At or above it, the best article is the answer.
    pub answer: Probability,
    /// At or above it, the best articles are offered for a choice.
    pub clarify: Probability,
}

/// A probability, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Probability(f32);

/// The facts by which a customer is reached; what they hold is never asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The number to call back.
    pub phone: Option<Id>,
    /// The address to write to.
    pub email: Option<Id>,
}

/// What the score at the end measures, from 1 to 5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// How easy it was: the customer effort score.
    #[default]
    Ces,
    /// How satisfied the customer is.
    Csat,
}

/// Limits of the telephone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// How many sentences are spoken before the caller is asked whether to go on.
    pub max_sentences: u8,
    /// The action by which the host sends a text message; links are offered in this way, since none is
    /// read aloud.
    pub text_action: Option<String>,
}

/// Limits of text messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messaging {
    /// The longest message, in characters.
    pub max_characters: u16,
    /// The most options that a message can offer.
    pub max_options: u8,
}

impl Settings {
    /// The queue of this id, or the default one.
    pub(crate) fn queue(&self, id: Option<&Id>) -> Option<&Queue> {
        let wanted = id.and_then(|id| self.queues.iter().find(|queue| queue.id == *id));
        wanted.or_else(|| self.queues.first())
    }
}

impl Probability {
    /// The probability of this value, if it is one.
    pub fn new(value: f32) -> Option<Probability> {
        (0.0..=1.0).contains(&value).then_some(Probability(value))
    }

    /// The value, from 0 to 1.
    pub fn value(self) -> f32 {
        self.0
    }
}

impl Measure {
    /// The name in `relais.yaml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::Ces => "ces",
            Measure::Csat => "csat",
        }
    }
}

impl Default for Bars {
    fn default() -> Bars {
        Bars { answer: Probability(0.75), clarify: Probability(0.35) }
    }
}

impl Default for Voice {
    fn default() -> Voice {
        Voice { max_sentences: 2, text_action: None }
    }
}

impl Default for Messaging {
    fn default() -> Messaging {
        Messaging { max_characters: 480, max_options: 3 }
    }
}
