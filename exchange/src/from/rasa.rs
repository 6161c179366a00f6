//! Rasa: `nlu.yml` with examples, `domain.yml` with responses, rules and stories that join the two.
//! The input is one file, or the folder of the project.

use std::collections::BTreeMap;
use std::sync::Arc;

use relais::Locale;
use serde_yaml::{Mapping, Value};

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
            project.add(file, losses)?;
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
    /// The examples of each intent, in the order of the files.
    intents: Vec<(Origin, Vec<String>)>,
    responses: BTreeMap<String, (Origin, Vec<Value>)>,
    /// What an intent is followed by: actions of a rule, or of a story that has nothing else.
    after: BTreeMap<String, Vec<String>>,
}

impl Project {
    fn add(&mut self, file: &Source, losses: &mut Losses) -> Result<(), Error> {
        let value: Value = serde_yaml::from_str(&file.text).map_err(|error| {
            let told = error.to_string();
            let message = told.split(" at line ").next().unwrap_or(&told);
            let line = error.location().map_or(1, |place| place.line());
            Error::of(&*file.path, message).at(line).hint("Rasa itself cannot read it like this")
        })?;
        let Value::Mapping(fields) = value else { return Ok(()) };
        let origin = |item: String| Origin { file: Arc::clone(&file.path), line: None, item };
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
                        let found = (origin(name.to_owned()), variants.clone());
                        self.responses.insert(name.to_owned(), found);
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
        let annotated = examples
            .iter()
            .filter(|example| example.contains("](") || example.contains("]{"))
            .count();
        if annotated > 0 {
            let why = "Relais learns from the words: the names of entities are left out";
            losses.add(&origin, format!("the entities in {annotated} examples"), why);
        }
        let examples = examples.iter().map(|example| without_entities(example)).collect();
        self.intents.push((origin, examples));
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
        let steps = path.get("steps").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let step =
            |step: &Value, key: &str| step.get(key).and_then(Value::as_str).map(str::to_owned);
        let intents: Vec<String> = steps.iter().filter_map(|one| step(one, "intent")).collect();
        let actions: Vec<String> = steps.iter().filter_map(|one| step(one, "action")).collect();
        let whole = intents.len() + actions.len() == steps.len();
        let conditional = path.get("condition").is_some();
        if let ([intent], true, false, false) =
            (intents.as_slice(), whole, conditional, actions.is_empty())
        {
            // A rule beats a story, as it does in Rasa.
            if kind == "rule" || !self.after.contains_key(intent) {
                self.after.insert(intent.clone(), actions);
            }
            return;
        }
        let why = "a conversation of several steps is a form, `next` or a dialogue in Relais";
        losses.add(&origin(name), format!("the {kind}"), why);
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
                let (from, variants) = &self.responses[*name];
                answer.blocks.extend(response(from, variants, &mut notes, losses).blocks);
            }
            losses.noted(&origin, notes);
            let mut entry = Entry::new(origin, &intent, answer);
            entry.variables = Variables::Braces;
            entry.locale = self.language;
            entry.questions = examples;
            match intent.split_once('/') {
                Some((topic, name)) => {
                    entry.topic = Some(Topic { id: topic.to_owned(), title: super::titled(topic) });
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
        for (name, (origin, _)) in &self.responses {
            if !said.contains(name) {
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
        if let Some(actions) = self.after.get(intent) {
            return actions.clone();
        }
        // The convention of names, where nothing is said.
        match self.responses.contains_key(&of_retrieval) {
            true => vec![of_retrieval],
            false => Vec::new(),
        }
    }
}

/// The answer of a response: of its variants, the first one that is for every channel.
fn response(
    origin: &Origin,
    variants: &[Value],
    notes: &mut Notes,
    losses: &mut Losses,
) -> relais::knowledge::Prose {
    let text = |variant: &Value| variant.get("text").and_then(Value::as_str).map(str::to_owned);
    let special =
        |variant: &Value| variant.get("channel").is_some() || variant.get("condition").is_some();
    let first = variants.iter().position(|variant| !special(variant) && text(variant).is_some());
    let first = first.or_else(|| variants.iter().position(|variant| text(variant).is_some()));
    for (index, variant) in variants.iter().enumerate() {
        let shown = text(variant).map(|text| shortened(&text, 80)).unwrap_or_default();
        if Some(index) != first {
            let why = "an article has one answer, the first one";
            losses.add(origin, format!("another response: `{shown}`"), why);
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
    let text = first.and_then(|index| text(&variants[index])).unwrap_or_default();
    prose::plain(&text, notes)
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

/// `from [Berlin](city)` and `[there]{"entity": "city"}` without their marks.
fn without_entities(example: &str) -> String {
    let mut words = String::with_capacity(example.len());
    let mut rest = example;
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let found = ["](", "]{"].into_iter().find_map(|mark| {
            let end = inside.find(mark)?;
            let closing = if mark == "](" { ')' } else { '}' };
            let after = inside[end + 2..].find(closing)?;
            Some((end, end + 2 + after + 1))
        });
        let Some((end, next)) = found else { break };
        words.push_str(&rest[..open]);
        words.push_str(&inside[..end]);
        rest = &inside[next..];
    }
    words + rest
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
            ("no [end", "no [end"),
            ("[a](b", "[a](b"),
        ];
        for (example, expected) in cases {
            assert_eq!(without_entities(example), expected);
        }
    }
}
