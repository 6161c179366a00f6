use std::fmt;

use crate::text::{Analysis, Role};

/// Finds candidates for a question.
///
/// The bundle's own index is one implementation and the usual one: it is in memory, takes microseconds
/// and never fails. Another one asks a search engine that a base is spread over
/// ([`Engine::searching`](crate::Engine::searching)); the crate `relais-elastic` has one.
///
/// A turn waits for it, so an implementation returns within a time that it knows, whatever happens to
/// the other side. With the same answers of it, the same messages give the same replies.
pub trait Retrieval: fmt::Debug + Send + Sync {
    /// The documents that have something to do with a question, best first, at most `limit`.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] where it cannot be said. The turn ends with a person then, unless it needs no
    /// evidence.
    fn search(&self, query: &Query<'_>, limit: usize) -> Result<Vec<Hit>, Unavailable>;

    /// How many documents people ask for with all of these terms at once: in their wordings, title or
    /// keywords.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] where it cannot be said.
    fn breadth(&self, terms: &[&str]) -> Result<usize, Unavailable>;
}

/// A question, as it is searched for.
#[derive(Clone)]
pub struct Query<'q> {
    terms: Vec<QueryTerm<'q>>,
    number: &'q dyn Fn(&str) -> Option<u32>,
}

/// A term of a question, as the index has it: a stem, or the synonym that stands for a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QueryTerm<'q> {
    /// The term; the name of a phrase may have spaces in it.
    pub term: &'q str,
    /// What its score is multiplied by.
    pub importance: f32,
    /// Whether the knowledge base uses the word. One that it does not use finds nothing, and may be a name
    /// or a number of the customer's: an implementation that asks others leaves it out.
    pub is_known: bool,
}

/// A document that has something to do with a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The document's number in the bundle: the articles come first and then the forms.
    pub document: u32,
    /// BM25, added up over the fields and terms; above 0. Only its share of the best score counts.
    pub score: f32,
}

/// The search did not answer, for this reason: for operators, and without anything that a customer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unavailable {
    why: Box<str>,
}

impl<'q> Query<'q> {
    /// What an analysed message is searched for by. Where there are very many documents, reading the
    /// postings of words that all of them have costs more than everything else.
    pub(crate) fn new(
        question: &'q Analysis,
        is_large: bool,
        number: &'q dyn Fn(&str) -> Option<u32>,
    ) -> Query<'q> {
        let mut terms = Vec::with_capacity(question.words.len());
        for (index, word) in question.words.iter().enumerate() {
            let repeated = question.words[..index].iter().any(|other| other.term == word.term);
            let importance = match word.role {
                _ if repeated => continue,
                Role::Filler => continue,
                Role::Stop if is_large => continue,
                Role::Stop => STOP_WORD_IMPORTANCE,
                Role::Content => 1.0,
            };
            terms.push(QueryTerm { term: &word.term, importance, is_known: word.known });
        }
        Query { terms, number }
    }

    /// The terms, each once; at most 64, of a long message those of its ends.
    pub fn terms(&self) -> &[QueryTerm<'q>] {
        &self.terms
    }

    /// The number of an article, or of `forms/` and a form, by its id; `None` where the bundle does not
    /// have it, as when it has gone since the index was made.
    pub fn number(&self, id: &str) -> Option<u32> {
        (self.number)(id)
    }
}

impl fmt::Debug for Query<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query").field("terms", &self.terms).finish_non_exhaustive()
    }
}

impl Unavailable {
    /// A search that did not answer, for this reason.
    pub fn new(why: impl Into<Box<str>>) -> Unavailable {
        Unavailable { why: why.into() }
    }
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Unavailable {}

/// Stop words hold a sentence together; they only help to choose between answers that are alike.
const STOP_WORD_IMPORTANCE: f32 = 0.2;
