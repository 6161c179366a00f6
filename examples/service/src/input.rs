//! What requests say, as types: read once, and then there is nothing left to check.

use relais::{
    Availability, Channel, Error, Facts, HandoffEvent, Locale, Memo, Message, Reply, SealKey,
    Session, Start, Timestamp,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What happens to a conversation.
pub(crate) struct Input {
    what: What,
    /// Who is there now to take over, where the host says so with the same request.
    availability: Option<Availability>,
}

enum What {
    Said(Said),
    Happened(Happened),
    End,
}

/// What a customer says or does: one of these.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Text(String),
    Choose(usize),
    Keys(String),
    Heard(Vec<Heard>),
    Silence(()),
    Noise(()),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heard {
    text: String,
    score: f32,
}

/// What the host reports.
enum Happened {
    Learned(Facts),
    Acted(Facts),
    ActFailed(String),
    Handoff(HandoffEvent),
}

/// The shape of what the host reports, before its facts are read.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reported {
    Learned(Value),
    Acted(Value),
    ActFailed(String),
    Handoff(HandoffEvent),
}

/// How a conversation begins.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beginning {
    locale: Locale,
    #[serde(default)]
    channel: Channel,
    #[serde(default)]
    facts: Option<Value>,
    #[serde(default)]
    memo: Option<String>,
    #[serde(default)]
    availability: Option<Value>,
}

impl Input {
    /// The customer has gone.
    pub(crate) const END: Input = Input { what: What::End, availability: None };

    /// Reads what a customer says: `{"text": "…"}`, with `availability` beside it where it is known.
    ///
    /// # Errors
    ///
    /// What is wrong with it, for the client's developer.
    pub(crate) fn message(body: &[u8]) -> Result<Input, String> {
        let (said, availability) = read(body)?;
        Ok(Input { what: What::Said(said), availability })
    }

    /// Reads what the host reports: `{"acted": {…}}`, `{"handoff": "accepted"}`, …
    ///
    /// # Errors
    ///
    /// What is wrong with it, for the client's developer.
    pub(crate) fn event(body: &[u8]) -> Result<Input, String> {
        let (reported, availability) = read(body)?;
        let happened = match reported {
            Reported::Learned(facts) => Happened::Learned(facts_of(&facts)?),
            Reported::Acted(facts) => Happened::Acted(facts_of(&facts)?),
            Reported::ActFailed(code) => Happened::ActFailed(code),
            Reported::Handoff(event) => Happened::Handoff(event),
        };
        Ok(Input { what: What::Happened(happened), availability })
    }

    /// Carries it out. Nothing but the session changes, so it may be carried out again on another state of
    /// it. The end of a conversation has no reply.
    pub(crate) fn apply(&self, session: &mut Session, now: Timestamp) -> Option<Reply> {
        if let Some(availability) = &self.availability {
            session.available(availability.clone());
        }
        Some(match &self.what {
            What::Said(said) => session.reply(said.message().at(now)),
            What::Happened(Happened::Learned(facts)) => session.learn(facts.clone(), now),
            What::Happened(Happened::Acted(facts)) => session.acted(facts.clone(), now),
            What::Happened(Happened::ActFailed(code)) => session.act_failed(code, now),
            What::Happened(Happened::Handoff(event)) => session.handoff(*event, now),
            What::End => {
                session.end();
                return None;
            }
        })
    }

    /// The customer's words, where there are some.
    pub(crate) fn words(&self) -> Option<&str> {
        match &self.what {
            What::Said(Said::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl Said {
    fn message(&self) -> Message {
        match self {
            Said::Text(text) => Message::text(text),
            Said::Choose(option) => Message::choose(*option),
            Said::Keys(keys) => Message::keys(keys),
            Said::Heard(heard) => {
                Message::heard(heard.iter().map(|one| (one.text.as_str(), one.score)))
            }
            Said::Silence(()) => Message::silence(),
            Said::Noise(()) => Message::noise(),
        }
    }
}

/// Reads how a conversation begins. The memo is one that this service sealed, with one of its keys.
///
/// # Errors
///
/// What is wrong with it, for the client's developer.
pub(crate) fn start(body: &[u8], keys: &[SealKey]) -> Result<Start, String> {
    let read: Beginning = serde_json::from_slice(body).map_err(in_words)?;
    let mut start = Start::new(read.locale).channel(read.channel);
    if let Some(facts) = read.facts {
        start = start.facts(facts_of(&facts)?);
    }
    if let Some(memo) = read.memo {
        start = start.memo(open_memo(memo.as_bytes(), keys).map_err(|error| error.to_string())?);
    }
    if let Some(availability) = read.availability {
        start = start.availability(availability_of(&availability)?);
    }
    Ok(start)
}

/// The memo that one of the keys opens.
///
/// # Errors
///
/// What the last key made of it.
pub(crate) fn open_memo(sealed: &[u8], keys: &[SealKey]) -> Result<Memo, Error> {
    any(keys, |key| Memo::open(sealed, key))
}

/// What the first key makes that can; otherwise the error of the last one.
pub(crate) fn any<T>(
    keys: &[SealKey],
    mut open: impl FnMut(&SealKey) -> Result<T, Error>,
) -> Result<T, Error> {
    let (last, others) = keys.split_last().expect("the settings have one key at least");
    others.iter().find_map(|key| open(key).ok()).map_or_else(|| open(last), Ok)
}

/// One of the things that `T` may be, and the availability beside it.
fn read<T: for<'d> Deserialize<'d>>(body: &[u8]) -> Result<(T, Option<Availability>), String> {
    let mut object: Map<String, Value> = serde_json::from_slice(body).map_err(in_words)?;
    let availability = object.remove("availability");
    let availability = availability.as_ref().map(availability_of).transpose()?;
    let one = serde_json::from_value(object.into()).map_err(in_words)?;
    Ok((one, availability))
}

fn facts_of(value: &Value) -> Result<Facts, String> {
    Facts::from_json(&value.to_string()).map_err(|error| error.to_string())
}

fn availability_of(value: &Value) -> Result<Availability, String> {
    Availability::from_json(&value.to_string()).map_err(|error| error.to_string())
}

fn in_words(error: serde_json::Error) -> String {
    format!("the body is not what is expected here: {error}")
}
