//! The JSON schemas of the wire form describe what is written, all of it and nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jsonschema::{Registry, Validator};
use relais::knowledge::{Input, MessageKey};
use relais::{
    Channel, Facts, HandoffEvent, Locale, Message, Outcome, Priority, Reason, Reply, Start,
    Timestamp,
};
use serde_json::{Value, json};

use crate::starter::{BASE, ENGINE, MONDAY_MORNING, SUNDAY_EVENING, english};

static HANDOFF: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../docs/schema/handoff.schema.json")).expect("JSON")
});
static REPLY: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../docs/schema/reply.schema.json")).expect("JSON")
});

/// The validator of one of the schemas, which may refer to the other.
fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::draft202012::meta::is_valid(schema), "the schema is one of 2020-12");
    let handoff = HANDOFF["$id"].as_str().expect("an id");
    let registry = Registry::new().add(handoff, HANDOFF.clone()).expect("a resource");
    let registry = registry.prepare().expect("a registry");
    jsonschema::options().with_registry(&registry).build(schema).expect("a schema")
}

fn check(validator: &Validator, wire: &Value) {
    let wrong: Vec<String> = validator
        .iter_errors(wire)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{}\n{wire:#}", wrong.join("\n"));
}

fn wire(reply: &Reply) -> Value {
    serde_json::from_str(&reply.to_json()).expect("JSON")
}

/// Plays the dialogues of the starter knowledge base, and gives every reply. Where a person takes
/// over, the customer goes on once before the person has finished.
fn play(mut each: impl FnMut(&Reply)) {
    for dialogue in BASE.dialogues() {
        let mut session = ENGINE.session(Start::from(dialogue));
        let mut now = dialogue.at;
        each(&session.open(now));
        for turn in &dialogue.turns {
            now = Timestamp(now.0 + 60);
            let message = match &turn.input {
                Input::Says(text) => Message::text(text.as_str()),
                Input::Chooses(number) => Message::choose(number - 1),
                Input::Presses(keys) => Message::keys(keys.as_str()),
                Input::Silence => Message::silence(),
                Input::Noise => Message::noise(),
                _ => continue,
            };
            let reply = session.reply(message.at(now));
            each(&reply);
            if matches!(reply.outcome(), Outcome::Act(_)) {
                each(&session.acted(Facts::new(), now));
            }
            if session.is_with_human() {
                each(&session.reply(Message::text("hello?").at(now)));
                each(&session.handoff(HandoffEvent::Completed, now));
            }
        }
        let later = Start::new(dialogue.locale).memo(session.memo(now));
        let mut session = ENGINE.session(later);
        each(&session.open(now));
        each(&session.reply(Message::keys("0").at(now)));
    }
}

/// What is read from JSON and written again: for outcomes that no dialogue has.
fn rewritten(outcome: Value) -> Value {
    let mut reply = wire(&english().open(MONDAY_MORNING));
    reply["outcome"] = outcome;
    let read: Reply = serde_json::from_value(reply).expect("a reply");
    wire(&read)
}

fn offer() -> Value {
    rewritten(json!({
        "type": "offer", "rule": "outage-at-address", "text": "There is an outage at your address.",
        "options": [{"id": "outage/fibre-cut", "title": "Yes"}, {"id": "no", "title": "No"}],
    }))
}

/// One reply of each outcome.
static OUTCOMES: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let validator = validator(&REPLY);
    let mut outcomes = BTreeMap::new();
    let mut played = 0;
    play(|reply| {
        let wire = wire(reply);
        check(&validator, &wire);
        // The largest has most to say.
        let name = reply.outcome().name().to_owned();
        let size = |wire: &Value| wire.to_string().len();
        if outcomes.get(&name).is_none_or(|known| size(known) < size(&wire)) {
            outcomes.insert(name, wire);
        }
        played += 1;
    });
    assert!(played > 500, "{played}");
    outcomes.insert("offer".to_owned(), offer());
    outcomes
});

#[test]
fn every_reply_of_the_dialogues_is_as_the_schema_says() {
    let names: Vec<&str> = OUTCOMES.keys().map(String::as_str).collect();
    let all = [
        "act",
        "answer",
        "ask",
        "clarify",
        "close",
        "hand_to_human",
        "no_match",
        "offer",
        "say",
        "silent",
    ];
    assert_eq!(names, all);
    let listed = REPLY["$defs"]["outcome"]["oneOf"].as_array().expect("a list");
    assert_eq!(listed.len(), all.len());
    check(&validator(&REPLY), &OUTCOMES["offer"]);
}

