//! Several things at a time, where a knowledge base is built or a large bundle is opened by a map.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
#[cfg(feature = "author")]
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does both, one of them on a thread of its own where there is one to be had. What comes of them
/// does not depend on it.
#[cfg(feature = "author")]
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
/// in their order. What comes of them does not depend on it. `step` is told on the calling thread how
/// many more are done.
pub(crate) fn each<R: Send>(
    count: usize,
    work: impl Fn(usize) -> R + Sync,
    step: &mut impl FnMut(usize),
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    // Many small portions, so that no thread waits long for the last one.
    let portion = (count / (threads * PORTIONS)).clamp(1, LARGEST_PORTION);
    let next = AtomicUsize::new(0);
    let take = || {
        let start = next.fetch_add(portion, Ordering::Relaxed);
        (start < count).then(|| start..count.min(start + portion))
    };
    let do_portion = |range: Range<usize>| range.map(&work).collect::<Vec<R>>();
    let mut done: Vec<(usize, Vec<R>)> = Vec::new();
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.min(count) {
            let (sender, take, do_portion) = (sender.clone(), &take, &do_portion);
            let run = move || {
                while let Some(range) = take() {
                    // Nobody listens only where the calling thread has panicked.
                    let _ = sender.send((range.start, do_portion(range)));
                }
            };
            // Where there are no threads to be had, all is done below.
            let _ = thread::Builder::new().spawn_scoped(scope, run);
        }
        drop(sender);
        for (start, results) in receiver {
            step(results.len());
            done.push((start, results));
        }
        while let Some(range) = take() {
            let start = range.start;
            let results = do_portion(range);
            step(results.len());
            done.push((start, results));
        }
    });
    done.sort_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// Does the same to each of some items.
#[cfg(feature = "author")]
pub(crate) fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    step: &mut impl FnMut(usize),
) -> Vec<R> {
    each(items.len(), |number| work(&items[number]), step)
}

const PORTIONS: usize = 16;
const LARGEST_PORTION: usize = 200;

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::{both, each};

    #[test]
    fn all_come_back_in_their_order() {
        for count in [0, 1, 7, 10_000] {
            let mut told = 0;
            let squares = each(count, |number| number * number, &mut |more| told += more);
            assert!(squares.iter().zip(0..).all(|(square, number)| *square == number * number));
            assert_eq!((squares.len(), told), (count, count));
        }
    }

    #[test]
    fn both_come_back() {
        let borrowed = [1, 2, 3];
        assert_eq!(both(|| borrowed.iter().sum::<i32>(), || borrowed.len()), (6, 3));
    }
}
