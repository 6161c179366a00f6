use super::classifier::BLOCK_WEIGHTS;
use super::features::{Block, Seen, counted, letters, whole_words};
use super::lesson::Lesson;
use super::rows::Rows;

/// The texts of a lesson as vectors over the features that they have.
pub(super) struct Corpus {
    /// The keys of the features, sorted.
    pub(super) keys: Vec<u32>,
    /// How rare each feature is, in 255ths of `rarest`.
    pub(super) rarity: Vec<u8>,
    pub(super) rarest: f32,
    /// By text, sorted by feature: the same vector that a classifier makes of the text at run time.
    pub(super) vectors: Rows<(u32, f32)>,
    /// By word, sorted: its groups of letters as features, with how often it has each.
    letters: Rows<(u32, u32)>,
}

/// That a text or a word has a feature, in 64 bits that are sorted by their upper half, the key.
#[derive(Clone, Copy)]
struct Met(u64);

impl Met {
    fn new(key: u32, holder: usize, block: Block) -> Met {
        Met(u64::from(key) << 32 | (holder as u64) << 2 | block.index() as u64)
    }

    fn key(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// A text, or after all of them, a word.
    fn holder(self) -> usize {
        (self.0 as u32 >> 2) as usize
    }

    fn block(self) -> Block {
        Block::ALL[(self.0 & 3) as usize]
    }
}

impl Corpus {
    pub(super) fn new(lesson: &Lesson) -> Corpus {
        let texts = lesson.texts.len();
        let rarity = |met: usize| libm::logf((1.0 + texts as f32) / (1.0 + met as f32)) + 1.0;
        let rarest = rarity(0);
        // Most features are met in few texts, and a logarithm is not for nothing.
        let rarities: Vec<u8> =
            (0..=texts).map(|met| (rarity(met) / rarest * 255.0).round() as u8).collect();
        let mut squares = vec![[0.0_f32; Block::COUNT]; texts];
        let (mut keys, mut rarity) = (Vec::new(), Vec::new());
        let met = met(lesson);
        let mut values = Vec::with_capacity(met.len());
        let (mut blocks, mut letters) = (Vec::with_capacity(met.len()), Vec::new());
        for feature in met.chunk_by(|one, other| one.key() == other.key()) {
            let holders = || feature.chunk_by(|one, other| one.holder() == other.holder());
            let holding = holders().take_while(|times| times[0].holder() < texts).count();
            let block = feature[0].block();
            let kept = block != Block::Pairs || holding >= LEAST_PAIRS;
            // Groups of letters that only answers have are as rare as can be.
            let rare = rarities[holding.max(1).min(texts)];
            let weight = if kept { f32::from(rare) * (rarest / 255.0) } else { rarest };
            let place = keys.len() as u32;
            for times in holders() {
                let holder = times[0].holder();
                match holder.checked_sub(texts) {
                    None => {
                        let value = counted(times.len() as f32, block) * weight;
                        squares[holder][block.index()] += value * value;
                        if kept {
                            blocks.push(block);
                            values.push((holder as u32, (place, value)));
                        }
                    }
                    Some(word) => letters.push((word as u32, (place, times.len() as u32))),
                }
            }
            if kept {
                keys.push(feature[0].key());
                rarity.push(rare);
            }
        }
        let scales = squares.iter().map(|squares| {
            Block::ALL.map(|b| BLOCK_WEIGHTS[b.index()] / squares[b.index()].sqrt())
        });
        let scales: Vec<_> = scales.collect();
        for ((text, (_, value)), block) in values.iter_mut().zip(blocks) {
            *value *= scales[*text as usize][block.index()];
        }
        let vectors = Rows::gathered(texts, &values);
        let letters = Rows::gathered(lesson.words.len(), &letters);
        Corpus { keys, rarity, rarest, vectors, letters }
    }

    /// The groups of letters of each word, as features, once each.
    pub(super) fn groups(&self) -> Rows<u32> {
        let words = (0..).zip(self.letters.iter());
        let groups = words.flat_map(|(word, row)| row.iter().map(move |(place, _)| (word, *place)));
        Rows::gathered(self.letters.len(), &groups.collect::<Vec<_>>())
    }

    pub(super) fn lengths(&self) -> Lengths<'_> {
        Lengths { corpus: self, counts: vec![0; self.keys.len()] }
    }
}

/// Reckons the lengths of vectors of letters, with the room that this takes.
pub(super) struct Lengths<'c> {
    corpus: &'c Corpus,
    /// By feature; all are 0 between two uses.
    counts: Vec<u32>,
}

impl Lengths<'_> {
    /// The length of the vector of letters of some words, as a classifier reckons it.
    pub(super) fn of(&mut self, words: &[u32]) -> f32 {
        let corpus = self.corpus;
        let groups = || words.iter().flat_map(|word| corpus.letters.row(*word as usize));
        for (place, count) in groups() {
            self.counts[*place as usize] += count;
        }
        let squares = groups().map(|(place, _)| {
            let count = std::mem::take(&mut self.counts[*place as usize]);
            let rare = f32::from(corpus.rarity[*place as usize]) * (corpus.rarest / 255.0);
            (count as f32 * rare) * (count as f32 * rare)
        });
        squares.sum::<f32>().sqrt()
    }
}

/// All features that texts have, and the groups of letters that words have, sorted by key, then by
/// holder.
fn met(lesson: &Lesson) -> Vec<Met> {
    let seen: Vec<Seen> =
        lesson.words.iter().map(|word| Seen::new(&word.surface, &word.term)).collect();
    let mut spelled = Vec::new();
    for (word, at) in lesson.words.iter().zip(0..) {
        letters(&word.surface, |key| spelled.push((at, key)));
    }
    let spelled = Rows::gathered(lesson.words.len(), &spelled);
    let mut all = Vec::with_capacity(lesson.texts.len() * 128);
    let mut words = Vec::new();
    for (at, text) in lesson.texts.iter().enumerate() {
        let telling = text.words.iter().filter(|w| !lesson.words[**w as usize].is_padding);
        words.clear();
        for word in telling {
            words.push(seen[*word as usize]);
            let keys = spelled.row(*word as usize).iter();
            all.extend(keys.map(|key| Met::new(*key, at, Block::Letters)));
        }
        whole_words(&words, |_, block, key| all.push(Met::new(key, at, block)));
    }
    let used = lesson.spelled_words();
    for (word, keys) in spelled.iter().enumerate().filter(|(word, _)| used[*word]) {
        let holder = lesson.texts.len() + word;
        all.extend(keys.iter().map(|key| Met::new(*key, holder, Block::Letters)));
    }
    sorted(all)
}

/// Sorts by key, and leaves the order of what has the same key. Three passes over the digits of the
/// key take a third of the time that comparing takes.
fn sorted(mut all: Vec<Met>) -> Vec<Met> {
    let mut spare = vec![Met(0); all.len()];
    for (shift, width) in [(0, 11), (11, 11), (22, 10)] {
        let digit = |met: &Met| (met.key() >> shift) as usize & ((1 << width) - 1);
        let mut ends = vec![0_usize; 1 << width];
        all.iter().for_each(|met| ends[digit(met)] += 1);
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        for met in &all {
            let end = &mut ends[digit(met)];
            spare[*end] = *met;
            *end += 1;
        }
        std::mem::swap(&mut all, &mut spare);
    }
    all
}

/// Pairs of words that fewer texts have teach nothing: there are very many, and each is met once.
const LEAST_PAIRS: usize = 2;
