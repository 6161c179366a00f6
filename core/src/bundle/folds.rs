use std::collections::{BTreeMap, BTreeSet};

use super::memory::Analyses;
use super::write::{AnalysedTarget, Compiled, encode, index, samples};
use super::{Bundle, container};
use crate::confidence::OUT_OF_SCOPE;
use crate::error::Error;
use crate::intent::{Pulls, Reserved, train_table};
use crate::knowledge::KnowledgeBase;
use crate::locale::Locale;
use crate::text::{Analysis, LanguageModelBuilder};

/// Bundles of one knowledge base, each without a part of its wordings: what an engine over one of
/// them makes of those is what it makes of questions that nobody wrote down.
///
/// There are [`Folds::COUNT`]. Each article and form is missing altogether from one of them, so
/// that its wordings are questions which nothing there can answer; its wordings are dealt out over
/// the others. So every wording is held out twice: once where its article is still there, with its
/// other wordings, its title and its answer, and once where it is not. Wordings that say the same
/// word for word are held out together, and so is a title that says the same.
///
/// The probabilities are those that the whole knowledge base was fitted to, as its customers get
/// them. How languages are told apart is learned from all texts.
pub struct Folds<'b> {
    parts: Vec<Part<'b>>,
    /// The sections that all of them share.
    fixed: BTreeMap<String, Vec<u8>>,
}

/// A wording that the bundle of a fold has not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unseen<'b> {
    /// Its language.
    pub locale: Locale,
    /// The number of its article among those of the language, or of its form, which come after
    /// them.
    pub target: usize,
    /// The words.
    pub wording: &'b str,
    /// Whether the bundle has the article or form, so that the question can be answered.
    pub answerable: bool,
}

/// One language.
struct Part<'b> {
    locale: Locale,
    compiled: Compiled,
    reserved: Vec<(u32, Analysis)>,
    /// By target, the wordings as they are written.
    wordings: Vec<&'b [String]>,
    /// By target, in which fold it is missing.
    homes: Vec<usize>,
    /// By target and wording, in which fold it is held out.
    dealt: Vec<Vec<usize>>,
}

impl KnowledgeBase {
    /// Prepares the bundles that each lack a part of the wordings. `whole` is a bundle of the same
    /// knowledge base, which has the fitted probabilities.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn folds(&self, whole: &Bundle) -> Result<Folds<'_>, Error> {
        let mut fixed = BTreeMap::new();
        let mut languages = LanguageModelBuilder::default();
        let mut parts = Vec::new();
        for locale in &self.locales {
            let Some(texts) = self.texts(*locale) else { continue };
            let compiled = Compiled::new(*locale, texts, &mut Analyses::default());
            compiled.teach(texts, &mut languages);
            compiled.write_fixed(*locale, texts, &mut fixed)?;
            let fitted = whole.packs().iter().find(|pack| pack.locale == *locale);
            let calibration = fitted.map(|pack| pack.calibration.clone()).unwrap_or_default();
            fixed.insert(format!("{locale}/calibration"), encode(&calibration)?);
            let articles = texts.articles.iter().map(|authored| &*authored.wordings);
            let forms = texts.forms.iter().map(|authored| &*authored.wordings);
            let homes: Vec<usize> = (0..compiled.targets.len()).map(home).collect();
            parts.push(Part {
                locale: *locale,
                reserved: compiled.reserved_samples(),
                wordings: articles.chain(forms).collect(),
                dealt: (0..).zip(&compiled.targets).map(|(at, target)| deal(at, target)).collect(),
                homes,
                compiled,
            });
        }
        fixed.insert("manifest".to_owned(), encode(&self.manifest())?);
        fixed.insert("languages".to_owned(), languages.build());
        Ok(Folds { parts, fixed })
    }
}

impl Folds<'_> {
    /// How many bundles there are; they are numbered from 0.
    pub const COUNT: usize = 5;

    /// The share of the questions that nothing answers, for which the probabilities are fitted.
    pub const OUTSIDE_SHARE: f64 = OUT_OF_SCOPE;

    /// Builds the bundle of a fold.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::to_bytes`].
    pub fn build(&self, fold: usize) -> Result<Bundle, Error> {
        let mut sections = self.fixed.clone();
        for part in &self.parts {
            let mut put = |name: &str, bytes: Vec<u8>| {
                sections.insert(format!("{}/{name}", part.locale), bytes);
            };
            let targets = part.without(fold);
            let classes = targets.len() + Reserved::TRAINED.len();
            let samples = samples(&targets, &part.reserved);
            put("classifier", train_table(&samples, classes, &Pulls::default()));
            let (words, letters) = part.compiled.vocabulary(&targets);
            put("words", words.map());
            put("letters", letters);
            for (name, bytes) in index(&targets)? {
                put(&format!("index/{name}"), bytes);
            }
        }
        Bundle::from_bytes(container::write(&sections))
    }
}

impl<'b> Folds<'b> {
    /// The wordings that the bundle of a fold has not seen, by language and by article.
    pub fn unseen(&self, fold: usize) -> Vec<Unseen<'b>> {
        let mut unseen = Vec::new();
        for part in &self.parts {
            for (target, wordings) in part.wordings.iter().enumerate() {
                let gone = part.homes[target] == fold;
                let held_out = wordings.iter().zip(&part.dealt[target]);
                let held_out = held_out.filter(|(_, own)| gone || **own == fold);
                unseen.extend(held_out.map(|(wording, _)| Unseen {
                    locale: part.locale,
                    target,
                    wording: wording.as_str(),
                    answerable: !gone,
                }));
            }
        }
        unseen
    }
}

impl Part<'_> {
    /// What is left of each target in a fold.
    fn without(&self, fold: usize) -> Vec<AnalysedTarget> {
        let targets = self.compiled.targets.iter().zip(&self.dealt).zip(&self.homes);
        targets
            .map(|((target, dealt), home)| {
                if *home == fold {
                    return AnalysedTarget::default();
                }
                let mut held_out = BTreeSet::new();
                let mut left = AnalysedTarget { wordings: Vec::new(), ..target.clone() };
                for (wording, own) in target.wordings.iter().zip(dealt) {
                    match *own == fold {
                        true => drop(held_out.insert(terms(wording))),
                        false => left.wordings.push(wording.clone()),
                    }
                }
                left.title = left.title.filter(|title| !held_out.contains(&terms(title)));
                left
            })
            .collect()
    }
}

impl std::fmt::Debug for Folds<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folds").finish_non_exhaustive()
    }
}

/// The fold that a target is missing from: neighbours, which are about like things, part ways.
fn home(target: usize) -> usize {
    ((target as u32).wrapping_mul(0x9e37_79b1) >> 8) as usize % Folds::COUNT
}

/// The fold of each wording of a target, none of them the one that the target is missing from.
fn deal(at: usize, target: &AnalysedTarget) -> Vec<usize> {
    let mut met: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let fold = |wording| {
        let next = met.len();
        let turn = *met.entry(terms(wording)).or_insert(next);
        (home(at) + 1 + (at + turn) % (Folds::COUNT - 1)) % Folds::COUNT
    };
    target.wordings.iter().map(fold).collect()
}

/// What a text says, whatever the order.
fn terms(text: &Analysis) -> Vec<&str> {
    let mut terms: Vec<&str> = text.content().map(|word| word.term.as_str()).collect();
    terms.sort_unstable();
    terms
}
