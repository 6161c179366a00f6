use super::features::{Block, features, term_key};
use super::reserved::Reserved;
use super::table::{Damaged, Table};
use crate::text::{Analysis, Role, Word};

/// A trained classifier, opened over the bytes that `train` made. It shares freely.
#[derive(Clone, Debug)]
pub(crate) struct Classifier<B> {
    table: Table<B>,
}

/// What a classifier makes of a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ranking {
    /// The best classes by margin, best first, ties by class; after them, the classes that were
    /// asked for besides.
    pub candidates: Vec<Candidate>,
    /// Share of the question's words that the wordings have, rare words weighing more, 0 to 1.
    pub known: f32,
    /// How many words say what the question is about.
    pub length: u32,
    /// Share of the question's letters that are in what is hardly a word
    /// ([`strange`](crate::text::Word::strange)), 0 to 1.
    pub strange: f32,
}

/// A class that may be what the question is about, and what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub class: u32,
    /// How far the class stands out: about 1 for its own wordings, −1 for text that shares nothing.
    pub margin: f32,
    /// Cosine, by letters, to the nearest wording of the class, 0 to 1.
    pub nearest: f32,
    /// Mean cosine to the three nearest wordings, or to as many as there are.
    pub nearest_three: f32,
    /// Cosine, by letters, to all that is said of the class, its title and its answer together; or
    /// `nearest_three` where it has no answer, or wordings enough. Less that of the best candidate, so
    /// from −1 to 0: a long answer is like any question a little, so only the comparison tells.
    pub whole: f32,
    /// Share of the question's words, rare ones weighing more, that speak for the class, 0 to 1.
    pub covered: f32,
    /// What retrieval gave the class, as a share of the best it gave, 0 to 1.
    pub retrieved: f32,
}

impl<B: AsRef<[u8]>> Classifier<B> {
    /// Opens what `train` made. Bytes that are damaged give an error here and never later.
    pub(crate) fn open(bytes: B) -> Result<Classifier<B>, Damaged> {
        Ok(Classifier { table: Table::open(bytes)? })
    }

    /// How many classes it was trained on.
    pub(crate) fn classes(&self) -> usize {
        self.table.classes
    }

    /// How many documents retrieval should bring for [`Classifier::rank`].
    pub(crate) fn retrieved(&self) -> usize {
        if self.is_large() { RETRIEVED_WHERE_LARGE } else { RETRIEVED }
    }

    /// Ranks the classes for a question, as [`Classifier::rank_weighed`] does.
    #[cfg(feature = "author")]
    pub(crate) fn rank(&self, question: &Analysis, retrieved: &[(u32, f32)]) -> Ranking {
        self.rank_weighed(question, &self.weigh(question), retrieved)
    }

    /// Ranks the classes for a question, which has been weighed. `retrieved` are the articles that
    /// retrieval found, with scores of any scale above 0; they are candidates whatever their margin.
    ///
    /// Where there are very many classes, the candidates are those that retrieval found and the
    /// reserved intents, which come last: to reckon the margin of each of 100,000 takes longer than
    /// all the rest.
    pub(crate) fn rank_weighed(
        &self,
        question: &Analysis,
        weighed: &Weighed,
        retrieved: &[(u32, f32)],
    ) -> Ranking {
        let best = retrieved.iter().fold(0.0_f32, |best, (_, score)| best.max(*score));
        let classes = retrieved.iter().map(|(class, _)| *class);
        let classes = classes.filter(|class| (*class as usize) < self.table.classes);
        let mut candidates: Vec<Candidate> = if self.is_large() {
            let end = self.table.classes as u32;
            let reserved = end - Reserved::TRAINED.len() as u32..end;
            let mut all: Vec<u32> = classes.chain(reserved).collect();
            all.sort_unstable();
            all.dedup();
            let margins = self.margins_of(&weighed.features, &all);
            all.iter().zip(margins).map(|(class, margin)| Candidate::new(*class, margin)).collect()
        } else {
            let margins = self.margins(&weighed.features);
            let all = strongest(&margins, CANDIDATES).into_iter().chain(classes);
            all.map(|class| Candidate::new(class, margins[class as usize])).collect()
        };
        candidates.sort_by(Candidate::order);
        candidates.dedup_by_key(|candidate| candidate.class);
        for (class, score) in retrieved {
            if let Some(found) = candidates.iter_mut().find(|c| c.class == *class) {
                found.retrieved = if best > 0.0 { (score / best).clamp(0.0, 1.0) } else { 0.0 };
            }
        }
        self.compare(weighed, &mut candidates);
        let best = candidates.iter().fold(0.0_f32, |best, candidate| best.max(candidate.whole));
        candidates.iter_mut().for_each(|candidate| candidate.whole -= best);
        let known = self.cover(question, &mut candidates);
        Ranking { candidates, known, length: length(question), strange: strange(question) }
    }

