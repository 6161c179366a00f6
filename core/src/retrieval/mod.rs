//! Candidates for a question, from a Tantivy index.
//!
//! The index is Tantivy's, written when the bundle is built: one segment, one document for each
//! article and form, and a field each for wordings, title, answer and keywords. At run time it is read
//! where it lies, in the bundle's bytes. The scoring loop is ours: it walks Tantivy's block postings a
//! term at a time and adds up BM25 over the fields. That gives the same best documents as Tantivy's
//! `BooleanQuery` with `TopDocs`, gives the evidence of each word for free, and keeps queries, collectors
//! and aggregations out of the WASM build.
//!
//! A bundle for download has no index. What it has of the texts is enough to make the postings when it
//! is opened (`Retriever::holding`); they are scored by the same loop, to the same bits.
//!
//! Where a base is spread over machines, something else finds the candidates: [`Retrieval`] is what both
//! fulfil.
//!
//! This is the only module that names tantivy.

mod directory;
#[cfg(feature = "map")]
mod mapped;
mod postings;
mod query;
#[cfg(feature = "author")]
mod writer;

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Index, InvertedIndexReader, Term};

use self::directory::BundleDirectory;
use self::postings::Held;
use crate::error::{Error, ErrorKind};
use crate::trusting::trusting;

pub(crate) use self::directory::IndexFiles;
#[cfg(feature = "map")]
pub(crate) use self::mapped::mapped;
pub(crate) use self::postings::Occurrence;
pub use self::query::{Hit, Query, QueryTerm, Retrieval, Unavailable};
#[cfg(feature = "author")]
pub(crate) use self::writer::{Document, write};

/// An open index.
pub(crate) struct Retriever {
    /// None where the bundle was built without an index.
    fields: Vec<OpenField>,
    documents: u32,
}

struct OpenField {
    postings: Postings,
    /// The length part of BM25 for each of Tantivy's 256 codes of a field's length.
    length_factors: Box<[f32; 256]>,
    weight: f32,
    /// Whether it has what people ask, and not what they are told.
    is_asked: bool,
}

/// Where the postings of a field are.
enum Postings {
    /// In the bundle, as Tantivy wrote them.
    Stored { field: Field, index: Arc<InvertedIndexReader>, norms: FieldNormReader },
    /// In memory.
    Held(Held),
}

/// The fields with their weights, in the order of their numbers in the schema.
///
/// Measured on 508 unseen questions to the starter knowledge base (benches/record/,
/// 2026-11-22): what people said before is nearly all that counts. A title is short, so BM25 makes
/// much of each of its words; with a weight of 0.8 the right article came first less often.
pub const FIELDS: [(&str, f32); 4] =
    [("wordings", 1.0), ("title", 0.2), ("keywords", 0.1), (ANSWER, 0.3)];
const ANSWER: &str = "answer";

/// The usual constants of BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework*,
/// 2009), which are also Tantivy's.
const K1: f32 = 1.2;
const B: f32 = 0.75;

impl Retriever {
    /// Opens the index in these files.
    pub(crate) fn open(files: IndexFiles) -> Result<Retriever, Error> {
        let damaged = |cause: String| {
            Error::new(ErrorKind::Damaged, "the index of the bundle cannot be read")
                .caused_by(cause)
        };
        let opened = trusting(|| open(files));
        opened
            .ok_or_else(|| damaged("its parts are not where it says".to_owned()))?
            .map_err(|error| damaged(error.to_string()))
    }

    /// Makes an index of what occurs in each field: wordings, titles, keywords, answers. `None` where
    /// something occurs in a document that is not there.
    pub(crate) fn holding(
        terms: &[&str],
        occurrences: [Vec<Occurrence>; 4],
        documents: u32,
    ) -> Option<Retriever> {
        let fields = FIELDS.into_iter().zip(occurrences).map(|((name, weight), occurrences)| {
            let held = Held::new(terms, occurrences, documents)?;
            let average = held.tokens() as f32 / documents.max(1) as f32;
            Some(OpenField::new(name, weight, average, Postings::Held(held)))
        });
        Some(Retriever { fields: fields.collect::<Option<_>>()?, documents })
    }

    /// Stands for the index of a bundle that was built without one.
    pub(crate) fn absent(documents: u32) -> Retriever {
        Retriever { fields: Vec::new(), documents }
    }

    fn scored(&self, query: &Query<'_>, limit: usize) -> Vec<Hit> {
        let mut scores = vec![0.0; self.documents as usize];
        let mut touched = Vec::new();
        for term in query.terms() {
            for field in &self.fields {
                let weight = term.importance * field.weight;
                field.add(term.term, weight, &mut scores, &mut touched);
            }
        }
        let mut hits: Vec<Hit> = touched
            .into_iter()
            .map(|document| Hit { document, score: scores[document as usize] })
            .collect();
        best_first(&mut hits, limit);
        hits
    }

    fn documents_with(&self, terms: &[&str]) -> usize {
        let mut common: Option<Vec<u32>> = None;
        for term in terms {
            let mut documents = Vec::new();
            for field in self.fields.iter().filter(|field| field.is_asked) {
                field.collect(term, &mut documents);
            }
            documents.sort_unstable();
            documents.dedup();
            if let Some(common) = &common {
                documents.retain(|document| common.binary_search(document).is_ok());
            }
            common = Some(documents);
        }
        common.map_or(0, |documents| documents.len())
    }

