//! What every parser of authored files needs: the locales, the problems, and the small parts that
//! recur: ids, dates, probabilities, sentences, texts by locale.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::document::{Place, Problems, nearest};
use super::raw::Local;
use crate::id::Id;
use crate::knowledge::{HandOver, Probability, Template};
use crate::locale::Locale;
use crate::reason::{Priority, Reason};
use crate::time::Date;

/// What every parser needs.
pub(super) struct Context<'p> {
    pub(super) problems: &'p Problems,
    /// The languages of the knowledge base, the default one first.
    pub(super) locales: Vec<Locale>,
    pub(super) lexicons: RefCell<Lexicons>,
}

/// The word lists that conditions refer to by number.
#[derive(Default)]
pub(super) struct Lexicons {
    /// Whether their file could not be read, so that any name may be one.
    pub(super) unread: bool,
    pub(super) by_name: BTreeMap<String, u32>,
    /// For each number and locale, the phrases.
    pub(super) phrases: Vec<BTreeMap<Locale, Vec<String>>>,
}

impl Lexicons {
    pub(super) fn add(&mut self, phrases: BTreeMap<Locale, Vec<String>>) -> u32 {
        self.phrases.push(phrases);
        self.phrases.len() as u32 - 1
    }
}

impl Context<'_> {
    /// Parses an id, or tells that it is none.
    pub(super) fn id(&self, place: &Place<'_>, text: &str) -> Option<Id> {
        let id = Id::parse(text);
        if id.is_none() {
            place.error(
                self.problems,
                "invalid-id",
                format!("`{text}` is not an id"),
                "ids have lower-case letters without accents, digits, `-` and `_`",
            );
        }
        id
    }

    /// Parses the id under a key that must be there.
    pub(super) fn required_id(
        &self,
        place: &Place<'_>,
        key: &'static str,
        text: Option<&String>,
    ) -> Option<Id> {
        let text = self.required(place, key, text)?;
        self.id(&place.key(key), text)
    }

    /// The value of a key that must be there.
    pub(super) fn required<T>(
        &self,
        place: &Place<'_>,
        key: &'static str,
        value: Option<T>,
    ) -> Option<T> {
        if value.is_none() && !place.has(key, self.problems) {
            place.heading().error(
                self.problems,
                "missing-key",
                format!("the key `{key}` is missing"),
                format!("add `{key}:`"),
            );
        }
        value
    }

    /// Parses a date.
    pub(super) fn date(&self, place: &Place<'_>, text: &str) -> Option<Date> {
        match text.parse() {
            Ok(date) => Some(date),
            Err(message) => {
                let (message, hint) = message.split_once("; ").unwrap_or((&message, ""));
                place.error(self.problems, "invalid-date", message, hint);
                None
            }
        }
    }

    /// Parses the date under an optional key.
    pub(super) fn optional_date(
        &self,
        place: &Place<'_>,
        key: &'static str,
        text: Option<&String>,
    ) -> Option<Date> {
        text.and_then(|text| self.date(&place.key(key), text))
    }

    /// Parses a probability.
    pub(super) fn probability(&self, place: &Place<'_>, value: f32) -> Option<Probability> {
        let probability = Probability::new(value);
        if probability.is_none() {
            place.error(
                self.problems,
                "invalid-probability",
                format!("{value} is not a probability"),
                "write a number from 0 to 1, such as 0.8",
            );
        }
        probability
    }

    /// Splits a sentence at its placeholders.
    pub(super) fn template(
        &self,
        place: &Place<'_>,
        text: &str,
        slots: &[&str],
    ) -> Option<Template> {
        match Template::parse(text.trim(), slots) {
            Ok(template) => Some(template),
            Err((message, hint)) => {
                place.error(self.problems, "invalid-placeholder", message, hint);
                None
            }
        }
    }

    /// The value for each locale; tells locales that the knowledge base does not have, and those
    /// that are missing.
    pub(super) fn by_locale<T: Clone>(
        &self,
        place: &Place<'_>,
        local: &Local<T>,
    ) -> BTreeMap<Locale, T> {
        match local {
            Local::Everywhere(value) => {
                self.locales.iter().map(|locale| (*locale, value.clone())).collect()
            }
            Local::ByLocale(values) => {
                let mut found = BTreeMap::new();
                for (tag, value) in values {
                    if let Some(locale) = self.locale(&place.name_of(tag), tag) {
                        found.insert(locale, value.clone());
                    }
                }
                for locale in &self.locales {
                    if !found.contains_key(locale) {
                        place.error(
                            self.problems,
                            "missing-locale",
                            format!("there is nothing for the locale `{locale}`"),
                            format!("add `{locale}:`"),
                        );
                    }
                }
                found
            }
        }
    }

    /// The sentence for each locale, split at its placeholders.
    pub(super) fn templates(
        &self,
        place: &Place<'_>,
        local: &Local<String>,
        slots: &[&str],
    ) -> BTreeMap<Locale, Template> {
        self.by_locale(place, local)
            .into_iter()
            .filter_map(|(locale, text)| {
                let at = match local {
                    Local::Everywhere(_) => place.clone(),
                    Local::ByLocale(_) => place.key(locale.as_str()),
                };
                self.template(&at, &text, slots).map(|template| (locale, template))
            })
            .collect()
    }

    /// The locale of this tag, if the knowledge base has it.
    pub(super) fn locale(&self, place: &Place<'_>, tag: &str) -> Option<Locale> {
        let found = tag.parse().ok().filter(|locale| self.locales.contains(locale));
        if found.is_none() {
            let known: Vec<&str> = self.locales.iter().map(Locale::as_str).collect();
            place.error(
                self.problems,
                "unknown-locale",
                format!("`{tag}` is not a locale of this knowledge base"),
                format!("relais.yaml has: {}", known.join(", ")),
            );
        }
        found
    }

    /// An address that people can follow.
    pub(super) fn url(&self, place: &Place<'_>, url: &str) {
        if !url.starts_with("https://") || url.contains(char::is_whitespace) {
            place.error(
                self.problems,
                "invalid-url",
                format!("`{url}` is not an https address"),
                "write https://…, without spaces",
            );
        }
    }

    /// Parses why and where to a conversation is handed over.
    pub(super) fn hand_over(
        &self,
        place: &Place<'_>,
        raw: &super::raw::HandOver,
    ) -> Option<HandOver> {
        let name = self.required(place, "reason", raw.reason.as_ref())?;
        let reason = Reason::AUTHORED.into_iter().find(|reason| reason.as_str() == name);
        if reason.is_none() {
            let known: Vec<&str> = Reason::AUTHORED.iter().map(|reason| reason.as_str()).collect();
            place.key("reason").error(
                self.problems,
                "unknown-reason",
                format!("`{name}` is not a reason that content may give"),
                nearest(name, &known),
            );
        }
        let queue = raw.queue.as_ref().and_then(|queue| self.id(&place.key("queue"), queue));
        let priority = match &raw.priority {
            None => Some(Priority::default()),
            Some(name) => {
                let found = Priority::ALL.into_iter().find(|priority| priority.as_str() == name);
                if found.is_none() {
                    place.key("priority").error(
                        self.problems,
                        "unknown-priority",
                        format!("`{name}` is not a priority"),
                        "it is one of: low, normal, high, urgent",
                    );
                }
                found
            }
        };
        Some(HandOver { reason: reason?, queue, priority: priority? })
    }
}
