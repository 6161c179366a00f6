//! One authored file: its YAML tree, and the way from a place in the tree to a line of the file.
//!
//! serde_yaml stops at the first problem, and authors want them all. So [`Document::read`] notes
//! the problem, takes the node that has it out of the tree, and reads again until nothing is left
//! to say.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_path_to_error as path_to_error;
use serde_yaml::Value;

use super::locate::locate;
use super::syntax;
use crate::diagnostic::{Diagnostic, Fix, Severity, Span};

/// An authored file.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) file: String,
    pub(super) text: String,
    pub(super) tree: Value,
}

/// A place in a [`Document`].
#[derive(Clone)]
pub(super) struct Place<'d> {
    pub(super) document: &'d Document,
    pub(super) path: Vec<Step>,
    /// Whether the key of the last step is meant, and not its value.
    at_key: bool,
    /// The byte of the text here that is meant, where it is not the whole.
    byte: Option<usize>,
}

/// A step from a node to one of its children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems {
    found: RefCell<Vec<Diagnostic>>,
    /// The keys that unknown keys were meant to be, each after the path of its mapping: those are
    /// not missing, they are misspelt, and have been told.
    meant: RefCell<BTreeSet<(String, Vec<Step>)>>,
}

impl Problems {
    pub(super) fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    pub(super) fn has_errors(&self) -> bool {
        self.found.borrow().iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Keeps the problems of which this is true.
    pub(super) fn retain(&self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.found.borrow_mut().retain(keep);
    }

    /// How many were found so far.
    pub(super) fn count(&self) -> usize {
        self.found.borrow().len()
    }

    /// The problems in the order of the files, without repetition.
    pub(super) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.message.cmp(&b.message)));
        found.dedup();
        found
    }
}

impl Document {
    /// Reads the YAML of a file; where it is not YAML, says so and returns `None`.
    pub(super) fn parse(file: &str, text: String, problems: &Problems) -> Option<Document> {
        match serde_yaml::from_str(&text) {
            Ok(tree) => Some(Document { file: file.to_owned(), text, tree }),
            Err(error) => {
                problems.push(syntax::problem(file, &text, &error));
                None
            }
        }
    }

    /// The whole file as a place.
    pub(super) fn root(&self) -> Place<'_> {
        Place { document: self, path: Vec::new(), at_key: false, byte: None }
    }

    pub(super) fn locate(&self, path: &[Step], at_key: bool) -> Option<(usize, usize)> {
        locate(&self.text, path, at_key)
    }
}

