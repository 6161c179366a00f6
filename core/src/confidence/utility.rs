use crate::intent::{Candidate, Ranking};

/// What speaks for a candidate, as numbers of about the size of one.
pub(super) const FOR: usize = 6;

/// What speaks for "none of them".
pub(super) const NONE: usize = 3;

pub(super) fn speaks_for(candidate: &Candidate) -> [f32; FOR] {
    [
        candidate.margin,
        candidate.nearest,
        candidate.nearest_three,
        candidate.covered,
        candidate.retrieved - 1.0,
        candidate.whole,
    ]
}

pub(super) fn speaks_for_none(ranking: &Ranking) -> [f32; NONE] {
    [1.0, ranking.known, 1.0 / (1.0 + ranking.length as f32)]
}
