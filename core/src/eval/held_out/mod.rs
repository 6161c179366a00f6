//! What the engine makes of wordings that it has not seen.
//!
//! "Leave one out" is done by parts: [`Folds`] makes five bundles of the knowledge base, each
//! without some of the wordings, and here whole engines over those bundles are asked what theirs
//! lacks. A wording whose article is still there says how well other words for the same thing are
//! understood ([`Recall`]); one whose article is missing too is a question that nothing answers
//! ([`Outside`]). Both together say what the probabilities are worth ([`RiskCoverage`],
//! reliability).
//!
//! An engine that lacks a fifth to a quarter of an article's wordings knows less than the one that
//! customers meet, so what is found here is a little worse than what they will see of such
//! questions. What authors write is tidier than what customers write, and that makes it a little
//! better.

mod asked;
mod curves;
mod findings;
mod recall;

use serde::Serialize;

use self::asked::Asked;
use super::metrics::Bin;
use super::rounded::rounded;
use super::{Progress, steps};
use crate::bundle::Folds;
use crate::engine::Engine;
use crate::error::Error;
use crate::id::Id;
use crate::knowledge::KnowledgeBase;
use crate::locale::Locale;
use crate::parallel::{each, map};

/// What came of asking wordings of engines that have not seen them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct HeldOut {
    /// Wordings whose article or form the engine had, with its other wordings.
    pub inside: Recalled,
    /// Wordings whose article or form the engine had not, so that no answer can be right.
    pub outside: Outside,
    /// By language and article or form, in the order of their ids: those with wordings.
    pub recall: Vec<Recall>,
    /// Articles and forms that are taken for each other, those with most wordings first.
    pub confusions: Vec<Confusion>,
    /// What would be answered, and how much of it wrongly, if the answer bar were elsewhere; by
    /// rising bar. Questions that nothing answers make up the share [`HeldOut::outside_share`].
    pub risk_coverage: Vec<RiskCoverage>,
    /// Ten groups of questions by rising probability, of the same weight each, with the share that
    /// was right. Questions that nothing answers have the same share as above.
    pub reliability: Vec<Bin>,
    /// How far, in the mean, the groups' share of right ones is from their probability.
    #[serde(serialize_with = "rounded")]
    pub calibration_error: Option<f64>,
    /// The share of the questions that nothing answers which the curves assume, as the fit of the
    /// probabilities does.
    #[serde(serialize_with = "rounded")]
    pub outside_share: Option<f64>,
}

/// What became of wordings held out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Recalled {
    /// Found their own article.
    pub right: usize,
    /// Found it among the options of a choice.
    pub offered: usize,
    /// Were recognised, but a rule decides before the article does.
    pub by_rule: usize,
    /// Another article answered, or another form was opened.
    pub wrong: usize,
    /// Were not found: not understood, handed over, or offered a choice without their article.
    pub nothing: usize,
}

/// What became of questions that nothing answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Outside {
    /// An article answered or a form was opened, which is wrong.
    pub answered: usize,
    /// A choice was offered.
    pub offered: usize,
    /// Neither: not understood, handed over, or decided by a rule.
    pub refused: usize,
}

/// An article or form in one language, and its wordings held out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Recall {
    /// The article, or `forms/` and the form.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The language.
    pub locale: Locale,
    /// What became of its wordings.
    #[serde(flatten)]
    pub asked: Recalled,
    /// What its wordings were taken for, most often first.
    pub taken_by: Vec<TakenBy>,
    /// The wordings that were not right, and not decided by a rule.
    pub missed: Vec<Missed>,
}

/// What wordings were taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TakenBy {
    /// The article, or `forms/` and the form.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// How many wordings.
    pub wordings: usize,
}

/// A wording that was not found by an engine that has not seen it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Missed {
    /// The words.
    pub wording: String,
    /// What came, in plain words.
    pub came: String,
    /// What it was taken for: what answered, what stands first in a choice, or the best candidate
    /// where that was likely enough to be offered.
    pub taken_for: Option<Id>,
    /// Whether its own article was among the options of a choice.
    pub offered: bool,
    /// Whether what it was taken for was the answer, or the form that was opened.
    pub answered: bool,
}

