use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::Serialize;

use super::Progress;
use super::figures::{Costs, Figures};
use super::prediction::Prediction;
use crate::bundle::Bundle;
use crate::engine::{Engine, Message, Start};
use crate::error::Error;
use crate::id::Id;
use crate::knowledge::{KnowledgeBase, Questions};
use crate::locale::Locale;
use crate::reply::Decision;

/// Questions with the answers that are right, and the knowledge base that has to find them.
///
/// [`Set::labelled`] and [`Set::faq`] read the two forms that such sets come in.
#[derive(Debug)]
pub struct Set {
    base: KnowledgeBase,
    locale: Locale,
    /// What the set calls the articles of the base.
    names: BTreeMap<Id, String>,
    questions: Vec<Question>,
    wordings: usize,
    left_out: usize,
}

/// What came of asking a set.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Evaluation {
    /// How good it was.
    pub figures: Figures,
    /// Each question with what became of it, in the order of the set.
    pub predictions: Vec<Prediction>,
}

/// What an evaluation is at, for those who wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The bundle is being built.
    Building,
    /// Questions are being asked.
    Asking(Progress),
}

/// What a set says is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Gold {
    /// The label, where one is right.
    Label(Option<String>),
    /// The documents that are right.
    Documents(Vec<String>),
}

/// What the knowledge base of a set is made of.
#[derive(Default)]
pub(super) struct Material {
    /// The articles with what the set calls them.
    pub(super) articles: Vec<(String, Questions)>,
    /// How many wordings they have in all.
    pub(super) wordings: usize,
    /// How many lines teach nothing.
    pub(super) left_out: usize,
}

/// A question of a set.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) text: String,
    pub(super) gold: Gold,
    /// What the set calls the articles that answer it; none where it is out of scope.
    pub(super) right: BTreeSet<String>,
}

impl Set {
    pub(super) fn new(locale: Locale, material: Material, questions: Vec<Question>) -> Set {
        let Material { articles, wordings, left_out } = material;
        let (names, articles): (Vec<String>, Vec<Questions>) = articles.into_iter().unzip();
        let base = KnowledgeBase::from_questions("Evaluation", locale, articles);
        let articles = base.texts(locale).into_iter().flat_map(|texts| &texts.articles);
        let ids = articles.map(|authored| authored.article.id.clone());
        let names = ids.zip(names).collect();
        Set { base, locale, names, questions, wordings, left_out }
    }

    /// The knowledge base that answers.
    pub fn base(&self) -> &KnowledgeBase {
        &self.base
    }

    /// Builds the knowledge base and asks it every question, each in a conversation of its own.
    ///
    /// `clock` says how much time has passed since any one moment; `told` is called at every stage and
    /// after every question.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn evaluate(
        &self,
        clock: impl Fn() -> Duration,
        mut told: impl FnMut(Stage),
    ) -> Result<Evaluation, Error> {
        told(Stage::Building);
        let start = clock();
        let bytes = self.base.to_bytes()?;
        let build = clock().saturating_sub(start);
        let bundle_bytes = bytes.len();
        let engine = Engine::new(Bundle::from_bytes(bytes)?);
        // The first turns fill the processor's caches, which is not what a turn takes.
        for question in self.questions.iter().take(WARM_UP) {
            let mut session = engine.session(Start::new(self.locale));
            session.reply(Message::text(question.text.as_str()));
        }
        let mut names = self.names.clone();
        names.extend(self.reserved(&engine));
        let total = self.questions.len();
        let mut predictions = Vec::with_capacity(total);
        let mut turns = Vec::with_capacity(total);
        for (done, question) in (1..).zip(&self.questions) {
            let mut session = engine.session(Start::new(self.locale));
            let message = Message::text(question.text.as_str());
            let start = clock();
            let reply = session.reply(message);
            turns.push(clock().saturating_sub(start));
            predictions.push(Prediction::new(question, &reply, &names));
            told(Stage::Asking(Progress { done, total }));
        }
        let costs = Costs::new(build, turns, bundle_bytes, engine.bundle());
        let figures = Figures::new(self.size(), &predictions, costs);
        Ok(Evaluation { figures, predictions })
    }

    /// The reserved intents that a label of the set stands for too: "talk to an agent", "thanks". The
    /// engine keeps what such a label is taught for itself, and an answer of its own is right then. A
    /// label is one if at least [`RESERVED_SHARE`] of its wordings are taken for that intent.
    fn reserved(&self, engine: &Engine) -> BTreeMap<Id, String> {
        let mut found: BTreeMap<String, (f64, &String)> = BTreeMap::new();
        let texts = self.base.texts(self.locale).into_iter();
        for article in texts.flat_map(|texts| &texts.articles) {
            let Some(name) = self.names.get(&article.article.id) else { continue };
            let mut taken: BTreeMap<String, usize> = BTreeMap::new();
            for wording in &article.wordings {
                let mut session = engine.session(Start::new(self.locale));
                let reply = session.reply(Message::text(wording.as_str()));
                if let Decision::Reserved(intent) = &reply.trace().decision {
                    *taken.entry(intent.clone()).or_default() += 1;
                }
            }
            for (intent, count) in taken {
                let share = count as f64 / article.wordings.len() as f64;
                let best = found.get(&intent).map_or(RESERVED_SHARE, |(share, _)| *share);
                if share >= best {
                    found.insert(intent, (share, name));
                }
            }
        }
        let id = |intent: &str| Id::parse(&format!("reserved/{intent}"));
        found.iter().filter_map(|(i, (_, name))| Some((id(i)?, (*name).clone()))).collect()
    }

    fn size(&self) -> Size {
        let outside = self.questions.iter().filter(|question| question.right.is_empty()).count();
        Size {
            n: self.questions.len(),
            in_scope: self.questions.len() - outside,
            out_of_scope: outside,
            labels: self.names.len(),
            train: self.wordings,
            train_left_out: self.left_out,
            untaught: self.untaught(),
        }
    }

    fn untaught(&self) -> usize {
        let taught: BTreeSet<&String> = self.names.values().collect();
        let is_untaught = |question: &&Question| {
            !question.right.is_empty() && question.right.iter().all(|name| !taught.contains(name))
        };
        self.questions.iter().filter(is_untaught).count()
    }
}

/// How large a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Size {
    /// The questions.
    pub n: usize,
    /// Those that an article answers.
    pub in_scope: usize,
    /// Those that nothing may answer.
    pub out_of_scope: usize,
    /// The articles: labels or documents.
    pub labels: usize,
    /// Their wordings.
    pub train: usize,
    /// The lines of the train file without a label, which teach nothing.
    pub train_left_out: usize,
    /// The questions in scope whose label nothing taught: they count, and no answer can be right.
    pub untaught: usize,
}

/// So many of a label's wordings make it a reserved intent.
const RESERVED_SHARE: f64 = 0.1;

/// How many questions are asked once before the clock counts.
const WARM_UP: usize = 200;
