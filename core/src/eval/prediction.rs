use std::collections::BTreeMap;

use serde::Serialize;

use super::metrics::{Scored, Verdict};
use super::set::{Gold, Question};
use crate::id::Id;
use crate::reply::{Decision, Outcome, Reply};

/// What became of a question of a set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Prediction {
    /// What was asked.
    pub text: String,
    /// What is right.
    pub gold: Gold,
    /// The article of the highest probability, as the set calls it, whether or not it was the answer;
    /// `None` where there was no candidate.
    pub predicted: Option<String>,
    /// Its probability. 0 where the engine answers no such message with an article at all: it took
    /// it for a greeting or another reserved intent, or it has no words. 1 where it took it for a
    /// reserved intent that the predicted label stands for.
    pub probability: f32,
    /// The probability of the article after it; 0 where there is none.
    pub second: f32,
    /// How the turn ended: the [`Outcome::name`].
    pub outcome: &'static str,
    /// The place of the first right article among the candidates, from 1.
    #[serde(skip)]
    pub rank: Option<usize>,
    /// Whether the answer, or one of the options of a choice, is right; `None` where the turn ended
    /// with neither.
    #[serde(skip)]
    pub(super) end: Option<End>,
}

/// An end that shows the customer an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// An answer, and whether it is right.
    Answer { right: bool },
    /// A choice, and whether a right article is in it.
    Choice { right: bool },
}

impl Prediction {
    pub(super) fn new(
        question: &Question,
        reply: &Reply,
        names: &BTreeMap<Id, String>,
    ) -> Prediction {
        // Candidates may be reserved intents too, most of which have no name here.
        let trace = reply.trace();
        let mut articles: Vec<(&String, f32)> = Vec::new();
        for candidate in &trace.candidates {
            let Some(name) = names.get(&candidate.id) else { continue };
            match articles.iter_mut().find(|(known, _)| *known == name) {
                Some((_, probability)) => *probability += candidate.probability,
                None => articles.push((name, candidate.probability)),
            }
        }
        let mut would_answer = !matches!(trace.decision, Decision::Limit(_));
        if let Decision::Reserved(intent) = &trace.decision {
            let name = Id::parse(&format!("reserved/{intent}")).and_then(|id| names.get(&id));
            would_answer = name.is_some();
            if let Some(name) = name {
                articles.retain(|(other, _)| *other != name);
                articles.insert(0, (name, 1.0));
            }
        }
        articles.sort_by(|a, b| b.1.total_cmp(&a.1));
        let is_right = |id: &Id| names.get(id).is_some_and(|name| question.right.contains(name));
        let end = match reply.outcome() {
            Outcome::Answer(answer) => Some(End::Answer { right: is_right(&answer.article) }),
            Outcome::Clarify(clarify) => Some(End::Choice {
                right: clarify.options.iter().any(|option| is_right(&option.id)),
            }),
            _ => None,
        };
        let probability = |place: usize| {
            articles
                .get(place)
                .filter(|_| would_answer)
                .map_or(0.0, |(_, probability)| *probability)
        };
        Prediction {
            text: question.text.clone(),
            gold: question.gold.clone(),
            predicted: articles.first().map(|(name, _)| (*name).clone()),
            probability: probability(0),
            second: probability(1),
            outcome: reply.outcome().name(),
            rank: articles
                .iter()
                .position(|(name, _)| question.right.contains(*name))
                .map(|place| place + 1),
            end,
        }
    }

    /// Whether an article answers the question.
    pub fn is_in_scope(&self) -> bool {
        match &self.gold {
            Gold::Label(label) => label.is_some(),
            Gold::Documents(documents) => !documents.is_empty(),
        }
    }

    /// The question for the metrics.
    pub fn scored(&self) -> Scored {
        let verdict = match self.rank {
            _ if !self.is_in_scope() => Verdict::OutOfScope,
            Some(1) => Verdict::Right,
            _ => Verdict::Wrong,
        };
        Scored { probability: f64::from(self.probability), verdict }
    }
}
