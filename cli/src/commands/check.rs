//! `relais check`: every problem of a knowledge base.

use std::process::ExitCode;

use relais::eval;
use relais::knowledge::Reader;
use relais::{Bundle, Diagnostic, Engine, KnowledgeBase, Severity};

use crate::args::{Check, Format};
use crate::draw::{confidence, diagnostics, formats, wait};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::mend;
use crate::source::{self, Files};

pub(crate) fn run(args: &Check) -> Outcome {
    let mut files = Files::read(&source::folder(args.folder.as_deref())?);
    let today = args.on.unwrap_or_else(source::today);
    if args.fix {
        for mended in mend::mend(&mut files, today)? {
            anstream::eprintln!("{}", diagnostics::mended(&mended, &files));
        }
    }
    let (base, mut problems) = files.review(&mut Reader::new(), today);
    let valid = base.as_ref();
    let bundle = match valid.filter(|_| args.held_out || args.confidence) {
        Some(base) => Some(source::built(base)?),
        None => None,
    };
    if let (Some(base), Some(bundle), true) = (valid, bundle.clone(), args.held_out) {
        problems.extend(held_out(base, bundle, &files)?);
    }
    match args.format {
        Format::Full => diagnostics::print(&problems, &files, valid),
        Format::Short => diagnostics::print_short(&problems, &files)?,
        Format::Json => formats::json(&problems, &files)?,
        Format::Github => formats::github(&problems, &files)?,
        Format::Sarif => formats::sarif(&problems, &files)?,
    }
    let failed =
        problems.iter().any(|problem| args.deny_warnings || problem.severity == Severity::Error);
    if let (Some(base), Some(bundle), true, false) = (valid, bundle, args.confidence, failed) {
        let mut out = anstream::stdout().lock();
        for locale in base.locales() {
            let bars = base.texts(*locale).map(|texts| texts.settings.bars);
            confidence::write(&mut out, *locale, bundle.reliability(*locale), bars)?;
        }
    }
    if failed { Err(Failure::Told(PROBLEMS)) } else { Ok(ExitCode::SUCCESS) }
}

/// Wordings that another article takes, and articles that are not found.
fn held_out(
    base: &KnowledgeBase,
    bundle: Bundle,
    files: &Files,
) -> Result<Vec<Diagnostic>, Failure> {
    let bar = wait::bar("Asking what is held out");
    let found = eval::hold_out(base, &Engine::new(bundle), wait::show(&bar));
    bar.finish_and_clear();
    let found = found.map_err(source::cannot_build)?;
    Ok(found.findings(base, |file| files.text(file)))
}
