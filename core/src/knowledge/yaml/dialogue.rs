//! `dialogues/**.yaml`.

use super::context::Context;
use super::document::{Document, Place, nearest};
use super::raw;
use crate::channel::Channel;
use crate::facts::Facts;
use crate::id::Id;
use crate::knowledge::{Dialogue, Expectation, Input, MessageKey, Turn};
use crate::reason::Reason;
use crate::time::{TimeZone, Timestamp};

/// Parses the dialogues of a file.
pub(super) fn parse(cx: &Context<'_>, document: &Document, zone: &TimeZone) -> Vec<Dialogue> {
    let root = document.root();
    let raw: Vec<raw::Dialogue> = root.read(cx.problems);
    raw.into_iter()
        .enumerate()
        .filter_map(|(index, raw)| dialogue(cx, &root.index(index), raw, zone))
        .collect()
}

fn dialogue(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: raw::Dialogue,
    zone: &TimeZone,
) -> Option<Dialogue> {
    let name = cx.required(place, "name", raw.name);
    let locale = cx
        .required(place, "locale", raw.locale.as_ref())
        .and_then(|tag| cx.locale(&place.key("locale"), tag));
    let channel = match &raw.channel {
        None => Some(Channel::default()),
        Some(name) => channel(cx, &place.key("channel"), name),
    };
    let at = match &raw.at {
        None => Some(monday_morning(zone)),
        Some(text) => local_time(cx, &place.key("at"), text, zone),
    };
    let facts = facts(cx, &place.key("facts"), &raw.facts);
    if raw.turns.is_empty() {
        place.error(
            cx.problems,
            "missing-key",
            "the dialogue has no turn",
            "add `turns:` with `- user: …` and what must come back",
        );
    }
    let parsed: Vec<Option<Turn>> = raw
        .turns
        .into_iter()
        .enumerate()
        .map(|(index, raw)| turn(cx, &place.key("turns").index(index), raw))
        .collect();
    let turns = parsed.into_iter().collect::<Option<_>>()?;
    Some(Dialogue {
        name: name?,
        locale: locale?,
        channel: channel?,
        facts,
        at: at?,
        turns,
        span: place.span(),
    })
}

fn channel(cx: &Context<'_>, place: &Place<'_>, name: &str) -> Option<Channel> {
    let found = Channel::ALL.into_iter().find(|channel| channel.as_str() == name);
    if found.is_none() {
        let known: Vec<&str> = Channel::ALL.iter().map(|channel| channel.as_str()).collect();
        place.error(
            cx.problems,
            "unknown-channel",
            format!("`{name}` is not a channel"),
            nearest(name, &known),
        );
    }
    found
}

fn facts(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &std::collections::BTreeMap<String, serde_json::Value>,
) -> Facts {
    let mut facts = Facts::new();
    for (name, value) in raw {
        let object = serde_json::json!({ name.as_str(): value }).to_string();
        match Facts::from_json(&object) {
            Ok(fact) => facts.merge(fact),
            Err(error) => {
                place.key(name).error(cx.problems, "invalid-fact", error.to_string(), "");
            }
        }
    }
    facts
}

