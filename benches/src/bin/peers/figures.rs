//! What was measured, as the record keeps it; tables and plot are made of this and of nothing else.

use serde::{Deserialize, Serialize};

/// A whole run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    /// The day, as `2026-11-29`.
    pub(crate) date: String,
    /// What it was measured on, in words.
    pub(crate) machine: String,
    /// How many programs wanted to run when it began and when it ended.
    pub(crate) load: [f64; 2],
    /// Who was asked.
    pub(crate) peers: Vec<Who>,
    /// Who could not be, and why.
    pub(crate) absent: Vec<(String, String)>,
    /// What they were asked, the set of the README first.
    pub(crate) sets: Vec<SetFigures>,
}

/// A peer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Who {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// What is downloaded beside the data: brotli of the minified library, or wheels.
    pub(crate) code_bytes: u64,
}

/// What came of a set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SetFigures {
    pub(crate) name: String,
    pub(crate) articles: usize,
    pub(crate) wordings: usize,
    pub(crate) in_scope: usize,
    pub(crate) out_of_scope: usize,
    /// The share of wrong ones among the answers of Relais in cross-validation, which the bars of the others are
    /// chosen for; none where nothing can be held out.
    pub(crate) risk: Option<f64>,
    pub(crate) peers: Vec<Figures>,
    /// Who was left out, and why.
    pub(crate) left_out: Vec<(String, String)>,
}

/// What came of a set for a peer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// The id of the peer.
    pub(crate) peer: String,
    /// How it was used.
    pub(crate) variant: String,
    /// What the bar is set on.
    pub(crate) evidence: String,
    /// The score from which an article is the answer; none where it keeps its own counsel, or no score will do.
    pub(crate) bar: Option<f64>,
    /// As it comes.
    pub(crate) plain: Ends,
    /// At the bar. For Relais as it comes.
    pub(crate) at_bar: Option<Ends>,
    /// The share of questions in scope whose best article is right, whatever the score.
    pub(crate) first: Option<f64>,
    pub(crate) auroc: Option<f64>,
    /// The share of questions in scope that is answered rightly at the best bar for 10 % of wrong answers.
    pub(crate) coverage_at_10: Option<f64>,
    /// In microseconds.
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
    /// How many questions were timed.
    pub(crate) timed: usize,
    /// From the start of the program's own code, its imports included, until it can be asked.
    pub(crate) load_ms: f64,
    /// What is done before: training, indexing.
    pub(crate) prepare_ms: f64,
    /// In kilobytes of 1,024 bytes, after all questions; and the most.
    pub(crate) resident_kb: u64,
    pub(crate) peak_kb: u64,
    /// What was prepared, compressed.
    pub(crate) data_bytes: u64,
}

/// How the questions of a set ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ends {
    /// Answered rightly.
    pub(crate) right: usize,
    /// Answered wrongly; answers to questions out of scope are among them.
    pub(crate) wrong: usize,
    /// Out of scope, and not answered.
    pub(crate) refused: usize,
    /// In scope, and a choice with the right article was offered.
    pub(crate) offered: usize,
}

impl Run {
    pub(crate) fn who(&self, id: &str) -> Option<&Who> {
        self.peers.iter().find(|who| who.id == id)
    }
}

impl SetFigures {
    /// The times that the others are held against.
    pub(crate) fn floor(&self) -> Option<&Figures> {
        self.peers.iter().find(|figures| figures.peer == FLOOR)
    }
}

/// The peer whose times are the floor.
pub(crate) const FLOOR: &str = "tantivy";
