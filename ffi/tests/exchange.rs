//! The exchange of a knowledge base, in every order in which threads can meet (loom).

use loom::sync::Arc;
use loom::thread;

use self::current::Current;

/// What `current.rs` is made of here: loom's, which know of each other.
mod sync {
    pub(crate) use std::sync::PoisonError;

    pub(crate) use loom::sync::RwLock;
    pub(crate) use loom::sync::atomic::{AtomicU64, Ordering};
}

#[path = "../src/current.rs"]
mod current;

#[test]
fn the_value_is_that_of_its_generation() {
    loom::model(|| {
        // The value is the number of its generation.
        let current = Arc::new(Current::new(1));
        let reader = Arc::clone(&current);
        let reads = thread::spawn(move || {
            let before = reader.generation();
            let value = reader.value();
            let after = reader.generation();
            assert!((before..=after).contains(&value), "{before} {value} {after}");
        });
        assert_eq!(current.exchange(2), 1);
        assert_eq!((current.generation(), current.value()), (2, 2));
        reads.join().expect("no panic");
    });
}

#[test]
fn no_exchange_is_lost() {
    loom::model(|| {
        let current = Arc::new(Current::new(0));
        let other = Arc::clone(&current);
        let exchanges = thread::spawn(move || other.exchange(1));
        let mine = current.exchange(2);
        let theirs = exchanges.join().expect("no panic");
        let mut seen = [mine, theirs, current.value()];
        seen.sort_unstable();
        assert_eq!(seen, [0, 1, 2], "each value is given back once, or is the current one");
        assert_eq!(current.generation(), 3);
    });
}
