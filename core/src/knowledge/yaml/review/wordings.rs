//! Wordings of two articles that nobody can tell apart.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, terms};
use crate::knowledge::LocaleTexts;
use crate::locale::Locale;
use crate::text::{Analyzer, Language, Lexis, Word};

/// Tells wordings of two subjects that say the same words, but for those that carry no meaning, for
/// their order, or for a letter.
pub(super) fn review(checker: &Checker<'_>, locale: Locale, texts: &LocaleTexts) {
    let analyzers = [
        Analyzer::new(Lexis::built_in(Language::from_tag(locale.as_str()))),
        Analyzer::new(texts.lexis()),
    ];
    let mut known = Known::default();
    for term in texts.asked().flat_map(|(_, all)| all).flat_map(|one| terms(&analyzers[1], one)) {
        *known.times.entry(term).or_default() += 1;
    }
    for (name, wordings) in texts.asked() {
        let Some(place) = checker.subject(&name) else { continue };
        let place = place.key(locale.as_str()).key("questions");
        for (index, wording) in wordings.iter().enumerate() {
            let asked = Asked::new(&analyzers, &name, wording);
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
    /// Every word, in order, as the check for one wording of two articles compares them.
    all: Vec<String>,
    /// The words that carry meaning.
    content: BTreeSet<String>,
}

impl Asked {
    fn new([built_in, of_authors]: &[Analyzer; 2], of: &str, wording: &str) -> Asked {
        let words = built_in.analyze(wording).words;
        let analysis = of_authors.analyze(wording);
        let term = |word: &Word| match word.negated {
            true => format!("not {}", word.term),
            false => word.term.clone(),
        };
        Asked {
            wording: wording.to_owned(),
            of: of.to_owned(),
            all: words.into_iter().map(|word| word.term).collect(),
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
    /// In how many wordings each term is.
    times: BTreeMap<String, usize>,
}

impl Known {
    /// A wording of another subject that customers would use for the same thing: its words and what
    /// it is of.
    fn like(&self, asked: &Asked) -> Option<(&str, &str)> {
        let same = self.by_content.get(&asked.content).into_iter().flatten().copied();
        let misspelt = asked.but_one().flat_map(|(others, term)| {
            let alike = self.but_one.get(&others).into_iter().flatten();
            alike.filter(|(other, _)| self.is_misspelt(term, other)).map(|(_, index)| *index)
        });
        let found = same.chain(misspelt).map(|index| &self.wordings[index]);
        // The same words in the same order are an error, which has been told.
        found
            .filter(|other| other.of != asked.of && other.all != asked.all)
            .map(|other| (other.wording.as_str(), other.of.as_str()))
            .next()
    }

    /// Whether two different words are probably one with a slip: one of them is written nowhere else, where
    /// a contact and a contract are.
    fn is_misspelt(&self, one: &str, other: &str) -> bool {
        let is_word =
            |word: &str| word.chars().count() >= 6 && word.chars().all(char::is_alphabetic);
        let is_rare = |word: &str| self.times.get(word).is_none_or(|times| *times <= 1);
        is_word(one)
            && is_word(other)
            && is_rare(one) != is_rare(other)
            && strsim::damerau_levenshtein(one, other) == 1
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
