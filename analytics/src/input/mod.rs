//! Where events come from.
//!
//! [`Inputs`] finds the files; what a file is shows in its first bytes, not in its name. [`ndjson`]
//! reads lines once, into a table on disk that the queries then ask; [`parquet`] has the queries ask a
//! host's files as they are.

mod lines;
pub(crate) mod ndjson;
pub(crate) mod parquet;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::Error;

/// The files of a report.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    pub(crate) ndjson: Vec<PathBuf>,
    pub(crate) parquet: Vec<PathBuf>,
}

/// What is to be known about the input before its figures are believed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Notes {
    /// How many files were read.
    pub files: usize,
    /// Last lines that end in their middle, as after a crash. They are not counted.
    pub torn: Vec<Place>,
    /// How many lines are no events and were left out, as was asked for.
    pub skipped: u64,
    /// Where the first few of those are.
    pub skipped_at: Vec<Place>,
    /// How many events have a version that this program does not know. They are not counted.
    pub other_versions: BTreeMap<i64, u64>,
    /// Columns that a Parquet file lacks, so that what they say is unknown for its events.
    pub missing_columns: Vec<Missing>,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, as it was named.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u64,
}

/// What a Parquet file lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The file, as it was named.
    pub file: PathBuf,
    /// Its missing columns.
    pub columns: Vec<String>,
}

impl Inputs {
    /// Finds the files: each of these is a file, a folder, or a pattern such as `events/*.ndjson`. Of a
    /// folder those files are taken, at any depth, whose names end in `.ndjson`, `.jsonl` or `.parquet`.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or it is neither lines of JSON nor Parquet.
    pub fn find<P: AsRef<Path>>(named: impl IntoIterator<Item = P>) -> Result<Inputs, Error> {
        let mut found = Vec::new();
        for path in named {
            let path = path.as_ref();
            let before = found.len();
            if path.exists() {
                add(path, true, &mut found)?;
            } else {
                let pattern = path.to_string_lossy();
                let matches = glob::glob(&pattern).map_err(|error| Error::file(path, error))?;
                for each in matches {
                    let each = each.map_err(|error| Error::file(error.path(), error.error()))?;
                    add(&each, true, &mut found)?;
                }
            }
            if found.len() == before {
                return Err(Error::file(
                    path,
                    "there are no events here: no file of NDJSON or Parquet",
                ));
            }
        }
        // A file that is named twice is read once.
        found.sort();
        found.dedup();
        let mut inputs = Inputs::default();
        for path in found {
            match sort_of(&path)? {
                Sort::Ndjson => inputs.ndjson.push(path),
                Sort::Parquet => inputs.parquet.push(path),
            }
        }
        Ok(inputs)
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.ndjson.len() + self.parquet.len()
    }
}

/// Adds a file that was named, or those of a folder whose names say that they are events.
fn add(path: &Path, is_named: bool, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let error = |error: std::io::Error| Error::file(path, error);
    if !path.is_dir() {
        let extension = path.extension().and_then(|extension| extension.to_str());
        if is_named || extension.is_some_and(|extension| EXTENSIONS.contains(&extension)) {
            found.push(path.to_owned());
        }
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(error)? {
        add(&entry.map_err(error)?.path(), false, found)?;
    }
    Ok(())
}

const EXTENSIONS: [&str; 3] = ["ndjson", "jsonl", "parquet"];

enum Sort {
    Ndjson,
    Parquet,
}

fn sort_of(path: &Path) -> Result<Sort, Error> {
    let mut start = Vec::new();
    let file = File::open(path).map_err(|error| Error::file(path, error))?;
    file.take(4).read_to_end(&mut start).map_err(|error| Error::file(path, error))?;
    match start[..] {
        [b'P', b'A', b'R', b'1'] => Ok(Sort::Parquet),
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd] => {
            Err(Error::file(path, "it is compressed; decompress it first, with gunzip or unzstd"))
        }
        _ => Ok(Sort::Ndjson),
    }
}
