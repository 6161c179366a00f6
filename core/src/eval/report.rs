use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::Comparison;
use super::held_out::HeldOut;
use crate::diagnostic::Span;
use crate::id::Id;
use crate::locale::Locale;
use crate::reply::Reply;

/// What came of a test.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// All together.
    pub totals: Totals,
    /// By article, form or file of dialogues: `delivery/track-order`, `forms/track-order`,
    /// `dialogues/conversation`.
    pub subjects: BTreeMap<String, SubjectReport>,
    /// What did not come back as it should, the wordings first.
    pub failures: Vec<Failure>,
    /// Wordings that were only offered in a choice: no failure, but worth another wording.
    pub offered: Vec<Failure>,
    /// How the turns of dialogues ended, by the [`Outcome::name`](crate::Outcome::name).
    pub outcomes: BTreeMap<String, usize>,
    /// The turns of dialogues that handed over to a person, by the name of the
    /// [`Reason`](crate::Reason). Further turns of the same hand-over are not counted.
    pub handed_over: BTreeMap<String, HandedOver>,
    /// What engines that lack a part of the wordings make of those, where that was asked for with
    /// [`hold_out`](super::hold_out()).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_out: Option<HeldOut>,
    /// What differs from another bundle, where one was held against it with
    /// [`compare`](super::compare()).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Comparison>,
}

/// The turns of dialogues that handed over to a person for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HandedOver {
    /// How many.
    pub turns: usize,
    /// The first three.
    pub examples: Vec<HandedOverAt>,
}

/// A turn of a dialogue that handed over to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HandedOverAt {
    /// The dialogue.
    pub dialogue: String,
    /// What was said.
    pub said: String,
}

/// Counts over a whole knowledge base.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    /// The stored wordings.
    pub wordings: Tally,
    /// The turns of dialogues that were played.
    pub turns: usize,
    /// Those that did not go as written.
    pub failed_turns: usize,
    /// The dialogues.
    pub dialogues: usize,
    /// Those with a failed turn.
    pub failed_dialogues: usize,
}

/// Counts for one article, form or file of dialogues.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SubjectReport {
    /// Its wordings, in all languages.
    pub wordings: Tally,
    /// The turns of its dialogues.
    pub turns: usize,
    /// Those that did not go as written.
    pub failed_turns: usize,
}

/// What became of wordings that were asked alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// Found their own article.
    pub right: usize,
    /// Found it among the options of a choice.
    pub offered: usize,
    /// Were recognised, but a rule decides before the article does.
    pub by_rule: usize,
    /// Anything else.
    pub wrong: usize,
}

/// One thing that did not come back as it should.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Failure {
    /// What was tried.
    pub kind: FailureKind,
    /// The article, form or file of dialogues.
    pub subject: String,
    /// The language of the conversation.
    pub locale: Locale,
    /// Where it is written; the line is 0 where only the file is known.
    #[serde(serialize_with = "place")]
    pub place: Span,
    /// What the person said.
    pub said: String,
    /// What had to come back.
    pub expected: String,
    /// What came.
    pub came: String,
    /// What the message seemed to be about, most probable first.
    pub likely: Vec<Likely>,
}

/// What a test tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FailureKind {
    /// A stored wording, alone.
    Wording,
    /// A turn of the dialogue of this name.
    Turn(String),
}

/// A candidate of a reply's trace, in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Likely {
    /// The article, or `forms/` and the form.
    pub id: Id,
    /// The probability that it is what the customer asks for.
    #[serde(serialize_with = "thousandths")]
    pub probability: f32,
}

impl Report {
    /// Whether every wording and every dialogue came out as it should.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }

    /// How many questions and dialogues the other bundle answered better.
    pub fn broken(&self) -> usize {
        self.baseline.as_ref().map_or(0, |baseline| baseline.broke.len())
    }

    pub(super) fn subject(&mut self, id: &str) -> &mut SubjectReport {
        self.subjects.entry(id.to_owned()).or_default()
    }
}

impl Tally {
    /// How many wordings were asked.
    pub fn total(&self) -> usize {
        self.right + self.offered + self.by_rule + self.wrong
    }
}

impl Likely {
    /// The best three candidates of a reply.
    pub(super) fn of(reply: &Reply) -> Vec<Likely> {
        let candidates = reply.trace().candidates.iter().take(3);
        let likely = |candidate: &crate::reply::Candidate| Likely {
            id: candidate.id.clone(),
            probability: candidate.probability,
        };
        candidates.map(likely).collect()
    }
}

pub(super) fn place<S: serde::Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    match span.line {
        0 => serializer.collect_str(&span.file),
        line => serializer.collect_str(&format_args!("{}:{line}", span.file)),
    }
}

pub(super) fn thousandths<S: serde::Serializer>(
    value: &f32,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 1000.0).round() / 1000.0)
}
