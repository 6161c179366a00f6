use std::collections::{BTreeMap, BTreeSet};

use super::bm25::Bm25;
use super::calibration::Calibration;
use super::reliability::reliability;
use super::utility::{FOR, NONE, speaks_for, speaks_for_none};
use crate::intent::{Classifier, Lesson, Pulls, Ranking, Sample, Source, train, train_table};
use crate::parallel::each;

/// What building a bundle learns from a knowledge base.
#[derive(Clone, Debug)]
pub(crate) struct Learned {
    pub lesson: Lesson,
    pub calibration: Calibration,
}

/// Trains a classifier, and fits a calibration on parts of the knowledge base that others of the
/// same kind were trained without.
///
/// Where fewer than half of the classes have two different questions, those that have would not
/// stand for the others, and the built-in calibration is used. The reserved intents, which have many
/// wordings and are the same everywhere, teach and compete but are never asked.
///
/// What was learned of the same texts before is taken from the memory.
pub(crate) fn fit(samples: &[Sample], classes: usize, memory: &Pulls) -> Learned {
    let parts = parts(samples, classes);
    let divisible = mostly_divisible(samples, &parts, classes);
    // One part of a large knowledge base has questions enough.
    let rounds = match divisible {
        false => 0,
        true if samples.len() > LARGE => 1,
        true => PARTS,
    };
    // The whole, which takes longest, comes first.
    let made = |number: usize| match number.checked_sub(1) {
        None => (Some(train(samples, classes, memory)), Vec::new()),
        Some(part) => (None, observe(samples, &parts, part, memory)),
    };
    let made = each(1 + rounds, made, &mut |_| {});
    let (mut lesson, mut observed) = (None, Vec::new());
    for (whole, observations) in made {
        lesson = lesson.or(whole);
        observed.extend(observations);
    }
    let lesson = lesson.expect("the first of them is the whole");
    let calibration = if divisible { calibrate(&observed) } else { Calibration::default() };
    Learned { lesson, calibration }
}

/// A question that was held out, and what was made of it.
pub(super) struct Observation {
    pub ranking: Ranking,
    /// `None` when its class was held out too.
    pub right: Option<u32>,
}

/// Asks questions of the knowledge base of a classifier that was trained without them, and again
/// of one that was trained without their whole classes.
fn observe(
    samples: &[Sample],
    parts: &[Option<usize>],
    part: usize,
    memory: &Pulls,
) -> Vec<Observation> {
    let without_class =
        |sample: &Sample| sample.source != Source::Reserved && spread(sample.class) % PARTS == part;
    let kept: Vec<&Sample> = samples
        .iter()
        .zip(parts)
        .filter(|(sample, own)| !without_class(sample) && **own != Some(part))
        .map(|(sample, _)| sample)
        .collect();
    let asked = kept.iter().filter(|s| s.is_question() || s.source == Source::Reserved);
    let ids: BTreeSet<u32> = asked.map(|sample| sample.class).collect();
    let ids: Vec<u32> = ids.into_iter().collect();
    let id = |class: u32| ids.binary_search(&class).ok().map(|id| id as u32);
    let training: Vec<Sample> = kept
        .into_iter()
        .filter_map(|sample| Some(Sample { class: id(sample.class)?, ..*sample }))
        .collect();
    let classifier = Classifier::open(train_table(&training, ids.len(), memory))
        .expect("what training writes can be opened");
    let retrieval = Bm25::new(&training, ids.len());
    let questions: Vec<&Sample> = samples
        .iter()
        .zip(parts)
        .filter(|(sample, own)| match own {
            Some(own) => without_class(sample) || (*own == part && id(sample.class).is_some()),
            None => false,
        })
        .map(|(sample, _)| sample)
        .collect();
    let step = questions.len().div_ceil(QUESTIONS).max(1);
    let questions = questions.into_iter().step_by(step);
    questions
        .map(|sample| {
            let found = retrieval.find(sample, classifier.retrieved());
            let ranking = classifier.rank(sample.text, &found);
            Observation { ranking, right: id(sample.class) }
        })
        .collect()
}

