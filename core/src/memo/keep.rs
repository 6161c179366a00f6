use std::collections::BTreeMap;

use super::bounds::lasting;
use super::{Known, Memo, OpenForm, PastContact, Promised, Raised};
use crate::facts::Value;
use crate::id::Id;
use crate::locale::Locale;
use crate::time::{Date, Timestamp};

/// What a conversation writes. The memo is within its bounds after each.
impl Memo {
    /// Notes a contact, masked already, and its language and channel as those that the customer prefers.
    ///
    /// A contact that started when the last one did is that one, told anew: so a conversation can note
    /// itself at every turn.
    pub(crate) fn note(&mut self, locale: Locale, contact: PastContact) {
        let kept = &mut self.kept;
        kept.locale = Some(locale);
        kept.channel = Some(contact.channel);
        kept.contacts.pop_if(|last| last.at == contact.at);
        kept.contacts.push(contact);
        kept.fit();
    }

    /// Remembers what the customer gave under the name of a fact, as the most recent value. Returns
    /// whether it is one that can be kept; where not, an earlier one of that name is forgotten too.
    pub(crate) fn remember(&mut self, name: &Id, value: &Value, now: Timestamp) -> bool {
        self.forget(name.as_str());
        let Some(value) = lasting(value) else { return false };
        self.kept.values.push(Known { name: name.clone(), value, at: now });
        self.kept.fit();
        true
    }

    /// Forgets a value: it was wrong, or the host knows it itself now.
    pub(crate) fn forget(&mut self, name: &str) {
        self.kept.values.retain(|known| known.name != *name);
    }

    /// Keeps the form that is under way, in the place of another one.
    pub(crate) fn keep_form(&mut self, form: &Id, values: &BTreeMap<Id, Value>, now: Timestamp) {
        self.kept.open = Some(OpenForm { form: form.clone(), values: values.clone(), at: now });
        self.kept.fit();
    }

    /// No form is under way any more.
    pub(crate) fn close_form(&mut self) {
        self.kept.open = None;
    }

    /// The form that can be resumed now.
    pub(crate) fn form_to_resume(&self, now: Timestamp) -> Option<&OpenForm> {
        self.kept.open.as_ref().filter(|open| open.is_open(now))
    }

    /// Notes that a rule brought something up today.
    pub(crate) fn raise(&mut self, rule: &Id, today: Date) {
        self.kept.raised.retain(|raised| raised.rule != *rule);
        self.kept.raised.push(Raised { rule: rule.clone(), on: today });
        self.kept.fit();
    }

    /// The day on which a rule last brought something up.
    pub(crate) fn was_raised(&self, rule: &Id) -> Option<Date> {
        self.kept.raised.iter().find(|raised| raised.rule == *rule).map(|raised| raised.on)
    }

    /// Notes what was promised, in the place of an earlier promise.
    pub(crate) fn owe(&mut self, promised: Promised) {
        self.kept.promise = Some(promised);
        self.kept.fit();
    }

    /// What was promised is done, or taken back.
    pub(crate) fn settle(&mut self) {
        self.kept.promise = None;
    }

    /// Lets go of a promise that is no longer due and of a form that is too old to resume.
    pub(crate) fn expire(&mut self, now: Timestamp) {
        self.kept.promise.take_if(|promised| !promised.is_due(now));
        self.kept.open.take_if(|open| !open.is_open(now));
    }
}
