//! `relais.yaml`.

use std::collections::BTreeMap;

use super::context::Context;
use super::document::{Place, Problems};
use super::{limits, raw};
use crate::id::Id;
use crate::knowledge::{
    Bars, Contact, Hours, KnowledgeBase, Measure, Messaging, Queue, Reach, Settings, Topic, Voice,
};
use crate::locale::Locale;
use crate::text::Language;
use crate::time::{TimeZone, Timestamp, Weekday};

/// The locales that `relais.yaml` names; the first problem of a knowledge base may be that it has
/// none.
pub(super) fn locales(place: &Place<'_>, raw: &raw::Base, problems: &Problems) -> Vec<Locale> {
    let mut locales: Vec<Locale> = Vec::new();
    for (index, tag) in raw.locales.iter().enumerate() {
        let at = place.key("locales").index(index);
        match tag.parse::<Locale>() {
            Ok(locale) if locales.contains(&locale) => {
                at.error(problems, "duplicate-locale", format!("`{tag}` is named twice"), "");
            }
            Ok(locale) => {
                if Language::from_tag(locale.as_str()).is_none() {
                    at.warning(
                        problems,
                        "unknown-language",
                        format!("there is no stemmer for `{tag}`: words are compared as they are"),
                        "write more wordings, with the words in their usual forms",
                    );
                }
                locales.push(locale);
            }
            Err(error) => {
                let message = error.to_string();
                let (message, hint) = message.split_once("; ").unwrap_or((&message, ""));
                at.error(problems, "invalid-locale", message, hint);
            }
        }
    }
    if locales.is_empty() {
        place.error(
            problems,
            "missing-key",
            "the knowledge base has no locale",
            "add `locales: [en]`; the first one is the default",
        );
    }
    locales
}

/// The language of the people who answer, where `relais.yaml` names one. Nothing of it is left to
/// the run time: what they read is put into the messages of every locale, and reports are for them.
pub(super) fn agents(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Base) -> Option<Locale> {
    let tag = raw.agents.as_ref()?;
    cx.locale(&place.key("agents"), tag)
}

/// Parses `relais.yaml` into the settings of each locale.
pub(super) fn parse(
    cx: &Context<'_>,
    place: &Place<'_>,
    raw: &raw::Base,
) -> BTreeMap<Locale, Settings> {
    let name = cx.required(place, "name", raw.name.clone()).unwrap_or_default();
    let disclosure = cx.templates(&place.key("disclosure"), &raw.disclosure, &[]);
    let topics = topics(cx, &place.key("topics"), &raw.topics);
    let queues = queues(cx, place, &raw.queues);
    let contacts = contacts(cx, &place.key("contact"), &raw.contact);
    let bars = bars(cx, &place.key("bars"), &raw.bars);
    let zone = time_zone(cx, place, raw.time_zone.as_ref());
    let spoken = Voice::default().max_sentences;
    let voice = Voice {
        max_sentences: raw.voice.max_sentences.map_or(spoken, |most| most.max(1)),
        text_action: raw.voice.text_action.clone(),
    };
    let fact = |key: &str, name: &Option<String>| {
        name.as_ref().and_then(|name| cx.id(&place.key("reach").key(key), name))
    };
    let reach =
        Reach { phone: fact("phone", &raw.reach.phone), email: fact("email", &raw.reach.email) };
    let satisfaction = match &raw.satisfaction {
        None => Measure::default(),
        Some(name) => measure(cx, &place.key("satisfaction"), name),
    };
    let standard = Messaging::default();
    let messaging = Messaging {
        max_characters: raw.messaging.max_characters.unwrap_or(standard.max_characters),
        max_options: raw.messaging.max_options.unwrap_or(standard.max_options),
    };
    let mut settings = BTreeMap::new();
    for locale in &cx.locales {
        let Some(disclosure) = disclosure.get(locale) else { continue };
        settings.insert(
            *locale,
            Settings {
                name: name.clone(),
                locale: *locale,
                disclosure: disclosure.clone(),
                topics: topics.get(locale).cloned().unwrap_or_default(),
                queues: queues.get(locale).cloned().unwrap_or_default(),
                contact: contacts.get(locale).cloned().unwrap_or_default(),
                bars,
                voice: voice.clone(),
                messaging,
                reach: reach.clone(),
                satisfaction,
                zone: zone.clone(),
            },
        );
    }
    settings
}

