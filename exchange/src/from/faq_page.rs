//! schema.org `FAQPage`: JSON-LD in a page or by itself, and microdata.

use std::sync::Arc;

use markup5ever_rcdom::{Handle, NodeData};
use relais::Locale;
use serde_json::Value;

use super::{json, titled};
use crate::base::WHOLE;
use crate::entry::{Entry, Topic};
use crate::error::Error;
use crate::input::Source;
use crate::loss::{Losses, Origin};
use crate::prose::{self, Notes, attribute};

pub(super) fn read(file: &Source, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    let start = file.text.trim_start();
    let mut page = Page { file, losses, entries: Vec::new() };
    if start.starts_with(['{', '[']) {
        let value: Value = json::parse(file)?;
        page.json(&value, None, 0);
        return page.finish();
    }
    if file.text.len() > LARGEST {
        let message = format!("the page is too large: {} MB are read at most", LARGEST >> 20);
        return Err(Error::of(&*file.path, message).hint("save the part with the questions"));
    }
    let dom = prose::document(&file.text).ok_or_else(|| {
        let message = "the page has elements within elements by the hundred";
        Error::of(&*file.path, message).hint("is it what a browser saved?")
    })?;
    page.walk(&dom.document, None)?;
    page.finish()
}

const NOTHING_OF_THE_KIND: &str = "an article of Relais has nothing of the kind";

const LARGEST: usize = 16 << 20;

/// JSON-LD is nested a few levels deep; serde_json reads 128.
const DEEPEST: usize = 64;

struct Page<'p> {
    file: &'p Source,
    losses: &'p mut Losses,
    entries: Vec<Entry>,
}

impl Page<'_> {
    fn finish(self) -> Result<Vec<Entry>, Error> {
        if self.entries.is_empty() {
            let message = "there is no schema.org FAQPage with questions in it";
            return Err(Error::of(&*self.file.path, message).hint(
                "JSON-LD and microdata are read; a table of questions and answers can be \
                 imported as CSV",
            ));
        }
        Ok(self.entries)
    }

    fn walk(&mut self, node: &Handle, locale: Option<Locale>) -> Result<(), Error> {
        let locale = attribute(node, "lang").and_then(|tag| tag.parse().ok()).or(locale);
        if let NodeData::Element { name, .. } = &node.data {
            let kind = attribute(node, "type").unwrap_or_default();
            if &*name.local == "script" && kind.trim() == "application/ld+json" {
                return self.script(&text_of(node), locale);
            }
            if item_is(node, "Question") {
                self.microdata(node, locale);
                return Ok(());
            }
        }
        let children = node.children.borrow().clone();
        children.iter().try_for_each(|child| self.walk(child, locale))
    }

    fn script(&mut self, text: &str, locale: Option<Locale>) -> Result<(), Error> {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => {
                self.json(&value, locale, 0);
                Ok(())
            }
            // A page has other scripts; one that has nothing to do with questions may be broken.
            Err(_) if !text.contains("FAQPage") => Ok(()),
            Err(error) => {
                let before = self.file.text.find(text.trim()).unwrap_or(0);
                let blank = text.len() - text.trim_start().len();
                let skipped = text[..blank].matches('\n').count();
                let line = self.file.text[..before].matches('\n').count() + 1;
                let line = line.saturating_sub(skipped).max(1);
                Err(Error::json(&self.file.path, line, &error)
                    .hint("the JSON-LD of the page is broken there"))
            }
        }
    }

    /// Looks for pages of questions in JSON-LD, at any depth.
    fn json(&mut self, value: &Value, locale: Option<Locale>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(items) => {
                items.iter().for_each(|item| self.json(item, locale, depth + 1));
            }
            Value::Object(fields) => {
                let locale =
                    text(fields.get("inLanguage")).and_then(|tag| tag.parse().ok()).or(locale);
                if is(value, "Question") {
                    return self.question(value, locale);
                }
                fields.values().for_each(|field| self.json(field, locale, depth + 1));
            }
            _ => {}
        }
    }

    fn question(&mut self, question: &Value, locale: Option<Locale>) {
        let name = text(question.get("name")).or_else(|| text(question.get("text")));
        let origin = self.origin(name.as_deref());
        let answers = ["acceptedAnswer", "suggestedAnswer"].map(|key| list(question.get(key)));
        let [accepted, suggested] = answers;
        let mut answers = accepted.into_iter().chain(suggested);
        let Some(answer) = answers.next() else {
            return self.losses.add(&origin, WHOLE, "it has no `acceptedAnswer`");
        };
        self.lose_answers(&origin, answers.count());
        let Some(html) = text(answer.get("text")).or_else(|| text(Some(answer))) else {
            return self.losses.add(&origin, WHOLE, "its answer has no `text`");
        };
        let id = text(question.get("identifier"));
        let mut notes = Notes::default();
        let prose = prose::page(&html, &mut notes);
        self.losses.noted(&origin, notes);
        self.lose(&origin, question, &TAKEN_OF_QUESTION);
        self.lose(&origin, answer, &["@type", "@id", "text", "url", "citation"]);
        let key = id.clone().or(name.clone()).unwrap_or_default();
        let mut entry = Entry::new(origin, key, prose);
        entry.locale = text(question.get("inLanguage")).and_then(|tag| tag.parse().ok()).or(locale);
        entry.questions.extend(name.map(|name| unescaped(&name)));
        let others = list(question.get("alternateName")).into_iter();
        entry.questions.extend(others.filter_map(|name| text(Some(name))).map(|n| unescaped(&n)));
        entry.title = text(question.get("headline")).map(|title| unescaped(&title));
        entry.keywords = list(question.get("keywords"))
            .into_iter()
            .filter_map(|words| text(Some(words)))
            .flat_map(|words| {
                words.split(',').map(|word| unescaped(word.trim())).collect::<Vec<_>>()
            })
            .filter(|word| !word.is_empty())
            .collect();
        entry.source = text(answer.get("citation")).map(|source| unescaped(&source));
        if let Some((folder, name)) = id.as_deref().and_then(|id| id.split_once('/')) {
            entry.topic = Some(Topic { id: folder.to_owned(), title: titled(folder) });
            entry.id = Some(name.to_owned());
        } else {
            entry.id = id;
        }
        self.entries.push(entry);
    }

    fn lose(&mut self, origin: &Origin, value: &Value, taken: &[&str]) {
        for (key, value) in value.as_object().into_iter().flatten() {
            if !taken.contains(&key.as_str()) && json::says_something(value) {
                self.losses.add(origin, format!("`{key}`"), NOTHING_OF_THE_KIND);
            }
        }
    }

    fn microdata(&mut self, node: &Handle, locale: Option<Locale>) {
        let properties = properties(node);
        let all = |name: &str| {
            let of_name = properties.iter().filter(|(known, _)| known == name);
            of_name.map(|(_, node)| node.clone()).collect::<Vec<_>>()
        };
        let name = all("name").first().map(|name| prose::line(&text_of(name)));
        let origin = self.origin(name.as_deref());
        let answers = [all("acceptedAnswer"), all("suggestedAnswer")].concat();
        let Some(answer) = answers.first() else {
            return self.losses.add(&origin, WHOLE, "it has no `acceptedAnswer`");
        };
        self.lose_answers(&origin, answers.len() - 1);
        let of_answer = self::properties(answer);
        let text = of_answer.iter().find(|(name, _)| name == "text").map(|(_, node)| node);
        let body = text.unwrap_or(answer);
        let read = ["name", "acceptedAnswer", "suggestedAnswer", "answerCount", "text", "url"];
        let others = properties.iter().chain(&of_answer).map(|(name, _)| name);
        for other in others.filter(|name| !read.contains(&name.as_str())) {
            self.losses.add(&origin, format!("`{other}`"), NOTHING_OF_THE_KIND);
        }
        let mut notes = Notes::default();
        let prose = match attribute(body, "content") {
            Some(content) => prose::page(&content, &mut notes),
            None => prose::merged(prose::of_nodes(body, &mut notes)),
        };
        self.losses.noted(&origin, notes);
        let mut entry = Entry::new(origin, name.clone().unwrap_or_default(), prose);
        entry.locale = locale;
        entry.questions.extend(name);
        self.entries.push(entry);
    }

    fn lose_answers(&mut self, origin: &Origin, others: usize) {
        if others > 0 {
            let why = "an article has one answer: the accepted one is kept";
            self.losses.add(origin, format!("{others} other answers"), why);
        }
    }

    fn origin(&self, name: Option<&str>) -> Origin {
        // The first place that has its words; where they are written otherwise, no line is told.
        let found = name.filter(|name| !name.is_empty()).and_then(|name| self.file.text.find(name));
        let line = found.map(|at| self.file.text[..at].matches('\n').count() + 1);
        let item = name.map_or_else(|| format!("question {}", self.entries.len() + 1), prose::line);
        Origin { file: Arc::clone(&self.file.path), line, item }
    }
}

