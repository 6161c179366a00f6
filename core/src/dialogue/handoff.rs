//! Passing a conversation to a person, and what becomes of it.
//!
//! Where somebody is there, the assistant passes on all that it knows and falls silent. Where nobody
//! is, it says so and offers what the host has: a time to be called back, another channel, a message.
//! Whatever is promised has the key of the hand-over, so that the host keeps one case.

use super::offer::none;
use super::state::{FormState, Held, Instead, Want};
use super::{Pending, Turn, Understood};
use crate::availability::CallbackSlot;
use crate::id::Id;
use crate::knowledge::{Choice, HandOver, MessageKey, Opening, Queue, SlotKind};
use crate::reason::{HandoffEvent, Reason};
use crate::reply::{Handoff, Outcome, Packet, Promise, Resolution, SummaryFacts, summary};

use super::promise::NOW;

impl<'t> Turn<'t> {
    /// Passes the conversation to a person.
    pub(super) fn hand_over(&mut self, wanted: &HandOver) -> Outcome {
        if let Some(Pending::Form(form)) = self.state.pending.take() {
            self.state.open_form = Some(form);
        }
        if let Some(form) = self.state.suspended.take() {
            self.state.open_form.get_or_insert(form);
        }
        self.state.misses = 0;
        self.state.silences = 0;
        self.state.choices_in_a_row = 0;
        self.state.resolution = Resolution::HandedOver;
        self.state.reason = Some(wanted.reason);
        // What is arranged already stays the same case.
        let held = match self.state.handoff.take() {
            Some(held) => Held { wanted: wanted.clone(), ..held },
            None => {
                let number = self.state.counters.hand_overs.saturating_add(1);
                self.state.counters.hand_overs = number;
                Held::new(format!("{}/hand-over/{number}", self.state.id), wanted.clone())
            }
        };
        let why = self.sentence(MessageKey::of_reason(wanted.reason));
        self.find_a_person(held, why)
    }

    /// Promises the best that there is, with this sentence before it.
    fn find_a_person(&mut self, mut held: Held, why: String) -> Outcome {
        let queue = self.queue_of(&held);
        let title = self.queue_title(queue);
        let mut text = vec![why];
        if let Some(now) = self.promise_now(queue, &held) {
            text.push(match now {
                Promise::Now { wait_seconds: Some(seconds @ 1..) } => {
                    let minutes = seconds.div_ceil(60).to_string();
                    let values = [("queue", title.as_str()), ("minutes", minutes.as_str())];
                    self.filled(MessageKey::HumanWait, &values)
                }
                _ => self.filled(MessageKey::HumanNow, &[("queue", &title)]),
            });
            text.push(self.sentence(MessageKey::PassedOn));
            held.promise = now;
            return self.handed_over(held, text, Vec::new());
        }
        if let Some(due) = self.promise_in_words(&held.promise) {
            text.push(due);
            return self.handed_over(held, text, Vec::new());
        }
        text.push(self.opening_sentence(queue, &title));
        let id = queue.map_or_else(default_queue, |queue| queue.id.clone());
        let instead = self.instead(&id, &held);
        held.promise = self.promise_by_hours(queue);
        if instead.is_empty() {
            text.extend(self.contact_lines());
        } else {
            text.push(self.sentence(MessageKey::HumanOptions));
        }
        self.handed_over(held, text, instead)
    }

    /// What was offered is no longer there: what is there now is.
    pub(super) fn offer_again(&mut self) -> Outcome {
        match self.state.handoff.as_ref().map(|held| held.wanted.clone()) {
            Some(wanted) => self.hand_over(&wanted),
            None => self.say(MessageKey::AnythingElse),
        }
    }

    /// Whether what was said of a hand-over can be said again: "tomorrow" is of the day, and a slot goes
    /// by.
    pub(super) fn still_holds(&self, said: &Handoff) -> bool {
        let is_to_come = |slot: &CallbackSlot| slot.from > self.now;
        let promised = match &said.promise {
            Promise::Callback { slot, .. } => is_to_come(slot),
            _ => true,
        };
        let offered = match &self.state.pending {
            Some(Pending::Instead { options }) => options.iter().all(|option| match option {
                Instead::Callback(slot) => is_to_come(slot),
                Instead::Channel(_) | Instead::Message => true,
            }),
            _ => true,
        };
        self.last_day == self.today() && promised && offered
    }

