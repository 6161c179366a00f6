use std::collections::BTreeMap;

use crate::intent::{Sample, Source};

/// What retrieval would say, for parts of a knowledge base that have no index: the sum, over the
/// words of a question, of BM25 in the wordings and half of it in the answers (Robertson and
/// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009).
///
/// A calibration only uses the scores as shares of the best one, so an index whose fields are
/// weighted like this is near enough.
pub(super) struct Bm25<'a> {
    wordings: Field<'a>,
    answers: Field<'a>,
    classes: usize,
}

/// One text for each class, by word: the classes that have it, and how often.
#[derive(Default)]
struct Field<'a> {
    holders: BTreeMap<&'a str, BTreeMap<u32, f32>>,
    lengths: Vec<f32>,
    /// The mean length.
    usual: f32,
}

impl<'a> Bm25<'a> {
    pub(super) fn new(samples: &[Sample<'a>], classes: usize) -> Bm25<'a> {
        let (answers, wordings) =
            samples.iter().partition::<Vec<_>, _>(|sample| sample.source == Source::Answer);
        Bm25 {
            wordings: Field::new(&wordings, classes),
            answers: Field::new(&answers, classes),
            classes,
        }
    }

    /// The best classes with their scores, best first, ties by class.
    pub(super) fn find(&self, question: &Sample, limit: usize) -> Vec<(u32, f32)> {
        let mut scores = vec![0.0; self.classes];
        let mut terms: Vec<&str> = question.text.content().map(|w| w.term.as_str()).collect();
        terms.sort_unstable();
        terms.dedup();
        for term in terms {
            self.wordings.score(term, 1.0, &mut scores);
            self.answers.score(term, ANSWER_WEIGHT, &mut scores);
        }
        let mut found: Vec<(u32, f32)> = (0..).zip(scores).filter(|(_, s)| *s > 0.0).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(limit);
        found
    }
}

impl<'a> Field<'a> {
    fn new(samples: &[&Sample<'a>], classes: usize) -> Field<'a> {
        let mut field = Field { lengths: vec![0.0; classes], ..Field::default() };
        for sample in samples {
            for word in sample.text.content() {
                let holders = field.holders.entry(&word.term).or_default();
                *holders.entry(sample.class).or_default() += 1.0;
                field.lengths[sample.class as usize] += 1.0;
            }
        }
        field.usual = field.lengths.iter().sum::<f32>() / classes.max(1) as f32;
        field
    }

    fn score(&self, term: &str, weight: f32, scores: &mut [f32]) {
        let Some(holders) = self.holders.get(term) else { return };
        let classes = self.lengths.len() as f32;
        let texts = holders.len() as f32;
        let rarity = libm::logf(1.0 + (classes - texts + 0.5) / (texts + 0.5));
        for (class, count) in holders {
            let length = self.lengths[*class as usize] / self.usual;
            let share = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
            scores[*class as usize] += weight * rarity * share;
        }
    }
}

const ANSWER_WEIGHT: f32 = 0.5;
const K1: f32 = 1.2;
const B: f32 = 0.75;
