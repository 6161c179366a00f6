//! `dialogues/**.yaml`.

use super::context::Context;
use super::document::{Document, Place, nearest};
use super::raw;
use crate::availability::Availability;
use crate::channel::Channel;
use crate::facts::Facts;
use crate::id::Id;
use crate::knowledge::{Dialogue, Expectation, Input, MessageKey, Turn};
use crate::reason::{HandoffEvent, Reason};
use crate::reply::Promise;
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
    let availability = match &raw.availability {
        None => None,
        Some(json) => Some(availability(cx, &place.key("availability"), json)?),
    };
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
        .map(|(index, raw)| turn(cx, &place.key("turns").index(index), raw, zone))
        .collect();
    let turns = parsed.into_iter().collect::<Option<_>>()?;
    Some(Dialogue {
        name: name?,
        locale: locale?,
        channel: channel?,
        facts,
        availability,
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

fn turn(cx: &Context<'_>, place: &Place<'_>, mut raw: raw::Turn, zone: &TimeZone) -> Option<Turn> {
    let input = input(cx, place, &mut raw, zone);
    let id = |key: &str, text: &String| cx.id(&place.key(key), text);
    let mut expectations: Vec<Option<Expectation>> = Vec::new();
    expectations.extend(raw.answer.map(|article| id("answer", &article).map(Expectation::Answer)));
    expectations.extend(raw.offers.map(|article| id("offers", &article).map(Expectation::Offers)));
    expectations.extend(raw.clarify.map(|options| {
        let ids = options.iter().map(|option| id("clarify", option));
        ids.collect::<Option<Vec<Id>>>().map(Expectation::Clarify)
    }));
    let wanted = (raw.queue.as_ref(), raw.promise.as_ref());
    expectations.extend(raw.human.map(|name| human(cx, place, &name, wanted)));
    expectations.extend(raw.offer.map(|rule| id("offer", &rule).map(Expectation::Offer)));
    expectations.extend(raw.silent.filter(|is| *is).map(|_| Some(Expectation::Silent)));
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
            "write one of: answer, offers, clarify, offer, human, no_match, unanswered, ask, act, says, \
             close, silent",
        );
        return None;
    };
    Some(Turn { input: input?, expected: expected?, text: raw.text, span: place.span() })
}

/// Parses what a person, or the host, does in a turn.
fn input(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &mut raw::Turn,
    zone: &TimeZone,
) -> Option<Input> {
    let mut inputs: Vec<Option<Input>> = Vec::new();
    inputs.extend(raw.user.take().map(|text| Some(Input::Says(text))));
    inputs.extend(raw.choose.take().map(|number| {
        if number == 0 {
            place.key("choose").error(
                cx.problems,
                "invalid-turn",
                "options are counted from 1",
                "write `choose: 1` for the first one",
            );
        }
        (number > 0).then_some(Input::Chooses(number))
    }));
    inputs.extend(raw.digits.take().map(|keys| Some(Input::Presses(keys))));
    inputs.extend(raw.heard.take().map(|texts| Some(Input::Heard(texts))));
    inputs.extend(raw.silence.take().filter(|is| *is).map(|_| Some(Input::Silence)));
    inputs.extend(raw.noise.take().filter(|is| *is).map(|_| Some(Input::Noise)));
    inputs.extend(raw.start.take().filter(|is| *is).map(|_| Some(Input::Starts)));
    inputs.extend(raw.comes_back.take().map(|later| {
        let place = place.key("comes_back");
        let channel = cx.required(&place, "channel", later.channel.as_ref());
        let at = cx.required(&place, "at", later.at.as_ref());
        Some(Input::ComesBack {
            channel: self::channel(cx, &place.key("channel"), channel?)?,
            at: local_time(cx, &place.key("at"), at?, zone)?,
        })
    }));
    let facts = |key, raw: &_| facts(cx, &place.key(key), raw);
    inputs.extend(raw.facts.take().map(|raw| Some(Input::Learns(facts("facts", &raw)))));
    inputs.extend(raw.acted.take().map(|raw| Some(Input::Acted(facts("acted", &raw)))));
    let failed = raw.failed.take();
    inputs.extend(failed.map(|code| cx.id(&place.key("failed"), &code).map(Input::Failed)));
    inputs.extend(raw.handoff.take().map(|name| {
        let found = HandoffEvent::ALL.into_iter().find(|event| event.as_str() == name);
        if found.is_none() {
            let known: Vec<&str> = HandoffEvent::ALL.iter().map(|event| event.as_str()).collect();
            place.key("handoff").error(
                cx.problems,
                "unknown-event",
                format!("`{name}` is nothing that becomes of a hand-over"),
                nearest(&name, &known),
            );
        }
        found.map(Input::Handoff)
    }));
    if inputs.len() != 1 {
        place.error(
            cx.problems,
            "invalid-turn",
            "a turn has one of: user, choose, digits, heard, silence, noise, start, comes_back, \
             facts, acted, failed, handoff",
            "write what the person says, `user: …`",
        );
        return None;
    }
    inputs.pop().flatten()
}

fn availability(
    cx: &Context<'_>,
    place: &Place<'_>,
    json: &serde_json::Value,
) -> Option<Availability> {
    match Availability::from_json(&json.to_string()) {
        Ok(availability) => Some(availability),
        Err(error) => {
            let hint =
                "write queues, callbacks, channels, message; times as 2026-11-25T09:00+01:00";
            place.error(cx.problems, "invalid-availability", error.to_string(), hint);
            None
        }
    }
}

fn human(
    cx: &Context<'_>,
    place: &Place<'_>,
    name: &str,
    (queue, promise): (Option<&String>, Option<&String>),
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
    if let Some(promise) = promise.filter(|name| !Promise::NAMES.contains(&name.as_str())) {
        place.key("promise").error(
            cx.problems,
            "unknown-promise",
            format!("`{promise}` is nothing that is promised"),
            nearest(promise, &Promise::NAMES),
        );
        return None;
    }
    Some(Expectation::Human { reason: reason?, queue, promise: promise.cloned() })
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
