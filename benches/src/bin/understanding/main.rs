//! Asks the engine every set of customers' questions in a folder, and prints what comes as Markdown,
//! beside what others reach.
//!
//! `benches/README.md` says how to run this and how to read it. The sets themselves are no part of the
//! project: some may not be passed on, and nobody should be tempted to tune on them.

mod arguments;
mod bars;
mod figure;
mod peers;
mod report;
mod sets;

use std::error::Error;
use std::io::{self, Write};
use std::time::Instant;

use relais::eval::Figures;
use relais_benches::{Machine, add_to_record};

use self::arguments::Arguments;
use self::sets::Files;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    let found = match &arguments.folder {
        Some(folder) => Files::below(folder)?,
        None => Vec::new(),
    };
    if found.is_empty() {
        return Ok(writeln!(io::stdout(), "{}", arguments::nothing(&arguments))?);
    }
    let machine = Machine::read()?;
    let mut measured: Vec<(String, Figures)> = Vec::new();
    for files in &found {
        writeln!(io::stderr(), "asking {} …", files.name)?;
        measured.push((files.name.clone(), figures(files)?));
    }
    let report = report::report(&arguments.date, &machine, &measured);
    write!(io::stdout(), "{report}")?;
    if arguments.write {
        let path = add_to_record(&arguments.date, "understanding", &report)?;
        writeln!(io::stderr(), "added to {}", path.display())?;
    }
    Ok(())
}

fn figures(files: &Files) -> Result<Figures> {
    let set = files.read()?;
    let start = Instant::now();
    Ok(set.evaluate(|| start.elapsed(), |_| ())?.figures)
}