/// Two articles or forms of one language that are taken for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Confusion {
    /// The language.
    pub locale: Locale,
    /// Both ids.
    pub ids: [String; 2],
    /// Both titles.
    pub titles: [String; 2],
    /// How many wordings of the first were taken for the second, and of the second for the first.
    pub wordings: [usize; 2],
    /// At most four of them.
    pub examples: Vec<Taken>,
}

/// A wording that was taken for something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Taken {
    /// The words.
    pub wording: String,
    /// What it is a wording of.
    pub of: String,
}

/// What would come of an answer bar.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RiskCoverage {
    /// The bar: from this probability on, the best article answers.
    #[serde(serialize_with = "rounded")]
    pub bar: f64,
    /// The share of the questions that would be answered.
    #[serde(serialize_with = "rounded")]
    pub coverage: f64,
    /// The share of these answers that would be wrong.
    #[serde(serialize_with = "rounded")]
    pub risk: f64,
    /// The share of the questions which something answers that would be answered rightly.
    #[serde(serialize_with = "rounded")]
    pub inside_answered: f64,
}

/// Builds `base` [`Folds::COUNT`] times without a part of its wordings, and asks each of these
/// engines what its own lacks: every wording once where its article is still there, and once where
/// it is not. Of a large knowledge base each engine is asked 10,000 of the ones and 4,000 of the
/// others at most, evenly chosen. `engine` is one over the whole knowledge base, whose
/// fitted probabilities they use. Progress is told as for [`run`](super::run()), the engines
/// included.
///
/// # Errors
///
/// Those of [`KnowledgeBase::to_bytes`].
pub fn hold_out(
    base: &KnowledgeBase,
    engine: &Engine,
    progress: impl FnMut(Progress),
) -> Result<HeldOut, Error> {
    let folds = base.folds(engine.bundle())?;
    let questions = asked::questions(base, &folds);
    let mut step = steps(Folds::COUNT + questions.len(), progress);
    let built = each(Folds::COUNT, |fold| folds.build(fold).map(Engine::new), &mut step);
    let engines = built.into_iter().collect::<Result<Vec<_>, _>>()?;
    let asked = map(&questions, |question| question.ask(&engines), &mut step);
    let (inside, outside): (Vec<_>, Vec<_>) =
        questions.iter().zip(&asked).partition(|(question, _)| question.answerable);
    let mut found = HeldOut::default();
    inside.iter().for_each(|(_, asked)| found.inside.count(asked.verdict));
    outside.iter().for_each(|(_, asked)| found.outside.count(asked));
    found.recall = recall::recall(base, &inside);
    found.confusions = recall::confusions(&found.recall);
    let all = questions.iter().map(|question| question.answerable).zip(&asked);
    curves::draw(&mut found, all);
    Ok(found)
}

impl HeldOut {
    /// The articles and forms to work on first: those whose wordings held out fare worst. A wrong
    /// answer counts more than none, and that more than a choice with the right article in it. An
    /// article with few wordings says little, so it is taken to have three more that are right.
    pub fn worst(&self, count: usize) -> Vec<&Recall> {
        let loss = |one: &Recall| {
            let Recalled { offered, wrong, nothing, .. } = one.asked;
            let lost = wrong as f64 + 0.7 * nothing as f64 + 0.3 * offered as f64;
            lost / (one.asked.total() + 3) as f64
        };
        let mut worst: Vec<&Recall> = self.recall.iter().filter(|one| loss(one) > 0.0).collect();
        worst.sort_by(|a, b| loss(b).total_cmp(&loss(a)).then_with(|| a.id.cmp(&b.id)));
        worst.truncate(count);
        worst
    }
}

impl Recalled {
    /// How many wordings were asked.
    pub fn total(&self) -> usize {
        self.right + self.offered + self.by_rule + self.wrong + self.nothing
    }

    /// The share that was right, of those that no rule decides; `None` where there is none.
    pub fn share(&self) -> Option<f64> {
        super::metrics::share(self.right, self.total() - self.by_rule)
    }
}

impl Outside {
    /// How many questions were asked.
    pub fn total(&self) -> usize {
        self.answered + self.offered + self.refused
    }

    fn count(&mut self, asked: &Asked) {
        match asked {
            Asked { answered: true, .. } => self.answered += 1,
            Asked { chose: true, .. } => self.offered += 1,
            _ => self.refused += 1,
        }
    }
}
