use std::sync::{Arc, Mutex, PoisonError};

use super::classifier::LARGE;
use super::corpus::Corpus;
use super::lesson::{Lesson, LessonText, LessonWord, Pull};
use super::sample::Sample;
use super::separate::Trainer;

/// Learns from samples whose classes are below `classes`. The same samples in the same order give the
/// same lesson.
///
/// One linear separator a class is found by dual coordinate descent on the squared hinge (Hsieh et
/// al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008), without a learned
/// intercept: see the module's documentation. It is kept as the duals, one a text: the pulls. Above
/// [`LARGE`] classes the mean of a class's own texts replaces its separator, which takes time linear
/// in the content.
///
/// What was learned of the same texts before is taken from the memory.
pub(crate) fn train(samples: &[Sample], classes: usize, memory: &Pulls) -> Lesson {
    learn(samples, classes, memory).0
}

/// The [`table`](Lesson::table) of what [`train`] learns, of the vectors that it was learned from, so that
/// they are made once.
pub(crate) fn train_table(samples: &[Sample], classes: usize, memory: &Pulls) -> Vec<u8> {
    let (lesson, corpus) = learn(samples, classes, memory);
    match corpus {
        Some(corpus) => lesson.table_over(&corpus),
        None => lesson.table(),
    }
}

/// The lesson, and its texts as vectors where training made them.
fn learn(samples: &[Sample], classes: usize, memory: &Pulls) -> (Lesson, Option<Corpus>) {
    let mut lesson = Lesson::of(samples, classes);
    if classes > LARGE {
        return (lesson, None);
    }
    let texts = Texts::of(&lesson);
    if let Some(pulls) = memory.of(&texts) {
        lesson.pulls = pulls.to_vec();
        return (lesson, None);
    }
    let corpus = Corpus::new(&lesson);
    lesson.pulls = pulls(&lesson, &corpus, classes);
    memory.keep(texts, lesson.pulls.clone());
    (lesson, Some(corpus))
}

fn pulls(lesson: &Lesson, corpus: &Corpus, classes: usize) -> Vec<Vec<Pull>> {
    let members = lesson.members();
    let mut trainer = Trainer::new(lesson, corpus);
    let classes = (0..classes as u32).zip(members.iter());
    classes.map(|(class, members)| trainer.separate(class, members)).collect()
}

/// The pulls that were found, by the texts that they were found in.
#[derive(Debug, Default)]
pub(crate) struct Pulls {
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    texts: Texts,
    pulls: Arc<[Vec<Pull>]>,
    /// Whether it was asked for since the others were last forgotten.
    is_used: bool,
}

/// All that training reads: the texts that teach, and their words. What articles answer teaches nothing,
/// so that the pulls of a knowledge base stay what they are when only its answers change.
#[derive(Debug, PartialEq)]
struct Texts {
    classes: usize,
    words: Vec<LessonWord>,
    texts: Vec<LessonText>,
}

impl Texts {
    fn of(lesson: &Lesson) -> Texts {
        let mut numbers = vec![None; lesson.words.len()];
        for word in lesson.texts.iter().flat_map(|text| &text.words) {
            numbers[*word as usize] = Some(0);
        }
        let used = numbers.iter_mut().flatten();
        used.zip(0..).for_each(|(number, next)| *number = next);
        let words = lesson.words.iter().zip(&numbers).filter(|(_, number)| number.is_some());
        let words = words.map(|(word, _)| word.clone()).collect();
        let renumbered = |text: &LessonText| LessonText {
            words: text.words.iter().filter_map(|word| numbers[*word as usize]).collect(),
            ..text.clone()
        };
        let texts = lesson.texts.iter().map(renumbered).collect();
        Texts { classes: lesson.classes(), words, texts }
    }
}

impl Pulls {
    fn of(&self, texts: &Texts) -> Option<Arc<[Vec<Pull>]>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter_mut().find(|kept| kept.texts == *texts)?;
        found.is_used = true;
        Some(found.pulls.clone())
    }

    fn keep(&self, texts: Texts, pulls: Vec<Vec<Pull>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(Kept { texts, pulls: pulls.into(), is_used: true });
    }

    /// Forgets what nobody has asked for since this was last done.
    pub(crate) fn forget_unused(&mut self) {
        let kept = self.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| kept.is_used);
        kept.iter_mut().for_each(|kept| kept.is_used = false);
    }
}
