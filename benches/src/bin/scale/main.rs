//! How costs grow with a knowledge base: 100, 10,000 and 1,000,000 wordings, each built and opened in a process of
//! its own, with the slope of each figure on logarithmic scales.
//!
//! ```sh
//! cargo run --release -p relais-benches --bin scale -- [--write] [WORDINGS…]
//! ```

mod child;
mod report;

use std::error::Error;
use std::io::{self, Write};
use std::{env, fs};

use relais_benches::{Machine, add_to_record, today};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a knowledge base of so many wordings costs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Size {
    pub(crate) wordings: f64,
    pub(crate) articles: f64,
    pub(crate) build_s: f64,
    pub(crate) build_peak_mb: f64,
    pub(crate) bundle_mb: f64,
    pub(crate) open_ms: f64,
    pub(crate) resident_mb: f64,
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
    pub(crate) floor_us: f64,
}

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1).peekable();
    if arguments.next_if_eq("child").is_some() {
        return child::run(arguments);
    }
    let write = arguments.next_if_eq("--write").is_some();
    let mut wanted: Vec<usize> =
        arguments.map(|number| number.parse()).collect::<std::result::Result<_, _>>()?;
    if wanted.is_empty() {
        wanted = vec![100, 10_000, 1_000_000];
    }
    let machine = Machine::read()?;
    let folder = env::temp_dir().join(format!("relais-scale-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured: Result<Vec<Size>> = wanted
        .into_iter()
        .map(|wordings| {
            writeln!(io::stderr(), "{wordings} wordings …")?;
            child::measured(wordings, &folder.join(format!("{wordings}.relais")))
        })
        .collect();
    fs::remove_dir_all(&folder)?;
    let report = report::report(&today()?, &machine, &measured?);
    write!(io::stdout(), "{report}")?;
    if write {
        let path = add_to_record(&today()?, "scale", &report)?;
        writeln!(io::stderr(), "added to {}", path.display())?;
    }
    Ok(())
}
