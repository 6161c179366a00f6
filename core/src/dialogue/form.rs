//! Forms: collecting values over several turns.
//!
//! What the message, the facts or an earlier turn already say is not asked. A form survives whatever
//! comes between: another question is answered, and the form comes back to its own.

use super::reach::MAX_RETRIES;
use super::state::{FormState, Stage};
use super::values::{self, Reading};
use super::{Pending, Turn, Understood};
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{Choice, Form, HandOver, MessageKey, Slot, SlotKind};
use crate::reason::Reason;
use crate::reply::{Ask, Outcome};

impl<'t> Turn<'t> {
    /// Opens a form, or goes on with it where it was left.
    pub(super) fn open_form(&mut self, id: &Id, understood: &Understood) -> Outcome {
        let Some(form) = self.form(id) else {
            return self.hand_over(&HandOver::for_reason(Reason::EngineFault));
        };
        let of_this_form = |left: &FormState| left.form == *id;
        let suspended = self.state.suspended.take_if(|left| of_this_form(left));
        let left = self.state.open_form.take_if(|left| of_this_form(left)).or(suspended);
        let kept = self.state.memo.form_to_resume(self.now).filter(|kept| kept.form == *id);
        let kept = kept.map(|kept| kept.values.clone()).unwrap_or_default();
        let mut values = left.map_or(kept, |left| left.values);
        for slot in &form.slots {
            let said = self.find(&slot.kind, understood);
            let known = || slot.fact.as_ref().and_then(|fact| self.known(fact));
            let value = said.or_else(|| values.get(&slot.id).cloned()).or_else(known);
            values.extend(value.map(|value| (slot.id.clone(), value)));
        }
        self.state.counters.answers = self.state.counters.answers.saturating_add(1);
        self.state.counters.forms = self.state.counters.forms.saturating_add(1);
        let number = self.state.counters.forms;
        self.state.remember_subject(&Id::parse(&format!("forms/{id}")).unwrap_or(id.clone()));
        self.wait_for(Pending::Form(FormState::new(id.clone(), values, number)));
        self.go_on()
    }

    /// Takes a message as the value that is asked for. Returns nothing where the message is another
    /// question, which is then answered; the form waits.
    pub(super) fn value_from(&mut self, understood: &Understood) -> Option<Outcome> {
        let (form, state) = self.form_under_way()?;
        let asides = [
            Reserved::Menu,
            Reserved::Repeat,
            Reserved::Slower,
            Reserved::WhoAreYou,
            Reserved::HowAreYou,
        ];
        // "Oui merci" answers what was asked, and "morning" may be the time of day that was.
        let polite = [Reserved::Thanks, Reserved::Greeting];
        let is_polite = understood.verdict().is_none()
            && polite.into_iter().any(|aside| understood.says(aside))
            && next_slot(form, &state)
                .is_none_or(|slot| self.read(&slot.kind, understood).is_none());
        let is_aside = is_polite || asides.into_iter().any(|aside| understood.says(aside));
        if state.stage == Stage::Acting || is_aside {
            self.is_aside = state.stage != Stage::Acting;
            return None;
        }
        let gives_up = [Reserved::Goodbye, Reserved::None, Reserved::Cancel];
        if gives_up.into_iter().any(|reserved| understood.says(reserved)) {
            return Some(self.form_cancelled());
        }
        let is_given = |slot: &Slot| self.read(&slot.kind, understood).is_some();
        let waits_for_words = || {
            next_slot(form, &state)
                .is_some_and(|slot| matches!(slot.kind, SlotKind::Text) || is_given(slot))
        };
        if understood.leads == Some(Reserved::Cancel) && !waits_for_words() {
            return Some(self.form_cancelled());
        }
        let outcome = match state.stage {
            Stage::Collecting => self.collect(form, state, understood),
            Stage::Doubting => self.settle_doubt(form, state, understood),
            Stage::Confirming => self.confirm(form, state, understood),
            Stage::Correcting => self.correct(form, state, understood),
            Stage::Acting => None,
        };
        self.is_aside = outcome.is_none();
        outcome
    }

