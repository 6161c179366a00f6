use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::fixture::{handoff, id};
use super::*;
use crate::facts::Facts;
use crate::time::Timestamp;

#[test]
fn a_small_hand_over_is_there_whole() {
    let map = handoff().flat(&FlatLimits::TWILIO_TASK);
    for (name, value) in [
        ("reason", "dispute"),
        ("queue", "billing"),
        ("priority", "high"),
        ("key", "c1/hand-over/1"),
        ("question", "pourquoi 49,90 € ?"),
        ("promise", "now"),
        ("promise_wait_seconds", "120"),
        ("value_order", "OD-482913"),
        ("refused", "bills/double-charge bills/bill-date"),
        ("fact_customer_D_vip", "true"),
        ("fact_bill_D_amount", "49.90 EUR"),
        ("fact_bill_D_amount_AT", "1970-01-01T00:00:00Z"),
        ("fact_bill_D_amount_ORIGIN", "billing"),
        ("note_mood", "angry"),
    ] {
        assert_eq!(map.get(name).map(String::as_str), Some(value), "{name}");
    }
    let transcript = "customer: pourquoi 49,90 € ?\nassistant: Votre facture a augmenté.\n\
                      customer: c'est faux";
    assert_eq!(map["transcript"], transcript);
    assert!(!map.contains_key("message") && !map.contains_key("omitted"), "{map:?}");
}

#[test]
fn the_limits_are_those_that_are_published() {
    assert_eq!(FlatLimits::AMAZON_CONNECT.max_bytes(), 32_768);
    assert_eq!(FlatLimits::TWILIO_TASK.max_bytes(), 4_096);
    assert!(FlatLimits::TWILIO_CONVERSATION.max_bytes() <= 16 * 1_024);
    let mut large = handoff();
    large.packet.question = "« pourquoi ? » ".repeat(140);
    large.packet.transcript = vec![large.packet.transcript[0].clone(); 2_000];
    let connect = large.flat(&FlatLimits::AMAZON_CONNECT);
    let bytes: usize = connect.iter().map(|(name, value)| name.len() + value.len()).sum();
    assert!((32_000..=32_768).contains(&bytes), "{bytes}");
    let task = serde_json::to_string(&large.flat(&FlatLimits::TWILIO_TASK)).expect("JSON");
    assert!((3_900..=4_096).contains(&task.len()), "{}", task.len());
    let conversation = large.flat(&FlatLimits::TWILIO_CONVERSATION);
    let conversation = serde_json::to_string(&conversation).expect("JSON");
    assert!((15_800..=16_000).contains(&conversation.len()), "{}", conversation.len());
}

#[test]
fn the_transcript_goes_first_and_from_its_oldest_line() {
    let mut large = handoff();
    large.packet.transcript = (0..400)
        .map(|number| Line { speaker: Speaker::Customer, text: format!("line {number}") })
        .collect();
    let map = large.flat(&FlatLimits::TWILIO_TASK);
    assert_eq!(map["omitted"], "transcript");
    assert!(map["transcript"].ends_with("customer: line 399"));
    assert!(!map["transcript"].contains("line 0\n"));
    assert!(map.contains_key("note_mood"));
}

#[test]
fn facts_give_way_to_what_the_customer_said() {
    let mut large = handoff();
    for number in 0..100 {
        let fact = Fact { value: Value::from("x".repeat(100)), at: None, origin: None };
        large.packet.facts.set(&format!("fact.{number:03}"), fact).expect("room for it");
    }
    large.packet.question = "pourquoi ".repeat(100);
    let map = large.flat(&FlatLimits::TWILIO_TASK);
    assert_eq!(map["question"].len(), "pourquoi ".repeat(100).len() - 1);
    assert!(map.contains_key("answered") && map.contains_key("fact_fact_D_000"), "{map:?}");
    assert!(!map.contains_key("fact_fact_D_099"));
    assert!(map["omitted"].contains("facts"));
}

#[test]
fn the_longest_essentials_have_room_in_the_least_budget() {
    let mut large = handoff();
    large.reason = crate::reason::Reason::ClarificationRefused;
    large.priority = crate::reason::Priority::Urgent;
    large.queue = id(&"q".repeat(Id::MAX_LENGTH));
    large.key = "k".repeat(200);
    large.packet.question = "\u{1f4b3}".repeat(2_000);
    large.packet.summary = "\u{1f4b3}".repeat(400);
    for limits in [
        FlatLimits::of_json(FlatLimits::MIN_BYTES).expect("limits"),
        FlatLimits::of_pairs(FlatLimits::MIN_BYTES).expect("limits"),
    ] {
        let map = large.flat(&limits);
        assert_eq!(map["summary"].chars().count(), 300);
        assert!(map["question"].chars().count() >= 201);
        assert_eq!(map["queue"].len(), 120);
        assert_eq!(map["key"].len(), 200);
        assert!(limits.size(&map) <= FlatLimits::MIN_BYTES);
    }
}

