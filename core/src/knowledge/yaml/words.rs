//! The files of words: messages, synonyms, fillers, lexicons and the declaration of facts.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::document::{Document, Place, Problems, nearest};
use super::raw;
use crate::facts::ValueType;
use crate::id::Id;
use crate::knowledge::{MessageKey, Messages, Template};
use crate::locale::Locale;

/// The declared facts: the type of each, and the values of those texts that are closed.
#[derive(Default)]
pub(super) struct DeclaredFacts {
    /// Whether their file could not be read, so that any name may be one.
    pub(super) unread: bool,
    pub(super) types: BTreeMap<Id, ValueType>,
    /// Those whose declaration has a problem, so that nothing is known of their types.
    pub(super) unclear: BTreeSet<Id>,
    pub(super) values: BTreeMap<Id, Vec<String>>,
}

/// Parses `messages.yaml`, over the standard sentences of the languages that have some; `agents` is
/// the language of the people who answer, where it is one for all.
pub(super) fn messages(
    cx: &Context<'_>,
    authored: Option<&Document>,
    agents: Option<Locale>,
) -> BTreeMap<Locale, Messages> {
    let mut messages = BTreeMap::new();
    if let Some(document) = authored {
        for tag in document.root().keys() {
            cx.locale(&document.root().name_of(&tag), &tag);
        }
    }
    let place_of = |locale: &Locale| authored.map(|file| file.root().key(locale.as_str()));
    let mut by_locale: BTreeMap<Locale, BTreeMap<MessageKey, Vec<Template>>> = BTreeMap::new();
    for locale in &cx.locales {
        let mut by_key = standard_messages(*locale);
        if let Some(place) = place_of(locale) {
            by_key.extend(sentences(cx, &place));
        }
        by_locale.insert(*locale, by_key);
    }
    // What only people who answer read is in their language, whatever the customer speaks.
    if let Some(agents) = agents {
        let theirs = by_locale.get(&agents).cloned().unwrap_or_default();
        for by_key in by_locale.values_mut() {
            let for_agents = theirs.iter().filter(|(key, _)| key.is_for_agents());
            by_key.extend(for_agents.map(|(key, variants)| (*key, variants.clone())));
        }
    }
    for (locale, mut by_key) in by_locale {
        let (tag, place) = (locale.as_str(), place_of(&locale));
        let missing: Vec<&str> = MessageKey::ALL
            .iter()
            .filter(|key| !by_key.contains_key(key))
            .map(|key| key.as_str())
            .collect();
        if missing.is_empty() {
            let variants = MessageKey::ALL.iter().filter_map(|key| by_key.remove(key)).collect();
            messages.extend(Messages::from_variants(variants).map(|all| (locale, all)));
            continue;
        }
        let message = format!("`{tag}` has no sentence for: {}", missing.join(", "));
        let hint = format!("write them in messages.yaml below `{tag}:`");
        match place {
            Some(place) => place.error(cx.problems, "missing-message", message, hint),
            None => cx.problems.push(crate::diagnostic::Diagnostic {
                severity: crate::diagnostic::Severity::Error,
                code: "missing-message",
                message,
                hint: Some(hint),
                span: None,
                fix: None,
            }),
        }
    }
    messages
}

/// Parses `synonyms.yaml`: per locale, the word that stands for all and the others.
pub(super) fn synonyms(
    cx: &Context<'_>,
    document: &Document,
) -> BTreeMap<Locale, BTreeMap<String, BTreeSet<String>>> {
    let mut synonyms = BTreeMap::new();
    for (locale, place) in locale_sections(cx, document) {
        let raw: BTreeMap<String, Vec<String>> = place.read(cx.problems);
        let mut owner: BTreeMap<String, &String> = BTreeMap::new();
        for (canonical, others) in &raw {
            for (index, other) in others.iter().enumerate() {
                let first = owner.insert(other.to_lowercase(), canonical);
                if let Some(first) = first.filter(|first| *first != canonical) {
                    place.key(canonical).index(index).error(
                        cx.problems,
                        "ambiguous-synonym",
                        format!("`{other}` already stands for `{first}`"),
                        "a word has one meaning here; keep it in one list",
                    );
                }
            }
        }
        let sets = raw
            .into_iter()
            .map(|(canonical, others)| (canonical, others.into_iter().collect()))
            .collect();
        synonyms.insert(locale, sets);
    }
    synonyms
}

/// Parses `fillers.yaml`: per locale, phrases without meaning.
pub(super) fn fillers(cx: &Context<'_>, document: &Document) -> BTreeMap<Locale, BTreeSet<String>> {
    locale_sections(cx, document)
        .into_iter()
        .map(|(locale, place)| {
            let phrases: Vec<String> = place.read(cx.problems);
            (locale, phrases.into_iter().collect())
        })
        .collect()
}

/// Parses `lexicons.yaml` into the context.
pub(super) fn lexicons(cx: &Context<'_>, document: &Document) {
    for name in document.root().keys() {
        let place = document.root().key(&name);
        let raw: raw::Local<Vec<String>> = place.read(cx.problems);
        let phrases = cx.by_locale(&place, &raw);
        for (locale, phrases) in &phrases {
            for (index, phrase) in phrases.iter().enumerate() {
                if phrase.trim().is_empty() {
                    place.key(locale.as_str()).index(index).error(
                        cx.problems,
                        "empty-phrase",
                        "this phrase is empty",
                        "remove it",
                    );
                }
            }
        }
        let mut lexicons = cx.lexicons.borrow_mut();
        let number = lexicons.add(phrases);
        lexicons.by_name.insert(name, number);
    }
}

