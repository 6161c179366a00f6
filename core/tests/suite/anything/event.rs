//! What can happen in a conversation.

use proptest::prelude::*;
use relais::{Availability, Channel, Facts, HandoffEvent, Locale};

use crate::starter::BASE;

/// How a conversation begins.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    pub(super) locale: Locale,
    pub(super) channel: Channel,
    pub(super) facts: Facts,
    pub(super) availability: Option<Availability>,
    pub(super) opens: bool,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub(super) enum Event {
    Says(String),
    Chooses(usize),
    Presses(String),
    Heard(Vec<(String, f32)>),
    Silence,
    Noise,
    Learns(Facts),
    Acted(Facts),
    Failed(String),
    Handoff(HandoffEvent),
    Available(Availability),
    /// The clock jumps by so many seconds, forward or back.
    Jump(i64),
    /// The session is stored, and goes on somewhere else.
    Moves,
    /// The customer goes, and comes back on this channel.
    ComesBack(Channel),
}

impl Beginning {
    pub(super) fn any() -> impl Strategy<Value = Beginning> {
        let snapshot = prop::option::of(availability());
        (any::<bool>(), channel(), facts(), snapshot, any::<bool>()).prop_map(
            |(french, channel, facts, availability, opens)| Beginning {
                locale: if french { Locale::FR } else { Locale::EN },
                channel,
                facts,
                availability,
                opens,
            },
        )
    }
}

impl Event {
    pub(super) fn any() -> impl Strategy<Value = Event> {
        prop_oneof![
            12 => said().prop_map(Event::Says),
            4 => (0..8_usize).prop_map(Event::Chooses),
            3 => keys().prop_map(Event::Presses),
            1 => prop::collection::vec((said(), 0.0..1.0_f32), 0..4).prop_map(Event::Heard),
            1 => Just(Event::Silence),
            1 => Just(Event::Noise),
            1 => facts().prop_map(Event::Learns),
            3 => facts().prop_map(Event::Acted),
            2 => prop::sample::select(vec!["not-found", "too-late", "locked", "", "Bad Code"])
                .prop_map(|code| Event::Failed(code.to_owned())),
            3 => prop::sample::select(HandoffEvent::ALL.to_vec()).prop_map(Event::Handoff),
            1 => availability().prop_map(Event::Available),
            1 => prop_oneof![-86_400..86_400_i64, -40_000_000..40_000_000_i64].prop_map(Event::Jump),
            1 => Just(Event::Moves),
            1 => channel().prop_map(Event::ComesBack),
        ]
    }
}

fn said() -> impl Strategy<Value = String> {
    let asked: Vec<String> = BASE
        .dialogues()
        .iter()
        .flat_map(|dialogue| &dialogue.turns)
        .filter_map(|turn| match &turn.input {
            relais::knowledge::Input::Says(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    prop_oneof![
        6 => prop::sample::select(asked),
        8 => prop::sample::select(ANSWERS.to_vec()).prop_map(str::to_owned),
        // Without braces, which would be the customer's own in a reply.
        1 => "[^{}]{0,40}",
        1 => "[a-zéè ]{1,60}",
        1 => Just("x".repeat(5_000)),
    ]
}

fn keys() -> impl Strategy<Value = String> {
    prop_oneof!["[0-9*#]{0,12}", Just("0639981234".to_owned()), Just("0".to_owned())]
}

fn channel() -> impl Strategy<Value = Channel> {
    prop::sample::select(Channel::ALL.to_vec())
}

fn facts() -> impl Strategy<Value = Facts> {
    let few = prop::sample::subsequence(FACTS.to_vec(), 0..FACTS.len());
    few.prop_map(|few| {
        let object: Vec<String> =
            few.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        Facts::from_json(&format!("{{{}}}", object.join(", "))).expect("facts")
    })
}

fn availability() -> impl Strategy<Value = Availability> {
    let queue = (any::<bool>(), prop::option::of(0..3_u32), prop::option::of(0..2_000_u32));
    let queues = prop::collection::vec(queue, 3);
    let callbacks = prop::collection::vec((0..20_i64, 0..3_usize), 0..5);
    (queues, callbacks, any::<bool>(), any::<bool>()).prop_map(
        |(queues, callbacks, channel, message)| {
            let names = ["service", "billing", "technical"];
            let queues: serde_json::Map<String, serde_json::Value> = names
                .iter()
                .zip(queues)
                .map(|(name, (open, seats, wait_seconds))| {
                    let state = serde_json::json!({
                        "open": open, "seats": seats, "wait_seconds": wait_seconds
                    });
                    ((*name).to_owned(), state)
                })
                .collect();
            let callbacks: Vec<serde_json::Value> = callbacks
                .iter()
                .enumerate()
                .map(|(index, (hours, queue))| {
                    let from = 1_795_424_400 + hours * 3_600;
                    serde_json::json!({
                        "id": format!("slot-{index}"), "queue": names.get(*queue),
                        "from": from, "until": from + 1_800
                    })
                })
                .collect();
            let channels = match channel {
                true => {
                    vec![serde_json::json!({"id": "chat", "title": "Chat", "address": "x.example"})]
                }
                false => Vec::new(),
            };
            let json = serde_json::json!({
                "queues": queues, "callbacks": callbacks, "channels": channels, "message": message
            });
            Availability::from_json(&json.to_string()).expect("a snapshot")
        },
    )
}

/// What people answer when they are asked something, right or wrong.
const ANSWERS: [&str; 40] = [
    "oui",
    "non",
    "yes",
    "no",
    "non merci",
    "no thanks",
    "merci",
    "thanks",
    "bonjour",
    "hello",
    "annuler",
    "cancel",
    "aucun",
    "none of these",
    "menu",
    "répétez",
    "repeat",
    "plus lentement",
    "au revoir",
    "goodbye",
    "un conseiller svp",
    "talk to somebody real",
    "OD-482913",
    "RV-12345",
    "c'est OD-111111",
    "le 14 décembre",
    "tomorrow",
    "le matin",
    "jean.dupont@exemple.fr",
    "06 39 98 12 34",
    "non, le 12 et pas le 21",
    "la box",
    "1",
    "2",
    "3",
    "5",
    "🤷",
    "",
    "je n'ai pas ce numéro",
    "I don't know",
];

/// What hosts may know, as JSON.
const FACTS: [(&str, &str); 16] = [
    ("customer.name", "\"Ève\""),
    ("customer.vip", "true"),
    ("customer.age", "15"),
    ("customer.email", "\"eve@exemple.fr\""),
    ("customer.phone", "\"0639981234\""),
    ("order.number", "\"OD-123456\""),
    ("order.status", "\"en route\""),
    ("order.due", "\"2026-11-20\""),
    ("order.shipped", "false"),
    ("box.returned", "\"2026-03-02\""),
    ("box.billed", "true"),
    ("contract.end", "\"2026-12-10\""),
    ("promotion.end", "\"2026-12-01\""),
    ("outage.here", "true"),
    ("appointment.number", "\"RV-54321\""),
    ("contacts.same_reason", "4"),
];
