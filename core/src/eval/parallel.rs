//! Asking on several threads.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `work` to each item on as many threads as there are processors, and returns what came of it
/// in the order of the items. `step` is told on the calling thread how many more are done.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    step: &mut impl FnMut(usize),
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    // Many small portions, so that no thread waits long for the last one.
    let portion = (items.len() / (threads * PORTIONS)).clamp(1, LARGEST_PORTION);
    let next = AtomicUsize::new(0);
    let take = || {
        let start = next.fetch_add(portion, Ordering::Relaxed);
        (start < items.len()).then(|| start..items.len().min(start + portion))
    };
    let do_portion = |range: Range<usize>| items[range].iter().map(&work).collect::<Vec<R>>();
    let mut done: Vec<(usize, Vec<R>)> = Vec::new();
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads.min(items.len()) {
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

const PORTIONS: usize = 16;
const LARGEST_PORTION: usize = 200;

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_keep_the_order_of_the_items() {
        for count in [0_usize, 1, 7, 10_000] {
            let items: Vec<usize> = (0..count).collect();
            let mut told = 0;
            let squares = map(&items, |item| item * item, &mut |more| told += more);
            assert!(squares.iter().zip(&items).all(|(square, item)| *square == item * item));
            assert_eq!((squares.len(), told), (count, count));
        }
    }
}
