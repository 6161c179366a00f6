//! `relais check`: every problem of a knowledge base.

use std::process::ExitCode;

use relais::{KnowledgeBase, Severity};

use crate::args::{Check, Format};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::source;

pub(crate) fn run(args: &Check) -> Outcome {
    let folder = source::folder(args.folder.as_deref())?;
    let problems = match KnowledgeBase::load(&folder) {
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    match args.format {
        Format::Full => source::tell(&problems, &folder),
        Format::Short => problems.iter().for_each(|problem| anstream::println!("{problem}")),
    }
    let failed = problems
        .iter()
        .any(|problem| args.deny_warnings || problem.severity == Severity::Error);
    if failed { Err(Failure::Told(PROBLEMS)) } else { Ok(ExitCode::SUCCESS) }
}
