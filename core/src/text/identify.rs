use super::fold::{fold, lower};
use super::normalize::Normalized;
use super::tokenize::{Kind, tokens};

/// Tells in which of a bundle's locales a message is written.
///
/// It is a naive Bayes classifier over whole words and the groups of three letters in them, learnt
/// from what the knowledge base says in each locale and from the common words of the language. It
/// works on one or two words, which is what customers write, and has no opinion on "ok".
///
/// The bytes, all little-endian: the number of locales and of features (`u32`), the hashes of the
/// features in ascending order (`u32` each), and for each feature one weight per locale (`i8`, in
/// [`STEPS`]ths of a nat).
#[derive(Clone, Debug)]
pub(crate) struct LanguageModel<D = Vec<u8>> {
    bytes: D,
    locales: usize,
    features: usize,
}

/// What [`LanguageModel::identify`] found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Identification {
    /// The locale, by its place in the bundle; `None` when the message does not decide it.
    pub locale: Option<usize>,
    /// For each locale its share of the evidence, from 0 to 1, together 1. They rank; they are no
    /// probabilities.
    pub shares: Vec<f32>,
}

impl<D: AsRef<[u8]>> LanguageModel<D> {
    /// Opens what a `LanguageModelBuilder` wrote, in place. `None` when the lengths do not agree.
    pub(crate) fn open(bytes: D) -> Option<LanguageModel<D>> {
        let all = bytes.as_ref();
        let locales = number(all, 0)? as usize;
        let features = number(all, 4)? as usize;
        let length = features.checked_mul(locales.checked_add(4)?)?.checked_add(HEADER)?;
        (all.len() == length).then_some(LanguageModel { bytes, locales, features })
    }

    /// The locale of a message.
    pub(crate) fn identify(&self, message: &str) -> Identification {
        let mut scores = vec![0_i32; self.locales];
        let mut words = 0;
        for_each_feature(message, |feature, hash| {
            if let Some(weights) = self.weights(hash) {
                words += u32::from(feature == Feature::Word);
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score = score.saturating_add(i32::from(*weight as i8));
                }
            }
        });
        let (mut best, mut second) = (0, i32::MIN);
        for (locale, score) in scores.iter().enumerate().skip(1) {
            if *score > scores[best] {
                second = scores[best];
                best = locale;
            } else {
                second = second.max(*score);
            }
        }
        let needed = if words > 0 { MARGIN } else { MARGIN_WITHOUT_WORDS };
        let decided = match self.locales {
            0 => false,
            1 => true,
            _ => scores[best].saturating_sub(second) >= needed,
        };
        Identification { locale: decided.then_some(best), shares: shares(&scores) }
    }

    fn weights(&self, hash: u32) -> Option<&[u8]> {
        let all = self.bytes.as_ref();
        let (mut low, mut high) = (0, self.features);
        while low < high {
            let middle = low + (high - low) / 2;
            let found = number(all, HEADER + middle * 4)?;
            match found.cmp(&hash) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let start = HEADER + self.features * 4 + middle * self.locales;
                    return all.get(start..start + self.locales);
                }
            }
        }
        None
    }
}

/// Counts what distinguishes the locales of a knowledge base, for a [`LanguageModel`].
#[cfg(feature = "author")]
#[derive(Debug, Default)]
pub(crate) struct LanguageModelBuilder {
    locales: usize,
    /// By hash: the kind, and the counts for each locale so far.
    counts: std::collections::BTreeMap<u32, (Feature, Vec<f64>)>,
}

