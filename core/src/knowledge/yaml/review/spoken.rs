//! What callers cannot follow.

use super::{Checker, said};
use crate::knowledge::{LocaleTexts, Template};
use crate::locale::Locale;
use crate::render::sentences;

/// Tells sentences that are too long for the ear, and long answers that have no form for it.
pub(super) fn review(checker: &Checker<'_>, locale: Locale, texts: &LocaleTexts) {
    let portion = usize::from(texts.settings.voice.max_sentences).max(1);
    for authored in &texts.articles {
        for said in said(checker, locale, authored) {
            if let Some(speech) = said.speech {
                sentence(checker, locale, &said.place.key("speech"), speech);
                continue;
            }
            let heard: usize = said.answer.lines().map(|line| sentences(&line, locale).len()).sum();
            if heard > PORTIONS * portion {
                said.place.key("answer").warning(
                    checker.problems,
                    "missing-speech",
                    format!("the answer has {heard} sentences, and no `speech` says it in short"),
                    format!("add `speech:` with {portion} short sentences"),
                );
            }
        }
    }
    for rule in &texts.rules {
        let Some(place) = checker.place("rules/", &rule.id) else { continue };
        if let Some(say) = &rule.say {
            sentence(checker, locale, &place.key("then").key("say").key(locale.as_str()), say);
        }
    }
}

fn sentence(checker: &Checker<'_>, locale: Locale, place: &super::Place<'_>, text: &Template) {
    let text = text.fill(|_| None);
    let words = |sentence: &str| {
        sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    let longest = sentences(&text, locale).iter().map(|one| words(one)).max().unwrap_or_default();
    if longest > LONGEST {
        place.warning(
            checker.problems,
            "long-sentence",
            format!("a sentence of {longest} words is read aloud here"),
            format!("say it in sentences of at most {LONGEST} words"),
        );
    }
}

/// Words that a caller can follow in one sentence: a breath, at the pace of an announcement.
const LONGEST: usize = 25;

/// An answer without a form for the telephone is given in portions, with "shall I go on?" between
/// them; more than these try the patience of callers.
const PORTIONS: usize = 3;
