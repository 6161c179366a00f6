use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Analysis;
#[cfg(feature = "author")]
use crate::text::Analyzer;

/// Finds the entries of all lexicons in a message, in one pass.
///
/// An entry matches where its words stand in the message side by side, in any inflection. A word that
/// the message negates does not match, unless the entry has the negation itself: "en colère" does not
/// match "je ne suis pas en colère", and "pas content" matches "je ne suis pas content". An entry whose words
/// all have a capital is a name, which nothing negates: "I can't sign in to Netflix" is about Netflix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LexiconMatcher {
    /// By the first term.
    entries: BTreeMap<String, Vec<Entry>>,
}

/// The words of an entry, and its lexicons in ascending order.
type Entry = (Vec<EntryWord>, Vec<u32>);

/// A word of an entry, and whether the entry itself negates it; nothing where it is a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct EntryWord {
    term: String,
    negated: Option<bool>,
}

impl LexiconMatcher {
    /// Reads the phrases of each lexicon, by its number.
    #[cfg(feature = "author")]
    pub(crate) fn new(lexicons: &[Vec<String>], analyzer: &Analyzer) -> LexiconMatcher {
        let mut by_words: BTreeMap<Vec<EntryWord>, Vec<u32>> = BTreeMap::new();
        for (number, phrases) in lexicons.iter().enumerate() {
            for phrase in phrases {
                let words = entry_words(phrase, analyzer);
                let numbers = by_words.entry(words).or_default();
                if !numbers.contains(&(number as u32)) {
                    numbers.push(number as u32);
                }
            }
        }
        let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (words, numbers) in by_words {
            if let Some(first) = words.first() {
                entries.entry(first.term.clone()).or_default().push((words, numbers));
            }
        }
        LexiconMatcher { entries }
    }

    /// The lexicons that the message has an entry of, in ascending order.
    pub(crate) fn lexicons_in(&self, message: &Analysis) -> Vec<u32> {
        let mut found = Vec::new();
        for (index, word) in message.words.iter().enumerate() {
            let Some(entries) = self.entries.get(&word.term) else { continue };
            for (words, numbers) in entries {
                let here = message.words.get(index..index + words.len());
                let matches = here.is_some_and(|here| {
                    here.iter().zip(words).all(|(word, wanted)| {
                        let as_negated = wanted.negated.is_none_or(|is| is == word.negated);
                        word.term == wanted.term && as_negated
                    })
                });
                if matches {
                    found.extend(numbers);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(feature = "author")]
fn entry_words(phrase: &str, analyzer: &Analyzer) -> Vec<EntryWord> {
    let has_capital = |word: &str| {
        word.chars().next().is_some_and(|first| !first.is_alphabetic() || first.is_uppercase())
    };
    let is_name = phrase.contains(char::is_uppercase) && phrase.split_whitespace().all(has_capital);
    analyzer
        .analyze(phrase)
        .words
        .iter()
        .map(|word| EntryWord {
            term: word.term.clone(),
            negated: (!is_name).then_some(word.negated),
        })
        .collect()
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use crate::text::{Language, Lexis};

    #[test]
    fn inflected_entries_match_and_negated_ones_do_not() {
        let analyzer = Analyzer::new(Lexis::built_in(Some(Language::French)));
        let lexicons = [
            vec!["en colère".to_owned()],
            vec!["pas content".to_owned(), "avocat".to_owned()],
            vec!["Netflix".to_owned()],
        ];
        let matcher = LexiconMatcher::new(&lexicons, &analyzer);
        for (text, expected) in [
            ("je suis en colère", vec![0]),
            ("JE SUIS EN COLERE et je prends des avocats", vec![0, 1]),
            ("je ne suis pas en colère", vec![]),
            ("je suis pas content", vec![1]),
            ("je suis content", vec![]),
            ("je ne peux pas ouvrir netflix", vec![2]),
        ] {
            assert_eq!(matcher.lexicons_in(&analyzer.analyze(text)), expected, "{text}");
        }
    }
}
