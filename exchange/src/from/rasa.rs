//! Rasa: `nlu.yml` with examples, `domain.yml` with responses, rules and stories that join the two.
//! The input is one file, or the folder of the project.

use std::collections::BTreeMap;
use std::sync::Arc;

use relais::Locale;
use relais::knowledge::Prose;
use serde_yaml::{Mapping, Value};

use super::titled;
use crate::base::WHOLE;
use crate::entry::{Entry, Topic};
use crate::error::Error;
use crate::input::{Input, Source};
use crate::loss::{Losses, Origin, shortened};
use crate::prose::{self, Notes, Variables};

pub(super) fn read(input: &Input, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    let mut project = Project::default();
    for file in input.files() {
        if file.path.ends_with(".yml") || file.path.ends_with(".yaml") {
            project.add(file, input.is_folder(), losses)?;
        }
    }
    if project.intents.is_empty() {
        return Err(Error::of(input.name(), "there is no `nlu:` with intents in it")
            .hint("name the folder of the project, or its data/nlu.yml"));
    }
    if project.responses.is_empty() {
        return Err(Error::of(input.name(), "there are no `responses:`, so nothing has an answer")
            .hint("name the folder of the project, which has domain.yml too"));
    }
    Ok(project.entries(losses))
}

#[derive(Default)]
struct Project {
    language: Option<Locale>,
    /// The examples of each intent, in the order of the files; several files may have some.
    intents: Vec<(Origin, Vec<String>)>,
    /// Where in `intents` each is.
    places: BTreeMap<String, usize>,
    /// The variants of each response, and where each is written.
    responses: BTreeMap<String, Vec<(Origin, Value)>>,
    /// What an intent is followed by.
    after: BTreeMap<String, Path>,
}

/// A rule, or a story, that is one intent and the actions after it.
struct Path {
    /// `rule` or `story`.
    kind: &'static str,
    origin: Origin,
    actions: Vec<String>,
}

impl Project {
    fn add(&mut self, file: &Source, of_folder: bool, losses: &mut Losses) -> Result<(), Error> {
        let origin = |item: String| Origin { file: Arc::clone(&file.path), line: None, item };
        let value: Value = match serde_yaml::from_str(&file.text) {
            Ok(value) => value,
            Err(error) => {
                let told = error.to_string();
                let message = told.split(" at line ").next().unwrap_or(&told);
                let line = error.location().map_or(1, |place| place.line());
                // The folder of a project has files of other tools in it.
                if of_folder && !looks_like_rasa(&file.text) {
                    let origin = Origin { line: Some(line), ..origin(String::new()) };
                    let why = format!("it is not of Rasa, and cannot be read: {message}");
                    losses.add(&origin, "the file", why);
                    return Ok(());
                }
                return Err(Error::of(&*file.path, message)
                    .at(line)
                    .hint("Rasa itself cannot read it like this"));
            }
        };
        let Value::Mapping(fields) = value else { return Ok(()) };
        for (key, value) in &fields {
            let key = key.as_str().unwrap_or_default();
            match (key, value) {
                ("nlu", Value::Sequence(items)) => {
                    items.iter().for_each(|item| self.nlu(&origin, item, losses));
                }
                ("responses", Value::Mapping(responses)) => {
                    for (name, variants) in responses {
                        let (Some(name), Value::Sequence(variants)) = (name.as_str(), variants)
                        else {
                            continue;
                        };
                        let origin = origin(name.to_owned());
                        let found = variants.iter().map(|one| (origin.clone(), one.clone()));
                        self.responses.entry(name.to_owned()).or_default().extend(found);
                    }
                }
                ("rules" | "stories", Value::Sequence(paths)) => {
                    paths.iter().for_each(|path| self.path(&origin, key, path, losses));
                }
                ("language", Value::String(tag)) => self.language = tag.parse().ok(),
                (
                    "version" | "intents" | "session_config" | "pipeline" | "policies" | "recipe"
                    | "assistant_id",
                    _,
                ) => {}
                _ if is_empty(value) => {}
                _ if file.path.ends_with("endpoints.yml")
                    || file.path.ends_with("credentials.yml") => {}
                _ => losses.add(&origin(String::new()), format!("`{key}`"), why(key)),
            }
        }
        Ok(())
    }