    /// Gives the number and the address by which people are reached, where nothing else is left.
    pub(super) fn contact_card(&mut self) -> Outcome {
        let Some(mut held) = self.state.handoff.take() else {
            return self.say(MessageKey::AnythingElse);
        };
        held.promise = self.promise_by_hours(self.queue_of(&held));
        let text = self.contact_lines();
        self.handed_over(held, text, Vec::new())
    }

    /// Promises what the customer has taken.
    pub(super) fn promised(&mut self, promise: Promise) -> Outcome {
        let Some(mut held) = self.state.handoff.take() else {
            return self.say(MessageKey::AnythingElse);
        };
        let text = match &promise {
            Promise::Callback { slot, phone } => {
                let time = self.period(slot.from, slot.until);
                self.filled(MessageKey::PromiseCallback, &[("time", &time), ("phone", phone)])
            }
            Promise::Channel { channel } => self.filled(
                MessageKey::PromiseChannel,
                &[("channel", &channel.title), ("address", &channel.address)],
            ),
            _ => {
                let email = self.state.answer_to.clone().unwrap_or_default();
                self.filled(MessageKey::PromiseMessage, &[("email", &email)])
            }
        };
        held.promise = promise;
        let passed_on = self.sentence(MessageKey::PassedOn);
        self.handed_over(held, vec![text, passed_on], Vec::new())
    }

    /// Takes the option of this number, from 0, of what is offered where nobody is there.
    pub(super) fn instead_chosen(&mut self, options: &[Instead], number: usize) -> Outcome {
        self.state.pending = None;
        match options.get(number) {
            Some(Instead::Callback(slot)) => self.promise_or_ask(Want::Callback(slot.clone())),
            Some(Instead::Channel(channel)) => {
                self.promised(Promise::Channel { channel: channel.clone() })
            }
            Some(Instead::Message) if self.state.question.is_empty() => {
                self.state.pending = Some(Pending::Message);
                let message = Id::parse("message").expect("an id");
                self.ask_in_hand_over(message, &SlotKind::Text, MessageKey::AskMessage, 0)
            }
            // The question is the message: nobody writes the same thing twice.
            Some(Instead::Message) => {
                self.state.message = Some(self.state.question.clone());
                self.promise_or_ask(Want::Answer)
            }
            None => self.say(MessageKey::Declined),
        }
    }

    /// Takes a message as the one that the customer leaves.
    pub(super) fn message_left(&mut self, understood: &Understood) -> Outcome {
        self.state.pending = None;
        if understood.verdict() == Some(false) {
            return self.contact_card();
        }
        self.about(understood);
        self.state.message = Some(self.state.question.clone());
        self.promise_or_ask(Want::Answer)
    }

    /// What became of a hand-over.
    pub(super) fn handoff_event(&mut self, event: HandoffEvent) -> Outcome {
        let Some(mut held) = self.state.handoff.take() else { return Outcome::Silent };
        match event {
            HandoffEvent::Accepted => {
                // A callback is in the diary then; in every other case a person is there, whether or
                // not one could be promised.
                if !matches!(held.promise, Promise::Callback { .. } | Promise::Message) {
                    held.promise = Promise::Now { wait_seconds: None };
                    self.state.pending = None;
                }
                self.state.handoff = Some(held);
                Outcome::Silent
            }
            HandoffEvent::Completed => {
                self.state.is_settled = true;
                self.state.open_form = None;
                self.state.message = None;
                self.state.question.clear();
                let text = self.sentence(MessageKey::HumanDone);
                self.ask_for_a_score(text)
            }
            HandoffEvent::Failed | HandoffEvent::Expired => {
                let failed = match &held.promise {
                    Promise::Now { .. } => NOW.to_owned(),
                    Promise::Callback { slot, .. } => Instead::Callback(slot.clone()).name(),
                    Promise::Message => Instead::Message.name(),
                    // Nobody was expected, so nobody failed.
                    Promise::Channel { .. } | Promise::Opens { .. } | Promise::Contact => {
                        self.state.handoff = Some(held);
                        return Outcome::Silent;
                    }
                };
                if !held.failed.contains(&failed) {
                    held.failed.push(failed);
                }
                held.failures = held.failures.saturating_add(1);
                held.promise = Promise::Contact;
                let key = match event {
                    HandoffEvent::Failed => MessageKey::HumanFailed,
                    _ => MessageKey::HumanExpired,
                };
                let title = self.queue_title(self.queue_of(&held));
                let messages = &self.content.core.messages;
                let why = messages.filled(key, held.failures, &[("queue", &title)]);
                self.state.pending = None;
                self.find_a_person(held, why)
            }
        }
    }

