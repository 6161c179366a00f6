use super::{Content, State};
use crate::knowledge::{HandOver, MessageKey, Opening, Queue};
use crate::reason::Reason;
use crate::reply::{Handoff, Packet, Promise};
use crate::time::Timestamp;

/// Makes the hand-over of a conversation: what is promised, what is said, what is passed on.
pub(super) fn hand_over(
    content: &Content,
    state: &mut State,
    wanted: &HandOver,
    now: Timestamp,
) -> Handoff {
    let settings = &content.core.settings;
    let queue = settings.queue(wanted.queue.as_ref());
    let (queue_id, queue_title) = match queue {
        Some(queue) => (queue.id.clone(), queue.title.clone()),
        // The checker wants at least one queue; a bundle without one has the contact card.
        None => (crate::id::Id::parse("default").expect("an id"), settings.name.clone()),
    };
    let opening = queue.map_or(Opening::Never, |queue| queue.hours.opening(&settings.zone, now));
    let promise = match opening {
        Opening::Now => Promise::Now { wait_seconds: None },
        Opening::At { time, .. } => Promise::Opens { at: time },
        Opening::Never => Promise::Contact,
    };
    state.counters.hand_overs += 1;
    state.with_human = matches!(promise, Promise::Now { .. });
    Handoff {
        key: format!("{}/hand-over/{}", state.id, state.counters.hand_overs),
        options: Vec::new(),
        reason: wanted.reason,
        priority: wanted.priority,
        text: sentences(content, state, wanted.reason, queue, opening),
        queue: queue_id,
        queue_title,
        promise,
        contact: settings.contact.clone(),
        packet: packet(state),
    }
}

/// What the customer is told: why, what is promised, and that nothing need be said twice.
fn sentences(
    content: &Content,
    state: &State,
    reason: Reason,
    queue: Option<&Queue>,
    opening: Opening,
) -> Vec<String> {
    let messages = &content.core.messages;
    let turn = state.counters.turns;
    let queue = queue.map_or(content.core.settings.name.as_str(), |queue| queue.title.as_str());
    let mut sentences = vec![messages.plain(MessageKey::of_reason(reason), turn)];
    match opening {
        Opening::Now => {
            sentences.push(messages.filled(MessageKey::HumanNow, turn, &[("queue", queue)]));
            sentences.push(messages.plain(MessageKey::PassedOn, turn));
        }
        Opening::At { in_days, weekday, minute, .. } => {
            let hour = (minute / 60).to_string();
            let minutes = format!("{:02}", minute % 60);
            let time =
                messages.filled(MessageKey::Time, turn, &[("hour", &hour), ("minute", &minutes)]);
            let day = messages.plain(MessageKey::Weekdays, weekday as u32);
            let opening = match in_days {
                0 => messages.filled(MessageKey::OpeningToday, turn, &[("time", &time)]),
                1 => messages.filled(MessageKey::OpeningTomorrow, turn, &[("time", &time)]),
                _ => {
                    let values = [("day", day.as_str()), ("time", time.as_str())];
                    messages.filled(MessageKey::OpeningDay, turn, &values)
                }
            };
            let values = [("queue", queue), ("opening", opening.as_str())];
            sentences.push(messages.filled(MessageKey::HumanOpens, turn, &values));
            sentences.extend(contact_lines(content, turn));
        }
        Opening::Never => {
            sentences.push(messages.filled(MessageKey::HumanNever, turn, &[("queue", queue)]));
            sentences.extend(contact_lines(content, turn));
        }
    }
    sentences
}

/// The contact card in words.
fn contact_lines(content: &Content, turn: u32) -> Vec<String> {
    let contact = &content.core.settings.contact;
    let lines = [
        (MessageKey::ContactPhone, "phone", &contact.phone),
        (MessageKey::ContactEmail, "email", &contact.email),
        (MessageKey::ContactUrl, "url", &contact.url),
        (MessageKey::ContactAddress, "address", &contact.address),
    ];
    lines
        .into_iter()
        .filter_map(|(key, slot, line)| {
            let line = line.as_ref()?;
            Some(format!("{}.", content.core.messages.filled(key, turn, &[(slot, line)])))
        })
        .collect()
}

fn packet(state: &State) -> Packet {
    let (form, values) = match &state.pending {
        Some(super::Pending::Form(form)) => (Some(form.form.clone()), form.values.clone()),
        _ => (None, Default::default()),
    };
    Packet {
        question: state.question.clone(),
        locale: state.locale,
        channel: state.channel,
        answered: state.answered.clone(),
        refused: state.refused.clone(),
        form,
        values,
        message: None,
        facts: state.facts.clone(),
        notes: state.packet.clone(),
        transcript: state.transcript(),
    }
}
