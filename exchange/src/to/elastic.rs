use relais::retrieval::FIELDS;
use relais::{Indexed, KnowledgeBase, Locale};
use serde_json::{Value, json};

/// What a search engine has to know of one language.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ElasticIndex {
    /// The name of the index.
    pub index: String,
    /// The files, by name.
    pub files: Vec<(String, String)>,
    /// How many articles and forms are in it.
    pub documents: usize,
}

/// Writes the index of a language for Elasticsearch, OpenSearch and Quickwit: its settings, and the documents
/// in the form of their bulk interface.
///
/// The documents hold terms and not texts: what the analysis of the language makes of words. A question is
/// searched for by the same terms, so neither side has to know the other's analysis. The names of people's
/// articles are beside them, for those who look at the index.
pub fn to_elastic(base: &KnowledgeBase, locale: Locale) -> ElasticIndex {
    let index = format!("relais-{}", locale.as_str().to_ascii_lowercase());
    let documents = base.indexed(locale);
    let bulk: String = documents
        .iter()
        .map(|document| {
            let action = json!({ "index": { "_index": index, "_id": document.id } });
            format!("{action}\n{}\n", source(document))
        })
        .collect();
    let pretty =
        |value: Value| serde_json::to_string_pretty(&value).expect("settings are JSON") + "\n";
    let files = vec![
        (format!("{index}.elasticsearch.json"), pretty(elasticsearch())),
        (format!("{index}.quickwit.json"), pretty(quickwit(&index))),
        (format!("{index}.bulk.ndjson"), bulk),
    ];
    ElasticIndex { index, files, documents: documents.len() }
}

fn source(document: &Indexed) -> Value {
    json!({
        "id": document.id,
        "name": document.name,
        "wordings": document.wordings,
        "title": document.title,
        "keywords": document.keywords,
        "answer": document.answer,
    })
}

/// For `PUT /INDEX` of Elasticsearch and OpenSearch. Each term is taken as it is, with how often it occurs.
fn elasticsearch() -> Value {
    let terms = json!({ "type": "text", "analyzer": "keyword", "index_options": "freqs" });
    let mut properties = json!({
        "id": { "type": "keyword" },
        "name": { "type": "keyword", "index": false, "doc_values": false },
    });
    for (field, _) in FIELDS {
        properties[field] = terms.clone();
    }
    json!({
        // One shard, so that how rare a term is counts all documents; a base of millions takes more.
        "settings": { "index": { "number_of_shards": 1 } },
        "mappings": { "dynamic": "strict", "properties": properties },
    })
}

/// For `POST /api/v1/indexes` of Quickwit.
fn quickwit(index: &str) -> Value {
    let text = |name: &str, indexed: bool| json!({ "name": name, "type": "text", "tokenizer": "raw", "indexed": indexed, "stored": true });
    let mut fields = vec![text("id", true)];
    fields.push(json!({ "name": "name", "type": "text", "indexed": false, "stored": true }));
    fields.extend(FIELDS.map(|(field, _)| {
        json!({
            "name": field, "type": "array<text>", "tokenizer": "raw", "record": "freq",
            "fieldnorms": true, "stored": false,
        })
    }));
    json!({
        "version": "0.8",
        "index_id": index,
        "doc_mapping": { "mode": "strict", "field_mappings": fields },
    })
}
