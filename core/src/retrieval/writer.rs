use tantivy::directory::RamDirectory;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Directory, Index, IndexSettings, TantivyDocument};

use super::FIELDS;
use crate::error::{Error, ErrorKind};
use crate::text::Analysis;

/// What is indexed of an article or a form.
pub(crate) struct Document<'a> {
    pub(crate) wordings: &'a [Analysis],
    pub(crate) title: &'a [Analysis],
    pub(crate) keywords: &'a [Analysis],
    pub(crate) answer: &'a [Analysis],
}

/// Writes an index of these documents, in their order, and returns its files by name.
///
/// The same documents give the same bytes: Tantivy names a segment at random, so the segment is
/// given a fixed name.
pub(crate) fn write(documents: &[Document<'_>]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    try_write(documents).map_err(|error| {
        Error::new(ErrorKind::Internal, "the index cannot be written").caused_by(error.to_string())
    })
}

fn try_write(documents: &[Document<'_>]) -> tantivy::Result<Vec<(String, Vec<u8>)>> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::WithFreqs);
    let fields = FIELDS.map(|(name, _)| {
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing.clone()))
    });
    let directory = RamDirectory::create();
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let mut writer = Index::builder()
        .schema(schema.build())
        .settings(settings)
        .single_segment_index_writer(directory.clone(), MEMORY_BUDGET)?;
    for document in documents {
        let mut indexed = TantivyDocument::new();
        let texts = [document.wordings, document.title, document.keywords, document.answer];
        for (field, texts) in fields.into_iter().zip(texts) {
            for text in texts {
                indexed.add_pre_tokenized_text(field, pre_tokenized(text));
            }
        }
        writer.add_document(indexed)?;
    }
    let index = writer.finalize()?;
    fixed_names(&index, &directory)
}

fn pre_tokenized(text: &Analysis) -> PreTokenizedString {
    let token = |(position, term): (usize, &String)| Token {
        position,
        text: term.clone(),
        ..Token::default()
    };
    let terms = text.words.iter().map(|word| &word.term);
    PreTokenizedString { text: String::new(), tokens: terms.enumerate().map(token).collect() }
}

/// The files that reading needs, with the segment's random name replaced.
fn fixed_names(index: &Index, directory: &RamDirectory) -> tantivy::Result<Vec<(String, Vec<u8>)>> {
    let metas = index.load_metas()?;
    let names: Vec<String> = metas.segments.iter().map(|meta| meta.id().uuid_string()).collect();
    let fixed = |text: &str| {
        names.iter().fold(text.to_owned(), |text, name| {
            // In JSON the name is written with hyphens, in file names without.
            text.replace(name, SEGMENT).replace(&hyphenated(name), &hyphenated(SEGMENT))
        })
    };
    let meta = String::from_utf8_lossy(&directory.atomic_read("meta.json".as_ref())?).into_owned();
    let mut files = vec![("meta.json".to_owned(), fixed(&meta).into_bytes())];
    for path in metas.list_segment_files() {
        // A segment lists the files that it may have; deletions are not among ours.
        if directory.exists(&path)? {
            let bytes = directory.open_read(&path)?.read_bytes()?;
            files.push((fixed(&path.to_string_lossy()), bytes.as_slice().to_vec()));
        }
    }
    files.sort();
    Ok(files)
}

/// What Tantivy sizes its tables by, in bytes; it takes more where there is more to index.
const MEMORY_BUDGET: usize = 50_000_000;

/// The name of the one segment.
const SEGMENT: &str = "00000000000000000000000000000001";

fn hyphenated(name: &str) -> String {
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts.map(|range| name.get(range).unwrap_or_default()).join("-")
}
