//! What came of a test, the articles with most to look at first.

use std::cmp::Reverse;
use std::io::{self, Write};

use relais::eval::{Failure, FailureKind, Report, SubjectReport, Totals};

use super::held_out;
use super::styles::{DIM, ERROR, GOOD, NAME, STRONG, WARNING};
use crate::source::Files;

/// Writes failures, a table by article, what became of wordings held out, what differs from a baseline,
/// and the totals.
pub(crate) fn write(
    out: &mut impl Write,
    report: &Report,
    files: &Files,
    all: bool,
) -> io::Result<()> {
    for found in &report.failures {
        failure(out, found, files)?;
    }
    table(out, report, all)?;
    if let Some(found) = &report.held_out {
        held_out::write(out, found)?;
    }
    if let Some(found) = &report.baseline {
        held_out::baseline(out, found)?;
    }
    totals(out, &report.totals)?;
    match &report.held_out {
        Some(found) => held_out::totals(out, found),
        None => Ok(()),
    }
}

/// A thing that did not come back as it should.
pub(crate) fn failure(out: &mut impl Write, failure: &Failure, files: &Files) -> io::Result<()> {
    let Failure { kind, locale, said, expected, came, likely, .. } = failure;
    writeln!(out, "{ERROR}failed{ERROR:#} {DIM}[{locale}]{DIM:#} {STRONG}{said}{STRONG:#}")?;
    writeln!(out, "  expected {expected}")?;
    writeln!(out, "  came     {came}")?;
    if !likely.is_empty() {
        let likely: Vec<String> = likely
            .iter()
            .map(|likely| format!("{} {:.0} %", likely.id, likely.probability * 100.0))
            .collect();
        writeln!(out, "  {DIM}likely   {}{DIM:#}", likely.join(", "))?;
    }
    let name = match kind {
        FailureKind::Turn(name) => format!(", {name}"),
        _ => String::new(),
    };
    writeln!(out, "  {DIM}at       {}{name}{DIM:#}\n", place(failure, files))
}

/// `file:line`; the line of a wording is looked for in its file.
fn place(failure: &Failure, files: &Files) -> String {
    let file = &failure.place.file;
    let line = match failure.place.line {
        0 => files
            .text(file)
            .and_then(|text| text.lines().position(|line| line.contains(&failure.said)))
            .map(|index| index + 1),
        line => Some(line),
    };
    match line {
        Some(line) => format!("{}:{line}", files.path(file)),
        None => files.path(file),
    }
}

/// The articles with something to look at, worst first; all of them where that is wanted.
fn table(out: &mut impl Write, report: &Report, all: bool) -> io::Result<()> {
    let failed = |subject: &SubjectReport| subject.wordings.wrong + subject.failed_turns;
    let mut rows: Vec<(&String, &SubjectReport)> = report
        .subjects
        .iter()
        .filter(|(_, subject)| all || failed(subject) + subject.wordings.offered > 0)
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|(_, subject)| Reverse((failed(subject), subject.wordings.offered)));
    let width = rows.iter().map(|(id, _)| id.chars().count()).max().unwrap_or_default();
    writeln!(
        out,
        "{STRONG}{:width$}  wordings  right  offered  by rule  wrong  turns  failed{STRONG:#}",
        "by article"
    )?;
    for (id, subject) in rows {
        let words = &subject.wordings;
        let (total, right, offered, by_rule, wrong) =
            (words.total(), words.right, words.offered, words.by_rule, words.wrong);
        let (turns, failed) = (subject.turns, subject.failed_turns);
        let wrong_style = if wrong > 0 { ERROR } else { DIM };
        let failed_style = if failed > 0 { ERROR } else { DIM };
        let offered_style = if offered > 0 { WARNING } else { DIM };
        writeln!(
            out,
            "{NAME}{id:width$}{NAME:#}  {total:>8}  {right:>5}  \
             {offered_style}{offered:>7}{offered_style:#}  {by_rule:>7}  \
             {wrong_style}{wrong:>5}{wrong_style:#}  {turns:>5}  \
             {failed_style}{failed:>6}{failed_style:#}"
        )?;
    }
    writeln!(out)
}

fn totals(out: &mut impl Write, totals: &Totals) -> io::Result<()> {
    let words = &totals.wordings;
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let style = |failed: usize| if failed == 0 { GOOD } else { ERROR };
    let verdict = style(words.wrong);
    writeln!(
        out,
        "wordings   {verdict}{} of {} right{verdict:#} ({:.1} %), \
         {} offered, {} by a rule, {} wrong",
        words.right,
        words.total(),
        percent(words.right, words.total()),
        words.offered,
        words.by_rule,
        words.wrong
    )?;
    let (turns, failed) = (totals.turns, totals.failed_turns);
    let verdict = style(failed);
    writeln!(
        out,
        "dialogues  {verdict}{} of {turns} turns right{verdict:#} ({:.1} %); \
         {} of {} dialogues failed",
        turns - failed,
        percent(turns - failed, turns),
        totals.failed_dialogues,
        totals.dialogues
    )
}
