use std::collections::{BTreeMap, BTreeSet};

use super::classifier::BLOCK_WEIGHTS;
use super::features::{Block, features, letters};
use super::table::{Draft, DraftFeature};
use crate::text::Analysis;

/// A text of the knowledge base and the class that it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'a> {
    pub class: u32,
    pub text: &'a Analysis,
    pub source: Source,
}

/// Where a sample comes from, which decides how much it teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A question as customers put it.
    Wording,
    /// The title that the author gave.
    Title,
    /// Words that the author attached.
    Keyword,
    /// What the article answers. It teaches nothing; its words count only as part of the whole text.
    Answer,
    /// A wording of a reserved intent: the same in every knowledge base, so it teaches, and says
    /// nothing of how well the knowledge base itself is understood.
    Reserved,
}

/// Trains a classifier on samples whose classes are below `classes`, in the form that
/// [`Classifier::open`](super::Classifier::open) reads. The same samples in the same order give the
/// same bytes.
///
/// One linear separator a class is found by dual coordinate descent on the squared hinge (Hsieh et
/// al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008), without a learned
/// intercept: see the module's documentation. Above [`SEPARABLE`] classes the mean of a class's
/// own texts replaces its separator, which takes time linear in the content.
pub(crate) fn train(samples: &[Sample], classes: usize) -> Vec<u8> {
    let wholes = wholes(samples, classes);
    let questions = samples.iter().filter(|sample| sample.source != Source::Answer);
    let samples: &[Sample] = &questions.copied().collect::<Vec<_>>();
    let lexicon = Lexicon::new(samples, &wholes);
    let vectors: Vec<Vector> = samples.iter().map(|sample| lexicon.vector(sample)).collect();
    let mut members = vec![Vec::new(); classes];
    for (at, sample) in samples.iter().enumerate() {
        members[sample.class as usize].push(at);
    }
    let mut trainer = Trainer::new(samples, &vectors, lexicon.features.len());
    let mut weights = vec![Vec::new(); lexicon.features.len()];
    let mut scales = vec![0.0; classes];
    let mut starts = vec![-1.0; classes];
    for (class, members) in members.iter().enumerate() {
        let separator = if classes > SEPARABLE {
            trainer.mean(members)
        } else {
            trainer.separate(class as u32, members)
        };
        starts[class] += trainer.lean * LEAN;
        scales[class] = quantise(class as u32, &separator, &mut weights);
    }
    lexicon.draft(samples, &members, &wholes, weights, scales, starts).write()
}

/// All that is said of each class, its title and what it answers, word by word; nothing where it has
/// no answer, or more than [`FEW`] wordings. There the wordings say more, and the answer would be read
/// at every turn for nothing.
fn wholes<'a>(samples: &[Sample<'a>], classes: usize) -> Vec<Vec<&'a str>> {
    let mut wordings = vec![0; classes];
    for sample in samples.iter().filter(|sample| sample.source == Source::Wording) {
        wordings[sample.class as usize] += 1;
    }
    let mut wholes = vec![Vec::new(); classes];
    for answer in samples.iter().filter(|sample| sample.source == Source::Answer) {
        if wordings[answer.class as usize] <= FEW {
            wholes[answer.class as usize].extend(answer.text.surfaces());
        }
    }
    for title in samples.iter().filter(|sample| sample.source == Source::Title) {
        let whole = &mut wholes[title.class as usize];
        if !whole.is_empty() {
            whole.extend(title.text.surfaces());
        }
    }
    wholes
}

/// The features of all samples, and how rare they are.
struct Lexicon {
    /// Sorted by key: key and rarity.
    features: Vec<(u32, u8)>,
    rarest: f32,
}

type Vector = Vec<(u32, f32)>;

impl Lexicon {
    fn new(samples: &[Sample], wholes: &[Vec<&str>]) -> Lexicon {
        let mut met: BTreeMap<u32, u32> = BTreeMap::new();
        let mut pairs: BTreeMap<u32, u32> = BTreeMap::new();
        for sample in samples {
            for feature in features(sample.text) {
                let counts = if feature.block == Block::Pairs { &mut pairs } else { &mut met };
                *counts.entry(feature.key).or_default() += 1;
            }
        }
        met.extend(pairs.into_iter().filter(|(_, texts)| *texts >= LEAST_PAIRS));
        // Groups of letters that only answers have: as rare as can be.
        for surface in wholes.iter().flatten() {
            letters(surface, |key| {
                met.entry(key).or_insert(1);
            });
        }
        let count = samples.len() as f32;
        let rarity = |texts: f32| libm::logf((1.0 + count) / (1.0 + texts)) + 1.0;
        let rarest = rarity(0.0);
        let features = met
            .into_iter()
            .map(|(key, texts)| (key, (rarity(texts as f32) / rarest * 255.0).round() as u8))
            .collect();
        Lexicon { features, rarest }
    }

    fn find(&self, key: u32) -> Option<usize> {
        self.features.binary_search_by_key(&key, |feature| feature.0).ok()
    }

    fn rarity(&self, place: Option<usize>) -> f32 {
        place.map_or(self.rarest, |at| f32::from(self.features[at].1) * (self.rarest / 255.0))
    }

    /// The same vector that a classifier makes of the text at run time.
    fn vector(&self, sample: &Sample) -> Vector {
        let mut squares = [0.0_f32; Block::COUNT];
        let mut vector = Vec::new();
        for feature in features(sample.text) {
            let place = self.find(feature.key);
            let value = feature.count * self.rarity(place);
            squares[feature.block.index()] += value * value;
            vector.extend(place.map(|place| (place as u32, value, feature.block.index())));
        }
        let scaled =
            |value: f32, block: usize| value * BLOCK_WEIGHTS[block] / squares[block].sqrt();
        vector.into_iter().map(|(place, value, block)| (place, scaled(value, block))).collect()
    }

