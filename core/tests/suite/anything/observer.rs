//! What must hold, whatever happens.

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::TestCaseError;
use relais::reply::{Ask, Decision, Handoff, Promise};
use relais::{
    Availability, Channel, Facts, Id, Locale, Message, Outcome, Reason, Reply, Session, Start,
    Timestamp,
};

use super::event::{Beginning, Event};
use crate::starter::{BASE, ENGINE, MONDAY_MORNING};

/// Watches a conversation.
pub(super) struct Observer {
    session: Session,
    now: Timestamp,
    last: Option<Reply>,
    /// Everything that the host has said of who is there, the latest last.
    snapshots: Vec<Availability>,
    facts: Facts,
    /// The facts that values of forms stand for: the form and the value, then the fact.
    slots: BTreeMap<(String, String), String>,
    /// What the customer has given in acts, by the fact's name.
    given: BTreeSet<String>,
    /// The form whose act the host has not reported on.
    acting: Option<String>,
    /// Forms of which the host has said that a value is wrong.
    rejected: BTreeSet<String>,
    contacts: usize,
}

type Checked = Result<(), TestCaseError>;

macro_rules! hold {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(TestCaseError::fail(format!($($words)+)));
        }
    };
}

impl Observer {
    pub(super) fn new(beginning: Beginning) -> Observer {
        let Beginning { locale, channel, facts, availability, opens } = beginning;
        let mut start = Start::new(locale).channel(channel).facts(facts.clone()).id("any");
        if let Some(availability) = &availability {
            start = start.availability(availability.clone());
        }
        let mut session = ENGINE.session(start);
        let last = opens.then(|| session.open(MONDAY_MORNING));
        Observer {
            session,
            now: MONDAY_MORNING,
            last,
            snapshots: availability.into_iter().collect(),
            facts,
            slots: slots(),
            given: BTreeSet::new(),
            acting: None,
            rejected: BTreeSet::new(),
            contacts: 1,
        }
    }

    /// Has something happen, and checks what comes of it.
    pub(super) fn see(&mut self, event: Event) -> Checked {
        self.now = Timestamp(self.now.0 + 30);
        let now = self.now;
        let of_host = matches!(
            event,
            Event::Learns(_) | Event::Acted(_) | Event::Failed(_) | Event::Handoff(_)
        );
        let was_with_human = self.session.is_with_human();
        let reply = match event.clone() {
            Event::Says(text) => self.session.reply(Message::text(text).at(now)),
            Event::Chooses(number) => self.session.reply(Message::choose(number).at(now)),
            Event::Presses(keys) => self.session.reply(Message::keys(keys).at(now)),
            Event::Heard(heard) => self.session.reply(Message::heard(heard).at(now)),
            Event::Silence => self.session.reply(Message::silence().at(now)),
            Event::Noise => self.session.reply(Message::noise().at(now)),
            Event::Learns(facts) => {
                self.facts.merge(facts.clone());
                self.session.learn(facts, now)
            }
            Event::Acted(facts) => {
                self.acting = None;
                self.facts.merge(facts.clone());
                self.session.acted(facts, now)
            }
            Event::Failed(code) => {
                self.rejected.extend(self.acting.take());
                self.session.act_failed(&code, now)
            }
            Event::Handoff(event) => self.session.handoff(event, now),
            Event::Available(availability) => {
                self.snapshots.push(availability.clone());
                self.session.available(availability);
                return Ok(());
            }
            Event::Jump(seconds) => {
                self.now = Timestamp(self.now.0 + seconds);
                return Ok(());
            }
            Event::Moves => return self.moves(),
            Event::ComesBack(channel) => self.comes_back(channel)?,
        };
        let silent = matches!(reply.outcome(), Outcome::Silent);
        let may_be_silent = of_host || was_with_human;
        hold!(may_be_silent || !silent, "silence after {event:?}");
        hold!(silent || !reply.text().trim().is_empty(), "nothing said after {event:?}");
        hold!(silent || !reply.text().contains(['{', '}']), "braces in {}", reply.text());
        self.promises(&reply)?;
        self.asks(&reply)?;
        self.repeats(&reply, &event)?;
        self.size()?;
        if let Outcome::Act(act) = reply.outcome() {
            self.acting = Some(act.form.to_string());
            for value in act.values.keys() {
                let slot = (act.form.to_string(), value.to_string());
                self.given.extend(self.slots.get(&slot).cloned());
            }
        }
        if !silent {
            self.last = Some(reply);
        }
        Ok(())
    }

