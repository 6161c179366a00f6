use std::ops::Range;

use super::fold::{fold, lower};
use super::language::Language;
use super::lexis::Lexis;
use super::normalize::Normalized;
use super::numbers::canonical_number;
use super::phrases::{Phrases, WordMap};
use super::stem::Stems;
use super::tokenize::{Kind, tokens};

/// A word on its way from the text to a [`Word`](super::Word).
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    pub surface: String,
    /// The word with its accents, where the stemmer asks for them and some were written.
    pub accented: Option<String>,
    /// The term, where the knowledge base tells what the surface cannot.
    pub term: Option<String>,
    pub kind: Kind,
    pub corrected: bool,
    pub known: bool,
    pub strange: bool,
}

impl Reading {
    pub(super) fn new(range: Range<usize>, surface: String, kind: Kind) -> Reading {
        Reading {
            range,
            surface,
            accented: None,
            term: None,
            kind,
            corrected: false,
            known: false,
            strange: false,
        }
    }

    /// The same place read as something else.
    pub(super) fn corrected(&self, surface: String, known: bool) -> Reading {
        Reading { corrected: true, known, ..Reading::new(self.range.clone(), surface, self.kind) }
    }
}

/// Reads a text word by word: folded, without elisions, chat spellings expanded.
#[derive(Debug)]
pub(super) struct Reader {
    stems: Stems,
    elisions: WordMap<()>,
    clitics: WordMap<()>,
    /// By folded surface.
    words: WordMap<Entry>,
    /// Chat spellings of several words, by folded surface.
    shorthand: Phrases<Vec<Reading>>,
}

/// What is known of a folded surface.
#[derive(Debug, Default)]
struct Entry {
    stop: bool,
    negation: bool,
    shorthand: Option<Vec<Reading>>,
}

impl Reader {
    pub(super) fn new(lexis: &Lexis) -> Reader {
        let folded = |word: &String| folded(Normalized::new(word).text(), lexis.language);
        let mut words: WordMap<Entry> = WordMap::default();
        for word in &lexis.stop_words {
            words.entry(folded(word)).or_default().stop = true;
        }
        for word in &lexis.negations {
            words.entry(folded(word)).or_default().negation = true;
        }
        let mut reader = Reader {
            stems: Stems::new(lexis.language),
            elisions: lexis.elisions.iter().map(|word| (folded(word), ())).collect(),
            clitics: lexis.clitics.iter().map(|word| (folded(word), ())).collect(),
            words,
            shorthand: Phrases::new([]),
        };
        reader.learn_shorthand(lexis);
        reader
    }

    fn learn_shorthand(&mut self, lexis: &Lexis) {
        let mut phrases = Vec::new();
        let mut words = Vec::new();
        // All are read before any counts, so that the order of the list does not matter.
        for (written, meant) in &lexis.shorthand {
            let meant = self.read(&Normalized::new(meant));
            match self.read(&Normalized::new(written)).as_slice() {
                [word] => words.push((word.surface.clone(), meant)),
                _ => phrases.push((written, meant)),
            }
        }
        for (word, meant) in words {
            self.words.entry(word).or_default().shorthand = Some(meant);
        }
        // In a message the single words are expanded first, so a phrase is looked for in that form.
        let phrases = phrases.into_iter().map(|(written, meant)| {
            let written = self.read(&Normalized::new(written));
            (written.into_iter().map(|word| word.surface).collect(), meant)
        });
        self.shorthand = Phrases::new(phrases.collect::<Vec<_>>());
    }

    /// The words of a text.
    pub(super) fn read(&self, normalized: &Normalized<'_>) -> Vec<Reading> {
        let text = normalized.text();
        let tokens = tokens(text);
        let mut readings = Vec::with_capacity(tokens.len() + 2);
        for token in tokens {
            let written = &text[token.range.clone()];
            let surface = match token.kind {
                Kind::Word => {
                    self.read_word(written, token.range, &mut readings);
                    continue;
                }
                Kind::Number => canonical_number(written),
                Kind::Identifier => folded(written, self.stems.language()),
                Kind::Emoji => written.to_owned(),
            };
            readings.push(Reading::new(token.range, surface, token.kind));
        }
        self.expand(readings)
    }

    /// What is compared of a word.
    pub(super) fn term(&self, reading: &Reading) -> String {
        let whole = reading.kind != Kind::Word || self.is_stop(&reading.surface);
        match (&reading.term, &reading.accented) {
            _ if whole => reading.surface.clone(),
            (Some(term), _) => term.clone(),
            (None, Some(accented)) => self.stems.stem(accented),
            (None, None) => self.stems.stem(&reading.surface),
        }
    }

