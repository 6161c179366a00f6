#[cfg(feature = "author")]
use std::collections::BTreeMap;

use fst::raw::{Node, Output};
use fst::{Map, MapBuilder};

use super::near::{Near, NearState};
#[cfg(feature = "author")]
use super::{
    analyze::Analyzer, builtin::common_words, letters::LettersBuilder, tokenize::Kind,
    word::Analysis,
};
use crate::trusting::trusting;

/// The words of a knowledge base in one language, as an automaton that is used in place.
///
/// A key is a surface or a stem. Where the stemmer needs accents, a key of the form surface,
/// [`TERM_MARK`], term says which term the surface has when its accents are left out.
pub(super) struct Vocabulary<D>(Map<D>);

/// A word of a vocabulary, for [`vocabulary`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct VocabularyWord<'a> {
    pub(crate) word: &'a str,
    /// What it is: an [`Entry`] of eight bits.
    pub(crate) entry: u8,
    /// The term of a surface that lacks its accents.
    pub(crate) term: Option<&'a str>,
}

/// The bytes that [`Speller::open`](super::Speller::open) reads, from words in ascending order; `None`
/// where they are not.
pub(crate) fn vocabulary<'a>(
    words: impl IntoIterator<Item = VocabularyWord<'a>>,
) -> Option<Vec<u8>> {
    let mut map = MapBuilder::memory();
    let mut key = String::new();
    for VocabularyWord { word, entry, term } in words {
        map.insert(word, entry.into()).ok()?;
        if let Some(term) = term {
            key.clear();
            key.push_str(word);
            key.push(char::from(TERM_MARK));
            key.push_str(term);
            map.insert(&key, 0).ok()?;
        }
    }
    map.into_inner().ok()
}

/// What the vocabulary says of one key: the magnitude of how often it occurs, shifted over what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry(u64);

impl Entry {
    /// A surface that the knowledge base uses.
    pub(super) const USED: u64 = 1;
    /// The stem of such a surface.
    pub(super) const STEM: u64 = 2;
    /// A word of the language, offered as a correction although the knowledge base does not use it.
    pub(super) const LANGUAGE: u64 = 4;
    /// A common word of the language, which is right as it is and never a correction.
    pub(super) const COMMON: u64 = 8;
    /// The stem of one, where it is long enough to tell: "collis" has that of "coller".
    pub(super) const COMMON_STEM: u64 = 16;

    pub(super) fn is(self, any: u64) -> bool {
        self.0 & any != 0
    }

    /// How often it occurs, as the power of two below, at most [`MAX_FREQUENCY`](Entry::MAX_FREQUENCY):
    /// beyond that, more occurrences do not make a word more likely to be meant.
    pub(super) fn frequency(self) -> u32 {
        (self.0 >> Entry::FREQUENCY) as u32
    }

    pub(super) const MAX_FREQUENCY: u32 = 6;
    const FREQUENCY: u32 = 5;
}

impl<D: AsRef<[u8]>> Vocabulary<D> {
    pub(super) fn open(bytes: D) -> Result<Vocabulary<D>, fst::Error> {
        Ok(Vocabulary(Map::new(bytes)?))
    }

    pub(super) fn entry(&self, key: &str) -> Option<Entry> {
        trusting(|| self.0.get(key).map(Entry)).flatten()
    }

    /// The term of a surface that lacks its accents.
    pub(super) fn term(&self, surface: &str) -> Option<String> {
        trusting(|| self.term_below(surface)).flatten()
    }

    fn term_below(&self, surface: &str) -> Option<String> {
        let fst = self.0.as_fst();
        let mut node = fst.root();
        for byte in surface.bytes().chain([TERM_MARK]) {
            node = fst.node(node.transition(node.find_input(byte)?).addr);
        }
        let mut term = Vec::new();
        // No word is longer; a damaged vocabulary may lead in a circle.
        while !node.is_final() && term.len() <= LONGEST_TERM {
            let transition = node.transitions().next()?;
            term.push(transition.inp);
            node = fst.node(transition.addr);
        }
        String::from_utf8(term).ok()
    }

