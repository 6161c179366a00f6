use std::collections::BTreeMap;

use proptest::prelude::*;

use super::form::{problems, schema};
use super::id;
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::locale::Locale;
use crate::memo::{Due, Memo, PastContact, Promised};
use crate::reason::Reason;
use crate::reply::Resolution;
use crate::seal::SealKey;
use crate::time::{Date, Timestamp};

#[derive(Clone, Debug)]
enum Event {
    Note(Locale, PastContact),
    Remember(Id, Value),
    Raise(Id, Date),
    Form(Id, BTreeMap<Id, Value>),
    Owe(Promised),
}

fn ids() -> impl Strategy<Value = Id> {
    "[a-z0-9_-]{1,30}([/.][a-z0-9_-]{1,28}){0,3}".prop_map(|text| id(&text))
}

fn values() -> impl Strategy<Value = Value> {
    let flat = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\"\\\\é🧶\\n]{0,60}".prop_map(Value::Text),
        (any::<i64>(), "[A-Z]{3}")
            .prop_map(|(hundredths, currency)| Value::Amount { hundredths, currency }),
        (-700_000..2_900_000_i64).prop_map(|day| {
            Value::read(Timestamp(day * 86_400).to_string().split('T').next().unwrap_or_default())
        }),
    ];
    flat.prop_recursive(3, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Value::List))
}

fn contacts() -> impl Strategy<Value = PastContact> {
    (
        any::<i64>(),
        prop::sample::select(Channel::ALL.to_vec()),
        prop::option::of(prop_oneof![any::<String>(), "[é🧶👩‍👧\"\\\\ \\n]{0,200}"]),
        prop::collection::vec(ids(), 0..6),
        prop::sample::select(Resolution::ALL.to_vec()),
        prop::option::of(prop::sample::select(Reason::ALL.to_vec())),
        prop::option::of(1..=5_u8),
    )
        .prop_map(|(at, channel, asked, subjects, result, reason, score)| PastContact {
            at: Timestamp(at),
            channel,
            asked,
            subjects,
            result,
            reason,
            score,
        })
}

fn promises() -> impl Strategy<Value = Promised> {
    let callback = (ids(), prop::option::of(ids()), any::<i64>(), any::<i64>()).prop_map(
        |(slot, queue, from, until)| Due::Callback {
            slot,
            queue,
            from: Timestamp(from),
            until: Timestamp(until),
        },
    );
    let due = prop_oneof![callback, Just(Due::Message)];
    (due, any::<i64>(), prop::option::of(any::<String>())).prop_map(|(due, since, key)| Promised {
        due,
        since: Timestamp(since),
        key,
    })
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let locales = prop::sample::select(vec![Locale::FR, Locale::EN, "abc-123".parse().expect("")]);
    let note = (locales, contacts()).prop_map(|(locale, contact)| Event::Note(locale, contact));
    let remember = (ids(), values()).prop_map(|(name, value)| Event::Remember(name, value));
    let raise = (ids(), (1970..2100_i16, 1..13_u8, 1..29_u8)).prop_map(|(rule, (y, m, d))| {
        Event::Raise(rule, Date::new(y, m, d).expect("a day of every month"))
    });
    let form = (ids(), prop::collection::btree_map(ids(), values(), 0..15))
        .prop_map(|(form, values)| Event::Form(form, values));
    let owe = promises().prop_map(Event::Owe);
    (
        prop::collection::vec(note, 0..30),
        prop::collection::vec(remember, 0..30),
        prop::collection::vec(raise, 0..30),
        prop::collection::vec(form, 0..3),
        prop::collection::vec(owe, 0..3),
    )
        .prop_map(|(notes, values, raises, forms, promises)| {
            [notes, values, raises, forms, promises].concat()
        })
        .prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_memo_is_small_and_keeps_what_counts(events in events()) {
        let schema = schema();
        let now = Timestamp(0);
        let mut memo = Memo::new();
        let mut last = None;
        let mut owed = None;
        let mut given: Vec<Id> = Vec::new();
        for event in events {
            match event {
                Event::Note(locale, contact) => {
                    memo.note(locale, contact.clone());
                    last = Some((locale, contact));
                }
                Event::Remember(name, value) => {
                    given.retain(|known| *known != name);
                    if memo.remember(&name, &value, now) {
                        given.push(name);
                    }
                }
                Event::Raise(rule, today) => memo.raise(&rule, today),
                Event::Form(form, values) => memo.keep_form(&form, &values, now),
                Event::Owe(promised) => {
                    memo.owe(promised.clone());
                    owed = Some(promised.due);
                }
            }
            prop_assert!(memo.to_json().len() <= Memo::MAX_BYTES);
        }
        let json = memo.to_json();
        prop_assert_eq!(&Memo::from_json(&json).expect("its own JSON"), &memo);
        prop_assert_eq!(problems(&schema, &json), [""; 0]);
        prop_assert_eq!(memo.promise().map(|promised| promised.due.clone()), owed);
        if let Some((locale, contact)) = last {
            let kept = memo.last_contact().expect("the last contact");
            prop_assert_eq!(memo.locale(), Some(locale));
            prop_assert_eq!(
                (kept.at, kept.channel, kept.result, kept.reason, kept.score),
                (contact.at, contact.channel, contact.result, contact.reason, contact.score)
            );
            prop_assert_eq!(kept.subjects.last(), contact.subjects.last());
        }
        for name in given.iter().rev().take(3) {
            prop_assert!(memo.value(name.as_str()).is_some(), "{name} is gone");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let key = SealKey::new(&[7; 16]).expect("a key");
        let _ = Memo::from_json(&text);
        prop_assert!(Memo::open(&bytes, &key).is_err());
    }
}
