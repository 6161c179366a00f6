use std::fmt;
use std::path::Path;
use std::str::FromStr;

use relais::{Diagnostic, KnowledgeBase};

use crate::corpus::Corpus;
use crate::script::Script;

/// A knowledge base to measure on: `starter`, or a number of generated articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The one of this repository.
    Starter,
    /// A [`Corpus`] of so many articles.
    Generated(usize),
}

impl Base {
    /// Reads it, from its folder or from generated files.
    ///
    /// # Errors
    ///
    /// Its problems, where there is an error among them.
    pub fn load(self) -> Result<KnowledgeBase, Vec<Diagnostic>> {
        let loaded = match self {
            Base::Starter => KnowledgeBase::load(starter_folder()),
            Base::Generated(articles) => KnowledgeBase::from_files(Corpus::new(articles).files()),
        };
        loaded.map(|(base, _)| base)
    }

    /// What to say to it: its own dialogues, or a thousand generated questions.
    ///
    /// # Errors
    ///
    /// Those of [`Base::load`].
    pub fn scripts(self) -> Result<Vec<Script>, Vec<Diagnostic>> {
        Ok(match self {
            Base::Starter => Script::dialogues(&self.load()?),
            Base::Generated(articles) => {
                let questions = Corpus::new(articles).questions(QUESTIONS);
                questions.into_iter().map(Script::question).collect()
            }
        })
    }
}

impl FromStr for Base {
    type Err = String;

    fn from_str(text: &str) -> Result<Base, String> {
        match text {
            "starter" => Ok(Base::Starter),
            number => number.parse().map(Base::Generated).map_err(|_| {
                format!("`{number}` is no knowledge base: write `starter` or a number of articles")
            }),
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Base::Starter => f.write_str("starter"),
            Base::Generated(articles) => write!(f, "{articles}"),
        }
    }
}

const QUESTIONS: usize = 1_000;

fn starter_folder() -> impl AsRef<Path> {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../knowledge-base")
}
