use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::{Value as Json, json};

use super::*;
use crate::availability::{CallbackSlot, OtherChannel};
use crate::facts::Facts;
use crate::knowledge::{Contact, MessageKey, Prose};
use crate::reply::{
    Act, Answer, Ask, Citation, Clarify, Close, Handoff, Offer, Packet, Promise, Said, Trace,
};

#[test]
fn events_of_every_outcome_fit_the_schema() {
    let validator = validator();
    for outcome in outcomes() {
        for decision in decisions() {
            for bar in [None, Some(Bar { answer: 0.7, clarify: 0.3, best: 0.512_34 })] {
                let reply = reply(outcome.clone(), decision.clone(), bar);
                for said in [None, Some(""), Some("ma carte 4111 1111 1111 1111")] {
                    let event = Event::of(&reply, &Turn { said, ..turn() });
                    let json = json_of(&event);
                    let problems: Vec<String> =
                        validator.iter_errors(&json).map(|error| error.to_string()).collect();
                    assert!(problems.is_empty(), "{json}: {problems:?}");
                    assert_eq!(json["outcome"], outcome.name());
                    assert_eq!(
                        serde_json::from_value::<Event>(json).expect("read").outcome,
                        event.outcome
                    );
                }
            }
        }
    }
}

#[test]
fn the_schema_has_the_fields_of_an_event_and_no_others() {
    let event = json_of(&event(Outcome::Silent));
    let fields: BTreeSet<&String> = event.as_object().expect("an object").keys().collect();
    let schema = schema();
    let properties = schema["properties"].as_object().expect("properties");
    assert_eq!(fields, properties.keys().collect());
    let required = schema["required"].as_array().expect("a list");
    let required: BTreeSet<&str> = required.iter().filter_map(Json::as_str).collect();
    assert_eq!(fields.iter().map(|field| field.as_str()).collect::<BTreeSet<_>>(), required);
    let undescribed: Vec<_> =
        properties.iter().filter(|(_, property)| !property["description"].is_string()).collect();
    assert!(undescribed.is_empty(), "without a description: {undescribed:?}");
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["version"]["const"], Event::VERSION);
}

#[test]
fn the_schema_has_the_names_of_the_wire_form() {
    let names = |names: &mut dyn Iterator<Item = &'static str>| -> BTreeSet<String> {
        names.map(str::to_owned).collect()
    };
    let schema = schema();
    let in_schema = |pointer: &str| -> BTreeSet<String> {
        let list = schema.pointer(pointer).and_then(Json::as_array).expect(pointer);
        list.iter().filter_map(Json::as_str).map(str::to_owned).collect()
    };
    let promises = promises();
    for (pointer, expected) in [
        ("/properties/channel/enum", names(&mut Channel::ALL.into_iter().map(Channel::as_str))),
        ("/properties/reason/enum", names(&mut Reason::ALL.into_iter().map(Reason::as_str))),
        ("/properties/priority/enum", names(&mut Priority::ALL.into_iter().map(Priority::as_str))),
        (
            "/properties/resolution/enum",
            names(&mut Resolution::ALL.into_iter().map(Resolution::as_str)),
        ),
        ("/properties/promise/enum", names(&mut promises.iter().map(Promise::name))),
        ("/properties/outcome/enum", names(&mut outcomes().iter().map(Outcome::name))),
        (
            "/properties/decision/properties/by/enum",
            decisions().iter().map(|decision| by(decision).to_owned()).collect(),
        ),
    ] {
        assert_eq!(in_schema(pointer), expected, "{pointer}");
    }
    for resolution in Resolution::ALL {
        assert_eq!(serde_json::to_value(resolution).expect("JSON"), resolution.as_str());
    }
    for promise in &promises {
        assert_eq!(serde_json::to_value(promise).expect("JSON")["type"], promise.name());
    }
    for decision in decisions() {
        assert_eq!(serde_json::to_value(&decision).expect("JSON")["by"], by(&decision));
    }
}

