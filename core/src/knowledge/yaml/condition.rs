//! Conditions, wherever they are written: in rules and in the audiences of articles.

use std::collections::BTreeMap;

use super::context::Context;
use super::document::{Place, nearest};
use super::raw::{self, Scalar};
use super::settings::{time_range, weekdays};
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{Comparison, Condition, Counter, Subject, Test};
use crate::time::Weekday;

/// Parses a condition.
pub(super) fn parse(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &raw::Condition,
) -> Option<Condition> {
    let heads = [
        ("all", raw.all.is_some()),
        ("any", raw.any.is_some()),
        ("not", raw.not.is_some()),
        ("message", raw.message.is_some()),
        ("intent", raw.intent.is_some()),
        ("fact", raw.fact.is_some()),
        ("note", raw.note.is_some()),
        ("session", raw.session.is_some()),
        ("channel", raw.channel.is_some()),
        ("locale", raw.locale.is_some()),
        ("clock", raw.clock.is_some()),
    ];
    let given: Vec<&str> =
        heads.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
    let [head] = given[..] else {
        // A misspelt subject has been told.
        if given.is_empty() && heads.iter().any(|(name, _)| place.has(name, cx.problems)) {
            return None;
        }
        let (message, hint) = if given.is_empty() {
            let names: Vec<&str> = heads.iter().map(|(name, _)| *name).collect();
            (
                "this condition has no subject".to_owned(),
                format!("add one of: {}", names.join(", ")),
            )
        } else {
            let message = format!("this condition has several subjects: {}", given.join(", "));
            (message, "put each into an item of `all:` or `any:`".to_owned())
        };
        place.error(cx.problems, "invalid-condition", message, hint);
        return None;
    };
    let place_of_head = place.key(head);
    let takes_tests = matches!(head, "fact" | "note" | "session");
    let test = test(cx, place, raw, takes_tests, head == "intent");
    match head {
        "all" => list(cx, &place_of_head, raw.all.as_deref()?).map(Condition::All),
        "any" => list(cx, &place_of_head, raw.any.as_deref()?).map(Condition::Any),
        "not" => parse(cx, &place_of_head, raw.not.as_deref()?)
            .map(|condition| Condition::Not(Box::new(condition))),
        "message" => message(cx, &place_of_head, raw.message.as_ref()?),
        "intent" => intent(cx, place, raw),
        "fact" => Some(Condition::Fact(cx.id(&place_of_head, raw.fact.as_ref()?)?, test?)),
        "note" => Some(Condition::Note(cx.id(&place_of_head, raw.note.as_ref()?)?, test?)),
        "session" => {
            Some(Condition::Counter(counter(cx, &place_of_head, raw.session.as_ref()?)?, test?))
        }
        "channel" => channels(cx, &place_of_head, raw.channel.as_ref()?),
        "locale" => {
            let tags = &raw.locale.as_ref()?.0;
            let found = tags.iter().map(|tag| cx.locale(&place_of_head, tag));
            found.collect::<Option<_>>().map(Condition::Locale)
        }
        _ => clock(cx, &place_of_head, raw.clock.as_ref()?),
    }
}

/// A value as conditions and rules write it; text in the form of a date is a date.
pub(super) fn value(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Truth(truth) => Value::Truth(*truth),
        Scalar::Number(number) => Value::Number(*number),
        Scalar::Text(text) => match text.parse() {
            Ok(date) => Value::Date(date),
            Err(_) => Value::Text(text.clone()),
        },
    }
}

fn list(cx: &Context<'_>, place: &Place<'_>, raw: &[raw::Condition]) -> Option<Vec<Condition>> {
    // Every item is parsed, so that every problem is told.
    let parsed: Vec<Option<Condition>> =
        raw.iter().enumerate().map(|(index, raw)| parse(cx, &place.index(index), raw)).collect();
    parsed.into_iter().collect()
}

fn message(cx: &Context<'_>, place: &Place<'_>, raw: &raw::MessageTest) -> Option<Condition> {
    match (&raw.lexicon, &raw.says) {
        (Some(name), None) => {
            let lexicons = cx.lexicons.borrow();
            let found = lexicons.by_name.get(name).copied();
            if found.is_none() && !lexicons.unread {
                let known: Vec<&String> = lexicons.by_name.keys().collect();
                place.key("lexicon").error(
                    cx.problems,
                    "unknown-lexicon",
                    format!("there is no lexicon `{name}`"),
                    nearest(name, &known),
                );
            }
            found.map(Condition::Says)
        }
        (None, Some(phrases)) => {
            let phrases = cx.by_locale(&place.key("says"), phrases);
            Some(Condition::Says(cx.lexicons.borrow_mut().add(phrases)))
        }
        _ => {
            place.error(
                cx.problems,
                "invalid-condition",
                "a condition on the message has either `lexicon` or `says`",
                "write `message: {lexicon: name}` or `message: {says: {en: […]}}`",
            );
            None
        }
    }
}