fn measure(cx: &Context<'_>, place: &Place<'_>, name: &str) -> Measure {
    let all = [Measure::Ces, Measure::Csat];
    all.into_iter().find(|measure| measure.as_str() == name).unwrap_or_else(|| {
        place.error(
            cx.problems,
            "unknown-measure",
            format!("`{name}` is not a measure of satisfaction"),
            "write ces (how easy it was) or csat (how satisfied the customer is)",
        );
        Measure::default()
    })
}

fn topics(cx: &Context<'_>, place: &Place<'_>, raw: &[raw::Topic]) -> BTreeMap<Locale, Vec<Topic>> {
    limits::list(place, cx.problems, raw.len(), KnowledgeBase::MAX_OPTIONS, "topics");
    let mut topics: BTreeMap<Locale, Vec<Topic>> = BTreeMap::new();
    let mut seen: Vec<Id> = Vec::new();
    for (index, raw) in raw.iter().enumerate() {
        let place = place.index(index);
        let Some(id) = cx.required_id(&place, "id", raw.id.as_ref()) else { continue };
        if seen.contains(&id) {
            place.error(
                cx.problems,
                "duplicate-id",
                format!("the topic `{id}` is there twice"),
                "keep one of them",
            );
            continue;
        }
        seen.push(id.clone());
        for (locale, title) in cx.by_locale(&place.key("title"), &raw.title) {
            topics.entry(locale).or_default().push(Topic { id: id.clone(), title });
        }
    }
    topics
}

fn queues(cx: &Context<'_>, place: &Place<'_>, raw: &[raw::Queue]) -> BTreeMap<Locale, Vec<Queue>> {
    if raw.is_empty() {
        place.error(
            cx.problems,
            "missing-key",
            "there is no queue, so nobody could take over",
            "add `queues:` with at least one",
        );
    }
    let mut queues: BTreeMap<Locale, Vec<Queue>> = BTreeMap::new();
    for (index, raw) in raw.iter().enumerate() {
        let place = place.key("queues").index(index);
        let Some(id) = cx.required_id(&place, "id", raw.id.as_ref()) else { continue };
        let mut hours = Hours::default();
        let mut all_read = true;
        for (days, text) in &raw.hours {
            let at = place.key("hours");
            let (on, openings) =
                (weekdays(cx, &at.name_of(days), days), openings(cx, &at.key(days), text));
            let (Some(days), Some(openings)) = (on, openings) else {
                all_read = false;
                continue;
            };
            for day in days {
                hours.week[day as usize].extend(&openings);
                hours.week[day as usize].sort_unstable();
            }
        }
        for (index, text) in raw.closed.iter().enumerate() {
            hours.closed.extend(cx.date(&place.key("closed").index(index), text));
        }
        if all_read && hours.week.iter().all(Vec::is_empty) {
            place.warning(
                cx.problems,
                "never-open",
                format!("the queue `{id}` is never open"),
                "add `hours: {mon-fri: \"09:00-18:00\"}`",
            );
        }
        for (locale, title) in cx.by_locale(&place.key("title"), &raw.title) {
            let queue = Queue { id: id.clone(), title, hours: hours.clone() };
            queues.entry(locale).or_default().push(queue);
        }
    }
    queues
}

fn contacts(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Contact) -> BTreeMap<Locale, Contact> {
    let mut contacts: BTreeMap<Locale, Contact> =
        cx.locales.iter().map(|locale| (*locale, Contact::default())).collect();
    let lines = [
        ("phone", &raw.phone),
        ("email", &raw.email),
        ("url", &raw.url),
        ("address", &raw.address),
    ];
    for (key, line) in lines {
        let Some(line) = line else { continue };
        for (locale, text) in cx.by_locale(&place.key(key), line) {
            if key == "url" {
                cx.url(&place.key(key), &text);
            }
            let Some(contact) = contacts.get_mut(&locale) else { continue };
            match key {
                "phone" => contact.phone = Some(text),
                "email" => contact.email = Some(text),
                "url" => contact.url = Some(text),
                _ => contact.address = Some(text),
            }
        }
    }
    if lines.iter().all(|(_, line)| line.is_none()) {
        place.error(
            cx.problems,
            "missing-key",
            "the contact card is empty, so a customer could be left without a way to a person",
            "add `contact: {phone: …}`, or email, url, address",
        );
    }
    contacts
}

