use super::{Classifier, Pulls, Sample, Source, train};
use crate::text::{Analysis, Analyzer, Language, Lexis};

const TAUGHT: [(&str, &[&str]); 4] = [
    ("bill", &["Where is my bill?", "I want to see my last bill", "find a bill", "download bills"]),
    ("cancel", &["Cancel my contract", "I want to terminate my contract", "stop the contract"]),
    ("parcel", &["Where is my parcel?", "track my parcel", "the parcel has not arrived"]),
    ("agent", &["I want to talk to someone", "talk to a human"]),
];

#[test]
fn a_question_finds_the_class_whose_words_it_uses() {
    let (analyzer, classifier) = taught();
    let asked = [("when will the parcel arrive", 2), ("terminate contract now", 1), ("my bil", 0)];
    for (question, class) in asked {
        let ranking = classifier.rank(&analyzer.analyze(question), &[]);
        assert_eq!(ranking.candidates[0].class, class, "{question}: {ranking:?}");
    }
}

#[test]
fn an_own_wording_stands_out_and_is_its_own_nearest() {
    let (analyzer, classifier) = taught();
    let ranking = classifier.rank(&analyzer.analyze("Track my parcel"), &[]);
    let best = ranking.candidates[0];
    assert!(best.margin > 0.3 && best.nearest > 0.99 && best.covered > 0.99, "{best:?}");
    assert!(ranking.candidates[1].margin < 0.0, "{ranking:?}");
    assert!(ranking.known > 0.99);
}

#[test]
fn words_that_nobody_taught_speak_for_nothing() {
    let (analyzer, classifier) = taught();
    let ranking = classifier.rank(&analyzer.analyze("qwrzt plkjh vbnmw"), &[]);
    assert_eq!(ranking.known, 0.0);
    assert!(ranking.candidates.iter().all(|c| c.margin < -0.5 && c.covered == 0.0), "{ranking:?}");
    let alone = classifier.rank(&analyzer.analyze("parcel"), &[]).candidates[0].margin;
    let drowned =
        classifier.rank(&analyzer.analyze("parcel qwrzt plkjh"), &[]).candidates[0].margin;
    assert!(drowned < alone);
}

#[test]
fn a_question_without_words_has_a_ranking() {
    let (_, classifier) = taught();
    let ranking = classifier.rank(&Analysis::default(), &[]);
    assert_eq!((ranking.known, ranking.length), (0.0, 0));
    assert!(ranking.candidates.iter().all(|c| c.margin.is_finite() && c.nearest == 0.0));
}

#[test]
fn what_retrieval_found_is_a_candidate_with_its_share_of_the_best() {
    let (analyzer, classifier) = taught();
    let ranking = classifier.rank(&analyzer.analyze("bill"), &[(3, 2.0), (0, 8.0), (99, 9.0)]);
    let retrieved = |class| ranking.candidates.iter().find(|c| c.class == class).unwrap().retrieved;
    assert_eq!(retrieved(3) / retrieved(0), 0.25);
    assert!(ranking.candidates.iter().all(|c| c.class < 4), "a class that does not exist");
}

#[test]
fn explanations_name_the_telling_word_first() {
    let (analyzer, classifier) = taught();
    let explain = |text: &str, class: u32| {
        let question = analyzer.analyze(text);
        classifier.explain(&question, &classifier.weigh(&question), &[class]).remove(0)
    };
    let words = explain("so where is the parcel", 2);
    assert_eq!(words[0].0, 4, "{words:?}");
    let total: f32 = words.iter().map(|(_, share)| share).sum();
    assert!((total - 1.0).abs() < 1e-5);
    assert!(explain("parcel", 99).is_empty());
}

#[test]
fn the_same_samples_give_the_same_bytes() {
    assert_eq!(trained(&analyzer()), trained(&analyzer()));
}

#[test]
fn damaged_bytes_are_refused_or_read_safely() {
    let analyzer = analyzer();
    let bytes = trained(&analyzer);
    let question = analyzer.analyze("where is my parcel");
    for length in 0..bytes.len() {
        assert!(Classifier::open(&bytes[..length]).is_err(), "cut at {length}");
    }
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x81;
        if let Ok(classifier) = Classifier::open(damaged) {
            classifier.rank(&question, &[(0, 1.0)]);
            classifier.explain(&question, &classifier.weigh(&question), &[2]);
        }
    }
}

#[test]
fn many_classes_are_learned_by_their_means() {
    let analyzer = analyzer();
    let texts: Vec<Analysis> =
        (0..3001).map(|at| analyzer.analyze(&format!("question{at} about topic{at}"))).collect();
    let samples: Vec<Sample> = (0..)
        .zip(&texts)
        .map(|(class, text)| Sample { class, text, source: Source::Wording })
        .collect();
    let classifier =
        Classifier::open(train(&samples, texts.len(), &Pulls::default()).table()).unwrap();
    // So many are not all looked at, only those that retrieval found.
    let found: Vec<(u32, f32)> = (1230..1240).map(|class| (class, 1.0)).collect();
    let ranking = classifier.rank(&analyzer.analyze("topic1234"), &found);
    assert_eq!(ranking.candidates[0].class, 1234);
}

fn taught() -> (Analyzer, Classifier<Vec<u8>>) {
    let analyzer = analyzer();
    let classifier =
        Classifier::open(trained(&analyzer)).expect("what training writes can be opened");
    (analyzer, classifier)
}

fn trained(analyzer: &Analyzer) -> Vec<u8> {
    let texts: Vec<(u32, Analysis)> = (0..)
        .zip(TAUGHT)
        .flat_map(|(class, (_, wordings))| wordings.iter().map(move |text| (class, *text)))
        .map(|(class, text)| (class, analyzer.analyze(text)))
        .collect();
    let samples: Vec<Sample> = texts
        .iter()
        .map(|(class, text)| Sample { class: *class, text, source: Source::Wording })
        .collect();
    train(&samples, TAUGHT.len(), &Pulls::default()).table()
}

fn analyzer() -> Analyzer {
    Analyzer::new(Lexis::built_in(Some(Language::English)))
}