    /// For each of these classes, the words of a question that spoke for it, most telling first, each
    /// with its share of all that spoke for it. What spoke against it is left out.
    pub(crate) fn explain(
        &self,
        question: &Analysis,
        weighed: &Weighed,
        classes: &[u32],
    ) -> Vec<Vec<(usize, f32)>> {
        let explain = |class: &u32| {
            let mut spoke = vec![0.0_f32; question.words.len()];
            for feature in &weighed.features {
                let weight = feature.place.and_then(|at| self.table.weight(at, *class as usize));
                spoke[feature.word] += weight.map_or(0.0, |weight| {
                    weight * feature.value * BLOCK_WEIGHTS[feature.block.index()]
                });
            }
            shares(&spoke)
        };
        classes.iter().map(explain).collect()
    }

    /// Finds the features of a question in the table and brings each block to its length.
    pub(crate) fn weigh(&self, question: &Analysis) -> Weighed {
        let features = features(question);
        let mut squares = [0.0_f32; Block::COUNT];
        let mut features: Vec<WeighedFeature> = features
            .iter()
            .map(|feature| {
                let place = self.table.find(feature.key);
                let rarity = place.map_or(self.table.rarest, |place| self.table.rarity(place));
                let value = feature.count * rarity;
                squares[feature.block.index()] += value * value;
                let (word, block) = (feature.word as usize, feature.block);
                WeighedFeature { place, rarity, value, word, block }
            })
            .collect();
        let lengths = squares.map(f32::sqrt);
        for feature in &mut features {
            feature.value /= lengths[feature.block.index()];
        }
        Weighed { features }
    }

    /// The margin of every class.
    fn margins(&self, features: &[WeighedFeature]) -> Vec<f32> {
        let mut margins = vec![0.0; self.table.classes];
        for feature in features {
            let Some(place) = feature.place else { continue };
            let value = feature.value * BLOCK_WEIGHTS[feature.block.index()];
            self.table.each_weight(place, |class, weight| margins[class] += weight * value);
        }
        for (class, margin) in margins.iter_mut().enumerate() {
            *margin = *margin * self.table.scale(class) + self.table.start(class);
        }
        margins
    }

    /// The margins of some classes, which rise.
    fn margins_of(&self, features: &[WeighedFeature], classes: &[u32]) -> Vec<f32> {
        let mut margins = vec![0.0; classes.len()];
        for feature in features {
            let Some(place) = feature.place else { continue };
            let value = feature.value * BLOCK_WEIGHTS[feature.block.index()];
            self.table.weights_of(place, classes, |at, weight| margins[at] += weight * value);
        }
        for (margin, class) in margins.iter_mut().zip(classes) {
            let class = *class as usize;
            *margin = *margin * self.table.scale(class) + self.table.start(class);
        }
        margins
    }

    /// Whether there are so many classes that not all can be looked at closely.
    fn is_large(&self) -> bool {
        self.table.classes > LARGE
    }

    /// Measures how close the nearest wordings of the candidates are.
    ///
    /// Groups of letters stay within words, so the product of two texts' vectors is the sum, over
    /// the words of one, of what each shares with the other. What a known word shares with the
    /// question is reckoned once, when the first wording that has it comes along.
    fn compare(&self, question: &Weighed, candidates: &mut [Candidate]) {
        let mut groups = vec![0.0; self.table.features];
        for feature in question.features.iter().filter(|f| f.block == Block::Letters) {
            if let Some(place) = feature.place {
                groups[place] = feature.value * feature.rarity;
            }
        }
        // Not a number until it is known.
        let mut shared = vec![f32::NAN; self.table.words];
        let mut share = |word: usize| {
            if shared[word].is_nan() {
                let mut sum = 0.0;
                self.table.each_group(word, |place| sum += groups[place]);
                shared[word] = sum;
            }
            shared[word]
        };
        for candidate in candidates {
            let mut top = [0.0_f32; 3];
            let wordings = self.table.wordings(candidate.class as usize);
            let count = wordings.len().min(top.len());
            let mut cosine = |wording: usize| {
                let mut product = 0.0;
                self.table.each_word(wording, |word| product += share(word));
                let length = self.table.length(wording);
                if length > 0.0 { (product / length).min(1.0) } else { 0.0 }
            };
            let whole = self.table.whole(candidate.class as usize).map(&mut cosine);
            for wording in wordings {
                let mut cosine = cosine(wording);
                for place in &mut top {
                    if cosine > *place {
                        std::mem::swap(place, &mut cosine);
                    }
                }
            }
            candidate.nearest = top[0];
            candidate.nearest_three = top.iter().sum::<f32>() / count.max(1) as f32;
            candidate.whole = whole.unwrap_or(candidate.nearest_three);
        }
    }