/// Parses `facts.yaml`.
pub(super) fn facts(cx: &Context<'_>, document: &Document) -> DeclaredFacts {
    let mut facts = DeclaredFacts::default();
    for name in document.root().keys() {
        let place = document.root().key(&name);
        let raw: raw::FactType = place.read(cx.problems);
        let id = cx.id(&document.root().name_of(&name), &name);
        facts.unclear.extend(id.clone());
        let Some(kind) = cx.required(&place, "type", raw.kind) else { continue };
        let value_type = match kind.as_str() {
            "truth" => ValueType::Truth,
            "number" => ValueType::Number,
            "amount" => ValueType::Amount,
            "date" => ValueType::Date,
            "text" => ValueType::Text,
            "list" => ValueType::List,
            other => {
                place.key("type").error(
                    cx.problems,
                    "unknown-type",
                    format!("`{other}` is not a type of fact"),
                    nearest(other, &FACT_TYPES),
                );
                continue;
            }
        };
        let Some(id) = id else { continue };
        facts.unclear.remove(&id);
        if let Some(values) = raw.values {
            if value_type != ValueType::Text {
                place.name_of("values").error(
                    cx.problems,
                    "unknown-key",
                    format!("a fact of type `{kind}` has no `values`"),
                    "only a text may be closed; remove it",
                );
            }
            facts.values.insert(id.clone(), values);
        }
        facts.types.insert(id, value_type);
    }
    facts
}

/// What a fact may be.
pub(super) const FACT_TYPES: [&str; 6] = ["truth", "number", "amount", "date", "text", "list"];

/// The standard sentences of a language whole, or those in English where the library has none.
pub(crate) fn standard(locale: Locale) -> Messages {
    let mut by_key = standard_messages(locale);
    if by_key.is_empty() {
        by_key = standard_messages(Locale::EN);
    }
    let variants = MessageKey::ALL.iter().filter_map(|key| by_key.remove(key)).collect();
    Messages::from_variants(variants).expect("the standard messages are complete, by a test")
}

/// The standard sentences of a language, if the library has them.
fn standard_messages(locale: Locale) -> BTreeMap<MessageKey, Vec<Template>> {
    let text = match locale.language() {
        "fr" => include_str!("../messages/fr.yaml"),
        "en" => include_str!("../messages/en.yaml"),
        _ => return BTreeMap::new(),
    };
    let problems = Problems::default();
    let cx = Context { problems: &problems, locales: vec![locale], lexicons: Default::default() };
    let by_key = Document::parse("standard messages", text.to_owned(), &problems)
        .map(|document| sentences(&cx, &document.root()))
        .unwrap_or_default();
    debug_assert!(problems.into_sorted().is_empty(), "the standard messages are valid");
    by_key
}

/// Reads sentences: per key one, or a list of variants.
fn sentences(cx: &Context<'_>, place: &Place<'_>) -> BTreeMap<MessageKey, Vec<Template>> {
    let raw: BTreeMap<String, raw::OneOrMany> = place.read(cx.problems);
    let mut by_key = BTreeMap::new();
    for (name, raw::OneOrMany(variants)) in raw {
        let Some(key) = MessageKey::parse(&name) else {
            let known: Vec<&str> = MessageKey::ALL.iter().map(|key| key.as_str()).collect();
            let hint = Some(nearest(&name, &known)).filter(|hint| !hint.is_empty());
            place.name_of(&name).error(
                cx.problems,
                "unknown-message",
                format!("`{name}` is not a message of the assistant"),
                hint.unwrap_or_else(|| "the authoring guide lists them".to_owned()),
            );
            continue;
        };
        if key == MessageKey::Weekdays && variants.len() != 7 {
            place.key(&name).error(
                cx.problems,
                "invalid-weekdays",
                format!("the week has seven days, and this list {}", variants.len()),
                "write the names of the days from Monday to Sunday",
            );
            continue;
        }
        let templates: Vec<Template> = variants
            .iter()
            .filter_map(|text| cx.template(&place.key(&name), text, key.slots()))
            .collect();
        if variants.is_empty() {
            place.key(&name).error(
                cx.problems,
                "empty-message",
                format!("the message `{name}` has no sentence"),
                "write one, or remove the key to use the standard one",
            );
        } else if !templates.is_empty() {
            by_key.insert(key, templates);
        }
    }
    by_key
}

/// The parts of a file that is divided by locale.
fn locale_sections<'d>(cx: &Context<'_>, document: &'d Document) -> Vec<(Locale, Place<'d>)> {
    let root = document.root();
    root.keys()
        .into_iter()
        .filter_map(|tag| {
            cx.locale(&root.name_of(&tag), &tag).map(|locale| (locale, root.key(&tag)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_messages_are_complete() {
        for locale in [Locale::FR, Locale::EN] {
            let standard = standard_messages(locale);
            for key in MessageKey::ALL {
                assert!(standard.contains_key(key), "{locale}: {}", key.as_str());
            }
        }
    }

    #[test]
    fn what_agents_read_is_in_their_language_whatever_the_customer_speaks() {
        let german: Locale = "de".parse().expect("a locale");
        let locales = vec![Locale::EN, Locale::FR, german];
        let problems = Problems::default();
        let cx = Context { problems: &problems, locales, lexicons: Default::default() };
        let messages = messages(&cx, None, Some(Locale::FR));
        let english = &messages[&Locale::EN];
        assert_eq!(english.plain(MessageKey::SummaryReasonDispute, 0), "Litige");
        assert_eq!(english.plain(MessageKey::ReasonAskedHuman, 0), "Of course.");
        // German has no standard sentences, and those for agents are not asked of it.
        let problems = problems.into_sorted();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].message.contains("greeting"), "{}", problems[0].message);
        assert!(!problems[0].message.contains("summary"), "{}", problems[0].message);
    }
}