/// Whether at least half of the classes have questions in two parts.
fn mostly_divisible(samples: &[Sample], parts: &[Option<usize>], classes: usize) -> bool {
    let mut first = vec![None; classes];
    let mut divisible = vec![false; classes];
    let reserved = samples.iter().filter(|sample| sample.source == Source::Reserved);
    let reserved = reserved.map(|sample| sample.class).collect::<BTreeSet<_>>().len();
    for (sample, part) in samples.iter().zip(parts) {
        let class = sample.class as usize;
        if part.is_some() {
            divisible[class] |= first[class].is_some_and(|first| Some(first) != *part);
            first[class] = first[class].or(*part);
        }
    }
    2 * divisible.iter().filter(|divisible| **divisible).count() >= classes - reserved
}

/// The part in which each question is held out; what is no question never is. The questions of a
/// class are dealt out in turn, and those that say the same word for word stay together: one would
/// give the other away.
fn parts<'a>(samples: &[Sample<'a>], classes: usize) -> Vec<Option<usize>> {
    let mut dealt = vec![0; classes];
    let mut met: BTreeMap<(u32, Vec<&'a str>), usize> = BTreeMap::new();
    let mut part = |sample: &Sample<'a>| {
        let mut terms: Vec<&str> = sample.text.content().map(|w| w.term.as_str()).collect();
        terms.sort_unstable();
        *met.entry((sample.class, terms)).or_insert_with(|| {
            let next = &mut dealt[sample.class as usize];
            *next += 1;
            (spread(sample.class) / PARTS + *next) % PARTS
        })
    };
    samples.iter().map(|sample| sample.is_question().then(|| part(sample))).collect()
}

/// Scatters classes over the parts, so that articles that follow each other part ways.
fn spread(class: u32) -> usize {
    (class.wrapping_mul(0x9e37_79b1) >> 8) as usize
}

/// Finds the weights under which the observations are most likely, held to the built-in ones by a
/// prior, so that few observations move them little. Newton's method; the likelihood has one peak.
pub(super) fn calibrate(observations: &[Observation]) -> Calibration {
    let inside = observations.iter().filter(|o| o.right.is_some()).count();
    let outside = observations.len() - inside;
    if inside < LEAST || outside < LEAST {
        return Calibration::default();
    }
    let weight = |observation: &Observation| {
        let (share, count) = match observation.right {
            Some(_) => (1.0 - OUT_OF_SCOPE, inside),
            None => (OUT_OF_SCOPE, outside),
        };
        share * observations.len() as f64 / count as f64
    };
    let rows: Vec<Row> = observations.iter().map(|o| Row::new(o, weight(o))).collect();
    let mut weights = [0.0; ALL];
    let built_in = prior();
    weights.copy_from_slice(&built_in);
    for _ in 0..STEPS {
        let (gradient, curvature) = slope(&rows, &weights, &built_in);
        let step = solve(curvature, gradient);
        // Steps are bounded, for the peak may be far from where the search begins.
        let largest = step.iter().fold(1.0_f64, |largest, s| largest.max(s.abs()));
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step / largest;
        }
    }
    let mut calibration = Calibration::default();
    for (at, weight) in weights.iter().enumerate() {
        match at.checked_sub(FOR) {
            None => calibration.candidate[at] = *weight as f32,
            Some(at) => calibration.none[at] = *weight as f32,
        }
    }
    calibration.reliability = reliability(&calibration, observations, weight);
    calibration
}

/// An observation as numbers: one line for each candidate and a last one for "none".
struct Row {
    lines: Vec<[f64; ALL]>,
    right: usize,
    weight: f64,
}

