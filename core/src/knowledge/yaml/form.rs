//! `forms/<id>.yaml`.

use std::collections::BTreeMap;

use super::article::{split_locales, wordings};
use super::context::Context;
use super::document::{Place, nearest};
use super::{limits, raw};
use crate::id::Id;
use crate::knowledge::{
    AuthoredForm, Choice, Failure, Form, KnowledgeBase, Mask, Remedy, Slot, SlotKind,
};
use crate::locale::Locale;

/// Parses a form into what it says in each locale.
pub(super) fn parse(
    cx: &Context<'_>,
    place: &Place<'_>,
    id: &Id,
) -> BTreeMap<Locale, AuthoredForm> {
    let (texts, raw) = split_locales::<raw::Form>(cx, place);
    let values = values(cx, &place.key("values"), &raw.values);
    let value_names: Vec<String> = raw
        .values
        .iter()
        .filter_map(|value| value.id.as_ref())
        .map(|id| format!("form.{id}"))
        .collect();
    let value_names: Vec<&str> = value_names.iter().map(String::as_str).collect();
    let confirm = raw
        .confirm
        .as_ref()
        .map(|confirm| cx.templates(&place.key("confirm"), confirm, &value_names));
    let action = cx.required(place, "action", raw.action.clone()).unwrap_or_default();
    let mut done = cx.templates(&place.key("done"), &raw.done, &value_names);
    let mut failed = cx.templates(&place.key("failed"), &raw.failed, &value_names);
    let mut failures = failures(cx, &place.key("failures"), &raw, &value_names);
    let mut forms = BTreeMap::new();
    for locale in &cx.locales {
        let tag = locale.as_str();
        if !texts.contains(locale) {
            place.error(
                cx.problems,
                "missing-locale",
                format!("the form has no text in `{tag}`"),
                format!("add `{tag}:` with title and questions"),
            );
            continue;
        }
        let place = place.key(tag);
        let text: raw::FormText = place.read(cx.problems);
        let title = cx.required(&place, "title", text.title);
        let wordings = wordings(cx, &place, text.questions);
        let (Some(title), Some(done), Some(failed)) =
            (title, done.remove(locale), failed.remove(locale))
        else {
            continue;
        };
        let form = Form {
            id: id.clone(),
            title,
            slots: values.iter().filter_map(|value| value.get(locale).cloned()).collect(),
            confirm: confirm.as_ref().and_then(|confirm| confirm.get(locale).cloned()),
            action: action.clone(),
            done,
            failed,
            failures: failures.remove(locale).unwrap_or_default(),
        };
        forms.insert(*locale, AuthoredForm { form, wordings });
    }
    forms
}

/// Parses what to do about the failures that the host names, in every locale.
fn failures(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &raw::Form,
    value_names: &[&str],
) -> BTreeMap<Locale, Vec<Failure>> {
    let mut failures: BTreeMap<Locale, Vec<Failure>> = BTreeMap::new();
    for (code, raw_failure) in &raw.failures {
        let Some(code) = cx.id(&place.name_of(code), code) else { continue };
        let place = place.key(code.as_str());
        let Some(remedy) = remedy(cx, &place, raw_failure, &raw.values) else { continue };
        for (locale, say) in cx.templates(&place.key("say"), &raw_failure.say, value_names) {
            let failure = Failure { code: code.clone(), say, remedy: remedy.clone() };
            failures.entry(locale).or_default().push(failure);
        }
    }
    failures
}

fn remedy(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &raw::Failure,
    values: &[raw::FormValue],
) -> Option<Remedy> {
    match (&raw.ask, &raw.answer, &raw.hand_to_human) {
        (Some(value), None, None) => {
            let known: Vec<&String> = values.iter().filter_map(|value| value.id.as_ref()).collect();
            if !known.contains(&value) {
                place.key("ask").error(
                    cx.problems,
                    "unknown-reference",
                    format!("the form has no value `{value}`"),
                    nearest(value, &known),
                );
                return None;
            }
            cx.id(&place.key("ask"), value).map(Remedy::Ask)
        }
        (None, Some(article), None) => cx.id(&place.key("answer"), article).map(Remedy::Answer),
        (None, None, Some(raw)) => {
            cx.hand_over(&place.key("hand_to_human"), raw).map(Remedy::HandToHuman)
        }
        _ => {
            place.error(
                cx.problems,
                "invalid-failure",
                "a failure has one remedy",
                "write `say:` and one of ask, answer, hand_to_human",
            );
            None
        }
    }
}