    /// An item below `nlu`.
    fn nlu(&mut self, origin: &dyn Fn(String) -> Origin, item: &Value, losses: &mut Losses) {
        let Some(name) = item.get("intent").and_then(Value::as_str) else {
            for kind in ["synonym", "regex", "lookup"] {
                let Some(name) = item.get(kind).and_then(Value::as_str) else { continue };
                let why = "it finds values of entities; for words that mean the same write \
                           synonyms.yaml (docs/authoring.md)";
                losses.add(&origin(name.to_owned()), format!("the {kind}"), why);
            }
            return;
        };
        let origin = origin(name.to_owned());
        let mut examples = Vec::new();
        match item.get("examples") {
            Some(Value::String(text)) => {
                for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    // An example is an item of a list in a text.
                    examples.push(line.strip_prefix("- ").unwrap_or(line).trim().to_owned());
                }
            }
            Some(Value::Sequence(items)) => {
                for item in items {
                    let text = item.as_str().or_else(|| item.get("text").and_then(Value::as_str));
                    match text {
                        Some(text) => {
                            examples.push(text.trim().trim_start_matches("- ").to_owned());
                        }
                        None => losses.add(&origin, "an example", "it is not a text"),
                    }
                }
            }
            _ => losses.add(&origin, "`examples`", "they are neither a text nor a list"),
        }
        let words: Vec<String> = examples.iter().map(|example| without_entities(example)).collect();
        let annotated = examples.iter().zip(&words).filter(|(example, words)| example != words);
        let annotated = annotated.count();
        if annotated > 0 {
            let why = "Relais learns from the words: the names of entities are left out";
            losses.add(&origin, format!("the entities in {annotated} examples"), why);
        }
        let place = *self.places.entry(name.to_owned()).or_insert(self.intents.len());
        match self.intents.get_mut(place) {
            Some((_, examples)) => examples.extend(words),
            None => self.intents.push((origin, words)),
        }
    }

    /// A rule or a story: where it is one intent and what the bot says then, it is an answer.
    fn path(
        &mut self,
        origin: &dyn Fn(String) -> Origin,
        key: &str,
        path: &Value,
        losses: &mut Losses,
    ) {
        let kind = if key == "rules" { "rule" } else { "story" };
        let name = path.get(kind).and_then(Value::as_str).unwrap_or_default().to_owned();
        let origin = origin(name);
        let steps = path.get("steps").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let step =
            |step: &Value, key: &str| step.get(key).and_then(Value::as_str).map(str::to_owned);
        let intents: Vec<String> = steps.iter().filter_map(|one| step(one, "intent")).collect();
        let actions: Vec<String> = steps.iter().filter_map(|one| step(one, "action")).collect();
        let whole = intents.len() + actions.len() == steps.len();
        let conditional = path.get("condition").is_some();
        let ([intent], true, false, false) =
            (intents.as_slice(), whole, conditional, actions.is_empty())
        else {
            let why = "a conversation of several steps is a form, `next` or a dialogue in Relais";
            return losses.add(&origin, format!("the {kind}"), why);
        };
        let found = Path { kind, origin, actions };
        let Some(known) = self.after.get_mut(intent) else {
            self.after.insert(intent.clone(), found);
            return;
        };
        // A rule beats a story, as it does in Rasa; else the first one is kept.
        let other = if known.kind == "story" && kind == "rule" {
            std::mem::replace(known, found)
        } else {
            found
        };
        if other.actions != known.actions {
            let why = format!("the {} `{}` answers `{intent}`", known.kind, known.origin.item);
            losses.add(&other.origin, format!("the {}", other.kind), why);
        }
    }

    fn entries(mut self, losses: &mut Losses) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut said = Vec::new();
        for (origin, examples) in std::mem::take(&mut self.intents) {
            let intent = origin.item.clone();
            let actions = self.actions(&intent);
            let known: Vec<&String> =
                actions.iter().filter(|action| self.responses.contains_key(*action)).collect();
            if known.is_empty() {
                let why = match actions.as_slice() {
                    [] => "no response, rule or story answers it".to_owned(),
                    _ => format!("it is answered by code: {}", actions.join(", ")),
                };
                losses.add(&origin, WHOLE, why);
                continue;
            }
            let mut notes = Notes::default();
            let mut answer = prose::verbatim("");
            for name in &known {
                let variants = &self.responses[*name];
                answer.blocks.extend(response(variants, &mut notes, losses).blocks);
            }
            losses.noted(&origin, notes);
            let mut entry = Entry::new(origin, &intent, answer);
            entry.variables = Variables::Braces;
            entry.locale = self.language;
            entry.questions = examples;
            match intent.split_once('/') {
                Some((topic, name)) => {
                    entry.topic = Some(Topic { id: topic.to_owned(), title: titled(topic) });
                    entry.id = Some(name.to_owned());
                }
                None => entry.id = Some(intent),
            }
            let by_code: Vec<String> = actions
                .iter()
                .filter(|action| !self.responses.contains_key(*action))
                .cloned()
                .collect();
            if !by_code.is_empty() {
                let what = format!("the actions {}", by_code.join(", "));
                entry.disable(&what, "they are code, which says more than the responses", losses);
            }
            said.extend(known.into_iter().cloned());
            entries.push(entry);
        }
        for (name, variants) in &self.responses {
            if let Some((origin, _)) = variants.first().filter(|_| !said.contains(name)) {
                losses.add(origin, "the response", "no intent is answered by it alone");
            }
        }
        entries
    }

    /// What the bot does at an intent.
    fn actions(&self, intent: &str) -> Vec<String> {
        let of_retrieval = format!("utter_{intent}");
        if intent.contains('/') && self.responses.contains_key(&of_retrieval) {
            return vec![of_retrieval];
        }
        if let Some(path) = self.after.get(intent) {
            return path.actions.clone();
        }
        // The convention of names, where nothing is said.
        match self.responses.contains_key(&of_retrieval) {
            true => vec![of_retrieval],
            false => Vec::new(),
        }
    }
}