fn bars(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Bars) -> Bars {
    let standard = Bars::default();
    let read = |key: &str, value: Option<f32>| {
        value.and_then(|value| cx.probability(&place.key(key), value))
    };
    let bars = Bars {
        answer: read("answer", raw.answer).unwrap_or(standard.answer),
        clarify: read("clarify", raw.clarify).unwrap_or(standard.clarify),
    };
    if bars.clarify > bars.answer {
        place.key("clarify").error(
            cx.problems,
            "bars-out-of-order",
            "the clarify bar is above the answer bar",
            "a choice is offered where an answer is not sure enough: clarify <= answer",
        );
    }
    bars
}

fn time_zone(cx: &Context<'_>, place: &Place<'_>, name: Option<&String>) -> TimeZone {
    let Some(name) = cx.required(place, "time_zone", name) else { return TimeZone::default() };
    let place = place.key("time_zone");
    let Ok(zone) = jiff::tz::TimeZone::get(name) else {
        place.error(
            cx.problems,
            "unknown-time-zone",
            format!("`{name}` is not a time zone"),
            "write an IANA name, such as Europe/Paris",
        );
        return TimeZone::default();
    };
    // Long enough for any bundle in use; the table is a few hundred bytes.
    let (from, until) = (jiff::civil::date(2020, 1, 1), jiff::civil::date(2051, 1, 1));
    let instant = |date: jiff::civil::Date| {
        date.to_zoned(jiff::tz::TimeZone::UTC).map(|zoned| zoned.timestamp())
    };
    let (Ok(from), Ok(until)) = (instant(from), instant(until)) else {
        return TimeZone::default();
    };
    let mut offsets = vec![(Timestamp(from.as_second()), zone.to_offset(from).seconds())];
    for change in zone.following(from).take_while(|change| change.timestamp() < until) {
        offsets.push((Timestamp(change.timestamp().as_second()), change.offset().seconds()));
    }
    TimeZone { name: name.clone(), offsets }
}

/// Parses `mon-fri`, `sat` or `mon, wed-fri`.
pub(super) fn weekdays(cx: &Context<'_>, place: &Place<'_>, text: &str) -> Option<Vec<Weekday>> {
    let day = |name: &str| {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        names.iter().position(|known| *known == name.trim())
    };
    let mut days = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (Some(first), Some(last)) = (day(first), day(last)) else {
            place.error(
                cx.problems,
                "invalid-days",
                format!("`{text}` is not a range of days"),
                "write mon-fri, sat or mon, wed-fri",
            );
            return None;
        };
        // A range may go over Sunday: sat-mon.
        let length = (last + 7 - first) % 7;
        days.extend((0..=length).map(|after| Weekday::ALL[(first + after) % 7]));
    }
    Some(days)
}

/// Parses `08:00-20:00` or `09:00-12:00, 14:00-18:00`.
fn openings(cx: &Context<'_>, place: &Place<'_>, text: &str) -> Option<Vec<(u16, u16)>> {
    text.split(',')
        .map(|part| time_range(part).filter(|(from, to)| from < to))
        .collect::<Option<_>>()
        .or_else(|| {
            place.error(
                cx.problems,
                "invalid-hours",
                format!("`{text}` is not a range of hours"),
                "write \"08:00-20:00\" or \"09:00-12:00, 14:00-18:00\"",
            );
            None
        })
}

/// Parses `18:00-23:00` into minutes since midnight.
pub(super) fn time_range(text: &str) -> Option<(u16, u16)> {
    let time = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        let minutes = hour * 60 + minute;
        (hour <= 24 && minute < 60 && minutes <= 24 * 60).then_some(minutes)
    };
    let (from, to) = text.split_once('-')?;
    Some((time(from)?, time(to)?))
}
