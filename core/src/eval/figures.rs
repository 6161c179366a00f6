use std::time::Duration;

use serde::Serialize;

use super::metrics::{
    self, Bin, Scored, accuracy, aurc, auroc, coverage_at_risk, ece, mrr_at, recall_at, reliability,
};
use super::prediction::{End, Prediction};
use super::rounded::rounded;
use super::set::{Gold, Size};
use crate::bundle::Bundle;
use crate::knowledge::Bars;

/// How good the answers to a set are. A figure is `None`, and `null` in JSON, where the set has no
/// question that it could be about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figures {
    /// How large the set is.
    #[serde(flatten)]
    pub size: Size,
    /// The share of the questions in scope whose best article is right, whatever its probability.
    #[serde(serialize_with = "rounded")]
    pub in_scope_accuracy: Option<f64>,
    /// Where the right article stands among the candidates; for documents only.
    #[serde(flatten)]
    pub ranks: Option<Ranks>,
    /// How well the probability tells what is in scope: [`metrics::auroc`].
    #[serde(serialize_with = "rounded")]
    pub auroc: Option<f64>,
    /// What can be answered rightly at a risk: [`metrics::coverage_at_risk`].
    pub coverage_at_risk: CoverageAtRisk,
    /// The mean risk: [`metrics::aurc`].
    #[serde(serialize_with = "rounded")]
    pub aurc: Option<f64>,
    /// How far probabilities are from shares: [`metrics::ece`].
    #[serde(serialize_with = "rounded")]
    pub ece: Option<f64>,
    /// What the engine did, with the bars that knowledge bases have unless they say otherwise.
    pub at_default_bar: AtDefaultBar,
    /// What that is in bins.
    pub reliability: Vec<Bin>,
    /// What it took.
    #[serde(flatten)]
    pub costs: Costs,
}

/// Where the right article stands, over the questions in scope.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ranks {
    /// The share whose best candidate is right.
    #[serde(serialize_with = "rounded")]
    pub r_at_1: Option<f64>,
    /// The share with a right one among the three best.
    #[serde(serialize_with = "rounded")]
    pub r_at_3: Option<f64>,
    /// The mean reciprocal rank of the first right one among the ten best.
    #[serde(serialize_with = "rounded")]
    pub mrr_at_10: Option<f64>,
}

/// The share of the questions in scope that is answered rightly where so many answers are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CoverageAtRisk {
    /// At most one in twenty.
    #[serde(rename = "0.05", serialize_with = "rounded")]
    pub five: Option<f64>,
    /// At most one in ten.
    #[serde(rename = "0.10", serialize_with = "rounded")]
    pub ten: Option<f64>,
    /// At most one in five.
    #[serde(rename = "0.20", serialize_with = "rounded")]
    pub twenty: Option<f64>,
}

/// What the engine did by itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AtDefaultBar {
    /// The bar.
    #[serde(serialize_with = "rounded")]
    pub bar: f64,
    /// How many questions it answered with an article.
    pub answered: usize,
    /// How many of these answers were right.
    pub right: usize,
    /// How many were not; answers to questions out of scope are among them.
    pub wrong: usize,
    /// The share of wrong answers among all answers.
    #[serde(serialize_with = "rounded")]
    pub wrong_share: Option<f64>,
    /// The share of the questions in scope that was answered rightly.
    #[serde(serialize_with = "rounded")]
    pub in_scope_answered_right: Option<f64>,
    /// The share of the questions in scope for which it offered a choice with a right article.
    #[serde(serialize_with = "rounded")]
    pub offered: Option<f64>,
    /// The share of the questions out of scope that was not answered.
    #[serde(serialize_with = "rounded")]
    pub oos_refused: Option<f64>,
}

/// What building and asking took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Costs {
    /// From the knowledge base to the bytes of the bundle, in seconds.
    pub build_seconds: f64,
    /// A turn: half of them take less, in microseconds.
    pub p50_us: f64,
    /// A turn: one in a hundred takes more, in microseconds.
    pub p99_us: f64,
    /// The bundle.
    pub bundle_bytes: usize,
    /// The part of it that is the classifier.
    pub classifier_bytes: usize,
}

impl Figures {
    pub(super) fn new(size: Size, predictions: &[Prediction], costs: Costs) -> Figures {
        let scored: Vec<Scored> = predictions.iter().map(Prediction::scored).collect();
        let bins = reliability(&scored);
        let at = |risk| coverage_at_risk(&scored, risk);
        Figures {
            size,
            in_scope_accuracy: accuracy(&scored),
            ranks: Ranks::new(predictions),
            auroc: auroc(&scored),
            coverage_at_risk: CoverageAtRisk { five: at(0.05), ten: at(0.1), twenty: at(0.2) },
            aurc: aurc(&scored),
            ece: ece(&bins),
            at_default_bar: AtDefaultBar::new(size, predictions),
            reliability: bins,
            costs,
        }
    }
}

impl Ranks {
    fn new(predictions: &[Prediction]) -> Option<Ranks> {
        let of_documents = |prediction: &&Prediction| matches!(prediction.gold, Gold::Documents(_));
        predictions.first().filter(of_documents)?;
        let inside = predictions.iter().filter(|prediction| prediction.is_in_scope());
        let ranks: Vec<Option<usize>> = inside.map(|prediction| prediction.rank).collect();
        Some(Ranks {
            r_at_1: recall_at(&ranks, 1),
            r_at_3: recall_at(&ranks, 3),
            mrr_at_10: mrr_at(&ranks, 10),
        })
    }
}

impl AtDefaultBar {
    fn new(size: Size, predictions: &[Prediction]) -> AtDefaultBar {
        let count = |wanted: &dyn Fn(&Prediction) -> bool| {
            predictions.iter().filter(|prediction| wanted(prediction)).count()
        };
        let answered = count(&|prediction| matches!(prediction.end, Some(End::Answer { .. })));
        let right = count(&|prediction| prediction.end == Some(End::Answer { right: true }));
        let offered = count(&|prediction| prediction.end == Some(End::Choice { right: true }));
        let refused = count(&|prediction| {
            !prediction.is_in_scope() && !matches!(prediction.end, Some(End::Answer { .. }))
        });
        AtDefaultBar {
            bar: f64::from(Bars::default().answer.value()),
            answered,
            right,
            wrong: answered - right,
            wrong_share: metrics::share(answered - right, answered),
            in_scope_answered_right: metrics::share(right, size.in_scope),
            offered: metrics::share(offered, size.in_scope),
            oos_refused: metrics::share(refused, size.out_of_scope),
        }
    }
}

impl Costs {
    pub(super) fn new(
        build: Duration,
        mut turns: Vec<Duration>,
        bundle_bytes: usize,
        bundle: &Bundle,
    ) -> Costs {
        turns.sort_unstable();
        let microseconds = |percent: usize| {
            // The nearest rank: the first of which so many percent are no longer than it.
            let rank = (turns.len() * percent).div_ceil(100);
            let turn = turns.get(rank.saturating_sub(1)).copied().unwrap_or_default();
            (turn.as_secs_f64() * 1e7).round() / 10.0
        };
        let classifiers = bundle.sizes().iter().filter(|(name, _)| name.ends_with("/classifier"));
        Costs {
            build_seconds: (build.as_secs_f64() * 1e3).round() / 1e3,
            p50_us: microseconds(50),
            p99_us: microseconds(99),
            bundle_bytes,
            classifier_bytes: classifiers.map(|(_, bytes)| bytes).sum(),
        }
    }
}
