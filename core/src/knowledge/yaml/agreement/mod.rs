//! What must hold between the texts of an article: they say the same.
//!
//! A customer must hear on the telephone what the page says, and read in English what French says.
//! So the facts of every text are read into one form for all languages ([`fact::Fact`]): numbers
//! with their units, amounts, dates, times, telephone numbers, addresses. Then they are compared:
//!
//! - an answer, a speech or a summary with the same one in the default language: both say all;
//! - a speech or a summary with the answer of its language: it may leave out, never add.
//!
//! What only one of two texts says is a warning; two texts that say two things are an error. Both
//! are accepted where the article says why, with the facts in question, under `differs`.
//!
//! How a language counts is data (`words/`). In a language without a file, only what is written the
//! same in every language is compared: telephone numbers, addresses, percentages, amounts.

mod difference;
mod fact;
mod number;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod words;

use std::collections::BTreeMap;

use self::difference::{Difference, between_channels, between_locales};
pub(super) use self::fact::Fact;
use self::read::Found;
pub(super) use self::read::read;
use self::text::Texts;
pub(super) use self::words::Words;
use super::check::Checker;
use super::document::Place;
use crate::id::Id;
use crate::knowledge::{AuthoredArticle, Condition, Variant};
use crate::locale::Locale;

/// Compares the texts of every article.
pub(super) fn check(checker: &Checker<'_>) {
    let base = checker.base;
    let words: BTreeMap<Locale, Words> =
        base.locales.iter().map(|locale| (*locale, Words::of(*locale))).collect();
    let mut articles: BTreeMap<&Id, Vec<(Locale, &AuthoredArticle)>> = BTreeMap::new();
    for locale in &base.locales {
        for authored in base.by_locale.get(locale).into_iter().flat_map(|texts| &texts.articles) {
            articles.entry(&authored.article.id).or_default().push((*locale, authored));
        }
    }
    for (id, texts) in articles {
        let Some(place) = checker.place("articles/", id) else { continue };
        let to_all: Vec<Texts<'_>> = texts
            .iter()
            .map(|(locale, authored)| {
                Texts::of_article(&authored.article, *locale, &place, &words[locale])
            })
            .collect();
        let mut found = differences(&to_all);
        // The pages are below every variant alike.
        if let Some((default, others)) = to_all.split_first() {
            let links = others.iter().map(|other| &other.links);
            found.extend(links.flat_map(|links| between_locales(&default.links, links)));
        }
        for said in to_some(checker, &place, &texts, &words) {
            found.extend(differences(&said));
        }
        let reasons = texts.first().map(|(_, authored)| authored.differs.as_slice());
        let reasons = Reasons::new(reasons.unwrap_or_default(), &words);
        reasons.tell(checker, &place, found);
    }
}

/// What an article says to some customers only: for each audience, the texts of every language that
/// has one. Customers whom one language knows and another does not are told about.
fn to_some<'d>(
    checker: &Checker<'_>,
    place: &Place<'d>,
    texts: &[(Locale, &AuthoredArticle)],
    words: &BTreeMap<Locale, Words>,
) -> Vec<Vec<Texts<'d>>> {
    let mut audiences: Vec<(&Condition, Vec<Texts<'d>>)> = Vec::new();
    for (locale, AuthoredArticle { article, .. }) in texts {
        for (number, Variant { audience, .. }) in article.variants.iter().enumerate() {
            let said = Texts::of_variant(article, number, *locale, place, &words[locale]);
            match audiences.iter_mut().find(|(known, _)| *known == audience) {
                Some((_, others)) => others.push(said),
                None => audiences.push((audience, vec![said])),
            }
        }
    }
    for (_, said) in audiences.iter().filter(|(_, said)| said.len() < texts.len()) {
        let has_it = |locale: &Locale| said.iter().any(|text| text.answer.locale == *locale);
        let without: Vec<String> = texts
            .iter()
            .filter(|(locale, _)| !has_it(locale))
            .map(|(locale, _)| format!("`{locale}`"))
            .collect();
        said[0].answer.place.warning(
            checker.problems,
            "variant-missing",
            format!("these customers are told nothing of their own in {}", without.join(", ")),
            "add a variant with the same `audience` there",
        );
    }
    audiences.into_iter().map(|(_, said)| said).collect()
}

/// Everything that texts for the same customers say differently; those in the default language are
/// first.
fn differences<'d>(said: &[Texts<'d>]) -> Vec<Difference<'d>> {
    let mut found = Vec::new();
    for texts in said {
        for text in &texts.shorter {
            found.extend(between_channels(text, texts));
        }
    }
    let Some((default, others)) = said.split_first() else { return found };
    for other in others {
        found.extend(between_locales(&default.answer, &other.answer));
        for text in &other.shorter {
            let same = default.shorter.iter().find(|default| default.name == text.name);
            found.extend(same.into_iter().flat_map(|default| between_locales(default, text)));
        }
    }
    found
}

/// Why the texts of an article differ, as its author says.
struct Reasons {
    /// What each sentence names, read in every language, since it may be in any.
    facts: Vec<Vec<Found>>,
}

impl Reasons {
    fn new(sentences: &[String], words: &BTreeMap<Locale, Words>) -> Reasons {
        let named = |sentence: &String| {
            words.values().flat_map(|words| read(sentence, words)).collect::<Vec<_>>()
        };
        Reasons { facts: sentences.iter().map(named).collect() }
    }

    /// Tells the differences that no sentence accepts, and the sentences that accept none.
    fn tell(&self, checker: &Checker<'_>, place: &Place<'_>, differences: Vec<Difference<'_>>) {
        let mut used = vec![false; self.facts.len()];
        for difference in differences {
            let mut accepted = false;
            for (reason, used) in self.facts.iter().zip(&mut used) {
                if difference.is_named_by(reason) {
                    (accepted, *used) = (true, true);
                }
            }
            if !accepted {
                difference.tell(checker.problems);
            }
        }
        for (index, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
            place.key("differs").index(index).warning(
                checker.problems,
                "unused-reason",
                "no difference between the texts has the facts of this sentence",
                "name the facts that differ as the texts do, or remove it",
            );
        }
    }
}