#[test]
fn no_two_ids_have_one_name() {
    let ids = ["a.b", "a/b", "a_b", "a_d_b", "a-b", "a_.b", "a._b", "a.b_at", "a_s_b", "a.b.c"];
    let names: BTreeSet<String> = ids.iter().map(|text| name_of("fact", &id(text))).collect();
    assert_eq!(names.len(), ids.len(), "{names:?}");
    let facts = Facts::new().with("a", "1").with("a_at", "2").with("a.at", "3");
    let mut small = handoff();
    small.packet.facts = facts;
    let map = small.flat(&FlatLimits::AMAZON_CONNECT);
    let values: Vec<&str> =
        ["fact_a", "fact_a_at", "fact_a_D_at"].iter().map(|name| map[*name].as_str()).collect();
    assert_eq!(values, ["1", "2", "3"]);
}

#[test]
fn a_key_that_would_be_cut_is_left_out() {
    let mut large = handoff();
    large.key = "é".repeat(101);
    let map = large.flat(&FlatLimits::AMAZON_CONNECT);
    assert_eq!((map.get("key"), map["omitted"].as_str()), (None, "key"));
}

/// Any hand-over: its texts, ids and lengths are what may go wrong.
fn any_handoff() -> impl Strategy<Value = Handoff> {
    let text = || prop_oneof![any::<String>(), "[\"\\\\\u{0}-\u{1f}é💳 ]{0,900}"];
    let name = || "[a-z0-9_-]{1,9}([./][a-z0-9_-]{1,9}){0,3}";
    let map = || prop::collection::btree_map(name(), text(), 0..12);
    let texts = (text(), text(), text(), prop::option::of(text()));
    let lines = prop::collection::vec((any::<bool>(), text()), 0..40);
    let ids = prop::collection::vec(name(), 0..20);
    (texts, map(), map(), map(), lines, ids, name(), any::<Option<i64>>()).prop_map(
        |((key, question, summary, message), values, facts, notes, lines, ids, queue, at)| {
            let mut made = handoff();
            let value_map = |map: BTreeMap<String, String>| {
                map.iter().map(|(name, text)| (id(name), Value::Text(text.clone()))).collect()
            };
            made.key = key;
            made.queue = id(&queue);
            made.packet.question = question;
            made.packet.summary = summary;
            made.packet.message = message;
            made.packet.values = value_map(values);
            made.packet.notes = value_map(notes);
            made.packet.facts = Facts::new();
            for (name, text) in facts {
                let origin = Some(text.clone());
                let at = at.map(Timestamp);
                let fact = Fact { value: Value::Text(text), at, origin };
                made.packet.facts.set(&name, fact).expect("a small fact");
            }
            made.packet.answered = ids.iter().map(|text| id(text)).collect();
            made.packet.transcript = lines
                .into_iter()
                .map(|(customer, text)| Line {
                    speaker: if customer { Speaker::Customer } else { Speaker::Assistant },
                    text,
                })
                .collect();
            made
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_hand_over_keeps_within_any_budget(
        handoff in any_handoff(),
        max_bytes in FlatLimits::MIN_BYTES..20_000,
        json in any::<bool>(),
    ) {
        let make = if json { FlatLimits::of_json } else { FlatLimits::of_pairs };
        let limits = make(max_bytes).expect("enough");
        let map = handoff.flat(&limits);
        let size = if json {
            serde_json::to_string(&map).expect("JSON").len()
        } else {
            map.iter().map(|(name, value)| name.len() + value.len()).sum()
        };
        prop_assert!(size <= max_bytes, "{} of {}", size, max_bytes);
        for (name, value) in &map {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            prop_assert!(!name.is_empty() && name.bytes().all(is_plain), "{}", name);
            prop_assert!(!value.is_empty(), "{}", name);
            prop_assert!(name == "transcript" || !value.chars().any(char::is_control), "{}", name);
        }
        prop_assert_eq!(map["reason"].as_str(), handoff.reason.as_str());
        prop_assert_eq!(map["queue"].as_str(), handoff.queue.as_str());
        let summary = shorten(&one_line(&handoff.packet.summary), MAX_SUMMARY_CHARACTERS);
        prop_assert_eq!(map.get("summary").cloned().unwrap_or_default(), summary);
        let question = one_line(&handoff.packet.question);
        let kept = map.get("question").cloned().unwrap_or_default();
        let start = kept.strip_suffix(CUT).unwrap_or(&kept);
        prop_assert!(question.starts_with(start));
        let least = first_characters(&question).len().saturating_sub(CUT.len());
        prop_assert!(kept == question || start.len() >= least);
    }
}
