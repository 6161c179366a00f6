//! The figures as Markdown.

use std::fmt::Write;

use relais::eval::Figures;
use relais_benches::Machine;

use crate::bars::bars;
use crate::figure::Figure;
use crate::peers::peers;

pub(crate) fn report(date: &str, machine: &Machine, measured: &[(String, Figures)]) -> String {
    let mut report = format!(
        "# Understanding, {date}\n\n{machine}\n\nMeasured by `scripts/understanding`; \
         `benches/README.md` says what the figures are.\n"
    );
    let tables = [
        ("The bars", wanted(measured)),
        ("What the sets are", sizes(measured)),
        ("The best article, and whether its probability tells", tells(measured)),
        ("What the engine did at its default bar", at_bar(measured)),
        ("What it took", costs(measured)),
    ];
    for (title, table) in tables {
        // Writing to a string cannot fail.
        let _ = write!(report, "\n## {title}\n\n{table}");
    }
    report
}

/// What must hold, whether it does, and what others reach.
fn wanted(measured: &[(String, Figures)]) -> String {
    let mut table =
        "| set | figure | bar | measured | | others |\n|---|---|---:|---:|---|---|\n".to_owned();
    let mut met = 0;
    let mut all = 0;
    for (set, figures) in measured {
        for (figure, bar) in bars(set, figures) {
            let value = figure.of(figures);
            let is_met = value.is_some_and(|value| figure.reaches(value, bar));
            met += usize::from(is_met);
            all += 1;
            let _ = writeln!(
                table,
                "| {set} | {} | {bar:.3} | {} | {} | {} |",
                figure.name(),
                shown(value),
                if is_met { "met" } else { "missed" },
                others(set, figure)
            );
        }
    }
    let _ = writeln!(table, "\n{met} of {all} are met.");
    table
}

/// What others reach on a figure, the best first.
fn others(set: &str, figure: Figure) -> String {
    let mut others: Vec<_> = peers(set, figure).collect();
    others.sort_by(|one, other| match figure.reaches(one.value, other.value) {
        _ if one.value == other.value => std::cmp::Ordering::Equal,
        true => std::cmp::Ordering::Less,
        false => std::cmp::Ordering::Greater,
    });
    let others: Vec<String> =
        others.iter().map(|peer| format!("{} {:.3}", peer.name, peer.value)).collect();
    others.join(", ")
}

fn sizes(measured: &[(String, Figures)]) -> String {
    let mut table = "| set | articles | wordings | questions | in scope | out of scope |\n\
                     |---|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (set, figures) in measured {
        let size = &figures.size;
        let _ = writeln!(
            table,
            "| {set} | {} | {} | {} | {} | {} |",
            size.labels, size.train, size.n, size.in_scope, size.out_of_scope
        );
    }
    table
}

fn tells(measured: &[(String, Figures)]) -> String {
    let mut table = "| set | right | R@3 | MRR@10 | AUROC | coverage at 5 % | at 10 % | at 20 % | \
                     AURC | ECE |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (set, figures) in measured {
        let coverage = &figures.coverage_at_risk;
        let cells = [
            figures.in_scope_accuracy,
            figures.ranks.and_then(|ranks| ranks.r_at_3),
            figures.ranks.and_then(|ranks| ranks.mrr_at_10),
            figures.auroc,
            coverage.five,
            coverage.ten,
            coverage.twenty,
            figures.aurc,
            figures.ece,
        ];
        let _ = writeln!(table, "| {set} | {} |", cells.map(shown).join(" | "));
    }
    table
}

fn at_bar(measured: &[(String, Figures)]) -> String {
    let mut table = "| set | answered | right | wrong | wrong among answered | in scope answered \
                     rightly | in scope offered | out of scope not answered |\n\
                     |---|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (set, figures) in measured {
        let at = &figures.at_default_bar;
        let shares = [at.wrong_share, at.in_scope_answered_right, at.offered, at.oos_refused];
        let shares = shares.map(shown).join(" | ");
        let _ =
            writeln!(table, "| {set} | {} | {} | {} | {shares} |", at.answered, at.right, at.wrong);
    }
    table
}

fn costs(measured: &[(String, Figures)]) -> String {
    let mut table = "| set | build | a turn, p50 | p99 | bundle | of it, classifier |\n\
                     |---|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (set, figures) in measured {
        let costs = &figures.costs;
        let _ = writeln!(
            table,
            "| {set} | {:.1} s | {:.0} µs | {:.0} µs | {:.0} kB | {:.0} kB |",
            costs.build_seconds,
            costs.p50_us,
            costs.p99_us,
            costs.bundle_bytes as f64 / 1e3,
            costs.classifier_bytes as f64 / 1e3
        );
    }
    table
}

fn shown(figure: Option<f64>) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.3}"))
}
