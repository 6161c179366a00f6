//! Wordings of two articles that nobody can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use crate::knowledge::LocaleTexts;
use crate::locale::Locale;
use crate::text::{Analyzer, Word};

/// Tells wordings of two subjects that say the same words, but for those that carry no meaning, for
/// their order, or for a letter.
pub(super) fn review(checker: &Checker<'_>, locale: Locale, texts: &LocaleTexts) {
    let analyzer = Analyzer::new(texts.lexis());
    let mut known = Known::default();
    for (name, wordings) in texts.asked() {
        let Some(place) = checker.subject(&name) else { continue };
        let place = place.key(locale.as_str()).key("questions");
        for (index, wording) in wordings.iter().enumerate() {
            let asked = Asked::new(&analyzer, &name, wording);
            if let Some(other) = known.like(&asked) {
                place.index(index).warning(
                    checker.problems,
                    "near-duplicate-wording",
                    format!("`{wording}` can hardly be told from `{}` of `{}`", other.0, other.1),
                    "keep it where it belongs, or say in both what they are about",
                );
            }
            known.learn(asked);
        }
    }
}

/// A wording as it is compared.
struct Asked {
    wording: String,
    of: String,
    /// Every word, in order.
    all: Vec<String>,
    /// The words that carry meaning.
    content: BTreeSet<String>,
}

impl Asked {
    fn new(analyzer: &Analyzer, of: &str, wording: &str) -> Asked {
        let analysis = analyzer.analyze(wording);
        let term = |word: &Word| match word.negated {
            true => format!("not {}", word.term),
            false => word.term.clone(),
        };
        Asked {
            wording: wording.to_owned(),
            of: of.to_owned(),
            all: analysis.words.iter().map(|word| word.term.clone()).collect(),
            content: analysis.content().map(term).collect(),
        }
    }

    /// The terms without each one of them.
    fn but_one(&self) -> impl Iterator<Item = (String, &String)> {
        self.content.iter().map(|left_out| {
            let others: Vec<&str> =
                self.content.iter().filter(|term| *term != left_out).map(String::as_str).collect();
            (others.join(" "), left_out)
        })
    }
}

/// The wordings met so far.
#[derive(Default)]
struct Known {
    wordings: Vec<Asked>,
    by_content: BTreeMap<BTreeSet<String>, Vec<usize>>,
    /// By the terms without one of them: that one, and the wording.
    but_one: BTreeMap<String, Vec<(String, usize)>>,
}

impl Known {
    /// A wording of another subject that customers would use for the same thing: its words and what
    /// it is of.
    fn like(&self, asked: &Asked) -> Option<(&str, &str)> {
        let same = self.by_content.get(&asked.content).into_iter().flatten().copied();
        let misspelt = asked.but_one().flat_map(|(others, term)| {
            let alike = self.but_one.get(&others).into_iter().flatten();
            alike.filter(move |(other, _)| is_misspelt(term, other)).map(|(_, index)| *index)
        });
        let found = same.chain(misspelt).map(|index| &self.wordings[index]);
        // The same words in the same order are an error, which has been told.
        found
            .filter(|other| other.of != asked.of && other.all != asked.all)
            .map(|other| (other.wording.as_str(), other.of.as_str()))
            .next()
    }

    fn learn(&mut self, asked: Asked) {
        // One word alone says too little: "cancel" and "can I cancel" differ in what was asked before.
        if asked.content.len() < 2 {
            return;
        }
        let index = self.wordings.len();
        for (others, term) in asked.but_one() {
            self.but_one.entry(others).or_default().push((term.clone(), index));
        }
        self.by_content.entry(asked.content.clone()).or_default().push(index);
        self.wordings.push(asked);
    }
}

/// Whether two different words are probably one with a slip.
fn is_misspelt(one: &str, other: &str) -> bool {
    let is_word = |word: &str| word.chars().count() >= 6 && word.chars().all(char::is_alphabetic);
    is_word(one) && is_word(other) && strsim::damerau_levenshtein(one, other) == 1
}
