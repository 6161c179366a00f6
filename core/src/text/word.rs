use std::ops::Range;

use super::tokenize::Kind;

/// A text as the rest of Relais sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Analysis {
    /// In the order of the text. At least one has [`Role::Content`] unless the list is empty.
    pub words: Vec<Word>,
}

/// One word of an [`Analysis`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The bytes of the original text. A chat spelling that stands for several words gives its span
    /// to each of them.
    pub span: Range<u32>,
    /// What was understood: NFKC, lower case, accents folded, elision removed, shorthand expanded,
    /// spelling corrected. A phrase that synonyms made one word has its words separated by spaces.
    pub surface: String,
    /// What is indexed and compared: the stem, or that of the canonical synonym.
    pub term: String,
    /// Whether the word says what the question is about.
    pub role: Role,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Whether the surface differs from what was written by more than a known shorthand.
    pub corrected: bool,
    /// Whether the knowledge base uses this word, after correction. Always false when no speller
    /// was given.
    pub known: bool,
    /// Whether it is hardly a word: neither the knowledge base nor the language has it or one near it,
    /// and its letters follow each other as in none of theirs. Always false when no speller was given,
    /// or one that does not have the common words of the language.
    pub strange: bool,
    /// Whether a negation reaches it: "perdu" in "je n'ai pas perdu mon téléphone".
    pub negated: bool,
}

/// The part that a word plays in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// It says what the question is about.
    Content,
    /// It holds the sentence together.
    Stop,
    /// It belongs to a phrase of politeness or padding.
    Filler,
}

impl Analysis {
    /// The words that say what the question is about.
    pub(crate) fn content(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.role == Role::Content)
    }

    /// The surfaces of all words.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.surface.as_str())
    }
}
