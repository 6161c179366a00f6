//! Wordings asked of engines that have not seen them, and two engines held against each other.

use std::collections::BTreeSet;

use relais::eval::{self, FailureKind};
use relais::{Engine, Folds, KnowledgeBase};

#[test]
fn every_wording_is_held_out_once_with_its_article_and_once_without() {
    let base = base("");
    let whole = base.build().expect("a bundle");
    let folds = base.folds(&whole).expect("folds");
    let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
    for fold in 0..Folds::COUNT {
        let unseen = folds.unseen(fold);
        let gone: BTreeSet<usize> =
            unseen.iter().filter(|one| !one.answerable).map(|one| one.target).collect();
        for one in unseen {
            let list = if one.answerable { &mut inside } else { &mut outside };
            assert!(list.insert((one.target, one.wording.to_owned())), "{one:?} comes twice");
            assert_eq!(gone.contains(&one.target), !one.answerable, "{one:?}");
        }
    }
    assert_eq!(inside, outside);
    assert_eq!(inside.len(), THINGS.len() * WORDINGS.len());
}

#[test]
fn what_says_the_same_is_held_out_together() {
    let base = base("    - \"my refund, how do I get it?\"\n    - \"How do I get my refund!\"\n");
    let whole = base.build().expect("a bundle");
    let folds = base.folds(&whole).expect("folds");
    let both = (0..Folds::COUNT).filter(|fold| {
        let unseen = folds.unseen(*fold);
        let has = |text: &str| unseen.iter().any(|one| one.wording == text && one.answerable);
        let (one, other) = (has("my refund, how do I get it?"), has("How do I get my refund!"));
        assert_eq!(one, other);
        one
    });
    assert_eq!(both.count(), 1);
}

#[test]
fn an_engine_does_not_know_what_it_has_not_seen() {
    let base = base("");
    let engine = Engine::new(base.build().expect("a bundle"));
    assert!(eval::run(&base, &engine, |_| ()).passed());
    let mut last = None;
    let found = eval::hold_out(&base, &engine, |progress| last = Some(progress)).expect("folds");
    assert_eq!(found.inside.total(), THINGS.len() * WORDINGS.len());
    assert_eq!(found.outside.total(), found.inside.total());
    let last = last.expect("progress");
    assert_eq!(last.done, last.total);
    // Each has a word of its own in every wording, so most are found.
    assert!(found.inside.right + found.inside.offered > found.inside.total() / 2, "{found:?}");
    assert!(found.outside.refused > found.outside.answered, "{:?}", found.outside);
    // The one whose wordings share no word is the one to work on.
    assert!(found.inside.nothing > 0, "{:?}", found.inside);
    assert_eq!(found.worst(1)[0].id, "things/odd", "{:#?}", found.worst(3));
}

#[test]
fn articles_that_say_nearly_the_same_are_told_as_a_pair() {
    let base = base("");
    let engine = Engine::new(base.build().expect("a bundle"));
    let found = eval::hold_out(&base, &engine, |_| ()).expect("folds");
    let pair = found.confusions.first().expect("a pair");
    assert_eq!(pair.ids, ["things/bill", "things/invoice"], "{:#?}", found.confusions);
    assert!(pair.wordings[0] + pair.wordings[1] > 2 && !pair.examples.is_empty(), "{pair:?}");
}

#[test]
fn the_same_base_gives_the_same_report() {
    let base = base("");
    let engine = Engine::new(base.build().expect("a bundle"));
    let found = || eval::hold_out(&base, &engine, |_| ()).expect("folds");
    assert_eq!(found(), found());
}

#[test]
fn a_wording_that_was_taken_away_breaks_and_comes_back() {
    let with = base("    - \"qwertz zenith\"\n");
    let new = Engine::new(with.build().expect("a bundle"));
    let old = Engine::new(base("").build().expect("a bundle"));
    let better = eval::compare(&with, &old, &new, |_| ());
    assert_eq!((better.broke.len(), better.mended.len()), (0, 1), "{better:#?}");
    let change = &better.mended[0];
    assert_eq!((&*change.said, &*change.subject), ("qwertz zenith", "things/refund"));
    assert_eq!(change.kind, FailureKind::Wording);
    let worse = eval::compare(&with, &new, &old, |_| ());
    assert_eq!((worse.broke.len(), worse.mended.len()), (1, 0), "{worse:#?}");
    assert_eq!(worse.same + worse.changed.len() + 1, worse.wordings);
    let same = eval::compare(&with, &new, &new, |_| ());
    assert_eq!(same.same, same.wordings);
}

/// A knowledge base of small articles; `more` are wordings of the one about refunds.
fn base(more: &str) -> KnowledgeBase {
    let settings = "name: Things\nlocales: [en]\ndisclosure: I am an automatic assistant.\n\
                    topics:\n  - {id: things, title: Things}\ntime_zone: Europe/Paris\n\
                    queues:\n  - {id: service, title: Service, hours: {mon-sun: \"00:00-24:00\"}}\n\
                    contact:\n  email: service@things.example\n";
    let mut files = vec![("relais.yaml".to_owned(), settings.to_owned())];
    for (id, thing) in THINGS {
        let mut questions: String = WORDINGS
            .iter()
            .zip(ODD)
            .map(|(wording, odd)| match id {
                "odd" => format!("    - \"{odd}\"\n"),
                // The same words in another order: two wordings are not the same text.
                "invoice" => format!("    - \"the {thing}: {}\"\n", wording.replace("{}", "")),
                _ => format!("    - \"{}\"\n", wording.replace("{}", thing)),
            })
            .collect();
        if id == "refund" {
            questions.push_str(more);
        }
        let text = format!(
            "en:\n  title: \"About {id}\"\n  questions:\n{questions}  answer: \"See the page.\"\n\
             reviewed: 2026-11-02\n"
        );
        files.push((format!("articles/things/{id}.yaml"), text));
    }
    KnowledgeBase::from_files(files).map(|(base, _)| base).unwrap_or_else(|p| panic!("{p:#?}"))
}

/// Two of them are called by the same word.
const THINGS: [(&str, &str); 12] = [
    ("address", "address"),
    ("bill", "bill"),
    ("contract", "contract"),
    ("invoice", "bill"),
    ("odd", ""),
    ("parcel", "parcel"),
    ("password", "password"),
    ("refund", "refund"),
    ("router", "router"),
    ("voucher", "voucher"),
    ("warranty", "warranty"),
    ("subscription", "subscription"),
];

const WORDINGS: [&str; 5] = [
    "How do I change my {}?",
    "I would like another {} please",
    "there is something wrong with the {}",
    "{} help",
    "where can I see the {}",
];

/// Wordings that have no word in common.
const ODD: [&str; 5] =
    ["purple elephants", "seventeen bananas", "volcano tickets", "knitting in winter", "saxophone"];
