use std::collections::{BTreeMap, BTreeSet};

use super::lesson::{Lesson, LessonText, LessonWord, Source};
use crate::text::{Analysis, Role, Word};

/// A text of the knowledge base and the class that it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'a> {
    pub class: u32,
    pub text: &'a Analysis,
    pub source: Source,
}

impl Sample<'_> {
    /// Whether customers ask for something in the knowledge base in words like these.
    pub(crate) fn is_question(&self) -> bool {
        matches!(self.source, Source::Wording | Source::Title)
    }
}

impl Lesson {
    /// The texts of samples whose classes are below `classes`, before anything is learned of them.
    pub(super) fn of(samples: &[Sample], classes: usize) -> Lesson {
        let mut samples: Vec<&Sample> = samples.iter().collect();
        samples.sort_by_key(|sample| sample.class);
        let all = samples.iter().flat_map(|sample| &sample.text.words);
        let words: BTreeSet<_> = all.map(identity).collect();
        let numbers: BTreeMap<_, u32> = words.iter().copied().zip(0..).collect();
        let numbers = |text: &Analysis| -> Vec<u32> {
            text.words.iter().map(|word| numbers[&identity(word)]).collect()
        };
        let mut answers = vec![Vec::new(); classes];
        let mut texts = Vec::with_capacity(samples.len());
        for sample in samples {
            let words = numbers(sample.text);
            match sample.source {
                Source::Answer => answers[sample.class as usize].extend(words),
                source => texts.push(LessonText { class: sample.class, source, words }),
            }
        }
        answers.iter_mut().for_each(|words| words.sort_unstable());
        let words = words.into_iter().map(|(surface, term, is_padding)| LessonWord {
            surface: surface.to_owned(),
            term: term.to_owned(),
            is_padding,
        });
        Lesson { words: words.collect(), texts, answers, pulls: Vec::new() }
    }
}

/// What makes two words the same word of a lesson.
fn identity(word: &Word) -> (&str, &str, bool) {
    (&word.surface, &word.term, word.role == Role::Filler)
}
