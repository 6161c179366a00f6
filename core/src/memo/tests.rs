use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::availability::CallbackSlot;
use crate::reason::Reason;
use crate::reply::{Promise, Resolution};
use crate::time::Date;

const MONDAY: Timestamp = Timestamp(1_795_424_400);

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn contact(at: Timestamp, asked: &str, subject: &str) -> PastContact {
    PastContact {
        at,
        channel: Channel::Web,
        asked: Some(asked.to_owned()),
        subjects: vec![id(subject)],
        result: Resolution::Unknown,
        reason: None,
        score: None,
    }
}

fn callback(now: Timestamp) -> Promised {
    let slot = CallbackSlot {
        id: id("s-0900"),
        queue: Some(id("service")),
        from: now.plus_days(1),
        until: now.plus_days(2),
    };
    let promise = Promise::Callback { slot, phone: "+33612345678".into() };
    Promised::new(&promise, "c-17/hand-over/1", now).expect("somebody has to call")
}

/// As long as everything can be.
fn longest() -> Memo {
    let long_id = |number: usize| id(&format!("{number:03}{}", "x".repeat(117)));
    let mut memo = Memo::new();
    for number in 0..10 {
        memo.raise(&long_id(number), day("2026-11-23"));
        memo.remember(&long_id(number), &Value::Text("\\".repeat(49)), Timestamp(i64::MIN));
    }
    let values = (0..10).map(|number| (long_id(number), Value::Text("é".repeat(49)))).collect();
    memo.keep_form(&long_id(0), &values, Timestamp(i64::MIN));
    memo.owe(Promised {
        due: Due::Callback {
            slot: long_id(0),
            queue: Some(long_id(1)),
            from: Timestamp(i64::MIN),
            until: Timestamp(i64::MAX),
        },
        since: Timestamp(i64::MIN),
        key: Some("k".repeat(98)),
    });
    for number in 0..10 {
        let contact = PastContact {
            at: Timestamp(i64::MIN + number as i64),
            channel: Channel::Messaging,
            asked: Some("🧶".repeat(90)),
            subjects: (0..5).map(long_id).collect(),
            result: Resolution::NotResolved,
            reason: Some(Reason::ClarificationRefused),
            score: Some(5),
        };
        memo.note("abc-123".parse().expect("a locale"), contact);
    }
    memo
}

#[test]
fn ten_ordinary_contacts_fit_with_what_was_given() {
    let mut memo = Memo::new();
    for number in 0..10 {
        let at = MONDAY.plus_days(number);
        memo.note(Locale::FR, contact(at, "où est ma commande ?", "delivery/track-order"));
    }
    for name in ["order.number", "customer.email", "line.number"] {
        assert!(memo.remember(&id(name), &"OD-123456".into(), MONDAY));
    }
    memo.owe(callback(MONDAY));
    memo.raise(&id("late-parcel"), day("2026-11-23"));
    assert_eq!(memo.contacts().len(), 10);
    assert_eq!(memo.values().len(), 3);
    assert_eq!(memo.raised().len(), 1);
    let last = memo.last_contact().expect("a contact");
    assert_eq!(last.asked.as_deref(), Some("où est ma commande ?"));
    assert_eq!(memo.contacts_about(&id("delivery/track-order"), MONDAY.plus_days(7)), 3);
    assert_eq!(memo.contacts_about(&id("delivery/other"), MONDAY), 0);
}

#[test]
fn the_longest_memo_keeps_what_counts() {
    let memo = longest();
    let json = memo.to_json();
    assert!(json.len() <= Memo::MAX_BYTES, "{}", json.len());
    assert_eq!(memo.last_contact().expect("a contact").at, Timestamp(i64::MIN + 9));
    assert_eq!(memo.values().len(), 3);
    let Some(Promised { due: Due::Callback { .. }, key: Some(key), .. }) = memo.promise() else {
        panic!("{json}");
    };
    assert_eq!(key.len(), 98);
    assert_eq!(Memo::from_json(&json).expect("a memo"), memo);
    let key = SealKey::new(&[7; 32]).expect("a key");
    assert!(memo.seal(&key).len() < 2_000);
}

