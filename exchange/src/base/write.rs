use relais::Locale;
use serde_yaml::{Mapping, Value};

use super::article::{Article, Text};
use crate::format::Format;

/// The YAML of an article, its keys in the order of docs/authoring.md. `locales` are those of the
/// knowledge base: what is kept by locale must have all of them, whether or not the article has.
pub(super) fn article(article: &Article, locales: &[Locale], format: Format) -> String {
    let mut root = Mapping::new();
    for (locale, text) in &article.texts {
        put(&mut root, locale.as_str(), texts(text));
    }
    if article.texts.values().any(|text| !text.keywords.is_empty()) {
        let words = |locale: &Locale| article.texts.get(locale).map(|text| list(&text.keywords));
        let none = || Value::Sequence(Vec::new());
        put(&mut root, "keywords", by_locale(locales, |locale| words(locale).unwrap_or_else(none)));
    }
    let shared = |key| article.shared.get(key).cloned().map(Value::String);
    put_some(&mut root, "links", links(article, locales));
    put_some(&mut root, "next", some_list(&article.next));
    put_some(&mut root, "owner", shared("owner"));
    if article.texts.values().any(|text| text.source.is_some()) {
        let source = |locale: &Locale| text_for(article, locale).source.clone().unwrap_or_default();
        let source = by_locale(locales, |locale| Value::String(source(locale)));
        put(&mut root, "source", source);
    }
    put_some(&mut root, "reviewed", shared("reviewed"));
    put_some(&mut root, "valid_from", shared("valid_from"));
    put_some(&mut root, "valid_until", shared("valid_until"));
    put_some(&mut root, "differs", some_list(&article.differs));
    if !article.enabled {
        put(&mut root, "enabled", Value::Bool(false));
    }
    let body = serde_yaml::to_string(&root).expect("texts and lists are YAML");
    let origin = &article.origin;
    let file = origin.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = origin.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let comment = crate::prose::line(&format!("{file}{line}: {}", origin.item));
    format!("# Imported ({format}) from {comment}\n{body}")
}

fn texts(text: &Text) -> Value {
    let mut map = Mapping::new();
    put(&mut map, "title", Value::String(text.title.clone()));
    put(&mut map, QUESTIONS, list(&text.questions));
    put(&mut map, "answer", Value::String(text.answer.clone()));
    put_some(&mut map, "speech", text.speech.clone().map(Value::String));
    put_some(&mut map, "summary", text.summary.clone().map(Value::String));
    Value::Mapping(map)
}

/// The links of all languages: those of one place in their lists are one link with several titles.
fn links(article: &Article, locales: &[Locale]) -> Option<Value> {
    let count = article.texts.values().map(|text| text.links.len()).max().unwrap_or(0);
    let link = |index: usize| {
        let part = |of: fn(&(String, String)) -> &String| {
            by_locale(locales, |locale| {
                let link = text_for(article, locale).links.get(index);
                Value::String(link.map(of).cloned().unwrap_or_default())
            })
        };
        let mut link = Mapping::new();
        put(&mut link, "title", part(|(title, _)| title));
        put(&mut link, "url", part(|(_, url)| url));
        Value::Mapping(link)
    };
    (count > 0).then(|| Value::Sequence((0..count).map(link).collect()))
}

/// What the article says in a language; in one that it does not have, nobody sees it.
fn text_for<'a>(article: &'a Article, locale: &Locale) -> &'a Text {
    let any = || article.texts.values().next().expect("an article has a text");
    article.texts.get(locale).unwrap_or_else(any)
}

/// A value for each language, or one where all are the same.
fn by_locale(locales: &[Locale], value: impl Fn(&Locale) -> Value) -> Value {
    let values: Vec<Value> = locales.iter().map(&value).collect();
    match values.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && rest.iter().all(|other| other == first) => {
            first.clone()
        }
        _ => {
            let mut map = Mapping::new();
            for (locale, value) in locales.iter().zip(values) {
                put(&mut map, locale.as_str(), value);
            }
            Value::Mapping(map)
        }
    }
}

fn put(map: &mut Mapping, key: &str, value: Value) {
    map.insert(Value::String(key.to_owned()), value);
}

fn put_some(map: &mut Mapping, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        put(map, key, value);
    }
}

fn list(items: &[String]) -> Value {
    Value::Sequence(items.iter().cloned().map(Value::String).collect())
}

fn some_list(items: &[String]) -> Option<Value> {
    (!items.is_empty()).then(|| list(items))
}

/// A text as YAML writes it on one line within `{…}`.
pub(super) fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || " '.-".contains(c))
        && !text.ends_with(' ')
        && !["y", "n", "no", "yes", "on", "off", "true", "false", "null"]
            .contains(&text.to_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    // JSON is YAML.
    serde_json::to_string(text).expect("a text is JSON")
}

/// The key of the wordings.
const QUESTIONS: &str = "questions";
