//! Outcomes and promises as a saved session has them.
//!
//! The wire form has the name of a variant among the keys of its content. A form without keys has to say
//! it first, as serde does where nothing else is asked of it: the enums here mirror those of the reply
//! and ask nothing else.

use serde::{Deserialize, Serialize};

use super::{Act, Answer, Ask, Clarify, Close, Handoff, Offer, Outcome, Promise, Said};
use crate::availability::{CallbackSlot, OtherChannel};
use crate::time::Timestamp;

/// The outcome of the last turn, where there was one.
pub(crate) mod last_outcome {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Outcome, PlainOutcome};

    #[derive(Serialize, Deserialize)]
    struct Saved(#[serde(with = "PlainOutcome")] Outcome);

    pub(crate) fn serialize<S: Serializer>(
        last: &Option<Box<Outcome>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        last.as_deref().cloned().map(Saved).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Box<Outcome>>, D::Error> {
        let saved = Option::<Saved>::deserialize(deserializer)?;
        Ok(saved.map(|Saved(outcome)| Box::new(outcome)))
    }
}

/// A promise: in the wire form where there are keys.
pub(crate) mod promise {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{PlainPromise, Promise};

    pub(crate) fn serialize<S: Serializer>(
        promise: &Promise,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            promise.serialize(serializer)
        } else {
            PlainPromise::serialize(promise, serializer)
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Promise, D::Error> {
        if deserializer.is_human_readable() {
            Promise::deserialize(deserializer)
        } else {
            PlainPromise::deserialize(deserializer)
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Outcome")]
enum PlainOutcome {
    Answer(Answer),
    Clarify(Clarify),
    Offer(Offer),
    Ask(Ask),
    Act(Act),
    HandToHuman(Box<Handoff>),
    NoMatch(Said),
    Say(Said),
    Close(Close),
    Silent,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Promise")]
enum PlainPromise {
    Now { wait_seconds: Option<u32> },
    Callback { slot: CallbackSlot, phone: String },
    Message,
    Channel { channel: OtherChannel },
    Opens { at: Timestamp },
    Contact,
}