    /// Nothing is promised that the host has not said.
    fn promises(&self, reply: &Reply) -> Checked {
        let Outcome::HandToHuman(handoff) = reply.outcome() else { return Ok(()) };
        let Handoff { promise, options, queue, .. } = &**handoff;
        let Some(latest) = self.snapshots.last() else {
            hold!(
                matches!(promise, Promise::Now { .. } | Promise::Opens { .. } | Promise::Contact),
                "{promise:?} without any snapshot"
            );
            hold!(options.is_empty(), "options without any snapshot");
            return Ok(());
        };
        let known = |wanted: &relais::CallbackSlot| {
            self.snapshots.iter().any(|snapshot| snapshot.callbacks.contains(wanted))
        };
        let is_said = match promise {
            Promise::Now { .. } => {
                // A snapshot of one contact is not one of the next.
                self.contacts > 1 || latest.queues.get(queue).is_some_and(|state| state.open)
            }
            Promise::Callback { slot, .. } => known(slot) && slot.until > self.now,
            Promise::Message => self.snapshots.iter().any(|snapshot| snapshot.message),
            Promise::Channel { channel } => {
                self.snapshots.iter().any(|snapshot| snapshot.channels.contains(channel))
            }
            Promise::Opens { .. } => self.contacts > 1,
            _ => true,
        };
        hold!(is_said, "{promise:?} by {latest:?} at {}", self.now);
        Ok(())
    }

    /// Nothing is asked that is known.
    fn asks(&self, reply: &Reply) -> Checked {
        let Outcome::Ask(Ask { form, value: Some(value), .. }) = reply.outcome() else {
            return Ok(());
        };
        let slot = (form.to_string(), value.to_string());
        let Some(fact) = self.slots.get(&slot) else { return Ok(()) };
        let is_repeated = matches!(reply.trace().decision, Decision::Reserved(_));
        if self.rejected.contains(form.as_str()) || is_repeated {
            return Ok(());
        }
        let is_known = self.given.contains(fact) || self.facts.value(fact).is_some();
        hold!(!is_known, "{value} of {form} is asked, and {fact} is known");
        Ok(())
    }

    /// The same fallback is not said twice in a row.
    fn repeats(&self, reply: &Reply, event: &Event) -> Checked {
        let Some(last) = &self.last else { return Ok(()) };
        let asked_for = matches!(reply.trace().decision, Decision::Reserved(_));
        if is_fallback(reply) && is_fallback(last) && !asked_for {
            hold!(reply.text() != last.text(), "twice, after {event:?}: {}", reply.text());
        }
        Ok(())
    }

    /// What is kept stays small.
    fn size(&self) -> Checked {
        let size = self.session.save().len();
        hold!(size <= MAX_SESSION_BYTES, "a session of {size} bytes");
        let memo = self.session.memo(self.now).to_json();
        hold!(memo.len() < 2_000, "a memo of {} bytes", memo.len());
        Ok(())
    }

    /// Another process goes on as this one would have.
    fn moves(&mut self) -> Checked {
        let moved = ENGINE.resume(&self.session.save());
        let Ok(mut moved) = moved else {
            return Err(TestCaseError::fail("a saved session cannot be resumed"));
        };
        let probe = || Message::text("où en est ma commande ?").at(self.now);
        let mut here = self.session.clone();
        let (here, there) = (here.reply(probe()), moved.clone().reply(probe()));
        hold!(here == there, "{} but {}", here.to_json(), there.to_json());
        std::mem::swap(&mut self.session, &mut moved);
        Ok(())
    }

    /// The customer leaves, and is back with the memo.
    fn comes_back(&mut self, channel: Channel) -> Result<Reply, TestCaseError> {
        self.session.end();
        let memo = self.session.memo(self.now);
        let locale: Locale = self.session.locale();
        let start = Start::new(locale).channel(channel).facts(self.facts.clone()).memo(memo);
        self.session = ENGINE.session(start.id("any"));
        self.contacts += 1;
        self.last = None;
        self.acting = None;
        self.rejected.clear();
        Ok(self.session.open(self.now))
    }
}

fn is_fallback(reply: &Reply) -> bool {
    match reply.outcome() {
        Outcome::NoMatch(_) => true,
        Outcome::HandToHuman(handoff) => handoff.reason == Reason::NotUnderstood,
        Outcome::Ask(ask) => ask.retries > 0,
        _ => matches!(reply.trace().decision, Decision::Limit(_)),
    }
}

/// The facts that values of the starter forms stand for.
fn slots() -> BTreeMap<(String, String), String> {
    let texts = BASE.texts(Locale::FR).expect("French");
    let mut slots = BTreeMap::new();
    for authored in &texts.forms {
        for slot in &authored.form.slots {
            if let Some(fact) = &slot.fact {
                let name = |id: &Id| id.to_string();
                slots.insert((name(&authored.form.id), name(&slot.id)), name(fact));
            }
        }
    }
    slots
}

/// Forty lines of transcript at their longest, and all the rest.
const MAX_SESSION_BYTES: usize = 131_072;
