//! `relais test`: a knowledge base asked its own questions.

use std::io::Write;
use std::process::ExitCode;

use relais::{Bundle, Engine, eval};

use crate::args::Test;
use crate::draw::{report, wait};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::source::{self, Files};

pub(crate) fn run(args: &Test) -> Outcome {
    let files = Files::read(&source::folder(args.folder.as_deref())?);
    let base = files.load()?;
    let bundle = Bundle::from_bytes(source::compile(&base)?);
    let engine = Engine::new(bundle.map_err(|error| Failure::io("the bundle", error))?);
    let bar = wait::bar("Asking");
    let found = eval::run(&base, &engine, |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    let mut out = anstream::stdout().lock();
    if args.json {
        let json = serde_json::to_string(&found);
        writeln!(out, "{}", json.map_err(|error| Failure::io("the report", error))?)?;
    } else {
        report::write(&mut out, &found, &files, args.all)?;
    }
    if found.passed() { Ok(ExitCode::SUCCESS) } else { Err(Failure::Told(PROBLEMS)) }
}