impl<'d> Place<'d> {
    /// The value under this key.
    pub(super) fn key(&self, key: &str) -> Place<'d> {
        self.step(Step::Key(key.to_owned()))
    }

    /// The key itself.
    pub(super) fn name_of(&self, key: &str) -> Place<'d> {
        Place { at_key: true, ..self.key(key) }
    }

    /// The item of this index.
    pub(super) fn index(&self, index: usize) -> Place<'d> {
        self.step(Step::Index(index))
    }

    /// The part of the text here that starts at this byte.
    pub(super) fn byte(&self, byte: usize) -> Place<'d> {
        Place { byte: Some(byte), ..self.clone() }
    }

    /// The part of the text here that starts with these words, or else all of it.
    pub(super) fn words(&self, words: &str) -> Place<'d> {
        let byte = self.node().and_then(Value::as_str).and_then(|text| text.find(words));
        Place { byte, ..self.clone() }
    }

    /// The key that this place is under, where it is under one: what is missing is shown there.
    pub(super) fn heading(&self) -> Place<'d> {
        let at_key = matches!(self.path.last(), Some(Step::Key(_)));
        Place { at_key, ..self.clone() }
    }

    /// Whether there is a value under this key, or was meant to be one. If it could not be read,
    /// its author knows already.
    pub(super) fn has(&self, key: &str, problems: &Problems) -> bool {
        let given =
            self.node().and_then(|node| node.get(key)).is_some_and(|value| !value.is_null());
        let file = self.document.file.clone();
        given || problems.meant.borrow().contains(&(file, self.key(key).path))
    }

    pub(super) fn span(&self) -> Span {
        // Where a key is missing, its parent is shown.
        let found = (0..=self.path.len()).rev().find_map(|length| {
            let at_key = self.at_key && length == self.path.len();
            self.document.locate(&self.path[..length], at_key)
        });
        let (line, column) = found.unwrap_or((1, 1));
        let (line, column) =
            self.byte.and_then(|byte| self.in_block(line, byte)).unwrap_or((line, column));
        Span { file: self.document.file.clone(), line, column }
    }

    /// Where a byte of the text here is, if the text is a block (`|`), whose lines are those of the
    /// file.
    fn in_block(&self, line: usize, byte: usize) -> Option<(usize, usize)> {
        let mut lines = self.document.text.lines().skip(line - 1);
        let first = lines.next()?.trim_end();
        if !first.trim_end_matches(['-', '+']).ends_with('|') {
            return None;
        }
        let before = self.node()?.as_str()?.get(..byte)?.matches('\n').count();
        let indent = lines.nth(before)?.chars().take_while(|letter| *letter == ' ').count();
        Some((line + before + 1, indent + 1))
    }

    pub(super) fn error(
        &self,
        problems: &Problems,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.problem(problems, Severity::Error, code, message.into(), hint.into(), None);
    }

    pub(super) fn warning(
        &self,
        problems: &Problems,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.problem(problems, Severity::Warning, code, message.into(), hint.into(), None);
    }

    /// A warning with a change that mends it, which the hint says in words.
    pub(super) fn mendable(
        &self,
        problems: &Problems,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
        fix: Option<Fix>,
    ) {
        self.problem(problems, Severity::Warning, code, message.into(), hint.into(), fix);
    }

    /// Reads the node here into a raw shape, telling each key that is unknown and each value of
    /// another type. What cannot be read is left at its default.
    pub(super) fn read<T: DeserializeOwned + Default>(&self, problems: &Problems) -> T {
        self.read_without(&[], problems)
    }

    /// The same for a mapping, of which these keys are read elsewhere.
    pub(super) fn read_without<T: DeserializeOwned + Default>(
        &self,
        keys: &[String],
        problems: &Problems,
    ) -> T {
        let Some(node) = self.node() else { return T::default() };
        let mut node = node.clone();
        if let Value::Mapping(mapping) = &mut node {
            for key in keys {
                mapping.remove(key.as_str());
            }
        }
        let mut removed = Removed::default();
        // Each round takes a node away, so this ends.
        loop {
            let mut track = path_to_error::Track::new();
            match T::deserialize(path_to_error::Deserializer::new(&node, &mut track)) {
                Ok(value) => return value,
                Err(error) => {
                    let path = steps(&track.path());
                    self.misread(problems, &removed.original(&path), &error.to_string());
                    if !removed.remove(&mut node, &path) {
                        return T::default();
                    }
                }
            }
        }
    }

    /// Whether there is a list under this key.
    pub(super) fn is_list(&self, key: &str) -> bool {
        self.node().and_then(|node| node.get(key)).is_some_and(Value::is_sequence)
    }

    /// The keys of the mapping here, in the order of the file.
    pub(super) fn keys(&self) -> Vec<String> {
        match self.node() {
            Some(Value::Mapping(mapping)) => {
                mapping.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn node(&self) -> Option<&'d Value> {
        let mut node = &self.document.tree;
        for step in &self.path {
            node = match step {
                Step::Key(key) => node.get(key.as_str())?,
                Step::Index(index) => node.get(*index)?,
            };
        }
        Some(node)
    }

    fn step(&self, step: Step) -> Place<'d> {
        let mut path = self.path.clone();
        path.push(step);
        Place { document: self.document, path, at_key: false, byte: None }
    }

    fn problem(
        &self,
        problems: &Problems,
        severity: Severity,
        code: &'static str,
        message: String,
        hint: String,
        fix: Option<Fix>,
    ) {
        let hint = Some(hint).filter(|hint| !hint.is_empty());
        problems.push(Diagnostic { severity, code, message, hint, span: Some(self.span()), fix });
    }

    /// Tells what serde found at a path below this place.
    fn misread(&self, problems: &Problems, path: &[Step], message: &str) {
        let mut place = self.clone();
        place.path.extend_from_slice(path);
        let message = without_position(message);
        if let Some(rest) = message.strip_prefix("unknown field ") {
            let mut names = rest.split('`').skip(1).step_by(2);
            let unknown = names.next().unwrap_or_default();
            let known: Vec<&str> = names.collect();
            let mut fix = None;
            if let Some(meant) = nearest_name(unknown, &known) {
                fix = place.renaming(meant).filter(|_| is_slip(unknown, meant));
                let mut path = place.path.clone();
                path.pop();
                path.push(Step::Key(meant.to_owned()));
                problems.meant.borrow_mut().insert((place.document.file.clone(), path));
            }
            place.at_key = true;
            place.problem(
                problems,
                Severity::Error,
                "unknown-key",
                format!("`{unknown}` is not a key here"),
                nearest(unknown, &known),
                fix,
            );
            return;
        }
        let (message, hint) = wrong_type(message);
        place.error(problems, "wrong-type", message, hint);
    }
}

