use std::collections::{BTreeMap, BTreeSet};

use super::classifier::BLOCK_WEIGHTS;
use super::draft::{Draft, DraftFeature};
use super::features::{Block, features, letters};
use super::sample::Sample;

/// The features of all samples, and how rare they are.
pub(super) struct Lexicon {
    /// Sorted by key: key and rarity.
    pub(super) features: Vec<(u32, u8)>,
    rarest: f32,
}

pub(super) type Vector = Vec<(u32, f32)>;

impl Lexicon {
    pub(super) fn new(samples: &[Sample], wholes: &[Vec<&str>]) -> Lexicon {
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
    pub(super) fn vector(&self, sample: &Sample) -> Vector {
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

    pub(super) fn draft(
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

/// Pairs of words that fewer texts have teach nothing: there are very many, and each is met once.
const LEAST_PAIRS: u32 = 2;
