//! Words of authors that change how customers ask for a person.

use std::collections::BTreeSet;

use super::Checker;
use crate::knowledge::LocaleTexts;
use crate::locale::Locale;
use crate::text::{Analyzer, Language, ReservedWordings};

/// Tells synonyms and fillers that take a word by which customers ask for a person.
pub(super) fn review(
    checker: &Checker<'_>,
    locale: Locale,
    texts: &LocaleTexts,
    analyzer: &Analyzer,
) {
    let Some(language) = Language::from_tag(locale.as_str()) else { return };
    let wordings = ReservedWordings::built_in(language);
    // "Someone" alone asks for a person; the "call" of "can someone call me" does not. An "adviser" does,
    // and "advise", which has the same stem, does not.
    let words = |phrase: &str| -> BTreeSet<String> {
        analyzer.analyze(phrase).content().map(|word| word.surface.clone()).collect()
    };
    let alone = |wording: &String| Some(words(wording)).filter(|words| words.len() == 1);
    let human: BTreeSet<String> = wordings.human.iter().filter_map(alone).flatten().collect();
    let is_human = |phrase: &str| {
        let words = words(phrase);
        !words.is_empty() && words.is_subset(&human)
    };
    if let Some(document) = checker.documents.get("synonyms.yaml") {
        let place = document.root().key(locale.as_str());
        for (canonical, others) in &texts.synonyms {
            if is_human(canonical) {
                continue;
            }
            let list: Vec<&str> = document
                .tree
                .get(locale.as_str())
                .and_then(|set| set.get(canonical.as_str())?.as_sequence())
                .map(|list| list.iter().filter_map(|item| item.as_str()).collect())
                .unwrap_or_default();
            for (index, other) in list.iter().enumerate() {
                if others.contains(*other) && is_human(other) {
                    let at = place.key(canonical).index(index);
                    at.mendable(
                        checker.problems,
                        "reserved-word",
                        format!(
                            "by `{other}` customers ask for a person; here it means `{canonical}`"
                        ),
                        "remove it",
                        at.removal("remove the synonym"),
                    );
                }
            }
        }
    }
    if let Some(document) = checker.documents.get("fillers.yaml") {
        let place = document.root().key(locale.as_str());
        let list = document.tree.get(locale.as_str()).and_then(|list| list.as_sequence());
        let fillers = list.into_iter().flatten().filter_map(|item| item.as_str()).enumerate();
        for (index, filler) in fillers {
            if is_human(filler) {
                let at = place.index(index);
                at.mendable(
                    checker.problems,
                    "reserved-word",
                    format!(
                        "by `{filler}` customers ask for a person; as a filler it says nothing"
                    ),
                    "remove it",
                    at.removal("remove the filler"),
                );
            }
        }
    }
}
