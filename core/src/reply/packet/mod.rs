//! A hand-over in the forms that the places where people work take.
//!
//! [`Handoff`] holds all that a person needs, and [`Handoff::to_json`] writes all of it. Most
//! places take less, each in its own form and within its own limit:
//!
//! | form | for | limit |
//! |---|---|---|
//! | [`Handoff::to_json`] | a host's own desk | none |
//! | [`Handoff::flat`] | attributes of a contact or a task | [`FlatLimits`] |
//! | [`Handoff::to_bot_framework`] | agent hubs of the Bot Framework | none is published |
//! | [`Handoff::sip_headers`] | a call that is transferred | 128 octets, and a datagram |
//!
//! What does not fit is left out in an order that each form states; a key ([`Handoff::key`]) goes
//! with all of them, so that a host can look up the rest.

mod bot_framework;
#[cfg(test)]
mod fixture;
mod flat;
mod limits;
mod sip;

use serde::Serialize;

pub use self::limits::FlatLimits;
use super::{Handoff, WIRE_VERSION};

impl Handoff {
    /// The hand-over in the wire form: one JSON object, whose keys are those of the outcome in
    /// [`Reply::to_json`](super::Reply::to_json) and the version of the wire form.
    /// `docs/schema/handoff.schema.json` describes it.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.wire()).expect("a hand-over has only types that JSON can write")
    }

    fn wire(&self) -> Wire<'_> {
        Wire { version: WIRE_VERSION, handoff: self }
    }
}

#[derive(Serialize)]
struct Wire<'h> {
    version: u32,
    #[serde(flatten)]
    handoff: &'h Handoff,
}