impl Row {
    fn new(observation: &Observation, weight: f64) -> Row {
        let mut lines = Vec::new();
        for candidate in &observation.ranking.candidates {
            let mut line = [0.0; ALL];
            for (place, value) in line.iter_mut().zip(speaks_for(candidate)) {
                *place = f64::from(value);
            }
            lines.push(line);
        }
        let mut line = [0.0; ALL];
        for (place, value) in line[FOR..].iter_mut().zip(speaks_for_none(&observation.ranking)) {
            *place = f64::from(value);
        }
        lines.push(line);
        let candidates = &observation.ranking.candidates;
        let right = observation
            .right
            .and_then(|right| candidates.iter().position(|candidate| candidate.class == right));
        Row { right: right.unwrap_or(candidates.len()), lines, weight }
    }
}

fn prior() -> [f64; ALL] {
    let mut prior = [0.0; ALL];
    for (place, value) in prior.iter_mut().zip(CANDIDATE.iter().chain(&NONE_OF_THEM)) {
        *place = f64::from(*value);
    }
    prior
}

/// The gradient of the penalised log-likelihood, and its curvature with the sign turned.
fn slope(rows: &[Row], weights: &[f64; ALL], prior: &[f64; ALL]) -> ([f64; ALL], Square) {
    let mut gradient = [0.0; ALL];
    let mut curvature = [[0.0; ALL]; ALL];
    for i in 0..ALL {
        gradient[i] = PRIOR * (prior[i] - weights[i]);
        curvature[i][i] = PRIOR;
    }
    for row in rows {
        let utility = |line: &[f64; ALL]| line.iter().zip(weights).map(|(l, w)| l * w).sum::<f64>();
        let utilities: Vec<f64> = row.lines.iter().map(utility).collect();
        let largest = utilities.iter().fold(f64::MIN, |largest, u| largest.max(*u));
        let shares: Vec<f64> = utilities.iter().map(|u| libm::exp(u - largest)).collect();
        let total: f64 = shares.iter().sum();
        let mut mean = [0.0; ALL];
        for (line, share) in row.lines.iter().zip(&shares) {
            let share = share / total;
            for i in 0..ALL {
                mean[i] += share * line[i];
                for j in 0..ALL {
                    curvature[i][j] += row.weight * share * line[i] * line[j];
                }
            }
        }
        for i in 0..ALL {
            gradient[i] += row.weight * (row.lines[row.right][i] - mean[i]);
            for j in 0..ALL {
                curvature[i][j] -= row.weight * mean[i] * mean[j];
            }
        }
    }
    (gradient, curvature)
}

/// Solves a positive definite system by elimination.
fn solve(mut square: Square, mut side: [f64; ALL]) -> [f64; ALL] {
    for pivot in 0..ALL {
        for row in pivot + 1..ALL {
            let factor = square[row][pivot] / square[pivot][pivot];
            let above = square[pivot];
            for (number, above) in square[row].iter_mut().zip(above).skip(pivot) {
                *number -= factor * above;
            }
            side[row] -= factor * side[pivot];
        }
    }
    for row in (0..ALL).rev() {
        for column in row + 1..ALL {
            side[row] -= square[row][column] * side[column];
        }
        side[row] /= square[row][row];
    }
    side
}

const ALL: usize = FOR + NONE;

type Square = [[f64; ALL]; ALL];

const PARTS: usize = 5;

/// How many questions of a part are asked at most.
const QUESTIONS: usize = 4000;

/// From how many samples on one part is asked, not all.
const LARGE: usize = 8000;

/// With fewer questions than this inside or outside, the built-in weights are better.
const LEAST: usize = 10;

/// The share of questions that nothing answers, for which the probabilities are right.
pub(crate) const OUT_OF_SCOPE: f64 = 0.4;

/// How many observations' worth of certainty the built-in weights have.
const PRIOR: f64 = 5.0;

const STEPS: usize = 30;

/// Rounded means of the weights that five labelled sets of customers' questions, in English and
/// French, were fitted to (2026-11): what a fit is held to.
const CANDIDATE: [f32; FOR] = [4.4, 1.5, 0.9, 1.8, 0.6, 0.0];
const NONE_OF_THEM: [f32; NONE] = [1.5, 0.2, -0.6];
