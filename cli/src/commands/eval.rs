//! `relais eval`: labelled sets, and questions with their answers.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use relais::eval::{JsonLines, Prediction, Set, Stage};

use crate::args::Eval;
use crate::draw::{diagnostics, eval, wait};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::files;
use crate::source::Files;

pub(crate) fn run(args: &Eval) -> Outcome {
    let set = set(args)?;
    let start = Instant::now();
    let building = wait::spinner("Building the knowledge base");
    let asking = wait::bar("Asking");
    let done = set.evaluate(
        || start.elapsed(),
        |stage| match stage {
            Stage::Building => {}
            Stage::Asking(progress) => {
                building.finish_and_clear();
                asking.set_length(progress.total as u64);
                asking.set_position(progress.done as u64);
            }
        },
    );
    building.finish_and_clear();
    asking.finish_and_clear();
    let done = done.map_err(|error| Failure::io("the set", error))?;
    if let Some(file) = &args.predictions {
        let lines = lines(&done.predictions)?;
        files::replace(file, lines.as_bytes())
            .map_err(|error| Failure::io(file.display(), error))?;
    }
    let mut out = anstream::stdout().lock();
    if args.json {
        let json = serde_json::to_string(&done.figures);
        writeln!(out, "{}", json.map_err(|error| Failure::io("the figures", error))?)?;
    } else {
        eval::write(&mut out, &done.figures)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads the files that were named; their problems are told at their lines.
fn set(args: &Eval) -> Result<Set, Failure> {
    type Read =
        fn(relais::Locale, JsonLines<'_>, JsonLines<'_>) -> Result<Set, Vec<relais::Diagnostic>>;
    let (read, one, other): (Read, _, _) = match (&args.train, &args.test, &args.faq, &args.queries)
    {
        (Some(train), Some(test), _, _) => (Set::labelled, train, test),
        (_, _, Some(faq), Some(queries)) => (Set::faq, faq, queries),
        _ => {
            let message = "name a set: --train and --test, or --faq and --queries";
            return Err(Failure::Usage(message.to_owned()));
        }
    };
    let texts = vec![text(one)?, text(other)?];
    let lines = |number: usize| {
        let (file, text): &(String, String) = &texts[number];
        JsonLines { file, text }
    };
    read(args.locale, lines(0), lines(1)).map_err(|problems| {
        diagnostics::print(&problems, &Files::of_texts(texts.clone()));
        Failure::Told(PROBLEMS)
    })
}

fn text(file: &Path) -> Result<(String, String), Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    Ok((file.display().to_string(), text))
}

/// One JSON object a line.
fn lines(predictions: &[Prediction]) -> Result<String, Failure> {
    let mut lines = String::new();
    for prediction in predictions {
        let json = serde_json::to_string(prediction);
        lines += &json.map_err(|error| Failure::io("the predictions", error))?;
        lines.push('\n');
    }
    Ok(lines)
}
