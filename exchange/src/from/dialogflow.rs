//! Dialogflow ES: the folder of an unpacked export, with `agent.json`, `intents/NAME.json` and, for
//! each language, `intents/NAME_usersays_LANG.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use relais::Locale;
use serde_json::{Map, Value};

use super::json::{self, kind, says_something};
use crate::base::WHOLE;
use crate::entry::Entry;
use crate::error::Error;
use crate::input::{Input, Source};
use crate::loss::{Losses, Origin, shortened};
use crate::prose::{self, Notes, Variables};

pub(super) fn read(input: &Input, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    if !input.is_folder() {
        return Err(Error::of(input.name(), "an export of Dialogflow is a folder")
            .hint("unpack the archive that it exported, and name the folder"));
    }
    let mut language = None;
    let mut phrases: BTreeMap<String, Vec<(Locale, &Source)>> = BTreeMap::new();
    let mut intents = Vec::new();
    for file in input.files() {
        let origin = Origin { file: Arc::clone(&file.path), line: None, item: String::new() };
        let name = file.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        if name == "agent.json" {
            let agent: Value = json::parse(file)?;
            language =
                agent.get("language").and_then(Value::as_str).and_then(|tag| tag.parse().ok());
        } else if name == "package.json" || !is_in(file, "intents") {
            if is_in(file, "entities") {
                let why = "entities are the values of forms in Relais (docs/authoring.md)";
                losses.add(&origin, "the entity", why);
            }
        } else if let Some((intent, tag)) = stem.rsplit_once("_usersays_") {
            match tag.parse() {
                Ok(locale) => phrases.entry(intent.to_owned()).or_default().push((locale, file)),
                Err(_) => losses.add(&origin, "the file", format!("`{tag}` is not a language")),
            }
        } else {
            intents.push((stem.to_owned(), file));
        }
    }
    if intents.is_empty() {
        return Err(Error::of(input.name(), "there are no intents in the folder")
            .hint("an export has intents/NAME.json and intents/NAME_usersays_en.json"));
    }
    let mut entries = Vec::new();
    for (name, file) in intents {
        let phrases = phrases.remove(&name).unwrap_or_default();
        intent(file, &name, phrases, language.unwrap_or(Locale::EN), &mut entries, losses)?;
    }
    for file in phrases.into_values().flatten().map(|(_, file)| file) {
        let origin = Origin { file: Arc::clone(&file.path), line: None, item: String::new() };
        losses.add(&origin, "the phrases", "there is no intent that they belong to");
    }
    Ok(entries)
}

fn is_in(file: &Source, folder: &str) -> bool {
    file.path.rsplit(['/', '\\']).nth(1) == Some(folder)
}

/// An intent is an entry for each language in which it has phrases and an answer.
fn intent(
    file: &Source,
    name: &str,
    phrases: Vec<(Locale, &Source)>,
    default: Locale,
    entries: &mut Vec<Entry>,
    losses: &mut Losses,
) -> Result<(), Error> {
    let value: Value = json::parse(file)?;
    let named = value.get("name").and_then(Value::as_str).unwrap_or(name).to_owned();
    let origin = Origin { file: Arc::clone(&file.path), line: None, item: named.clone() };
    let Value::Object(fields) = value else {
        losses.add(&origin, WHOLE, format!("it is {}, and not an object", kind(&value)));
        return Ok(());
    };
    if fields.get("fallbackIntent").and_then(Value::as_bool) == Some(true) {
        let why = "what is said when nothing is understood is in messages.yaml (docs/authoring.md)";
        losses.add(&origin, WHOLE, why);
        return Ok(());
    }
    lose(&origin, &fields, losses);
    let mut answers = answers(&origin, &fields, default, losses);
    let doubt = doubt(&fields);
    let mut asked = BTreeSet::new();
    for (locale, said) in phrases {
        asked.insert(locale);
        let questions = questions(said, &origin, losses)?;
        let Some(answer) = answers.remove(&locale) else {
            losses.add(&origin, format!("the phrases in `{locale}`"), "they have no answer");
            continue;
        };
        let mut notes = Notes::default();
        let prose = prose::plain(&answer, &mut notes);
        losses.noted(&origin, notes);
        let mut entry = Entry::new(origin.clone(), &named, prose);
        entry.id = Some(named.clone());
        entry.locale = Some(locale);
        entry.questions = questions;
        entry.variables = Variables::Dollar;
        if let Some((what, why)) = doubt {
            entry.disable(what, why, losses);
        }
        entries.push(entry);
    }
    for locale in answers.into_keys().filter(|locale| !asked.contains(locale)) {
        let why = "no phrase leads to it: an event or another intent does";
        losses.add(&origin, format!("the answer in `{locale}`"), why);
    }
    Ok(())
}

