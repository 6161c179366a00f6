//! Conversations in which anything happens, in any order.
//!
//! Whatever people say, press or leave unsaid, whatever becomes of acts and hand-overs and wherever the
//! clock jumps: there is a reply, the assistant does not repeat that it is lost, asks nothing that is
//! known, promises nothing that the host has not said, and stays small.
//!
//! `RELAIS_CONVERSATIONS=100000 cargo test --release -p relais --all-features --test suite anything`
//! is the long campaign, `scripts/conversations`; without the variable 2,000 are held.

mod event;
mod observer;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use self::event::{Beginning, Event};
use self::observer::Observer;

#[test]
fn whatever_happens_the_conversation_holds() {
    let asked = std::env::var("RELAIS_CONVERSATIONS").ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(FEW),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    // The same ones each time, so that a change is judged by what it does; a campaign looks for others.
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let events = prop::collection::vec(Event::any(), 1..MAX_EVENTS);
    let result = runner.run(&(Beginning::any(), events), |(beginning, events)| {
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

/// How many conversations are held where nobody asks for more.
const FEW: u32 = 2_000;

/// A long contact has a dozen turns.
const MAX_EVENTS: usize = 16;
