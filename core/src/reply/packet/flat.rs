use std::collections::BTreeMap;

use super::FlatLimits;
use crate::facts::{Fact, Value};
use crate::id::Id;
use crate::reply::summary::MAX_SUMMARY_CHARACTERS;
use crate::reply::{Handoff, Line, Promise, Speaker};
use crate::text::{cut, one_line, shorten};

impl Handoff {
    /// The hand-over as names and texts, for places that take no more than that: the attributes of
    /// a contact, of a task, of a conversation.
    ///
    /// Names have letters, digits, `-` and `_` only. Every value is one line, but for the
    /// transcript, which has one line for each that was said; what is empty is not there. The
    /// names, from what is never left out to what is left out first:
    ///
    /// | name | value |
    /// |---|---|
    /// | `reason`, `queue`, `priority` | as in the wire form |
    /// | `summary` | one sentence for the person's screen |
    /// | `question` | its first 200 characters; all of it where it fits (see below) |
    /// | `key` | the key of the hand-over; not there where it has more than 200 bytes |
    /// | `promise`, `promise_…` | its type, and what belongs to it, such as `promise_at` |
    /// | `value_…`, `form` | what a form collected, and the form |
    /// | `message` | the message that the customer left |
    /// | `question` | its rest |
    /// | `answered`, `refused` | ids of articles with a space between, the latest last |
    /// | `fact_…`, and with `_AT`, `_ORIGIN` | what the host knows, since when, who said so |
    /// | `note_…` | what rules added |
    /// | `locale`, `channel`, `queue_title` | of the conversation |
    /// | `transcript` | the latest lines, after `customer: ` or `assistant: ` |
    ///
    /// Each takes its place in this order; what has no place any more is left out, a text is cut, a
    /// list loses its oldest entries, and `omitted` says of which names something is missing. A
    /// value of a form, a fact or a note that is longer than 1,000 bytes is cut there in any case.
    ///
    /// In `value_…`, `fact_…` and `note_…` an id has `_D_` for a dot and `_S_` for a slash:
    /// `customer.vip` is `fact_customer_D_vip`. Ids have no capitals, so no two of them become one
    /// name.
    pub fn flat(&self, limits: &FlatLimits) -> BTreeMap<String, String> {
        let packet = &self.packet;
        let mut flat = Flat::new(limits);
        let question = one_line(&packet.question);
        flat.put(&[
            ("reason", self.reason.as_str()),
            ("queue", self.queue.as_str()),
            ("priority", self.priority.as_str()),
            ("summary", &shorten(&one_line(&packet.summary), MAX_SUMMARY_CHARACTERS)),
            ("question", &first_characters(&question)),
        ]);
        flat.key(&self.key);
        flat.promise(&self.promise);
        for (id, value) in &packet.values {
            flat.value("values", &name_of("value", id), value);
        }
        if let Some(form) = &packet.form {
            flat.whole("form", "form", form.as_str());
        }
        flat.text("message", &one_line(packet.message.as_deref().unwrap_or_default()));
        flat.text("question", &question);
        let ids = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        flat.latest("answered", &ids(&packet.answered), " ");
        flat.latest("refused", &ids(&packet.refused), " ");
        for (id, fact) in packet.facts.iter() {
            flat.fact(&name_of("fact", id), fact);
        }
        for (id, value) in &packet.notes {
            flat.value("notes", &name_of("note", id), value);
        }
        flat.whole("locale", "locale", packet.locale.as_str());
        flat.whole("channel", "channel", packet.channel.as_str());
        flat.whole("queue_title", "queue_title", &one_line(&self.queue_title));
        let lines: Vec<String> = packet.transcript.iter().map(line).collect();
        flat.latest("transcript", &lines, "\n");
        flat.finish()
    }
}

/// A map being filled.
struct Flat<'l> {
    limits: &'l FlatLimits,
    /// What may still be added, with room kept for saying what was omitted.
    room: usize,
    map: BTreeMap<String, String>,
    omitted: Vec<&'static str>,
}