/// Why an answer cannot be said as it is.
fn doubt(fields: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    let has = |key: &str| fields.get(key).is_some_and(says_something);
    if has("webhookUsed") {
        return Some(("the webhook", "it makes or changes the answer, and Relais runs no code"));
    }
    if has("parentId") || has("contexts") {
        let why = "it answers only after another intent, and by itself it would be wrong";
        return Some(("the context", why));
    }
    None
}

fn lose(origin: &Origin, fields: &Map<String, Value>, losses: &mut Losses) {
    let lost = [
        ("events", "a greeting is in messages.yaml, and what a host knows in facts"),
        ("followUpIntents", "write `next`, which offers articles and forms"),
        ("conditionalResponses", "an article has one answer; `variants` are for some customers"),
        ("conditionalFollowupEvents", "write `next`, or a rule"),
        ("condition", "conditions are rules in Relais"),
    ];
    for (key, why) in lost {
        if fields.get(key).is_some_and(says_something) {
            losses.add(origin, format!("`{key}`"), why);
        }
    }
}

/// The answer in each language: the texts of its messages, one paragraph each.
fn answers(
    origin: &Origin,
    fields: &Map<String, Value>,
    default: Locale,
    losses: &mut Losses,
) -> BTreeMap<Locale, String> {
    let mut answers: BTreeMap<Locale, String> = BTreeMap::new();
    let responses = fields.get("responses").and_then(Value::as_array);
    for response in responses.into_iter().flatten() {
        for (key, why) in [
            ("parameters", "collecting values is a form in Relais (docs/authoring.md)"),
            ("affectedContexts", "Relais keeps what was talked about by itself"),
            ("action", "a host performs the `action` of a form"),
        ] {
            if response.get(key).is_some_and(says_something) {
                losses.add(origin, format!("`{key}`"), why);
            }
        }
        let messages = response.get("messages").and_then(Value::as_array);
        for message in messages.into_iter().flatten() {
            let tag = message.get("lang").and_then(Value::as_str);
            let locale = tag.and_then(|tag| tag.parse().ok()).unwrap_or(default);
            let Some(text) = text(origin, message, losses) else { continue };
            let answer = answers.entry(locale).or_default();
            if !answer.is_empty() {
                answer.push_str("\n\n");
            }
            answer.push_str(&text);
        }
    }
    answers
}

/// The text of a message; cards, images, quick replies and payloads are told.
fn text(origin: &Origin, message: &Value, losses: &mut Losses) -> Option<String> {
    if let Some(platform) = message.get("platform").and_then(Value::as_str) {
        let why = "Relais writes for each channel from the one answer";
        losses.add(origin, format!("the message for `{platform}`"), why);
        return None;
    }
    let number = match message.get("type") {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => "0".to_owned(),
    };
    if number != "0" {
        let sort = match number.as_str() {
            "1" => "a card",
            "2" => "quick replies",
            "3" => "an image",
            "4" => "a payload",
            other => other,
        };
        losses.add(origin, sort, "an answer is text, lists and links");
        return None;
    }
    let variants: Vec<&str> = match message.get("speech") {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    for other in variants.iter().skip(1) {
        let what = format!("another response: `{}`", shortened(other, 80));
        losses.add(origin, what, "an article has one answer, the first one");
    }
    variants.first().map(|text| (*text).to_owned()).filter(|text| !text.trim().is_empty())
}

/// The phrases of a language: `[{"data": [{"text": "…", "meta": "@sys.date"}], "isTemplate": false}]`.
fn questions(file: &Source, intent: &Origin, losses: &mut Losses) -> Result<Vec<String>, Error> {
    let value: Value = json::parse(file)?;
    let origin = Origin { file: Arc::clone(&file.path), ..intent.clone() };
    let Value::Array(phrases) = value else {
        return Err(Error::of(&*file.path, format!("it is {}, and not a list", kind(&value)))
            .hint("the phrases of an intent are [{\"data\": [{\"text\": \"…\"}]}]"));
    };
    let mut questions = Vec::new();
    let mut annotated = 0;
    for phrase in phrases {
        let parts = phrase.get("data").and_then(Value::as_array);
        let texts =
            parts.into_iter().flatten().filter_map(|part| part.get("text").and_then(Value::as_str));
        let question = texts.collect::<String>();
        if phrase.get("isTemplate").and_then(Value::as_bool) == Some(true) {
            let what = format!("the question `{}`", shortened(&question, 80));
            losses.add(&origin, what, "it is a template: nobody says the names of entities");
            continue;
        }
        let has_entity = |part: &Value| part.get("meta").or(part.get("alias")).is_some();
        annotated += usize::from(parts.is_some_and(|parts| parts.iter().any(has_entity)));
        questions.push(question);
    }
    if annotated > 0 {
        let why = "Relais learns from the words: the names of entities are left out";
        losses.add(&origin, format!("the entities in {annotated} phrases"), why);
    }
    Ok(questions)
}
