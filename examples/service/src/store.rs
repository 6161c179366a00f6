//! Conversations in Redis.
//!
//! A conversation is a hash, and each reply a key of its own beside it, so that a request that comes again
//! gets the reply that it got. All that a turn changes is written by one script ([commit.lua](commit.lua)),
//! and only where nobody else has changed the conversation since it was read.
//!
//! Whatever goes wrong between this process and Redis, a call is tried again until the service's patience
//! ends. That is safe for both calls: reading changes nothing, and a turn that is written a second time
//! is found to be there.

use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{ErrorKind, RedisError, RedisResult, Script, ServerErrorKind};
use tokio::time::error::Elapsed;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::settings::Settings;

/// The Redis server, as this service uses it. Cheap to clone; all clones share a connection.
#[derive(Clone)]
pub(crate) struct Store {
    connection: ConnectionManager,
    commit: Script,
    keep: u32,
    keep_reply: u32,
    patience: Duration,
}

/// A conversation as it was read.
pub(crate) struct Kept {
    /// How often it was written: 1 once it has begun.
    pub(crate) version: u64,
    /// The sealed session.
    pub(crate) session: Vec<u8>,
    /// The sealed memo.
    pub(crate) memo: Vec<u8>,
}

/// What a turn leaves to be kept.
pub(crate) struct Turn {
    /// The version that it was made from; 0 for the first turn.
    pub(crate) version: u64,
    pub(crate) session: Vec<u8>,
    pub(crate) memo: Vec<u8>,
    /// What is given to whoever sends the same request again. No two attempts have the same.
    pub(crate) reply: Vec<u8>,
}

/// What became of a turn.
pub(crate) enum Committed {
    /// It is kept, and on disk where Redis is set up to put it there.
    Kept,
    /// The same request had been answered before, with this.
    Repeated(Vec<u8>),
    /// Another turn came first: this one must be made again from what the conversation is now.
    Changed,
}

/// Redis did not answer within the patience of the service, or not in a way that makes sense. Nothing is
/// known of a turn that was being written: it may or may not be kept.
#[derive(Debug)]
pub(crate) struct Unavailable(pub(crate) String);

impl Store {
    /// Gets ready to talk to Redis, which need not be there yet.
    ///
    /// # Errors
    ///
    /// Where the address is none.
    pub(crate) fn new(settings: &Settings) -> RedisResult<Store> {
        let client = redis::Client::open(settings.redis.as_str())?;
        // The attempts are this file's own, under the deadline of the turn.
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(ATTEMPT))
            .set_response_timeout(Some(ATTEMPT))
            .set_pipeline_buffer_size(1_024);
        Ok(Store {
            connection: ConnectionManager::new_lazy_with_config(client, config)?,
            commit: Script::new(include_str!("commit.lua")),
            keep: settings.keep,
            keep_reply: settings.keep_reply,
            patience: settings.patience(),
        })
    }

    /// The time by which a turn that starts now must have been kept.
    pub(crate) fn deadline(&self) -> Instant {
        Instant::now() + self.patience
    }

    /// The conversation of this id, where there is one, and the reply to this request, where it was
    /// answered before.
    pub(crate) async fn load(
        &self,
        id: &str,
        request: &str,
        deadline: Instant,
    ) -> Result<(Option<Kept>, Option<Vec<u8>>), Unavailable> {
        let mut both = redis::pipe();
        both.hmget(conversation(id), &["version", "session", "memo"]).get(reply(id, request));
        type Fields = (Option<u64>, Option<Vec<u8>>, Option<Vec<u8>>);
        let mut attempts = Attempts::until(deadline);
        let (fields, reply): (Fields, Option<Vec<u8>>) = loop {
            let mut connection = self.connection.clone();
            let answer = timeout_at(deadline, both.query_async(&mut connection)).await;
            if let Some(answer) = attempts.took(answer).await? {
                break answer;
            }
        };
        let kept = match fields {
            (Some(version), Some(session), Some(memo)) => Some(Kept { version, session, memo }),
            _ => None,
        };
        Ok((kept, reply))
    }

    /// Keeps a turn, where nobody else changed the conversation since `turn.version`.
    pub(crate) async fn commit(
        &self,
        id: &str,
        request: &str,
        turn: &Turn,
        deadline: Instant,
    ) -> Result<Committed, Unavailable> {
        let mut call = self.commit.prepare_invoke();
        call.key(conversation(id)).key(reply(id, request));
        call.arg(turn.version).arg(&turn.session[..]).arg(&turn.memo[..]).arg(self.keep);
        call.arg(&turn.reply[..]).arg(self.keep_reply);
        let mut attempts = Attempts::until(deadline);
        let said: Vec<Vec<u8>> = loop {
            let mut connection = self.connection.clone();
            let answer = timeout_at(deadline, call.invoke_async(&mut connection)).await;
            if let Some(answer) = attempts.took(answer).await? {
                break answer;
            }
        };
        match said.iter().map(Vec::as_slice).collect::<Vec<_>>()[..] {
            [b"kept"] => Ok(Committed::Kept),
            // An earlier attempt of this very call may have been kept although its answer never came.
            [b"repeated", reply] if reply == turn.reply => Ok(Committed::Kept),
            [b"repeated", reply] => Ok(Committed::Repeated(reply.to_vec())),
            [b"changed"] => Ok(Committed::Changed),
            _ => Err(Unavailable("the script that keeps turns said something else".to_owned())),
        }
    }

    /// Whether Redis answers, and keeps what it is told on disk: `None` where it does not say.
    pub(crate) async fn is_durable(&self) -> Result<Option<bool>, Unavailable> {
        let (mut connection, mut asks) = (self.connection.clone(), redis::cmd("INFO"));
        asks.arg("persistence");
        let info: String = timeout(ATTEMPT, asks.query_async(&mut connection))
            .await
            .map_err(|_| Unavailable(NO_ANSWER.to_owned()))?
            .map_err(|error| Unavailable(error.to_string()))?;
        let enabled = |line: &str| line.trim().strip_prefix("aof_enabled:").map(|on| on == "1");
        Ok(info.lines().find_map(enabled))
    }
}