    fn draft(
        &self,
        samples: &[Sample],
        members: &[Vec<usize>],
        wholes: &[Vec<&str>],
        weights: Vec<Vec<(u32, i8)>>,
        scales: Vec<f32>,
        starts: Vec<f32>,
    ) -> Draft {
        let surfaces = samples.iter().flat_map(|sample| sample.text.surfaces());
        let surfaces = surfaces.chain(wholes.iter().flatten().copied());
        let surfaces: Vec<&str> = BTreeSet::from_iter(surfaces).into_iter().collect();
        let number = |surface: &str| surfaces.binary_search(&surface).map_or(0, |id| id as u32);
        let spelled =
            |words: &[&str]| (words.iter().map(|word| number(word)).collect(), self.length(words));
        let wording = |at: &usize| spelled(&samples[*at].text.surfaces().collect::<Vec<_>>());
        let whole = |words: &Vec<&str>| Vec::from_iter((!words.is_empty()).then(|| spelled(words)));
        let features = self.features.iter().zip(weights);
        Draft {
            classes: members.len(),
            rarest: self.rarest,
            features: features
                .map(|(&(key, rarity), weights)| DraftFeature { key, rarity, weights })
                .collect(),
            scales,
            starts,
            words: surfaces.iter().map(|surface| self.groups(surface)).collect(),
            wordings: members.iter().map(|class| class.iter().map(wording).collect()).collect(),
            wholes: wholes.iter().map(whole).collect(),
        }
    }

    /// The groups of letters of a word that are features, once each.
    fn groups(&self, surface: &str) -> Vec<u32> {
        let mut groups = Vec::new();
        letters(surface, |key| groups.extend(self.find(key).map(|place| place as u32)));
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The length of the vector of letters of some words, as a classifier reckons it.
    fn length(&self, words: &[&str]) -> f32 {
        let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
        for surface in words {
            letters(surface, |key| *counts.entry(key).or_default() += 1.0);
        }
        let values = counts.into_iter().map(|(key, count)| count * self.rarity(self.find(key)));
        values.map(|value| value * value).sum::<f32>().sqrt()
    }
}

/// Finds separators, with the room that this takes.
struct Trainer<'a> {
    samples: &'a [Sample<'a>],
    vectors: &'a [Vector],
    squares: Vec<f32>,
    /// By feature: the samples that have it, with their values.
    holders: Vec<Vec<(u32, f32)>>,
    weights: Vec<f32>,
    /// The weight of the feature that every text has, to the value [`LEAN`].
    lean: f32,
}

impl<'a> Trainer<'a> {
    fn new(samples: &'a [Sample<'a>], vectors: &'a [Vector], features: usize) -> Trainer<'a> {
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
    fn separate(&mut self, class: u32, members: &[usize]) -> Vector {
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
    fn mean(&self, members: &[usize]) -> Vector {
        let mut sum: BTreeMap<u32, f32> = BTreeMap::new();
        for (feature, value) in members.iter().flat_map(|at| &self.vectors[*at]) {
            *sum.entry(*feature).or_default() += value;
        }
        let length = sum.values().map(|value| value * value).sum::<f32>().sqrt();
        let unit = if length > 0.0 { WANTED_OWN / length } else { 0.0 };
        sum.into_iter().map(|(feature, value)| (feature, value * unit)).collect()
    }
}

impl Sample<'_> {
    /// Whether customers ask for something in the knowledge base in words like these.
    pub(crate) fn is_question(&self) -> bool {
        matches!(self.source, Source::Wording | Source::Title)
    }
}

impl Source {
    /// How much a sample weighs beside a wording.
    fn weight(self) -> f32 {
        match self {
            Source::Wording | Source::Title | Source::Reserved => 1.0,
            Source::Keyword | Source::Answer => 0.3,
        }
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

/// Adds the weights of a class, in 127ths of the largest, to the lists of the features; those that
/// round to nothing are dropped. Returns what the unit is worth.
fn quantise(class: u32, separator: &Vector, weights: &mut [Vec<(u32, i8)>]) -> f32 {
    let largest = separator.iter().fold(0.0_f32, |largest, (_, weight)| largest.max(weight.abs()));
    let unit = largest / 127.0;
    for (feature, weight) in separator {
        let units = (weight / unit).round();
        if units >= LEAST_FOR || units <= -LEAST_AGAINST {
            weights[*feature as usize].push((class, units as i8));
        }
    }
    unit
}

/// With so many wordings at most, a class is compared by its answer too.
const FEW: usize = 3;

/// Pairs of words that fewer texts have teach nothing: there are very many, and each is met once.
const LEAST_PAIRS: u32 = 2;

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
const LEAN: f32 = 0.3;

const PASSES: usize = 20;

/// A pass in which no condition was further off than this is the last.
const SETTLED: f32 = 0.02;

/// How many wordings of other classes a class is told from at least, those most like its own.
const RIVALS: usize = 1000;

/// The same for each wording of its own.
const RIVALS_EACH: usize = 40;

/// Up to how many classes each gets a separator.
const SEPARABLE: usize = 3000;

/// Weights that speak for a class are dropped below this many 127ths of its largest weight, and
/// those that speak against it below so many more: half of the table. Small weights against a class
/// are what its rivals happen to say; without them .005 more are right (2026-11).
const LEAST_FOR: f32 = 4.0;
const LEAST_AGAINST: f32 = 20.0;
