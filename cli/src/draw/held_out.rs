//! What became of wordings held out, and of an earlier bundle, in short.

use std::io::{self, Write};

use relais::eval::{Change, Comparison, FailureKind, HeldOut, Outside, Recalled};

use super::styles::{DIM, ERROR, GOOD, NAME, STRONG, WARNING};

/// Writes totals, the worst articles and the worst pairs.
pub(crate) fn write(out: &mut impl Write, found: &HeldOut) -> io::Result<()> {
    let total = found.inside.total();
    if total == 0 {
        return Ok(());
    }
    let worst = found.worst(MOST);
    if !worst.is_empty() {
        let width = worst.iter().map(|one| one.id.chars().count()).max().unwrap_or_default();
        let heading = "unseen, worst first";
        let width = width.max(heading.len());
        writeln!(
            out,
            "{STRONG}{heading:width$}      asked  right  offered  wrong  nothing{STRONG:#}"
        )?;
        for one in worst {
            let (id, locale) = (&one.id, one.locale.as_str());
            let Recalled { right, offered, wrong, nothing, .. } = one.asked;
            let style = if wrong > 0 { ERROR } else { DIM };
            let taken = one.taken_by.first().filter(|taken| taken.wordings > 1);
            let taken = taken.map(|taken| format!("  {} as {}", taken.wordings, taken.id));
            writeln!(
                out,
                "{NAME}{id:width$}{NAME:#}  {locale:5}{:>4}  {right:>5}  {offered:>7}  \
                 {style}{wrong:>5}{style:#}  {nothing:>7}{DIM}{}{DIM:#}",
                one.asked.total(),
                taken.unwrap_or_default(),
            )?;
        }
        writeln!(out)?;
    }
    let pairs: Vec<_> =
        found.confusions.iter().filter(|pair| pair.wordings.iter().sum::<usize>() > 1).collect();
    if !pairs.is_empty() {
        writeln!(out, "{STRONG}taken for each other{STRONG:#}")?;
        for pair in pairs.iter().take(PAIRS) {
            let [one, other] = &pair.ids;
            let [of_one, of_other] = pair.wordings;
            let locale = pair.locale;
            writeln!(
                out,
                "{:>5}  {NAME}{one}{NAME:#} / {NAME}{other}{NAME:#} {DIM}[{locale}] {of_one} and \
                 {of_other}{DIM:#}",
                of_one + of_other
            )?;
            if let Some(example) = pair.examples.first() {
                writeln!(out, "       {DIM}“{}” of {}{DIM:#}", example.wording, example.of)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes one line for what is in scope and one for what is not.
pub(crate) fn totals(out: &mut impl Write, found: &HeldOut) -> io::Result<()> {
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let Recalled { right, offered, by_rule, wrong, nothing, .. } = found.inside;
    let total = found.inside.total();
    if total == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "unseen     {right} of {total} right ({:.1} %), {offered} offered, {by_rule} by a rule, \
         {wrong} wrong, {nothing} not found",
        percent(right, total)
    )?;
    let Outside { answered, offered, refused, .. } = found.outside;
    let total = found.outside.total();
    writeln!(
        out,
        "outside    {refused} of {total} not answered, as it should be ({:.1} %), {offered} \
         offered, {answered} answered",
        percent(refused, total)
    )
}

/// Writes what broke, what was mended and what changed otherwise.
pub(crate) fn baseline(out: &mut impl Write, found: &Comparison) -> io::Result<()> {
    changes(out, "broke", ERROR, &found.broke)?;
    changes(out, "mended", GOOD, &found.mended)?;
    changes(out, "changed", WARNING, &found.changed)?;
    let style = if found.broke.is_empty() { GOOD } else { ERROR };
    writeln!(
        out,
        "baseline   {style}{} broke{style:#}, {} mended, {} changed otherwise, {} the same",
        found.broke.len(),
        found.mended.len(),
        found.changed.len(),
        found.same
    )
}

fn changes(
    out: &mut impl Write,
    name: &str,
    style: anstyle::Style,
    changes: &[Change],
) -> io::Result<()> {
    for change in changes {
        let (locale, said) = (change.locale, &change.said);
        writeln!(out, "{style}{name}{style:#} {DIM}[{locale}]{DIM:#} {STRONG}{said}{STRONG:#}")?;
        writeln!(out, "  before   {}", change.before)?;
        writeln!(out, "  now      {}", change.now)?;
        let dialogue = match &change.kind {
            FailureKind::Turn(name) => format!(", {name}"),
            _ => String::new(),
        };
        writeln!(out, "  {DIM}of       {}{dialogue}{DIM:#}\n", change.subject)?;
    }
    Ok(())
}

/// How many articles and pairs are shown.
const MOST: usize = 10;
const PAIRS: usize = 5;
