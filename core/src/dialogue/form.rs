//! Forms: collecting values, asking for a yes, having the host act.

use super::state::{FormState, Stage};
use super::{Pending, Turn, Understood, values};
use crate::facts::Value;
use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{Form, HandOver, MessageKey, Slot, SlotKind};
use crate::reason::Reason;
use crate::reply::{Act, Ask, Outcome};

impl<'t> Turn<'t> {
    /// Opens a form: what the message and the facts already say is not asked.
    pub(super) fn open_form(&mut self, id: &Id, understood: &Understood) -> Outcome {
        let Some(form) = self.form(id) else {
            return self.hand_over(&HandOver::for_reason(Reason::EngineFault));
        };
        let mut state = FormState {
            form: id.clone(),
            values: Default::default(),
            skipped: Vec::new(),
            retries: 0,
            stage: Stage::Collecting,
        };
        let (calendar, today) = (&self.content.core.calendar, self.today());
        for slot in &form.slots {
            let known = slot.fact.as_ref().and_then(|fact| self.state.facts.value(fact.as_str()));
            let given = known
                .cloned()
                .or_else(|| values::find(&slot.kind, &understood.text, calendar, today));
            state.values.extend(given.map(|value| (slot.id.clone(), value)));
        }
        self.state.counters.answers += 1;
        self.state.pending = Some(Pending::Form(state));
        self.go_on()
    }

    /// Takes a message as the value that is asked for. Returns nothing where the message is another
    /// question, which is then answered; the form waits.
    pub(super) fn value_from(&mut self, understood: &Understood) -> Option<Outcome> {
        let (form, mut state) = self.form_under_way()?;
        let says = |reserved: Reserved| understood.reserved.contains(&reserved);
        let aside = [Reserved::Menu, Reserved::Repeat, Reserved::WhoAreYou, Reserved::HowAreYou];
        if aside.into_iter().any(says) {
            return None;
        }
        if says(Reserved::Goodbye) || says(Reserved::None) {
            self.state.pending = None;
            return Some(self.say(MessageKey::FormCancelled));
        }
        if state.stage == Stage::Confirming {
            return match (says(Reserved::Yes), says(Reserved::No)) {
                (true, false) => Some(self.act(form, state)),
                (false, true) => {
                    self.state.pending = None;
                    Some(self.say(MessageKey::FormCancelled))
                }
                _ if self.is_another_question(understood, &state) => None,
                _ => Some(self.ask_again(form, state)),
            };
        }
        let slot = next_slot(form, &state)?;
        let (calendar, today) = (&self.content.core.calendar, self.today());
        let read = values::read(&slot.kind, &understood.text, &understood.folded, calendar, today);
        if let Some(value) = read {
            // Any words will do for a text, so only what is plainly a question is another one.
            let asks = slot.kind == SlotKind::Text && understood.text.contains(['?', '？', '؟']);
            if asks && self.is_another_question(understood, &state) {
                return None;
            }
            state.values.insert(slot.id.clone(), value);
        } else if slot.optional && says(Reserved::No) {
            state.skipped.push(slot.id.clone());
        } else if says(Reserved::No) && state.retries > 0 {
            self.state.pending = None;
            return Some(self.say(MessageKey::FormCancelled));
        } else if self.is_another_question(understood, &state) {
            return None;
        } else {
            return Some(self.ask_again(form, state));
        }
        state.retries = 0;
        self.state.pending = Some(Pending::Form(state));
        Some(self.go_on())
    }

    /// Takes the option of this number as the value that is asked for.
    pub(super) fn choose_value(&mut self, number: usize) -> Outcome {
        let Some((form, mut state)) = self.form_under_way() else {
            return self.not_understood(MessageKey::NoMatch);
        };
        if state.stage == Stage::Confirming {
            return match number {
                0 => self.act(form, state),
                _ => {
                    self.state.pending = None;
                    self.say(MessageKey::FormCancelled)
                }
            };
        }
        let chosen = next_slot(form, &state).and_then(|slot| match &slot.kind {
            SlotKind::Choice(choices) => {
                Some((slot.id.clone(), Value::from(choices.get(number)?.id.as_str())))
            }
            _ => None,
        });
        match chosen {
            Some((id, value)) => {
                state.values.insert(id, value);
                state.retries = 0;
                self.state.pending = Some(Pending::Form(state));
                self.go_on()
            }
            None => self.ask_again(form, state),
        }
    }

    /// What the host reports of its act.
    pub(super) fn acted(&mut self, result: Result<(), ()>) -> Outcome {
        let Some((form, _)) = self.form_under_way() else {
            return self.say(MessageKey::AnythingElse);
        };
        let template = if result.is_ok() { &form.done } else { &form.failed };
        let text = template.fill(|name| self.fact(name));
        if result.is_err() {
            self.before.push(text);
            return self.hand_over(&HandOver::for_reason(Reason::ActionFailed));
        }
        self.state.pending = None;
        self.before.push(text);
        self.say(MessageKey::AnythingElse)
    }

