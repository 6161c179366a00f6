//! Searches for the message that takes longest, and compares it with the turns of the dialogues in the same run.
//!
//! ```sh
//! cargo run --release -p relais-benches --bin slowest -- [SECONDS] [--write]
//! ```
//!
//! A generation of messages is asked in every situation in which the starter base reads text differently; those that
//! took longest are changed and put together into the next. It fails where one takes more than [`MOST`] times the
//! median turn.

mod messages;
mod report;
mod situations;

use std::collections::HashSet;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use relais::{Bundle, Engine, Message, Session};
use relais_benches::{Base, Machine, Random, Script, add_to_record, today};

use self::messages::{Said, change, seeds};
use self::situations::{Situation, situations};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// So many median turns a message may take.
const MOST: f64 = 20.0;

/// A message in a situation, and what it took.
pub(crate) struct Found {
    pub(crate) situation: &'static str,
    pub(crate) family: &'static str,
    pub(crate) said: Said,
    pub(crate) took: Duration,
}

fn main() -> Result<ExitCode> {
    let mut seconds = 60;
    let mut write = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--write" => write = true,
            number => seconds = number.parse().map_err(|_| "slowest [SECONDS] [--write]")?,
        }
    }
    let machine = Machine::read()?;
    let base = Base::Starter.load().map_err(|problems| format!("{problems:?}"))?;
    let engine = Engine::new(Bundle::from_bytes(base.to_bytes()?)?);
    let median = median(&engine, &Script::dialogues(&base));
    let situations = situations(&engine)?;
    let found = search(&situations, &base, Duration::from_secs(seconds));
    let report = report::report(&today()?, &machine, median, &found, seconds);
    write!(io::stdout(), "{report}")?;
    if write {
        let path = add_to_record(&today()?, "slowest-messages", &report)?;
        writeln!(io::stderr(), "added to {}", path.display())?;
    }
    let worst = found[0].took.as_secs_f64() / median.as_secs_f64();
    Ok(if worst > MOST { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The median turn of the dialogues, each the best of five.
fn median(engine: &Engine, scripts: &[Script]) -> Duration {
    let mut best: Vec<Duration> = Vec::new();
    for round in 0..6 {
        let mut at = 0;
        for script in scripts {
            script.play(engine, |session, message| {
                let begun = Instant::now();
                let reply = session.reply(message);
                let took = begun.elapsed();
                if round == 1 {
                    best.push(took);
                } else if round > 1 {
                    best[at] = best[at].min(took);
                }
                at += 1;
                reply
            });
        }
    }
    best.sort_unstable();
    best[best.len() / 2]
}

/// The messages that took longest, the worst first.
fn search(situations: &[Situation], base: &relais::KnowledgeBase, limit: Duration) -> Vec<Found> {
    let begun = Instant::now();
    let mut random = Random::new(1);
    let mut found: Vec<Found> = Vec::new();
    let mut tried = HashSet::new();
    let mut next: Vec<(&'static str, Said)> = seeds(base, &mut random);
    let mut asked = 0_usize;
    while begun.elapsed() < limit || asked == 0 {
        for (family, said) in next.drain(..) {
            if !tried.insert(said.clone()) {
                continue;
            }
            for situation in situations {
                let took = time(&situation.session, &said);
                found.push(Found { situation: situation.name, family, said: said.clone(), took });
                asked += 1;
            }
        }
        found.sort_by_key(|found| std::cmp::Reverse(found.took));
        found.truncate(KEPT);
        // The best of them may have been unlucky.
        for one in &mut found {
            let of_name = |situation: &&Situation| situation.name == one.situation;
            if let Some(situation) = situations.iter().find(of_name) {
                one.took = one.took.min(time(&situation.session, &one.said));
            }
        }
        found.sort_by_key(|found| std::cmp::Reverse(found.took));
        for _ in 0..CHILDREN {
            let one = &found[random.below(found.len())];
            let other = &found[random.below(found.len())];
            next.push((one.family, change(&one.said, &other.said, &mut random)));
        }
    }
    found
}

/// The best of three.
fn time(session: &Session, said: &Said) -> Duration {
    let once = || {
        let mut session = session.clone();
        let message: Message = said.message();
        let begun = Instant::now();
        let reply = session.reply(message);
        let took = begun.elapsed();
        drop(reply);
        took
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

const KEPT: usize = 60;
const CHILDREN: usize = 20;
