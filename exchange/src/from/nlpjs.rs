//! A corpus of nlp.js: `{"name": …, "locale": "en-US", "data": [{"intent": …, "utterances": […],
//! "answers": […]}]}`. A folder of them may have several languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use relais::Locale;
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{self, Item};
use super::titled;
use crate::base::WHOLE;
use crate::entry::{Entry, Topic};
use crate::error::Error;
use crate::input::{Input, Source};
use crate::loss::{Losses, Origin, shortened};
use crate::prose::{self, Notes, Variables};

pub(super) fn read(input: &Input, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for file in input.files() {
        // A folder has settings beside its corpora.
        if input.is_folder() && !file.text.contains("\"utterances\"") {
            let why = "it is no corpus of nlp.js: it has no `utterances`";
            losses.add(&of_file(file), "the file", why);
            continue;
        }
        corpus(file, &mut entries, losses)?;
    }
    Ok(entries)
}

fn of_file(file: &Source) -> Origin {
    Origin { file: Arc::clone(&file.path), line: None, item: String::new() }
}

fn corpus(file: &Source, entries: &mut Vec<Entry>, losses: &mut Losses) -> Result<(), Error> {
    let mut fields: BTreeMap<String, &RawValue> = json::parse(file)?;
    let Some(data) = fields.remove("data") else {
        return Err(Error::of(&*file.path, "there is no `data` in the corpus")
            .hint("a corpus is {\"locale\": \"en-US\", \"data\": [{\"intent\": …}]}"));
    };
    let read = |raw: &RawValue| serde_json::from_str::<Value>(raw.get()).unwrap_or_default();
    fields.remove("name");
    let given = fields.remove("locale").map(read);
    let tag = given.as_ref().and_then(Value::as_str).unwrap_or_default();
    let locale = locale(tag, file, losses);
    for (key, value) in &fields {
        if json::says_something(&read(value)) {
            let why = "entities and actions of nlp.js are forms and rules in Relais";
            losses.add(&of_file(file), format!("`{key}`"), why);
        }
    }
    for item in json::items(file, json::Raw::of(file, data)?, "intent", losses) {
        let Some(mut entry) = entry(item, losses) else { continue };
        entry.locale = locale;
        entries.push(entry);
    }
    Ok(())
}

/// The locale of a corpus. The region of `en-US` or `fr-FR` is what every corpus of the language has, and
/// says nothing; that of `fr-CA` was chosen.
fn locale(tag: &str, file: &Source, losses: &mut Losses) -> Option<Locale> {
    let language = || tag.split(['-', '_']).next()?.parse::<Locale>().ok();
    let Ok(locale) = tag.parse::<Locale>() else {
        if !tag.is_empty() {
            let why = match language() {
                Some(language) => {
                    format!("a locale is such as en, or fr-CA: it is `{language}` now")
                }
                None => "it is not a language such as en, or fr-CA".to_owned(),
            };
            losses.add(&of_file(file), format!("the locale `{}`", shortened(tag, 20)), why);
        }
        return language();
    };
    match locale.as_str().split_once('-') {
        Some(("en", "US")) => language(),
        Some((name, region)) if region.eq_ignore_ascii_case(name) => language(),
        _ => Some(locale),
    }
}

fn entry(mut item: Item, losses: &mut Losses) -> Option<Entry> {
    let origin = item.origin.clone();
    let intent = item.text("intent", losses).unwrap_or_else(|| origin.item.clone());
    let utterances = item.texts("utterances", losses);
    let answers = answers(&mut item, losses);
    if let Some(Value::Array(tests)) = item.fields.remove("tests") {
        let why = "write them as dialogues (docs/authoring.md): they test what is learned";
        losses.add(&origin, format!("{} tests", tests.len()), why);
    }
    let says = |key: &str| match key {
        "slotFilling" => "collecting values is a form in Relais (docs/authoring.md)".to_owned(),
        _ => "Relais has nothing of the kind".to_owned(),
    };
    item.lose_rest(says, losses);
    let Some(answer) = answers.first() else {
        losses.add(&origin, WHOLE, "it has no answer: code of the other bot gives it");
        return None;
    };
    for other in &answers[1..] {
        let what = format!("another answer: `{}`", shortened(other, 80));
        losses.add(&origin, what, "an article has one answer, the first one");
    }
    let mut notes = Notes::default();
    let prose = prose::plain(answer, &mut notes);
    losses.noted(&origin, notes);
    let mut entry = Entry::new(origin, &intent, prose);
    // `delivery.track` is `track` of the topic `delivery`.
    if let Some((topic, name)) = intent.split_once('.') {
        entry.topic = Some(Topic { id: topic.to_owned(), title: titled(topic) });
        entry.id = Some(name.to_owned());
    } else {
        entry.id = Some(intent);
    }
    entry.variables = Variables::Handlebars;
    for utterance in utterances {
        match has_entity(&utterance) {
            true => {
                let what = format!("the question `{}`", shortened(&utterance, 80));
                let why = "it has the name of an entity in it, which nobody says";
                losses.add(&entry.origin, what, why);
            }
            false => entry.questions.push(utterance),
        }
    }
    Some(entry)
}

/// The answers that are always given, then those with a condition.
fn answers(item: &mut Item, losses: &mut Losses) -> Vec<String> {
    let given = match item.fields.remove("answers") {
        Some(Value::Array(answers)) => answers,
        Some(Value::String(answer)) => vec![Value::String(answer)],
        None | Some(Value::Null) => Vec::new(),
        Some(other) => {
            item.wrong("answers", "a list", &other, losses);
            Vec::new()
        }
    };
    let (mut always, mut sometimes) = (Vec::new(), Vec::new());
    for answer in given {
        match &answer {
            Value::String(text) => always.push(text.clone()),
            Value::Object(fields) => match (fields.get("answer"), fields.get("opts")) {
                (Some(Value::String(text)), Some(opts)) if json::says_something(opts) => {
                    sometimes.push(text.clone());
                }
                (Some(Value::String(text)), _) => always.push(text.clone()),
                _ => item.wrong("answers[…]", "an answer", &answer, losses),
            },
            _ => item.wrong("answers[…]", "an answer", &answer, losses),
        }
    }
    if always.is_empty() && !sometimes.is_empty() {
        let why = "no answer is given without a condition (`opts`): it is the first one";
        losses.add(&item.origin, "the conditions of the answers", why);
    }
    always.extend(sometimes);
    always
}

/// Whether an utterance has `%place%`, `@place` or `{{ place }}` in it.
fn has_entity(utterance: &str) -> bool {
    let words = utterance.split_whitespace();
    let is_named = |word: &str| {
        let name = word.trim_matches(|letter: char| {
            !letter.is_alphanumeric() && letter != '%' && letter != '@'
        });
        let inside = name.strip_prefix('%').and_then(|rest| rest.split_once('%'));
        inside.is_some_and(|(name, _)| name.starts_with(char::is_alphabetic))
            || name.strip_prefix('@').is_some_and(|name| name.starts_with(char::is_alphabetic))
    };
    utterance.contains("{{") || words.into_iter().any(is_named)
}
