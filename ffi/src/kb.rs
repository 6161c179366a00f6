use std::fmt;
use std::sync::{PoisonError, RwLock};

use relais::signature::TrustedKeys;
use relais::{Bundle, Engine};

use crate::current::Current;
use crate::status::Failure;

/// An opened knowledge base, which may be exchanged.
#[derive(Debug)]
pub struct Kb {
    engine: Current<Engine>,
    /// By one of these every bundle that comes must be signed, where there are any; once there are, there always are.
    trusted: RwLock<Option<TrustedKeys>>,
    log: RwLock<Option<Log>>,
}

/// Who is told about what nobody asked for. It is made where pointers are, in `abi`.
pub(crate) struct Log(pub(crate) Box<dyn Fn(&str) + Send + Sync>);

impl Kb {
    pub(crate) fn open(bytes: Vec<u8>, trusted: Option<TrustedKeys>) -> Result<Kb, Failure> {
        Ok(Kb {
            engine: Current::new(engine(bytes, trusted.as_ref())?),
            trusted: RwLock::new(trusted),
            log: RwLock::new(None),
        })
    }

    /// Has every bundle that comes from now on be signed with one of these keys.
    pub(crate) fn trust(&self, keys: TrustedKeys) {
        *self.trusted.write().unwrap_or_else(PoisonError::into_inner) = Some(keys);
    }

    /// Exchanges the bundle. It is opened before the lock is taken, so nobody waits for it.
    pub(crate) fn reload(&self, bytes: Vec<u8>) -> Result<(), Failure> {
        // Held to the end: what was opened by older keys never comes after newer ones.
        let trusted = self.trusted.read().unwrap_or_else(PoisonError::into_inner);
        let old = self.engine.exchange(engine(bytes, trusted.as_ref())?);
        // A large bundle takes time to free, which is nobody's but ours.
        drop(old);
        Ok(())
    }

    pub(crate) fn generation(&self) -> u64 {
        self.engine.generation()
    }

    /// The engine of this moment.
    pub(crate) fn engine(&self) -> Engine {
        self.engine.value()
    }

    pub(crate) fn set_log(&self, log: Option<Log>) {
        *self.log.write().unwrap_or_else(PoisonError::into_inner) = log;
    }

    pub(crate) fn log(&self, line: &str) {
        if let Some(Log(log)) = &*self.log.read().unwrap_or_else(PoisonError::into_inner) {
            log(line);
        }
    }
}

fn engine(bytes: Vec<u8>, trusted: Option<&TrustedKeys>) -> Result<Engine, Failure> {
    Ok(Engine::new(match trusted {
        Some(keys) => Bundle::verify(bytes, keys)?,
        None => Bundle::from_bytes(bytes)?,
    }))
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log")
    }
}