/// A hint with the known name nearest to an unknown one.
pub(super) fn nearest<S: AsRef<str>>(unknown: &str, known: &[S]) -> String {
    if let Some(name) = nearest_name(unknown, known) {
        return format!("did you mean `{name}`?");
    }
    if known.is_empty() || known.len() > LONGEST_LIST {
        return String::new();
    }
    let names: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
    format!("it is one of: {}", names.join(", "))
}

/// The known name that an unknown one was probably meant to be.
fn nearest_name<'n, S: AsRef<str>>(unknown: &str, known: &'n [S]) -> Option<&'n str> {
    // `any` is nearer to `and` than `all` is, and means the contrary.
    let said = SAID_FOR.iter().find(|(said, _)| *said == unknown).map(|(_, meant)| *meant);
    if let Some(name) = known.iter().map(AsRef::as_ref).find(|name| Some(*name) == said) {
        return Some(name);
    }
    let (distance, name) = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(unknown, name.as_ref()), name.as_ref()))
        .min()?;
    (distance <= 1 + unknown.chars().count() / 3).then_some(name)
}

/// Whether two names are surely one, with a slip of the finger: a longer name can hardly be another word,
/// where `has` and `is` are.
fn is_slip(one: &str, other: &str) -> bool {
    let is_long = |name: &str| name.chars().count() >= LONG_NAME;
    is_long(one) && is_long(other) && strsim::damerau_levenshtein(one, other) == 1
}

const LONG_NAME: usize = 5;

/// More names than this help nobody.
const LONGEST_LIST: usize = 30;

/// What people write for the keys of conditions.
const SAID_FOR: [(&str, &str); 2] = [("and", "all"), ("or", "any")];

/// What serde says of a value of another type, in the words of authors, and what to do about it.
fn wrong_type(message: &str) -> (String, &'static str) {
    let Some((found, expected)) = message.split_once(", expected ") else {
        return (message.to_owned(), "");
    };
    let found = found.trim_start_matches("invalid type: ").trim_start_matches("invalid value: ");
    let found = match found.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some(("integer", number)) => format!("the number {number}"),
        Some(("floating", number)) => number.replacen("point", "the number", 1),
        Some(("boolean", truth)) => truth.to_owned(),
        _ => match found {
            "sequence" => "a list".to_owned(),
            "map" => "keys with values".to_owned(),
            "unit value" => "nothing".to_owned(),
            other => other.to_owned(),
        },
    };
    let (expected, hint) = match expected {
        "a sequence" => ("a list", "write each item on a line of its own after a dash: `- …`"),
        "a string" => ("a text", "put it in quotes if it is meant as text"),
        "a boolean" => ("true or false", "write true or false, without quotes"),
        "a map" => ("keys with values", "write `key: value` lines below it"),
        other if other.starts_with("struct") => {
            ("keys with values", "write `key: value` lines below it")
        }
        other if other.starts_with('f') || other.starts_with('u') || other.starts_with('i') => {
            ("a number", "write a number, without quotes")
        }
        other => (other, ""),
    };
    (format!("expected {expected}, found {found}"), hint)
}

