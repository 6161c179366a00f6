//! `relais check`: every problem of a knowledge base.

use std::process::ExitCode;

use relais::{Bundle, Severity};

use crate::args::{Check, Format};
use crate::draw::{confidence, diagnostics};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::source::{self, Files};

pub(crate) fn run(args: &Check) -> Outcome {
    let files = Files::read(&source::folder(args.folder.as_deref())?);
    let (base, problems) = files.check();
    match args.format {
        Format::Full => diagnostics::print(&problems, &files),
        Format::Short => diagnostics::print_short(&problems, &files)?,
    }
    let failed =
        problems.iter().any(|problem| args.deny_warnings || problem.severity == Severity::Error);
    if let Some(base) = base.filter(|_| args.confidence && !failed) {
        let bundle = Bundle::from_bytes(source::compile(&base)?);
        let bundle = bundle.map_err(|error| Failure::io("the bundle", error))?;
        let mut out = anstream::stdout().lock();
        for locale in base.locales() {
            let bars = base.texts(*locale).map(|texts| texts.settings.bars);
            confidence::write(&mut out, *locale, bundle.reliability(*locale), bars)?;
        }
    }
    if failed { Err(Failure::Told(PROBLEMS)) } else { Ok(ExitCode::SUCCESS) }
}
