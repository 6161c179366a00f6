//! What earlier contacts leave: who was here before is known, and repeats nothing.

use super::state::State;
use super::{Pending, Turn};
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{Choice, MessageKey, OPEN_FORM};
use crate::memo::{Due, Memo, PastContact, Promised};
use crate::reason::Reason;
use crate::reply::{Outcome, Resolution};
use crate::time::Timestamp;

impl Turn<'_> {
    /// What is known under a fact's name: what the host says, what the customer said in this
    /// conversation, or what the memo keeps.
    pub(super) fn known(&self, name: &Id) -> Option<Value> {
        let given = || self.state.given.get(name);
        let kept = || self.state.memo.value(name.as_str());
        self.state.facts.value(name.as_str()).or_else(given).or_else(kept).cloned()
    }

    /// Greets a customer who was here before: with what was asked then, and what is due.
    pub(super) fn welcome_back(&mut self) {
        let Some(last) = self.state.memo.last_contact().cloned() else { return };
        let mut sentences = vec![self.sentence(MessageKey::WelcomeBack)];
        let is_recent = last.at > self.now.plus_days(-RECENT_DAYS);
        // Nobody wants to hear their own anger or grief from a machine.
        let was_upset = matches!(last.reason, Some(Reason::Sensitive | Reason::Distress));
        let is_open = is_recent && !was_upset && last.result != Resolution::Resolved;
        if let Some(asked) = last.asked.filter(|_| is_open) {
            sentences.push(self.filled(MessageKey::LastTime, &[("question", &asked)]));
        }
        let due = self.state.memo.promise().filter(|promise| promise.is_due(self.now));
        sentences.extend(due.map(|promise| match &promise.due {
            Due::Callback { from, until, .. } => {
                let time = self.period(*from, *until);
                self.filled(MessageKey::CallbackDue, &[("time", &time)])
            }
            Due::Message => self.sentence(MessageKey::MessageDue),
        }));
        self.before.push(sentences.join(" "));
    }

    /// Offers to go on with a form that was under way when the customer left.
    pub(super) fn offer_to_resume(&mut self) -> Option<Outcome> {
        let rule = Id::parse(OPEN_FORM).expect("an id");
        let form = self.state.memo.form_to_resume(self.now)?.form.clone();
        // A person has it in hand otherwise.
        let was_left =
            self.state.memo.last_contact().is_some_and(|last| {
                matches!(last.result, Resolution::Abandoned | Resolution::Unknown)
            });
        if !was_left || self.state.raised.contains(&rule) {
            return None;
        }
        let title = self.form(&form)?.title.clone();
        self.state.raised.push(rule.clone());
        let text = self.filled(MessageKey::ResumeForm, &[("form", &title)]);
        let yes = self.sentence(MessageKey::GoOnWithForm);
        let id = Id::parse(&format!("forms/{form}"))?;
        Some(self.offer(rule, text, Choice { id, title: yes }))
    }
}

impl State {
    /// The memo after this conversation, as it stands now.
    pub(crate) fn memo_after(&self, question: Option<String>, now: Timestamp) -> Memo {
        let mut memo = self.memo.clone();
        memo.expire(now);
        for (name, value) in &self.given {
            memo.remember(name, value, now);
        }
        // What the host knows itself needs no place.
        for (name, _) in self.facts.iter() {
            memo.forget(name.as_str());
        }
        for rule in self.raised.iter().filter(|rule| rule.as_str() != OPEN_FORM) {
            memo.raise(rule, self.today);
        }
        let waiting = match &self.pending {
            Some(Pending::Form(form)) => Some(form),
            _ => None,
        };
        match waiting.or(self.suspended.as_ref()).or(self.open_form.as_ref()) {
            Some(form) => memo.keep_form(&form.form, &form.values, now),
            None if self.counters.forms > 0 => memo.close_form(),
            None => {}
        }
        if self.is_settled {
            memo.settle();
        }
        let held = self.handoff.as_ref();
        let promised = held.and_then(|held| Promised::new(&held.promise, &held.key, now));
        if let Some(promised) = promised {
            memo.owe(promised);
        }
        let spoke = self.counters.turns > 0;
        if spoke {
            memo.note(
                self.locale,
                PastContact {
                    at: self.started.unwrap_or(now),
                    channel: self.channel,
                    asked: question,
                    subjects: self.subjects.clone(),
                    result: self.resolution,
                    reason: self.reason,
                    score: self.satisfaction,
                },
            );
        }
        memo
    }
}

/// A contact of so many days ago is still in mind.
const RECENT_DAYS: i64 = 7;
