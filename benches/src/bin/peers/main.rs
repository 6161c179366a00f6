//! Asks Relais and its peers the same questions on the same machine, each in a process of its own.
//!
//! `benches/README.md` says how to run this, what is fair to whom, and how to read it.

mod arguments;
mod bar;
mod figures;
mod measure;
mod peers;
mod plot;
mod process;
mod report;
mod sets;
mod written;

use std::error::Error;
use std::fs;
use std::io::{self, Write};

use relais_benches::{Machine, load};

use self::arguments::Arguments;
use self::figures::Run;
use self::sets::Set;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    if let Some(json) = &arguments.draw {
        return written::draw(json);
    }
    let run = run(&arguments)?;
    let mut out = io::stdout();
    write!(out, "{}", report::long(&run))?;
    if let Some(before) = &arguments.against {
        write!(out, "\n{}", report::difference(&run, &written::read(before)?))?;
    }
    if arguments.write { written::write(&run) } else { Ok(()) }
}

fn run(arguments: &Arguments) -> Result<Run> {
    let (machine, began) = (Machine::read()?, load()?.parse()?);
    let (peers, absent) = peers::present(&arguments.peers);
    let mut err = io::stderr();
    for (name, why) in &absent {
        writeln!(err, "left out: {name}: {why}")?;
    }
    let at = process::workplace()?;
    let mut sets = Vec::new();
    for name in &arguments.sets {
        match Set::read(name, arguments.folder.as_deref())? {
            Some(set) => sets.push(measure::measure(&set, &peers, &arguments.effort, &at)?),
            None => writeln!(err, "left out: {name}: there is no such folder of questions")?,
        }
    }
    fs::remove_dir_all(at)?;
    let peers = peers.into_iter().map(|peer| peer.who).collect();
    let machine = machine.to_string();
    let load = [began, load()?.parse()?];
    Ok(Run { date: arguments.date.clone(), machine, load, peers, absent, sets })
}
