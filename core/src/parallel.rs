//! Several things at a time, where a knowledge base is built.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
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

/// Does a number of things on as many threads as there are processors, and gives what came of them
/// in their order. What comes of them does not depend on it.
pub(crate) fn each<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(count);
    let next = AtomicUsize::new(0);
    let take = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        (number < count).then_some(number)
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 1..threads {
            let (sender, take, work) = (sender.clone(), &take, &work);
            let run = move || {
                while let Some(number) = take() {
                    // Nobody listens only where the calling thread has panicked.
                    let _ = sender.send((number, work(number)));
                }
            };
            // Where there are no threads to be had, all is done below.
            let _ = thread::Builder::new().spawn_scoped(scope, run);
        }
        drop(sender);
        let mut own = Vec::new();
        while let Some(number) = take() {
            own.push((number, work(number)));
        }
        own.extend(receiver);
        own
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::{both, each};

    #[test]
    fn all_come_back_in_their_order() {
        for count in [0, 1, 7, 1000] {
            let squares = each(count, |number| number * number);
            assert!(squares.iter().zip(0..).all(|(square, number)| *square == number * number));
            assert_eq!(squares.len(), count);
        }
    }

    #[test]
    fn both_come_back() {
        let borrowed = [1, 2, 3];
        assert_eq!(both(|| borrowed.iter().sum::<i32>(), || borrowed.len()), (6, 3));
    }
}
