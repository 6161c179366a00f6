//! Measures the engine once, with plain timers, and prints what comes as Markdown.
//!
//! `benches/README.md` says how to run this and how to read it.

mod arguments;
mod ask;
mod child;
mod measure;
mod report;

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::{fs, io};

use relais_benches::{Machine, add_to_record};

use self::arguments::Arguments;
use self::measure::measure;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if_eq("child").is_some() {
        return child::run(arguments);
    }
    let arguments = Arguments::parse(arguments)?;
    // A folder of this process's own, so that two runs do not meet.
    let folder = std::env::temp_dir().join(format!("relais-record-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = all(&arguments, &folder);
    fs::remove_dir_all(&folder)?;
    let report = measured?;
    write!(io::stdout(), "{report}")?;
    if arguments.write {
        let path = add_to_record(&arguments.date, "engine", &report)?;
        writeln!(io::stderr(), "added to {}", path.display())?;
    }
    Ok(())
}

fn all(arguments: &Arguments, folder: &Path) -> Result<String> {
    let machine = Machine::read()?;
    let mut measured = Vec::new();
    let mut ask = None;
    for base in &arguments.bases {
        writeln!(io::stderr(), "measuring {base} …")?;
        let bundle = folder.join(format!("{base}.relais"));
        measured.push(measure(*base, &bundle, arguments.limit)?);
        if *base == relais_benches::Base::Starter {
            ask = ask::peak_memory(&bundle)?;
        }
    }
    Ok(report::report(&arguments.date, &machine, &measured, ask))
}