    /// Takes the option of this number as the value that is asked for.
    pub(super) fn choose_value(&mut self, number: usize) -> Outcome {
        let Some((form, mut state)) = self.form_under_way() else {
            return self.not_understood(MessageKey::NoMatch);
        };
        if state.stage == Stage::Doubting {
            let verdict = if number == 0 { Reserved::Yes } else { Reserved::No };
            let outcome = self.settle_doubt(form, state.clone(), &Understood::saying(verdict));
            return outcome.unwrap_or_else(|| self.ask_again(form, state));
        }
        if state.stage == Stage::Confirming {
            return match number {
                0 => self.act(form, state),
                1 => self.ask_what_to_change(form, state),
                _ => self.ask_again(form, state),
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
                state.take(id, value);
                self.state.pending = Some(Pending::Form(state));
                self.go_on()
            }
            None => self.ask_again(form, state),
        }
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
        Some(title.map_or_else(|| self.in_words(value), |choice| choice.title.clone()))
    }

    /// Comes back to a form that waits, once what came between is answered: with its question.
    pub(super) fn resume(&mut self, outcome: &Outcome) -> Option<String> {
        let is_settled = matches!(outcome, Outcome::Answer(_) | Outcome::Say(_));
        if !is_settled {
            return None;
        }
        if self.state.pending.is_none()
            && let Some(form) = self.state.suspended.take()
        {
            self.is_aside = form.stage != Stage::Acting;
            self.state.pending = Some(Pending::Form(form));
        }
        if !std::mem::take(&mut self.is_aside) {
            return None;
        }
        let (form, mut state) = self.form_under_way()?;
        state.resumed += 1;
        if state.resumed > MAX_RESUMED {
            self.state.open_form = Some(state);
            self.state.pending = None;
            return None;
        }
        let question = self.question_of(form, &state);
        self.state.pending = Some(Pending::Form(state));
        let back = self.sentence(MessageKey::FormResumed);
        Some(format!("{back} {question}"))
    }

    /// Asks for what is missing, then for a yes, then has the host act.
    pub(super) fn go_on(&mut self) -> Outcome {
        let Some((form, mut state)) = self.form_under_way() else {
            return self.not_understood(MessageKey::NoMatch);
        };
        if next_slot(form, &state).is_some() {
            return Outcome::Ask(self.ask(form, &state));
        }
        if form.confirm.is_none() {
            return self.act(form, state);
        }
        state.stage = Stage::Confirming;
        self.state.pending = Some(Pending::Form(state.clone()));
        Outcome::Ask(self.ask(form, &state))
    }

    /// Takes what the host has learned for the forms that wait for it; goes on where what is asked now is
    /// among it.
    pub(super) fn take_facts(&mut self) -> Option<Outcome> {
        if let Some(mut form) = self.state.suspended.take() {
            self.fill(&mut form);
            self.state.suspended = Some(form);
        }
        let (form, mut state) = self.form_under_way()?;
        let asked = next_slot(form, &state).map(|slot| slot.id.clone())?;
        self.fill(&mut state);
        let is_answered = state.values.contains_key(&asked);
        if is_answered {
            state.retries = 0;
        }
        self.state.pending = Some(Pending::Form(state));
        is_answered.then(|| self.go_on())
    }

    /// Fills a form with what is known; not where the host has just refused a value of it.
    fn fill(&self, state: &mut FormState) {
        let Some(form) = self.form(&state.form).filter(|_| state.failure.is_none()) else { return };
        for slot in &form.slots {
            let known = slot.fact.as_ref().and_then(|fact| self.known(fact));
            if let Some(value) = known.filter(|_| !state.values.contains_key(&slot.id)) {
                state.values.insert(slot.id.clone(), value);
            }
        }
    }