/// Names and titles are text, and sites write entities into them all the same.
fn unescaped(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return text.to_owned();
    }
    prose::line(&prose::as_text(&prose::page(text, &mut Notes::default())))
}

/// A text, or the one that an object or a list of one holds.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => text(fields.get("@value").or_else(|| fields.get("name"))),
        Value::Array(items) => items.first().and_then(|item| match item {
            Value::Array(_) => None,
            item => text(Some(item)),
        }),
        _ => None,
    }
}

/// A list, of which one value is one of one.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

/// Whether JSON-LD says that this is of a type of schema.org.
fn is(value: &Value, kind: &str) -> bool {
    let types = list(value.get("@type"));
    types
        .into_iter()
        .filter_map(Value::as_str)
        .any(|name| name.rsplit(['/', ':']).next() == Some(kind))
}

/// Whether microdata says so.
fn item_is(node: &Handle, kind: &str) -> bool {
    let types = attribute(node, "itemtype").unwrap_or_default();
    types
        .split_whitespace()
        .any(|name| name.contains("schema.org/") && name.rsplit('/').next() == Some(kind))
}

/// The properties of an item with their elements, and not those of an item within it.
fn properties(node: &Handle) -> Vec<(String, Handle)> {
    let mut found = Vec::new();
    for child in node.children.borrow().iter() {
        let names = attribute(child, "itemprop").unwrap_or_default();
        found.extend(names.split_whitespace().map(|name| (name.to_owned(), child.clone())));
        if attribute(child, "itemscope").is_none() {
            found.extend(properties(child));
        }
    }
    found
}

/// All text below a node.
fn text_of(node: &Handle) -> String {
    if let NodeData::Text { contents } = &node.data {
        return contents.borrow().to_string();
    }
    node.children.borrow().iter().map(text_of).collect()
}

const TAKEN_OF_QUESTION: [&str; 13] = [
    "@context",
    "@type",
    "@id",
    "name",
    "text",
    "acceptedAnswer",
    "suggestedAnswer",
    "answerCount",
    "identifier",
    "headline",
    "keywords",
    "inLanguage",
    "alternateName",
];
