//! `relais eval`: labelled sets, and questions with their answers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use relais::eval::{Evaluation, JsonLines, Prediction, Set, Stage};

use crate::args::Eval;
use crate::draw::{diagnostics, eval, wait};
use crate::exit::{Failure, Outcome, PROBLEMS};
use crate::files;
use crate::source::Files;

pub(crate) fn run(args: &Eval) -> Outcome {
    let done = evaluate(&set(args)?)?;
    if let Some(file) = &args.predictions {
        let lines = written(&done.predictions)?;
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

/// Builds and asks, telling those who wait.
fn evaluate(set: &Set) -> Result<Evaluation, Failure> {
    let start = Instant::now();
    let building = wait::spinner("Building the knowledge base");
    let asking = wait::bar("Asking");
    let told = |stage| {
        if let Stage::Asking(progress) = stage {
            if !building.is_finished() {
                building.finish_and_clear();
                asking.set_length(progress.total as u64);
            }
            asking.set_position(progress.done as u64);
        }
    };
    let done = set.evaluate(|| start.elapsed(), told);
    building.finish_and_clear();
    asking.finish_and_clear();
    done.map_err(|error| Failure::io("the set cannot be built", error))
}

/// Reads the files that were named; their problems are told at their lines.
fn set(args: &Eval) -> Result<Set, Failure> {
    let named = |file: &Option<PathBuf>| file.as_deref().map(text).transpose();
    let labelled = named(&args.train)?.zip(named(&args.test)?);
    let documents = named(&args.faq)?.zip(named(&args.queries)?);
    let (read, texts) = match (labelled, documents) {
        (Some((train, test)), _) => {
            (Set::labelled(args.locale, lines(&train), lines(&test)), [train, test])
        }
        (None, Some((faq, queries))) => {
            (Set::faq(args.locale, lines(&faq), lines(&queries)), [faq, queries])
        }
        (None, None) => {
            let message = "name a set: --train and --test, or --faq and --queries";
            return Err(Failure::Usage(message.to_owned()));
        }
    };
    read.map_err(|problems| {
        diagnostics::print(&problems, &Files::of_texts(texts.to_vec()), None);
        Failure::Told(PROBLEMS)
    })
}

/// The name and the text of a file.
type Text = (String, String);

fn lines((file, text): &Text) -> JsonLines<'_> {
    JsonLines { file, text }
}

fn text(file: &Path) -> Result<Text, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    Ok((file.display().to_string(), text))
}

/// One JSON object a line.
fn written(predictions: &[Prediction]) -> Result<String, Failure> {
    let mut lines = String::new();
    for prediction in predictions {
        let json = serde_json::to_string(prediction);
        lines += &json.map_err(|error| Failure::io("the predictions", error))?;
        lines.push('\n');
    }
    Ok(lines)
}
