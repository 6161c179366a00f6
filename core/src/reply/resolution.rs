use serde::{Deserialize, Serialize};

/// How a conversation went for the customer, as far as anybody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The customer said that it helped, or the host did what was asked for.
    Resolved,
    /// The customer said that it did not help, and no person took over.
    NotResolved,
    /// The customer left in the middle of something.
    Abandoned,
    /// A person took over.
    HandedOver,
    /// Nobody said anything. Silence is no success.
    Unknown,
}

impl Resolution {
    /// Every resolution.
    pub const ALL: [Resolution; 5] = [
        Resolution::Resolved,
        Resolution::NotResolved,
        Resolution::Abandoned,
        Resolution::HandedOver,
        Resolution::Unknown,
    ];

    /// The name in the wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Resolution::Resolved => "resolved",
            Resolution::NotResolved => "not_resolved",
            Resolution::Abandoned => "abandoned",
            Resolution::HandedOver => "handed_over",
            Resolution::Unknown => "unknown",
        }
    }
}
