//! Requests that make a turn, and why one is refused.

use std::fmt;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::store::Unavailable;

/// A request, by what tells it from others.
pub(crate) struct Request {
    /// The client's name for it.
    pub(crate) key: String,
    digest: String,
}

/// Why a request is refused.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The request makes no sense, for this reason.
    Invalid(String),
    /// There is no such conversation; it may have ended long ago.
    Unknown,
    /// The client gave the key of an earlier request to another one.
    KeyTaken,
    /// Too many requests for one conversation at the same time.
    Busy,
    /// Redis is away.
    Away(String),
    /// What Redis holds was not written by this service.
    Tampered(String),
}

impl Request {
    /// The request of this key; what it says is told apart from what others say by its digest.
    pub(crate) fn new(key: String, path: &str, body: &[u8]) -> Request {
        let digest = Sha256::new().chain_update(path).chain_update([0]).chain_update(body);
        let digest = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Request { key, digest }
    }

    /// An answer as it is kept: with what was asked, and a name of this attempt, for two processes may
    /// make the same answer and only one of them is to tell of it.
    pub(crate) fn sign(&self, answer: &[u8]) -> Vec<u8> {
        let attempt = Uuid::new_v4().simple().to_string();
        [self.digest.as_bytes(), attempt.as_bytes(), answer].concat()
    }

    /// The answer that was kept, where it is one to this request.
    pub(crate) fn repeated(&self, kept: &[u8]) -> Result<Vec<u8>, Refusal> {
        let signed = kept.strip_prefix(self.digest.as_bytes()).ok_or(Refusal::KeyTaken)?;
        Ok(signed.get(ATTEMPT..).unwrap_or_default().to_vec())
    }
}

impl From<Unavailable> for Refusal {
    fn from(Unavailable(why): Unavailable) -> Refusal {
        Refusal::Away(why)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::Invalid(why) => why,
            Refusal::Unknown => "there is no such conversation; begin one",
            Refusal::KeyTaken => "this Idempotency-Key was given to another request before",
            Refusal::Busy => {
                "too many requests for this conversation at the same time; send it again"
            }
            Refusal::Away(_) => "the conversation cannot be reached now; send the request again",
            Refusal::Tampered(_) => "the conversation was not kept as this service wrote it",
        })
    }
}

/// The length of the name of an attempt.
const ATTEMPT: usize = 32;
