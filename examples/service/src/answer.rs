//! What a client gets, as JSON.

use relais::{Locale, Reply, Resolution, Session, Timestamp};
use serde::Serialize;
use serde_json::value::RawValue;

/// How a conversation stands.
#[derive(Serialize)]
pub(crate) struct Standing<'a> {
    pub(crate) conversation: &'a str,
    pub(crate) locale: Locale,
    /// Whether a person has it; the assistant is silent then.
    pub(crate) with_human: bool,
    pub(crate) resolution: Resolution,
    pub(crate) satisfaction: Option<u8>,
}

/// What a client gets for a turn.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    standing: Standing<'a>,
    at: Timestamp,
    /// The saved conversation could not be read any more, and goes on from its memo.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    renewed: bool,
    /// The reply as plain text.
    text: String,
    /// The reply in its wire form; none where the conversation ended.
    reply: Option<Box<RawValue>>,
}

/// What a client gets for a turn, as JSON.
pub(crate) fn answer(
    id: &str,
    session: &Session,
    reply: Option<&Reply>,
    at: Timestamp,
    renewed: bool,
) -> Vec<u8> {
    let wire = reply.map(|reply| {
        RawValue::from_string(reply.to_json()).expect("the wire form of a reply is JSON")
    });
    let text = reply.map(Reply::text).unwrap_or_default();
    let answer = Answer { standing: Standing::of(id, session), at, renewed, text, reply: wire };
    serde_json::to_vec(&answer).expect("an answer has only types that JSON can write")
}

impl<'a> Standing<'a> {
    pub(crate) fn of(conversation: &'a str, session: &Session) -> Standing<'a> {
        Standing {
            conversation,
            locale: session.locale(),
            with_human: session.is_with_human(),
            resolution: session.resolution(),
            satisfaction: session.satisfaction(),
        }
    }
}
