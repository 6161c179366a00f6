//! Testing a knowledge base with its own questions, and the engine with those of others.
//!
//! [`run`] asks an engine every wording that the knowledge base has stored, each alone, and plays
//! every dialogue that it contains. What comes of it is a [`Report`]: counts for each article, and
//! a [`Failure`] in plain words for each thing that did not come back as it should. Nothing here
//! prints or reads a clock; the same knowledge base gives the same report on any day.
//!
//! An engine knows its own wordings by heart, so that says little of what it makes of other words.
//! [`hold_out`] builds the knowledge base several times, each time without a part of its wordings,
//! and asks those: recall by article, which articles are taken for each other, and what the
//! probabilities are worth. [`compare`] asks two engines the same, and says what differs.
//!
//! A [`Set`] is made of questions that were collected elsewhere, with what is right for each:
//! labelled texts, or documents and queries. [`Set::evaluate`] builds a bundle of the one half,
//! asks the engine the other, and gives [`Figures`]: how often the best article is right, and
//! whether its probability tells when it is not ([`metrics`]).
//!
//! Only the public API of the crate is used, so that what passes here passes for a host too.

mod compare;
mod dialogues;
mod expectation;
mod faq;
mod figures;
mod held_out;
mod labelled;
mod lines;
pub mod metrics;
mod prediction;
mod report;
mod rounded;
mod script;
mod set;
mod wordings;

pub use self::compare::{Change, Comparison, compare};
pub use self::figures::{AtDefaultBar, Costs, CoverageAtRisk, Figures, Ranks};
pub use self::held_out::{
    Confusion, HeldOut, Missed, Outside, Recall, Recalled, RiskCoverage, Taken, TakenBy, hold_out,
};
pub use self::lines::JsonLines;
pub use self::prediction::Prediction;
pub use self::report::{
    Failure, FailureKind, HandedOver, HandedOverAt, Likely, Report, SubjectReport, Tally, Totals,
};
pub use self::script::script;
pub use self::set::{Evaluation, Gold, Set, Size, Stage};
pub(crate) use self::wordings::MONDAY_MORNING;
use crate::engine::Engine;
use crate::knowledge::{Dialogue, KnowledgeBase};

/// How far a test or an evaluation has come, for those who wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The wordings and dialogues, or the questions, that were tried.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// Asks `engine` everything that `base` says must work, on as many threads as there are processors,
/// and tells `progress` now and then.
///
/// The engine must be built from that knowledge base, or from one that should answer as well.
pub fn run(base: &KnowledgeBase, engine: &Engine, progress: impl FnMut(Progress)) -> Report {
    let mut report = Report::default();
    let mut step = steps(wordings::all(base).len() + base.dialogues().len(), progress);
    wordings::run(base, engine, &mut report, &mut step);
    dialogues::run(base, engine, &mut report, &mut step);
    report
}

/// Plays some of the dialogues of a knowledge base, on as many threads as there are processors. Returns
/// for each, in their order, the turns that did not come back as they should.
pub fn play(dialogues: &[&Dialogue], engine: &Engine) -> Vec<Vec<Failure>> {
    dialogues::failures(dialogues, engine)
}

/// Adds up what is done.
fn steps(total: usize, mut progress: impl FnMut(Progress)) -> impl FnMut(usize) {
    let mut done = 0;
    move |more| {
        done += more;
        progress(Progress { done, total });
    }
}
