//! `relais new`: a small knowledge base to start from.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use relais::knowledge::FileKind;

use crate::args::New;
use crate::commands::schema;
use crate::draw::styles::{DIM, GOOD, NAME};
use crate::exit::{Failure, Outcome};
use crate::source;

pub(crate) fn run(args: &New) -> Outcome {
    let folder = &args.folder;
    let shown = folder.display();
    match fs::read_dir(folder).map(|entries| entries.count()) {
        Ok(1..) => {
            return Err(Failure::Usage(format!("`{shown}` is not empty; name a new folder")));
        }
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(Failure::io(shown, error));
        }
        _ => {}
    }
    let mut out = anstream::stdout().lock();
    let today = source::today();
    for kind in FileKind::ALL {
        schema::write(&folder.join(schema::FOLDER), kind)?;
    }
    for (path, text) in TEMPLATES {
        let header = FileKind::of(path).map(|kind| schema::header(path, kind)).unwrap_or_default();
        let text = text.replace(WRITTEN, &today.to_string());
        write(&folder.join(path), &format!("{header}{text}"))?;
        writeln!(out, "{DIM}      wrote{DIM:#} {}", folder.join(path).display())?;
    }
    let schemas = folder.join(schema::FOLDER);
    let why = "with which editors complete and check them";
    writeln!(out, "{DIM}      wrote {}, {why}{DIM:#}", schemas.display())?;
    writeln!(out, "{GOOD}       next{GOOD:#} {NAME}relais chat {shown}{NAME:#} to talk with it")?;
    writeln!(out, "            {NAME}relais test {shown}{NAME:#} to ask it its own questions")?;
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| Failure::io(path.display(), error))
}

/// In the templates, the day on which they become files: whoever makes them has just read them.
const WRITTEN: &str = "2026-11-01";

/// One of each file, in the order in which one would read them.
const TEMPLATES: &[(&str, &str)] = &[
    ("relais.yaml", include_str!("../../templates/relais.yaml")),
    (
        "articles/delivery/track-order.yaml",
        include_str!("../../templates/articles/delivery/track-order.yaml"),
    ),
    (
        "articles/returns/return-item.yaml",
        include_str!("../../templates/articles/returns/return-item.yaml"),
    ),
    ("forms/damaged-item.yaml", include_str!("../../templates/forms/damaged-item.yaml")),
    ("rules/threat-of-court.yaml", include_str!("../../templates/rules/threat-of-court.yaml")),
    ("messages.yaml", include_str!("../../templates/messages.yaml")),
    ("synonyms.yaml", include_str!("../../templates/synonyms.yaml")),
    ("fillers.yaml", include_str!("../../templates/fillers.yaml")),
    ("lexicons.yaml", include_str!("../../templates/lexicons.yaml")),
    ("facts.yaml", include_str!("../../templates/facts.yaml")),
    (
        "dialogues/delivery/track-order.yaml",
        include_str!("../../templates/dialogues/delivery/track-order.yaml"),
    ),
    (
        "dialogues/forms/damaged-item.yaml",
        include_str!("../../templates/dialogues/forms/damaged-item.yaml"),
    ),
];
