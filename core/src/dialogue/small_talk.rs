//! What is said beside questions: greetings, thanks, the menu, the same again.

use super::{Pending, Turn, Understood};
use crate::intent::Reserved;
use crate::knowledge::{Choice, HandOver, MessageKey};
use crate::reason::Reason;
use crate::reply::{Outcome, Said};

impl Turn<'_> {
    /// The first words: that this is a machine, a greeting, and what concerns this customer.
    pub(super) fn start(&mut self) -> Outcome {
        let disclosure = &self.content.core.settings.disclosure;
        let disclosure = disclosure.fill(|name| self.fact(name));
        self.before.push(disclosure);
        self.welcome_back();
        self.greet()
    }

    /// What a message says beside questions, with nothing pending. "Other" and "cancel", where nothing
    /// was asked, give way to what else they may mean: to cancel a contract.
    pub(super) fn small_talk_in(&self, understood: &Understood) -> Option<Reserved> {
        let mut others = understood.reserved.iter().copied().filter(|found| !found.is_answer());
        let gives_way = |found: &Reserved| {
            matches!(found, Reserved::None | Reserved::Cancel) && self.is_a_question(understood)
        };
        others
            .next()
            .or_else(|| understood.reserved.first().copied().filter(|found| !gives_way(found)))
    }

    /// Answers what is not a question.
    pub(super) fn small_talk(&mut self, reserved: Reserved) -> Outcome {
        match reserved {
            Reserved::Greeting if self.state.pending.is_none() => self.greet(),
            // What was offered is not lost by a greeting.
            Reserved::Greeting if matches!(self.state.pending, Some(Pending::Offer { .. })) => {
                let greeting = self.sentence(MessageKey::Greeting);
                self.before.push(greeting);
                self.repeat()
            }
            Reserved::Greeting => self.say(MessageKey::Greeting),
            Reserved::Thanks => self.say(MessageKey::Thanks),
            Reserved::HowAreYou => self.say(MessageKey::HowAreYou),
            Reserved::WhoAreYou => self.say(MessageKey::WhoAreYou),
            Reserved::Menu => self.menu(MessageKey::Menu),
            Reserved::Repeat => self.repeat(),
            Reserved::Slower => {
                self.state.is_slow = true;
                self.repeat()
            }
            Reserved::Goodbye => self.close(),
            Reserved::Yes => self.anything_else(),
            Reserved::No | Reserved::None | Reserved::Cancel => self.refused(),
            Reserved::Human | Reserved::Emergency => {
                self.hand_over(&HandOver::for_reason(Reason::AskedHuman))
            }
        }
    }

    /// Asks what else there is; what concerns this customer is brought up first.
    pub(super) fn anything_else(&mut self) -> Outcome {
        self.anticipate().unwrap_or_else(|| self.say(MessageKey::AnythingElse))
    }

    /// Shows the topics.
    pub(super) fn menu(&mut self, message: MessageKey) -> Outcome {
        let options = self.topics();
        self.wait_for(Pending::Choice { options: options.clone(), none: false });
        Outcome::Say(Said { message, text: self.sentence(message), options })
    }

    /// Says the last thing again.
    pub(super) fn repeat(&mut self) -> Outcome {
        // The form asks its question itself, which would be there twice.
        self.is_aside = false;
        match self.state.last.as_deref() {
            Some(Outcome::HandToHuman(said)) if !self.still_holds(said) => self.offer_again(),
            Some(last) => last.clone(),
            None => self.say(MessageKey::NothingToRepeat),
        }
    }

    pub(super) fn topics(&self) -> Vec<Choice> {
        let topics = &self.content.core.settings.topics;
        topics
            .iter()
            .map(|topic| Choice { id: topic.id.clone(), title: topic.title.clone() })
            .collect()
    }

    /// Greets, and brings up what concerns this customer.
    fn greet(&mut self) -> Outcome {
        match self.anticipate() {
            Some(offer) => {
                let greeting = self.sentence(MessageKey::Greeting);
                self.before.push(greeting);
                offer
            }
            None => self.say(MessageKey::Greeting),
        }
    }
}
