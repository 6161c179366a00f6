use super::sync::{AtomicU64, Ordering, PoisonError, RwLock};

/// A value that is exchanged while others use it, and how often it was.
///
/// Whoever reads the same generation before and after has the value of that generation. `tests/exchange.rs`
/// shows it for every order in which threads can meet.
#[derive(Debug)]
pub(crate) struct Current<T> {
    value: RwLock<T>,
    /// Changes only while `value` is locked for writing.
    generation: AtomicU64,
}

impl<T: Clone> Current<T> {
    /// The first generation.
    pub(crate) fn new(value: T) -> Current<T> {
        Current { value: RwLock::new(value), generation: AtomicU64::new(1) }
    }

    /// Exchanges the value, and gives the one before.
    pub(crate) fn exchange(&self, value: T) -> T {
        let mut current = self.value.write().unwrap_or_else(PoisonError::into_inner);
        self.generation.fetch_add(1, Ordering::Relaxed);
        std::mem::replace(&mut *current, value)
    }

    /// The value of this moment.
    pub(crate) fn value(&self) -> T {
        self.value.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often the value was exchanged, from 1 where it never was.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }
}
