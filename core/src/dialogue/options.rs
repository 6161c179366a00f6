//! Taking an option: by its number, by its name, by a key.

use super::{Pending, Turn, Understood};
use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{Choice, HandOver, MessageKey, Target};
use crate::reason::Reason;
use crate::reply::{Outcome, Said};

impl Turn<'_> {
    /// Takes the option of this number, from 0, of what was offered last.
    pub(super) fn chosen(&mut self, number: usize) -> Outcome {
        self.state.silences = 0;
        match self.state.pending.clone() {
            Some(Pending::Choice { options, none }) => match options.get(number) {
                Some(choice) => self.take(&choice.id),
                None if none && number == options.len() => self.refused(),
                None => self.not_understood(MessageKey::NoMatch),
            },
            Some(Pending::Form(_)) => self.choose_value(number),
            Some(Pending::Satisfaction) => self.rated(number + 1),
            Some(Pending::Offer { rule }) => self.offer_taken(&rule, number == 0),
            Some(Pending::Instead { options }) => self.instead_chosen(&options, number),
            Some(Pending::GoOn { .. } | Pending::Text { .. }) if number < 2 => {
                let verdict = if number == 0 { Reserved::Yes } else { Reserved::No };
                self.answer_to_pending(&Understood::saying(verdict))
                    .unwrap_or_else(|| self.say(MessageKey::AnythingElse))
            }
            Some(Pending::Reach { .. } | Pending::Message) => {
                self.not_understood(MessageKey::NoMatch)
            }
            _ => {
                let next = match self.state.last.as_deref() {
                    Some(Outcome::Answer(answer)) => answer.next.get(number),
                    _ => None,
                };
                match next.map(|choice| choice.id.clone()) {
                    Some(id) => self.take(&id),
                    None => self.not_understood(MessageKey::NoMatch),
                }
            }
        }
    }

    /// Takes a message as the answer to the pending question, if it is one, or else to that of the form
    /// that waits behind it.
    pub(super) fn answer_to_pending(&mut self, understood: &Understood) -> Option<Outcome> {
        let answered = self.answer_to_the_last(understood);
        if answered.is_some() || self.state.pending.is_some() {
            return answered;
        }
        let form = self.state.suspended.take()?;
        self.state.pending = Some(Pending::Form(form));
        self.value_from(understood)
    }

    fn answer_to_the_last(&mut self, understood: &Understood) -> Option<Outcome> {
        match self.state.pending.clone()? {
            Pending::Choice { options, none } => {
                let number = self.option_in(&options, none, understood);
                if let Some(number) = number {
                    return Some(self.chosen(number));
                }
                let refuses = |reserved: &Reserved| match reserved {
                    Reserved::None => true,
                    Reserved::No | Reserved::Cancel => none,
                    _ => false,
                };
                if understood.reserved.iter().any(refuses) {
                    return Some(self.refused());
                }
                // Anything else is a new question; the choice is dropped.
                self.state.pending = None;
                None
            }
            Pending::Form(_) => self.value_from(understood),
            Pending::Offer { rule } => self.offer_answered(&rule, understood),
            Pending::Helped { article } => match understood.number {
                Some(number) if number > 0 && understood.verdict().is_none() => {
                    Some(self.chosen(number - 1))
                }
                _ => self.helped(&article, understood),
            },
            Pending::GoOn { rest, article } => self.go_on_speaking(rest, &article, understood),
            Pending::Text { article } => self.text_wanted(&article, understood),
            Pending::Instead { options } => {
                let titles: Vec<Choice> = options
                    .iter()
                    .filter_map(|one| Some(Choice { id: one.id()?, title: self.title_of(one) }))
                    .collect();
                if let Some(number) = self.option_in(&titles, true, understood) {
                    return Some(self.instead_chosen(&options, number));
                }
                self.state.pending = None;
                match understood.verdict() {
                    // With one thing to take, a yes is enough.
                    Some(true) if options.len() == 1 => Some(self.instead_chosen(&options, 0)),
                    Some(false) => Some(self.say(MessageKey::Declined)),
                    _ => None,
                }
            }
            Pending::Reach { want, retries } => self.where_answered(want, retries, understood),
            Pending::Message => Some(self.message_left(understood)),
            Pending::Sending => None,
            Pending::Satisfaction => {
                self.state.pending = None;
                self.score_in(understood).map(|score| self.rated(score))
            }
        }
    }

    /// The customer refuses what was offered or answered.
    pub(super) fn refused(&mut self) -> Outcome {
        match self.state.pending.take() {
            Some(Pending::Choice { options, none: true }) => {
                self.state.counters.refused = self.state.counters.refused.saturating_add(1);
                for option in &options {
                    self.state.remember_refusal(&option.id);
                }
                if self.state.counters.refused > MAX_REFUSALS || self.state.has_tried_another {
                    return self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused));
                }
                self.not_understood(MessageKey::NoMatch)
            }
            _ => match self.state.last.as_deref() {
                Some(Outcome::Answer(answer)) => {
                    let article = answer.article.clone();
                    self.not_helped(&article)
                }
                Some(Outcome::Say(said)) if asks_for_more(said.message) => self.close(),
                // None of the topics either.
                Some(Outcome::NoMatch(_)) => {
                    self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused))
                }
                _ => self.say(MessageKey::NothingAsked),
            },
        }
    }

    /// Goes to what was chosen: an article, a form, or a topic.
    fn take(&mut self, id: &Id) -> Outcome {
        self.state.pending = None;
        self.understood();
        match self.content.find(id.as_str()) {
            Some(target) => self.go_to(target, 1.0, &Understood::default()),
            None => self.topic(id),
        }
    }

    /// Shows the articles of a topic.
    fn topic(&mut self, topic: &Id) -> Outcome {
        let topics = &self.content.core.settings.topics;
        let Some(found) = topics.iter().find(|known| known.id == *topic) else {
            return self.not_understood(MessageKey::NoMatch);
        };
        let options: Vec<Choice> = self
            .content
            .articles_of(topic)
            .take(MAX_TOPIC_OPTIONS)
            .filter_map(|index| self.content.choice(Target::Article(index)))
            .collect();
        let text = self.filled(MessageKey::TopicMenu, &[("topic", &found.title)]);
        self.wait_for(Pending::Choice { options: options.clone(), none: false });
        Outcome::Say(Said { message: MessageKey::TopicMenu, text, options })
    }

    /// The option that a message names: by its number, or by its title.
    fn option_in(&self, options: &[Choice], none: bool, understood: &Understood) -> Option<usize> {
        let last = options.len() + usize::from(none);
        if let Some(number) = understood.number.filter(|number| (1..=last).contains(number)) {
            return Some(number - 1);
        }
        let by_count = || {
            let ordinals = self.counted(&understood.text, last)?;
            (1..=last).contains(&ordinals).then(|| ordinals - 1)
        };
        let title = |text: &str| text.trim().to_lowercase();
        let said = title(&understood.text);
        let named = options.iter().position(|option| title(&option.title) == said);
        named.or_else(by_count).or_else(|| {
            // A few words that point at one of the options are enough here, where a whole knowledge
            // base would want more.
            let (target, probability) = *understood.candidates.first()?;
            let bar = self.content.core.settings.bars.clarify.value();
            let id = self.content.choice(target)?.id;
            let position = options.iter().position(|option| option.id == id)?;
            (probability >= bar).then_some(position)
        })
    }
}

/// Whether a sentence asks what else there is, so that a "no" ends the conversation.
fn asks_for_more(message: MessageKey) -> bool {
    use MessageKey::{AnythingElse, GladToHelp, TextSent};
    matches!(message, AnythingElse | GladToHelp | TextSent)
}

/// What can be refused before a person takes over.
const MAX_REFUSALS: u32 = 1;
/// A topic's list is for reading, so it has an end.
const MAX_TOPIC_OPTIONS: usize = 12;