/// The answer of a response: of its variants, the first one that is for every channel.
fn response(variants: &[(Origin, Value)], notes: &mut Notes, losses: &mut Losses) -> Prose {
    let text = |variant: &Value| variant.get("text").and_then(Value::as_str).map(str::to_owned);
    let special =
        |variant: &Value| variant.get("channel").is_some() || variant.get("condition").is_some();
    let has_text = |(_, variant): &(Origin, Value)| text(variant).is_some();
    let first = variants.iter().position(|one| !special(&one.1) && has_text(one));
    let first = first.or_else(|| variants.iter().position(has_text));
    let kept = first.and_then(|index| text(&variants[index].1)).unwrap_or_default();
    for (index, (origin, variant)) in variants.iter().enumerate() {
        if Some(index) != first {
            let text = text(variant).unwrap_or_default();
            if text != kept {
                let what = format!("another response: `{}`", shortened(&text, 80));
                losses.add(origin, what, "an article has one answer, the first one");
            }
            continue;
        }
        let fields = variant.as_mapping().cloned().unwrap_or_default();
        for (key, value) in &fields {
            let key = key.as_str().unwrap_or_default();
            if !matches!(key, "text" | "metadata") && !is_empty(value) {
                losses.add(origin, format!("`{key}`"), of_response(key));
            }
        }
    }
    prose::plain(&kept, notes)
}

fn of_response(key: &str) -> &'static str {
    match key {
        "buttons" => "write `next`, which offers articles and forms",
        "channel" | "condition" => "the answer is for everyone now",
        _ => "an answer is text, lists and links",
    }
}

fn why(key: &str) -> &'static str {
    match key {
        "entities" | "slots" | "forms" => {
            "values that are collected are forms, and what is known of a customer facts"
        }
        "actions" => "they are code: a host performs the `action` of a form",
        _ => "Relais has nothing of the kind",
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(fields) => *fields == Mapping::new(),
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Whether a text that cannot be read should be a file of Rasa all the same.
fn looks_like_rasa(text: &str) -> bool {
    let keys = ["nlu:", "responses:", "stories:", "intents:"];
    text.lines().any(|line| {
        keys.iter().any(|key| line.starts_with(key)) || line.trim_start().starts_with("- rule:")
    })
}

/// `from [Berlin](city)`, `[there]{"entity": "city"}` and `[home][{"entity": "city"}, …]` without their
/// marks.
fn without_entities(example: &str) -> String {
    let mut words = String::with_capacity(example.len());
    let mut rest = example;
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let Some(end) = inside.find(']') else { break };
        let after = &inside[end + 1..];
        match mark(after) {
            Some(length) => {
                words.push_str(&rest[..open]);
                words.push_str(&inside[..end]);
                rest = &after[length..];
            }
            None => {
                words.push_str(&rest[..open + 1 + end + 1]);
                rest = after;
            }
        }
    }
    words + rest
}

/// The length of what stands after the brackets of an entity, at the beginning of a text.
fn mark(text: &str) -> Option<usize> {
    let closing = match text.as_bytes() {
        [b'(', ..] => ')',
        [b'{', ..] => '}',
        [b'[', b'{', ..] => ']',
        _ => return None,
    };
    Some(text.find(closing)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_their_words() {
        let cases = [
            (
                "from [Berlin](city) to [Rome]{\"entity\": \"city\", \"role\": \"to\"}?",
                "from Berlin to Rome?",
            ),
            ("from [Rome]{\"entity\": \"city\"} to [Berlin](city)", "from Rome to Berlin"),
            ("[home][{\"entity\": \"city\"}, {\"entity\": \"place\"}] now", "home now"),
            ("[see] the [bill](what:invoice)", "[see] the bill"),
            ("no [end", "no [end"),
            ("[a](b", "[a](b"),
            ("[a] (b)", "[a] (b)"),
        ];
        for (example, expected) in cases {
            assert_eq!(without_entities(example), expected);
        }
    }
}
