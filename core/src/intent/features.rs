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
    pub(super) const ALL: [Block; Block::COUNT] =
        [Block::Surface, Block::Term, Block::Letters, Block::Pairs];
    pub(super) const COUNT: usize = 4;

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// A word as its features see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    surface: &'a str,
    term: &'a str,
    surface_key: u32,
    term_key: u32,
}

impl<'a> Seen<'a> {
    pub(super) fn new(surface: &'a str, term: &'a str) -> Seen<'a> {
        Seen { surface, term, surface_key: key(SURFACE, &[surface]), term_key: term_key(term) }
    }
}

/// All features of a text, sorted by key, each once. Padding has none: "je veux juste savoir" before a
/// question makes it neither more nor less of one.
pub(super) fn features(analysis: &Analysis) -> Vec<Feature> {
    let is_padding = |(_, word): &(usize, &Word)| word.role == Role::Filler;
    let words = analysis.words.iter().enumerate().filter(|word| !is_padding(word));
    let (places, seen): (Vec<usize>, Vec<Seen>) =
        words.map(|(at, word)| (at, Seen::new(&word.surface, &word.term))).unzip();
    let mut all = Vec::with_capacity(seen.len() * 32);
    let mut add = |place: usize, block, key| {
        all.push(Feature { key, block, count: 1.0, word: places[place] as u32 });
    };
    whole_words(&seen, &mut add);
    for (place, word) in seen.iter().enumerate() {
        letters(word.surface, |key| add(place, Block::Letters, key));
    }
    all.sort_unstable_by_key(|feature| (feature.key, feature.word, feature.block));
    all.dedup_by(|next, kept| {
        let same = next.key == kept.key;
        if same {
            kept.count += next.count;
        }
        same
    });
    for feature in &mut all {
        feature.count = counted(feature.count, feature.block);
    }
    all
}

/// What it counts that a text has a feature so often: a word said twice tells little more than once.
pub(super) fn counted(count: f32, block: Block) -> f32 {
    if block == Block::Letters || count <= 1.0 { count } else { 1.0 + libm::logf(count) }
}

/// Calls `found` with the place of a word, the block and the key of every feature of a text that is made
/// of whole words, repeats included.
pub(super) fn whole_words(words: &[Seen<'_>], mut found: impl FnMut(usize, Block, u32)) {
    for (place, word) in words.iter().enumerate() {
        found(place, Block::Surface, word.surface_key);
        found(place, Block::Term, word.term_key);
        if let Some(next) = words.get(place + 1) {
            found(place, Block::Surface, key(SURFACE_PAIR, &[word.surface, next.surface]));
            found(place, Block::Term, key(TERM_PAIR, &[word.term, next.term]));
        }
        for other in words[place + 1..].iter().take(REACH) {
            found(place, Block::Pairs, pair_key(word.term_key, other.term_key));
        }
    }
}

/// Calls `found` with the key of every group of letters of a word, in order, repeats included.
///
/// The word is read between two spaces, so that its beginning and its end differ from its middle;
/// one shorter than a group is a group of its own.
pub(super) fn letters(surface: &str, mut found: impl FnMut(u32)) {
    let padded = [" ", surface, " "].concat();
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
