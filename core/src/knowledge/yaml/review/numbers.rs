//! Two articles that say the same thing with another number.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, said, terms};
use crate::knowledge::LocaleTexts;
use crate::knowledge::yaml::agreement::{Fact, Words, read};
use crate::locale::Locale;
use crate::render::sentences;
use crate::text::Analyzer;

/// Tells sentences of two articles that are nearly the same and count the same thing differently:
/// "Refunds take up to 5 days." and "A refund takes up to 10 days."
pub(super) fn review(
    checker: &Checker<'_>,
    locale: Locale,
    texts: &LocaleTexts,
    analyzer: &Analyzer,
) {
    let words = Words::of(locale);
    if !words.known {
        return;
    }
    let mut known: Vec<Claim<'_>> = Vec::new();
    let mut by_term: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for authored in &texts.articles {
        // What is said to some customers only differs on purpose.
        let Some(said) = said(checker, locale, authored).into_iter().next() else { continue };
        let id = authored.article.id.as_str();
        let lines: Vec<String> = said.answer.lines().collect();
        for sentence in lines.iter().flat_map(|line| sentences(line, locale)) {
            let Some((value, unit, number)) = only_quantity(&sentence, &words) else { continue };
            let about = terms(analyzer, &sentence.replacen(&number, " ", 1));
            let claim = Claim { of: id, sentence, value, unit, about };
            if let Some(other) = claim.contradicted(&known, &by_term) {
                said.place.key("answer").words(&claim.sentence).warning(
                    checker.problems,
                    "articles-differ",
                    format!("“{}” is “{}” in `{}`", claim.sentence, other.sentence, other.of),
                    "say the same in both, or say what makes the difference",
                );
            }
            for term in &claim.about {
                by_term.entry(term.clone()).or_default().push(known.len());
            }
            known.push(claim);
        }
    }
}

/// A sentence that counts one thing.
struct Claim<'a> {
    of: &'a str,
    sentence: String,
    value: u64,
    unit: String,
    /// Its other words.
    about: BTreeSet<String>,
}

impl<'a> Claim<'a> {
    /// A claim of another article about the same, with another number.
    fn contradicted<'k>(
        &self,
        known: &'k [Claim<'a>],
        by_term: &BTreeMap<String, Vec<usize>>,
    ) -> Option<&'k Claim<'a>> {
        if self.about.len() < FEWEST {
            return None;
        }
        // Sentences that are alike share one of the rarest words of each: of n words with at least
        // this share in common, one is among any n - share * n + 1.
        let mut lists: Vec<&[usize]> = self
            .about
            .iter()
            .map(|term| by_term.get(term).map_or(&[][..], Vec::as_slice))
            .collect();
        lists.sort_by_key(|list| list.len());
        let enough = self.about.len() - (ALIKE * self.about.len() as f64).ceil() as usize + 1;
        let candidates = lists.into_iter().take(enough).flatten().map(|index| &known[*index]);
        candidates
            .filter(|other| {
                other.of != self.of && other.unit == self.unit && other.value != self.value
            })
            .find(|other| {
                // A word that only one of them has is perhaps what makes the difference; a word that each
                // of them has alone surely is: "standard parcels", "express parcels".
                let is_same =
                    self.about.is_subset(&other.about) || other.about.is_subset(&self.about);
                let (less, more) = (
                    self.about.len().min(other.about.len()),
                    self.about.len().max(other.about.len()),
                );
                is_same && less >= FEWEST && less as f64 >= ALIKE * more as f64
            })
    }
}

/// The number that a sentence says with its unit, if it says no other: its value, its unit, its words.
fn only_quantity(sentence: &str, words: &Words) -> Option<(u64, String, String)> {
    let found = read(sentence, words);
    let mut quantities = found.iter().filter(|found| matches!(found.fact, Fact::Quantity { .. }));
    let (first, others) = (quantities.next()?, quantities.count());
    match &first.fact {
        Fact::Quantity { value, unit: Some(unit) } if others == 0 && !first.weak => {
            Some((*value, unit.clone(), first.said.clone()))
        }
        _ => None,
    }
}

/// The share of their words that two sentences about the same have in common.
const ALIKE: f64 = 0.7;

/// Fewer words in common than this are chance.
const FEWEST: usize = 3;
