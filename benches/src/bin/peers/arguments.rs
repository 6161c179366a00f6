use std::path::PathBuf;
use std::time::Duration;

use relais_benches::today;

use crate::Result;
use crate::measure::Effort;

/// What is to be measured, and what for.
pub(crate) struct Arguments {
    pub(crate) sets: Vec<String>,
    /// Ids of peers; everyone where there is none.
    pub(crate) peers: Vec<String>,
    /// Where the sets are, if anyone said so.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) effort: Effort,
    /// Whether the figures go to the record and into the README.
    pub(crate) write: bool,
    /// A record to compare with.
    pub(crate) against: Option<PathBuf>,
    /// A record whose tables and plot are to be made anew.
    pub(crate) draw: Option<PathBuf>,
    /// The day, as `2026-11-29`.
    pub(crate) date: String,
}

impl Arguments {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Arguments> {
        let list = |text: &str| text.split(',').map(str::to_owned).collect();
        let mut parsed = Arguments {
            sets: list(STANDARD),
            peers: Vec::new(),
            folder: std::env::var_os(VARIABLE).map(PathBuf::from),
            effort: Effort { rounds: 5, patience: Duration::from_secs(900) },
            write: false,
            against: None,
            draw: None,
            date: today()?,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--write" => parsed.write = true,
                "--sets" => parsed.sets = list(&value()?),
                "--peers" => parsed.peers = list(&value()?),
                "--rounds" => parsed.effort.rounds = value()?.parse()?,
                "--patience" => parsed.effort.patience = Duration::from_secs(value()?.parse()?),
                "--against" => parsed.against = Some(value()?.into()),
                "--draw" => parsed.draw = Some(value()?.into()),
                "--date" => parsed.date = value()?,
                flag if flag.starts_with('-') => {
                    return Err(format!("`{flag}` is not known.\n\n{USAGE}").into());
                }
                _ => parsed.folder = Some(argument.into()),
            }
        }
        Ok(parsed)
    }
}

/// The variable of the environment that names the folder of sets.
const VARIABLE: &str = "RELAIS_EVAL_DIR";

/// The set of the README first.
const STANDARD: &str = "hint3-curekart,msss-covid-fr,starter-en,starter-fr,stackfaq,cnil-fr";

const USAGE: &str = "\
Asks Relais and its peers the same questions and prints the figures as Markdown. `starter-en` and
`starter-fr` are made of the knowledge base of this repository; other sets are folders of the folder that
is named as an argument, or in the variable RELAIS_EVAL_DIR.

  --sets A,B       these sets, in this order; the first is the one of the README
  --peers A,B      these peers
  --rounds N       how often every question is timed (5)
  --patience S     leaves a peer out of a set that would take it longer (900)
  --write          also writes benches/record/<date>-peers.*, and the table and plot of the README
  --date DATE      the day to write them under (today)
  --against FILE   also says how far the figures are from those of this record
  --draw FILE      measures nothing: makes tables, plot and README of this record anew";
