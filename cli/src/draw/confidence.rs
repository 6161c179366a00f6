//! How far the probabilities of a knowledge base can be trusted.

use std::io::{self, Write};

use relais::knowledge::Bars;
use relais::{Locale, Reliability};

use super::styles::{DIM, GOOD, STRONG, WARNING};

/// Writes the curve of a language as a table and a plot, and what it means in words.
pub(crate) fn write(
    out: &mut impl Write,
    locale: Locale,
    curve: &[Reliability],
    bars: Option<Bars>,
) -> io::Result<()> {
    if curve.is_empty() {
        return writeln!(
            out,
            "{STRONG}confidence, {locale}{STRONG:#}\n  There are too few wordings, so nothing could \
             be held out to measure it:\n  the probabilities are the built-in, careful ones. Write more \
             wordings to have them fitted.\n"
        );
    }
    let questions: u32 = curve.iter().map(|point| point.questions).sum();
    writeln!(
        out,
        "{STRONG}confidence, {locale}{STRONG:#}  {DIM}{questions} of its own questions, asked of a part \
         of it that lacks them{DIM:#}"
    )?;
    writeln!(out, "{DIM}  questions  predicted  right  {:<WIDTH$}{DIM:#}", "0 %")?;
    for point in curve {
        let Reliability { questions, predicted, right, .. } = point;
        let answered = bars.is_some_and(|bars| *predicted >= bars.answer.value());
        let mark = if answered { "answer" } else { "" };
        let plot = plot(*predicted, *right);
        writeln!(
            out,
            "  {questions:>9}  {predicted:>9.2}  {right:>5.2}  {plot}  {GOOD}{mark}{GOOD:#}"
        )?;
    }
    let error = error(curve);
    let style = if error <= GOOD_ERROR { GOOD } else { WARNING };
    writeln!(
        out,
        "  {DIM}█ what was right, │ what was predicted{DIM:#}; off by {style}{:.1} %{style:#} in the mean\n",
        error * 100.0
    )
}

/// A bar as long as what was right, and a mark at what was predicted.
fn plot(predicted: f32, right: f32) -> String {
    let place = |share: f32| (share * WIDTH as f32).round() as usize;
    let mark = place(predicted).min(WIDTH - 1);
    (0..WIDTH)
        .map(|at| match at {
            _ if at == mark => '│',
            _ if at < place(right) => '█',
            _ => ' ',
        })
        .collect()
}

/// The expected calibration error: the mean distance of what was predicted from what was right.
fn error(curve: &[Reliability]) -> f32 {
    let distance: f32 = curve.iter().map(|point| (point.predicted - point.right).abs()).sum();
    distance / curve.len() as f32
}

/// How many characters stand for 100 %.
const WIDTH: usize = 40;

/// What is good enough to say so.
const GOOD_ERROR: f32 = 0.08;