#[cfg(feature = "author")]
impl LanguageModelBuilder {
    /// Adds the next locale, with what the knowledge base says in it.
    pub(crate) fn add_locale<'t>(
        &mut self,
        lexis: &super::Lexis,
        texts: impl IntoIterator<Item = &'t str>,
    ) {
        let locale = self.locales;
        self.locales += 1;
        for text in texts {
            self.count(locale, text, 1.0);
        }
        // These are frequent in the messages of customers and rare in answers.
        let lists = [&lexis.stop_words, &lexis.negations, &lexis.fillers].into_iter().flatten();
        for text in lists {
            self.count(locale, text, 3.0);
        }
        for (written, meant) in &lexis.shorthand {
            self.count(locale, written, 1.0);
            self.count(locale, meant, 1.0);
        }
        let reserved = lexis.language.map(super::ReservedWordings::built_in);
        for wording in
            reserved.iter().flat_map(|reserved| reserved.iter()).flat_map(|(_, wordings)| wordings)
        {
            self.count(locale, wording, 1.0);
        }
    }

    fn count(&mut self, locale: usize, text: &str, weight: f64) {
        for_each_feature(text, |feature, hash| {
            let (_, counts) = self.counts.entry(hash).or_insert_with(|| (feature, Vec::new()));
            counts.resize(locale + 1, 0.0);
            counts[locale] += weight;
        });
    }

    /// The bytes that [`LanguageModel::open`] reads.
    pub(crate) fn build(mut self) -> Vec<u8> {
        for (_, counts) in self.counts.values_mut() {
            counts.resize(self.locales, 0.0);
        }
        let total = |kind: Feature| -> Vec<f64> {
            let of_kind = || self.counts.values().filter(|(feature, _)| *feature == kind);
            let smoothing = SMOOTHING * of_kind().count() as f64;
            (0..self.locales)
                .map(|at| of_kind().map(|(_, counts)| counts[at]).sum::<f64>() + smoothing)
                .collect()
        };
        let totals = [total(Feature::Word), total(Feature::Letters)];
        let mut weighted: Vec<(f64, u32, Vec<i8>)> = Vec::new();
        for (hash, (feature, counts)) in &self.counts {
            let totals = &totals[*feature as usize];
            let logs: Vec<f64> = counts
                .iter()
                .zip(totals)
                .map(|(count, total)| libm::log((count + SMOOTHING) / total))
                .collect();
            let mean = logs.iter().sum::<f64>() / logs.len() as f64;
            let steps = |log: &f64| libm::round((log - mean) * STEPS).clamp(-127.0, 127.0) as i8;
            let weights: Vec<i8> = logs.iter().map(steps).collect();
            let spread = logs.iter().map(|log| (log - mean).abs()).fold(0.0, f64::max);
            let worth = spread * counts.iter().sum::<f64>();
            if weights.iter().any(|weight| *weight != 0) {
                weighted.push((worth, *hash, weights));
            }
        }
        weighted.sort_by(|(a, x, _), (b, y, _)| b.total_cmp(a).then(x.cmp(y)));
        weighted.truncate(MAX_FEATURES);
        weighted.sort_by_key(|(_, hash, _)| *hash);

        let mut bytes = Vec::with_capacity(HEADER + weighted.len() * (4 + self.locales));
        bytes.extend((self.locales as u32).to_le_bytes());
        bytes.extend((weighted.len() as u32).to_le_bytes());
        bytes.extend(weighted.iter().flat_map(|(_, hash, _)| hash.to_le_bytes()));
        bytes.extend(
            weighted.iter().flat_map(|(_, _, weights)| weights.iter().map(|weight| *weight as u8)),
        );
        bytes
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Feature {
    Word,
    Letters,
}

/// Calls `found` with the words of a text and the groups of three letters in them, edges included.
fn for_each_feature(text: &str, mut found: impl FnMut(Feature, u32)) {
    let normalized = Normalized::new(text);
    let text = normalized.text();
    let mut letters: Vec<char> = Vec::new();
    let mut word = String::new();
    for token in tokens(text).into_iter().filter(|token| token.kind == Kind::Word) {
        let lower = lower(&text[token.range], None);
        for part in lower.split('\'').filter(|part| !part.is_empty()) {
            word.clear();
            fold(part, None, &mut word);
            found(Feature::Word, hash('=', word.chars()));
            letters.clear();
            letters.push(' ');
            letters.extend(word.chars());
            letters.push(' ');
            for three in letters.windows(3) {
                found(Feature::Letters, hash('~', three.iter().copied()));
            }
            // An accent tells much and its letter, folded above, little.
            for accented in part.chars().filter(|c| !c.is_ascii()) {
                found(Feature::Letters, hash('~', [accented]));
            }
        }
    }
}

/// The hash of Fowler, Noll and Vo, 32 bits, variant 1a, over code points.
fn hash(kind: char, letters: impl IntoIterator<Item = char>) -> u32 {
    [kind]
        .into_iter()
        .chain(letters)
        .fold(0x811c_9dc5, |hash, letter| (hash ^ letter as u32).wrapping_mul(0x0100_0193))
}

fn shares(scores: &[i32]) -> Vec<f32> {
    let best = scores.iter().copied().max().unwrap_or(0);
    let odds = |score: &i32| libm::expf((score - best) as f32 / STEPS as f32);
    let total: f32 = scores.iter().map(odds).sum();
    scores.iter().map(|score| odds(score) / total).collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*four))
}

const HEADER: usize = 8;

/// Steps of a weight in one nat.
const STEPS: f64 = 16.0;

/// What the best locale must be ahead by: three nats, and four when no whole word is known.
const MARGIN: i32 = 48;
const MARGIN_WITHOUT_WORDS: i32 = 64;

/// Added to every count.
#[cfg(feature = "author")]
const SMOOTHING: f64 = 0.5;

/// The features kept, those that tell most. Four thousand for two locales are 24 kB.
#[cfg(feature = "author")]
const MAX_FEATURES: usize = 4_000;
