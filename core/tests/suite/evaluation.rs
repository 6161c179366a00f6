//! Sets of questions from elsewhere: how they are read, and what is told of them.

use std::time::Duration;

use relais::eval::{Evaluation, JsonLines, Set, Stage};
use relais::{Diagnostic, Locale};

const TRAIN: &str = r#"
{"text": "where is my parcel", "label": "PARCEL"}
{"text": "track my delivery", "label": "PARCEL"}
{"text": "my package has not arrived", "label": "PARCEL"}
{"text": "I want my money back", "label": "REFUND <1>"}
{"text": "how do I get a refund", "label": "REFUND <1>"}
{"text": "refund for a broken kettle", "label": "REFUND <1>"}
{"text": "what are your opening hours", "label": "HOURS"}
{"text": "when do you close on Sunday", "label": "HOURS"}
{"text": "are you open tomorrow", "label": "HOURS"}
{"text": "just a remark", "label": null}
"#;

const TEST: &str = r#"{"text": "where is my parcel", "label": "PARCEL"}
{"text": "a refund for the kettle", "label": "REFUND <1>"}
{"text": "when do you close", "label": "HOURS"}
{"text": "parcel zebra", "label": "VOUCHER"}
{"text": "hello", "label": null}
{"text": "", "label": null}
{"text": "recite a poem about volcanoes", "label": null}
"#;

const DOCUMENTS: &str = r#"
{"id": "a/1", "question": "How do I cancel an order?", "answer": "Open *Orders*, then touch Cancel."}
{"id": "b", "question": "Which cards do you take?", "answer": "Visa {and} others.\n\nNo cheques."}
{"id": "c", "question": "Do you deliver abroad?", "answer": ""}
"#;

const QUERIES: &str = r#"
{"text": "cancel my order", "relevant": ["a/1"]}
{"text": "do you take cards", "relevant": ["c", "b"]}
{"text": "recite a poem about volcanoes", "relevant": []}
"#;

fn labelled(train: &str, test: &str) -> Result<Set, Vec<Diagnostic>> {
    let lines = |file, text| JsonLines { file, text };
    Set::labelled(Locale::EN, lines("train.jsonl", train), lines("test.jsonl", test))
}

fn faq(documents: &str, queries: &str) -> Result<Set, Vec<Diagnostic>> {
    let lines = |file, text| JsonLines { file, text };
    Set::faq(Locale::EN, lines("faq.jsonl", documents), lines("queries.jsonl", queries))
}

fn evaluated(set: Result<Set, Vec<Diagnostic>>) -> Evaluation {
    let set = set.expect("a set without problems");
    set.evaluate(|| Duration::ZERO, |_| ()).expect("a bundle")
}

/// Problems in short: place, code and message.
fn told(set: Result<Set, Vec<Diagnostic>>) -> Vec<String> {
    let problems = set.expect_err("problems");
    problems.iter().map(|problem| problem.to_string().replace("error", "")).collect()
}

#[test]
fn labels_are_articles_and_every_text_is_asked() {
    let done = evaluated(labelled(TRAIN, TEST));
    let size = done.figures.size;
    assert_eq!((size.n, size.in_scope, size.out_of_scope), (7, 4, 3));
    assert_eq!((size.labels, size.train, size.train_left_out, size.untaught), (3, 9, 1, 1));
    let predicted: Vec<Option<&str>> =
        done.predictions.iter().map(|prediction| prediction.predicted.as_deref()).collect();
    assert_eq!(predicted[..3], [Some("PARCEL"), Some("REFUND <1>"), Some("HOURS")]);
    assert_eq!(done.figures.in_scope_accuracy, Some(3.0 / 4.0));
    assert_eq!(done.figures.ranks, None);
}

#[test]
fn what_is_never_answered_has_no_probability() {
    let done = evaluated(labelled(TRAIN, TEST));
    let of = |text: &str| done.predictions.iter().find(|one| one.text == text).expect("asked");
    let (greeting, empty) = (of("hello"), of(""));
    assert_eq!((greeting.outcome, greeting.probability), ("say", 0.0));
    assert_eq!((empty.outcome, empty.probability), ("no_match", 0.0));
    assert!(of("where is my parcel").probability > 0.5);
}

