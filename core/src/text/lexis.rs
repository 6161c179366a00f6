use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::language::Language;

/// What an [`Analyzer`](super::Analyzer) needs to know of one language, built in or authored, as
/// the bundle stores it.
///
/// Everything is written as people write it; the analyzer folds and stems it. The collections are
/// sorted, so that one lexis has one encoding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lexis {
    /// Chooses the stemmer and the folding; `None` compares words whole.
    pub language: Option<Language>,
    /// Words that carry no meaning in a question. Question words are not among them: "où", "quand"
    /// and "combien" are what tells three questions about one delivery apart.
    pub stop_words: BTreeSet<String>,
    /// What is dropped before an apostrophe: `l` in "l'abonnement".
    pub elisions: BTreeSet<String>,
    /// What is dropped after an apostrophe: `s` in "where's".
    pub clitics: BTreeSet<String>,
    /// Chat spellings and what they are read as: "koi" is "quoi", "e mail" is "email". Either side
    /// may have several words.
    pub shorthand: BTreeMap<String, String>,
    /// Words that turn what follows into its opposite. They stay words of the question.
    pub negations: BTreeSet<String>,
    /// Phrases of politeness and padding.
    pub fillers: BTreeSet<String>,
    /// Phrases, each with the word or phrase that stands for it in comparisons.
    pub synonyms: BTreeMap<String, String>,
}

#[cfg(feature = "author")]
impl Lexis {
    /// What Relais knows of a language. `None` is any other language, of which it knows nothing.
    pub(crate) fn built_in(language: Option<Language>) -> Lexis {
        language.map_or_else(Lexis::default, super::builtin::lexis)
    }

    /// Adds phrases that carry no meaning, such as those of `fillers.yaml`.
    pub(crate) fn with_fillers<S: Into<String>>(
        mut self,
        fillers: impl IntoIterator<Item = S>,
    ) -> Lexis {
        self.fillers.extend(fillers.into_iter().map(Into::into));
        self
    }

    /// Adds words and the others that mean the same, such as those of `synonyms.yaml`.
    pub(crate) fn with_synonyms<'a, O>(
        mut self,
        synonyms: impl IntoIterator<Item = (&'a str, O)>,
    ) -> Lexis
    where
        O: IntoIterator<Item = &'a str>,
    {
        for (canonical, others) in synonyms {
            // The canonical phrase maps onto itself, so that one of several words becomes one term
            // like the others.
            let phrases = others.into_iter().chain([canonical]);
            self.synonyms.extend(phrases.map(|phrase| (phrase.to_owned(), canonical.to_owned())));
        }
        self
    }
}
