//! `relais schema`: what editors complete and check authored files with.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use relais::knowledge::FileKind;

use crate::args::Schema;
use crate::draw::styles::DIM;
use crate::exit::{Failure, Outcome};

/// Where the schemas of a knowledge base are; what starts with a dot is no content.
pub(crate) const FOLDER: &str = ".schema";

pub(crate) fn run(args: &Schema) -> Outcome {
    let mut out = anstream::stdout().lock();
    let kinds: Vec<FileKind> = match args.kind {
        Some(kind) => vec![kind],
        None => FileKind::ALL.to_vec(),
    };
    if let Some(folder) = &args.out {
        for kind in kinds {
            let file = write(folder, kind)?;
            writeln!(out, "{DIM}      wrote{DIM:#} {}", folder.join(file).display())?;
        }
    } else if args.kind.is_some() {
        write!(out, "{}", text(kinds[0]))?;
    } else {
        let all: serde_json::Map<String, serde_json::Value> =
            kinds.into_iter().map(|kind| (kind.as_str().to_owned(), kind.schema())).collect();
        writeln!(out, "{:#}", serde_json::Value::Object(all))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the schema of a sort of file into a folder; returns its file name.
pub(crate) fn write(folder: &Path, kind: FileKind) -> Result<String, Failure> {
    let file = file(kind);
    let path = folder.join(&file);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, text(kind)))
        .map_err(|error| Failure::io(path.display(), error))?;
    Ok(file)
}

/// The line that tells an editor the schema of a file at this path of a knowledge base.
pub(crate) fn header(path: &str, kind: FileKind) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("# yaml-language-server: $schema={up}{FOLDER}/{}\n", file(kind))
}

fn file(kind: FileKind) -> String {
    format!("{}.schema.json", kind.as_str())
}

fn text(kind: FileKind) -> String {
    format!("{:#}\n", kind.schema())
}
