//! What can be promised when a person is needed: nothing but what the host has said.

use super::Turn;
use super::state::{Held, Instead};
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{MessageKey, Opening, Queue};
use crate::reply::Promise;
use crate::time::Timestamp;

impl<'t> Turn<'t> {
    /// Whether somebody of the queue can take over now.
    pub(super) fn promise_now(&self, queue: Option<&Queue>, held: &Held) -> Option<Promise> {
        if held.failed.iter().any(|failed| failed == NOW) {
            return None;
        }
        let queue = queue?;
        match &self.state.availability {
            Some(snapshot) => snapshot
                .open(&queue.id)
                .map(|state| Promise::Now { wait_seconds: state.wait_seconds }),
            None => {
                let zone = &self.content.core.settings.zone;
                let is_open = queue.hours.is_open(zone, self.now);
                is_open.then_some(Promise::Now { wait_seconds: None })
            }
        }
    }

    /// What the customer may take where nobody can.
    pub(super) fn instead(&self, queue: &Id, held: &Held) -> Vec<Instead> {
        let Some(snapshot) = &self.state.availability else { return Vec::new() };
        let callbacks = snapshot
            .callbacks_of(queue, self.now)
            .cloned()
            .map(Instead::Callback)
            .filter(|instead| !held.failed.contains(&instead.name()))
            .take(MAX_CALLBACKS);
        let channels = snapshot.channels.iter().cloned().map(Instead::Channel).take(MAX_CHANNELS);
        let message = snapshot.message.then_some(Instead::Message);
        callbacks
            .chain(channels)
            .chain(message)
            .filter(|instead| !held.failed.contains(&instead.name()))
            .collect()
    }

    /// An option in words.
    pub(super) fn title_of(&self, instead: &Instead) -> String {
        match instead {
            Instead::Callback(slot) => {
                let time = self.period(slot.from, slot.until);
                self.filled(MessageKey::OptionCallback, &[("time", &time)])
            }
            Instead::Channel(channel) => self.filled(
                MessageKey::OptionChannel,
                &[("channel", &channel.title), ("address", &channel.address)],
            ),
            Instead::Message => self.sentence(MessageKey::OptionMessage),
        }
    }

    /// A time to come in words: "tomorrow between 9:00 and 9:30".
    pub(super) fn period(&self, from: Timestamp, until: Timestamp) -> String {
        let zone = &self.content.core.settings.zone;
        let (start, end) = (zone.local(from), zone.local(until));
        let (from, until) = (self.time(start.minute), self.time(end.minute));
        let hours = [("from", from.as_str()), ("until", until.as_str())];
        match start.date.days_since(self.today()) {
            0 => self.filled(MessageKey::SlotToday, &hours),
            1 => self.filled(MessageKey::SlotTomorrow, &hours),
            days => {
                let key = MessageKey::Weekdays;
                let messages = &self.content.core.messages;
                let day = match days {
                    2..=6 => messages.plain(key, start.date.weekday() as u32),
                    _ => self.in_words(&Value::Date(start.date)),
                };
                let [from, until] = hours;
                self.filled(MessageKey::SlotDay, &[("day", &day), from, until])
            }
        }
    }

    /// When a queue opens, in words.
    pub(super) fn opening_sentence(&self, queue: Option<&Queue>, title: &str) -> String {
        let zone = &self.content.core.settings.zone;
        let opening = queue.map_or(Opening::Never, |queue| queue.hours.opening(zone, self.now));
        match opening {
            Opening::Now => self.filled(MessageKey::HumanBusy, &[("queue", title)]),
            Opening::Never => self.filled(MessageKey::HumanNever, &[("queue", title)]),
            Opening::At { in_days, weekday, minute, .. } => {
                let time = self.time(minute);
                let opening = match in_days {
                    0 => self.filled(MessageKey::OpeningToday, &[("time", &time)]),
                    1 => self.filled(MessageKey::OpeningTomorrow, &[("time", &time)]),
                    _ => {
                        let messages = &self.content.core.messages;
                        let day = messages.plain(MessageKey::Weekdays, weekday as u32);
                        self.filled(MessageKey::OpeningDay, &[("day", &day), ("time", &time)])
                    }
                };
                self.filled(MessageKey::HumanOpens, &[("queue", title), ("opening", &opening)])
            }
        }
    }

    fn time(&self, minute: u16) -> String {
        let (hour, minute) = ((minute / 60).to_string(), format!("{:02}", minute % 60));
        self.filled(MessageKey::Time, &[("hour", &hour), ("minute", &minute)])
    }
}

/// The name of taking over now among what failed.
pub(super) const NOW: &str = "now";

/// A choice that one can hear: three times, two channels, a message.
const MAX_CALLBACKS: usize = 3;
const MAX_CHANNELS: usize = 2;