    /// Calls `found` with the length of every word that `text` starts with.
    pub(super) fn words_at_start(&self, text: &[u8], found: impl FnMut(usize)) {
        trusting(|| self.words_along(text, found));
    }

    fn words_along(&self, text: &[u8], mut found: impl FnMut(usize)) {
        let fst = self.0.as_fst();
        let mut node = fst.root();
        let mut output = Output::zero();
        for (at, byte) in text.iter().enumerate() {
            let Some(index) = node.find_input(*byte) else {
                return;
            };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
            if node.is_final() {
                let entry = Entry(output.cat(node.final_output()).value());
                if entry.is(Entry::USED | Entry::LANGUAGE) {
                    found(at + 1);
                }
            }
        }
    }

    /// Calls `found` with every key that is near enough, in alphabetical order.
    ///
    /// Two mistakes and another first letter make another word, so there the search is kept to one
    /// branch.
    pub(super) fn search(&self, near: &Near<'_>, found: impl FnMut(&str, Entry)) {
        trusting(|| self.search_below(near, found));
    }

    fn search_below(&self, near: &Near<'_>, mut found: impl FnMut(&str, Entry)) {
        let fst = self.0.as_fst();
        let mut place = (fst.root(), Output::zero(), near.start());
        let mut path = Vec::with_capacity(64);
        if near.mistakes > 1 {
            for byte in near.pattern[0].encode_utf8(&mut [0; 4]).bytes() {
                let (node, output, state) = place;
                let Some(index) = node.find_input(byte) else {
                    return;
                };
                let transition = node.transition(index);
                let output = output.cat(transition.out);
                place = (fst.node(transition.addr), output, near.accept(&state, byte));
                path.push(byte);
            }
        }
        self.descend(near, place, &mut path, &mut found);
    }

    fn descend(
        &self,
        near: &Near<'_>,
        (node, output, state): (Node<'_>, Output, NearState),
        path: &mut Vec<u8>,
        found: &mut impl FnMut(&str, Entry),
    ) {
        if node.is_final()
            && near.is_match(&state)
            && let Ok(key) = std::str::from_utf8(path)
        {
            found(key, Entry(output.cat(node.final_output()).value()));
        }
        for transition in node.transitions() {
            let next = near.accept(&state, transition.inp);
            if near.can_match(&next) {
                path.push(transition.inp);
                let node = self.0.as_fst().node(transition.addr);
                self.descend(near, (node, output.cat(transition.out), next), path, found);
                path.pop();
            }
        }
    }
}

impl<D> std::fmt::Debug for Vocabulary<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Vocabulary").finish_non_exhaustive()
    }
}

/// Collects the words of a knowledge base in one language, for a [`Speller`](super::Speller).
#[cfg(feature = "author")]
#[derive(Debug)]
pub(crate) struct VocabularyBuilder<'a> {
    analyzer: &'a Analyzer,
    entries: BTreeMap<String, u64>,
    /// By surface, how often it occurs.
    counts: BTreeMap<String, u64>,
    /// By surface, how often it has which term, where the stemmer needs accents.
    terms: BTreeMap<String, BTreeMap<String, u64>>,
    letters: LettersBuilder,
}

