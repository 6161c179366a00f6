//! Tantivy by itself among the peers, and the floor of their times: its own query and collector on words that are
//! in lower case and stemmed.

use std::error::Error;
use std::path::Path;

use relais::Locale;
use relais_benches::peer::{Entry, Material, Peer, Said, serve};
use rust_stemmers::{Algorithm, Stemmer};
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Value};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer};
use tantivy::{
    Directory, Index, IndexSettings, ReloadPolicy, Searcher, TantivyDocument, Term, doc,
};

struct Tantivy {
    searcher: Searcher,
    fields: Fields,
    words: Words,
}

fn main() -> Result<(), Box<dyn Error>> {
    serve::<Tantivy>()
}

impl Peer for Tantivy {
    const VARIANTS: &[&str] = &["article", "wording"];
    const VERSION: &str = "0.27";

    fn prepare(material: &Material, variant: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let (schema, fields) = Fields::schema();
        // Without threads it may not compress in one of its own.
        let settings =
            IndexSettings { docstore_compress_dedicated_thread: false, ..Default::default() };
        let directory = RamDirectory::create();
        let builder = Index::builder().schema(schema).settings(settings);
        let mut writer = builder.single_segment_index_writer(directory.clone(), MEMORY)?;
        let mut words = Words::new(material.locale);
        for (number, entry) in material.articles.iter().enumerate() {
            let answer = words.stems(entry.answer.as_deref().unwrap_or_default()).join(" ");
            for question in texts(entry, variant) {
                let question = words.stems(&question).join(" ");
                writer.add_document(doc!(
                    fields.article => number as u64,
                    fields.question => question,
                    fields.answer => answer.clone(),
                ))?;
            }
        }
        packed(&directory, &writer.finalize()?)
    }

    fn load(data: Vec<u8>, locale: Locale) -> Result<Tantivy, Box<dyn Error>> {
        let directory = RamDirectory::create();
        for (name, bytes) in unpacked(&data).ok_or("this is no packed index")? {
            directory.atomic_write(Path::new(name), bytes)?;
        }
        let index = Index::open(directory)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let fields = Fields::schema().1;
        Ok(Tantivy { searcher: reader.searcher(), fields, words: Words::new(locale) })
    }

    fn ask(&self, question: &str) -> Said {
        let fields = [(self.fields.question, 2.0), (self.fields.answer, 1.0)];
        let clauses = self.words.clone().stems(question).into_iter().flat_map(|word| {
            fields.map(|(field, weight)| {
                let term = Term::from_field_text(field, &word);
                let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                (Occur::Should, Box::new(BoostQuery::new(query, weight)) as Box<dyn Query>)
            })
        });
        let query = BooleanQuery::new(clauses.collect());
        let found = self.searcher.search(&query, &TopDocs::with_limit(8).order_by_score());
        let article = |address| {
            let document: TantivyDocument = self.searcher.doc(address).ok()?;
            document.get_first(self.fields.article)?.as_u64()
        };
        let found = found.unwrap_or_default().into_iter();
        let mut found = found.filter_map(|(s, address)| Some((f64::from(s), article(address)?)));
        let Some((score, number)) = found.next() else { return Said::default() };
        let second = found.find(|(_, other)| *other != number).map_or(0.0, |(score, _)| score);
        let article = Some(number as usize);
        Said { article, score, second, answers: true, offers: Vec::new() }
    }
}

struct Fields {
    article: Field,
    question: Field,
    answer: Field,
}

impl Fields {
    fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let article = schema.add_u64_field("article", STORED);
        let question = schema.add_text_field("question", TEXT);
        let answer = schema.add_text_field("answer", TEXT);
        (schema.build(), Fields { article, question, answer })
    }
}

/// How a text becomes words; the stemmer is made for each text, since it cannot be cloned.
#[derive(Clone)]
struct Words {
    analyzer: TextAnalyzer,
    algorithm: Algorithm,
}

impl Words {
    fn new(locale: Locale) -> Words {
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
        let french = locale == Locale::FR;
        Words { analyzer, algorithm: if french { Algorithm::French } else { Algorithm::English } }
    }

    fn stems(&mut self, text: &str) -> Vec<String> {
        let stemmer = Stemmer::create(self.algorithm);
        let mut stems = Vec::new();
        let mut tokens = self.analyzer.token_stream(text);
        tokens.process(&mut |token| stems.push(stemmer.stem(&token.text).into_owned()));
        stems
    }
}

/// What is asked for in the documents of an article: one for each wording, or one for all.
fn texts(entry: &Entry, variant: &str) -> Vec<String> {
    let title = entry.title.iter().filter(|title| !entry.wordings.contains(title));
    let all: Vec<String> = title.chain(&entry.wordings).cloned().collect();
    if variant == "wording" { all } else { vec![all.join("\n")] }
}

/// The files of an index as one: for each the length of its name, its name, its length, and its bytes.
fn packed(directory: &RamDirectory, index: &Index) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut names = index.directory().list_managed_files();
    names.insert(Path::new("meta.json").to_owned());
    let mut data = Vec::new();
    for name in names {
        // Not every file that was meant to be was needed.
        if !directory.exists(&name)? {
            continue;
        }
        let bytes = directory.open_read(&name)?.read_bytes()?;
        let name = name.to_string_lossy();
        for part in [name.as_bytes(), bytes.as_slice()] {
            data.extend(u32::try_from(part.len())?.to_le_bytes());
            data.extend(part);
        }
    }
    Ok(data)
}

fn unpacked(mut data: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    let mut files = Vec::new();
    while !data.is_empty() {
        let name = std::str::from_utf8(part(&mut data)?).ok()?;
        files.push((name, part(&mut data)?));
    }
    Some(files)
}

fn part<'a>(data: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = data.split_first_chunk::<4>()?;
    let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *data = rest;
    Some(part)
}

/// For writing; far more than these bases need.
const MEMORY: usize = 50_000_000;
