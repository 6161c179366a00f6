mod form;
mod sequences;

use std::collections::BTreeMap;

use super::bounds::CONCESSIONS;
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
        memo.remember(&long_id(number), &Value::Text("\\".repeat(49)), MONDAY);
    }
    let values = (0..10).map(|number| (long_id(number), Value::Text("é".repeat(49)))).collect();
    memo.keep_form(&long_id(0), &values, MONDAY);
    memo.owe(Promised {
        due: Due::Callback {
            slot: long_id(0),
            queue: Some(long_id(1)),
            from: MONDAY,
            until: MONDAY,
        },
        since: MONDAY,
        key: Some("k".repeat(98)),
    });
    for number in 0..10 {
        let contact = PastContact {
            at: MONDAY.plus_days(number as i64),
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
    assert_eq!(memo.last_contact().expect("a contact").at, MONDAY.plus_days(9));
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
fn what_is_never_given_up_fits() {
    let mut kept = longest().kept;
    for concession in CONCESSIONS {
        while concession(&mut kept) {}
    }
    assert_eq!((kept.contacts.len(), kept.values.len()), (1, 3));
    assert_eq!(kept.to_json().len(), 1_630);
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
