//! Turns of conversations: read, made, kept.
//!
//! A turn has no effect but the session that it leaves and the reply. So two requests for one conversation
//! need no lock: both make their turn, one is kept, and the other is made again from what the first left.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::{Instant, SystemTime};

use relais::{Availability, Bundle, Engine, ErrorKind, Locale, Outcome, Reply};
use relais::{SealKey, Session, Start, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use crate::answer::answer;
use crate::input::{Input, any, open_memo};
use crate::request::{Refusal, Request};
use crate::settings::{Settings, seal_keys};
use crate::store::{Committed, Kept, Store, Turn};

/// What all requests share.
pub(crate) struct Service {
    engine: RwLock<Engine>,
    bundle: PathBuf,
    /// The first one seals; all of them open. There is one at least.
    pub(crate) keys: Vec<SealKey>,
    pub(crate) store: Store,
    /// The service is being stopped.
    pub(crate) is_stopping: AtomicBool,
}

impl Service {
    /// Reads the bundle and the keys. Redis need not be there yet.
    ///
    /// # Errors
    ///
    /// What is missing or wrong, for the operator.
    pub(crate) fn new(settings: &Settings) -> Result<Service, String> {
        let engine = open(&settings.bundle)?;
        let keys = seal_keys(&settings.seal_keys)?;
        let store = Store::new(settings).map_err(|error| format!("--redis: {error}"))?;
        Ok(Service {
            engine: RwLock::new(engine),
            bundle: settings.bundle.clone(),
            keys,
            store,
            is_stopping: AtomicBool::new(false),
        })
    }

    /// The engine that turns are made with now.
    pub(crate) fn engine(&self) -> Engine {
        self.engine.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the bundle again. Conversations go on with it from their next turn; those that are being
    /// answered finish with the one that they have.
    ///
    /// # Errors
    ///
    /// Where the bundle cannot be used. The old one stays.
    pub(crate) fn reload(&self) -> Result<(), String> {
        let engine = open(&self.bundle)?;
        *self.engine.write().unwrap_or_else(PoisonError::into_inner) = engine;
        Ok(())
    }

    /// Whether the service is about to end.
    pub(crate) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    /// Begins a conversation.
    ///
    /// The id is all that one needs to go on with it, so it cannot be guessed. A client that lost the
    /// answer begins another one; the first was shown to nobody and goes when its time is over.
    pub(crate) async fn begin(&self, start: Start) -> Result<Vec<u8>, Refusal> {
        let id = Uuid::new_v4().simple().to_string();
        let (engine, began, now) = (self.engine(), Instant::now(), now());
        let mut session = engine.session(start.id(&id));
        let reply = session.open(now);
        let answer = answer(&id, &session, Some(&reply), now, false);
        let turn = self.turn_of(&session, 0, now, answer.clone());
        self.store.commit(&id, BEGINNING, &turn, self.store.deadline()).await?;
        tell(&session, &reply, began);
        Ok(answer)
    }

    /// Carries out what a request asks of a conversation, once, however often the request comes.
    pub(crate) async fn turn(
        &self,
        id: &str,
        request: &Request,
        input: &Input,
    ) -> Result<Vec<u8>, Refusal> {
        let deadline = self.store.deadline();
        for _ in 0..MAX_ATTEMPTS {
            let (kept, reply) = self.store.load(id, &request.key, deadline).await?;
            if let Some(reply) = reply {
                return request.repeated(&reply);
            }
            let kept = kept.ok_or(Refusal::Unknown)?;
            let (began, now) = (Instant::now(), now());
            let (mut session, renewed) = self.resume(id, &kept)?;
            let reply = make(&mut session, input, now);
            let answer = answer(id, &session, reply.as_ref(), now, renewed);
            let turn = self.turn_of(&session, kept.version, now, request.sign(&answer));
            match self.store.commit(id, &request.key, &turn, deadline).await? {
                Committed::Kept => {
                    if let Some(reply) = &reply {
                        tell(&session, reply, began);
                    }
                    return Ok(answer);
                }
                Committed::Repeated(reply) => return request.repeated(&reply),
                Committed::Changed => {}
            }
        }
        Err(Refusal::Busy)
    }

    /// The session of a conversation, and its sealed memo.
    pub(crate) async fn look_up(&self, id: &str) -> Result<(Session, Vec<u8>), Refusal> {
        let (kept, _) = self.store.load(id, BEGINNING, self.store.deadline()).await?;
        let kept = kept.ok_or(Refusal::Unknown)?;
        Ok((self.resume(id, &kept)?.0, kept.memo))
    }

    /// What a customer can be told while nothing can be kept: the engine's own words for a defect, with how
    /// to reach a person. Nothing is promised, for nobody would know of it.
    pub(crate) fn without_memory(&self, locale: Option<Locale>) -> (String, Option<Value>) {
        let engine = self.engine();
        let locale = locale.unwrap_or(engine.bundle().locales()[0]);
        let nobody = Availability::from_json("{}").expect("an availability may be empty");
        let mut session = engine.session(Start::new(locale).availability(nobody));
        let reply = session.fault(None, now());
        let contact = match reply.outcome() {
            Outcome::HandToHuman(handoff) => serde_json::to_value(&handoff.contact).ok(),
            _ => None,
        };
        (reply.text(), contact)
    }

    /// The session that was kept. Where a newer library or another bundle cannot read it any more, the
    /// conversation goes on in a new session that has its memo: what was asked, answered and promised.
    fn resume(&self, id: &str, kept: &Kept) -> Result<(Session, bool), Refusal> {
        let engine = self.engine();
        match any(&self.keys, |key| engine.resume_sealed(&kept.session, key)) {
            Ok(session) => Ok((session, false)),
            Err(error) if error.kind() == ErrorKind::InvalidSession => {
                let memo = open_memo(&kept.memo, &self.keys).map_err(tampered)?;
                let locale = memo.locale().unwrap_or(engine.bundle().locales()[0]);
                Ok((engine.session(Start::new(locale).memo(memo).id(id)), true))
            }
            Err(error) => Err(tampered(error)),
        }
    }

    fn turn_of(&self, session: &Session, version: u64, now: Timestamp, reply: Vec<u8>) -> Turn {
        let key = &self.keys[0];
        Turn { version, session: session.seal(key), memo: session.memo(now).seal(key), reply }
    }
}

/// Makes a turn. A defect of the library costs the turn and not the process: the session is taken as it was
/// before it, and hands over with what the customer said.
fn make(session: &mut Session, input: &Input, now: Timestamp) -> Option<Reply> {
    let before = session.clone();
    catch_unwind(AssertUnwindSafe(|| input.apply(session, now))).unwrap_or_else(|_| {
        *session = before;
        Some(session.fault(input.words(), now))
    })
}

/// Writes the event of a turn that was kept, for `relais report`: one line of standard output.
fn tell(session: &Session, reply: &Reply, began: Instant) {
    let took = u32::try_from(began.elapsed().as_millis()).ok();
    // Whoever reads the events may have gone; conversations go on.
    let _ = writeln!(std::io::stdout().lock(), "{}", session.event(reply, took).to_json());
}

fn open(path: &Path) -> Result<Engine, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let bundle =
        Bundle::from_bytes(bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Engine::new(bundle))
}

fn tampered(error: relais::Error) -> Refusal {
    Refusal::Tampered(error.to_string())
}

fn now() -> Timestamp {
    SystemTime::now().into()
}

/// The key of the first turn, which no client can give.
const BEGINNING: &str = "";

/// How often a turn is made anew because another one came first. Each time, that other one was kept.
const MAX_ATTEMPTS: usize = 32;