/// Parses the values to collect, each into its form in every locale.
fn values(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &[raw::FormValue],
) -> Vec<BTreeMap<Locale, Slot>> {
    if raw.is_empty() {
        place.error(
            cx.problems,
            "missing-key",
            "the form collects no value",
            "add `values:`; something that needs no value is an article",
        );
    }
    limits::list(place, cx.problems, raw.len(), KnowledgeBase::MAX_OPTIONS, "values");
    let mut slots = Vec::new();
    let mut seen: Vec<Id> = Vec::new();
    for (index, raw) in raw.iter().enumerate() {
        let place = place.index(index);
        let Some(id) = cx.required_id(&place, "id", raw.id.as_ref()) else { continue };
        if seen.contains(&id) {
            place.error(
                cx.problems,
                "duplicate-id",
                format!("the value `{id}` is there twice"),
                "give one of them another id",
            );
        }
        seen.push(id.clone());
        let mut asks = cx.templates(&place.key("ask"), &raw.ask, &[]);
        // A choice shows its options, so its question may well be asked in the same words again.
        let mut retries = match &raw.retry {
            Some(retry) => cx.templates(&place.key("retry"), retry, &[]),
            None => asks.clone(),
        };
        let mut kinds = kinds(cx, &place, raw);
        let fact = raw.fact.as_ref().and_then(|fact| cx.id(&place.key("fact"), fact));
        let mut by_locale = BTreeMap::new();
        for locale in &cx.locales {
            let (Some(ask), Some(retry), Some(kind)) =
                (asks.remove(locale), retries.remove(locale), kinds.remove(locale))
            else {
                continue;
            };
            let (id, fact, optional) = (id.clone(), fact.clone(), raw.optional);
            by_locale.insert(*locale, Slot { id, kind, ask, retry, fact, optional });
        }
        slots.push(by_locale);
    }
    slots
}

/// Parses what a value accepts, in every locale.
fn kinds(cx: &Context<'_>, place: &Place<'_>, raw: &raw::FormValue) -> BTreeMap<Locale, SlotKind> {
    let everywhere =
        |kind: SlotKind| cx.locales.iter().map(|locale| (*locale, kind.clone())).collect();
    let Some(name) = cx.required(place, "type", raw.kind.as_deref()) else {
        return BTreeMap::new();
    };
    for (key, given, wanted) in [
        ("pattern", raw.pattern.is_some(), name == "pattern"),
        ("choices", !raw.choices.is_empty(), name == "choice"),
    ] {
        if given && !wanted && TYPES.contains(&name) {
            place.name_of(key).error(
                cx.problems,
                "unknown-key",
                format!("a value of type `{name}` has no `{key}`"),
                format!("remove it, or change the type to `{}`", key.trim_end_matches('s')),
            );
        }
    }
    match name {
        "text" => everywhere(SlotKind::Text),
        "number" => everywhere(SlotKind::Number),
        "amount" => everywhere(SlotKind::Amount),
        "truth" => everywhere(SlotKind::Truth),
        "date" => everywhere(SlotKind::Date),
        "email" => everywhere(SlotKind::Email),
        "phone" => everywhere(SlotKind::Phone),
        "choice" => choices(cx, &place.key("choices"), &raw.choices),
        "pattern" => {
            let Some(mask) = cx.required(place, "pattern", raw.pattern.as_deref()) else {
                return BTreeMap::new();
            };
            match Mask::parse(mask) {
                Some(mask) => everywhere(SlotKind::Pattern(mask)),
                None => {
                    place.key("pattern").error(
                        cx.problems,
                        "invalid-pattern",
                        format!("`{mask}` has no place for a digit or a letter"),
                        "write 9 for a digit, A for a letter, * for either: OD-999999",
                    );
                    BTreeMap::new()
                }
            }
        }
        other => {
            place.key("type").error(
                cx.problems,
                "unknown-type",
                format!("`{other}` is not a type of value"),
                nearest(other, &TYPES),
            );
            BTreeMap::new()
        }
    }
}

fn choices(cx: &Context<'_>, place: &Place<'_>, raw: &[raw::Topic]) -> BTreeMap<Locale, SlotKind> {
    limits::list(place, cx.problems, raw.len(), KnowledgeBase::MAX_OPTIONS, "choices");
    if raw.len() < 2 {
        place.error(
            cx.problems,
            "missing-key",
            "a choice has at least two options",
            "add `choices: [{id: …, title: …}, …]`",
        );
    }
    let mut options: BTreeMap<Locale, Vec<Choice>> = BTreeMap::new();
    for (index, raw) in raw.iter().enumerate() {
        let place = place.index(index);
        let Some(id) = cx.required_id(&place, "id", raw.id.as_ref()) else { continue };
        for (locale, title) in cx.by_locale(&place.key("title"), &raw.title) {
            options.entry(locale).or_default().push(Choice { id: id.clone(), title });
        }
    }
    options.into_iter().map(|(locale, options)| (locale, SlotKind::Choice(options))).collect()
}

/// What a value may be.
pub(super) const TYPES: [&str; 9] =
    ["text", "number", "amount", "truth", "date", "email", "phone", "choice", "pattern"];
