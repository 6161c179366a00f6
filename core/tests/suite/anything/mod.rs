//! Conversations in which anything happens, in any order.
//!
//! Whatever people say, press or leave unsaid, whatever becomes of acts and hand-overs and wherever the
//! clock jumps: there is a reply, the assistant does not repeat that it is lost, asks nothing that is
//! known, promises nothing that the host has not said, and stays small.
//!
//! `RELAIS_CONVERSATIONS=100000 cargo test --release -p relais --all-features --test suite anything`
//! is the long campaign; without the variable a few hundred are held.

mod event;
mod observer;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use self::event::{Beginning, Event};
use self::observer::Observer;

#[test]
fn whatever_happens_the_conversation_holds() {
    let cases = std::env::var("RELAIS_CONVERSATIONS").ok().and_then(|cases| cases.parse().ok());
    let config =
        Config { cases: cases.unwrap_or(300), failure_persistence: None, ..Config::default() };
    let events = prop::collection::vec(Event::any(), 1..MAX_EVENTS);
    let result = TestRunner::new(config).run(&(Beginning::any(), events), |(beginning, events)| {
        let mut observer = Observer::new(beginning);
        for event in events {
            observer.see(event)?;
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// A long contact has a dozen turns.
const MAX_EVENTS: usize = 16;