    /// Whether there are so many documents that to read the postings of words that all of them have
    /// costs more than everything else.
    pub(crate) fn is_large(&self) -> bool {
        self.documents > LARGE
    }

    fn is_there(&self) -> Result<(), Unavailable> {
        let why = "the bundle was built without an index, and no other search was given";
        if self.fields.is_empty() { Err(Unavailable::new(why)) } else { Ok(()) }
    }

    /// How many documents there are.
    pub(crate) fn len(&self) -> usize {
        self.documents as usize
    }
}

impl Retrieval for Retriever {
    fn search(&self, query: &Query<'_>, limit: usize) -> Result<Vec<Hit>, Unavailable> {
        self.is_there()?;
        Ok(trusting(|| self.scored(query, limit)).unwrap_or_default())
    }

    fn breadth(&self, terms: &[&str]) -> Result<usize, Unavailable> {
        self.is_there()?;
        Ok(trusting(|| self.documents_with(terms)).unwrap_or_default())
    }
}

impl std::fmt::Debug for Retriever {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Retriever").field("documents", &self.documents).finish_non_exhaustive()
    }
}

impl OpenField {
    fn new(name: &str, weight: f32, average: f32, postings: Postings) -> OpenField {
        let mut length_factors = Box::new([0.0; 256]);
        for code in 0..=u8::MAX {
            let length = FieldNormReader::id_to_fieldnorm(code) as f32;
            length_factors[usize::from(code)] = K1 * (1.0 - B + B * length / average.max(1.0));
        }
        OpenField { postings, length_factors, weight, is_asked: name != ANSWER }
    }

    /// Adds the score of a term to every document that has it in this field.
    fn add(&self, term: &str, weight: f32, scores: &mut [f32], touched: &mut Vec<u32>) {
        let all = scores.len() as u32;
        self.postings.each_block(term, IndexRecordOption::WithFreqs, |with, documents, counts| {
            let weight = weight * idf(with, all);
            for (document, count) in documents.iter().zip(counts) {
                let Some(score) = scores.get_mut(*document as usize) else { continue };
                let count = *count as f32;
                let length = self.postings.norm(*document);
                if *score == 0.0 {
                    touched.push(*document);
                }
                let length_factor = self.length_factors[usize::from(length)];
                *score += weight * count * (K1 + 1.0) / (count + length_factor);
            }
        });
    }

    /// Adds the documents that have a term in this field.
    fn collect(&self, term: &str, documents: &mut Vec<u32>) {
        self.postings.each_block(term, IndexRecordOption::Basic, |_, block, _| {
            documents.extend_from_slice(block);
        });
    }
}

impl Postings {
    /// Calls `take` with how many documents have a term, some of them, and how often each has it.
    fn each_block(
        &self,
        term: &str,
        record: IndexRecordOption,
        mut take: impl FnMut(u32, &[u32], &[u32]),
    ) {
        let (field, index) = match self {
            Postings::Stored { field, index, .. } => (field, index),
            Postings::Held(held) => {
                let (documents, counts) = held.postings(term);
                return take(documents.len() as u32, documents, counts);
            }
        };
        let term = Term::from_field_text(*field, term);
        // The index was checked when it was opened; a term that cannot be read matches nothing.
        let Ok(Some(mut postings)) = index.read_block_postings(&term, record) else { return };
        let with = postings.doc_freq();
        while postings.block_len() > 0 {
            take(with, postings.docs(), postings.freqs());
            postings.advance();
        }
    }

    /// Tantivy's code of the length of the field in a document.
    fn norm(&self, document: u32) -> u8 {
        match self {
            Postings::Stored { norms, .. } => norms.fieldnorm_id(document),
            Postings::Held(held) => held.norm(document),
        }
    }
}

/// From so many documents on, stop words are left out of the search. A question of stop words alone
/// has content all the same: its analysis sees to that.
const LARGE: u32 = 3_000;

fn open(files: IndexFiles) -> tantivy::Result<Retriever> {
    let index = Index::open(BundleDirectory::new(files))?;
    let segments = index.searchable_segments()?;
    let [segment] = segments.as_slice() else {
        return Err(tantivy::TantivyError::InvalidArgument("not one segment".to_owned()));
    };
    let reader = tantivy::SegmentReader::open(segment)?;
    let documents = reader.max_doc();
    let schema = index.schema();
    let mut fields = Vec::new();
    for (name, weight) in FIELDS {
        let field = schema.get_field(name)?;
        let index = reader.inverted_index(field)?;
        let average = index.total_num_tokens() as f32 / documents.max(1) as f32;
        let norms = reader.get_fieldnorms_reader(field)?;
        let postings = Postings::Stored { field, index, norms };
        fields.push(OpenField::new(name, weight, average, postings));
    }
    Ok(Retriever { fields, documents })
}

/// How rare a term is. The logarithm is that of `libm`, which is the same on every platform; the
/// logarithm of the system is not.
fn idf(documents_with_term: u32, documents: u32) -> f32 {
    let with = documents_with_term.min(documents) as f32;
    libm::logf(1.0 + (documents as f32 - with + 0.5) / (with + 0.5))
}

/// Keeps the best hits, in order; equal ones by document.
fn best_first(hits: &mut Vec<Hit>, limit: usize) {
    let order =
        |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then_with(|| a.document.cmp(&b.document));
    if hits.len() > limit && limit > 0 {
        hits.select_nth_unstable_by(limit - 1, order);
        hits.truncate(limit);
    }
    hits.truncate(limit);
    hits.sort_unstable_by(order);
}