#[test]
fn what_does_not_fit_the_schema_is_refused() {
    let validator = validator();
    let good = json_of(&event(Outcome::Silent));
    assert!(validator.is_valid(&good), "{good}");
    for (field, value) in [
        ("outcome", json!("shrug")),
        ("at", json!("yesterday")),
        ("satisfaction", json!(6)),
        ("probability", json!(1.5)),
        ("article", json!("Not An Id")),
        ("facts", json!({})),
        ("decision", json!({"by": "luck"})),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

#[test]
fn an_event_says_what_the_reply_was() {
    let [answer, _, offer, ask, act, handoff, ..] = outcomes().map(event);
    assert_eq!(answer.article.expect("an article"), "delivery/track-order");
    assert_eq!(answer.content.as_deref(), Some("00ff00ff00ff00ff"));
    assert_eq!(answer.probability, Some(0.9));
    assert_eq!(offer.rule.expect("a rule"), "late-parcel");
    assert_eq!(ask.form.expect("a form"), "find-order");
    assert_eq!(act.action.as_deref(), Some("track_order"));
    assert_eq!(handoff.reason, Some(Reason::Dispute));
    assert_eq!(handoff.queue.expect("a queue"), "service");
    assert_eq!(handoff.promise.as_deref(), Some("now"));
    let bar = Bar { answer: 0.7, clarify: 0.3, best: 0.2 };
    let by_rule = reply(Outcome::Silent, Decision::Rule(id("vip")), Some(bar));
    let event = Event::of(&by_rule, &turn());
    assert_eq!(event.rule.expect("a rule"), "vip");
    assert_eq!(event.probability, Some(0.2));
}

#[test]
fn an_event_is_one_line_and_masked() {
    let said = "ma carte\n4111 1111 1111 1111";
    let reply = reply(Outcome::Silent, Decision::Pending, None);
    let event = Event::of(&reply, &Turn { said: Some(said), ..turn() });
    assert_eq!(event.message.as_deref(), Some("ma carte\n[card]"));
    assert_eq!((event.message_length, event.words), (Some(28), Some(6)));
    let line = event.to_json();
    assert!(!line.contains('\n') && !line.contains("1111"), "{line}");
    assert!(line.contains(r#""at":"2026-11-23T09:00:00Z""#), "{line}");
}

#[test]
fn a_long_message_is_shortened_but_not_within_a_number() {
    for length in 3_970..4_010 {
        let said = format!("{} 4111 1111 1111 1111 {}", "é".repeat(length), "x ".repeat(10_000));
        let reply = reply(Outcome::Silent, Decision::Pending, None);
        let event = Event::of(&reply, &Turn { said: Some(&said), ..turn() });
        let message = event.message.expect("a message");
        assert!(message.chars().count() <= 4_000 + "[card]".len(), "{length}");
        assert!(!message.contains("41"), "{length}");
        assert_eq!(event.message_length, Some(said.chars().count() as u32));
    }
}

static MASKING: std::sync::LazyLock<Masking> = std::sync::LazyLock::new(Masking::default);

fn turn() -> Turn<'static> {
    Turn {
        conversation: "c-1",
        // Monday 23 November 2026, ten in the morning in Paris.
        at: Timestamp(1_795_424_400),
        masking: &MASKING,
        said: None,
        others: &[],
        barge_in: false,
        duration_ms: Some(12),
        satisfaction: Some(4),
        helped: Some(true),
        resolution: Resolution::Resolved,
    }
}

fn event(outcome: Outcome) -> Event {
    Event::of(&reply(outcome, Decision::Evidence, None), &turn())
}

fn reply(outcome: Outcome, decision: Decision, bar: Option<Bar>) -> Reply {
    Reply {
        turn: 1,
        locale: Locale::FR,
        channel: Channel::Voice,
        before: Vec::new(),
        outcome,
        after: Vec::new(),
        asks: None,
        is_slow: false,
        trace: Trace { bar, ..Trace::of(decision) },
        phrases: Default::default(),
    }
}

fn schema() -> Json {
    let text = include_str!("../../../docs/schema/event.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

fn validator() -> Validator {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is one");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

fn json_of(event: &Event) -> Json {
    serde_json::from_str(&event.to_json()).expect("JSON")
}

fn id(text: &str) -> Id {
    Id::parse(text).expect(text)
}

/// One of every kind. A kind that comes must come here, and into the schema.
fn outcomes() -> [Outcome; 10] {
    let all = [
        Outcome::Answer(Answer {
            article: id("delivery/track-order"),
            title: String::new(),
            body: Prose::default(),
            speech: None,
            summary: None,
            citation: Citation {
                article: id("delivery/track-order"),
                source: None,
                reviewed: None,
            },
            links: Vec::new(),
            media: Vec::new(),
            next: Vec::new(),
            helped: None,
            content: "00ff00ff00ff00ff".into(),
            probability: 0.9,
        }),
        Outcome::Clarify(Clarify {
            question: String::new(),
            options: Vec::new(),
            none: String::new(),
        }),
        Outcome::Offer(Offer { rule: id("late-parcel"), text: String::new(), options: Vec::new() }),
        Outcome::Ask(Ask {
            form: id("find-order"),
            value: None,
            expects: "pattern".into(),
            pattern: None,
            question: String::new(),
            options: Vec::new(),
            retries: 0,
        }),
        Outcome::Act(Act {
            form: id("find-order"),
            action: "track_order".into(),
            values: BTreeMap::new(),
            key: String::new(),
            text: String::new(),
        }),
        Outcome::HandToHuman(Box::new(handoff())),
        Outcome::NoMatch(said()),
        Outcome::Say(said()),
        Outcome::Close(Close { text: String::new(), satisfaction: String::new() }),
        Outcome::Silent,
    ];
    for outcome in &all {
        match outcome {
            Outcome::Answer(_)
            | Outcome::Clarify(_)
            | Outcome::Offer(_)
            | Outcome::Ask(_)
            | Outcome::Act(_)
            | Outcome::HandToHuman(_)
            | Outcome::NoMatch(_)
            | Outcome::Say(_)
            | Outcome::Close(_)
            | Outcome::Silent => {}
        }
    }
    all
}

fn said() -> Said {
    Said { message: MessageKey::Menu, text: String::new(), options: Vec::new() }
}

fn handoff() -> Handoff {
    Handoff {
        key: String::new(),
        reason: Reason::Dispute,
        queue: id("service"),
        queue_title: String::new(),
        priority: Priority::High,
        promise: Promise::Now { wait_seconds: None },
        text: Vec::new(),
        options: Vec::new(),
        contact: Contact::default(),
        packet: Packet {
            question: String::new(),
            summary: String::new(),
            locale: Locale::FR,
            channel: Channel::Voice,
            answered: Vec::new(),
            refused: Vec::new(),
            form: Some(id("find-order")),
            values: BTreeMap::new(),
            message: None,
            facts: Facts::new(),
            notes: BTreeMap::new(),
            earlier: Vec::new(),
            transcript: Vec::new(),
        },
    }
}

fn promises() -> [Promise; 6] {
    let at = Timestamp(0);
    let slot = CallbackSlot { id: id("s-0900"), queue: None, from: at, until: at };
    let channel = OtherChannel { id: id("whatsapp"), title: String::new(), address: String::new() };
    [
        Promise::Now { wait_seconds: None },
        Promise::Callback { slot, phone: String::new() },
        Promise::Message,
        Promise::Channel { channel },
        Promise::Opens { at },
        Promise::Contact,
    ]
}

fn decisions() -> [Decision; 7] {
    [
        Decision::Reserved("human".into()),
        Decision::Rule(id("vip")),
        Decision::Pending,
        Decision::Evidence,
        Decision::Limit("too_long".into()),
        Decision::Host,
        Decision::Unsearched("no answer".into()),
    ]
}

/// The name of a decision in the wire form. One that comes must come above, and into the schema.
fn by(decision: &Decision) -> &'static str {
    match decision {
        Decision::Reserved(_) => "reserved",
        Decision::Rule(_) => "rule",
        Decision::Pending => "pending",
        Decision::Evidence => "evidence",
        Decision::Limit(_) => "limit",
        Decision::Host => "host",
        Decision::Unsearched(_) => "unsearched",
    }
}
