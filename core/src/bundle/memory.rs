//! What a build leaves for the next one, so that a small change is compiled in a small time.
//!
//! Nothing here is trusted because it is likely: what was made is kept beside all that it was made of,
//! and used again only where that is equal. So a bundle that was built with a memory is the same bytes
//! as one that was built without.

use std::collections::{BTreeMap, HashMap};

use super::write::{LearnedFrom, Sections};
use crate::intent::Pulls;
use crate::locale::Locale;
use crate::text::{Analysis, Analyzer};

/// What building a knowledge base has made so far, for
/// [`KnowledgeBase::rebuild`](crate::KnowledgeBase::rebuild).
///
/// It holds about as much as a bundle, and what it does not need for the last build it forgets.
#[derive(Debug, Default)]
pub struct BuildMemory {
    pub(super) locales: BTreeMap<Locale, LocaleMemory>,
    /// The model of languages, by what it was made of.
    pub(super) languages: Option<(Vec<LearnedFrom>, Vec<u8>)>,
}

/// The same for one language.
#[derive(Debug, Default)]
pub(super) struct LocaleMemory {
    pub(super) analyses: Analyses,
    /// The sections that are learned, by what they were learned from.
    pub(super) learned: Option<(LearnedFrom, Sections)>,
    pub(super) pulls: Pulls,
}

/// Texts that were analysed before.
#[derive(Debug, Default)]
pub(super) struct Analyses {
    /// The fillers and the synonyms by which they were read.
    lexis: Option<Lexis>,
    old: HashMap<String, Analysis>,
    new: HashMap<String, Analysis>,
}

/// What of a language's words differs from one knowledge base to another.
type Lexis = (Vec<String>, Vec<(String, Vec<String>)>);

impl BuildMemory {
    /// A memory of nothing.
    pub fn new() -> BuildMemory {
        BuildMemory::default()
    }
}

impl Analyses {
    /// Starts a build by these words: what was read by others is forgotten, and so is what the last
    /// build did not ask for.
    pub(super) fn start(&mut self, lexis: Lexis) {
        self.old = std::mem::take(&mut self.new);
        if self.lexis.as_ref() != Some(&lexis) {
            self.old.clear();
            self.lexis = Some(lexis);
        }
    }

    /// The analysis of a text by the analyser of these words.
    pub(super) fn of(&mut self, text: &str, analyzer: &Analyzer) -> Analysis {
        if let Some(known) = self.new.get(text) {
            return known.clone();
        }
        let known = self.old.remove_entry(text);
        let (text, analysis) = known.unwrap_or_else(|| (text.to_owned(), analyzer.analyze(text)));
        self.new.insert(text, analysis.clone());
        analysis
    }
}
