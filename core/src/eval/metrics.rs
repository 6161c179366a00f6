//! How good probabilities and the answers behind them are, as numbers.
//!
//! Every function takes the questions of a set as [`Scored`], in any order: questions of the same
//! probability are one threshold, and none of them comes before another.

use serde::Serialize;

use super::rounded::rounded;

/// A question that was asked: how sure the engine was of its best article, and whether it was right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// From 0 to 1. An engine that would not answer at all is at 0.
    pub probability: f64,
    /// What the best article is worth.
    pub verdict: Verdict,
}

/// What an article is worth as the answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It answers the question.
    Right,
    /// Another one does.
    Wrong,
    /// None does: the question is out of scope, and any answer to it is wrong.
    OutOfScope,
}

/// Questions of about the same probability, and how often the best article was right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// How many.
    pub questions: usize,
    /// The mean of their probabilities.
    #[serde(serialize_with = "rounded")]
    pub predicted: f64,
    /// The share that was right.
    #[serde(serialize_with = "rounded")]
    pub right: f64,
}

/// The share of the questions in scope whose best article is right, however probable it is. `None`
/// where no question is in scope.
pub fn accuracy(scored: &[Scored]) -> Option<f64> {
    share(count(scored, Verdict::Right), in_scope(scored))
}

/// The area under the curve of true against false positives (ROC) of "in scope" by the probability:
/// the chance that a question in scope is given a higher probability than one out of scope, where
/// a tie counts half (Mann and Whitney, 1947). `None` where either sort is missing.
pub fn auroc(scored: &[Scored]) -> Option<f64> {
    let inside = in_scope(scored);
    let outside = scored.len() - inside;
    let mut below = 0;
    let mut won = 0.0;
    for group in by_probability(scored).chunk_by(same) {
        let out = count(group, Verdict::OutOfScope);
        won += (group.len() - out) as f64 * (below as f64 + out as f64 / 2.0);
        below += out;
    }
    (inside > 0 && outside > 0).then(|| won / (inside as f64 * outside as f64))
}

/// The largest share of the questions in scope that is answered rightly at a threshold at which at
/// most `risk` of the answers are wrong. 0 where no threshold keeps to it; `None` where no question
/// is in scope. What is at 0 is never answered.
pub fn coverage_at_risk(scored: &[Scored], risk: f64) -> Option<f64> {
    let kept = thresholds(scored)
        .filter(|threshold| threshold.probability > 0.0 && threshold.risk() <= risk)
        .map(|threshold| threshold.right)
        .max();
    share(kept.unwrap_or(0), in_scope(scored))
}

/// The area under the curve of risk against coverage: the mean, over all questions by falling
/// probability, of the share of wrong ones among those answered so far (El-Yaniv and Wiener, "On the
/// Foundations of Noise-free Selective Classification", 2010; Geifman et al., "Bias-Reduced
/// Uncertainty Estimation", 2019). Lower is better. `None` where there is no question.
pub fn aurc(scored: &[Scored]) -> Option<f64> {
    let mut before = 0;
    let mut area = 0.0;
    for threshold in thresholds(scored) {
        area += (threshold.answered - before) as f64 * threshold.risk();
        before = threshold.answered;
    }
    (before > 0).then(|| area / before as f64)
}

/// The expected calibration error over bins of equal mass: how far, in the mean, the share of right
/// ones in a bin is from what was predicted (Naeini et al., "Obtaining Well Calibrated Probabilities
/// Using Bayesian Binning", 2015; of equal mass: Nixon et al., "Measuring Calibration in Deep
/// Learning", 2019). `None` where there is no question.
pub fn ece(bins: &[Bin]) -> Option<f64> {
    let questions: usize = bins.iter().map(|bin| bin.questions).sum();
    let gap = |bin: &Bin| bin.questions as f64 * (bin.predicted - bin.right).abs();
    (questions > 0).then(|| bins.iter().map(gap).sum::<f64>() / questions as f64)
}

