use std::collections::BTreeMap;

use super::lexicon::Vector;
use super::sample::Sample;

/// Finds separators, with the room that this takes.
pub(super) struct Trainer<'a> {
    samples: &'a [Sample<'a>],
    vectors: &'a [Vector],
    squares: Vec<f32>,
    /// By feature: the samples that have it, with their values.
    holders: Vec<Vec<(u32, f32)>>,
    weights: Vec<f32>,
    /// The weight of the feature that every text has, to the value [`LEAN`].
    pub(super) lean: f32,
}

impl<'a> Trainer<'a> {
    pub(super) fn new(
        samples: &'a [Sample<'a>],
        vectors: &'a [Vector],
        features: usize,
    ) -> Trainer<'a> {
        let mut holders = vec![Vec::new(); features];
        for (at, vector) in vectors.iter().enumerate() {
            for (feature, value) in vector {
                holders[*feature as usize].push((at as u32, *value));
            }
        }
        let square = |vector: &Vector| vector.iter().map(|(_, value)| value * value).sum();
        Trainer {
            samples,
            vectors,
            squares: vectors.iter().map(square).collect(),
            holders,
            weights: vec![0.0; features],
            lean: 0.0,
        }
    }

    /// The weights that tell a class from the others, sorted by feature.
    pub(super) fn separate(&mut self, class: u32, members: &[usize]) -> Vector {
        self.weights.fill(0.0);
        self.lean = 0.0;
        let chosen = self.rivals(class, members);
        let mut duals = vec![0.0_f32; chosen.len()];
        let mut shuffle = Shuffle(class);
        // Most texts meet their condition for good after the first pass. They are left out, and
        // looked at again when the others have settled.
        let mut active = Vec::new();
        let mut whole = true;
        for _ in 0..PASSES {
            if whole {
                active = (0..chosen.len()).collect();
            }
            shuffle.apply(&mut active);
            let mut moved = 0.0_f32;
            active.retain(|&at| {
                let moving = self.step(class, chosen[at], &mut duals[at]);
                moved = moved.max(moving.unwrap_or(0.0));
                moving.is_some()
            });
            let settled = moved < SETTLED;
            if settled && whole {
                break;
            }
            whole = settled;
        }
        sparse(&self.weights)
    }

    /// One step of the descent: brings a sample's own condition closer to being met. Returns how
    /// far it was from it, or `None` if it was met without any pull of the sample's own.
    fn step(&mut self, class: u32, at: usize, dual: &mut f32) -> Option<f32> {
        let sample = &self.samples[at];
        let (sign, wanted, cost) = if sample.class == class {
            (1.0, WANTED_OWN, COST * OWN_WEIGHT * sample.source.weight())
        } else {
            (-1.0, WANTED_OTHER, COST * sample.source.weight())
        };
        let slack = 0.5 / cost;
        let product: f32 =
            self.vectors[at].iter().map(|(f, value)| self.weights[*f as usize] * value).sum();
        let gradient = sign * (product + self.lean * LEAN) - wanted + slack * *dual;
        if *dual <= 0.0 && gradient >= 0.0 {
            return None;
        }
        let next = (*dual - gradient / (self.squares[at] + LEAN * LEAN + slack)).max(0.0);
        let step = sign * (next - *dual);
        *dual = next;
        self.lean += step * LEAN;
        for (feature, value) in &self.vectors[at] {
            self.weights[*feature as usize] += step * value;
        }
        Some(gradient.abs())
    }

    /// The members of a class and, of the others, those most like them, in the order of the
    /// samples.
    fn rivals(&self, class: u32, members: &[usize]) -> Vec<usize> {
        let others = self.samples.len() - members.len();
        let wanted = (members.len() * RIVALS_EACH).max(RIVALS);
        if others <= wanted {
            return (0..self.samples.len()).collect();
        }
        let mut likeness = vec![0.0_f32; self.samples.len()];
        for (feature, value) in self.mean(members) {
            for (at, other) in &self.holders[feature as usize] {
                likeness[*at as usize] += value * other;
            }
        }
        let mut rivals: Vec<usize> =
            (0..self.samples.len()).filter(|at| self.samples[*at].class != class).collect();
        rivals.select_nth_unstable_by(wanted, |a, b| {
            likeness[*b].total_cmp(&likeness[*a]).then(a.cmp(b))
        });
        rivals.truncate(wanted);
        rivals.extend(members);
        rivals.sort_unstable();
        rivals
    }

    /// The mean of the members' vectors, with [`WANTED_OWN`] as its length, sorted by feature.
    pub(super) fn mean(&self, members: &[usize]) -> Vector {
        let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
        for (feature, value) in members.iter().flat_map(|at| &self.vectors[*at]) {
            *sum.entry(*feature).or_default() += value;
        }
        let length = sum.values().map(|value| value * value).sum::<f32>().sqrt();
        let unit = if length > 0.0 { WANTED_OWN / length } else { 0.0 };
        sum.into_iter().map(|(feature, value)| (feature, value * unit)).collect()
    }
}

/// A fixed sequence of orders, the same on every machine.
struct Shuffle(u32);

impl Shuffle {
    fn apply(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            order.swap(last, (self.0 >> 8) as usize % (last + 1));
        }
    }
}

fn sparse(weights: &[f32]) -> Vector {
    let places = weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0);
    places.map(|(feature, weight)| (feature as u32, *weight)).collect()
}

/// How badly breaking a condition counts against short weights.
const COST: f32 = 1.5;

/// How much more a class's own wordings weigh than those of others, of which there are many more.
const OWN_WEIGHT: f32 = 3.0;

/// What the product of weights and text must reach for a class's own wordings: a margin of 1 once
/// the start from −1 is added.
const WANTED_OWN: f32 = 2.0;

/// What it must not exceed, with the sign turned, for wordings of other classes: a little likeness
/// is allowed, which keeps the weights sparse.
const WANTED_OTHER: f32 = -0.2;

/// How easily a class leans towards or against itself whatever the text says, as common classes
/// should and rare ones should not. At 1, the usual, a class may win because the others lost.
pub(super) const LEAN: f32 = 0.3;

const PASSES: usize = 20;

/// A pass in which no condition was further off than this is the last.
const SETTLED: f32 = 0.02;

/// How many wordings of other classes a class is told from at least, those most like its own.
const RIVALS: usize = 1000;

/// The same for each wording of its own.
const RIVALS_EACH: usize = 40;
