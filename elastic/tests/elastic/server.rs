//! A server of the protocol, written from its documentation: `POST /INDEX/_search` with `bool` and `term`
//! queries, scored by BM25 as Lucene does, over the very files that `relais export --elastic` writes. No
//! search engine can be installed from the package registries, so this stands for one; it can also fail in
//! each way in which one does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use relais_exchange::ElasticIndex;
use serde_json::{Value, json};

/// What the server does with the next requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Behaviour {
    /// It answers as Elasticsearch and OpenSearch do.
    Answers,
    /// It answers as Quickwit does: with ids of its own, and the score only where it is sorted by.
    AnswersAsQuickwit,
    /// It answers with this status, and perhaps when to come back.
    Status(u16, Option<u64>),
    /// It takes the connection and says nothing.
    Silent,
    /// It sends one byte after the other, for ever.
    Drips,
    /// It closes the connection in the middle of the answer.
    Breaks,
    /// It is somebody else: a page.
    Page,
    /// Its answer never ends.
    Huge,
    /// One of its shards did not answer.
    Partial,
}

/// The server, and what it was asked.
pub(crate) struct Server {
    pub(crate) url: String,
    shared: Arc<Shared>,
}

struct Shared {
    index: Index,
    behaviour: Mutex<Behaviour>,
    asked: Mutex<Vec<String>>,
}

impl Server {
    /// Loads the files of an export, and listens.
    pub(crate) fn start(index: &ElasticIndex) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared {
            index: Index::load(index),
            behaviour: Mutex::new(Behaviour::Answers),
            asked: Mutex::default(),
        });
        let serving = shared.clone();
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let shared = serving.clone();
                thread::spawn(move || serve(connection, &shared));
            }
        });
        Server { url, shared }
    }

    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.shared.behaviour.lock().expect("no panic") = behaviour;
    }

    /// All terms of the index.
    pub(crate) fn words(&self) -> Vec<String> {
        let fields = self.shared.index.documents.iter().flat_map(|(_, fields)| fields.values());
        let terms: BTreeSet<&String> = fields.flat_map(|field| field.counts.keys()).collect();
        terms.into_iter().cloned().collect()
    }

    /// The bodies of the requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().expect("no panic").clone()
    }
}

fn serve(connection: TcpStream, shared: &Shared) {
    let mut reader = BufReader::new(&connection);
    while let Some((path, body)) = read(&mut reader) {
        let mut out = &connection;
        shared.asked.lock().expect("no panic").push(body.clone());
        let behaviour = *shared.behaviour.lock().expect("no panic");
        let done = match behaviour {
            Behaviour::Answers | Behaviour::AnswersAsQuickwit | Behaviour::Partial => {
                let (status, answer) = shared.index.answer(&path, &body, behaviour);
                respond(out, status, "", answer.to_string().as_bytes())
            }
            Behaviour::Status(status, retry_after) => {
                let header = retry_after.map(|seconds| format!("retry-after: {seconds}\r\n"));
                respond(out, status, &header.unwrap_or_default(), b"{}")
            }
            Behaviour::Page => respond(out, 200, "", b"<html>Welcome</html>"),
            Behaviour::Silent => return thread::sleep(Duration::from_secs(5)),
            Behaviour::Breaks => {
                let _ = out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"hits\"");
                return;
            }
            Behaviour::Drips => {
                let _ = out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 90000\r\n\r\n");
                while out.write_all(b" ").is_ok() {
                    thread::sleep(Duration::from_millis(20));
                }
                return;
            }
            Behaviour::Huge => {
                let _ = out.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n[");
                while out.write_all(&[b' '; 65_536]).is_ok() {}
                return;
            }
        };
        if done.is_err() {
            return;
        }
    }
}

/// The path and the body of a request.
fn read(reader: &mut impl BufRead) -> Option<(String, String)> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, String::from_utf8(body).ok()?))
}

fn respond(mut out: &TcpStream, status: u16, header: &str, body: &[u8]) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} Status\r\n{header}content-type: application/json\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    out.write_all(&[head.as_bytes(), body].concat())
}

/// An index as Lucene has it: how often each term occurs in each field of each document.
struct Index {
    name: String,
    documents: Vec<(String, BTreeMap<String, Field>)>,
    /// For each field how many documents have it, and its average length in them.
    averages: BTreeMap<String, (f64, f64)>,
}

#[derive(Default)]
struct Field {
    counts: BTreeMap<String, u32>,
    length: f64,
}