/// What was taken out of a tree, so that later places are still those of the file.
#[derive(Default)]
struct Removed {
    /// For each list, by its place in the file, the indices that were taken out of it.
    indices: BTreeMap<Vec<Step>, Vec<usize>>,
}

impl Removed {
    /// The place in the file of a place in the tree as it is now.
    fn original(&self, path: &[Step]) -> Vec<Step> {
        let mut original: Vec<Step> = Vec::new();
        for step in path {
            let step = match step {
                Step::Key(key) => Step::Key(key.clone()),
                Step::Index(index) => {
                    let mut index = *index;
                    for removed in self.indices.get(&original).into_iter().flatten() {
                        if *removed <= index {
                            index += 1;
                        }
                    }
                    Step::Index(index)
                }
            };
            original.push(step);
        }
        original
    }

    /// Takes the node at `path` out of the tree. Returns false where that is the tree itself.
    fn remove(&mut self, tree: &mut Value, path: &[Step]) -> bool {
        let Some((last, parents)) = path.split_last() else { return false };
        let mut node = tree;
        for step in parents {
            let child = match step {
                Step::Key(key) => node.get_mut(key.as_str()),
                Step::Index(index) => node.get_mut(*index),
            };
            let Some(child) = child else { return false };
            node = child;
        }
        match (last, node) {
            (Step::Key(key), Value::Mapping(mapping)) => mapping.remove(key.as_str()).is_some(),
            (Step::Index(index), Value::Sequence(items)) if *index < items.len() => {
                let Some(Step::Index(original)) = self.original(path).pop() else { return false };
                let list = self.original(parents);
                let indices = self.indices.entry(list).or_default();
                let at = indices.partition_point(|other| *other < original);
                indices.insert(at, original);
                items.remove(*index);
                true
            }
            _ => false,
        }
    }
}

fn steps(path: &path_to_error::Path) -> Vec<Step> {
    path.iter()
        .filter_map(|segment| match segment {
            path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
            path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
            path_to_error::Segment::Enum { variant } => Some(Step::Key(variant.clone())),
            path_to_error::Segment::Unknown => None,
        })
        .collect()
}

/// serde_yaml's messages end in `at line 3 column 5` and may start with a path; a diagnostic has
/// both elsewhere.
fn without_position(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default, serde::Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Raw {
        title: String,
        questions: Vec<String>,
        enabled: bool,
    }

    fn read(text: &str) -> (Raw, Vec<String>) {
        let problems = Problems::default();
        let document =
            Document::parse("a.yaml", text.to_owned(), &problems).expect("the YAML is well formed");
        let raw = document.root().key("fr").read(&problems);
        (raw, problems.into_sorted().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_problem_is_told_at_its_place() {
        let (raw, problems) = read(
            "fr:\n  titel: x\n  title: ok\n  questions:\n    - a\n    - 3\n    - b\n    - {c: d}\n  enabled: maybe\n",
        );
        assert_eq!(raw.title, "ok");
        assert_eq!(raw.questions, ["a", "b"]);
        assert!(!raw.enabled);
        let expected = [
            "a.yaml:2:3: error[unknown-key]: `titel` is not a key here; did you mean `title`?",
            "a.yaml:6:7: error[wrong-type]: expected a text, found the number `3`; \
             put it in quotes if it is meant as text",
            "a.yaml:8:7: error[wrong-type]: expected a text, found keys with values; \
             put it in quotes if it is meant as text",
            "a.yaml:9:12: error[wrong-type]: expected true or false, found the text \"maybe\"; \
             write true or false, without quotes",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn what_is_not_yaml_is_told_with_its_line() {
        let problems = Problems::default();
        let document = Document::parse("a.yaml", "a: b\nc: [d".to_owned(), &problems);
        assert!(document.is_none());
        let told = problems.into_sorted();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].code, "yaml-syntax");
    }
}
