//! What the checker says of knowledge bases with one mistake each.
//!
//! `tests/broken/base` is a valid knowledge base, and each file of `tests/broken/cases` changes one of
//! its files: the text `replace`, which is there once, becomes `by`; without `replace`, `by` is the
//! text of a new file. `expected` lists every problem: `at` is its file and line, `code` its code,
//! and `hint` a part of what its author is told to do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use relais::{Diagnostic, KnowledgeBase, Severity};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) file: String,
    replace: Option<String>,
    by: String,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The file and the line; only the file's name in the message where the problem has no line.
    at: String,
    code: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    warning: bool,
}

#[test]
fn the_base_has_no_problem() {
    let (_, warnings) = KnowledgeBase::from_files(base()).expect("the base is valid");
    assert_eq!(warnings, []);
}

#[test]
fn every_mistake_is_named_at_its_line() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (name, case) in cases() {
        let told = case.told();
        let as_expected = told.len() == case.expected.len()
            && case.expected.iter().all(|expected| told.iter().any(|told| expected.is(told)));
        if !as_expected {
            let told: Vec<String> = told.iter().map(ToString::to_string).collect();
            failures.push(format!("{name}:\n  {}", told.join("\n  ")));
        }
        count += 1;
    }
    assert!(count >= 20, "there are {count} cases");
    assert!(failures.is_empty(), "what was told instead:\n{}", failures.join("\n"));
}

impl Case {
    /// The problems of the base with this change.
    fn told(&self) -> Vec<Diagnostic> {
        let mut files = base();
        files.insert(self.file.clone(), self.text());
        match KnowledgeBase::from_files(files) {
            Ok((_, warnings)) => warnings,
            Err(problems) => problems,
        }
    }
}

impl Case {
    /// The file with the mistake.
    pub(crate) fn text(&self) -> String {
        let Some(replaced) = &self.replace else { return self.by.clone() };
        let files = base();
        let text = files.get(&self.file).expect("a file of the base");
        let times = text.matches(replaced.as_str()).count();
        assert_eq!(times, 1, "`{replaced}` in {}", self.file);
        text.replace(replaced.as_str(), &self.by)
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
            && told.why().is_some()
            && (told.severity == Severity::Warning) == self.warning
            && told.hint.as_deref().unwrap_or_default().contains(&self.hint)
    }
}

/// The cases by the names of their files.
pub(crate) fn cases() -> BTreeMap<String, Case> {
    let read = |path: &Path| -> Case {
        let text = fs::read_to_string(path).expect("a readable case");
        serde_yaml::from_str(&text).expect("a case")
    };
    let entries = fs::read_dir(folder("cases")).expect("the cases");
    let paths = entries.map(|entry| entry.expect("a case").path());
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.map(|path| (name(&path), read(&path))).collect()
}

/// The files of the knowledge base that every case changes.
pub(crate) fn base() -> BTreeMap<String, String> {
    let (files, unread) = KnowledgeBase::read_files(folder("base"));
    assert_eq!(unread, []);
    files.into_iter().collect()
}

/// A folder of `tests/broken`.
fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(name)
}
