use std::time::Duration;

use relais_benches::{Base, today};

use crate::Result;

/// What is to be measured.
pub(crate) struct Arguments {
    pub(crate) bases: Vec<Base>,
    /// How long a knowledge base may take to build.
    pub(crate) limit: Duration,
    /// Whether the figures go to the record.
    pub(crate) write: bool,
    /// The day, as `2026-11-22`.
    pub(crate) date: String,
}

impl Arguments {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Arguments> {
        let (mut bases, mut limit, mut write, mut date) = (STANDARD.to_owned(), 600, false, None);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--write" => write = true,
                "--bases" => bases = value()?,
                "--limit" => limit = value()?.parse()?,
                "--date" => date = Some(value()?),
                _ => return Err(format!("`{argument}` is not known.\n\n{USAGE}").into()),
            }
        }
        Ok(Arguments {
            bases: bases.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?,
            limit: Duration::from_secs(limit),
            write,
            date: date.map_or_else(today, Ok)?,
        })
    }
}

const STANDARD: &str = "starter,100,1000,10000,100000";

const USAGE: &str = "\
Measures the engine and prints the figures as Markdown.

  --bases LIST     what to measure on: `starter` and numbers of generated articles, with commas
                   between (starter,100,1000,10000,100000)
  --limit SECONDS  give up a knowledge base that takes longer to build (600)
  --write          also add the figures to benches/record/
  --date DATE      the day to write them under (today)";
