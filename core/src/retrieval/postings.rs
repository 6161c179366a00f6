use tantivy::fieldnorm::FieldNormReader;

/// That a term, by its number, occurs so often in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) term: u32,
    pub(crate) document: u32,
    pub(crate) count: u32,
}

/// The postings of one field, in memory.
pub(super) struct Held {
    /// The terms that occur, one after the other, in ascending order.
    terms: String,
    /// Where each term ends, and where its postings end.
    ends: Vec<(u32, u32)>,
    documents: Vec<u32>,
    /// How often each of the documents has the term.
    counts: Vec<u32>,
    /// By document: Tantivy's code of the field's length.
    norms: Vec<u8>,
    tokens: u64,
}

impl Held {
    /// Gathers what occurs, in any order and any number of times, of terms that are sorted; `None` where
    /// it is not of these terms and documents.
    pub(super) fn new(
        terms: &[&str],
        mut occurrences: Vec<Occurrence>,
        documents: u32,
    ) -> Option<Held> {
        occurrences.sort_unstable();
        let mut lengths = vec![0_u32; documents as usize];
        let mut held = Held {
            terms: String::new(),
            ends: Vec::new(),
            documents: Vec::new(),
            counts: Vec::new(),
            norms: Vec::new(),
            tokens: 0,
        };
        for of_term in occurrences.chunk_by(|one, other| one.term == other.term) {
            held.terms.push_str(terms.get(of_term[0].term as usize)?);
            for posting in of_term.chunk_by(|one, other| one.document == other.document) {
                let count = posting.iter().fold(0, |sum: u32, o| sum.saturating_add(o.count));
                let length = lengths.get_mut(posting[0].document as usize)?;
                *length = length.saturating_add(count);
                held.tokens += u64::from(count);
                held.documents.push(posting[0].document);
                held.counts.push(count);
            }
            held.ends.push((held.terms.len() as u32, held.documents.len() as u32));
        }
        held.norms = lengths.into_iter().map(FieldNormReader::fieldnorm_to_id).collect();
        Some(held)
    }

    /// How many words the field has in all documents.
    pub(super) fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The documents that have a term, in ascending order, and how often.
    pub(super) fn postings(&self, term: &str) -> (&[u32], &[u32]) {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let (text, postings) = self.start(middle);
            let (end, last) = self.ends[middle];
            match self.terms[text as usize..end as usize].cmp(term) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let range = postings as usize..last as usize;
                    return (&self.documents[range.clone()], &self.counts[range]);
                }
            }
        }
        (&[], &[])
    }

    /// Where a term and its postings begin.
    fn start(&self, at: usize) -> (u32, u32) {
        at.checked_sub(1).map_or((0, 0), |before| self.ends[before])
    }

    pub(super) fn norm(&self, document: u32) -> u8 {
        self.norms.get(document as usize).copied().unwrap_or_default()
    }
}
