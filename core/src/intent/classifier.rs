use super::features::{Block, Feature, features, letters, term_key};
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

    /// Ranks the classes for a question. `retrieved` are the articles that retrieval found, with
    /// scores of any scale above 0; they are candidates whatever their margin.
    pub(crate) fn rank(&self, question: &Analysis, retrieved: &[(u32, f32)]) -> Ranking {
        let features = self.weigh(&features(question));
        let margins = self.margins(&features);
        let (covered, known) = self.covered(question);
        let best = retrieved.iter().fold(0.0_f32, |best, (_, score)| best.max(*score));
        let wanted = strongest(&margins, CANDIDATES);
        let mut candidates: Vec<Candidate> = wanted
            .into_iter()
            .chain(retrieved.iter().map(|(class, _)| *class))
            .filter(|class| (*class as usize) < margins.len())
            .map(|class| {
                let at = class as usize;
                Candidate { class, covered: covered[at], ..Candidate::new(margins[at]) }
            })
            .collect();
        candidates.sort_by(Candidate::order);
        candidates.dedup_by_key(|candidate| candidate.class);
        for (class, score) in retrieved {
            if let Some(found) = candidates.iter_mut().find(|c| c.class == *class) {
                found.retrieved = if best > 0.0 { (score / best).clamp(0.0, 1.0) } else { 0.0 };
            }
        }
        self.compare(question, &mut candidates);
        Ranking { candidates, known, length: length(question) }
    }

    /// The words of a question that spoke for a class, most telling first, each with its share of
    /// all that spoke for it. What spoke against it is left out.
    pub(crate) fn explain(&self, question: &Analysis, class: u32) -> Vec<(usize, f32)> {
        let mut spoke = vec![0.0_f32; question.words.len()];
        for feature in self.weigh(&features(question)) {
            let weights = feature.place.map(|place| self.table.weights(place));
            let weight = weights.into_iter().flatten().find(|(c, _)| *c == class as usize);
            spoke[feature.word] += weight.map_or(0.0, |(_, weight)| weight * feature.value);
        }
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

    /// Finds the features in the table and brings each block to its length.
    fn weigh(&self, features: &[Feature]) -> Vec<Weighed> {
        let mut squares = [0.0_f32; Block::COUNT];
        let mut weighed: Vec<Weighed> = features
            .iter()
            .map(|feature| {
                let place = self.table.find(feature.key);
                let rarity = place.map_or(self.table.rarest, |place| self.table.rarity(place));
                let value = feature.count * rarity;
                squares[feature.block.index()] += value * value;
                Weighed { place, value, word: feature.word as usize, block: feature.block }
            })
            .collect();
        for feature in &mut weighed {
            let block = feature.block.index();
            feature.value *= BLOCK_WEIGHTS[block] / squares[block].sqrt();
        }
        weighed
    }

    fn margins(&self, features: &[Weighed]) -> Vec<f32> {
        let mut margins = vec![0.0; self.table.classes];
        for feature in features {
            let Some(place) = feature.place else { continue };
            for (class, weight) in self.table.weights(place) {
                margins[class] += weight * feature.value;
            }
        }
        for (class, margin) in margins.iter_mut().enumerate() {
            *margin = *margin * self.table.scale(class) + self.table.start(class);
        }
        margins
    }

    /// Measures how close the nearest wordings of the candidates are.
    ///
    /// Groups of letters stay within words, so the product of two texts' vectors is the sum, over
    /// pairs of their words, of what the two words share. It is enough to know what each word of
    /// the content shares with the question, and the words of each wording.
    fn compare(&self, question: &Analysis, candidates: &mut [Candidate]) {
        let (shared, length) = self.shared(question);
        for candidate in candidates {
            let mut top = [0.0_f32; 3];
            let wordings = self.table.wordings(candidate.class as usize);
            let count = wordings.len().min(top.len());
            for wording in wordings {
                let product: f32 = self.table.spelled(wording).map(|word| shared[word]).sum();
                let lengths = length * self.table.length(wording);
                let mut cosine = if lengths > 0.0 { (product / lengths).min(1.0) } else { 0.0 };
                for place in &mut top {
                    if cosine > *place {
                        std::mem::swap(place, &mut cosine);
                    }
                }
            }
            candidate.nearest = top[0];
            candidate.nearest_three = top.iter().sum::<f32>() / count.max(1) as f32;
        }
    }

    /// What each known word shares with the question, and the length of the question's vector.
    fn shared(&self, question: &Analysis) -> (Vec<f32>, f32) {
        let mut groups = Vec::with_capacity(question.words.len() * 16);
        for word in &question.words {
            letters(&word.surface, |key| groups.push(key));
        }
        groups.sort_unstable();
        let mut shared = vec![0.0; self.table.words];
        let mut square = 0.0;
        for group in groups.chunk_by(|a, b| a == b) {
            let count = group.len() as f32;
            let place = self.table.find(group[0]);
            let rarity = place.map_or(self.table.rarest, |place| self.table.rarity(place));
            square += (count * rarity) * (count * rarity);
            for word in place.into_iter().flat_map(|place| self.table.holders(place)) {
                shared[word] += count * rarity * rarity;
            }
        }
        (shared, square.sqrt())
    }

    /// The share of the question's words that speak for each class, and the share that the
    /// wordings have at all.
    fn covered(&self, question: &Analysis) -> (Vec<f32>, f32) {
        let mut covered = vec![0.0; self.table.classes];
        let (mut known, mut all) = (0.0, 0.0);
        for word in question.words.iter().filter(|word| tells(word)) {
            let place = self.table.find(term_key(&word.term));
            let rarity = place.map_or(self.table.rarest, |place| self.table.rarity(place));
            all += rarity;
            let Some(place) = place else { continue };
            known += rarity;
            for (class, _) in self.table.weights(place).filter(|(_, weight)| *weight > 0.0) {
                covered[class] += rarity;
            }
        }
        if all > 0.0 {
            covered.iter_mut().for_each(|share| *share /= all);
            known /= all;
        }
        (covered, known)
    }
}

impl Candidate {
    fn new(margin: f32) -> Candidate {
        Candidate {
            class: 0,
            margin,
            nearest: 0.0,
            nearest_three: 0.0,
            covered: 0.0,
            retrieved: 0.0,
        }
    }

    /// Best margin first, ties by class.
    fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
        b.margin.total_cmp(&a.margin).then(a.class.cmp(&b.class))
    }
}

/// A feature of the question with its share of the question's vector.
struct Weighed {
    place: Option<usize>,
    value: f32,
    word: usize,
    block: Block,
}

/// The `count` largest margins.
fn strongest(margins: &[f32], count: usize) -> Vec<u32> {
    let mut best: Vec<u32> = (0..margins.len() as u32).collect();
    let order = |a: &u32, b: &u32| {
        margins[*b as usize].total_cmp(&margins[*a as usize]).then(a.cmp(b))
    };
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

/// What each block contributes to the vector of a text, by [`Block`].
pub(super) const BLOCK_WEIGHTS: [f32; Block::COUNT] = [0.5, 0.8, 1.0];

/// How many classes are looked at closely. The right one is among the best ten by margin in all
/// but a few questions of a thousand where it is ever found.
const CANDIDATES: usize = 10;
