//! Values as people write and say them.

mod anything;
mod tables;

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;
use crate::knowledge::{Choice, Mask};
use crate::text::Language;

/// What reading needs in the language of a tag.
struct Reader {
    locale: Locale,
    calendar: Calendar,
    words: Spoken,
}

impl Reader {
    /// Parsing a file of a language takes longer than reading a thousand values.
    fn new(tag: &str) -> &'static Reader {
        static READERS: Mutex<BTreeMap<String, &'static Reader>> = Mutex::new(BTreeMap::new());
        let mut readers = READERS.lock().expect("no test panics while it holds it");
        readers.entry(tag.to_owned()).or_insert_with(|| Box::leak(Box::new(Reader::open(tag))))
    }

    fn open(tag: &str) -> Reader {
        let language = Language::from_tag(tag).expect("a language");
        let (calendar, words) = (Calendar::built_in(language), Spoken::built_in(language));
        Reader { locale: tag.parse().expect("a locale"), calendar, words }
    }

    fn reading(&self, is_spoken: bool) -> Reading<'_> {
        let today = "2026-11-23".parse().expect("a date");
        Reading {
            locale: self.locale,
            calendar: &self.calendar,
            words: &self.words,
            today,
            is_spoken,
        }
    }
}

fn kind(name: &str) -> SlotKind {
    let choice = |id: &str, title: &str| Choice {
        id: crate::id::Id::parse(id).expect("an id"),
        title: title.to_owned(),
    };
    match name {
        "text" => SlotKind::Text,
        "number" => SlotKind::Number,
        "amount" => SlotKind::Amount,
        "truth" => SlotKind::Truth,
        "date" => SlotKind::Date,
        "email" => SlotKind::Email,
        "phone" => SlotKind::Phone,
        "choice" => SlotKind::Choice(vec![
            choice("fibre", "La fibre"),
            choice("adsl", "L'ADSL"),
            choice("mobile", "Le mobile"),
        ]),
        mask => SlotKind::Pattern(Mask::parse(mask).expect("a mask")),
    }
}

fn shown(value: Option<Value>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// Checks a table of language, kind, text and value; all that is wrong is told at once.
fn check(
    table: &[(&str, &str, &str, &str)],
    read: impl Fn(&SlotKind, &str, &Reading<'_>) -> Option<Value>,
    is_spoken: bool,
) {
    let mut wrong = Vec::new();
    for (tag, name, text, expected) in table {
        let reader = Reader::new(tag);
        let found = shown(read(&kind(name), text, &reader.reading(is_spoken)));
        if found != *expected {
            wrong.push(format!("{tag} {name} {text:?}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

fn read_whole(kind: &SlotKind, text: &str, reading: &Reading<'_>) -> Option<Value> {
    read(kind, text, &plain(text), reading)
}

const ORDER: &str = "OD-999999";
