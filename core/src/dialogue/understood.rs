use std::ops::Range;

use crate::intent::Reserved;
use crate::knowledge::Target;
use crate::reply::{Candidate, UnderstoodWord};
use crate::retrieval::Unavailable;

/// A message, as it was understood.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    /// The customer's own words.
    pub(crate) text: String,
    /// What else the customer may have said, where a recogniser was not sure.
    pub(crate) others: Vec<String>,
    /// Whether there is any word in them.
    pub(crate) is_empty: bool,
    /// The message's words in lower case without accents, joined by spaces.
    pub(crate) folded: String,
    /// Whether it is a word or two that many answers have in common.
    pub(crate) is_vague: bool,
    /// The number that the message is, if it is one: "2", "la 2 svp".
    pub(crate) number: Option<usize>,
    /// The reserved intents that it says, the most important first.
    pub(crate) reserved: Vec<Reserved>,
    /// The lexicons that the message has an entry of, in ascending order.
    pub(crate) says: Vec<u32>,
    /// The yes, no or cancellation that it starts with, whatever else it says.
    pub(crate) leads: Option<Reserved>,
    /// What the message may be about, most probable first.
    pub(crate) candidates: Vec<(Target, f32)>,
    /// The same candidates and the words, for the trace; of each word the bytes that it was read from.
    pub(crate) trace_candidates: Vec<Candidate>,
    pub(crate) trace_words: Vec<(UnderstoodWord, Range<u32>)>,
    /// Why the search for candidates did not answer, where it did not.
    pub(crate) unsearched: Option<Box<Unavailable>>,
}

impl Understood {
    /// Keys of a telephone, as a message.
    pub(super) fn keys(keys: &str) -> Understood {
        Understood {
            text: keys.to_owned(),
            folded: keys.to_owned(),
            number: keys.parse().ok(),
            ..Understood::default()
        }
    }

    /// A reserved intent and nothing else.
    pub(super) fn saying(reserved: Reserved) -> Understood {
        Understood { reserved: vec![reserved], ..Understood::default() }
    }

    /// How many words the message has.
    pub(crate) fn words(&self) -> usize {
        self.trace_words.len()
    }

    /// How well the message was understood: 1 for what is reserved, else the best probability.
    pub(crate) fn promise(&self) -> f32 {
        match self.reserved.first() {
            Some(_) => 1.0,
            None => self.candidates.first().map_or(0.0, |(_, probability)| *probability),
        }
    }

    pub(super) fn says(&self, reserved: Reserved) -> bool {
        self.reserved.contains(&reserved)
    }

    /// Whether it is a yes or a no, or starts with one; for where a yes or a no was asked for.
    pub(super) fn leading_verdict(&self) -> Option<bool> {
        self.verdict().or(match self.leads {
            Some(Reserved::Yes) => Some(true),
            Some(Reserved::No | Reserved::Cancel) => Some(false),
            _ => None,
        })
    }

    /// Whether it is a yes or a no and nothing else, where it is one.
    pub(super) fn verdict(&self) -> Option<bool> {
        let no = [Reserved::No, Reserved::None, Reserved::Cancel];
        match (self.says(Reserved::Yes), no.into_iter().any(|no| self.says(no))) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}
