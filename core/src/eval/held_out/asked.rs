use std::collections::BTreeMap;
use std::sync::Arc;

use super::Recalled;
use crate::bundle::Folds;
use crate::engine::Engine;
use crate::eval::wordings::{Subject, Verdict, came_in, judge, reply_to, subjects};
use crate::id::Id;
use crate::knowledge::KnowledgeBase;
use crate::locale::Locale;
use crate::reply::{Decision, Outcome, Reply};

/// A wording and the fold that has not seen it.
pub(super) struct Question<'b> {
    pub(super) fold: usize,
    pub(super) locale: Locale,
    pub(super) subject: Arc<Subject<'b>>,
    pub(super) wording: &'b str,
    /// Whether the fold has its article.
    pub(super) answerable: bool,
}

/// What came of a [`Question`].
pub(super) struct Asked {
    /// What it is worth where the question can be answered.
    pub(super) verdict: Verdict,
    /// In plain words.
    pub(super) came: String,
    /// What it was taken for, where that is another article or form.
    pub(super) taken_for: Option<Id>,
    /// Whether something was done for the customer.
    pub(super) answered: bool,
    /// Whether the customer was asked to choose.
    pub(super) chose: bool,
    /// How sure the engine was, and whether its best candidate was right; `None` where a rule
    /// decided.
    pub(super) sure: Option<(f64, bool)>,
}

/// What every fold is asked.
pub(super) fn questions<'b>(base: &'b KnowledgeBase, folds: &Folds<'b>) -> Vec<Question<'b>> {
    let by_locale: BTreeMap<Locale, Vec<Arc<Subject<'b>>>> = base
        .locales()
        .iter()
        .filter_map(|locale| {
            Some((*locale, subjects(base.texts(*locale)?).map(Arc::new).collect()))
        })
        .collect();
    let mut questions = Vec::new();
    for fold in 0..Folds::COUNT {
        let unseen = folds.unseen(fold);
        let (inside, outside): (Vec<_>, Vec<_>) = unseen.into_iter().partition(|u| u.answerable);
        let evenly = |count: usize, most: usize| count.div_ceil(most).max(1);
        let (every, every_other) = (evenly(inside.len(), INSIDE), evenly(outside.len(), OUTSIDE));
        let inside = inside.into_iter().step_by(every);
        let asked = inside.chain(outside.into_iter().step_by(every_other));
        questions.extend(asked.map(|unseen| Question {
            fold,
            locale: unseen.locale,
            subject: by_locale[&unseen.locale][unseen.target].clone(),
            wording: unseen.wording,
            answerable: unseen.answerable,
        }));
    }
    questions
}

impl Question<'_> {
    /// Asks the engine of its fold.
    pub(super) fn ask(&self, engines: &[Engine]) -> Asked {
        let reply = reply_to(&engines[self.fold], self.locale, self.wording);
        let outcome = reply.outcome();
        Asked {
            verdict: judge(&self.subject, self.locale, &reply),
            came: came_in(&reply, self.locale),
            taken_for: self.taken_for(&reply),
            answered: matches!(outcome, Outcome::Answer(_) | Outcome::Ask(_) | Outcome::Act(_)),
            chose: matches!(outcome, Outcome::Clarify(_)),
            sure: self.sure(&reply),
        }
    }

    /// What answered, or stands first in a choice, or else the best candidate where it is likely
    /// enough to be offered.
    fn taken_for(&self, reply: &Reply) -> Option<Id> {
        let best = reply.trace().candidates.first();
        let bar = reply.trace().bar;
        let likely = best.filter(|best| bar.is_some_and(|bar| best.probability >= bar.clarify));
        let form = |id: &Id| Id::parse(&format!("forms/{id}"));
        let taken = match reply.outcome() {
            Outcome::Answer(answer) => Some(answer.article.clone()),
            Outcome::Ask(ask) => form(&ask.form),
            Outcome::Act(act) => form(&act.form),
            Outcome::Clarify(clarify) => clarify.options.first().map(|first| first.id.clone()),
            _ => likely.map(|best| best.id.clone()),
        };
        taken.filter(|id| id.as_str() != self.subject.id)
    }

    fn sure(&self, reply: &Reply) -> Option<(f64, bool)> {
        let trace = reply.trace();
        match trace.decision {
            Decision::Rule(_) => None,
            // What is taken for a greeting or has no words is never answered with an article.
            Decision::Reserved(_) | Decision::Limit(_) => Some((0.0, false)),
            _ => Some(trace.candidates.first().map_or((0.0, false), |best| {
                let right = self.answerable && best.id.as_str() == self.subject.id;
                (f64::from(best.probability), right)
            })),
        }
    }
}

impl Recalled {
    pub(super) fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Offered => self.offered += 1,
            Verdict::ByRule => self.by_rule += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Nothing => self.nothing += 1,
        }
    }
}

/// How many wordings each fold is asked at most: with 10,000 articles half of them.
const INSIDE: usize = 10_000;

/// How many wordings without their article each fold is asked at most.
const OUTSIDE: usize = 4_000;
