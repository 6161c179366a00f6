use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::prose::Prose;
use super::settings::Probability;
use super::template::Template;
use crate::id::Id;
use crate::reason::{Priority, Reason};
use crate::time::Date;

/// One answer, in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its id: the path below `articles/`, `delivery/track-order`.
    pub id: Id,
    /// Its title, as shown in menus and choices.
    pub title: String,
    /// The answer.
    pub answer: Prose,
    /// The answer for the telephone, in two short sentences.
    pub speech: Option<Template>,
    /// The answer as one text message.
    pub summary: Option<Template>,
    /// What is said instead to some customers: the first one that is for the customer counts.
    pub variants: Vec<Variant>,
    /// Pages to read.
    pub links: Vec<Link>,
    /// Films to watch.
    pub media: Vec<Video>,
    /// What people ask next: articles and forms.
    pub next: Vec<Id>,
    /// Where the answer comes from.
    pub source: Option<String>,
    /// When someone last checked it.
    pub reviewed: Option<Date>,
    /// The first day on which it holds.
    pub valid_from: Option<Date>,
    /// The last day on which it holds.
    pub valid_until: Option<Date>,
    /// Whom it is for; everyone where there is no condition.
    pub audience: Option<Condition>,
    /// Its own answer bar.
    pub bar: Option<Probability>,
    /// Recognised, but a person answers.
    pub hand_over: Option<HandOver>,
}

/// What an [`Article`] says instead to some customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Whom it is for.
    pub audience: Condition,
    /// The answer.
    pub answer: Prose,
    /// The answer for the telephone, in two short sentences.
    pub speech: Option<Template>,
    /// The answer as one text message.
    pub summary: Option<Template>,
}

/// Why and where to a conversation is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The reason.
    pub reason: Reason,
    /// The queue; the default one where none is named.
    pub queue: Option<Id>,
    /// How urgent it is.
    pub priority: Priority,
}

/// A page to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is.
    pub title: String,
    /// Its address, `https:`.
    pub url: String,
}

/// A film to watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Video {
    /// What it shows.
    pub title: String,
    /// Its address, `https:`.
    pub url: String,
    /// Its length in seconds.
    pub seconds: u32,
    /// The address of what is said in it.
    pub transcript: String,
}

impl Article {
    /// Whether the answer holds on this day.
    pub(crate) fn holds_on(&self, today: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= today)
            && self.valid_until.is_none_or(|until| today <= until)
    }
}
