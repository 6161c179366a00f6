//! Whether it helped.

use super::{Pending, Turn, Understood};
use crate::id::Id;
use crate::knowledge::{Choice, HandOver, Measure, MessageKey, Target};
use crate::reason::Reason;
use crate::reply::{Clarify, Close, Helped, Outcome, Resolution};

impl Turn<'_> {
    /// The question after an answer, where nothing else is asked.
    pub(super) fn ask_whether_it_helps(&mut self, article: &Id) -> Option<Helped> {
        if self.state.suspended.is_some() || matches!(self.state.pending, Some(Pending::Form(_))) {
            return None;
        }
        self.state.pending = Some(Pending::Helped { article: article.clone() });
        Some(Helped {
            question: self.sentence(MessageKey::Helped),
            yes: self.sentence(MessageKey::HelpedYes),
            no: self.sentence(MessageKey::HelpedNo),
        })
    }

    /// Takes a message as the answer to "did this help?", if it is one.
    pub(super) fn helped(&mut self, article: &Id, understood: &Understood) -> Option<Outcome> {
        self.state.pending = None;
        // "Yes, but how do I …" is a question of its own.
        let leading = understood
            .leading_verdict()
            .filter(|_| understood.verdict().is_some() || !self.is_surely_a_question(understood));
        match leading? {
            true => {
                self.state.resolution = Resolution::Resolved;
                self.state.helped = Some(true);
                Some(self.say(MessageKey::GladToHelp))
            }
            false => Some(self.not_helped(article)),
        }
    }

    /// It did not help: the next best is tried once, then a person takes over.
    pub(super) fn not_helped(&mut self, article: &Id) -> Outcome {
        self.state.pending = None;
        self.state.resolution = Resolution::NotResolved;
        self.state.helped = Some(false);
        self.state.counters.refused = self.state.counters.refused.saturating_add(1);
        self.state.remember_refusal(article);
        let mut next = std::mem::take(&mut self.state.alternatives);
        if self.state.has_tried_another {
            return self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused));
        }
        self.state.has_tried_another = true;
        // What people ask after this article is what they may have meant.
        let position = self.content.articles.position(article.as_str());
        let article = position.and_then(|index| self.content.articles.get(index));
        for id in article.map(|article| article.next).unwrap_or_default() {
            if next.len() < MAX_ALTERNATIVES && next.iter().all(|(known, _)| *known != id) {
                next.push((id, 0));
            }
        }
        let next: Vec<(Target, f32)> = next
            .iter()
            .filter(|(id, _)| !self.state.refused.contains(id))
            .filter_map(|(id, probability)| {
                Some((self.content.find(id.as_str())?, f32::from(*probability) / 1000.0))
            })
            .collect();
        let clarify = self.content.core.settings.bars.clarify.value();
        match next[..] {
            [(target, probability), ..] if probability >= clarify => {
                let sentence = self.sentence(MessageKey::TryAnother);
                self.before.push(sentence);
                self.go_to(target, probability, &Understood::default())
            }
            [_, _, ..] => {
                let options: Vec<Choice> =
                    next.iter().filter_map(|(target, _)| self.content.choice(*target)).collect();
                self.wait_for(Pending::Choice { options: options.clone(), none: true });
                Outcome::Clarify(Clarify {
                    question: self.sentence(MessageKey::Clarify),
                    options,
                    none: self.sentence(MessageKey::NoneOfThese),
                })
            }
            _ => self.hand_over(&HandOver::for_reason(Reason::ClarificationRefused)),
        }
    }

    /// Keeps what else the question may have been about.
    pub(super) fn keep_alternatives(&mut self, understood: &Understood, answered: Target) {
        self.state.has_tried_another = false;
        self.state.alternatives = understood
            .candidates
            .iter()
            .filter(|(target, probability)| *target != answered && *probability >= LEAST_PROBABLE)
            .take(MAX_ALTERNATIVES)
            .filter_map(|(target, probability)| {
                Some((self.content.choice(*target)?.id, (probability * 1000.0) as u16))
            })
            .collect();
    }

    /// The end of the conversation, with the question for a score.
    pub(super) fn close(&mut self) -> Outcome {
        let text = self.sentence(MessageKey::Goodbye);
        self.ask_for_a_score(text)
    }

    pub(super) fn ask_for_a_score(&mut self, text: String) -> Outcome {
        self.state.pending = Some(Pending::Satisfaction);
        let question = match self.content.core.settings.satisfaction {
            Measure::Ces => MessageKey::Satisfaction,
            Measure::Csat => MessageKey::SatisfactionCsat,
        };
        Outcome::Close(Close { text, satisfaction: self.sentence(question) })
    }

    pub(super) fn rated(&mut self, score: usize) -> Outcome {
        self.state.pending = None;
        match u8::try_from(score) {
            Ok(score @ 1..=5) => {
                self.state.satisfaction = Some(score);
                self.say(MessageKey::SatisfactionThanks)
            }
            _ => self.say(MessageKey::Goodbye),
        }
    }
}

/// What else is tried after a "no": a few, and none that is hardly possible.
const MAX_ALTERNATIVES: usize = 3;
const LEAST_PROBABLE: f32 = 0.01;
