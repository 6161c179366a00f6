//! A client as it should be: it knows several processes of the service, and sends a request again, under the
//! same key, until it is answered.

use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use relais::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// What comes back for a turn. The reply is kept as it was written.
#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) conversation: String,
    pub(crate) at: Timestamp,
    pub(crate) with_human: bool,
    pub(crate) text: String,
    pub(crate) reply: Box<RawValue>,
}

impl Answer {
    /// The number of the turn in its conversation.
    pub(crate) fn turn(&self) -> u64 {
        let reply: Value = serde_json::from_str(self.reply.get()).expect("JSON");
        reply["turn"].as_u64().expect("a number")
    }
}

/// What clients met with.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// Requests that were answered with 503 because Redis was away.
    pub(crate) away: AtomicUsize,
    /// Requests whose connection broke, or was refused.
    pub(crate) broken: AtomicUsize,
    /// Requests that were answered.
    pub(crate) answered: AtomicUsize,
}

/// A client of the service.
pub(crate) struct Client<'m> {
    agent: ureq::Agent,
    addresses: Vec<String>,
    next: usize,
    met: &'m Met,
}

impl<'m> Client<'m> {
    /// A client that begins with the process of this number, and turns to the next one with each request.
    pub(crate) fn new(addresses: &[String], first: usize, met: &'m Met) -> Client<'m> {
        Client { agent: agent(), addresses: addresses.to_vec(), next: first, met }
    }

    pub(crate) fn begin(&mut self, body: &Value) -> Answer {
        self.until_answered("/conversations", "", body)
    }

    /// Has a turn made: by `messages` or `events`, under this key.
    pub(crate) fn turn(&mut self, id: &str, path: &str, key: &str, body: &Value) -> Answer {
        self.until_answered(&format!("/conversations/{id}/{path}"), key, body)
    }

    fn until_answered(&mut self, path: &str, key: &str, body: &Value) -> Answer {
        let deadline = Instant::now() + Duration::from_secs(60);
        while Instant::now() < deadline {
            let url = format!("http://{}{path}", self.address());
            match post(&self.agent, &url, key, body) {
                Ok(Said { status: 200 | 201, body, .. }) => {
                    self.met.answered.fetch_add(1, Ordering::Relaxed);
                    return serde_json::from_str(&body).expect("an answer");
                }
                Ok(Said { status: 503, body, retry_after }) => {
                    is_of_use_to_a_customer(&body);
                    self.met.away.fetch_add(1, Ordering::Relaxed);
                    let seconds = retry_after.expect("a 503 says when to try again");
                    thread::sleep(Duration::from_secs(seconds));
                }
                Ok(Said { status, body, .. }) => panic!("{url}: {status} {body}"),
                Err(_) => {
                    self.met.broken.fetch_add(1, Ordering::Relaxed);
                    thread::sleep(Duration::from_millis(50));
                }
            }
        }
        panic!("{path}: no answer within a minute: a lost turn");
    }

    /// Sends a request and breaks the connection before the answer comes.
    pub(crate) fn send_and_leave(&mut self, id: &str, path: &str, key: &str, body: &Value) {
        let address = self.address().to_owned();
        // Where the process is not there, nothing is sent, which may happen to a client too.
        let Ok(mut connection) = TcpStream::connect(&address) else { return };
        let body = body.to_string();
        let _ = write!(
            connection,
            "POST /conversations/{id}/{path} HTTP/1.1\r\nhost: {address}\r\n\
             idempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
    }

    /// The process to talk to now; the next one the next time.
    fn address(&mut self) -> &str {
        self.next += 1;
        &self.addresses[self.next % self.addresses.len()]
    }
}

/// What the service said to one request.
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
    pub(crate) body: String,
}

/// An agent that takes every status for an answer.
pub(crate) fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(10)));
    config.build().new_agent()
}

pub(crate) fn post(
    agent: &ureq::Agent,
    url: &str,
    key: &str,
    body: &Value,
) -> Result<Said, ureq::Error> {
    let mut request = agent.post(url).header("accept-language", "fr");
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    read(request.send(body.to_string().as_bytes())?)
}

pub(crate) fn get(agent: &ureq::Agent, url: &str) -> Said {
    read(agent.get(url).call().expect("an answer")).expect("a body")
}

fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Said, ureq::Error> {
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
    let status = response.status().as_u16();
    Ok(Said { status, retry_after, body: response.body_mut().read_to_string()? })
}

/// While Redis is away a customer gets a sentence and the telephone number, and no promise.
pub(crate) fn is_of_use_to_a_customer(body: &str) {
    let problem: Value = serde_json::from_str(body).expect("JSON");
    let number = problem["contact"]["phone"].as_str().expect("the telephone number");
    assert!(problem["text"].as_str().expect("a sentence").contains(number), "{body}");
}

/// The body of a message in words.
pub(crate) fn text(words: &str) -> Value {
    json!({ "text": words })
}