#[cfg(feature = "author")]
impl<'a> VocabularyBuilder<'a> {
    /// Starts with the words of the language itself.
    pub(crate) fn new(analyzer: &'a Analyzer) -> VocabularyBuilder<'a> {
        let mut builder = VocabularyBuilder {
            analyzer,
            entries: BTreeMap::new(),
            counts: BTreeMap::new(),
            terms: BTreeMap::new(),
            letters: LettersBuilder::default(),
        };
        let lexis = analyzer.lexis();
        let phrases = [&lexis.stop_words, &lexis.negations, &lexis.fillers].into_iter().flatten();
        for phrase in phrases.chain(lexis.shorthand.values()) {
            for surface in analyzer.analyze(phrase).surfaces().flat_map(|words| words.split(' ')) {
                builder.mark(surface, Entry::LANGUAGE);
            }
        }
        let common = lexis.language.map(common_words).unwrap_or_default();
        for word in common.lines() {
            for word in &analyzer.analyze(word).words {
                // People leave accents out, and the stem may be another one then.
                for stem in [word.term.clone(), analyzer.reader().stem(&word.surface)] {
                    match stem.len() {
                        TELLING_STEM.. => builder.mark(&stem, Entry::COMMON_STEM),
                        _ => builder.mark(&word.surface, Entry::COMMON),
                    }
                }
                builder.letters.add(&word.surface);
            }
        }
        builder
    }

    /// Adds the words of a text, analysed by the analyzer of this builder without a speller.
    pub(crate) fn add(&mut self, analysis: &Analysis) {
        for word in &analysis.words {
            if !matches!(word.kind, Kind::Word | Kind::Identifier) {
                continue;
            }
            for surface in word.surface.split(' ') {
                self.mark(surface, Entry::USED);
                *self.counts.entry(surface.to_owned()).or_default() += 1;
            }
            self.mark(&word.term, Entry::STEM);
            let reader = self.analyzer.reader();
            if reader.needs_accents() && reader.stem(&word.surface) != word.term {
                let terms = self.terms.entry(word.surface.clone()).or_default();
                *terms.entry(word.term.clone()).or_default() += 1;
            }
        }
    }

    /// The words, and the letters that [`Speller::open`](super::Speller::open) reads.
    pub(crate) fn build(mut self) -> (Words, Vec<u8>) {
        self.add_synonyms();
        let used = self.entries.iter().filter(|(_, entry)| **entry & Entry::USED != 0);
        if !self.letters.is_empty() {
            used.clone().for_each(|(surface, _)| self.letters.add(surface));
        }
        let stems: Vec<String> =
            used.map(|(surface, _)| self.analyzer.reader().stem(surface)).collect();
        stems.iter().for_each(|stem| self.mark(stem, Entry::STEM));
        for (surface, count) in &self.counts {
            let frequency = count.ilog2().min(Entry::MAX_FREQUENCY);
            let entry = self.entries.get_mut(surface).expect("what is counted is an entry");
            *entry |= u64::from(frequency) << Entry::FREQUENCY;
        }
        let words = self.entries.into_iter().map(|(word, entry)| {
            let terms = self.terms.get(&word).into_iter().flatten();
            // The first of the most frequent ones.
            let term = terms.rev().max_by_key(|(_, count)| **count).map(|(term, _)| term.clone());
            (word, (entry as u8, term))
        });
        (Words { words: words.collect() }, self.letters.build())
    }

    /// A synonym of something that the knowledge base speaks of is a word of the knowledge base.
    fn add_synonyms(&mut self) {
        for phrase in self.analyzer.lexis().synonyms.keys() {
            for word in &self.analyzer.analyze(phrase).words {
                let entry = self.entries.get(&word.term).copied().unwrap_or_default();
                if entry & Entry::STEM != 0 {
                    word.surface.split(' ').for_each(|surface| self.mark(surface, Entry::USED));
                }
            }
        }
    }

    fn mark(&mut self, key: &str, flags: u64) {
        *self.entries.entry(key.to_owned()).or_default() |= flags;
    }
}

/// The words of a vocabulary that was built.
#[cfg(feature = "author")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    words: BTreeMap<String, (u8, Option<String>)>,
}

#[cfg(feature = "author")]
impl Words {
    /// The words in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = VocabularyWord<'_>> {
        self.words.iter().map(|(word, (entry, term))| VocabularyWord {
            word,
            entry: *entry,
            term: term.as_deref(),
        })
    }

    /// What is known of a word, if it is one of these.
    pub(crate) fn find(&self, word: &str) -> Option<VocabularyWord<'_>> {
        let (word, (entry, term)) = self.words.get_key_value(word)?;
        Some(VocabularyWord { word, entry: *entry, term: term.as_deref() })
    }

    /// The bytes that [`Speller::open`](super::Speller::open) reads.
    pub(crate) fn map(&self) -> Vec<u8> {
        vocabulary(self.iter()).expect("a sorted map has its keys in order and once")
    }
}

/// Separates a surface from its term. No text contains it: normalisation removes controls.
const TERM_MARK: u8 = 1;

/// So many bytes of a stem tell a word.
#[cfg(feature = "author")]
const TELLING_STEM: usize = 5;

/// Bytes. A word that is tokenised has fewer.
const LONGEST_TERM: usize = 1_000;
