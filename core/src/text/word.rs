use std::borrow::Cow;
use std::ops::Range;

use super::analyze::keep_some_content;
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

/// The middle of so many words, without which at most so many are left, half of them before it.
pub(super) fn middle(count: usize, most: usize) -> Range<usize> {
    if count <= most { 0..0 } else { most / 2..count - most / 2 }
}

/// So many words of a message are corrected and weighed. Rules and reserved intents are looked for in
/// all that is read. Of the 15,000 questions that it was measured on (benches/record/), three have more
/// words, 78 at most.
pub(super) const WEIGHED_WORDS: usize = 64;

/// So many words of a message are read: all those of the longest message, unless they are very short.
pub(super) const READ_WORDS: usize = 700;

impl Analysis {
    /// The words that say what the question is about.
    pub(crate) fn content(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.role == Role::Content)
    }

    /// The text without its middle where it is long, which is where people say least of what they want.
    pub(crate) fn ends(&self) -> Cow<'_, Analysis> {
        let middle = middle(self.words.len(), WEIGHED_WORDS);
        if middle.is_empty() {
            return Cow::Borrowed(self);
        }
        let (start, end) = (&self.words[..middle.start], &self.words[middle.end..]);
        let mut words = [start, end].concat();
        keep_some_content(&mut words);
        Cow::Owned(Analysis { words })
    }

    /// The surfaces of all words.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.surface.as_str())
    }
}
