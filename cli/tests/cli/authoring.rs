use std::fs;

use crate::relais::Place;

#[test]
fn a_new_knowledge_base_passes_at_once() {
    let place = Place::with_base("a-new-base");
    let checked = place.run(&["check", "base", "--deny-warnings", "--on", "2026-11-29"]);
    assert!(checked.err.contains("no problems"), "{}", checked.err);
    checked.succeeds();
    let report = place.run(&["test", "base"]).succeeds();
    assert!(report.contains("22 of 22 right"), "{report}");
    assert!(report.contains("0 of 4 dialogues failed"), "{report}");
}

#[test]
fn the_curve_of_the_probabilities_is_drawn() {
    let place = Place::with_base("the-curve");
    let curve = place.run(&["check", "base", "--confidence"]).succeeds();
    assert!(curve.contains("confidence, en  45 of its own questions"), "{curve}");
    let starter = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    let curve = place.run(&["check", starter, "--confidence"]).succeeds();
    assert!(curve.contains("confidence, fr") && curve.contains("predicted"), "{curve}");
    assert_eq!(curve.matches('│').count(), 2 * (15 + 1), "{curve}");
}

#[test]
fn a_built_knowledge_base_answers() {
    let place = Place::with_base("a-built-base");
    let sizes = place.run(&["build", "base", "-o", "kb.relais"]).succeeds();
    assert!(sizes.contains("en/classifier") && sizes.contains("2 articles in en"), "{sizes}");
    let answer = place.run(&["ask", "kb.relais", "where is my order?"]).succeeds();
    assert!(answer.contains("My account > Orders"), "{answer}");
    let json = place.run(&["ask", "kb.relais", "where is my order?", "--json"]).succeeds();
    let reply: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(reply["outcome"]["article"], "delivery/track-order");
    let explained =
        place.run(&["ask", "kb.relais", "wheres my parcell", "--explain=full"]).succeeds();
    for part in ["outcome  answer delivery/track-order", "passes the answer bar", "retrieval"] {
        assert!(explained.contains(part), "{part} in {explained}");
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let place = Place::with_base("the-same-bytes");
    for file in ["a.relais", "b.relais"] {
        place.run(&["build", "base", "-o", file]).succeeds();
    }
    let bytes = |file: &str| fs::read(place.path(file)).expect("a bundle");
    assert!(bytes("a.relais") == bytes("b.relais"));
}

#[test]
fn a_folder_is_built_once() {
    let place = Place::with_base("built-once");
    let first = place.run(&["ask", "base", "return label"]).succeeds();
    let cached = fs::read_dir(place.path(".cache/relais")).map(Iterator::count);
    if cfg!(target_os = "linux") {
        assert_eq!(cached.ok(), Some(1));
    }
    assert_eq!(place.run(&["ask", "base", "return label"]).succeeds(), first);
    place.change("base/articles/returns/return-item.yaml", "**30 days**", "**40 days**");
    let changed = place.run(&["ask", "base", "return label"]).succeeds();
    assert!(changed.contains("40 days"), "{changed}");
}

#[test]
fn problems_are_drawn_with_their_lines() {
    let place = Place::with_base("drawn-problems");
    place.change("base/articles/delivery/track-order.yaml", "  title:", "  titel:");
    place.change("base/rules/threat-of-court.yaml", "reason: dispute", "reason: quarrel");
    let told = place.run(&["check", "base"]).fails_with(1);
    for part in [
        "error[unknown-key]: `titel` is not a key here",
        "base/articles/delivery/track-order.yaml:4:3",
        "4 |   titel: Track my order",
        "help: did you mean `title`?",
        "error[unknown-reason]",
        "2 errors",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let short = place.run(&["check", "base", "--format", "short"]);
    let lines: Vec<&str> = short.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", short.out);
    assert!(
        lines[0].starts_with("base/articles/delivery/track-order.yaml:4:3: error[unknown-key]")
    );
    short.fails_with(1);
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let place = Place::with_base("warnings");
    place.change("base/articles/returns/return-item.yaml", "- return label", "- thank you");
    let told = place.run(&["check", "base"]);
    assert!(told.err.contains("1 warning"), "{}", told.err);
    told.succeeds();
    place.run(&["check", "base", "--deny-warnings"]).fails_with(1);
}

#[test]
fn a_failed_dialogue_is_told_with_its_place() {
    let place = Place::with_base("a-failed-dialogue");
    let file = "base/dialogues/delivery/track-order.yaml";
    place.change(file, "answer: delivery/track-order", "answer: returns/return-item");
    let ran = place.run(&["test", "base"]);
    for part in [
        "expected the article returns/return-item",
        "came     the article delivery/track-order",
        "base/dialogues/delivery/track-order.yaml:6, an order, then a person",
    ] {
        assert!(ran.out.contains(part), "{part} in {}", ran.out);
    }
    ran.fails_with(1);
    let json = place.run(&["test", "base", "--json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["totals"]["failed_turns"], 1);
    assert_eq!(report["failures"][0]["place"], "dialogues/delivery/track-order.yaml:6");
}

#[test]
fn an_editor_finds_the_schema_of_every_file() {
    let place = Place::with_base("schemas");
    let (files, unread) = ::relais::KnowledgeBase::read_files(place.path("base"));
    assert_eq!((files.len(), unread.len()), (12, 0));
    for (path, text) in files {
        let first = text.lines().next().unwrap_or_default();
        let schema = first.strip_prefix("# yaml-language-server: $schema=").expect(first);
        let folder = place.path("base").join(&path);
        let schema = folder.parent().expect("a folder").join(schema);
        let schema = fs::read_to_string(&schema).expect("a schema");
        let kind = ::relais::knowledge::FileKind::of(&path).expect("a sort of file");
        assert_eq!(place.run(&["schema", kind.as_str()]).succeeds(), schema, "{path}");
    }
    let all = place.run(&["schema"]).succeeds();
    let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    assert_eq!(all.as_object().map(serde_json::Map::len), Some(10));
    let listed = place.run(&["schema", "--out", "base/.schema"]).succeeds();
    assert!(listed.contains("base/.schema/dialogues.schema.json"), "{listed}");
    let told = place.run(&["schema", "articles"]).fails_with(2);
    assert!(told.contains("it is one of: relais, article, form"), "{told}");
}
