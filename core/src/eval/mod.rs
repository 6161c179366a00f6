//! Testing a knowledge base with its own questions, and the engine with those of others.
//!
//! [`run`] asks an engine every wording that the knowledge base has stored, each alone, and plays
//! every dialogue that it contains. What comes of it is a [`Report`]: counts for each article, and
//! a [`Failure`] in plain words for each thing that did not come back as it should. Nothing here
//! prints or reads a clock; the same knowledge base gives the same report on any day.
//!
//! A [`Set`] is made of questions that were collected elsewhere, with what is right for each: labelled
//! texts, or documents and queries. [`Set::evaluate`] builds a bundle of the one half, asks the
//! engine the other, and gives [`Figures`]: how often the best article is right, and whether its
//! probability tells when it is not ([`metrics`]).
//!
//! Only the public API of the crate is used, so that what passes here passes for a host too.

mod dialogues;
mod expectation;
mod faq;
mod figures;
mod labelled;
mod lines;
pub mod metrics;
mod prediction;
mod report;
mod rounded;
mod set;
mod wordings;

pub use self::figures::{AtDefaultBar, Costs, CoverageAtRisk, Figures, Ranks};
pub use self::lines::JsonLines;
pub use self::prediction::Prediction;
pub use self::report::{Failure, FailureKind, Likely, Report, SubjectReport, Tally, Totals};
pub use self::set::{Evaluation, Gold, Set, Size, Stage};
use crate::engine::Engine;
use crate::knowledge::KnowledgeBase;

/// How far a test or an evaluation has come, for those who wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The wordings and dialogues, or the questions, that were tried.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// Asks `engine` everything that `base` says must work, and tells `progress` after each.
///
/// The engine must be built from that knowledge base, or from one that should answer as well.
pub fn run(base: &KnowledgeBase, engine: &Engine, mut progress: impl FnMut(Progress)) -> Report {
    let mut report = Report::default();
    let total = wordings::count(base) + base.dialogues().len();
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(Progress { done, total });
    };
    wordings::run(base, engine, &mut report, &mut step);
    dialogues::run(base, engine, &mut report, &mut step);
    report
}
