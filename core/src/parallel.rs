//! Two things at a time, where a knowledge base is built.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does both, one of them on a thread of its own where there is one to be had. What comes of them
/// does not depend on it.
pub(crate) fn both<A: Send, B>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    let waiting = Mutex::new(Some(one));
    let take = || waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
    thread::scope(|scope| {
        let run = || take().map(|one| one());
        let spawned = thread::Builder::new().spawn_scoped(scope, run);
        let other = other();
        let one = match spawned {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => take().map(|one| one()),
        };
        (one.expect("it is taken once, by whoever does it"), other)
    })
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn both_come_back() {
        let borrowed = [1, 2, 3];
        assert_eq!(both(|| borrowed.iter().sum::<i32>(), || borrowed.len()), (6, 3));
    }
}
