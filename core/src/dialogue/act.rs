//! What the host does for a customer, and what comes of it.

use super::state::{FormState, Stage};
use super::{Pending, Turn};
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{Failure, Form, HandOver, MessageKey, Remedy};
use crate::reason::Reason;
use crate::reply::{Act, Outcome, Resolution};

impl Turn<'_> {
    /// Has the host act with the values of a form.
    pub(super) fn act(&mut self, form: &Form, mut state: FormState) -> Outcome {
        state.stage = Stage::Acting;
        let act = Act {
            form: form.id.clone(),
            action: form.action.clone(),
            values: state.values.clone(),
            key: format!("{}/{}/{}", self.state.id, form.id, state.number),
            text: self.sentence(MessageKey::FormActing),
        };
        self.remember_values(form, &state);
        self.state.pending = Some(Pending::Form(state));
        Outcome::Act(act)
    }

    /// What the host reports of its act.
    pub(super) fn acted(&mut self, result: Result<(), Option<Id>>) -> Outcome {
        if self.state.pending == Some(Pending::Sending) {
            return self.links_sent(result.is_ok());
        }
        let acting = |state: &mut FormState| state.stage == Stage::Acting;
        let state = match self.state.suspended.take_if(acting) {
            Some(state) => Some(state),
            None => match self.state.pending.take() {
                Some(Pending::Form(state)) if state.stage == Stage::Acting => Some(state),
                other => {
                    self.state.pending = other;
                    None
                }
            },
        };
        let found = state.and_then(|state| Some((self.form(&state.form)?, state)));
        // An act that nobody waits for, or after a person took over: what the host has learned by it is
        // all that there is.
        let Some((form, state)) = found.filter(|_| !self.state.is_with_human()) else {
            return self.learned();
        };
        let interrupted = self.state.pending.replace(Pending::Form(state.clone()));
        match result {
            Ok(()) => {
                let outcome = self.act_done(form, interrupted);
                // Another form may have waited for what the host has found.
                self.take_facts().unwrap_or(outcome)
            }
            Err(code) => self.act_failed(form, state, code),
        }
    }

    /// Says what was done. What the customer was asked meanwhile stays asked.
    fn act_done(&mut self, form: &Form, interrupted: Option<Pending>) -> Outcome {
        let text = form.done.fill(|name| self.fact(name));
        self.state.pending = interrupted;
        self.state.resolution = Resolution::Resolved;
        self.before.push(text);
        self.anything_else()
    }

    fn act_failed(&mut self, form: &Form, mut state: FormState, code: Option<Id>) -> Outcome {
        let failure: Option<&Failure> =
            form.failures.iter().find(|failure| Some(&failure.code) == code.as_ref());
        let Some(failure) = failure.filter(|failure| state.failure.as_ref() != Some(&failure.code))
        else {
            let text = form.failed.fill(|name| self.fact(name));
            self.before.push(text);
            return self.hand_over(&HandOver::for_reason(Reason::ActionFailed));
        };
        let text = failure.say.fill(|name| self.fact(name));
        self.before.push(text);
        match &failure.remedy {
            Remedy::Ask(value) => {
                state.values.remove(value);
                // What the host does not find is not kept for the next time either.
                let slot = form.slots.iter().find(|slot| slot.id == *value);
                if let Some(fact) = slot.and_then(|slot| slot.fact.as_ref()) {
                    self.state.given.remove(fact);
                    self.state.memo.forget(fact.as_str());
                }
                state.stage = Stage::Collecting;
                state.retries = 0;
                state.failure = Some(failure.code.clone());
                // With another value it is another act: a host that has done the first one must do it too.
                self.state.counters.forms = self.state.counters.forms.saturating_add(1);
                state.number = self.state.counters.forms;
                self.state.pending = Some(Pending::Form(state));
                self.go_on()
            }
            Remedy::Answer(article) => {
                self.state.pending = None;
                match self.content.articles.position(article.as_str()) {
                    Some(index) => self.answer(index, 1.0),
                    None => self.hand_over(&HandOver::for_reason(Reason::ActionFailed)),
                }
            }
            Remedy::HandToHuman(wanted) => self.hand_over(wanted),
        }
    }

    /// Keeps the values that facts stand for, so that they are not asked again.
    fn remember_values(&mut self, form: &Form, state: &FormState) {
        for slot in &form.slots {
            let (Some(fact), Some(value)) = (&slot.fact, state.values.get(&slot.id)) else {
                continue;
            };
            let is_known = self.state.facts.value(fact.as_str()) == Some(value);
            if !is_known {
                let value: Value = value.clone();
                self.state.given.insert(fact.clone(), value);
            }
        }
    }
}