impl Index {
    fn load(index: &ElasticIndex) -> Index {
        let file = |ending: &str| {
            let found = index.files.iter().find(|(name, _)| name.ends_with(ending));
            found.map(|(_, text)| text.as_str()).expect("the export has it")
        };
        let settings: Value = serde_json::from_str(file(".elasticsearch.json")).expect("JSON");
        let mapping = settings["mappings"]["properties"].as_object().expect("fields");
        let lines: Vec<Value> = file(".bulk.ndjson")
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let mut documents = Vec::new();
        for pair in lines.chunks(2) {
            let [action, source] = pair else { panic!("an action without a document") };
            assert_eq!(action["index"]["_index"], index.index.as_str());
            let source = source.as_object().expect("an object");
            // The mapping is strict: a field that it does not have is an error.
            let unknown: Vec<_> = source.keys().filter(|key| !mapping.contains_key(*key)).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
            let text = source.iter().filter(|(key, _)| mapping[*key]["type"] == "text");
            let fields = text.map(|(key, value)| (key.clone(), Field::of(value))).collect();
            documents.push((action["index"]["_id"].as_str().expect("an id").to_owned(), fields));
        }
        let mut averages: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        for (_, fields) in &documents {
            let with: &BTreeMap<String, Field> = fields;
            for (name, field) in with.iter().filter(|(_, field)| field.length > 0.0) {
                let (count, total) = averages.entry(name.clone()).or_default();
                *count += 1.0;
                *total += field.length;
            }
        }
        averages.values_mut().for_each(|(count, total)| *total /= *count);
        Index { name: index.index.clone(), documents, averages }
    }

    fn answer(&self, path: &str, body: &str, behaviour: Behaviour) -> (u16, Value) {
        if path != format!("/{}/_search", self.name) {
            return (404, json!({ "error": { "type": "index_not_found_exception" } }));
        }
        let body: Value = serde_json::from_str(body).expect("JSON");
        // Quickwit refuses keys that it does not know, so only these may come.
        let known: BTreeSet<&str> =
            ["query", "sort", "size", "_source", "track_total_hits"].into_iter().collect();
        let keys = body.as_object().expect("an object").keys();
        assert!(keys.clone().all(|key| known.contains(key.as_str())), "{body}");
        let mut found: Vec<(f64, &str)> = self
            .documents
            .iter()
            .filter_map(|(id, fields)| Some((self.score(&body["query"], fields)?, id.as_str())))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let total = found.len();
        found.truncate(usize::try_from(body["size"].as_u64().expect("a size")).expect("small"));
        let hit = |(number, (score, id)): (usize, &(f64, &str))| match behaviour {
            Behaviour::AnswersAsQuickwit => json!({
                "_index": self.name, "_id": format!("01J8:{number}"), "_score": null,
                "_source": { "id": id }, "sort": [score],
            }),
            _ => json!({
                "_index": self.name, "_id": id, "_score": score, "_source": { "id": id },
                "sort": [score],
            }),
        };
        let hits: Vec<Value> = found.iter().enumerate().map(hit).collect();
        let failed = u32::from(behaviour == Behaviour::Partial);
        let shards =
            json!({ "total": 1, "successful": 1 - failed, "skipped": 0, "failed": failed });
        let total = json!({ "value": total, "relation": "eq" });
        let hits = json!({ "total": total, "max_score": null, "hits": hits });
        (200, json!({ "took": 1, "timed_out": false, "_shards": shards, "hits": hits }))
    }

    /// What a query makes of a document; nothing where it does not match.
    fn score(&self, query: &Value, document: &BTreeMap<String, Field>) -> Option<f64> {
        let (kind, query) = query.as_object()?.iter().next()?;
        match kind.as_str() {
            "term" => {
                let (field, asked) = query.as_object()?.iter().next()?;
                let term = asked["value"].as_str()?;
                let boost = asked.get("boost").map_or(Some(1.0), Value::as_f64)?;
                let found = document.get(field)?;
                let count = f64::from(*found.counts.get(term)?);
                let has = |fields: &BTreeMap<String, Field>| {
                    fields.get(field).is_some_and(|field| field.counts.contains_key(term))
                };
                let with = self.documents.iter().filter(|(_, fields)| has(fields)).count() as f64;
                let (documents, average) = self.averages.get(field)?;
                let rarity = (1.0 + (documents - with + 0.5) / (with + 0.5)).ln();
                let length = 1.2 * (1.0 - 0.75 + 0.75 * found.length / average);
                Some(boost * rarity * count / (count + length))
            }
            "bool" => {
                let of = |key: &str| query.get(key).and_then(Value::as_array);
                let should: Vec<f64> = of("should")
                    .into_iter()
                    .flatten()
                    .filter_map(|part| self.score(part, document))
                    .collect();
                let must = of("must").into_iter().flatten();
                let must: Option<Vec<f64>> = must.map(|part| self.score(part, document)).collect();
                let must = must?;
                if must.is_empty() && should.is_empty() {
                    return None;
                }
                Some(must.iter().chain(&should).sum())
            }
            other => panic!("the query `{other}` is not one that all three have"),
        }
    }
}

impl Field {
    fn of(terms: &Value) -> Field {
        let mut field = Field::default();
        for term in terms.as_array().expect("a list of terms") {
            *field.counts.entry(term.as_str().expect("a term").to_owned()).or_default() += 1;
            field.length += 1.0;
        }
        field
    }
}
