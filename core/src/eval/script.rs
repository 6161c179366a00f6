use serde::Serialize;

use super::dialogues::Stage;
use super::wordings;
use crate::availability::Availability;
use crate::channel::Channel;
use crate::engine::{Engine, Message, Session, Start};
use crate::facts::Facts;
use crate::knowledge::KnowledgeBase;
use crate::locale::Locale;
use crate::reason::HandoffEvent;
use crate::reply::Reply;
use crate::time::Timestamp;

/// Writes every dialogue of `base`, and every wording as a dialogue of one turn, down as the calls that a
/// host makes and the replies that came, and gives each to `line`: one JSON object, for another language to
/// play and to compare.
///
/// ```text
/// {"dialogue": …, "locale": "fr", "channel": "web", "facts": {…}, "availability": {…} or null,
///  "calls": [{"call": "open", "at": "2026-11-23T09:00:00Z", "reply": "{…}"},
///            {"call": "reply", "text": "où est ma commande ?", "at": …, "reply": "{…}"}, …]}
/// ```
///
/// A call is `open`, `reply` (with one of text, choose, keys, heard, silence, noise), `learn`, `acted`,
/// `act_failed`, `handoff`, or `comes_back`: the conversation ends and leaves `memo` at that instant, and
/// another one starts with it. Replies and memos are strings of JSON, so that they can be compared byte
/// for byte; the id of the conversation is the dialogue's name.
pub fn script(base: &KnowledgeBase, engine: &Engine, mut line: impl FnMut(&str)) {
    let mut write = |script: &Script<'_>| {
        line(&serde_json::to_string(script).expect("a script has only types that JSON can write"));
    };
    for dialogue in base.dialogues() {
        write(&Script {
            dialogue: &dialogue.name,
            locale: dialogue.locale,
            channel: dialogue.channel,
            facts: &dialogue.facts,
            availability: dialogue.availability.as_ref(),
            calls: Stage::calls_of(dialogue, engine),
        });
    }
    wordings::each(base, |locale, wording, at| {
        let mut session = engine.session(Start::new(locale).id(wording));
        let deeds = [Deed::Open, Deed::Reply(Said::Text(wording.to_owned()))];
        let calls = deeds.into_iter().map(|deed| {
            let reply = deed.of(&mut session, at).to_json();
            Call::Made { deed, at, reply }
        });
        write(&Script {
            dialogue: wording,
            locale,
            channel: Channel::default(),
            facts: &Facts::new(),
            availability: None,
            calls: calls.collect(),
        });
    });
}

/// A dialogue as calls.
#[derive(Serialize)]
struct Script<'d> {
    dialogue: &'d str,
    locale: Locale,
    channel: Channel,
    facts: &'d Facts,
    availability: Option<&'d Availability>,
    calls: Vec<Call>,
}

/// A call to a session, and what came of it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Call {
    Made {
        #[serde(flatten)]
        deed: Deed,
        at: Timestamp,
        reply: String,
    },
    ComesBack(ComesBack),
}

/// The conversation ends, and another one starts with what it leaves.
#[derive(Serialize)]
#[serde(tag = "call", rename = "comes_back")]
pub(super) struct ComesBack {
    pub(super) at: Timestamp,
    pub(super) memo: String,
    pub(super) channel: Channel,
    pub(super) id: String,
}

/// What a host does with a session.
#[derive(Serialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub(super) enum Deed {
    Open,
    Reply(Said),
    Learn { facts: Facts },
    Acted { facts: Facts },
    ActFailed { code: String },
    Handoff { event: HandoffEvent },
}

/// What a customer says or does.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    Text(String),
    Choose(usize),
    Keys(String),
    Heard(Vec<Heard>),
    Silence(bool),
    Noise(bool),
}

/// What a recogniser may have heard.
#[derive(Serialize)]
pub(super) struct Heard {
    text: String,
    score: f32,
}

impl Heard {
    /// The hypothesis of this rank, from 0; each is a little less sure than the one before.
    pub(super) fn new(text: &str, rank: u8) -> Heard {
        Heard { text: text.to_owned(), score: 0.9 - 0.1 * f32::from(rank) }
    }
}

impl Deed {
    pub(super) fn of(&self, session: &mut Session, now: Timestamp) -> Reply {
        match self {
            Deed::Open => session.open(now),
            Deed::Reply(said) => session.reply(said.message().at(now)),
            Deed::Learn { facts } => session.learn(facts.clone(), now),
            Deed::Acted { facts } => session.acted(facts.clone(), now),
            Deed::ActFailed { code } => session.act_failed(code, now),
            Deed::Handoff { event } => session.handoff(*event, now),
        }
    }
}

impl Said {
    fn message(&self) -> Message {
        match self {
            Said::Text(text) => Message::text(text.as_str()),
            Said::Choose(option) => Message::choose(*option),
            Said::Keys(keys) => Message::keys(keys.as_str()),
            Said::Heard(heard) => {
                Message::heard(heard.iter().map(|heard| (heard.text.as_str(), heard.score)))
            }
            Said::Silence(_) => Message::silence(),
            Said::Noise(_) => Message::noise(),
        }
    }
}
