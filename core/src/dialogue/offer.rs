//! Bringing up what concerns this customer, before it is asked for.

use super::{Pending, Turn, Understood};
use crate::id::Id;
use crate::knowledge::{Choice, Effect, MessageKey, OPEN_FORM, Occasion, Rule};
use crate::reply::{Offer, Outcome};

impl<'t> Turn<'t> {
    /// The host has learned something: a form that asks for it goes on, and what else follows is brought
    /// up, unless the customer is in the middle of something.
    pub(super) fn learned(&mut self) -> Outcome {
        let was_asked = self.take_facts().filter(|_| !self.state.is_with_human());
        was_asked.or_else(|| self.anticipate()).unwrap_or(Outcome::Silent)
    }

    /// The first rule on facts that holds and was never brought up, as an offer.
    pub(super) fn anticipate(&mut self) -> Option<Outcome> {
        let is_idle = self.state.pending.is_none()
            && self.state.suspended.is_none()
            && !self.state.is_with_human();
        if !is_idle {
            return None;
        }
        if let Some(offer) = self.offer_to_resume() {
            return Some(offer);
        }
        let rule = self.content.core.rules.iter().find(|rule| {
            rule.on == Occasion::Facts
                && !self.state.raised.contains(&rule.id)
                && self.state.memo.was_raised(&rule.id).is_none()
                && self.holds(&rule.when)
        })?;
        let offered = self.offered(rule.effect.as_ref()?)?;
        self.state.raised.push(rule.id.clone());
        let text = rule.say.as_ref()?.fill(|name| self.fact(name));
        Some(self.offer(rule.id.clone(), text, offered))
    }

    pub(super) fn offer(&mut self, rule: Id, text: String, offered: Choice) -> Outcome {
        self.state.pending = Some(Pending::Offer { rule: rule.clone() });
        let no = Choice { id: none(), title: self.sentence(MessageKey::NoThanks) };
        Outcome::Offer(Offer { rule, text, options: vec![offered, no] })
    }

    /// Takes a message as the answer to an offer, if it is one.
    pub(super) fn offer_answered(&mut self, rule: &Id, understood: &Understood) -> Option<Outcome> {
        let by_number = match understood.number {
            Some(1) => Some(true),
            Some(2) => Some(false),
            _ => None,
        };
        let leading = understood.leading_verdict().filter(|taken| {
            // "No, it is about my bill" declines, and asks something else.
            *taken || understood.verdict().is_some() || !self.is_surely_a_question(understood)
        });
        if let Some(taken) = leading.or(by_number) {
            return Some(self.offer_taken(rule, taken));
        }
        // A greeting or thanks are no answer, and the offer stays.
        if understood.reserved.is_empty() {
            self.state.pending = None;
        }
        None
    }

    /// Does what was offered, where it was taken.
    pub(super) fn offer_taken(&mut self, rule: &Id, taken: bool) -> Outcome {
        self.state.pending = None;
        if taken && *rule == OPEN_FORM {
            let form = self.state.memo.form_to_resume(self.now).map(|open| open.form.clone());
            return match form {
                Some(form) => self.open_form(&form, &Understood::default()),
                None => self.say(MessageKey::Declined),
            };
        }
        let rule: Option<&'t Rule> = self.content.core.rules.iter().find(|known| known.id == *rule);
        let Some(rule) = rule.filter(|_| taken) else { return self.say(MessageKey::Declined) };
        self.state.notes.extend(rule.set.iter().cloned());
        self.state.packet.extend(rule.packet.iter().cloned());
        match &rule.effect {
            Some(Effect::Answer(article)) => match self.content.articles.position(article.as_str())
            {
                Some(index) => self.answer(index, 1.0),
                None => self.say(MessageKey::AnythingElse),
            },
            Some(Effect::Ask(form)) => self.open_form(form, &Understood::default()),
            Some(Effect::HandToHuman(wanted)) => self.hand_over(wanted),
            Some(Effect::NoMatch) | None => self.say(MessageKey::AnythingElse),
        }
    }

    /// What an effect offers, as an option.
    fn offered(&self, effect: &Effect) -> Option<Choice> {
        match effect {
            Effect::Answer(article) => self.content.choice(self.content.find(article.as_str())?),
            Effect::Ask(form) => self.content.choice(self.content.find(&format!("forms/{form}"))?),
            Effect::HandToHuman(_) => Some(Choice {
                id: Id::parse("human").expect("an id"),
                title: self.sentence(MessageKey::APerson),
            }),
            Effect::NoMatch => None,
        }
    }
}

/// The id of an option that declines.
pub(super) fn none() -> Id {
    Id::parse("none").expect("an id")
}
