//! Where a conversation takes place.

use serde::{Deserialize, Serialize};

/// Where a conversation takes place, which decides how a reply is worded.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Channel {
    /// A web page or an application: formatted text, links, buttons.
    #[default]
    Web,
    /// The telephone: short sentences, nothing to see.
    Voice,
    /// Text messages and messaging applications: short text, few options.
    Messaging,
    /// A terminal or another place of plain text.
    Text,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Channel; 4] = [Channel::Web, Channel::Voice, Channel::Messaging, Channel::Text];

    /// The name in content and in the wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Channel::Web => "web",
            Channel::Voice => "voice",
            Channel::Messaging => "messaging",
            Channel::Text => "text",
        }
    }
}
