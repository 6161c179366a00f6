//! What the evidence is good for: an answer, a choice, or neither.

use super::{Pending, Turn, Understood};
use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{Choice, HandOver, MessageKey, Target};
use crate::reason::Reason;
use crate::reply::{Bar, Clarify, Outcome, Said};

impl Turn<'_> {
    /// The bar that is held against the best candidate.
    pub(super) fn bar(&self, understood: &Understood) -> Option<Bar> {
        let (target, best) = *understood.candidates.first()?;
        let bars = self.content.bars(target);
        Some(Bar { answer: bars.answer.value(), clarify: bars.clarify.value(), best })
    }

    /// Decides by the probabilities: above the answer bar an answer, above the clarify bar a choice,
    /// and otherwise an honest "I do not know".
    pub(super) fn weigh(&mut self, understood: &Understood) -> Outcome {
        if let Some(form) = self.form_of_identifier(understood) {
            // A number is no question; the words before it are.
            if self.state.question.is_empty() {
                self.about(understood);
            }
            self.understood();
            return self.open_form(&form, understood);
        }
        self.about(understood);
        let Some(&(target, best)) = understood.candidates.first() else {
            return self.not_understood(MessageKey::NoMatch);
        };
        let bars = self.content.bars(target);
        let sure = best + self.related(understood, target) >= bars.answer.value();
        if sure && !understood.is_vague && !self.is_near_tie(understood, target, best) {
            self.understood();
            return self.go_to(self.preferred(understood, target), best, understood);
        }
        // Where the words are vague, no small number of options is enough by itself.
        let wanted = if understood.is_vague { 1.0 } else { bars.answer.value() };
        match shortlist(&understood.candidates, wanted, bars.clarify.value()) {
            Some(options) => self.clarify(&options),
            None => self.not_understood(MessageKey::NoMatch),
        }
    }

    /// Whether another candidate is nearly as probable, and not one that belongs to the best.
    fn is_near_tie(&self, understood: &Understood, target: Target, best: f32) -> bool {
        let rival = understood
            .candidates
            .iter()
            .skip(1)
            .find(|(other, _)| !self.belong_together(target, *other));
        rival.is_some_and(|(_, probability)| *probability >= best * NEAR_TIE)
    }

    /// The probability of what belongs to the best candidate: an article and the form that it leads
    /// to do not compete, for either one takes the customer to the other.
    fn related(&self, understood: &Understood, best: Target) -> f32 {
        let others = understood.candidates.iter().skip(1).take(MAX_OPTIONS - 1);
        let related = others.filter(|(other, _)| self.belong_together(best, *other));
        related.map(|(_, probability)| probability).sum()
    }

    /// The form instead of the article that leads to it, where they are about equally probable: what
    /// can be done at once needs no explanation.
    fn preferred(&self, understood: &Understood, best: Target) -> Target {
        let Target::Article(article) = best else { return best };
        let (Some((_, first)), Some((second, probability))) =
            (understood.candidates.first(), understood.candidates.get(1))
        else {
            return best;
        };
        match second {
            Target::Form(form)
                if *probability >= first * ABOUT_EQUAL && self.leads_to(article, *form) =>
            {
                *second
            }
            _ => best,
        }
    }

    /// The form that an identifier in the message belongs to: "OD-482913" alone, or with words that
    /// the form is a candidate for.
    fn form_of_identifier(&self, understood: &Understood) -> Option<Id> {
        let mut forms = (0..).zip(&self.content.core.forms).filter(|(index, form)| {
            let target = Target::Form(*index);
            let is_candidate =
                understood.candidates.iter().take(MAX_OPTIONS).any(|(candidate, probability)| {
                    *candidate == target && *probability >= POSSIBLE
                });
            let identifier =
                form.slots.iter().find_map(|slot| slot.identifier_in(&understood.text));
            identifier.is_some_and(|rest| rest || is_candidate)
        });
        let (_, form) = forms.next()?;
        forms.next().is_none().then(|| form.id.clone())
    }

    /// Answers with an article, or opens a form.
    fn go_to(&mut self, target: Target, probability: f32, understood: &Understood) -> Outcome {
        match target {
            Target::Article(index) => self.answer(index, probability),
            Target::Form(index) => match self.content.core.forms.get(index as usize) {
                Some(form) => self.open_form(&form.id, understood),
                None => self.hand_over(&HandOver::for_reason(Reason::EngineFault)),
            },
        }
    }

    fn belong_together(&self, one: Target, other: Target) -> bool {
        match (one, other) {
            (Target::Article(article), Target::Form(form))
            | (Target::Form(form), Target::Article(article)) => self.leads_to(article, form),
            _ => false,
        }
    }

    fn leads_to(&self, article: u32, form: u32) -> bool {
        let article = self.content.articles.get(article);
        let form = self.content.choice(Target::Form(form));
        article.zip(form).is_some_and(|(article, form)| article.next.contains(&form.id))
    }

    /// Takes the option of this number, from 0, of what was offered last.
    pub(super) fn chosen(&mut self, number: usize) -> Outcome {
        match &self.state.pending {
            Some(Pending::Choice { options, none }) => match options.get(number) {
                Some(choice) => {
                    let id = choice.id.clone();
                    self.take(&id)
                }
                None if *none && number == options.len() => self.refused(),
                None => self.not_understood(MessageKey::NoMatch),
            },
            Some(Pending::Form(_)) => self.choose_value(number),
            Some(Pending::Satisfaction) => self.rated(number + 1),
            None => {
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

    /// Takes a message as the answer to the pending question, if it is one.
    pub(super) fn answer_to_pending(&mut self, understood: &Understood) -> Option<Outcome> {
        match self.state.pending.as_ref()? {
            Pending::Choice { options, none } => {
                let number = self.option_in(options, *none, understood);
                if let Some(number) = number {
                    return Some(self.chosen(number));
                }
                let refuses = |reserved: &Reserved| match reserved {
                    Reserved::None => true,
                    Reserved::No => *none,
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
            Pending::Satisfaction => {
                let outcome = understood.number.map(|score| self.rated(score));
                self.state.pending = None;
                outcome
            }
        }
    }

    /// Shows a choice between articles, or passes on where choices lead nowhere.
    fn clarify(&mut self, targets: &[Target]) -> Outcome {
        self.state.choices_in_a_row += 1;
        if self.state.choices_in_a_row > MAX_CHOICES_IN_A_ROW {
            return self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused));
        }
        let options: Vec<Choice> =
            targets.iter().filter_map(|target| self.content.choice(*target)).collect();
        self.state.counters.clarifications += 1;
        self.state.pending = Some(Pending::Choice { options: options.clone(), none: true });
        Outcome::Clarify(Clarify {
            question: self.sentence(MessageKey::Clarify),
            options,
            none: self.sentence(MessageKey::NoneOfThese),
        })
    }

    /// The customer refuses what was offered or answered.
    pub(super) fn refused(&mut self) -> Outcome {
        match self.state.pending.take() {
            Some(Pending::Choice { options, none: true }) => {
                self.state.counters.refused += 1;
                for option in &options {
                    self.state.remember_refusal(&option.id);
                }
                if self.state.counters.refused > MAX_REFUSALS {
                    return self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused));
                }
                self.not_understood(MessageKey::NoMatch)
            }
            _ => match self.state.last.as_deref() {
                Some(Outcome::Answer(answer)) => {
                    let article = answer.article.clone();
                    self.state.counters.refused += 1;
                    self.state.remember_refusal(&article);
                    if self.state.counters.refused > MAX_REFUSALS {
                        return self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused));
                    }
                    self.menu(MessageKey::Menu)
                }
                Some(Outcome::Say(said)) if said.message == MessageKey::AnythingElse => {
                    self.close()
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
        let values = [("topic", found.title.as_str())];
        let turn = self.state.counters.turns;
        let text = self.content.core.messages.filled(MessageKey::TopicMenu, turn, &values);
        self.state.pending = Some(Pending::Choice { options: options.clone(), none: false });
        Outcome::Say(Said { message: MessageKey::TopicMenu, text, options })
    }

    /// The option that a message names: by its number, or by its title.
    fn option_in(&self, options: &[Choice], none: bool, understood: &Understood) -> Option<usize> {
        let last = options.len() + usize::from(none);
        if let Some(number) = understood.number.filter(|number| (1..=last).contains(number)) {
            return Some(number - 1);
        }
        let title = |text: &str| text.trim().to_lowercase();
        let named =
            options.iter().position(|option| title(&option.title) == title(&understood.text));
        named.or_else(|| {
            // A few words that point at one of the options are enough here, where a whole knowledge
            // base would want more.
            let (target, probability) = *understood.candidates.first()?;
            let bar = self.content.core.settings.bars.clarify.value();
            let id = self.content.choice(target)?.id;
            let position = options.iter().position(|option| option.id == id)?;
            (probability >= bar).then_some(position)
        })
    }

    fn rated(&mut self, score: usize) -> Outcome {
        self.state.pending = None;
        match u8::try_from(score) {
            Ok(score @ 1..=5) => {
                self.state.satisfaction = Some(score);
                self.say(MessageKey::SatisfactionThanks)
            }
            _ => self.say(MessageKey::Goodbye),
        }
    }

    /// Something was understood, so the count of misses starts again.
    fn understood(&mut self) {
        self.state.misses = 0;
        self.state.choices_in_a_row = 0;
    }
}

/// The smallest set of candidates that holds the right one with the wanted probability, two to four.
///
/// Where even four do not reach it, they are worth showing if they hold the right one with the bar
/// of clarification; candidates that are hardly possible are left out. `None` where a list would
/// only look like an answer.
fn shortlist(candidates: &[(Target, f32)], wanted: f32, bar: f32) -> Option<Vec<Target>> {
    let (_, best) = candidates.first()?;
    let mut sum = 0.0;
    let mut options = Vec::new();
    for (target, probability) in candidates.iter().take(MAX_OPTIONS) {
        let hardly_possible = *probability < best * LEAST_SHARE_OF_BEST && wanted < 1.0;
        if options.len() >= MIN_OPTIONS && (sum >= wanted || hardly_possible) {
            break;
        }
        sum += probability;
        options.push(*target);
    }
    (sum >= bar && options.len() >= MIN_OPTIONS).then_some(options)
}

/// A choice has two to four options.
const MIN_OPTIONS: usize = 2;
const MAX_OPTIONS: usize = 4;
/// An option that is so much less probable than the first one only distracts.
const LEAST_SHARE_OF_BEST: f32 = 0.1;
/// A rival with this share of the best probability makes a choice of an answer.
const NEAR_TIE: f32 = 0.4;
/// A form this probable beside its article is as good as it.
const ABOUT_EQUAL: f32 = 0.75;
/// A form this probable may be what an identifier is for.
const POSSIBLE: f32 = 0.1;
/// Two choices in a row, and a person takes over.
const MAX_CHOICES_IN_A_ROW: u32 = 2;
/// What can be refused before a person takes over.
const MAX_REFUSALS: u32 = 1;
/// A topic's list is for reading, so it has an end.
const MAX_TOPIC_OPTIONS: usize = 12;
