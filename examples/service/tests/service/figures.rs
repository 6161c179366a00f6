//! How many turns a second two processes and one Redis make on this machine, how long a client waits, and how
//! much a conversation takes in Redis. The clients run on the same machine and take their share of it.
//!
//! `scripts/service --figures` runs it, compiled for speed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::client::{Client, Met};
use crate::support::conversations::{Script, Step, scripts};
use crate::support::redis_server::Redis;
use crate::support::{Place, engine};

/// How long each measurement goes on.
const LASTS: Duration = Duration::from_secs(20);

#[test]
#[ignore = "measures: scripts/service --figures"]
fn figures() {
    let scripts = scripts();
    println!(
        "engine alone: {:.0} µs a turn, one thread",
        engine_alone(&scripts).as_secs_f64() * 1e6
    );
    let always = ["--appendonly", "yes", "--appendfsync", "always"].as_slice();
    let everysec = ["--appendonly", "yes", "--appendfsync", "everysec"].as_slice();
    println!("appendfsync  clients  turns/s   p50 ms   p99 ms   max ms");
    for (name, options, clients) in [
        ("always", always, 1),
        ("always", always, 16),
        ("always", always, 64),
        ("everysec", everysec, 64),
    ] {
        let mut place = Place::new();
        place.redis = Redis::with(options);
        let (mut waits, took) = load(&place, &scripts, clients);
        waits.sort_unstable();
        let at = |share: f64| {
            let rank = (share * (waits.len() - 1) as f64).round() as usize;
            waits[rank].as_secs_f64() * 1e3
        };
        println!(
            "{name:<11} {clients:>8} {:>8.0} {:>8.1} {:>8.1} {:>8.1}",
            waits.len() as f64 / took.as_secs_f64(),
            at(0.5),
            at(0.99),
            at(1.0),
        );
        if name == "everysec" {
            sizes(&place);
        }
    }
}

/// How long each turn took, from the first byte of the request to the last of the answer.
fn load(place: &Place, scripts: &[Script], clients: usize) -> (Vec<Duration>, Duration) {
    let services = [0, 1].map(|_| place.service(&[]));
    let addresses = services.each_ref().map(|service| service.address.clone());
    let (met, next, began) = (Met::default(), AtomicUsize::new(0), Instant::now());
    let waits = thread::scope(|scope| {
        let clients: Vec<_> = (0..clients)
            .map(|number| {
                let (addresses, met, next) = (&addresses, &met, &next);
                scope.spawn(move || {
                    let mut client = Client::new(addresses, number, met);
                    let mut waits = Vec::new();
                    while began.elapsed() < LASTS {
                        let script = &scripts[next.fetch_add(1, Ordering::Relaxed) % scripts.len()];
                        hold(&mut client, script, &mut waits);
                    }
                    waits
                })
            })
            .collect();
        clients.into_iter().flat_map(|client| client.join().expect("no client fails")).collect()
    });
    assert_eq!(met.away.load(Ordering::Relaxed) + met.broken.load(Ordering::Relaxed), 0);
    (waits, began.elapsed())
}

fn hold(client: &mut Client<'_>, script: &Script, waits: &mut Vec<Duration>) {
    let opened = client.begin(&json!({ "locale": script.locale, "facts": script.facts }));
    for (number, step) in script.steps.iter().enumerate() {
        let (path, body) = step.request();
        let began = Instant::now();
        client.turn(&opened.conversation, path, &number.to_string(), &body);
        waits.push(began.elapsed());
    }
}

/// What the conversations of a measurement take in Redis, as it says itself (`MEMORY USAGE`).
fn sizes(place: &Place) {
    let keys: Vec<String> = place.redis.ask(redis::cmd("KEYS").arg("relais:*"));
    let usage = |key: &String| -> usize {
        place.redis.ask(redis::cmd("MEMORY").arg(&["USAGE", key.as_str(), "SAMPLES", "0"]))
    };
    let (replies, conversations): (Vec<_>, Vec<_>) =
        keys.iter().partition(|key| !key.ends_with('}'));
    for (what, keys) in [("a conversation", conversations), ("a reply", replies)] {
        let mut bytes: Vec<usize> = keys.into_iter().take(SAMPLE).map(usage).collect();
        bytes.sort_unstable();
        let mean = bytes.iter().sum::<usize>() / bytes.len();
        println!(
            "{what} in Redis: {mean} bytes on average, median {}, largest {}, of {}",
            bytes[bytes.len() / 2],
            bytes[bytes.len() - 1],
            bytes.len()
        );
    }
}

/// How long a turn takes without anything around the engine.
fn engine_alone(scripts: &[Script]) -> Duration {
    let engine = engine();
    let mut turns = 0;
    let began = Instant::now();
    for script in scripts {
        let start = relais::Start::new(script.locale).facts(script.facts.clone());
        let mut session = engine.session(start);
        for step in &script.steps {
            Step::apply(step, &mut session, relais::Timestamp(1_795_942_800));
            turns += 1;
        }
    }
    began.elapsed() / turns
}

/// So many keys are measured.
const SAMPLE: usize = 2_000;
