use std::path::Path;

use relais::Locale;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Directory, Index, ReloadPolicy, Searcher, Term};

use crate::sections::sections;

/// Tantivy's own search on the index of a bundle: `BooleanQuery` with `TopDocs`.
///
/// It is what a turn cannot do without if it is to look anything up, and so what a turn is held
/// against. It asks the same index for the same terms in the same fields as the engine does,
/// without the engine's weights, which would make it slower.
pub struct Floor {
    searcher: Searcher,
    fields: Vec<Field>,
}

impl Floor {
    /// Opens the index of a language in these bytes of a bundle.
    ///
    /// # Panics
    ///
    /// Where the bundle has no index for the language.
    pub fn open(bundle: &[u8], locale: Locale) -> Floor {
        Floor::try_open(bundle, locale).expect("a bundle has an index for each of its languages")
    }

    /// Asks for documents with any of these terms and returns how many came, eight at most, which
    /// is what the engine takes too. The query is made anew, as it must be for every question.
    pub fn search(&self, terms: &[String]) -> usize {
        let clauses = terms.iter().flat_map(|term| {
            self.fields.iter().map(move |field| {
                let term = Term::from_field_text(*field, term);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
        });
        let query = BooleanQuery::new(clauses.collect());
        let best = TopDocs::with_limit(8).order_by_score();
        self.searcher.search(&query, &best).map_or(0, |found| found.len())
    }

    fn try_open(bundle: &[u8], locale: Locale) -> tantivy::Result<Floor> {
        let directory = RamDirectory::create();
        let below = format!("{locale}/index/");
        for (name, bytes) in sections(bundle) {
            if let Some(file) = name.strip_prefix(&below) {
                directory.atomic_write(Path::new(file), bytes)?;
            }
        }
        let index = Index::open(directory)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let fields = index.schema().fields().map(|(field, _)| field).collect();
        Ok(Floor { searcher: reader.searcher(), fields })
    }
}

impl std::fmt::Debug for Floor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Floor").field("documents", &self.searcher.num_docs()).finish()
    }
}
