use serde::{Deserialize, Serialize};

use super::reliability::Reliability;
use super::utility::{FOR, NONE, speaks_for, speaks_for_none};
use crate::intent::Ranking;

/// Turns a ranking into probabilities, as learned from one knowledge base. Part of the bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Calibration {
    pub(super) candidate: [f32; FOR],
    pub(super) none: [f32; NONE],
    /// How it fared on the questions held out, by rising probability; empty when nothing could be
    /// held out, and the built-in weights are used as they are.
    pub(crate) reliability: Vec<Reliability>,
}

/// The candidates of a question with their probabilities.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Judgement {
    /// Most probable first, ties by class. The sum is at most 1; the rest is "none of them".
    pub candidates: Vec<Judged>,
}

/// A candidate with the probability that it is the right answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    pub class: u32,
    pub probability: f32,
}

impl Calibration {
    /// The probability of every candidate of a ranking.
    pub(crate) fn judge(&self, ranking: &Ranking) -> Judgement {
        let none = product(&self.none, &speaks_for_none(ranking))
            + STRANGE * ranking.strange * ranking.strange;
        let utilities: Vec<f32> =
            ranking.candidates.iter().map(|c| product(&self.candidate, &speaks_for(c))).collect();
        // Taking the largest away keeps the exponentials in range and changes no share.
        let largest = utilities.iter().fold(none, |largest, utility| largest.max(*utility));
        let shares: Vec<f32> = utilities.iter().map(|u| libm::expf(u - largest)).collect();
        let total = libm::expf(none - largest) + shares.iter().sum::<f32>();
        let judged = ranking.candidates.iter().zip(&shares);
        let mut candidates: Vec<Judged> = judged
            .map(|(candidate, share)| Judged { class: candidate.class, probability: share / total })
            .collect();
        candidates
            .sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.class.cmp(&b.class)));
        Judgement { candidates }
    }
}

impl Default for Calibration {
    /// The weights used when there is too little to learn from, that is, where most articles have
    /// one wording: those of several labelled sets of which one wording a class was kept.
    fn default() -> Calibration {
        Calibration { candidate: ALONE, none: NONE_WHERE_ALONE, reliability: Vec::new() }
    }
}

pub(super) fn product<const N: usize>(weights: &[f32; N], values: &[f32; N]) -> f32 {
    weights.iter().zip(values).map(|(weight, value)| weight * value).sum()
}

/// What a question of strange words alone, "qsdfg hjklm", adds to "none of them". Nothing in a
/// knowledge base looks like that, so it cannot be learned from one. Squared, because one strange word
/// in a sentence is a name or a misspelling.
const STRANGE: f32 = 8.0;

/// Chosen on five labelled sets of customers' questions, in English and French, of whose train files
/// each class kept one wording, and at most three more as its answer, and a sixth of the classes was
/// left out (2026-11). The text as a whole says most there, and margins say little.
const ALONE: [f32; FOR] = [1.6, 0.3, 0.0, 0.75, 1.35, 8.0];
const NONE_WHERE_ALONE: [f32; NONE] = [-2.0, -0.9, -0.7];
