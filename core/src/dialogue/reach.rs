//! How a customer is reached: what is known is never asked for.

use super::{Pending, Turn, Understood};
use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{MessageKey, SlotKind};
use crate::reply::{Ask, Outcome, Promise};

use super::state::Want;

impl Turn<'_> {
    /// Promises a callback or an answer, once it is known where to; asks for that otherwise.
    pub(super) fn promise_or_ask(&mut self, want: Want) -> Outcome {
        if let Want::Callback(slot) = &want
            && slot.from <= self.now
        {
            return self.offer_again();
        }
        match self.reached(&want) {
            Some(at) => self.promise_reached(want, at),
            None => self.ask_where(want, 0),
        }
    }

    /// Takes a message as the number or the address that was asked for.
    pub(super) fn where_answered(
        &mut self,
        want: Want,
        retries: u8,
        understood: &Understood,
    ) -> Option<Outcome> {
        self.state.pending = None;
        let kind = want.kind();
        if let Some(value) = self.read(&kind, understood) {
            let name = self.fact_of(&want).unwrap_or_else(|| want.value());
            self.state.given.insert(name, value.clone());
            return Some(self.promise_reached(want, value.to_string()));
        }
        let refuses = understood.verdict() == Some(false) || understood.says(Reserved::Goodbye);
        if refuses || retries >= MAX_RETRIES {
            return Some(self.contact_card());
        }
        if self.is_surely_a_question(understood) {
            return None;
        }
        Some(self.ask_where(want, retries + 1))
    }

    fn ask_where(&mut self, want: Want, retries: u8) -> Outcome {
        let key = match (&want, retries) {
            (Want::Callback(_), 0) => MessageKey::AskPhone,
            (Want::Links(_), 0) => MessageKey::AskPhoneForText,
            (Want::Callback(_) | Want::Links(_), _) => MessageKey::AskPhoneAgain,
            (Want::Answer, 0) => MessageKey::AskEmail,
            (Want::Answer, _) => MessageKey::AskEmailAgain,
        };
        if retries == MAX_RETRIES {
            let sentence = self.sentence(MessageKey::FormLastTry);
            self.before.push(sentence);
        }
        let ask = self.ask_in_hand_over(want.value(), &want.kind(), key, retries);
        self.state.pending = Some(Pending::Reach { want, retries });
        ask
    }

    /// A question of a hand-over, which belongs to no form of the knowledge base.
    pub(super) fn ask_in_hand_over(
        &self,
        value: Id,
        kind: &SlotKind,
        key: MessageKey,
        retries: u8,
    ) -> Outcome {
        Outcome::Ask(Ask {
            form: hand_over(),
            value: Some(value),
            expects: kind.name().to_owned(),
            pattern: None,
            question: self.sentence(key),
            options: Vec::new(),
            retries,
        })
    }

    fn promise_reached(&mut self, want: Want, at: String) -> Outcome {
        match want {
            // The time has passed while the number was asked for.
            Want::Callback(slot) if slot.from <= self.now => self.offer_again(),
            Want::Callback(slot) => self.promised(Promise::Callback { slot, phone: at }),
            Want::Links(article) => self.send_links(&article, at),
            Want::Answer => {
                self.state.answer_to = Some(at);
                self.promised(Promise::Message)
            }
        }
    }

    fn reached(&self, want: &Want) -> Option<String> {
        let by_fact = self.fact_of(want).and_then(|name| self.known(&name));
        let by_name = || self.state.given.get(&want.value()).cloned();
        let in_form = || {
            let form = self.state.open_form.as_ref()?;
            let slots = &self.content.core.forms.iter().find(|known| known.id == form.form)?.slots;
            let slot = slots.iter().find(|slot| slot.kind == want.kind())?;
            form.values.get(&slot.id).cloned()
        };
        by_fact.or_else(by_name).or_else(in_form).map(|value| value.to_string())
    }

    fn fact_of(&self, want: &Want) -> Option<Id> {
        let reach = &self.content.core.settings.reach;
        match want {
            Want::Callback(_) | Want::Links(_) => reach.phone.clone(),
            Want::Answer => reach.email.clone(),
        }
    }
}

impl Want {
    fn kind(&self) -> SlotKind {
        match self {
            Want::Callback(_) | Want::Links(_) => SlotKind::Phone,
            Want::Answer => SlotKind::Email,
        }
    }

    /// The name of the value in [`Ask`].
    fn value(&self) -> Id {
        let name = match self {
            Want::Callback(_) | Want::Links(_) => "phone",
            Want::Answer => "email",
        };
        Id::parse(name).expect("an id")
    }
}

/// In the place of a form's id where a hand-over asks.
pub(super) fn hand_over() -> Id {
    Id::parse("hand-over").expect("an id")
}

/// A value is asked for three times at most.
pub(super) const MAX_RETRIES: u8 = 2;