fn intent(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Condition) -> Option<Condition> {
    let names = &raw.intent.as_ref()?.0;
    let subjects = names
        .iter()
        .map(|name| {
            // Topics, articles and forms are told apart by the form of their names; whether they
            // exist is checked when everything has been read.
            let id = cx.id(&place.key("intent"), name)?;
            Some(match name.strip_prefix("forms/") {
                Some(form) => Subject::Form(Id::parse(form)?),
                None if name.contains('/') => Subject::Article(id),
                None => Subject::Topic(id),
            })
        })
        .collect::<Option<_>>()?;
    let at_least = match raw.at_least {
        Some(bar) => Some(cx.probability(&place.key("at_least"), bar as f32)?),
        None => None,
    };
    Some(Condition::About { subjects, at_least })
}

fn counter(cx: &Context<'_>, place: &Place<'_>, name: &str) -> Option<Counter> {
    let found = Counter::ALL.into_iter().find(|counter| counter.as_str() == name);
    if found.is_none() {
        let known: Vec<&str> = Counter::ALL.iter().map(|counter| counter.as_str()).collect();
        place.error(
            cx.problems,
            "unknown-counter",
            format!("`{name}` is not a counter of the session"),
            nearest(name, &known),
        );
    }
    found
}

fn channels(cx: &Context<'_>, place: &Place<'_>, raw: &raw::OneOrMany) -> Option<Condition> {
    let known: Vec<&str> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
    let channels = raw
        .0
        .iter()
        .map(|name| {
            let found = Channel::ALL.into_iter().find(|channel| channel.as_str() == name);
            if found.is_none() {
                place.error(
                    cx.problems,
                    "unknown-channel",
                    format!("`{name}` is not a channel"),
                    nearest(name, &known),
                );
            }
            found
        })
        .collect::<Option<_>>()?;
    Some(Condition::Channel(channels))
}

fn clock(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Clock) -> Option<Condition> {
    let on_queue = raw.queue.is_some() || raw.is.is_some();
    let on_time = raw.days.is_some() || raw.between.is_some();
    let on_dates = raw.from.is_some() || raw.until.is_some();
    if [on_queue, on_time, on_dates].into_iter().filter(|given| *given).count() != 1 {
        place.error(
            cx.problems,
            "invalid-condition",
            "a condition on the clock is about a queue, about days and hours, or about dates",
            "write {queue: id, is: open}, {days: mon-fri, between: \"18:00-23:00\"} or {from: …, until: …}",
        );
        return None;
    }
    if on_queue {
        let queue = cx.required_id(place, "queue", raw.queue.as_ref())?;
        let open = match cx.required(place, "is", raw.is.as_deref())? {
            "open" => true,
            "closed" => false,
            other => {
                place.key("is").error(
                    cx.problems,
                    "invalid-condition",
                    format!("a queue is `open` or `closed`, not `{other}`"),
                    "",
                );
                return None;
            }
        };
        return Some(Condition::Queue { queue, open });
    }
    if on_dates {
        let from = cx.optional_date(place, "from", raw.from.as_ref());
        let until = cx.optional_date(place, "until", raw.until.as_ref());
        return Some(Condition::Dates { from, until });
    }
    let days = match &raw.days {
        Some(days) => weekdays(cx, &place.key("days"), days)?,
        None => Weekday::ALL.to_vec(),
    };
    let between = match raw.between.as_deref() {
        None => (0, 24 * 60),
        Some(text) => match time_range(text) {
            Some(range) => range,
            None => {
                place.key("between").error(
                    cx.problems,
                    "invalid-hours",
                    format!("`{text}` is not a range of hours"),
                    "write \"18:00-23:00\"",
                );
                return None;
            }
        },
    };
    Some(Condition::Time { days, between })
}

/// The one test of a fact, a note or a counter; tells tests that have no place here.
fn test(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &raw::Condition,
    takes_tests: bool,
    takes_at_least: bool,
) -> Option<Test> {
    let number =
        |comparison, number: Option<f64>| number.map(|number| Test::Number(comparison, number));
    let tests: BTreeMap<&str, Test> = [
        ("is", raw.is.as_ref().map(|scalar| Test::Is(value(scalar)))),
        ("is_not", raw.is_not.as_ref().map(|scalar| Test::IsNot(value(scalar)))),
        ("in", raw.one_of.as_ref().map(|list| Test::In(list.iter().map(value).collect()))),
        ("over", number(Comparison::Over, raw.over)),
        ("under", number(Comparison::Under, raw.under)),
        ("at_least", number(Comparison::AtLeast, raw.at_least)),
        ("at_most", number(Comparison::AtMost, raw.at_most)),
        ("known", raw.known.map(Test::Known)),
        ("older_than_days", raw.older_than_days.map(Test::OlderThanDays)),
        ("within_days", raw.within_days.map(Test::WithinDays)),
    ]
    .into_iter()
    .filter_map(|(name, test)| test.map(|test| (name, test)))
    .collect();
    if !takes_tests {
        for name in tests.keys().filter(|name| !(takes_at_least && **name == "at_least")) {
            place.name_of(name).error(
                cx.problems,
                "invalid-condition",
                format!("`{name}` tests a fact, a note or a counter, and there is none here"),
                "remove it, or add `fact:`",
            );
        }
        return None;
    }
    if tests.len() > 1 {
        let names: Vec<&str> = tests.keys().copied().collect();
        place.error(
            cx.problems,
            "invalid-condition",
            format!("this condition has several tests: {}", names.join(", ")),
            "put each into an item of `all:` or `any:`",
        );
        return None;
    }
    Some(tests.into_values().next().unwrap_or(Test::Holds))
}
