//! What came of asking a set, as tables.

use std::io::{self, Write};

use relais::eval::metrics::Bin;
use relais::eval::{AtDefaultBar, Costs, Figures, Size};

use super::styles::{DIM, GOOD, NAME, STRONG};

pub(crate) fn write(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    size(out, &figures.size)?;
    best_article(out, figures)?;
    probability(out, figures)?;
    at_default_bar(out, &figures.at_default_bar)?;
    reliability(out, &figures.reliability)?;
    costs(out, &figures.costs)
}

fn size(out: &mut impl Write, size: &Size) -> io::Result<()> {
    let Size { n, in_scope, out_of_scope, labels, train, .. } = size;
    writeln!(out, "{n} questions, {in_scope} in scope and {out_of_scope} out of scope")?;
    writeln!(out, "{labels} articles, made of {train} wordings")?;
    if size.train_left_out > 0 {
        writeln!(out, "not learned, for they have no label: {}", size.train_left_out)?;
    }
    if size.untaught > 0 {
        writeln!(out, "in scope, with a label that nothing taught: {}", size.untaught)?;
    }
    writeln!(out)
}

fn best_article(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "the best article, whatever its probability")?;
    line(out, "right", percent(figures.in_scope_accuracy), "of the questions in scope")?;
    let Some(ranks) = figures.ranks else { return writeln!(out) };
    line(out, "right among three", percent(ranks.r_at_3), "R@3")?;
    line(out, "mean reciprocal rank", decimal(ranks.mrr_at_10), "MRR@10")?;
    writeln!(out)
}

fn probability(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    heading(out, "whether its probability tells")?;
    line(out, "AUROC", decimal(figures.auroc), "in scope is above out of scope; 0.5 is chance")?;
    let coverage = &figures.coverage_at_risk;
    let meaning = "in scope, answered rightly where so many answers are wrong";
    line(out, "coverage at 5 % risk", percent(coverage.five), meaning)?;
    line(out, "coverage at 10 % risk", percent(coverage.ten), "")?;
    line(out, "coverage at 20 % risk", percent(coverage.twenty), "")?;
    line(out, "AURC", decimal(figures.aurc), "mean risk over all coverages; lower is better")?;
    line(out, "ECE", decimal(figures.ece), "how far it is from the share that is right")?;
    writeln!(out)
}

fn at_default_bar(out: &mut impl Write, at: &AtDefaultBar) -> io::Result<()> {
    heading(out, &format!("what the engine did at its default bar, {:.2}", at.bar))?;
    let AtDefaultBar { answered, right, wrong, .. } = at;
    let share = percent(at.wrong_share);
    line(out, "answered", answered.to_string(), &format!("{right} right and {wrong} wrong"))?;
    line(out, "wrong", share, "of the answers")?;
    let inside = percent(at.in_scope_answered_right);
    line(out, "answered rightly", inside, "of the questions in scope")?;
    line(out, "offered", percent(at.offered), "of them, the right article in a choice")?;
    line(out, "not answered", percent(at.oos_refused), "of the questions out of scope")?;
    writeln!(out)
}

fn reliability(out: &mut impl Write, bins: &[Bin]) -> io::Result<()> {
    heading(out, "groups of questions by rising probability")?;
    writeln!(out, "{DIM}  questions  predicted    right{DIM:#}")?;
    for bin in bins {
        let Bin { questions, predicted, right } = bin;
        let bar = "█".repeat((right * BAR_WIDTH).round() as usize);
        writeln!(out, "  {questions:>9}  {predicted:>9.2}  {right:>7.2}  {GOOD}{bar}{GOOD:#}")?;
    }
    writeln!(out)
}

fn costs(out: &mut impl Write, costs: &Costs) -> io::Result<()> {
    heading(out, "what it took")?;
    line(out, "building", format!("{:.1} s", costs.build_seconds), "")?;
    line(out, "a turn", format!("{:.0} µs", costs.p50_us), "the median")?;
    line(out, "", format!("{:.0} µs", costs.p99_us), "99 in 100 take no longer")?;
    let kilobytes = |bytes: usize| format!("{:.0} kB", bytes as f64 / 1e3);
    let classifier = format!("{} of it are the classifier", kilobytes(costs.classifier_bytes));
    line(out, "the bundle", kilobytes(costs.bundle_bytes), &classifier)
}

fn heading(out: &mut impl Write, text: &str) -> io::Result<()> {
    writeln!(out, "{STRONG}{text}{STRONG:#}")
}

fn line(out: &mut impl Write, name: &str, value: String, meaning: &str) -> io::Result<()> {
    write!(out, "  {NAME}{name:<22}{NAME:#}{value:>9}")?;
    match meaning {
        "" => writeln!(out),
        _ => writeln!(out, "   {DIM}{meaning}{DIM:#}"),
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or(NONE.to_owned(), |share| format!("{:.1} %", share * 100.0))
}

fn decimal(figure: Option<f64>) -> String {
    figure.map_or(NONE.to_owned(), |figure| format!("{figure:.3}"))
}

/// A figure that the set has no question for.
const NONE: &str = "–";
const BAR_WIDTH: f64 = 20.0;
