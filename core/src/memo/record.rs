use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Memo;
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::reason::Reason;
use crate::reply::{Promise, Resolution};
use crate::time::{Date, Timestamp};

/// A contact, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PastContact {
    /// When it started.
    pub at: Timestamp,
    /// Where it took place.
    pub channel: Channel,
    /// What was asked, in the customer's words, at most [`PastContact::MAX_ASKED`] characters, with what
    /// is personal masked. It goes before the rest of the contact where room is short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// The articles and forms that were answered with or offered, at most
    /// [`PastContact::MAX_SUBJECTS`], in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Id>,
    /// How it went.
    pub result: Resolution,
    /// Why a person took over, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The score that the customer gave, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
}

/// What the customer was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
#[non_exhaustive]
pub struct Promised {
    /// What is due.
    #[serde(flatten)]
    pub due: Due,
    /// When it was promised.
    pub since: Timestamp,
    /// The key of the hand-over; none where the host's name of the conversation made it too long to
    /// keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// The keys of a [`Promised`], which has those of what is due among its own.
#[derive(Deserialize)]
struct Written {
    kind: Kind,
    slot: Option<Id>,
    queue: Option<Id>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    since: Timestamp,
    key: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Callback,
    Message,
}

impl TryFrom<Written> for Promised {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Promised, &'static str> {
        let Written { kind, slot, queue, from, until, since, key } = written;
        let due = match (kind, slot, from, until) {
            (Kind::Message, ..) => Due::Message,
            (Kind::Callback, Some(slot), Some(from), Some(until)) => {
                Due::Callback { slot, queue, from, until }
            }
            (Kind::Callback, ..) => return Err("a call has a slot, and starts and ends"),
        };
        Ok(Promised { due, since, key })
    }
}

/// What is due to a customer. The number to call and the message are with the host, not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Due {
    /// Somebody calls back.
    Callback {
        /// The host's name for the time.
        slot: Id,
        /// The queue that calls; any where it is not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        queue: Option<Id>,
        /// When it starts.
        from: Timestamp,
        /// When it ends, and is due no more.
        until: Timestamp,
    },
    /// Somebody answers a message in writing.
    Message,
}

/// Something that the customer gave, and that is not asked again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Known {
    /// The fact that it stands for.
    pub name: Id,
    /// What was given, whole: a value that is too long to keep is not kept.
    pub value: Value,
    /// When.
    pub at: Timestamp,
}

/// A form that was under way when the contact ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OpenForm {
    /// The form.
    pub form: Id,
    /// What was given, by the ids of its slots.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Id, Value>,
    /// When.
    pub at: Timestamp,
}

/// Something that was brought up without being asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Raised {
    /// The rule.
    pub rule: Id,
    /// The day, there where the knowledge base is.
    pub on: Date,
}

impl PastContact {
    /// The most characters of a question.
    pub const MAX_ASKED: usize = 80;
    /// The most articles and forms of a contact.
    pub const MAX_SUBJECTS: usize = 3;
}

impl Promised {
    /// What a hand-over promised, where that is something that somebody still has to do.
    pub(crate) fn new(promise: &Promise, key: &str, now: Timestamp) -> Option<Promised> {
        let due = match promise {
            Promise::Callback { slot, .. } => Due::Callback {
                slot: slot.id.clone(),
                queue: slot.queue.clone(),
                from: slot.from,
                until: slot.until,
            },
            Promise::Message => Due::Message,
            Promise::Now { .. }
            | Promise::Channel { .. }
            | Promise::Opens { .. }
            | Promise::Contact => return None,
        };
        Some(Promised { due, since: now, key: Some(key.to_owned()) })
    }

    /// Whether it is still to be done: until the end of the time for a call, and for
    /// [`Memo::MESSAGE_DAYS`] for an answer.
    pub fn is_due(&self, now: Timestamp) -> bool {
        now < match &self.due {
            Due::Callback { until, .. } => *until,
            Due::Message => self.since.plus_days(Memo::MESSAGE_DAYS),
        }
    }
}

impl OpenForm {
    /// Whether it can still be resumed: for [`Memo::OPEN_DAYS`].
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.at.plus_days(Memo::OPEN_DAYS)
    }
}
