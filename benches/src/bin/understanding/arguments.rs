use std::path::PathBuf;

use relais_benches::today;

use crate::Result;

/// What is to be asked.
pub(crate) struct Arguments {
    /// Where the sets are, if anyone said so.
    pub(crate) folder: Option<PathBuf>,
    /// Whether the figures go to the record.
    pub(crate) write: bool,
    /// The day, as `2026-11-22`.
    pub(crate) date: String,
}

impl Arguments {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Arguments> {
        let mut folder = std::env::var_os(VARIABLE).map(PathBuf::from);
        let (mut write, mut date) = (false, None);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--write" => write = true,
                "--date" => {
                    date = Some(arguments.next().ok_or("--date needs a value")?);
                }
                "--help" => return Err(USAGE.into()),
                flag if flag.starts_with('-') => {
                    return Err(format!("`{flag}` is not known.\n\n{USAGE}").into());
                }
                _ => folder = Some(argument.into()),
            }
        }
        Ok(Arguments { folder, write, date: date.map_or_else(today, Ok)? })
    }
}

/// What is said where there is no set.
pub(crate) fn nothing(arguments: &Arguments) -> String {
    let place = match &arguments.folder {
        Some(folder) => format!("There is no set in {}.", folder.display()),
        None => "Nobody said where the sets are.".to_owned(),
    };
    format!("{place}\n\n{USAGE}")
}

/// The variable of the environment that names the folder of sets.
const VARIABLE: &str = "RELAIS_EVAL_DIR";

const USAGE: &str = "\
Asks the engine every set of questions in a folder and prints the figures as Markdown. Name the folder
as an argument, or in the variable RELAIS_EVAL_DIR:

  understanding /data/sets
  RELAIS_EVAL_DIR=/data/sets scripts/understanding --write

Each folder in it is a set: train.jsonl and test.jsonl, or faq.jsonl and queries.jsonl, as `relais
eval --help` describes them. A name that ends in `-fr` is a set in French; others are in English.

  --write      also add the figures to benches/record/
  --date DATE  the day to write them under (today)";