    /// Measures what share of the question's words speaks for each candidate; returns the share that
    /// the wordings have at all.
    fn cover(&self, question: &Analysis, candidates: &mut [Candidate]) -> f32 {
        let (mut known, mut all) = (0.0, 0.0);
        for word in question.words.iter().filter(|word| tells(word)) {
            let place = self.table.find(term_key(&word.term));
            let rarity = place.map_or(self.table.rarest, |place| self.table.rarity(place));
            all += rarity;
            let Some(place) = place else { continue };
            known += rarity;
            for candidate in candidates.iter_mut() {
                let weight = self.table.weight(place, candidate.class as usize);
                if weight.is_some_and(|weight| weight > 0.0) {
                    candidate.covered += rarity;
                }
            }
        }
        if all > 0.0 {
            candidates.iter_mut().for_each(|candidate| candidate.covered /= all);
            known /= all;
        }
        known
    }
}

impl Candidate {
    fn new(class: u32, margin: f32) -> Candidate {
        Candidate {
            class,
            margin,
            nearest: 0.0,
            nearest_three: 0.0,
            whole: 0.0,
            covered: 0.0,
            retrieved: 0.0,
        }
    }

    /// Best margin first, ties by class.
    fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
        b.margin.total_cmp(&a.margin).then(a.class.cmp(&b.class))
    }
}

/// A question as numbers, those of one classifier.
pub(crate) struct Weighed {
    features: Vec<WeighedFeature>,
}

/// A feature of the question.
struct WeighedFeature {
    /// Where the table has it, if any wording does.
    place: Option<usize>,
    rarity: f32,
    /// Its share of the vector of its block, whose length is one.
    value: f32,
    /// The word of the question where it was met first.
    word: usize,
    block: Block,
}

/// The words that spoke for something, most telling first, each with its share of the whole.
fn shares(spoke: &[f32]) -> Vec<(usize, f32)> {
    let total: f32 = spoke.iter().filter(|weight| **weight > 0.0).sum();
    let mut words: Vec<(usize, f32)> = spoke
        .iter()
        .enumerate()
        .filter(|(_, weight)| **weight > 0.0)
        .map(|(at, weight)| (at, weight / total))
        .collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words
}

/// The `count` largest margins.
fn strongest(margins: &[f32], count: usize) -> Vec<u32> {
    let mut best: Vec<u32> = (0..margins.len() as u32).collect();
    let order =
        |a: &u32, b: &u32| margins[*b as usize].total_cmp(&margins[*a as usize]).then(a.cmp(b));
    if best.len() > count {
        best.select_nth_unstable_by(count, order);
        best.truncate(count);
    }
    best
}

fn tells(word: &Word) -> bool {
    word.role == Role::Content
}

fn length(question: &Analysis) -> u32 {
    question.words.iter().filter(|word| tells(word)).count() as u32
}

fn strange(question: &Analysis) -> f32 {
    let letters = |word: &Word| word.surface.len();
    let all: usize = question.words.iter().map(letters).sum();
    let strange: usize = question.words.iter().filter(|word| word.strange).map(letters).sum();
    strange as f32 / all.max(1) as f32
}

/// What each block contributes to the vector of a text, by [`Block`].
pub(super) const BLOCK_WEIGHTS: [f32; Block::COUNT] = [0.5, 0.8, 1.0, 0.5];

/// Above so many classes, each is the mean of its texts, and only those that retrieval found are
/// looked at.
pub(super) const LARGE: usize = 3_000;

/// How many documents retrieval brings, and how many where there are very many.
const RETRIEVED: usize = 10;
const RETRIEVED_WHERE_LARGE: usize = 20;

/// How many classes are looked at closely, besides those that retrieval brings.
const CANDIDATES: usize = 10;
