//! `relais check`: every problem of a knowledge base.

use std::process::ExitCode;

use relais::Severity;

use crate::args::{Check, Format};
use crate::draw::diagnostics;
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::source::{self, Files};

pub(crate) fn run(args: &Check) -> Outcome {
    let files = Files::read(&source::folder(args.folder.as_deref())?);
    let (_, problems) = files.check();
    match args.format {
        Format::Full => diagnostics::print(&problems, &files),
        Format::Short => diagnostics::print_short(&problems, &files)?,
    }
    let failed =
        problems.iter().any(|problem| args.deny_warnings || problem.severity == Severity::Error);
    if failed { Err(Failure::Told(PROBLEMS)) } else { Ok(ExitCode::SUCCESS) }
}
