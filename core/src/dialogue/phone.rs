//! What a telephone brings: keys, silence, and sounds that are no words.

use super::{Pending, Turn, Understood};
use crate::channel::Channel;
use crate::intent::Reserved;
use crate::knowledge::{HandOver, MessageKey};
use crate::reason::Reason;
use crate::reply::{Decision, Outcome, Trace};

impl Turn<'_> {
    /// Takes keys: 0 is a person, a star says it again, and otherwise they answer what was asked.
    pub(super) fn keys(&mut self, keys: &str) -> (Outcome, Trace) {
        self.state.silences = 0;
        let keys = keys.trim().trim_end_matches('#');
        let reserved = |name: Reserved| Trace::of(Decision::Reserved(name.as_str().to_owned()));
        match keys {
            "0" => {
                let outcome = self.hand_over(&HandOver::for_reason(Reason::AskedHuman));
                return (outcome, reserved(Reserved::Human));
            }
            "*" => return (self.repeat(), reserved(Reserved::Repeat)),
            _ => {}
        }
        let outcome = match self.answer_by_keys(keys) {
            Some(outcome) => outcome,
            None => self.not_understood(MessageKey::UnheardAgain),
        };
        (outcome, Trace::of(Decision::Pending))
    }

    fn answer_by_keys(&mut self, keys: &str) -> Option<Outcome> {
        let option = || keys.parse::<usize>().ok()?.checked_sub(1);
        let is_yes_or_no = match self.state.pending.as_ref() {
            Some(Pending::Form(form)) => form.stage.wants_yes_or_no(),
            Some(Pending::GoOn { .. } | Pending::Text { .. }) => true,
            Some(Pending::Helped { .. }) => true,
            _ => false,
        };
        if is_yes_or_no {
            let verdict = match keys {
                "1" => Reserved::Yes,
                "2" => Reserved::No,
                _ => return None,
            };
            return self.answer_to_pending(&Understood::saying(verdict));
        }
        match self.state.pending {
            Some(Pending::Form(_) | Pending::Reach { .. } | Pending::Satisfaction) => {
                self.answer_to_pending(&Understood::keys(keys))
            }
            Some(Pending::Message) => None,
            _ => Some(self.chosen(option()?)),
        }
    }

    /// The customer says nothing: a first prompt, another one, and then a person, or the end where
    /// nobody waits at a telephone.
    pub(super) fn silence(&mut self) -> Outcome {
        self.state.silences += 1;
        let is_voice = self.state.channel == Channel::Voice;
        let key = match (self.state.silences, is_voice) {
            (1, true) => MessageKey::NoInput,
            (1, false) => MessageKey::StillThere,
            (2, true) => MessageKey::NoInputAgain,
            (2, false) => MessageKey::StillThereAgain,
            (_, is_voice) => {
                self.state.silences = 0;
                return match is_voice {
                    true => self.hand_over(&HandOver::for_reason(Reason::NotUnderstood)),
                    false => self.close(),
                };
            }
        };
        self.prompt(key, is_voice)
    }

    /// The recogniser found no words: likewise.
    pub(super) fn noise(&mut self) -> Outcome {
        self.state.silences = 0;
        self.state.misses += 1;
        self.state.counters.no_matches = self.state.counters.no_matches.saturating_add(1);
        let key = match self.state.misses {
            1 => MessageKey::Unheard,
            2 => MessageKey::UnheardAgain,
            _ => return self.hand_over(&HandOver::for_reason(Reason::NotUnderstood)),
        };
        self.prompt(key, true)
    }

    /// Says a sentence, and then again the question that waits for its answer.
    fn prompt(&mut self, key: MessageKey, asks_again: bool) -> Outcome {
        let last = self.state.last.as_deref().filter(|last| last.is_question());
        match last.cloned().filter(|_| asks_again && self.state.pending.is_some()) {
            Some(question) => {
                let sentence = self.sentence(key);
                self.before.push(sentence);
                question
            }
            None => self.say(key),
        }
    }
}

impl Outcome {
    /// Whether it asks something that can be asked again as it is.
    fn is_question(&self) -> bool {
        match self {
            Outcome::Clarify(_) | Outcome::Ask(_) | Outcome::Offer(_) => true,
            Outcome::Say(said) | Outcome::NoMatch(said) => !said.options.is_empty(),
            _ => false,
        }
    }
}
