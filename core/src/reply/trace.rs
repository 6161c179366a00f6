use serde::{Deserialize, Serialize, Serializer};

use crate::id::Id;

/// How a reply was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Trace {
    /// What decided.
    pub decision: Decision,
    /// The bar that the best candidate passed or missed, where candidates were weighed.
    pub bar: Option<Bar>,
    /// The message as it was read.
    pub words: Vec<UnderstoodWord>,
    /// The best candidates, best first: ten at most.
    pub candidates: Vec<Candidate>,
    /// Which of its article's variants an answer is, counted from 1; none where it is what the
    /// article says to everyone else.
    #[serde(default)]
    pub variant: Option<u32>,
}

/// What decided a turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "what", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Decision {
    /// A reserved intent: `human`, `repeat`, `menu`, `greeting`.
    Reserved(String),
    /// A rule of the knowledge base: its id.
    Rule(Id),
    /// The question that was pending: a choice, a form's value, a yes.
    Pending,
    /// The probability of the best candidate.
    Evidence,
    /// A limit: an empty message, one that is too long, too many retries.
    Limit(String),
    /// An event from the host: a start, an act, the end of a hand-over.
    Host,
    /// The search of the knowledge base did not answer, for this reason, and so nothing was weighed.
    Unsearched(String),
}

/// A bar, and what was held against it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// The probability that is needed for an answer.
    #[serde(serialize_with = "rounded")]
    pub answer: f32,
    /// The probability that is needed for a choice.
    #[serde(serialize_with = "rounded")]
    pub clarify: f32,
    /// The probability of the best candidate.
    #[serde(serialize_with = "rounded")]
    pub best: f32,
}

/// A word of the message, as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderstoodWord {
    /// What was understood, after correction.
    pub read: String,
    /// What is compared: the stem, or the synonym that stands for the word.
    pub term: String,
    /// `content`, `stop` or `filler`.
    pub role: String,
    /// Whether the spelling was corrected.
    pub corrected: bool,
    /// Whether the knowledge base uses the word.
    pub known: bool,
    /// Whether a negation reaches it, so that no lexicon of a rule finds it.
    #[serde(default)]
    pub negated: bool,
}

/// An article or a form that was considered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The article, or `forms/` and the form.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The probability that it is what the customer asks for, from 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub probability: f32,
    /// The score of retrieval, without a unit.
    #[serde(serialize_with = "rounded")]
    pub retrieval: f32,
    /// The margin of the classifier, without a unit; positive where it says yes.
    #[serde(serialize_with = "rounded")]
    pub margin: f32,
    /// The words of the message that spoke for it, the strongest first; for the five best candidates.
    pub words: Vec<TellingWord>,
}

/// A word of the message that spoke for a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TellingWord {
    /// The word, as it was read.
    pub word: String,
    /// Its share of all that spoke for the candidate, from 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub share: f32,
}

/// Writes a number in thousandths, so that the last bits of a float never show. A saved session has it
/// as it is.
pub(crate) fn rounded<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return serializer.serialize_f32(*value);
    }
    serializer.serialize_f64(in_thousandths(*value))
}

fn in_thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

impl Trace {
    pub(crate) fn of(decision: Decision) -> Trace {
        Trace { decision, bar: None, words: Vec::new(), candidates: Vec::new(), variant: None }
    }
}
