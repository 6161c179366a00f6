//! What an attentive editor would say of a knowledge base that has no error in it.
//!
//! Everything here is a warning: the content works, and yet customers may be worse off for it. Each
//! file looks for one sort of thing. An author who knows better says so in a comment, which `allow`
//! reads; so that this is seldom needed, each of them would rather say nothing than be wrong.

mod dates;
mod numbers;
mod personal;
mod reading;
mod reserved;
mod rules;
mod spoken;
mod unused;
mod wordings;

use std::collections::BTreeSet;

use super::check::Checker;
use super::document::Place;
use crate::knowledge::{AuthoredArticle, Prose, Template, Variant};
use crate::locale::Locale;
use crate::text::{Analyzer, Language, Lexis};
use crate::time::Date;

/// Looks at everything as it will be read on this day.
pub(super) fn review(checker: &Checker<'_>, today: Date) {
    dates::review(checker, today);
    rules::review(checker, today);
    unused::lexicons(checker);
    for (locale, texts) in &checker.base.by_locale {
        let analyzer = Analyzer::new(Lexis::built_in(Language::from_tag(locale.as_str())));
        wordings::review(checker, *locale, texts);
        reserved::review(checker, *locale, texts, &analyzer);
        spoken::review(checker, *locale, texts);
        reading::review(checker, *locale, texts);
        personal::review(checker, *locale, texts);
        numbers::review(checker, *locale, texts, &analyzer);
        unused::synonyms(checker, *locale, texts, &analyzer);
    }
}

pub(crate) use self::reading::level;

/// What an article says, to everyone or to some customers.
struct Said<'a, 'd> {
    answer: &'a Prose,
    speech: Option<&'a Template>,
    summary: Option<&'a Template>,
    /// Where the keys of these are.
    place: Place<'d>,
}

/// The texts of an article in a language, those for some customers included.
fn said<'a, 'd>(
    checker: &'d Checker<'_>,
    locale: Locale,
    authored: &'a AuthoredArticle,
) -> Vec<Said<'a, 'd>> {
    let article = &authored.article;
    let Some(place) = checker.place("articles/", &article.id) else { return Vec::new() };
    let place = place.key(locale.as_str());
    let all = Said {
        answer: &article.answer,
        speech: article.speech.as_ref(),
        summary: article.summary.as_ref(),
        place: place.clone(),
    };
    let some = article.variants.iter().enumerate().map(|(index, variant)| {
        let Variant { answer, speech, summary, .. } = variant;
        let place = place.key("variants").index(index);
        Said { answer, speech: speech.as_ref(), summary: summary.as_ref(), place }
    });
    std::iter::once(all).chain(some).collect()
}

/// The terms that say what a text is about.
fn terms(analyzer: &Analyzer, text: &str) -> BTreeSet<String> {
    let words = analyzer.analyze(text);
    words.content().map(|word| word.term.clone()).collect()
}