    /// The outcome, and what the conversation remembers of it.
    fn handed_over(&mut self, held: Held, text: Vec<String>, instead: Vec<Instead>) -> Outcome {
        let queue = self.queue_of(&held);
        let mut options: Vec<Choice> = instead
            .iter()
            .filter_map(|one| Some(Choice { id: one.id()?, title: self.title_of(one) }))
            .collect();
        if !options.is_empty() {
            options.push(Choice { id: none(), title: self.sentence(MessageKey::NoThanks) });
            self.state.pending = Some(Pending::Instead { options: instead });
        }
        let handoff = Handoff {
            key: held.key.clone(),
            reason: held.wanted.reason,
            priority: held.wanted.priority,
            text,
            options,
            queue: queue.map_or_else(default_queue, |queue| queue.id.clone()),
            queue_title: self.queue_title(queue),
            promise: held.promise.clone(),
            contact: self.content.core.settings.contact.clone(),
            packet: self.packet(held.wanted.reason, &held.promise),
        };
        self.state.handoff = Some(held);
        Outcome::HandToHuman(Box::new(handoff))
    }

    /// What is promised already, in words; nothing where that is not to come.
    pub(super) fn promise_in_words(&self, promise: &Promise) -> Option<String> {
        match promise {
            Promise::Callback { slot, .. } if slot.until > self.now => {
                let time = self.period(slot.from, slot.until);
                Some(self.filled(MessageKey::CallbackDue, &[("time", &time)]))
            }
            Promise::Message => Some(self.sentence(MessageKey::MessageDue)),
            _ => None,
        }
    }

    /// What the published hours say, where the host says nothing.
    fn promise_by_hours(&self, queue: Option<&Queue>) -> Promise {
        let zone = &self.content.core.settings.zone;
        let next = queue.map(|queue| queue.hours.opening(zone, self.now));
        match (next, &self.state.availability) {
            (Some(Opening::At { time, .. }), None) => Promise::Opens { at: time },
            _ => Promise::Contact,
        }
    }

    /// The contact card in words.
    fn contact_lines(&self) -> Vec<String> {
        let contact = &self.content.core.settings.contact;
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
                Some(format!("{}.", self.filled(key, &[(slot, line)])))
            })
            .collect()
    }

    fn titles(&self, articles: &[Id]) -> Vec<String> {
        let titles = articles
            .iter()
            .filter_map(|id| Some(self.content.choice(self.content.find(id.as_str())?)?.title));
        titles.collect()
    }

    fn queue_of(&self, held: &Held) -> Option<&'t Queue> {
        self.content.core.settings.queue(held.wanted.queue.as_ref())
    }

    fn queue_title(&self, queue: Option<&Queue>) -> String {
        // The checker wants at least one queue; a bundle without one has the contact card.
        let name = || self.content.core.settings.name.clone();
        queue.map_or_else(name, |queue| queue.title.clone())
    }

    fn packet(&self, reason: Reason, promise: &Promise) -> Packet {
        let form = match &self.state.pending {
            Some(Pending::Form(form)) => Some(form),
            _ => self.state.open_form.as_ref(),
        };
        let shown = |form: &FormState| -> Vec<(String, String)> {
            let name = |id: &Id| id.as_str().replace(['-', '_', '.'], " ");
            let value = |id: &Id| self.shown_value(form, id.as_str());
            form.values.keys().filter_map(|id| Some((name(id), value(id)?))).collect()
        };
        let facts = SummaryFacts {
            reason,
            question: &self.state.masked(&self.state.question),
            answered: &self.titles(&self.state.answered),
            refused: &self.titles(&self.state.refused),
            values: &form.map(shown).unwrap_or_default(),
            promise,
            zone: &self.content.core.settings.zone,
        };
        Packet {
            summary: summary(&self.content.core.messages, &facts),
            question: self.state.masked(&self.state.question),
            locale: self.state.locale,
            channel: self.state.channel,
            answered: self.state.answered.clone(),
            refused: self.state.refused.clone(),
            form: form.map(|form| form.form.clone()),
            values: form.map(|form| form.values.clone()).unwrap_or_default(),
            message: self.state.message.as_deref().map(|message| self.state.masked(message)),
            facts: self.state.facts.clone(),
            notes: self.state.packet.clone(),
            earlier: self.state.memo.contacts().to_vec(),
            transcript: self.state.transcript(),
        }
    }
}

fn default_queue() -> Id {
    Id::parse("default").expect("an id")
}