/// Fifteen bins of equally many questions, as far as that goes, by rising probability. Questions of
/// the same probability that fall into two bins are right to the same share in both.
pub fn reliability(scored: &[Scored]) -> Vec<Bin> {
    let scored = by_probability(scored);
    let mut right = Vec::with_capacity(scored.len());
    for group in scored.chunk_by(same) {
        let share = count(group, Verdict::Right) as f64 / group.len() as f64;
        right.resize(right.len() + group.len(), share);
    }
    let ends = (0..=BINS).map(|bin| bin * scored.len() / BINS).collect::<Vec<_>>();
    let bins = ends.windows(2).map(|ends| ends[0]..ends[1]).filter(|range| !range.is_empty());
    bins.map(|range| {
        let questions = range.len() as f64;
        let predicted = scored[range.clone()].iter().map(|one| one.probability).sum::<f64>();
        let right = right[range.clone()].iter().sum::<f64>();
        Bin { questions: range.len(), predicted: predicted / questions, right: right / questions }
    })
    .collect()
}

/// The share of the ranks, one for each question in scope and `None` where nothing right was found,
/// that are among the first `k`. Ranks count from 1.
pub fn recall_at(ranks: &[Option<usize>], k: usize) -> Option<f64> {
    share(ranks.iter().flatten().filter(|rank| **rank <= k).count(), ranks.len())
}

/// The mean of the reciprocal ranks, where a rank beyond `k` counts 0 (Voorhees, "The TREC-8
/// Question Answering Track Report", 1999).
pub fn mrr_at(ranks: &[Option<usize>], k: usize) -> Option<f64> {
    let found = ranks.iter().flatten().filter(|rank| **rank <= k);
    let sum: f64 = found.map(|rank| 1.0 / *rank as f64).sum();
    (!ranks.is_empty()).then(|| sum / ranks.len() as f64)
}

/// What is answered where everything of a probability and above is.
struct Threshold {
    probability: f64,
    answered: usize,
    right: usize,
}

impl Threshold {
    /// The share of wrong ones among the answered.
    fn risk(&self) -> f64 {
        (self.answered - self.right) as f64 / self.answered as f64
    }
}

/// Every threshold that makes a difference, from the highest on.
fn thresholds(scored: &[Scored]) -> impl Iterator<Item = Threshold> {
    let mut falling = by_probability(scored);
    falling.reverse();
    let mut thresholds = Vec::new();
    let (mut answered, mut right) = (0, 0);
    for group in falling.chunk_by(same) {
        answered += group.len();
        right += count(group, Verdict::Right);
        thresholds.push(Threshold { probability: group[0].probability, answered, right });
    }
    thresholds.into_iter()
}

fn by_probability(scored: &[Scored]) -> Vec<Scored> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    sorted
}

fn same(one: &Scored, other: &Scored) -> bool {
    one.probability == other.probability
}

fn count(scored: &[Scored], verdict: Verdict) -> usize {
    scored.iter().filter(|one| one.verdict == verdict).count()
}

fn in_scope(scored: &[Scored]) -> usize {
    scored.len() - count(scored, Verdict::OutOfScope)
}

/// What part is of the whole; `None` where there is no whole.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

const BINS: usize = 15;

#[cfg(test)]
mod tests {
    use super::Verdict::{OutOfScope, Right, Wrong};
    use super::*;

    fn scored(all: &[(f64, Verdict)]) -> Vec<Scored> {
        all.iter().map(|&(probability, verdict)| Scored { probability, verdict }).collect()
    }

    #[track_caller]
    fn about(found: Option<f64>, wanted: f64) {
        assert!(found.is_some_and(|found| (found - wanted).abs() < 1e-12), "{found:?} {wanted}");
    }

    /// Four in scope, two out of scope, no ties.
    fn mixed() -> Vec<Scored> {
        scored(&[
            (0.9, Right),
            (0.8, OutOfScope),
            (0.7, Right),
            (0.6, Wrong),
            (0.5, Right),
            (0.1, OutOfScope),
        ])
    }

    #[test]
    fn accuracy_looks_at_what_is_in_scope() {
        about(accuracy(&mixed()), 3.0 / 4.0);
        assert_eq!(accuracy(&scored(&[(0.9, OutOfScope)])), None);
    }

    #[test]
    fn auroc_counts_the_pairs_in_order() {
        // Of the 8 pairs, all 4 with .1 are in order, and one with .8: that of .9.
        about(auroc(&mixed()), 5.0 / 8.0);
        // A wrong article is still in scope.
        about(auroc(&scored(&[(0.9, Wrong), (0.1, OutOfScope)])), 1.0);
    }

    #[test]
    fn a_tie_is_half_in_order() {
        about(auroc(&scored(&[(0.5, Right), (0.5, OutOfScope)])), 0.5);
        // .9 beats both; .5 ties with one and beats the other.
        let all = [(0.9, Right), (0.5, Wrong), (0.5, OutOfScope), (0.2, OutOfScope)];
        about(auroc(&scored(&all)), 3.5 / 4.0);
    }

