//! What is asked, in the part of the query language that Elasticsearch, OpenSearch and Quickwit share.

use relais::retrieval::{FIELDS, Query};
use serde_json::{Value, json};

/// The best documents for a question: BM25 of each term in each field, added up, as the bundle's own index
/// does it. `None` where no term of it can be found.
pub(crate) fn search(query: &Query<'_>, limit: usize) -> Option<Vec<u8>> {
    // At most 64 terms in four fields: Elasticsearch refuses queries of more than 1,024 clauses.
    let known = query.terms().iter().filter(|term| term.is_known);
    let should: Vec<Value> = known
        .flat_map(|term| FIELDS.map(|(field, weight)| (term, field, weight)))
        .map(|(found, field, weight)| {
            // In thousandths, for a boost needs no more digits.
            let boost = (f64::from(weight * found.importance) * 1000.0).round() / 1000.0;
            json!({ "term": { field: { "value": found.term, "boost": boost } } })
        })
        .collect();
    (!should.is_empty()).then(|| {
        let body = json!({
            "query": { "bool": { "should": should } },
            // Quickwit scores only where one sorts by it.
            "sort": [{ "_score": { "order": "desc" } }],
            "size": limit,
            "_source": ["id"],
        });
        body.to_string().into_bytes()
    })
}

/// How many documents have all of these terms in what people ask for.
pub(crate) fn breadth(terms: &[&str]) -> Vec<u8> {
    let asked = FIELDS.map(|(field, _)| field).into_iter().filter(|field| *field != "answer");
    let asked: Vec<&str> = asked.collect();
    let one = |term: &&str| {
        let in_fields = asked.iter().map(|field| json!({ "term": { *field: { "value": term } } }));
        json!({ "bool": { "should": in_fields.collect::<Vec<_>>() } })
    };
    let all: Vec<Value> = terms.iter().map(one).collect();
    let body = json!({
        "query": { "bool": { "must": all } },
        "size": 0,
        "track_total_hits": true,
    });
    body.to_string().into_bytes()
}
