//! Rasa: `nlu.yml` with examples, `domain.yml` with responses, rules and stories that join the two.
//! The input is one file, or the folder of the project.

mod nlu;
mod path;
mod response;

use std::collections::BTreeMap;
use std::sync::Arc;

use relais::Locale;
use serde_yaml::{Mapping, Value};

use self::path::Path;
use self::response::response;
use super::titled;
use crate::base::WHOLE;
use crate::entry::{Entry, Topic};
use crate::error::Error;
use crate::input::{Input, Source};
use crate::loss::{Losses, Origin};
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
