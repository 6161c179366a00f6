//! What the review says of valid knowledge bases with one weakness each, and what its fixes make of them.
//!
//! Each file of `tests/findings` changes the knowledge base of `tests/broken/base`: `files` are there
//! too, and in a file the text `replace.text` becomes `replace.by`. `expected` lists every problem, as
//! in `broken.rs`; with `fixed` it comes with a change, after which the file contains that text and the
//! problem is no longer told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use relais::{Date, Diagnostic, KnowledgeBase, Severity};
use serde::Deserialize;

use crate::broken::base;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    files: BTreeMap<String, String>,
    replace: Option<Replace>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replace {
    file: String,
    text: String,
    by: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    at: String,
    code: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    error: bool,
    fixed: Option<String>,
}

type Files = BTreeMap<String, String>;

#[test]
fn a_good_base_has_no_findings() {
    assert_eq!(review(&base()), []);
}

#[test]
fn the_starter_base_has_no_findings() {
    let starter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../knowledge-base");
    let (files, unread) = KnowledgeBase::read_files(starter);
    assert_eq!(unread, []);
    assert_eq!(review(&files.into_iter().collect()), []);
}

#[test]
fn every_weakness_is_named_at_its_line() {
    let mut failures = Vec::new();
    for (name, case) in cases() {
        let told = review(&case.changed());
        let as_expected = told.len() == case.expected.len()
            && case.expected.iter().all(|expected| told.iter().any(|told| expected.is(told)));
        if !as_expected {
            let told: Vec<String> = told.iter().map(ToString::to_string).collect();
            failures.push(format!("{name}:\n  {}", told.join("\n  ")));
        }
    }
    assert!(failures.is_empty(), "what was told instead:\n{}", failures.join("\n"));
}

#[test]
fn every_finding_says_why_it_matters() {
    for (name, case) in cases() {
        for told in review(&case.changed()) {
            assert!(told.why().is_some_and(|why| !why.is_empty()), "{name}: {told}");
        }
    }
}

#[test]
fn a_fix_mends_its_problem_and_no_other() {
    let mut count = 0;
    for (name, case) in cases() {
        let files = case.changed();
        let before = review(&files);
        for told in &before {
            let expected = case.expected.iter().find(|expected| expected.is(told)).expect("told");
            let Some(fixed) = &expected.fixed else {
                assert_eq!(told.fix, None, "{name}: {told}");
                continue;
            };
            let fix = told.fix.as_ref().unwrap_or_else(|| panic!("{name}: no fix of {told}"));
            let mut files = files.clone();
            let text = files.get_mut(&fix.file).expect("a file");
            text.replace_range(fix.range.clone(), &fix.by);
            assert!(text.contains(fixed.as_str()), "{name}: {text}");
            let after = review(&files);
            assert_eq!(after.len(), before.len() - 1, "{name}: {after:?}");
            count += 1;
        }
    }
    assert!(count >= 5, "{count} fixes");
}

#[test]
fn a_file_wide_allowance_holds_for_all_of_its_lines() {
    let mut files = base();
    let file = "articles/delivery/track-order.yaml";
    let text = files.get_mut(file).expect("a file");
    *text = text.replace("2099-01-01", "2026-12-24").replace("2026-10-12", "2025-10-12");
    assert_eq!(review(&files).len(), 2);
    let text = files.get_mut(file).expect("a file");
    text.insert_str(0, "# Kept by logistics.\n# relais: allow expires-soon, review-overdue\n");
    assert_eq!(review(&files), []);
}

#[test]
fn errors_cannot_be_allowed() {
    let mut files = base();
    let text = files.get_mut("articles/returns/return-item.yaml").expect("a file");
    text.insert_str(0, "# relais: allow unknown-key\ntitel: x\n");
    let told = review(&files);
    assert!(told.iter().any(|told| told.code == "unknown-key"), "{told:?}");
}

impl Case {
    fn changed(&self) -> Files {
        let mut files = base();
        if let Some(Replace { file, text, by }) = &self.replace {
            let old = files.get_mut(file).expect("a file of the base");
            assert_eq!(old.matches(text.as_str()).count(), 1, "`{text}` in {file}");
            *old = old.replace(text.as_str(), by);
        }
        files.extend(self.files.clone());
        files
    }
}

impl Expected {
    fn is(&self, told: &Diagnostic) -> bool {
        let at = match &told.span {
            Some(span) => format!("{}:{}", span.file, span.line),
            None => String::new(),
        };
        at == self.at
            && told.code == self.code
            && (told.severity == Severity::Error) == self.error
            && told.hint.as_deref().unwrap_or_default().contains(&self.hint)
    }
}

fn review(files: &Files) -> Vec<Diagnostic> {
    let today = Date::new(2026, 11, 29).expect("a day");
    match KnowledgeBase::review(files.clone(), today) {
        Ok((_, found)) | Err(found) => found,
    }
}

fn cases() -> Vec<(String, Case)> {
    let entries =
        fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/findings")).expect("the cases");
    let case = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).expect("a readable case");
        let name = entry.path().display().to_string();
        let case = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, case)
    };
    let cases: Vec<_> = entries.map(|entry| case(entry.expect("a case"))).collect();
    assert!(cases.len() >= 15, "{} cases", cases.len());
    cases
}
