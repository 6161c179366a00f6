//! JSON items one by one: a bad one is told at its line, and the others are read.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::base::WHOLE;
use crate::error::Error;
use crate::input::Source;
use crate::loss::{Losses, Origin};

/// An object of a list, with its place.
pub(super) struct Item {
    pub(super) origin: Origin,
    pub(super) fields: Map<String, Value>,
}

/// The items of a list, as they stand in the text.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Raw<'t>(#[serde(borrow)] Vec<&'t RawValue>);

impl<'t> Raw<'t> {
    /// The items of a list within a file.
    pub(super) fn of(file: &Source, list: &'t RawValue) -> Result<Raw<'t>, Error> {
        let mut lines = Lines::of(&file.text);
        let first = lines.line_of(list.get());
        serde_json::from_str(list.get()).map_err(|error| Error::json(&file.path, first, &error))
    }
}

/// Reads a whole file into a shape.
pub(super) fn parse<'t, T: Deserialize<'t>>(file: &'t Source) -> Result<T, Error> {
    serde_json::from_str(&file.text).map_err(|error| {
        let told = Error::json(&file.path, 1, &error);
        if error.is_eof() { told.hint("the file is cut off: export it again") } else { told }
    })
}

/// Reads the items of a list; `name` is the key that names an item to people.
pub(super) fn items(file: &Source, raw: Raw<'_>, name: &str, losses: &mut Losses) -> Vec<Item> {
    let mut items = Vec::new();
    let mut lines = Lines::of(&file.text);
    for (index, raw) in raw.0.into_iter().enumerate() {
        let line = lines.line_of(raw.get());
        let mut origin = Origin {
            file: Arc::clone(&file.path),
            line: Some(line),
            item: format!("item {}", index + 1),
        };
        match serde_json::from_str::<Value>(raw.get()) {
            Ok(Value::Object(fields)) => {
                if let Some(Value::String(named)) = fields.get(name).filter(|n| *n != "") {
                    origin.item.clone_from(named);
                }
                items.push(Item { origin, fields });
            }
            Ok(_) => losses.add(&origin, WHOLE, "it is not an object `{…}`"),
            Err(error) => losses.add(&origin, WHOLE, error.to_string()),
        }
    }
    items
}

/// Counts lines up to ever later places of a text.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0, line: 1 }
    }

    /// The line, from 1, of a part of the text.
    fn line_of(&mut self, part: &str) -> usize {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if let Some(between) = self.text.as_bytes().get(self.at..at) {
            self.line += between.iter().filter(|byte| **byte == b'\n').count();
            self.at = at;
        }
        self.line
    }
}

impl Item {
    /// Takes a text; a wrong type is told, and is as if it were not there.
    pub(super) fn text(&mut self, key: &str, losses: &mut Losses) -> Option<String> {
        match self.fields.remove(key)? {
            Value::String(text) => Some(text),
            Value::Null => None,
            Value::Number(number) => Some(number.to_string()),
            other => {
                self.wrong(key, "a text", &other, losses);
                None
            }
        }
    }

    /// Takes a list of texts; one text is a list of one.
    pub(super) fn texts(&mut self, key: &str, losses: &mut Losses) -> Vec<String> {
        let items = match self.fields.remove(key) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::String(text)) => return vec![text],
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong(key, "a list of texts", &other, losses);
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for item in items {
            match item {
                Value::String(text) => texts.push(text),
                other => self.wrong(&format!("{key}[…]"), "a text", &other, losses),
            }
        }
        texts
    }

    /// Tells that a value is not what it should be.
    pub(super) fn wrong(&self, key: &str, wanted: &str, found: &Value, losses: &mut Losses) {
        let why = format!("it is {}, and not {wanted}", kind(found));
        losses.add(&self.origin, format!("`{key}`"), why);
    }

    /// Tells of what is left, except for what says nothing.
    pub(super) fn lose_rest(&mut self, why: impl Fn(&str) -> String, losses: &mut Losses) {
        for (key, value) in std::mem::take(&mut self.fields) {
            if says_something(&value) {
                losses.add(&self.origin, format!("`{key}`"), why(&key));
            }
        }
    }
}

/// Whether a value is more than an empty text, list or object.
pub(super) fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(fields) => fields.values().any(says_something),
        _ => true,
    }
}

/// What a value is, in words.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
