//! Who is there to take over.
//!
//! The host knows its queues, seats and diaries; the library promises nothing that the host has not
//! said. A snapshot is a plain value, given when a conversation starts and whenever it changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::id::Id;
use crate::time::Timestamp;

/// Who is there to take over, as the host knows it at one moment.
///
/// ```
/// use relais::Availability;
///
/// let evening = Availability::from_json(r#"{
///     "queues": {"service": {"open": false}},
///     "callbacks": [{"id": "s-0900", "queue": "service",
///                    "from": "2026-11-25T09:00:00+01:00", "until": "2026-11-25T09:30:00+01:00"}],
///     "message": true
/// }"#)?;
/// # Ok::<(), relais::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Availability {
    /// The queues. One that is not here is closed.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, QueueState>"))]
    pub queues: BTreeMap<Id, QueueState>,
    /// When somebody can call back, the earliest first.
    pub callbacks: Vec<CallbackSlot>,
    /// Other ways to reach a person now.
    pub channels: Vec<OtherChannel>,
    /// Whether a message may be left, to be answered in writing.
    pub message: bool,
}

/// What a queue is like now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueState {
    /// Whether people are at work.
    pub open: bool,
    /// How many of them are free, where it is known; with none free and no wait known nothing is
    /// promised.
    pub seats: Option<u32>,
    /// How long one waits, in seconds, where it is known.
    pub wait_seconds: Option<u32>,
}

/// A time at which somebody can call back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallbackSlot {
    /// The host's name for it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: Id,
    /// The queue that calls; any where it is not said.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub queue: Option<Id>,
    /// When it starts.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
}

/// Another way to reach a person now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherChannel {
    /// The host's name for it, such as `whatsapp`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: Id,
    /// Its name, as customers read it.
    pub title: String,
    /// The number or the address, as customers read it.
    pub address: String,
}

impl Availability {
    /// The most entries of each list that are kept.
    pub const MAX: usize = 100;

    /// Reads a snapshot from JSON: `queues`, `callbacks`, `channels` and `message`, each optional.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the text is not such an object, with the place;
    /// [`ErrorKind::TooLarge`] where a list has more than [`Availability::MAX`] entries.
    pub fn from_json(json: &str) -> Result<Availability, Error> {
        let invalid = |error: serde_json::Error| {
            Error::new(ErrorKind::InvalidArgument, format!("this is no availability: {error}"))
        };
        // A list would pass as an object whose keys are all left out.
        if json.trim_start().starts_with('[') {
            return Err(invalid(serde::de::Error::custom("it is a list")));
        }
        let mut read: Availability = serde_json::from_str(json).map_err(invalid)?;
        let lengths = [read.queues.len(), read.callbacks.len(), read.channels.len()];
        if lengths.into_iter().any(|length| length > Availability::MAX) {
            let message = format!("more than {} queues, callbacks or channels", Availability::MAX);
            return Err(Error::new(ErrorKind::TooLarge, message));
        }
        if let Some(slot) = read.callbacks.iter().find(|slot| slot.until < slot.from) {
            let message = format!("the callback `{}` ends before it starts", slot.id);
            return Err(Error::new(ErrorKind::InvalidArgument, message));
        }
        read.callbacks.sort_by_key(|slot| slot.from);
        Ok(read)
    }

    /// The state of a queue where a person can be promised now.
    pub(crate) fn open(&self, queue: &Id) -> Option<&QueueState> {
        let can_wait = |state: &&QueueState| state.seats != Some(0) || state.wait_seconds.is_some();
        self.queues.get(queue).filter(|state| state.open).filter(can_wait)
    }

    /// When somebody of this queue can call back, from `now` on.
    pub(crate) fn callbacks_of<'a>(
        &'a self,
        queue: &'a Id,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a CallbackSlot> {
        self.callbacks
            .iter()
            .filter(move |slot| slot.from > now)
            .filter(move |slot| slot.queue.as_ref().is_none_or(|of| of == queue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_snapshot_is_named() {
        for (json, part) in [
            ("[]", "no availability"),
            (r#"{"seats": 3}"#, "seats"),
            (r#"{"callbacks": [{"id": "a", "from": "x", "until": 1}]}"#, "`x` is not an instant"),
            (r#"{"callbacks": [{"id": "a", "from": 2, "until": 1}]}"#, "`a` ends before"),
            (r#"{"queues": {"Bad Id": {}}}"#, "Bad Id"),
        ] {
            let error = Availability::from_json(json).expect_err(json).to_string();
            assert!(error.contains(part), "{json}: {error}");
        }
    }

    #[test]
    fn a_queue_without_a_free_seat_or_a_known_wait_promises_nothing() {
        let queue = Id::parse("service").expect("an id");
        for (state, is_open) in [
            (r#"{"open": true}"#, true),
            (r#"{"open": true, "seats": 0}"#, false),
            (r#"{"open": true, "seats": 0, "wait_seconds": 300}"#, true),
            (r#"{"open": false, "seats": 2}"#, false),
            ("{}", false),
        ] {
            let json = format!(r#"{{"queues": {{"service": {state}}}}}"#);
            let snapshot = Availability::from_json(&json).expect("a snapshot");
            assert_eq!(snapshot.open(&queue).is_some(), is_open, "{state}");
        }
    }
}