#[test]
fn a_key_that_the_schema_does_not_name_is_found_anywhere() {
    let validator = validator(&REPLY);
    for (name, wire) in OUTCOMES.iter() {
        let mut places = Vec::new();
        objects(wire, String::new(), &mut places);
        assert!(places.len() >= 4, "{name}: {places:?}");
        for place in places {
            let mut changed = wire.clone();
            let object = changed.pointer_mut(&place).and_then(Value::as_object_mut);
            object.expect("an object").insert("Not Named".to_owned(), json!("x"));
            assert!(!validator.is_valid(&changed), "{name}: a key more at {place}");
        }
    }
}

#[test]
fn a_key_that_is_missing_is_found_in_every_outcome() {
    let validator = validator(&REPLY);
    for (name, wire) in OUTCOMES.iter() {
        let keys: Vec<String> =
            wire["outcome"].as_object().expect("an object").keys().cloned().collect();
        for key in keys {
            let mut changed = wire.clone();
            changed["outcome"].as_object_mut().expect("an object").remove(&key);
            assert!(!validator.is_valid(&changed), "{name}: without {key}");
        }
    }
}

#[test]
fn a_hand_over_alone_is_as_its_schema_says() {
    let validator = validator(&HANDOFF);
    let facts = Facts::from_json(
        r#"{"app.known": true, "bill.amount": {"value": {"amount": 19.9, "currency": "EUR"},
            "at": "2026-11-23T09:00:00Z", "origin": "billing"}, "list": [1, "two", "2026-11-23"]}"#,
    )
    .expect("facts");
    for at in [MONDAY_MORNING, SUNDAY_EVENING] {
        let mut session = ENGINE.session(Start::new(Locale::FR).facts(facts.clone()).id("c1"));
        session.reply(Message::text("où trouver mon code PUK ?").at(at));
        let reply = session.reply(Message::text("un conseiller").at(at));
        let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{reply:?}") };
        let alone: Value = serde_json::from_str(&handoff.to_json()).expect("JSON");
        check(&validator, &alone);
        assert_eq!(alone["packet"]["facts"]["bill.amount"]["origin"], "billing");
        assert_eq!(alone["packet"]["facts"]["bill.amount"]["at"], "2026-11-23T09:00:00Z");
        let mut within = wire(&reply)["outcome"].clone();
        within.as_object_mut().expect("an object").remove("type");
        within["version"] = json!(1);
        assert_eq!(alone, within, "the same keys, alone and in a reply");
        let summary = handoff.packet.summary.as_str();
        assert!(
            summary.starts_with("Demande un conseiller : le client demande « où "),
            "{summary}"
        );
    }
}

#[test]
fn every_promise_is_described() {
    let handed = &OUTCOMES["hand_to_human"]["outcome"];
    let slot = json!({"id": "s-1", "queue": null, "from": "2026-11-25T08:00:00Z", "until": 5});
    let channel = json!({"id": "whatsapp", "title": "WhatsApp", "address": "+33 1"});
    let validator = validator(&REPLY);
    let promises = [
        json!({"type": "now", "wait_seconds": null}),
        json!({"type": "callback", "slot": slot, "phone": "06 12 34 56 78"}),
        json!({"type": "message"}),
        json!({"type": "channel", "channel": channel}),
        json!({"type": "opens", "at": "2026-11-25T08:00:00Z"}),
        json!({"type": "contact"}),
    ];
    let listed = HANDOFF["$defs"]["promise"]["oneOf"].as_array().expect("a list");
    assert_eq!(listed.len(), promises.len());
    for promise in promises {
        let mut outcome = handed.clone();
        outcome["promise"] = promise;
        check(&validator, &rewritten(outcome));
    }
}

#[test]
fn the_closed_sets_are_those_of_the_library() {
    let names = |place: &Value| -> Vec<String> {
        serde_json::from_value(place["enum"].clone()).expect("names")
    };
    let definitions = &HANDOFF["$defs"];
    assert_eq!(names(&definitions["reason"]), Reason::ALL.map(|reason| reason.as_str()));
    assert_eq!(names(&definitions["priority"]), Priority::ALL.map(|priority| priority.as_str()));
    assert_eq!(names(&definitions["channel"]), Channel::ALL.map(|channel| channel.as_str()));
    // What is for the people who answer is never said to a customer.
    let said: Vec<&str> = MessageKey::ALL.iter().map(|key| key.as_str()).collect();
    let said: Vec<&str> = said.into_iter().filter(|key| !key.starts_with("summary")).collect();
    assert_eq!(names(&REPLY["$defs"]["message"]), said);
}

/// The places of all objects, as JSON pointers.
fn objects(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            places.push(place.clone());
            for (key, value) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                objects(value, format!("{place}/{key}"), places);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                objects(value, format!("{place}/{index}"), places);
            }
        }
        _ => {}
    }
}
