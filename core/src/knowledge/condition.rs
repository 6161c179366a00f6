use serde::{Deserialize, Serialize};

use super::settings::Probability;
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::locale::Locale;
use crate::time::{Date, Weekday};

/// When a rule fires, or whom an article is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Condition {
    /// All of them hold; true where there are none.
    All(Vec<Condition>),
    /// One of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The message has an entry of this lexicon. The number is the lexicon's place in its locale's
    /// table.
    Says(u32),
    /// The message is about one of these.
    About {
        /// The subjects.
        subjects: Vec<Subject>,
        /// With at least this probability; the clarify bar where none is said.
        at_least: Option<Probability>,
    },
    /// What the host knows.
    Fact(Id, Test),
    /// What a rule has noted in this conversation.
    Note(Id, Test),
    /// A counter of this conversation.
    Counter(Counter, Test),
    /// The conversation is on one of these channels.
    Channel(Vec<Channel>),
    /// The conversation is in one of these languages.
    Locale(Vec<Locale>),
    /// A queue is open, or closed, now.
    Queue {
        /// The queue.
        queue: Id,
        /// Whether it must be open.
        open: bool,
    },
    /// The local time is within these days and minutes.
    Time {
        /// The days of the week.
        days: Vec<Weekday>,
        /// Minutes since midnight, end excluded; an end before its start goes over midnight.
        between: (u16, u16),
    },
    /// The local date is within these days, both included.
    Dates {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        until: Option<Date>,
    },
}

#[cfg(feature = "author")]
impl Condition {
    /// Whether it asks about the message of the customer.
    pub(crate) fn is_of_a_message(&self) -> bool {
        match self {
            Condition::All(list) | Condition::Any(list) => {
                list.iter().any(Condition::is_of_a_message)
            }
            Condition::Not(condition) => condition.is_of_a_message(),
            Condition::Says(_) | Condition::About { .. } => true,
            Condition::Counter(counter, _) => *counter == Counter::SameSubject,
            _ => false,
        }
    }
}

/// What a message may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// An article.
    Article(Id),
    /// A form.
    Form(Id),
    /// Any article of a topic.
    Topic(Id),
}

/// A test of one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Test {
    /// It is known and true.
    Holds,
    /// It is this.
    Is(Value),
    /// It is known and not this.
    IsNot(Value),
    /// It is one of these.
    In(Vec<Value>),
    /// It compares with this number.
    Number(Comparison, f64),
    /// It is known, or unknown.
    Known(bool),
    /// It is a day more than this many days ago.
    OlderThanDays(u32),
    /// It is a day at most this many days away, before or after.
    WithinDays(u32),
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// Greater than.
    Over,
    /// Less than.
    Under,
    /// Greater than or equal to.
    AtLeast,
    /// Less than or equal to.
    AtMost,
}

/// What a conversation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counter {
    /// Messages of the customer.
    Turns,
    /// Answers given.
    Answers,
    /// Choices offered.
    Clarifications,
    /// Messages that were not understood.
    NoMatches,
    /// Answers and choices that the customer refused.
    Refused,
    /// Hand-overs.
    HandOvers,
    /// Earlier contacts about what the message is about, over the last 30 days.
    SameSubject,
}

impl Counter {
    /// Every counter.
    pub const ALL: [Counter; 7] = [
        Counter::Turns,
        Counter::Answers,
        Counter::Clarifications,
        Counter::NoMatches,
        Counter::Refused,
        Counter::HandOvers,
        Counter::SameSubject,
    ];

    /// The name in conditions.
    pub fn as_str(self) -> &'static str {
        match self {
            Counter::Turns => "turns",
            Counter::Answers => "answers",
            Counter::Clarifications => "clarifications",
            Counter::NoMatches => "no_matches",
            Counter::Refused => "refused",
            Counter::HandOvers => "hand_overs",
            Counter::SameSubject => "same_subject",
        }
    }
}
