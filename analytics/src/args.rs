use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use datafusion::prelude::SessionContext;
use relais_report::{Lang, sql};

/// Report what conversations came to: resolved, handed over, unresolved, unknown; why people took over,
/// what nothing answered, what did not help, and how satisfied customers were.
///
/// It reads events, one for each turn, as lines of JSON or as Parquet, and any number of them: what does
/// not fit in memory goes to temporary files.
#[derive(Debug, Parser)]
#[command(name = "relais-report", version, max_term_width = 100, after_help = HELP)]
pub(crate) struct Args {
    /// Files of events, folders of them, or patterns such as 'events/2026-11-*.ndjson'
    #[arg(value_name = "EVENTS", required_unless_present = "sql")]
    pub(crate) events: Vec<PathBuf>,
    /// Write a page for people to read, in one file
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Print the figures as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// The language of the report; that of the system unless given
    #[arg(long, visible_alias = "language", value_enum)]
    pub(crate) lang: Option<Tongue>,
    /// The time zone of hours and days, such as Europe/Paris
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub(crate) time_zone: String,
    /// The memory of the queries, such as 512M or 4G, and 256M at least; the program itself takes some more
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = memory)]
    pub(crate) memory: usize,
    /// Leave out lines that are no events and say how many, in the place of failing on the first
    #[arg(long)]
    pub(crate) skip_bad_lines: bool,
    /// Print the SQL in which all of it is counted, for other engines, or one query of it
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true, value_parser = query)]
    #[arg(conflicts_with_all = ["events", "html", "json"])]
    pub(crate) sql: Option<Option<sql::Query>>,
}

/// A language of the report.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Tongue {
    /// English
    En,
    /// French
    Fr,
}

impl Args {
    /// The language of the report: what was asked for, or what the system says.
    pub(crate) fn lang(&self) -> Lang {
        match self.lang {
            Some(Tongue::En) => Lang::En,
            Some(Tongue::Fr) => Lang::Fr,
            None => {
                // As programs of the system choose it: the first of these that is set.
                let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
                let mut set = set.filter_map(|name| std::env::var(name).ok());
                Lang::of_locale(&set.find(|value| !value.is_empty()).unwrap_or_default())
            }
        }
    }
}

fn memory(size: &str) -> Result<usize, String> {
    SessionContext::parse_capacity_limit("memory", size)
        .map_err(|_| "it is a number with K, M or G, such as 512M".to_owned())
}

fn query(name: &str) -> Result<sql::Query, String> {
    sql::named(name).ok_or_else(|| {
        let names: Vec<&str> = sql::all().map(|query| query.name).collect();
        format!("it is one of: {}", names.join(", "))
    })
}

const HELP: &str = "\
Examples:
  relais-report events.ndjson
  relais-report events/ --html report.html --time-zone Europe/Paris --lang fr
  relais-report 'lake/2026-11-*.parquet' --json
  relais-report --sql=hand_overs

Exit codes:
  0  fine
  2  the command was not understood
  3  something cannot be read or written";
