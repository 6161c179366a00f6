//! `relais test`: a knowledge base asked its own questions.

use std::io::Write;
use std::process::ExitCode;

use relais::eval;
use relais::{Engine, KnowledgeBase};

use crate::args::Test;
use crate::draw::{report, wait};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::files;
use crate::report::page;
use crate::source::{self, Files};

pub(crate) fn run(args: &Test) -> Outcome {
    let files = Files::read(&source::folder(args.folder.as_deref())?);
    // What cannot be read is told before anything is built.
    let old = args.baseline.as_deref().map(source::open).transpose()?.map(Engine::new);
    let base = files.load()?;
    let engine = Engine::new(source::built(&base)?);
    if let Some(path) = &args.script {
        let mut lines = String::new();
        eval::script(&base, &engine, |line| {
            lines.push_str(line);
            lines.push('\n');
        });
        files::replace(path, lines.as_bytes())
            .map_err(|error| Failure::io(path.display(), error))?;
    }
    let found = ask(&base, &engine, old.as_ref(), args.quick)?;
    if let Some(path) = &args.html {
        let page = page::write(&base, &found, args.lang.unwrap_or_else(|| page::language(&base)))?;
        files::replace(path, page.as_bytes())
            .map_err(|error| Failure::io(path.display(), error))?;
    }
    let mut out = anstream::stdout().lock();
    if args.json {
        let json = serde_json::to_string(&found);
        writeln!(out, "{}", json.map_err(|error| Failure::io("the report", error))?)?;
    } else {
        report::write(&mut out, &found, &files, args.all)?;
    }
    let fine = found.passed() && found.broken() == 0;
    if fine { Ok(ExitCode::SUCCESS) } else { Err(Failure::Told(PROBLEMS)) }
}

/// Asks all that is to be asked, telling those who wait.
fn ask(
    base: &KnowledgeBase,
    engine: &Engine,
    old: Option<&Engine>,
    quick: bool,
) -> Result<eval::Report, Failure> {
    let bar = wait::bar("Asking");
    let mut found = eval::run(base, engine, wait::show(&bar));
    bar.finish_and_clear();
    if !quick {
        let bar = wait::bar("Asking what it has not seen");
        let held_out = eval::hold_out(base, engine, wait::show(&bar));
        bar.finish_and_clear();
        let held_out = held_out.map_err(source::cannot_build)?;
        found.held_out = Some(held_out);
    }
    if let Some(old) = old {
        let bar = wait::bar("Comparing");
        found.baseline = Some(eval::compare(base, old, engine, wait::show(&bar)));
        bar.finish_and_clear();
    }
    Ok(found)
}
