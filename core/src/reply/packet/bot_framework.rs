use serde::{Deserialize, Serialize};

use super::Wire;
use crate::reason::HandoffEvent;
use crate::reply::{Handoff, Line, Speaker};

impl Handoff {
    /// The event that asks an agent hub of the Bot Framework for a person: an activity named
    /// `handoff.initiate`, as JSON.
    ///
    /// `conversation` is the id of the conversation on its channel, which the protocol requires.
    /// The value is the hand-over in the wire form without its transcript, which is an attachment
    /// of its own; the hub routes by `reason`, `queue` and `priority`. What an adapter knows, such
    /// as `from`, `channelId` and `serviceUrl`, is for the adapter to add.
    ///
    /// The protocol is that of [Transition conversations from bot to human][page], "Handoff
    /// initiation". It says that an inline attachment is subject to a size limit, and names none.
    ///
    /// [page]: https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human
    pub fn to_bot_framework(&self, conversation: &str) -> String {
        let mut context = self.clone();
        let lines = std::mem::take(&mut context.packet.transcript);
        let conversation = Conversation { id: conversation };
        let said = |line| Said::of(line, conversation);
        let event = Initiation {
            kind: "event",
            name: "handoff.initiate",
            conversation,
            value: context.wire(),
            attachments: [Attachment {
                content_type: "application/json",
                name: "Transcript",
                content: Transcript { activities: lines.iter().map(said).collect() },
            }],
        };
        serde_json::to_string(&event).expect("an event has only types that JSON can write")
    }
}

impl HandoffEvent {
    /// What an activity of an agent hub says, given as JSON: the state of a `handoff.status` event.
    ///
    /// `None` for any other activity, for a state that the protocol does not have, and for what is
    /// no activity: a bot need not handle a status, but must not reject it ([Transition
    /// conversations from bot to human][page], "Handoff status").
    ///
    /// [page]: https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human
    pub fn from_bot_framework(activity: &str) -> Option<HandoffEvent> {
        let status: Status = serde_json::from_str(activity).ok()?;
        if status.kind != "event" || status.name != "handoff.status" {
            return None;
        }
        match status.value.state.as_str() {
            "accepted" => Some(HandoffEvent::Accepted),
            "failed" => Some(HandoffEvent::Failed),
            "completed" => Some(HandoffEvent::Completed),
            _ => None,
        }
    }
}

#[derive(Serialize)]
struct Initiation<'h> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    conversation: Conversation<'h>,
    value: Wire<'h>,
    attachments: [Attachment<'h>; 1],
}

#[derive(Clone, Copy, Serialize)]
struct Conversation<'h> {
    id: &'h str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attachment<'h> {
    content_type: &'static str,
    name: &'static str,
    content: Transcript<'h>,
}

#[derive(Serialize)]
struct Transcript<'h> {
    activities: Vec<Said<'h>>,
}

/// A line of the transcript: an activity of the type `message`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Said<'h> {
    #[serde(rename = "type")]
    kind: &'static str,
    conversation: Conversation<'h>,
    from: Account,
    text: &'h str,
    /// The customer's words are no Markdown, whatever signs are in them.
    text_format: &'static str,
}

#[derive(Serialize)]
struct Account {
    id: &'static str,
    role: &'static str,
}

impl<'h> Said<'h> {
    fn of(line: &'h Line, conversation: Conversation<'h>) -> Said<'h> {
        let from = match line.speaker {
            Speaker::Customer => Account { id: "customer", role: "user" },
            Speaker::Assistant => Account { id: "assistant", role: "bot" },
        };
        Said { kind: "message", conversation, from, text: &line.text, text_format: "plain" }
    }
}

#[derive(Deserialize)]
struct Status {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    value: State,
}

#[derive(Deserialize)]
struct State {
    state: String,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::fixture::handoff;
    use super::*;

    #[test]
    fn the_event_has_what_the_protocol_requires() {
        let event: Value =
            serde_json::from_str(&handoff().to_bot_framework("conv|1")).expect("JSON");
        assert_eq!(event["type"], "event");
        assert_eq!(event["name"], "handoff.initiate");
        assert_eq!(event["conversation"], json!({"id": "conv|1"}));
        assert_eq!(event["value"]["queue"], "billing");
        assert_eq!(event["value"]["packet"]["facts"]["bill.amount"]["origin"], "billing");
        assert_eq!(event["value"]["packet"]["transcript"], json!([]));
    }

    #[test]
    fn the_transcript_is_an_attachment_of_activities() {
        let event: Value = serde_json::from_str(&handoff().to_bot_framework("c")).expect("JSON");
        let attachments = event["attachments"].as_array().expect("a list");
        assert_eq!(attachments.len(), 1);
        assert_eq!(attachments[0]["contentType"], "application/json");
        assert_eq!(attachments[0]["name"], "Transcript");
        let activities = attachments[0]["content"]["activities"].as_array().expect("a list");
        let roles: Vec<_> = activities.iter().map(|said| &said["from"]["role"]).collect();
        assert_eq!(roles, ["user", "bot", "user"]);
        assert_eq!(activities[2]["text"], "c'est faux");
        assert!(activities.iter().all(|said| said["type"] == "message"));
    }

    #[test]
    fn a_status_is_read_and_nothing_is_rejected() {
        let status = |name: &str, value: Value| {
            let event = json!({"type": "event", "name": name, "value": value, "channelId": "x"});
            HandoffEvent::from_bot_framework(&event.to_string())
        };
        let of = |state: &str| status("handoff.status", json!({"state": state, "message": {}}));
        assert_eq!(of("accepted"), Some(HandoffEvent::Accepted));
        assert_eq!(of("failed"), Some(HandoffEvent::Failed));
        assert_eq!(of("completed"), Some(HandoffEvent::Completed));
        assert_eq!(of("typing"), None);
        assert_eq!(status("handoff.initiate", json!({"state": "accepted"})), None);
        assert_eq!(status("handoff.status", json!(null)), None);
        assert_eq!(HandoffEvent::from_bot_framework("not JSON"), None);
        let message = json!({"type": "message", "text": "accepted"}).to_string();
        assert_eq!(HandoffEvent::from_bot_framework(&message), None);
    }
}
