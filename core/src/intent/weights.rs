use std::collections::BTreeMap;

use super::corpus::Corpus;
use super::lesson::{Lesson, Pull, strength};
use super::rows::Rows;

/// Values by feature, sorted by it.
pub(super) type Vector = Vec<(u32, f32)>;

/// What a classifier adds up: by feature the classes that it speaks for or against, with weights in
/// units of the class; what the unit of each class is worth; and the margin from which it starts.
pub(super) fn weights(lesson: &Lesson, corpus: &Corpus) -> (Rows<(u32, i8)>, Vec<f32>, Vec<f32>) {
    let members = lesson.members();
    let classes = lesson.classes();
    let mut dense = vec![0.0; corpus.keys.len()];
    let mut weights = Vec::new();
    let (mut scales, mut starts) = (Vec::with_capacity(classes), Vec::with_capacity(classes));
    for (class, pulls) in (0..).zip(&lesson.pulls) {
        let lean = pulled(lesson, corpus, class, pulls, &mut dense);
        let unit = unit(dense.iter().copied());
        push_large(class, &mut dense, unit, &mut weights);
        scales.push(unit);
        starts.push(-1.0 + lean * LEAN);
    }
    for class in lesson.pulls.len()..classes {
        let mean = mean(corpus, members.row(class));
        let unit = unit(mean.iter().map(|(_, weight)| *weight));
        push_units(class as u32, mean.into_iter(), unit, &mut weights);
        scales.push(unit);
        starts.push(-1.0);
    }
    (Rows::gathered(corpus.keys.len(), &weights), scales, starts)
}

/// Adds up what pulls at a class. Returns the weight of the feature that every text has, to the value
/// [`LEAN`].
fn pulled(
    lesson: &Lesson,
    corpus: &Corpus,
    class: u32,
    pulls: &[Pull],
    weights: &mut [f32],
) -> f32 {
    let mut lean = 0.0;
    for pull in pulls {
        let own = lesson.texts[pull.text as usize].class == class;
        let step = if own { strength(pull.level) } else { -strength(pull.level) };
        lean += step * LEAN;
        for (feature, value) in corpus.vectors.row(pull.text as usize) {
            weights[*feature as usize] += step * value;
        }
    }
    lean
}

/// The mean of the members' vectors, with [`WANTED_OWN`] as its length, sorted by feature.
pub(super) fn mean(corpus: &Corpus, members: &[u32]) -> Vector {
    let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
    for (feature, value) in members.iter().flat_map(|at| corpus.vectors.row(*at as usize)) {
        *sum.entry(*feature).or_default() += value;
    }
    let length = sum.values().map(|value| value * value).sum::<f32>().sqrt();
    let unit = if length > 0.0 { WANTED_OWN / length } else { 0.0 };
    sum.into_iter().map(|(feature, value)| (feature, value * unit)).collect()
}

/// What a weight of one unit is worth: the 127th of the largest. The bits of numbers without their sign
/// have the order of the numbers, and are compared several at a time.
fn unit(weights: impl Iterator<Item = f32>) -> f32 {
    let largest = weights.fold(0, |largest: i32, weight| {
        largest.max((weight.to_bits() & 0x7FFF_FFFF).cast_signed())
    });
    f32::from_bits(largest.cast_unsigned()) / 127.0
}

/// Takes the weights of a class out, and adds those that are large enough. Nearly all are not, and are
/// passed over several at a time.
fn push_large(class: u32, dense: &mut [f32], unit: f32, weights: &mut Vec<(u32, (u32, i8))>) {
    let (above, below) = ((LEAST_FOR - 1.0) * unit, (1.0 - LEAST_AGAINST) * unit);
    for (start, chunk) in (0..).step_by(CHUNK).zip(dense.chunks_mut(CHUNK)) {
        let mut large = 0;
        for weight in chunk.iter() {
            large |= u32::from(*weight > above) | u32::from(*weight < below);
        }
        if large != 0 {
            push_units(class, (start..).zip(chunk.iter().copied()), unit, weights);
        }
        chunk.fill(0.0);
    }
}

/// Adds the weights of a class in units to those of the features; those that round to little are
/// dropped.
fn push_units(
    class: u32,
    of_class: impl Iterator<Item = (u32, f32)>,
    unit: f32,
    weights: &mut Vec<(u32, (u32, i8))>,
) {
    for (feature, weight) in of_class.filter(|_| unit > 0.0) {
        let units = weight / unit;
        // Half is rounded away from zero.
        if units >= LEAST_FOR - 0.5 {
            weights.push((feature, (class, (units + 0.5) as i8)));
        } else if units <= 0.5 - LEAST_AGAINST {
            weights.push((feature, (class, (units - 0.5) as i8)));
        }
    }
}

/// So many weights are looked at together.
const CHUNK: usize = 16;

/// What the product of weights and text must reach for a class's own wordings: a margin of 1 once
/// the start from −1 is added.
pub(super) const WANTED_OWN: f32 = 2.0;

/// How easily a class leans towards or against itself whatever the text says, as common classes
/// should and rare ones should not. At 1, the usual, a class may win because the others lost.
pub(super) const LEAN: f32 = 0.3;

/// Weights that speak for a class are dropped below this many 127ths of its largest weight, and
/// those that speak against it below so many more: half of the table. Small weights against a class
/// are what its rivals happen to say; without them .005 more are right (2026-11).
const LEAST_FOR: f32 = 4.0;
const LEAST_AGAINST: f32 = 20.0;
