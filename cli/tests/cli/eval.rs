use std::fs;

use serde_json::Value;

use crate::relais::Place;

const TRAIN: &str = r#"{"text": "where is my parcel", "label": "PARCEL"}
{"text": "track my delivery", "label": "PARCEL"}
{"text": "my package has not arrived", "label": "PARCEL"}
{"text": "I want my money back", "label": "REFUND"}
{"text": "how do I get a refund", "label": "REFUND"}
{"text": "refund for a broken kettle", "label": "REFUND"}
{"text": "just a remark", "label": null}
"#;

const TEST: &str = r#"{"text": "where is my parcel", "label": "PARCEL"}
{"text": "a refund for the kettle", "label": "REFUND"}
{"text": "recite a poem about volcanoes", "label": null}
"#;

fn place(name: &str) -> Place {
    let place = Place::new(name);
    fs::write(place.path("train.jsonl"), TRAIN).expect("a file");
    fs::write(place.path("test.jsonl"), TEST).expect("a file");
    place
}

const LABELLED: [&str; 5] = ["eval", "--train", "train.jsonl", "--test", "test.jsonl"];

#[test]
fn a_labelled_set_gives_figures_and_predictions() {
    let place = place("a-labelled-set");
    let more = ["--json", "--predictions", "predictions.jsonl"];
    let json = place.run(&[&LABELLED[..], &more].concat()).succeeds();
    let figures: Value = serde_json::from_str(&json).expect("JSON");
    for key in [
        "n",
        "in_scope",
        "out_of_scope",
        "labels",
        "train",
        "in_scope_accuracy",
        "auroc",
        "aurc",
        "ece",
        "build_seconds",
        "p50_us",
        "p99_us",
        "bundle_bytes",
        "classifier_bytes",
    ] {
        assert!(figures[key].is_number(), "{key} in {json}");
    }
    for key in ["0.05", "0.10", "0.20"] {
        assert!(figures["coverage_at_risk"][key].is_number(), "{key} in {json}");
    }
    for key in ["answered", "right", "wrong", "in_scope_answered_right", "offered", "oos_refused"] {
        assert!(figures["at_default_bar"][key].is_number(), "{key} in {json}");
    }
    assert_eq!((&figures["n"], &figures["in_scope_accuracy"]), (&3.into(), &1.0.into()));
    assert_eq!((&figures["train"], &figures["train_left_out"]), (&6.into(), &1.into()));
    assert_eq!(figures["reliability"].as_array().map(Vec::len), Some(3));

    let predictions = fs::read_to_string(place.path("predictions.jsonl")).expect("a file");
    let predictions: Vec<Value> =
        predictions.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(predictions.len(), 3);
    assert_eq!(predictions[1]["gold"], "REFUND");
    assert_eq!(predictions[1]["predicted"], "REFUND");
    assert!(predictions[2]["gold"].is_null() && predictions[2]["outcome"] == "no_match");
}

#[test]
fn a_table_says_the_same() {
    let place = place("a-table");
    let table = place.run(&LABELLED).succeeds();
    for part in [
        "3 questions, 2 in scope and 1 out of scope",
        "2 articles, made of 6 wordings",
        "not learned, for they have no label: 1",
        "right                   100.0 %",
        "AUROC                     1.000",
        "not answered            100.0 %",
    ] {
        assert!(table.contains(part), "{part} in {table}");
    }
}

#[test]
fn documents_are_asked_their_queries() {
    let place = Place::new("documents");
    let documents = r#"{"id": "1", "question": "How do I cancel an order?", "answer": "In *Orders*."}
{"id": "2", "question": "Which cards do you take?", "answer": "Visa, and no cheques."}
"#;
    let queries = r#"{"text": "cancel my order", "relevant": ["1"]}
{"text": "recite a poem about volcanoes", "relevant": []}
"#;
    fs::write(place.path("faq.jsonl"), documents).expect("a file");
    fs::write(place.path("queries.jsonl"), queries).expect("a file");
    let command = ["eval", "--faq", "faq.jsonl", "--queries", "queries.jsonl"];
    let json = place.run(&[&command[..], &["--json"]].concat()).succeeds();
    let figures: Value = serde_json::from_str(&json).expect("JSON");
    for key in ["r_at_1", "r_at_3", "mrr_at_10", "auroc"] {
        assert_eq!(figures[key], 1.0, "{key} in {json}");
    }
    assert!(place.run(&command).succeeds().contains("MRR@10"));
}

#[test]
fn bad_lines_are_drawn_and_nothing_is_asked() {
    let place = place("bad-lines");
    fs::write(place.path("test.jsonl"), "{\"text\": \"hi\"}\n{\"text\": 7, \"label\": null}\n")
        .expect("a file");
    let told = place.run(&LABELLED).fails_with(1);
    for part in [
        "error[invalid-line]: missing field `label`",
        "test.jsonl:1:14",
        "test.jsonl:2:10",
        "help: a line is {\"text\"",
        "2 errors",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn a_set_is_named_in_one_way() {
    let place = place("one-way");
    place.run(&["eval"]).fails_with(2);
    place.run(&["eval", "--train", "train.jsonl"]).fails_with(2);
    place.run(&[&LABELLED[..], &["--faq", "a", "--queries", "b"]].concat()).fails_with(2);
    let told = place.run(&["eval", "--train", "train.jsonl", "--test", "none.jsonl"]).fails_with(3);
    assert!(told.contains("none.jsonl"), "{told}");
}