#[test]
fn the_json_form_is_stable() {
    let mut memo = Memo::new();
    let contact = PastContact {
        channel: Channel::Voice,
        result: Resolution::HandedOver,
        reason: Some(Reason::AskedHuman),
        score: Some(4),
        ..contact(MONDAY, "  where is\n\n my parcel? ", "delivery/track-order")
    };
    memo.note(Locale::EN, contact);
    memo.owe(callback(MONDAY));
    memo.remember(&id("order.number"), &"OD-123456".into(), MONDAY);
    memo.remember(&id("order.due"), &"2026-11-23".into(), MONDAY);
    memo.keep_form(&id("delivery/move"), &BTreeMap::from([(id("floor"), 3.into())]), MONDAY);
    memo.raise(&id("late-parcel"), day("2026-11-23"));
    let json = r#"{"version":1,"locale":"en","channel":"voice","contacts":[{"at":"2026-11-23T09:00:00Z","channel":"voice","asked":"where is my parcel?","subjects":["delivery/track-order"],"result":"handed_over","reason":"asked_human","score":4}],"promise":{"kind":"callback","slot":"s-0900","queue":"service","from":"2026-11-24T09:00:00Z","until":"2026-11-25T09:00:00Z","since":"2026-11-23T09:00:00Z","key":"c-17/hand-over/1"},"values":[{"name":"order.number","value":"OD-123456","at":"2026-11-23T09:00:00Z"},{"name":"order.due","value":"2026-11-23","at":"2026-11-23T09:00:00Z"}],"open":{"form":"delivery/move","values":{"floor":3},"at":"2026-11-23T09:00:00Z"},"raised":[{"rule":"late-parcel","on":"2026-11-23"}]}"#;
    assert_eq!(memo.to_json(), json);
    assert_eq!(Memo::from_json(json).expect("a memo"), memo);
    assert_eq!(Memo::new().to_json(), r#"{"version":1}"#);
    // The message of the customer and the number to call are the host's.
    assert!(!json.contains("612345678"));
}

#[test]
fn a_contact_that_goes_on_is_noted_once() {
    let mut memo = Memo::new();
    memo.note(Locale::FR, contact(MONDAY, "où est mon colis ?", "delivery/track-order"));
    let on = PastContact { channel: Channel::Voice, ..contact(MONDAY, "un humain", "contact") };
    memo.note(Locale::EN, on);
    assert_eq!(memo.contacts().len(), 1);
    assert_eq!(memo.last_contact().expect("a contact").subjects, [id("contact")]);
    assert_eq!((memo.locale(), memo.channel()), (Some(Locale::EN), Some(Channel::Voice)));
}

#[test]
fn a_long_question_is_cut_between_characters() {
    let mut memo = Memo::new();
    for (asked, kept) in [
        ("é".repeat(80), "é".repeat(80)),
        ("é".repeat(81), format!("{}…", "é".repeat(79))),
        ("👩‍👩‍👧".repeat(40), format!("{}…", "👩‍👩‍👧".repeat(40).chars().take(79).collect::<String>())),
    ] {
        memo.note(Locale::FR, contact(MONDAY, &asked, "a"));
        assert_eq!(memo.contacts()[0].asked.as_deref(), Some(&*kept));
    }
    memo.note(Locale::FR, contact(MONDAY, " \u{0}\n", "a"));
    assert_eq!(memo.contacts()[0].asked, None);
}

#[test]
fn a_value_is_kept_whole_or_not_at_all() {
    let mut memo = Memo::new();
    let name = id("customer.address");
    assert!(memo.remember(&name, &Value::Text("x".repeat(98)), MONDAY));
    assert!(!memo.remember(&name, &Value::Text("x".repeat(99)), MONDAY));
    assert_eq!(memo.value("customer.address"), None, "the earlier one is no longer right");
    assert!(!memo.remember(&name, &Value::Number(f64::NAN), MONDAY));
    let amount = Value::Amount { hundredths: 1_990, currency: "EUR".into() };
    let list = Value::List(vec![true.into(), 0.1.into(), amount]);
    assert!(memo.remember(&name, &list, MONDAY));
    assert_eq!(Memo::from_json(&memo.to_json()).expect("a memo").value(name.as_str()), Some(&list));
    memo.forget(name.as_str());
    assert!(memo.values().is_empty());
}

#[test]
fn the_least_recent_value_makes_place() {
    let mut memo = Memo::new();
    let mut name = |text: &str| memo.remember(&id(text), &1.into(), MONDAY);
    for number in 0..12 {
        name(&format!("v{number}"));
    }
    name("v0");
    name("v12");
    assert_eq!(memo.values().len(), 12);
    assert_eq!(memo.value("v0"), Some(&1.into()), "it was given again");
    assert_eq!(memo.value("v1"), None);
}

#[test]
fn what_is_over_goes() {
    let mut memo = Memo::new();
    memo.owe(callback(MONDAY));
    memo.keep_form(&id("delivery/move"), &BTreeMap::new(), MONDAY);
    memo.expire(MONDAY.plus_days(1));
    assert!(memo.promise().is_some());
    memo.expire(MONDAY.plus_days(2));
    assert!(memo.promise().is_none());
    assert!(memo.form_to_resume(MONDAY.plus_days(6)).is_some());
    assert!(memo.form_to_resume(MONDAY.plus_days(7)).is_none());
    memo.expire(MONDAY.plus_days(7));
    assert!(memo.open_form().is_none());

    let answer = Promised::new(&Promise::Message, "key", MONDAY).expect("somebody has to answer");
    assert!(answer.is_due(MONDAY.plus_days(13)));
    assert!(!answer.is_due(MONDAY.plus_days(14)));
    memo.owe(answer);
    memo.settle();
    memo.keep_form(&id("delivery/move"), &BTreeMap::new(), MONDAY);
    memo.close_form();
    assert_eq!(memo, Memo::new());
    let opens = Promise::Opens { at: MONDAY };
    assert_eq!(Promised::new(&opens, "key", MONDAY), None, "nobody has to do anything");
}

#[test]
fn what_was_raised_is_known_with_its_last_day() {
    let mut memo = Memo::new();
    for number in 0..21 {
        memo.raise(&id(&format!("r{number}")), day("2026-11-22"));
    }
    memo.raise(&id("r1"), day("2026-11-23"));
    assert_eq!(memo.raised().len(), 20);
    assert_eq!(memo.was_raised(&id("r0")), None);
    assert_eq!(memo.was_raised(&id("r1")), Some(day("2026-11-23")));
    assert_eq!(memo.raised().last().map(|raised| &raised.rule), Some(&id("r1")));
}

#[test]
fn what_is_not_a_memo_is_refused() {
    for (json, kind) in [
        ("", ErrorKind::InvalidMemo),
        ("[]", ErrorKind::InvalidMemo),
        ("{}", ErrorKind::InvalidMemo),
        (r#"{"version": "1"}"#, ErrorKind::InvalidMemo),
        (r#"{"version": 2, "contacts": "in another form"}"#, ErrorKind::UnsupportedVersion),
        (r#"{"version": 1, "values": [{"name": "Bad Id"}]}"#, ErrorKind::InvalidMemo),
        (r#"{"version": 1, "locale": "Secret-Name"}"#, ErrorKind::InvalidMemo),
        (r#"{"version": 1, "promise": {"kind": "flowers", "since": 1}}"#, ErrorKind::InvalidMemo),
        (r#"{"version": 1} x"#, ErrorKind::InvalidMemo),
    ] {
        let error = Memo::from_json(json).expect_err(json);
        assert_eq!(error.kind(), kind, "{json}");
        assert!(!format!("{error:?}").contains("Secret"), "it says nothing of the text: {error:?}");
    }
    let huge = format!("{}{}", r#"{"version": 1}"#, " ".repeat(Memo::MAX_READ_BYTES));
    assert_eq!(Memo::from_json(&huge).expect_err("huge").kind(), ErrorKind::TooLarge);
    let deep = format!(r#"{{"version": 1, "new": {}"#, "[".repeat(10_000));
    assert_eq!(Memo::from_json(&deep).expect_err("deep").kind(), ErrorKind::InvalidMemo);
}

#[test]
fn what_is_beyond_the_bounds_is_cut_when_read() {
    let contacts: Vec<_> = (0..30)
        .map(|at| format!(r#"{{"at":{at},"channel":"web","result":"unknown","score":9,"new":1}}"#))
        .collect();
    let values: Vec<_> =
        (0..30).map(|at| format!(r#"{{"name":"v{}","value":{at},"at":{at}}}"#, at % 20)).collect();
    let json = format!(
        r#"{{"version":1,"new":{{}},"contacts":[{}],"values":[{},{{"name":"w","value":"{}","at":0}}]}}"#,
        contacts.join(","),
        values.join(","),
        "x".repeat(1_000)
    );
    let memo = Memo::from_json(&json).expect("a memo");
    assert_eq!(memo.contacts().len(), 10);
    assert_eq!(memo.contacts()[0].at, Timestamp(20));
    assert_eq!(memo.contacts()[0].score, None);
    assert_eq!(memo.values().len(), 12);
    assert_eq!(memo.value("v9"), Some(&29.into()), "the last of a name");
    assert_eq!(memo.value("w"), None);
    assert_eq!(Memo::from_json(&memo.to_json()).expect("a memo"), memo);
}

#[test]
fn a_sealed_memo_opens_with_its_key_only() {
    let mut memo = Memo::new();
    memo.note(Locale::FR, contact(MONDAY, "où est mon colis ?", "delivery/track-order"));
    let key = SealKey::new(b"0123456789abcdef").expect("a key");
    let sealed = memo.seal(&key);
    assert_eq!(Memo::open(&sealed, &key).expect("its own seal"), memo);
    let text = std::str::from_utf8(&sealed).expect("text");
    let (line, json) = text.split_once('\n').expect("two lines");
    assert!(line.starts_with("relais-memo/1 hmac-sha256 "), "{line}");
    assert_eq!(json, memo.to_json());

    let error = Memo::from_json(text).expect_err("a key is needed");
    assert_eq!(error.kind(), ErrorKind::InvalidMemo);
    assert!(error.to_string().contains("key"), "{error}");

    let tampered = |bytes: &[u8], why: &str| {
        assert_eq!(Memo::open(bytes, &key).expect_err(why).kind(), ErrorKind::Tampered, "{why}");
    };
    tampered(json.as_bytes(), "not sealed");
    tampered(b"", "nothing");
    tampered(&seal("relais-session/1", json.as_bytes(), &key), "sealed as something else");
    let other = SealKey::new(b"another key of somebody").expect("a key");
    tampered(&memo.seal(&other), "sealed by somebody else");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        tampered(&changed, "a changed byte");
        tampered(&sealed[..at], "cut");
    }
    let huge = vec![b'x'; Memo::MAX_READ_BYTES + 1];
    assert_eq!(Memo::open(&huge, &key).expect_err("huge").kind(), ErrorKind::TooLarge);
}

#[test]
fn a_memo_survives_in_a_saved_conversation() {
    let memo = longest();
    let saved = serde_json::to_vec(&memo).expect("JSON");
    assert_eq!(serde_json::from_slice::<Memo>(&saved).expect("a memo"), memo);
}

/// The schema, made strict: a key that it does not name fails.
fn schema() -> jsonschema::Validator {
    fn close(schema: &mut serde_json::Value) {
        match schema {
            serde_json::Value::Object(object) => {
                object.values_mut().for_each(close);
                let names_keys = object.get("type").is_some_and(|of| of == "object")
                    && object.contains_key("properties");
                if names_keys {
                    object.insert("additionalProperties".into(), false.into());
                }
            }
            serde_json::Value::Array(schemas) => schemas.iter_mut().for_each(close),
            _ => {}
        }
    }
    let text = include_str!("../../../docs/schema/memo.schema.json");
    let mut schema = serde_json::from_str(text).expect("JSON");
    close(&mut schema);
    jsonschema::draft202012::new(&schema).expect("a schema")
}

fn problems(schema: &jsonschema::Validator, json: &str) -> Vec<String> {
    let json = serde_json::from_str(json).expect("JSON");
    schema.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_describes_memos_and_nothing_else() {
    let schema = schema();
    assert_eq!(problems(&schema, &Memo::new().to_json()), [""; 0]);
    assert_eq!(problems(&schema, &longest().to_json()), [""; 0]);
    for json in [
        "{}",
        r#"{"version": 2}"#,
        r#"{"version": 1, "unknown": 1}"#,
        r#"{"version": 1, "contacts": [{"at": 1, "channel": "web"}]}"#,
        r#"{"version": 1, "promise": {"kind": "callback", "since": 1}}"#,
        r#"{"version": 1, "values": [{"name": "Bad Id", "value": 1, "at": 1}]}"#,
    ] {
        assert!(!problems(&schema, json).is_empty(), "{json}");
    }
}

#[test]
fn the_document_shows_a_memo() {
    let document = include_str!("../../../docs/memo.md");
    let example = document.split("```json").nth(1).expect("an example");
    let example = example.split("```").next().expect("its end");
    let memo = Memo::from_json(example).expect("a memo");
    assert_eq!(problems(&schema(), example), [""; 0]);
    let shown: serde_json::Value = serde_json::from_str(example).expect("JSON");
    let written: serde_json::Value = serde_json::from_str(&memo.to_json()).expect("JSON");
    assert_eq!(shown, written, "nothing of the example is cut or passed over");
}

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
