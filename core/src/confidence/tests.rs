use super::calibration::{Calibration, Judgement};
use super::fit::{Learned, fit};
use crate::intent::{Classifier, Pulls, Sample, Source};
use crate::text::{Analysis, Analyzer, Language, Lexis};

#[test]
fn probabilities_fall_and_leave_room_for_none() {
    let base = Base::with_wordings(4);
    for question in ["how do I change my address", "address", "qwrzt plkjh", ""] {
        let judged = base.judge(question).candidates;
        assert!(judged.is_sorted_by(|a, b| a.probability >= b.probability), "{question}");
        let total: f32 = judged.iter().map(|judged| judged.probability).sum();
        assert!(total < 1.0, "{question}: {total}");
    }
}

#[test]
fn what_was_taught_is_more_probable_than_what_was_not() {
    for wordings in [1, 4] {
        let base = Base::with_wordings(wordings);
        let best = |question: &str| base.judge(question).candidates[0];
        let taught = best("How do I change my address?");
        assert_eq!(taught.class, 0);
        assert!(taught.probability > 0.5, "{wordings} wordings: {taught:?}");
        for unknown in ["qwrzt plkjh vbnmw", "who won the football match", ""] {
            let unknown = best(unknown);
            assert!(unknown.probability < 0.3, "{wordings} wordings: {unknown:?}");
        }
    }
}

#[test]
fn one_wording_an_article_is_too_little_to_fit() {
    let base = Base::with_wordings(1);
    assert_eq!(base.learned.calibration, Calibration::default());
    let base = Base::with_wordings(4);
    assert!(!base.learned.calibration.reliability.is_empty());
}

#[test]
fn wordings_that_say_the_same_are_held_out_together() {
    // Each class says one thing four times over: held out apart, one would give the other away.
    let repeated: Vec<(u32, String)> = (0..)
        .zip(THINGS)
        .flat_map(|(class, thing)| {
            [format!("my {thing}?"), format!("My {thing}!"), format!("MY {thing}")]
                .map(|text| (class, text))
        })
        .collect();
    assert!(Base::new(&repeated).learned.calibration.reliability.is_empty());
}

#[test]
fn fitting_is_deterministic() {
    let (a, b) = (Base::with_wordings(4).learned, Base::with_wordings(4).learned);
    assert_eq!((a.lesson, a.calibration), (b.lesson, b.calibration));
}

/// What the wordings of each class are about.
const THINGS: [&str; 12] = [
    "address",
    "bill",
    "contract",
    "parcel",
    "password",
    "refund",
    "router",
    "invoice",
    "voucher",
    "warranty",
    "subscription",
    "delivery",
];

const WORDINGS: [&str; 4] = [
    "How do I change my {}?",
    "I would like another {} please",
    "there is something wrong with the {}",
    "{} help",
];

struct Base {
    analyzer: Analyzer,
    learned: Learned,
}

impl Base {
    fn with_wordings(count: usize) -> Base {
        let texts: Vec<(u32, String)> = (0..)
            .zip(THINGS)
            .flat_map(|(class, thing)| {
                let wordings = WORDINGS[..count].iter();
                wordings.map(move |wording| (class, wording.replace("{}", thing)))
            })
            .collect();
        Base::new(&texts)
    }

    fn new(texts: &[(u32, String)]) -> Base {
        let analyzer = Analyzer::new(Lexis::built_in(Some(Language::English)));
        let texts: Vec<(u32, Analysis)> =
            texts.iter().map(|(class, text)| (*class, analyzer.analyze(text))).collect();
        let samples: Vec<Sample> = texts
            .iter()
            .map(|(class, text)| Sample { class: *class, text, source: Source::Wording })
            .collect();
        let learned = fit(&samples, THINGS.len(), &Pulls::default());
        Base { analyzer, learned }
    }

    fn judge(&self, question: &str) -> Judgement {
        let classifier = Classifier::open(self.learned.lesson.table())
            .expect("what training writes can be opened");
        self.learned.calibration.judge(&classifier.rank(&self.analyzer.analyze(question), &[]))
    }
}
