//! What comes back. It is read as if anything could.

use relais::retrieval::{Hit, Query};
use serde::Deserialize;

/// An answer that is whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    /// How many documents there are.
    pub(crate) total: usize,
    /// Their ids and scores, in the order in which they came.
    found: Vec<(String, f32)>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    timed_out: bool,
    #[serde(rename = "_shards")]
    shards: Option<Shards>,
    hits: Hits,
}

#[derive(Deserialize)]
struct Shards {
    #[serde(default)]
    failed: u64,
}

#[derive(Deserialize)]
struct Hits {
    total: Option<Total>,
    hits: Vec<Found>,
}

/// Since version 7 an object, before it a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Total {
    Counted { value: u64 },
    Number(u64),
}

#[derive(Deserialize)]
struct Found {
    #[serde(rename = "_id")]
    id: Option<String>,
    #[serde(rename = "_source")]
    source: Option<Source>,
    #[serde(rename = "_score")]
    score: Option<f32>,
    /// The score again, where one sorts by it.
    #[serde(default)]
    sort: Vec<Option<f32>>,
}

#[derive(Deserialize)]
struct Source {
    id: Option<String>,
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// Why it cannot be used: it is none, or a part of the documents was not looked at.
    pub(crate) fn read(body: &[u8]) -> Result<Answer, String> {
        let raw: Raw = serde_json::from_slice(body).map_err(|error| {
            // Where it is wrong, and not what it says: it may be anybody's page.
            format!("its answer is no search answer (line {})", error.line())
        })?;
        let failed = raw.shards.map_or(0, |shards| shards.failed);
        if raw.timed_out || failed > 0 {
            return Err(format!("its answer is not whole: {failed} shards did not answer in time"));
        }
        let found = raw.hits.hits.into_iter().map(Found::read).collect::<Option<Vec<_>>>();
        let found = found.ok_or("its answer has a hit without an id or a score")?;
        let total = match raw.hits.total {
            Some(Total::Counted { value } | Total::Number(value)) => value,
            None => found.len() as u64,
        };
        Ok(Answer { total: usize::try_from(total).unwrap_or(usize::MAX), found })
    }

    /// The documents that the bundle has, best first; equal ones by their number.
    pub(crate) fn hits(&self, query: &Query<'_>, limit: usize) -> Vec<Hit> {
        let known = self
            .found
            .iter()
            .filter_map(|(id, score)| Some(Hit { document: query.number(id)?, score: *score }));
        let mut hits: Vec<Hit> = known.collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.document.cmp(&b.document)));
        let mut seen = std::collections::BTreeSet::new();
        hits.retain(|hit| seen.insert(hit.document));
        hits.truncate(limit);
        hits
    }
}

impl Found {
    /// The id and the score. Quickwit gives documents ids of its own; that of the article is in the document.
    fn read(self) -> Option<(String, f32)> {
        let id = self.source.and_then(|source| source.id).or(self.id)?;
        let score = self.score.or_else(|| self.sort.first().copied().flatten())?;
        (score.is_finite() && score > 0.0).then_some((id, score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_all_three_are_read() {
        let whole = Answer { total: 2, found: vec![("a".into(), 2.5), ("b".into(), 1.0)] };
        for body in [
            // Elasticsearch 8 and OpenSearch.
            r#"{"took": 3, "timed_out": false, "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
                "hits": {"total": {"value": 2, "relation": "eq"}, "max_score": null, "hits": [
                {"_index": "relais-fr", "_id": "a", "_score": 2.5, "_source": {"id": "a"}, "sort": [2.5]},
                {"_index": "relais-fr", "_id": "b", "_score": 1.0, "_source": {"id": "b"}, "sort": [1.0]}]}}"#,
            // Quickwit: ids of its own, and the score as what was sorted by.
            r#"{"took": 3, "timed_out": false, "terminated_early": null, "fields": {},
                "_shards": {"total": 0, "successful": 0, "skipped": 0, "failed": 0, "failures": []},
                "hits": {"total": {"value": 2, "relation": "eq"}, "max_score": null, "hits": [
                {"_index": "relais-fr", "_id": "01J8:0", "_score": null, "_source": {"id": "a"}, "sort": [2.5]},
                {"_index": "relais-fr", "_id": "01J8:1", "_score": null, "_source": {"id": "b"}, "sort": [1.0]}]}}"#,
            // Elasticsearch 6.
            r#"{"hits": {"total": 2, "hits": [{"_id": "a", "_score": 2.5}, {"_id": "b", "_score": 1.0}]}}"#,
        ] {
            assert_eq!(Answer::read(body.as_bytes()), Ok(whole.clone()));
        }
    }

    #[test]
    fn what_is_not_whole_or_no_answer_is_refused() {
        for (body, says) in [
            (r#"{"timed_out": true, "hits": {"hits": []}}"#, "not whole"),
            (r#"{"_shards": {"failed": 1}, "hits": {"hits": []}}"#, "1 shards"),
            (r#"{"hits": {"hits": [{"_id": "a"}]}}"#, "without an id or a score"),
            (r#"{"hits": {"hits": [{"_id": "a", "_score": -1.0}]}}"#, "without an id or a score"),
            (r#"{"hits": {"hits": [{"_score": 1.0}]}}"#, "without an id or a score"),
            ("<html>welcome to the proxy</html>", "no search answer"),
            ("{}", "no search answer"),
            ("", "no search answer"),
            (r#"{"hits": []}"#, "no search answer"),
        ] {
            let why = Answer::read(body.as_bytes()).expect_err(body);
            assert!(why.contains(says), "{body}: {why}");
            assert!(!why.contains("proxy"), "{why}");
        }
    }
}
