//! Candidates from a search engine, for a knowledge base that outgrows one machine.
//!
//! Elasticsearch, OpenSearch and Quickwit speak one protocol. [`Elastic`] asks such an endpoint in the place of
//! the index of a bundle, which can be built without one then (`relais build --without-index`); `relais export
//! --elastic DIR` writes what the endpoint has to know.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use relais::{Bundle, Engine, Locale};
//! use relais_elastic::{Elastic, Endpoint};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let bundle = Bundle::from_bytes(std::fs::read("kb.relais")?)?;
//! let search = Elastic::new(Endpoint::new("http://search.internal:9200", "relais-fr"))?;
//! let engine = Engine::new(bundle).searching(Locale::FR, Arc::new(search));
//! # Ok(())
//! # }
//! ```
//!
//! # When it does not answer
//!
//! A call ends at its deadline, whatever the other side does. After some failures in a row a breaker opens:
//! nothing is asked for a while, then one question tries whether the endpoint is back. A turn that cannot be
//! searched for is handed to a person, with why in its trace; nothing is answered on half the evidence, so an
//! answer of which a shard is missing counts as none.
//!
//! # What leaves the process
//!
//! The terms of a question that the knowledge base uses itself, and nothing else: a name or a number that a
//! customer writes finds nothing there, and is not sent.

#![forbid(unsafe_code)]

mod answer;
mod breaker;
mod endpoint;
mod request;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use relais::retrieval::{Hit, Query, Retrieval, Unavailable};

use self::answer::Answer;
pub use self::breaker::State;
use self::breaker::{Breaker, Failed};
pub use self::endpoint::{Endpoint, InvalidEndpoint};

/// The search of one language at an endpoint. Threads share one; the breaker is theirs together.
pub struct Elastic {
    agent: ureq::Agent,
    endpoint: Endpoint,
    /// Where questions are sent.
    url: String,
    breaker: Mutex<Breaker>,
}

impl Elastic {
    /// Gets ready to ask an endpoint, which need not be there yet.
    ///
    /// # Errors
    ///
    /// [`InvalidEndpoint`] where its address or its index cannot be one.
    pub fn new(endpoint: Endpoint) -> Result<Elastic, InvalidEndpoint> {
        let url = endpoint.search_url()?;
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // The endpoint is where it was said to be, whatever the environment says of others.
            .proxy(None)
            .timeout_global(Some(endpoint.deadline))
            .build();
        let breaker = Mutex::new(Breaker::new(endpoint.failures, endpoint.pause));
        Ok(Elastic { agent: config.new_agent(), endpoint, url, breaker })
    }

    /// Whether the endpoint is being asked, for those who watch it.
    pub fn state(&self) -> State {
        self.breaker().state(Instant::now())
    }

    /// Asks, unless the breaker is open, and tells it what came of it.
    fn ask(&self, body: &[u8]) -> Result<Answer, Unavailable> {
        self.breaker().permit(Instant::now()).map_err(Unavailable::new)?;
        let answer = self.send(body);
        let now = Instant::now();
        match answer {
            Ok(answer) => {
                self.breaker().succeeded();
                Ok(answer)
            }
            Err(failed) => {
                // The endpoint is there, and does not want this question: the next one may be asked.
                if failed.is_refusal {
                    self.breaker().succeeded();
                    return Err(Unavailable::new(format!(
                        "{}: {}",
                        self.endpoint.index, failed.why
                    )));
                }
                let why = format!("{}: {}", self.endpoint.index, failed.why);
                self.breaker().failed(&Failed { why: why.clone(), ..failed }, now);
                Err(Unavailable::new(why))
            }
        }
    }

    fn send(&self, body: &[u8]) -> Result<Answer, Failed> {
        let mut request = self.agent.post(&self.url).content_type("application/json");
        if let Some(authorization) = &self.endpoint.authorization {
            request = request.header("authorization", authorization);
        }
        let unreachable = |error: ureq::Error| Failed::new(self.in_words(&error));
        let mut response = request.send(body).map_err(unreachable)?;
        let status = response.status().as_u16();
        if status != 200 {
            let later = response.headers().get("retry-after");
            let seconds = later.and_then(|value| value.to_str().ok()?.trim().parse().ok());
            let retry_after = seconds.map(Duration::from_secs);
            let why = format!("it answered with status {status}");
            let is_refusal = matches!(status, 400 | 413);
            return Err(Failed { why, retry_after, is_refusal });
        }
        let body = response.body_mut().with_config().limit(MAX_ANSWER).read_to_vec();
        Answer::read(&body.map_err(unreachable)?).map_err(Failed::new)
    }

    fn in_words(&self, error: &ureq::Error) -> String {
        match error {
            ureq::Error::Timeout(_) => {
                format!("no answer within {} ms", self.endpoint.deadline.as_millis())
            }
            other => other.to_string(),
        }
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Retrieval for Elastic {
    fn search(&self, query: &Query<'_>, limit: usize) -> Result<Vec<Hit>, Unavailable> {
        let Some(body) = request::search(query, limit) else { return Ok(Vec::new()) };
        Ok(self.ask(&body)?.hits(query, limit))
    }

    fn breadth(&self, terms: &[&str]) -> Result<usize, Unavailable> {
        Ok(self.ask(&request::breadth(terms))?.total)
    }
}

impl fmt::Debug for Elastic {
    /// Shows nothing of the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elastic").field("url", &self.url).field("state", &self.state()).finish()
    }
}

/// The largest answer that is read, in bytes: a hundred hits with their ids are far smaller.
const MAX_ANSWER: u64 = 1 << 20;