    /// The stem of a surface.
    pub(super) fn stem(&self, surface: &str) -> String {
        self.stems.stem(surface)
    }

    /// Whether terms depend on accents that people may leave out.
    pub(super) fn needs_accents(&self) -> bool {
        self.stems.needs_accents()
    }

    pub(super) fn is_stop(&self, surface: &str) -> bool {
        self.words.get(surface).is_some_and(|entry| entry.stop)
    }

    pub(super) fn is_negation(&self, surface: &str) -> bool {
        self.words.get(surface).is_some_and(|entry| entry.negation)
    }

    /// Whether the language itself knows a surface, so that it is no misspelling.
    pub(super) fn has_word(&self, surface: &str) -> bool {
        self.words.contains_key(surface)
    }

    /// Whether a letter or two may have been written onto the next word without their apostrophe.
    pub(super) fn has_elision(&self, start: &str) -> bool {
        self.elisions.contains_key(start)
    }

    fn read_word(&self, written: &str, range: Range<usize>, readings: &mut Vec<Reading>) {
        let language = self.stems.language();
        let plain = written.is_ascii() && language != Some(Language::Turkish);
        let lower = if plain { written.to_ascii_lowercase() } else { lower(written, language) };
        let lower = self.without_apostrophes(lower);
        let (surface, accented) = if plain {
            (lower, None)
        } else {
            let mut surface = String::with_capacity(lower.len());
            fold(&lower, language, &mut surface);
            let accented = self.stems.needs_accents() && surface != lower;
            (surface, accented.then_some(lower))
        };
        if surface.is_empty() {
            return;
        }
        let surface = self.without_drawl(surface);
        match self.words.get(&surface).and_then(|entry| entry.shorthand.as_ref()) {
            Some(meant) => readings.extend(placed(meant, &range)),
            None => readings.push(Reading { accented, ..Reading::new(range, surface, Kind::Word) }),
        }
    }

    fn without_apostrophes(&self, word: String) -> String {
        if !word.contains(['\'', '.']) {
            return word;
        }
        let mut rest = word.as_str();
        while let Some((start, end)) = rest.split_once('\'') {
            if end.is_empty() || !self.elisions.contains_key(start) {
                break;
            }
            rest = end;
        }
        while let Some((start, end)) = rest.rsplit_once('\'') {
            if start.is_empty() || !self.clitics.contains_key(end) {
                break;
            }
            rest = start;
        }
        rest.replace(['\'', '.'], "")
    }

    /// "merciiii" is "merci" where the language has such a word, and else "mercii", which the
    /// speller can correct.
    fn without_drawl(&self, word: String) -> String {
        if !word.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
            return word;
        }
        let single = shortened(&word, 1);
        if self.words.contains_key(&single) { single } else { shortened(&word, 2) }
    }

    /// Replaces the chat spellings of several words by what they stand for.
    fn expand(&self, readings: Vec<Reading>) -> Vec<Reading> {
        let phrase = |at: usize| {
            let rest = readings[at + 1..].iter().map(|reading| reading.surface.as_str());
            self.shorthand.at(&readings[at].surface, rest)
        };
        let Some(first) = (0..readings.len()).find(|at| phrase(*at).is_some()) else {
            return readings;
        };
        let mut expanded = readings[..first].to_vec();
        let mut at = first;
        while at < readings.len() {
            let Some((length, meant)) = phrase(at) else {
                expanded.push(readings[at].clone());
                at += 1;
                continue;
            };
            let range = readings[at].range.start..readings[at + length - 1].range.end;
            expanded.extend(placed(meant, &range));
            at += length;
        }
        expanded
    }
}

/// What a chat spelling stands for, at the place where it was written.
fn placed(meant: &[Reading], range: &Range<usize>) -> impl Iterator<Item = Reading> {
    meant.iter().map(|word| Reading { range: range.clone(), ..word.clone() })
}

fn folded(text: &str, language: Option<Language>) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(&lower(text, language), language, &mut folded);
    folded
}

/// The word with at most so many of the same letter in a row.
fn shortened(word: &str, most: usize) -> String {
    let (mut kept, mut run, mut last) = (String::with_capacity(word.len()), 0, None);
    for c in word.chars() {
        run = if last == Some(c) { run + 1 } else { 1 };
        last = Some(c);
        if run <= most {
            kept.push(c);
        }
    }
    kept
}
