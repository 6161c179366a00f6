//! How hard answers are to read.

use super::{Checker, said};
use crate::knowledge::{AuthoredArticle, LocaleTexts, Prose};
use crate::locale::Locale;
use crate::render::sentences;

/// Tells answers that are very hard to read.
pub(super) fn review(checker: &Checker<'_>, locale: Locale, texts: &LocaleTexts) {
    for authored in &texts.articles {
        for said in said(checker, locale, authored) {
            let counted = Counted::of(said.answer, locale);
            let Some(level) = counted.level().filter(|_| counted.words >= FEWEST) else { continue };
            if level > HARDEST {
                said.place.key("answer").warning(
                    checker.problems,
                    "hard-to-read",
                    format!("the answer is very hard to read: its index (LIX) is {level:.0}"),
                    "write shorter sentences with everyday words; 40 is a good index",
                );
            }
        }
    }
}

/// The readability index of all answers of a language together (LIX, Björnsson 1968): the words in a
/// sentence plus the share of words with more than six letters, in per cent. Below 30 is a book for
/// children, 40 a newspaper, above 60 a law. It needs no list of words, so it is the same measure in
/// every language, though languages with long words stand higher.
pub(crate) fn level(articles: &[AuthoredArticle], locale: Locale) -> Option<f64> {
    let mut counted = Counted::default();
    for authored in articles {
        let answers = std::iter::once(&authored.article.answer)
            .chain(authored.article.variants.iter().map(|variant| &variant.answer));
        answers.for_each(|answer| counted.add(answer, locale));
    }
    counted.level()
}

#[derive(Default)]
struct Counted {
    sentences: usize,
    words: usize,
    long: usize,
}

impl Counted {
    fn of(answer: &Prose, locale: Locale) -> Counted {
        let mut counted = Counted::default();
        counted.add(answer, locale);
        counted
    }

    fn add(&mut self, answer: &Prose, locale: Locale) {
        for line in answer.lines() {
            let sentences = sentences(&line, locale);
            self.sentences += sentences.len();
            let words = sentences.iter().flat_map(|sentence| sentence.split_whitespace());
            for word in words {
                let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
                self.words += usize::from(letters > 0);
                self.long += usize::from(letters > 6);
            }
        }
    }

    fn level(&self) -> Option<f64> {
        let (sentences, words) = (self.sentences as f64, self.words as f64);
        (self.words > 0).then(|| words / sentences + 100.0 * self.long as f64 / words)
    }
}

/// The index says little of fewer words.
const FEWEST: usize = 30;
const HARDEST: f64 = 60.0;
