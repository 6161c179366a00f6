//! `relais import`: what another tool has, as a knowledge base.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use relais::{KnowledgeBase, Severity};
use relais_exchange::{Format, Imported, Input, Options};

use crate::args::Import;
use crate::commands::export::tell;
use crate::draw::diagnostics;
use crate::draw::styles::{DIM, GOOD, NAME, WARNING};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::source::Files;

pub(crate) fn run(args: &Import) -> Outcome {
    let input = Input::read(&args.input).map_err(refused)?;
    let format = match args.from {
        Some(format) => format,
        None => Format::of(&input).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
            let shown = args.input.display();
            let names = names.join(", ");
            Failure::Usage(format!(
                "{shown}: it is not plain what wrote this; say --from ({names})"
            ))
        })?,
    };
    let folder = &args.output;
    let existing = existing(folder)?;
    let is_new = existing.is_empty();
    let options = Options {
        locale: args.locale,
        topic: args.topic.clone(),
        name: args.name.clone().or_else(|| named_after(folder)),
        existing,
    };
    let imported = relais_exchange::import(&input, format, &options).map_err(refused)?;
    for (path, text) in &imported.files {
        write(&folder.join(path), text)?;
    }
    told(args, format, &imported, is_new)?;
    let failed = imported.problems.iter().any(|problem| problem.severity == Severity::Error);
    if failed {
        diagnostics::print(&imported.problems, &Files::read(folder), None);
        return Err(Failure::Told(PROBLEMS));
    }
    Ok(ExitCode::SUCCESS)
}

fn told(args: &Import, format: Format, imported: &Imported, is_new: bool) -> Result<(), Failure> {
    tell(&imported.losses, args.losses.as_deref())?;
    let mut out = anstream::stdout().lock();
    let (count, folder) = (imported.articles, args.output.display());
    let articles = if count == 1 { "article" } else { "articles" };
    writeln!(
        out,
        "{GOOD}   imported{GOOD:#} {count} {articles} ({format}) into {NAME}{folder}{NAME:#}"
    )?;
    if is_new {
        writeln!(
            out,
            "{WARNING}     change{WARNING:#} the lines with CHANGE in {NAME}{folder}/relais.yaml{NAME:#}"
        )?;
    }
    writeln!(
        out,
        "{GOOD}       next{GOOD:#} {NAME}relais check {folder}{NAME:#} for what to work on"
    )?;
    writeln!(out, "            {NAME}relais test {folder}{NAME:#} to ask it its own questions")?;
    if !imported.losses.is_empty() {
        writeln!(out, "{DIM}            docs/exchange.md says what each format has{DIM:#}")?;
    }
    Ok(())
}

/// The files of the knowledge base that is added to; none where there is no folder, or an empty one.
fn existing(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let shown = folder.display();
    let is_empty =
        fs::read_dir(folder).map_err(|error| Failure::io(shown, error))?.next().is_none();
    if is_empty {
        return Ok(Vec::new());
    }
    if !folder.join("relais.yaml").is_file() {
        let message = format!(
            "`{}` is neither empty nor a knowledge base; name a new folder",
            folder.display()
        );
        return Err(Failure::Usage(message));
    }
    let (files, unread) = KnowledgeBase::read_files(folder);
    match unread.first() {
        Some(problem) => Err(Failure::Io(problem.message.clone())),
        None => Ok(files),
    }
}

/// The name of a new knowledge base: that of its folder.
fn named_after(folder: &Path) -> Option<String> {
    Some(folder.file_name()?.to_string_lossy().into_owned())
}

/// Writes a new file; one that is there is never touched.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(parent)
        .and_then(|()| fs::File::create_new(path))
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Failure::io(path.display(), error))
}

fn refused(error: relais_exchange::Error) -> Failure {
    Failure::Io(error.to_string())
}