#[test]
fn a_prediction_is_one_line() {
    let done = evaluated(labelled(TRAIN, TEST));
    let line = serde_json::to_value(&done.predictions[0]).expect("JSON");
    let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["gold", "outcome", "predicted", "probability", "second", "text"]);
    assert_eq!(line["gold"], "PARCEL");
    assert!(serde_json::to_value(&done.predictions[4]).expect("JSON")["gold"].is_null());
}

#[test]
fn labels_are_not_learned() {
    let test = r#"{"text": "zebra", "label": null}"#;
    let done = evaluated(labelled(&TRAIN.replace("PARCEL", "zebra"), test));
    assert!(done.predictions[0].probability < 0.2, "{:?}", done.predictions[0]);
}

#[test]
fn documents_are_found_by_question_and_answer() {
    let done = evaluated(faq(DOCUMENTS, QUERIES));
    let size = done.figures.size;
    assert_eq!((size.n, size.in_scope, size.labels), (3, 2, 3));
    let ranks = done.figures.ranks.expect("ranks");
    assert_eq!((ranks.r_at_1, ranks.mrr_at_10), (Some(1.0), Some(1.0)));
    assert_eq!(done.predictions[0].predicted.as_deref(), Some("a/1"));
    let gold = serde_json::to_value(&done.predictions[1]).expect("JSON")["gold"].to_string();
    assert_eq!(gold, r#"["c","b"]"#);
}

#[test]
fn figures_without_questions_are_null() {
    let done = evaluated(labelled(TRAIN, r#"{"text": "where is my parcel", "label": "PARCEL"}"#));
    let figures = serde_json::to_value(&done.figures).expect("JSON");
    assert!(figures["auroc"].is_null() && figures["at_default_bar"]["oos_refused"].is_null());
    assert!(figures.get("r_at_1").is_none());
    assert_eq!(figures["coverage_at_risk"]["0.05"], 1.0);
}

#[test]
fn the_clock_is_the_hosts() {
    // A clock that goes on by a tenth of a millisecond each time it is read.
    let ticks = std::cell::Cell::new(0);
    let clock = || {
        ticks.set(ticks.get() + 1);
        Duration::from_micros(100 * ticks.get())
    };
    let mut stages = Vec::new();
    let set = labelled(TRAIN, TEST).expect("a set");
    let done = set.evaluate(clock, |stage| stages.push(stage)).expect("a bundle");
    assert_eq!((done.figures.costs.p50_us, done.figures.costs.p99_us), (100.0, 100.0));
    assert_eq!((stages.len(), stages[0]), (8, Stage::Building));
}

#[test]
fn every_bad_line_is_told() {
    let train = r#"{"text": "fine", "label": "A"}
{"text": "no label"}
not JSON
{"text": "  ", "label": "A"}

{"text": 7, "label": "A"}"#;
    let found = told(labelled(train, r#"{"text": "fine", "label": ["A"]}"#));
    let wanted = [
        "test.jsonl:1:26: [invalid-line]: invalid type: sequence, expected a string",
        "train.jsonl:2:20: [invalid-line]: missing field `label`",
        "train.jsonl:3:2: [invalid-line]: expected ident",
        "train.jsonl:4:1: [empty-wording]: this text is empty",
        "train.jsonl:6:10: [invalid-line]: invalid type: integer `7`, expected a string",
    ];
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert!(found.starts_with(wanted), "{found}\n{wanted}");
    }
}

#[test]
fn documents_and_queries_must_fit() {
    let found =
        told(faq(&DOCUMENTS.replace("\"b\"", "\"c\""), r#"{"text": "pay", "relevant": ["b"]}"#));
    assert!(found[0].starts_with("faq.jsonl:4:1: [duplicate-id]"), "{found:?}");
    assert!(found[1].starts_with("queries.jsonl:1:1: [unknown-document]"), "{found:?}");
    assert_eq!(found.len(), 2);
}

#[test]
fn a_set_has_something_to_learn_and_to_ask() {
    let found = told(labelled(r#"{"text": "a remark", "label": null}"#, "\n"));
    assert!(found[0].contains("`train.jsonl` has no text with a label"), "{found:?}");
    let found = told(labelled(TRAIN, "\n"));
    assert!(found[0].contains("`test.jsonl` has no text"), "{found:?}");
    assert!(told(faq("", QUERIES))[0].contains("`faq.jsonl` has no document"));
}
