//! The JSON schemas of the authored files: they accept what the checker reads, refuse what it refuses
//! for its form, and are written down in `docs/schema/authoring` as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use relais::KnowledgeBase;
use relais::knowledge::FileKind;
use serde_json::Value;

use crate::broken::{self, Case};

#[test]
fn every_file_of_the_knowledge_bases_is_valid() {
    let validators = validators();
    let mut count = BTreeMap::<FileKind, usize>::new();
    for folder in ["../knowledge-base", "../cli/templates", "tests/broken/base"] {
        let (files, unread) = KnowledgeBase::read_files(root().join(folder));
        assert_eq!(unread, []);
        for (path, text) in files {
            let kind = FileKind::of(&path).expect("a file of a knowledge base");
            let wrong = wrong(&validators[&kind], &text);
            assert!(wrong.is_empty(), "{folder}/{path}: {}", wrong.join("\n"));
            *count.entry(kind).or_default() += 1;
        }
    }
    assert!(FileKind::ALL.iter().all(|kind| count[kind] >= 2), "{count:?}");
    assert!(count[&FileKind::Article] > 100, "{count:?}");
}

#[test]
fn a_mistake_of_form_is_seen_while_it_is_typed() {
    let validators = validators();
    let seen = |case: &Case| {
        let kind = FileKind::of(&case.file).expect("a file of a knowledge base");
        let text = case.text();
        // What is no YAML is seen without a schema.
        serde_yaml::from_str::<serde_yaml::Value>(&text).is_err()
            || !wrong(&validators[&kind], &text).is_empty()
    };
    let unseen: Vec<String> = broken::cases()
        .into_iter()
        .filter(|(_, case)| FileKind::of(&case.file).is_some() && !seen(case))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(unseen, BETWEEN_FILES_OR_KEYS);
}

/// The mistakes that are not of form: what they concern is in other files, under other keys, or in
/// the words of a text. `relais check` has those to itself.
const BETWEEN_FILES_OR_KEYS: &[&str] = &[
    "accepted-difference",
    "ambiguous-synonym",
    "ambiguous-wording",
    "amount-differs-in-speech",
    "amount-differs-in-variant",
    "bad-date",
    "bad-id",
    "bad-markdown",
    "bad-placeholder",
    "bad-time-zone",
    "bars-out-of-order",
    "condition-without-subject",
    "dates-out-of-order",
    "duplicate-topic",
    "duplicate-wording",
    "fact-only-in-summary",
    "html",
    "javascript-link",
    "link-host-differs",
    "missing-locale",
    "number-differs-between-locales",
    "number-in-one-locale",
    "placeholder-without-fact",
    "reserved-message",
    "reserved-wording",
    "time-differs",
    "turn-with-two-expectations",
    "turn-without-expectation",
    "two-effects",
    "two-subjects",
    "unclosed-placeholder",
    "undeclared-fact",
    "undeclared-fact-in-dialogue",
    "undeclared-fact-in-text",
    "unknown-dialogue-article",
    "unknown-intent",
    "unknown-lexicon",
    "unknown-locale",
    "unknown-locale-of-agents",
    "unknown-next",
    "unknown-queue",
    "unknown-queue-of-rule",
    "unknown-slot",
    "unknown-topic",
    "unknown-value",
    "unused-reason",
    "variant-in-one-language",
    "wrong-fact-type",
];

#[test]
fn a_key_that_is_unknown_or_of_another_type_is_refused_everywhere() {
    let validators = validators();
    for (kind, valid, broken) in [
        (FileKind::Base, "", "colour: blue"),
        (FileKind::Article, "owner: web", "owner: [web]"),
        (FileKind::Article, "bar: 0.9", "bar: 1.2"),
        (FileKind::Article, "fr-CA: {title: a, questions: [b], answer: c}", "french: {title: a}"),
        (FileKind::Form, "", "values: [{id: a, type: order, ask: b}]"),
        (FileKind::Rule, "", "{why: a, when: {fact: b, older_than_days: soon}, then: {}}"),
        (FileKind::Messages, "en: {greeting: Hello}", "en: {greting: Hello}"),
        (FileKind::Messages, "en: {greeting: [Hello, Hi]}", "en: {greeting: {a: Hello}}"),
        (FileKind::Synonyms, "en: {box: [router]}", "en: {box: router}"),
        (FileKind::Fillers, "en: [please]", "[please]"),
        (FileKind::Lexicons, "court: {en: [lawyer]}", "court: {en: lawyer}"),
        (FileKind::Facts, "a.b: {type: date}", "a.b: {type: day}"),
        (
            FileKind::Dialogues,
            "[{name: a, locale: en, turns: [{user: b}]}]",
            "[{name: a, locale: en}]",
        ),
        (
            FileKind::Dialogues,
            "[{name: a, locale: en, facts: {b: {amount: 3, currency: EUR}}, turns: [{user: b}]}]",
            "[{name: a, locale: en, facts: {b: null}, turns: [{user: b}]}]",
        ),
    ] {
        let validator = &validators[&kind];
        if !valid.is_empty() {
            assert_eq!(wrong(validator, valid), Vec::<String>::new(), "{valid}");
        }
        assert!(!wrong(validator, broken).is_empty(), "{kind:?} accepts {broken}");
    }
}

/// `relais schema --out docs/schema/authoring` writes them.
#[test]
fn the_schemas_are_written_down() {
    let folder = root().join("../docs/schema/authoring");
    for kind in FileKind::ALL {
        let path = folder.join(format!("{}.schema.json", kind.as_str()));
        let written = fs::read_to_string(&path).unwrap_or_default();
        let same = written == format!("{:#}\n", kind.schema());
        assert!(same, "{} is not what `relais schema` writes", path.display());
    }
}

/// What an author reads when the pointer rests on a key.
#[test]
fn every_key_is_described() {
    for kind in FileKind::ALL {
        let schema = kind.schema();
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        for (name, schema) in definitions.map(|(name, schema)| (name.as_str(), schema)) {
            assert!(schema["description"].is_string(), "{kind:?}: {name}");
        }
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        for schema in definitions.map(|(_, schema)| schema).chain([&schema]) {
            for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
                let description = schema["description"].as_str().unwrap_or_default();
                assert!(description.ends_with('.'), "{kind:?}: {key}: {description}");
            }
        }
    }
}

fn validators() -> BTreeMap<FileKind, Validator> {
    let validator = |kind: FileKind| {
        let schema = kind.schema();
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{kind:?} is a schema of draft 7");
        jsonschema::draft7::new(&schema).expect("a schema")
    };
    FileKind::ALL.into_iter().map(|kind| (kind, validator(kind))).collect()
}

fn wrong(validator: &Validator, text: &str) -> Vec<String> {
    let content: Value = serde_yaml::from_str(text).expect("YAML");
    let tell =
        |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator.iter_errors(&content).map(tell).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
