use crate::text::{Analysis, Role, Word};

/// One thing that a text has: a word, two words in a row, or some letters of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Feature {
    /// A hash of what it is. Two features that share one are the same feature, everywhere.
    pub key: u32,
    pub block: Block,
    /// How often the text has it.
    pub count: f32,
    /// The word of the analysis where it was met first.
    pub word: u32,
}

/// The views of a text. Each has the same weight however many features it has, because its
/// vector is brought to length one before the views are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Block {
    /// Words as they were understood, alone and in pairs: "perdue" is not "perdu".
    Surface,
    /// What is compared, alone and in pairs: stems, and the canonical word for a synonym.
    Term,
    /// Groups of letters within a word: what a misspelling, a compound or an inflection leaves.
    Letters,
    /// Two terms that stand near each other, in whatever order.
    Pairs,
}

impl Block {
    pub(super) const COUNT: usize = 4;

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// All features of a text, sorted by key, each once. Padding has none: "je veux juste savoir" before a
/// question makes it neither more nor less of one.
pub(super) fn features(analysis: &Analysis) -> Vec<Feature> {
    let is_padding = |(_, word): &(usize, &Word)| word.role == Role::Filler;
    let words: Vec<(usize, &Word)> =
        analysis.words.iter().enumerate().filter(|word| !is_padding(word)).collect();
    let keys: Vec<u32> = words.iter().map(|(_, word)| term_key(&word.term)).collect();
    let mut all = Vec::with_capacity(words.len() * 32);
    for (place, (at, word)) in words.iter().enumerate() {
        let mut add = |block, key| all.push(Feature { key, block, count: 1.0, word: *at as u32 });
        add(Block::Surface, surface_key(&word.surface));
        add(Block::Term, keys[place]);
        if let Some((_, next)) = words.get(place + 1) {
            add(Block::Surface, key(SURFACE_PAIR, &[&word.surface, &next.surface]));
            add(Block::Term, key(TERM_PAIR, &[&word.term, &next.term]));
        }
        for other in keys[place + 1..].iter().take(REACH) {
            add(Block::Pairs, pair_key(keys[place], *other));
        }
        letters(&word.surface, |key| add(Block::Letters, key));
    }
    all.sort_unstable_by_key(|feature| (feature.key, feature.word));
    all.dedup_by(|next, kept| {
        let same = next.key == kept.key;
        if same {
            kept.count += next.count;
        }
        same
    });
    // A word said twice tells little more than once.
    for feature in all.iter_mut().filter(|feature| feature.block != Block::Letters) {
        feature.count = 1.0 + libm::logf(feature.count);
    }
    all
}

/// Calls `found` with the key of every group of letters of a word, in order, repeats included.
///
/// The word is read between two spaces, so that its beginning and its end differ from its middle;
/// one shorter than a group is a group of its own.
pub(super) fn letters(surface: &str, mut found: impl FnMut(u32)) {
    let padded = format!(" {surface} ");
    let starts: Vec<usize> =
        padded.char_indices().map(|(at, _)| at).chain([padded.len()]).collect();
    let length = starts.len() - 1;
    for size in GROUP {
        if length <= size {
            found(key(LETTERS, &[&padded]));
            break;
        }
        for group in starts.windows(size + 1) {
            found(key(LETTERS, &[&padded[group[0]..group[size]]]));
        }
    }
}

/// The key of a term alone, by which the words that the content has are known.
pub(super) fn term_key(term: &str) -> u32 {
    key(TERM, &[term])
}

/// The key of two terms, in whatever order.
fn pair_key(one: u32, other: u32) -> u32 {
    let pair = u64::from(one.max(other)) << 32 | u64::from(one.min(other));
    mixed(pair.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn surface_key(surface: &str) -> u32 {
    key(SURFACE, &[surface])
}

/// FNV-1a over the parts, each closed by a byte that UTF-8 does not have, then mixed so that the
/// high bits are as good as the low ones.
fn key(kind: u8, parts: &[&str]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    eat(kind);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0xff);
    }
    mixed(hash)
}

fn mixed(hash: u64) -> u32 {
    ((hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

/// How many words on the other word of a pair stands at most.
const REACH: usize = 8;

/// The sizes of the groups of letters, the spaces around the word included. Sizes 2 and 5 added
/// nothing measurable (2026-11) and doubled the table.
const GROUP: std::ops::RangeInclusive<usize> = 3..=4;

const SURFACE: u8 = 0;
const SURFACE_PAIR: u8 = 1;
const TERM: u8 = 2;
const TERM_PAIR: u8 = 3;
const LETTERS: u8 = 4;