fn turn(cx: &Context<'_>, place: &Place<'_>, raw: raw::Turn) -> Option<Turn> {
    let input = match (raw.user, raw.choose) {
        (Some(text), None) => Some(Input::Says(text)),
        (None, Some(number)) if number > 0 => Some(Input::Chooses(number)),
        (None, Some(_)) => {
            place.key("choose").error(
                cx.problems,
                "invalid-turn",
                "options are counted from 1",
                "write `choose: 1` for the first one",
            );
            None
        }
        _ => {
            place.error(
                cx.problems,
                "invalid-turn",
                "a turn has either `user` or `choose`",
                "write what the person says, `user: …`",
            );
            None
        }
    };
    let id = |key: &str, text: &String| cx.id(&place.key(key), text);
    let mut expectations: Vec<Option<Expectation>> = Vec::new();
    expectations.extend(raw.answer.map(|article| id("answer", &article).map(Expectation::Answer)));
    expectations.extend(raw.offers.map(|article| id("offers", &article).map(Expectation::Offers)));
    expectations.extend(raw.clarify.map(|options| {
        let ids = options.iter().map(|option| id("clarify", option));
        ids.collect::<Option<Vec<Id>>>().map(Expectation::Clarify)
    }));
    expectations.extend(raw.human.map(|name| human(cx, place, &name, raw.queue.as_ref())));
    expectations.extend(raw.no_match.filter(|is| *is).map(|_| Some(Expectation::NoMatch)));
    expectations.extend(raw.unanswered.filter(|is| *is).map(|_| Some(Expectation::Unanswered)));
    expectations.extend(raw.ask.map(|value| id("ask", &value).map(Expectation::Ask)));
    expectations.extend(raw.act.map(|action| Some(Expectation::Act(action))));
    expectations.extend(raw.says.map(|name| says(cx, &place.key("says"), &name)));
    expectations.extend(raw.close.filter(|is| *is).map(|_| Some(Expectation::Close)));
    let count = expectations.len();
    let expected = expectations.pop().filter(|_| count == 1);
    let Some(expected) = expected else {
        let message = match count {
            0 => "the turn does not say what must come back".to_owned(),
            _ => format!("a turn says one thing that must come back, and this one says {count}"),
        };
        place.error(
            cx.problems,
            "invalid-turn",
            message,
            "write one of: answer, offers, clarify, human, no_match, unanswered, ask, act, says, close",
        );
        return None;
    };
    Some(Turn { input: input?, expected: expected?, text: raw.text, span: place.span() })
}

fn human(
    cx: &Context<'_>,
    place: &Place<'_>,
    name: &str,
    queue: Option<&String>,
) -> Option<Expectation> {
    let reason = Reason::ALL.into_iter().find(|reason| reason.as_str() == name);
    if reason.is_none() {
        let known: Vec<&str> = Reason::ALL.iter().map(|reason| reason.as_str()).collect();
        place.key("human").error(
            cx.problems,
            "unknown-reason",
            format!("`{name}` is not a reason of a hand-over"),
            nearest(name, &known),
        );
    }
    let queue = match queue {
        Some(queue) => Some(cx.id(&place.key("queue"), queue)?),
        None => None,
    };
    Some(Expectation::Human { reason: reason?, queue })
}

fn says(cx: &Context<'_>, place: &Place<'_>, name: &str) -> Option<Expectation> {
    let key = MessageKey::parse(name);
    if key.is_none() {
        let known: Vec<&str> = MessageKey::ALL.iter().map(|key| key.as_str()).collect();
        place.error(
            cx.problems,
            "unknown-message",
            format!("`{name}` is not a message of the assistant"),
            nearest(name, &known),
        );
    }
    key.map(Expectation::Says)
}

/// When a dialogue takes place unless it says so: a Monday at ten, when people work.
fn monday_morning(zone: &TimeZone) -> Timestamp {
    let monday = "2026-11-23".parse().expect("a date of the calendar");
    zone.instant(monday, 10 * 60)
}

/// Parses `2026-11-23T10:00`, the time that clocks of the knowledge base's zone show.
fn local_time(
    cx: &Context<'_>,
    place: &Place<'_>,
    text: &str,
    zone: &TimeZone,
) -> Option<Timestamp> {
    let parsed = text.split_once(['T', ' ']).and_then(|(date, time)| {
        let (hour, minute) = time.split_once(':')?;
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.get(..2)?.parse::<u16>().ok()?);
        let valid = hour < 24 && minute < 60;
        valid.then_some(zone.instant(date.parse().ok()?, hour * 60 + minute))
    });
    if parsed.is_none() {
        place.error(
            cx.problems,
            "invalid-time",
            format!("`{text}` is not a date and time"),
            "write 2026-11-23T10:00",
        );
    }
    parsed
}
