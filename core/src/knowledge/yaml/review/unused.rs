//! Words that no customer and no rule will ever meet.

use std::collections::BTreeSet;

use super::{Checker, terms};
use crate::knowledge::{Condition, LocaleTexts};
use crate::locale::Locale;
use crate::text::{Analyzer, Language, ReservedWordings};

/// Tells lexicons that no condition names.
pub(super) fn lexicons(checker: &Checker<'_>) {
    let Some(document) = checker.documents.get("lexicons.yaml") else { return };
    let mut used = BTreeSet::new();
    for texts in checker.base.by_locale.values() {
        texts.rules.iter().for_each(|rule| collect(&rule.when, &mut used));
        for article in texts.articles.iter().map(|authored| &authored.article) {
            article.audience.iter().for_each(|audience| collect(audience, &mut used));
            article.variants.iter().for_each(|variant| collect(&variant.audience, &mut used));
        }
    }
    // Lexicons have the numbers of their places in the file; phrases in conditions come after them.
    for (number, name) in (0..).zip(document.root().keys()) {
        if !used.contains(&number) {
            let place = document.root().name_of(&name);
            place.mendable(
                checker.problems,
                "unused-lexicon",
                format!("no rule looks for the words of `{name}`"),
                format!("write `message: {{lexicon: {name}}}` in a rule, or remove it"),
                document.root().key(&name).removal("remove the lexicon"),
            );
        }
    }
}

fn collect(condition: &Condition, used: &mut BTreeSet<u32>) {
    match condition {
        Condition::All(list) | Condition::Any(list) => {
            list.iter().for_each(|one| collect(one, used));
        }
        Condition::Not(inner) => collect(inner, used),
        Condition::Says(lexicon) => drop(used.insert(*lexicon)),
        _ => {}
    }
}

/// Tells synonyms of which no text has any.
pub(super) fn synonyms(
    checker: &Checker<'_>,
    locale: Locale,
    texts: &LocaleTexts,
    analyzer: &Analyzer,
) {
    let Some(document) = checker.documents.get("synonyms.yaml") else { return };
    if texts.synonyms.is_empty() {
        return;
    }
    let mut met = BTreeSet::new();
    for authored in &texts.articles {
        let article = &authored.article;
        let answers = article.variants.iter().map(|variant| &variant.answer);
        let lines =
            std::iter::once(&article.answer).chain(answers).flat_map(|answer| answer.lines());
        let words = authored.wordings.iter().chain(&authored.keywords).chain([&article.title]);
        met.extend(words.cloned().chain(lines).flat_map(|text| terms(analyzer, &text)));
    }
    for authored in &texts.forms {
        let words = authored.wordings.iter().chain([&authored.form.title]);
        met.extend(words.flat_map(|text| terms(analyzer, text)));
    }
    // Words that every knowledge base has: those of politeness, of asking for a person, of holding a
    // sentence together. Their spellings in chats are synonyms too.
    let language = Language::from_tag(locale.as_str());
    let reserved = language.map(ReservedWordings::built_in).unwrap_or_default();
    let reserved = reserved.iter().flat_map(|(_, wordings)| wordings);
    let lexis = analyzer.lexis();
    let common = lexis.fillers.iter().chain(&lexis.stop_words).chain(&texts.fillers);
    let phrases = texts.lexicons.iter().flatten();
    for phrase in phrases.chain(reserved).chain(common) {
        met.extend(analyzer.analyze(phrase).words.into_iter().map(|word| word.term));
    }
    let is_met = |phrase: &String| terms(analyzer, phrase).is_subset(&met);
    for (canonical, others) in &texts.synonyms {
        if !is_met(canonical) && !others.iter().any(is_met) {
            let place = document.root().key(locale.as_str());
            place.name_of(canonical).mendable(
                checker.problems,
                "unused-synonym",
                format!("no text has `{canonical}` or a synonym of it"),
                "write it in a question or a keyword, or remove it",
                place.key(canonical).removal("remove the synonyms"),
            );
        }
    }
}