impl Flat<'_> {
    fn new(limits: &FlatLimits) -> Flat<'_> {
        let kept = limits.pair(OMITTED, &PARTS.join(" "));
        let room = limits.room() - kept;
        Flat { limits, room, map: BTreeMap::new(), omitted: Vec::new() }
    }

    /// Adds pairs, all of them or none. Returns whether there was room.
    fn put(&mut self, pairs: &[(&str, &str)]) -> bool {
        let there = || pairs.iter().filter(|(_, value)| !value.is_empty());
        let size = there().map(|(name, value)| self.limits.pair(name, value)).sum();
        let Some(rest) = self.room.checked_sub(size) else { return false };
        self.room = rest;
        self.map.extend(there().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        true
    }

    /// Adds a pair that says nothing when it is cut.
    fn whole(&mut self, part: &'static str, name: &str, value: &str) {
        if !self.put(&[(name, value)]) {
            self.omit(part);
        }
    }

    fn key(&mut self, key: &str) {
        let is_short = self.limits.text(key) <= MAX_KEY_BYTES && one_line(key) == key;
        if !is_short || !self.put(&[("key", key)]) {
            self.omit("key");
        }
    }

    /// Adds as much of a text as there is room for, in the place of a shorter beginning of it.
    fn text(&mut self, name: &'static str, text: &str) {
        let shorter = self.map.remove(name).unwrap_or_default();
        if !shorter.is_empty() {
            self.room += self.limits.pair(name, &shorter);
        }
        if self.put(&[(name, text)]) {
            return;
        }
        self.omit(name);
        let room = self.room.saturating_sub(self.limits.pair(name, CUT));
        let beginning = self.limits.beginning(text, room);
        // The shorter one had room, and the end of a longer one may lie within a character.
        let longer = if beginning.is_empty() { String::new() } else { format!("{beginning}{CUT}") };
        let best = if longer.len() > shorter.len() { longer } else { shorter };
        self.put(&[(name, &best)]);
    }

    fn value(&mut self, part: &'static str, name: &str, value: &Value) {
        let text = one_line(&value.to_string());
        self.whole(part, name, &cut_value(&text));
        if text.len() > MAX_VALUE_BYTES {
            self.omit(part);
        }
    }

    fn fact(&mut self, name: &str, fact: &Fact) {
        let text = one_line(&fact.value.to_string());
        let at = fact.at.map(|at| at.to_string()).unwrap_or_default();
        let origin = one_line(fact.origin.as_deref().unwrap_or_default());
        let put = self.put(&[
            (name, &cut_value(&text)),
            (&format!("{name}_AT"), &at),
            (&format!("{name}_ORIGIN"), &cut_value(&origin)),
        ]);
        if !put || text.len().max(origin.len()) > MAX_VALUE_BYTES {
            self.omit("facts");
        }
    }

    fn promise(&mut self, promise: &Promise) {
        let (kind, details) = match promise {
            Promise::Now { wait_seconds } => {
                let wait =
                    wait_seconds.map(|seconds| ("promise_wait_seconds", seconds.to_string()));
                ("now", wait.into_iter().collect())
            }
            Promise::Callback { slot, phone } => (
                "callback",
                vec![
                    ("promise_slot", slot.id.to_string()),
                    ("promise_from", slot.from.to_string()),
                    ("promise_until", slot.until.to_string()),
                    ("promise_phone", one_line(phone)),
                ],
            ),
            Promise::Message => ("message", Vec::new()),
            Promise::Channel { channel } => {
                ("channel", vec![("promise_channel", channel.id.to_string())])
            }
            Promise::Opens { at } => ("opens", vec![("promise_at", at.to_string())]),
            Promise::Contact => ("contact", Vec::new()),
        };
        let mut pairs = vec![("promise", kind)];
        pairs.extend(details.iter().map(|(name, value)| (*name, value.as_str())));
        if !self.put(&pairs) {
            self.omit("promise");
        }
    }

    /// Adds as many of the last items as there is room for.
    fn latest(&mut self, name: &'static str, items: &[String], separator: &str) {
        let mut room = self.room.checked_sub(self.limits.pair(name, ""));
        let fit = items.iter().rev().take_while(|item| {
            let size = self.limits.text(item) + self.limits.text(separator);
            room = room.and_then(|room| room.checked_sub(size));
            room.is_some()
        });
        let first = items.len() - fit.count();
        if first > 0 {
            self.omit(name);
        }
        self.put(&[(name, &items[first..].join(separator))]);
    }

    fn omit(&mut self, part: &'static str) {
        if !self.omitted.contains(&part) {
            self.omitted.push(part);
        }
    }

    fn finish(mut self) -> BTreeMap<String, String> {
        if !self.omitted.is_empty() {
            self.map.insert(OMITTED.to_owned(), self.omitted.join(" "));
        }
        self.map
    }
}

fn name_of(class: &str, id: &Id) -> String {
    format!("{class}_{}", id.as_str().replace('.', "_D_").replace('/', "_S_"))
}

fn line(line: &Line) -> String {
    let speaker = match line.speaker {
        Speaker::Customer => "customer",
        Speaker::Assistant => "assistant",
    };
    format!("{speaker}: {}", one_line(&line.text))
}

fn first_characters(question: &str) -> String {
    match question.char_indices().nth(QUESTION_CHARACTERS) {
        Some((end, _)) => format!("{}{CUT}", cut(question, end)),
        None => question.to_owned(),
    }
}

fn cut_value(text: &str) -> String {
    let beginning = cut(text, MAX_VALUE_BYTES);
    if beginning.len() < text.len() { format!("{beginning}{CUT}") } else { text.to_owned() }
}

const OMITTED: &str = "omitted";

/// What may be missing, as `omitted` says it.
const PARTS: [&str; 14] = [
    "key",
    "promise",
    "values",
    "form",
    "message",
    "question",
    "answered",
    "refused",
    "facts",
    "notes",
    "locale",
    "channel",
    "queue_title",
    "transcript",
];

/// Stands where a text was cut.
const CUT: &str = "…";
const QUESTION_CHARACTERS: usize = 200;
const MAX_KEY_BYTES: usize = 200;
const MAX_VALUE_BYTES: usize = 1_000;

#[cfg(test)]
mod tests;