/// The attempts of one call, with pauses between them, until its deadline.
struct Attempts {
    deadline: Instant,
    pause: Duration,
    last: String,
}

impl Attempts {
    fn until(deadline: Instant) -> Attempts {
        Attempts { deadline, pause: FIRST_PAUSE, last: NO_ANSWER.to_owned() }
    }

    /// Takes what came of an attempt: the answer; `None`, after a pause, where another attempt may have
    /// one; or that there will be none.
    async fn took<T>(
        &mut self,
        answer: Result<RedisResult<T>, Elapsed>,
    ) -> Result<Option<T>, Unavailable> {
        match answer {
            Ok(Ok(answer)) => return Ok(Some(answer)),
            Ok(Err(error)) if may_pass(&error) => self.last = error.to_string(),
            Ok(Err(error)) => return Err(Unavailable(error.to_string())),
            Err(_) => return Err(Unavailable(self.last.clone())),
        }
        if Instant::now() + self.pause >= self.deadline {
            return Err(Unavailable(self.last.clone()));
        }
        sleep(self.pause).await;
        self.pause = (self.pause * 2).min(LAST_PAUSE);
        Ok(None)
    }
}

/// Whether the same call may go through later: the connection broke, or Redis is starting, full of work,
/// or about to give way to its replica. A wrong password or a script that fails stays as it is.
fn may_pass(error: &RedisError) -> bool {
    let passing = [
        ServerErrorKind::BusyLoading,
        ServerErrorKind::TryAgain,
        ServerErrorKind::MasterDown,
        ServerErrorKind::ClusterDown,
        ServerErrorKind::ReadOnly,
    ];
    error.is_io_error()
        || error.is_connection_dropped()
        || matches!(error.kind(), ErrorKind::Server(kind) if passing.contains(&kind))
}

/// Where a conversation lies. The braces keep it and its replies on one node of a cluster.
fn conversation(id: &str) -> String {
    format!("relais:{{{id}}}")
}

/// Where the reply to a request lies.
fn reply(id: &str, request: &str) -> String {
    format!("relais:{{{id}}}:{request}")
}

/// What is said where not even an error came.
const NO_ANSWER: &str = "no answer in time";

/// How long one attempt may take: to connect, or to be answered.
const ATTEMPT: Duration = Duration::from_millis(500);

/// The pauses between attempts double from the first to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LAST_PAUSE: Duration = Duration::from_millis(250);