    #[test]
    fn auroc_needs_both_sorts() {
        assert_eq!(auroc(&scored(&[(0.5, Right), (0.4, Wrong)])), None);
        assert_eq!(auroc(&scored(&[(0.5, OutOfScope)])), None);
        assert_eq!(auroc(&[]), None);
    }

    #[test]
    fn coverage_is_that_of_the_best_threshold_within_the_risk() {
        // Risks from the highest threshold on: 0, 1/2, 1/3, 2/4, 2/5, 3/6.
        about(coverage_at_risk(&mixed(), 0.05), 1.0 / 4.0);
        about(coverage_at_risk(&mixed(), 1.0 / 3.0), 2.0 / 4.0);
        // The risk may rise and fall again: the lowest threshold within it counts.
        about(coverage_at_risk(&mixed(), 0.4), 3.0 / 4.0);
    }

    #[test]
    fn coverage_takes_a_tie_as_a_whole() {
        let all = scored(&[(0.9, Right), (0.9, Wrong), (0.8, Right)]);
        about(coverage_at_risk(&all, 0.1), 0.0);
        about(coverage_at_risk(&all, 1.0 / 3.0), 2.0 / 3.0);
        assert_eq!(coverage_at_risk(&scored(&[(0.9, OutOfScope)]), 0.1), None);
    }

    #[test]
    fn what_is_at_zero_is_never_answered() {
        about(coverage_at_risk(&scored(&[(0.9, Right), (0.0, Right)]), 0.1), 0.5);
    }

    #[test]
    fn aurc_is_the_mean_risk() {
        let risks = [0.0, 1.0 / 2.0, 1.0 / 3.0, 1.0 / 2.0, 2.0 / 5.0, 1.0 / 2.0];
        about(aurc(&mixed()), risks.iter().sum::<f64>() / 6.0);
        // Both of a tie have the risk of the tie.
        about(
            aurc(&scored(&[(0.9, Right), (0.9, Wrong), (0.1, Right)])),
            (0.5 + 0.5 + 1.0 / 3.0) / 3.0,
        );
        about(aurc(&scored(&[(0.9, Right)])), 0.0);
        assert_eq!(aurc(&[]), None);
    }

    #[test]
    fn bins_have_the_same_mass() {
        let all: Vec<_> = (0..32).map(|at| (f64::from(at) / 32.0, Right)).collect();
        let bins = reliability(&scored(&all));
        let sizes: Vec<usize> = bins.iter().map(|bin| bin.questions).collect();
        assert_eq!(sizes, [2, 2, 2, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 2, 3]);
        assert_eq!(bins[0], Bin { questions: 2, predicted: 1.0 / 64.0, right: 1.0 });
    }

    #[test]
    fn few_questions_have_few_bins() {
        let bins = reliability(&scored(&[(0.75, Right), (0.25, OutOfScope)]));
        let [low, high] = bins[..] else { panic!("{bins:?}") };
        assert_eq!(low, Bin { questions: 1, predicted: 0.25, right: 0.0 });
        assert_eq!(high, Bin { questions: 1, predicted: 0.75, right: 1.0 });
        about(ece(&bins), 0.25);
        assert_eq!(ece(&reliability(&[])), None);
    }

    #[test]
    fn the_order_of_a_tie_does_not_matter() {
        // 30 of the same probability fill all bins, and 24 of them are right.
        let mut all: Vec<_> =
            (0..30).map(|at| (0.7, if at < 24 { Right } else { Wrong })).collect();
        about(ece(&reliability(&scored(&all))), 0.8 - 0.7);
        all.reverse();
        about(ece(&reliability(&scored(&all))), 0.8 - 0.7);
    }

    #[test]
    fn ranks_beyond_the_cut_count_nothing() {
        let ranks = [Some(1), Some(2), Some(4), None];
        about(recall_at(&ranks, 1), 1.0 / 4.0);
        about(recall_at(&ranks, 3), 2.0 / 4.0);
        about(mrr_at(&ranks, 10), (1.0 + 0.5 + 0.25) / 4.0);
        about(mrr_at(&ranks, 3), (1.0 + 0.5) / 4.0);
        assert_eq!(recall_at(&[], 1), None);
        assert_eq!(mrr_at(&[], 10), None);
    }
}