    pub(super) fn form_under_way(&self) -> Option<(&'t Form, FormState)> {
        let Some(Pending::Form(state)) = &self.state.pending else { return None };
        Some((self.form(&state.form)?, state.clone()))
    }

    pub(super) fn form(&self, id: &Id) -> Option<&'t Form> {
        self.content.core.forms.iter().find(|form| form.id == *id)
    }

    pub(super) fn form_cancelled(&mut self) -> Outcome {
        self.state.pending = None;
        self.say(MessageKey::FormCancelled)
    }

    /// Asks once more, twice at most; then a person takes over.
    pub(super) fn ask_again(&mut self, form: &Form, mut state: FormState) -> Outcome {
        state.retries += 1;
        let retries = state.retries;
        self.state.pending = Some(Pending::Form(state.clone()));
        if retries > MAX_RETRIES {
            return self.hand_over(&HandOver::for_reason(Reason::NotUnderstood));
        }
        if retries == MAX_RETRIES {
            let sentence = self.sentence(MessageKey::FormLastTry);
            self.before.push(sentence);
        }
        Outcome::Ask(self.ask(form, &state))
    }

    /// Takes the value that is asked for, and whatever others the message gives.
    fn collect(
        &mut self,
        form: &Form,
        mut state: FormState,
        understood: &Understood,
    ) -> Option<Outcome> {
        // The host may have said meanwhile what was missing.
        let Some(slot) = next_slot(form, &state) else { return Some(self.go_on()) };
        if let Some(value) = self.read(&slot.kind, understood) {
            // Any words will do for a text, so only what is plainly a question is another one.
            let asks = slot.kind == SlotKind::Text && understood.text.contains(['?', '？', '؟']);
            if asks && self.is_another_question(understood, &state) {
                return None;
            }
            let doubt = values::doubt(&slot.kind, &value);
            state.take(slot.id.clone(), value);
            if slot.kind != SlotKind::Text {
                self.take_others(form, &mut state, understood);
            }
            if let Some(meant) = doubt {
                state.stage = Stage::Doubting;
                state.doubt = Some((slot.id.clone(), meant));
                self.state.pending = Some(Pending::Form(state.clone()));
                return Some(Outcome::Ask(self.ask(form, &state)));
            }
        } else if slot.optional && understood.says(Reserved::No) {
            state.skipped.push(slot.id.clone());
            state.retries = 0;
        } else if self.take_corrections(form, &mut state, understood) {
            let sentence = self.sentence(MessageKey::FormCorrected);
            self.before.push(sentence);
        } else if understood.says(Reserved::No) && state.retries > 0 {
            return Some(self.form_cancelled());
        } else if self.is_another_question(understood, &state) {
            return None;
        } else {
            return Some(self.ask_again(form, state));
        }
        self.state.pending = Some(Pending::Form(state));
        Some(self.go_on())
    }

    /// Takes a yes to what was probably meant, a no, or the value once more.
    fn settle_doubt(
        &mut self,
        form: &Form,
        mut state: FormState,
        understood: &Understood,
    ) -> Option<Outcome> {
        let (slot, meant) = state.doubt.clone()?;
        let kind = form.slots.iter().find(|known| known.id == slot).map(|known| &known.kind);
        match (understood.leading_verdict(), kind.and_then(|kind| self.read(kind, understood))) {
            (Some(true), _) => state.take(slot, Value::Text(meant)),
            (Some(false), _) => {}
            (None, Some(value)) => state.take(slot, value),
            (None, None) if self.is_another_question(understood, &state) => return None,
            (None, None) => return Some(self.ask_again(form, state)),
        }
        state.stage = Stage::Collecting;
        state.retries = 0;
        state.doubt = None;
        self.state.pending = Some(Pending::Form(state));
        Some(self.go_on())
    }

    /// Takes a yes, a no, or what is to be changed.
    fn confirm(
        &mut self,
        form: &Form,
        mut state: FormState,
        understood: &Understood,
    ) -> Option<Outcome> {
        match understood.verdict() {
            Some(true) => return Some(self.act(form, state)),
            Some(false) => return Some(self.ask_what_to_change(form, state)),
            None => {}
        }
        if self.take_corrections(form, &mut state, understood) {
            return Some(self.corrected(state));
        }
        match understood.leads {
            Some(Reserved::Yes) => return Some(self.act(form, state)),
            Some(Reserved::Cancel) => return Some(self.form_cancelled()),
            Some(Reserved::No) if !self.is_another_question(understood, &state) => {
                return Some(self.ask_what_to_change(form, state));
            }
            _ => {}
        }
        match self.is_another_question(understood, &state) {
            true => None,
            false => {
                let sentence = self.sentence(MessageKey::YesOrNo);
                self.before.push(sentence);
                Some(self.ask_again(form, state))
            }
        }
    }

    fn correct(
        &mut self,
        form: &Form,
        mut state: FormState,
        understood: &Understood,
    ) -> Option<Outcome> {
        if understood.says(Reserved::No) {
            return Some(self.form_cancelled());
        }
        if self.take_corrections(form, &mut state, understood) {
            return Some(self.corrected(state));
        }
        match self.is_another_question(understood, &state) {
            true => None,
            false => Some(self.ask_again(form, state)),
        }
    }

    fn ask_what_to_change(&mut self, form: &Form, mut state: FormState) -> Outcome {
        state.stage = Stage::Correcting;
        state.retries = 0;
        self.state.pending = Some(Pending::Form(state.clone()));
        Outcome::Ask(self.ask(form, &state))
    }

    fn corrected(&mut self, mut state: FormState) -> Outcome {
        state.stage = Stage::Collecting;
        state.retries = 0;
        let sentence = self.sentence(MessageKey::FormCorrected);
        self.before.push(sentence);
        self.state.pending = Some(Pending::Form(state));
        self.go_on()
    }

    /// Takes values that are not asked for yet.
    fn take_others(&self, form: &Form, state: &mut FormState, understood: &Understood) {
        for slot in &form.slots {
            if !state.values.contains_key(&slot.id)
                && !has_taken(form, state, &slot.kind)
                && let Some(value) = self.find(&slot.kind, understood)
            {
                state.values.insert(slot.id.clone(), value);
            }
        }
    }

    /// Takes other values for those that are there; tells whether there were any.
    fn take_corrections(
        &self,
        form: &Form,
        state: &mut FormState,
        understood: &Understood,
    ) -> bool {
        let mut changed = false;
        for slot in &form.slots {
            let Some(before) = state.values.get(&slot.id) else { continue };
            let (text, reading) = (&understood.text, self.reading());
            let corrected = values::correction(&slot.kind, text, &reading);
            let found = corrected.or_else(|| match &slot.kind {
                SlotKind::Choice(_) | SlotKind::Truth => self.read(&slot.kind, understood),
                kind => values::find(kind, text, &reading),
            });
            if let Some(value) = found.filter(|value| value != before) {
                state.values.insert(slot.id.clone(), value);
                changed = true;
            }
        }
        changed
    }

    /// Reads the message, or what else it may have been, as a value that was asked for.
    pub(super) fn read(&self, kind: &SlotKind, understood: &Understood) -> Option<Value> {
        let reading = self.reading();
        let read = values::read(kind, &understood.text, &understood.folded, &reading);
        read.or_else(|| {
            let others = understood.others.iter().map(String::as_str);
            values::best(kind, others, &reading).map(|(_, value)| value)
        })
    }

    /// Finds a value in a message that may say other things too.
    fn find(&self, kind: &SlotKind, understood: &Understood) -> Option<Value> {
        values::find(kind, &understood.text, &self.reading())
    }

    /// The number that a message counts an option by: "la deuxième", "le trois", "the last one".
    pub(super) fn counted(&self, text: &str, most: usize) -> Option<usize> {
        values::counted(text, most, &self.reading())
    }

    /// The score from 1 to 5 that a message gives: "4", "quatre", "4 out of 5", "4/5".
    pub(super) fn score_in(&self, understood: &Understood) -> Option<usize> {
        understood.number.or_else(|| values::score(&understood.text, &self.reading()))
    }

    /// How values are read in this conversation.
    fn reading(&self) -> Reading<'t> {
        let is_spoken = self.state.channel == Channel::Voice;
        Reading::new(&self.content.core, self.state.locale, self.today(), is_spoken)
    }

    /// The question of a form at its stage.
    fn ask(&self, form: &Form, state: &FormState) -> Ask {
        let slot = match state.stage {
            Stage::Collecting => next_slot(form, state),
            _ => None,
        };
        let kind = slot.map(|slot| &slot.kind);
        Ask {
            form: form.id.clone(),
            value: slot.map(|slot| slot.id.clone()),
            expects: match (kind, state.stage) {
                (Some(kind), _) => kind.name().to_owned(),
                (None, Stage::Correcting) => "text".to_owned(),
                (None, _) => "yes_no".to_owned(),
            },
            pattern: match kind {
                Some(SlotKind::Pattern(mask)) => Some(mask.as_str().to_owned()),
                _ => None,
            },
            question: self.question_of(form, state),
            options: self.options_of(kind),
            retries: state.retries,
        }
    }

    fn options_of(&self, kind: Option<&SlotKind>) -> Vec<Choice> {
        match kind {
            Some(SlotKind::Choice(choices)) => choices.clone(),
            _ => Vec::new(),
        }
    }

    /// The words of a form's question at its stage.
    fn question_of(&self, form: &Form, state: &FormState) -> String {
        let fill = |template: &crate::knowledge::Template| template.fill(|name| self.fact(name));
        match (state.stage, next_slot(form, state)) {
            (Stage::Correcting, _) => self.sentence(MessageKey::FormChange),
            (Stage::Doubting, _) => {
                let meant = state.doubt.as_ref().map_or("", |(_, meant)| meant);
                self.filled(MessageKey::DidYouMean, &[("value", meant)])
            }
            (Stage::Collecting, Some(slot)) if state.retries == 0 => fill(&slot.ask),
            (Stage::Collecting, Some(slot)) => fill(&slot.retry),
            _ => match &form.confirm {
                Some(confirm) => fill(confirm),
                None => self.sentence(MessageKey::YesOrNo),
            },
        }
    }

    /// Whether the message is rather a question of its own than an answer to the form.
    fn is_another_question(&self, understood: &Understood, state: &FormState) -> bool {
        let Some((target, _)) = understood.candidates.first() else { return false };
        let own = self.content.find(&format!("forms/{}", state.form)) == Some(*target);
        !own && self.is_surely_a_question(understood)
    }
}

impl FormState {
    pub(super) fn new(
        form: Id,
        values: std::collections::BTreeMap<Id, Value>,
        number: u32,
    ) -> FormState {
        FormState {
            form,
            values,
            skipped: Vec::new(),
            retries: 0,
            resumed: 0,
            number,
            failure: None,
            doubt: None,
            stage: Stage::Collecting,
        }
    }

    /// Takes the value that was asked for.
    fn take(&mut self, slot: Id, value: Value) {
        self.values.insert(slot, value);
        self.retries = 0;
        self.resumed = 0;
    }
}

pub(super) fn next_slot<'f>(form: &'f Form, state: &FormState) -> Option<&'f Slot> {
    form.slots
        .iter()
        .find(|slot| !state.values.contains_key(&slot.id) && !state.skipped.contains(&slot.id))
}

/// Whether the message's value of this kind went to another slot of the same kind already.
fn has_taken(form: &Form, state: &FormState, kind: &SlotKind) -> bool {
    form.slots.iter().any(|slot| slot.kind == *kind && state.values.contains_key(&slot.id))
}

/// A form that the customer turns away from so often is left.
const MAX_RESUMED: u8 = 2;