    /// The title of a choice, or the value as it was read.
    pub(super) fn shown_value(&self, state: &FormState, id: &str) -> Option<String> {
        let form = self.form(&state.form)?;
        let slot = form.slots.iter().find(|slot| slot.id == *id)?;
        let value = state.values.get(id)?;
        let title = match (&slot.kind, value) {
            (SlotKind::Choice(choices), Value::Text(id)) => {
                choices.iter().find(|choice| choice.id == *id.as_str())
            }
            _ => None,
        };
        Some(title.map_or_else(|| value.to_string(), |choice| choice.title.clone()))
    }

    /// Asks for what is missing, then for a yes, then has the host act.
    fn go_on(&mut self) -> Outcome {
        let Some((form, mut state)) = self.form_under_way() else {
            return self.not_understood(MessageKey::NoMatch);
        };
        if let Some(slot) = next_slot(form, &state) {
            return Outcome::Ask(self.ask(form, slot, &state));
        }
        match &form.confirm {
            Some(confirm) => {
                state.stage = Stage::Confirming;
                self.state.pending = Some(Pending::Form(state));
                let question = confirm.fill(|name| self.fact(name));
                Outcome::Ask(yes_or_no(form, question, 0))
            }
            None => self.act(form, state),
        }
    }

    fn act(&mut self, form: &Form, mut state: FormState) -> Outcome {
        state.stage = Stage::Acting;
        let act = Act {
            form: form.id.clone(),
            action: form.action.clone(),
            values: state.values.clone(),
            key: format!("{}/{}/{}", self.state.id, form.id, self.state.counters.turns),
            text: self.sentence(MessageKey::FormActing),
        };
        self.state.pending = Some(Pending::Form(state));
        Outcome::Act(act)
    }

    /// Asks once more, twice at most; then a person takes over.
    fn ask_again(&mut self, form: &Form, mut state: FormState) -> Outcome {
        state.retries += 1;
        let retries = state.retries;
        let stage = state.stage;
        let ask = next_slot(form, &state).map(|slot| self.ask(form, slot, &state));
        self.state.pending = Some(Pending::Form(state));
        if retries > MAX_RETRIES {
            return self.hand_over(&HandOver::for_reason(Reason::NotUnderstood));
        }
        match ask {
            Some(ask) if stage == Stage::Collecting => Outcome::Ask(ask),
            _ => Outcome::Ask(yes_or_no(form, self.sentence(MessageKey::YesOrNo), retries)),
        }
    }

    fn ask(&self, form: &Form, slot: &Slot, state: &FormState) -> Ask {
        let template = if state.retries == 0 { &slot.ask } else { &slot.retry };
        let options = match &slot.kind {
            SlotKind::Choice(choices) => choices.clone(),
            _ => Vec::new(),
        };
        Ask {
            form: form.id.clone(),
            value: Some(slot.id.clone()),
            expects: slot.kind.name().to_owned(),
            pattern: match &slot.kind {
                SlotKind::Pattern(mask) => Some(mask.as_str().to_owned()),
                _ => None,
            },
            question: template.fill(|name| self.fact(name)),
            options,
            retries: state.retries,
        }
    }

    /// Whether the message is rather a question of its own than an answer to the form.
    fn is_another_question(&self, understood: &Understood, state: &FormState) -> bool {
        let Some((target, probability)) = understood.candidates.first() else { return false };
        let own = self.content.find(&format!("forms/{}", state.form)) == Some(*target);
        !own && *probability >= self.content.bars(*target).answer.value()
    }

    fn form_under_way(&self) -> Option<(&'t Form, FormState)> {
        let Some(Pending::Form(state)) = &self.state.pending else { return None };
        Some((self.form(&state.form)?, state.clone()))
    }

    fn form(&self, id: &Id) -> Option<&'t Form> {
        self.content.core.forms.iter().find(|form| form.id == *id)
    }
}

fn next_slot<'f>(form: &'f Form, state: &FormState) -> Option<&'f Slot> {
    form.slots
        .iter()
        .find(|slot| !state.values.contains_key(&slot.id) && !state.skipped.contains(&slot.id))
}

fn yes_or_no(form: &Form, question: String, retries: u8) -> Ask {
    Ask {
        form: form.id.clone(),
        value: None,
        expects: "yes_no".to_owned(),
        pattern: None,
        question,
        options: Vec::new(),
        retries,
    }
}

/// A value is asked for three times at most.
const MAX_RETRIES: u8 = 2;
