//! What the evidence is good for: an answer, a choice, or neither.

use super::{Pending, Turn, Understood};
use crate::id::Id;
use crate::knowledge::{Choice, HandOver, MessageKey, Target};
use crate::reason::Reason;
use crate::reply::{Bar, Clarify, Outcome};

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
            self.keep_alternatives(understood, target);
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
    pub(super) fn form_of_identifier(&self, understood: &Understood) -> Option<Id> {
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
    pub(super) fn go_to(
        &mut self,
        target: Target,
        probability: f32,
        understood: &Understood,
    ) -> Outcome {
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

    /// Shows a choice between articles, or passes on where choices lead nowhere.
    fn clarify(&mut self, targets: &[Target]) -> Outcome {
        self.state.choices_in_a_row += 1;
        if self.state.choices_in_a_row > MAX_CHOICES_IN_A_ROW {
            return self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused));
        }
        let options: Vec<Choice> =
            targets.iter().filter_map(|target| self.content.choice(*target)).collect();
        self.state.counters.clarifications = self.state.counters.clarifications.saturating_add(1);
        self.state.has_tried_another = false;
        self.wait_for(Pending::Choice { options: options.clone(), none: true });
        Outcome::Clarify(Clarify {
            question: self.sentence(MessageKey::Clarify),
            options,
            none: self.sentence(MessageKey::NoneOfThese),
        })
    }

    /// Something was understood, so the count of misses starts again.
    pub(super) fn understood(&mut self) {
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
const ABOUT_EQUAL: f32 = 0.7;
/// A form this probable may be what an identifier is for.
const POSSIBLE: f32 = 0.1;
/// Two choices in a row, and a person takes over.
const MAX_CHOICES_IN_A_ROW: u32 = 2;
