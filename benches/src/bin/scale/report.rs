use std::fmt::Write as _;

use relais_benches::Machine;

use crate::Size;

type Figure = (&'static str, fn(&Size) -> f64, usize, Option<f64>);

/// The figures with the bars of a million wordings.
const FIGURES: [Figure; 8] = [
    ("build, from the YAML, s", |size| size.build_s, 2, Some(600.0)),
    ("peak memory of the build, MB", |size| size.build_peak_mb, 0, None),
    ("bundle, MB", |size| size.bundle_mb, 1, None),
    ("open by memory map, all checksums, ms", |size| size.open_ms, 2, Some(50.0)),
    ("resident after 1,000 questions, MB", |size| size.resident_mb, 0, Some(500.0)),
    ("a turn, p50, µs", |size| size.p50_us, 0, None),
    ("a turn, p99, µs", |size| size.p99_us, 0, Some(20_000.0)),
    ("the floor (Tantivy's search), p50, µs", |size| size.floor_us, 0, None),
];

/// A row for each figure, a column for each size.
pub(crate) fn report(date: &str, machine: &Machine, sizes: &[Size]) -> String {
    let mut report = format!(
        "# Scale, {date}\n\n{machine}\n\nMeasured by `scripts/scale`; `benches/README.md` says how.\n\n|"
    );
    for size in sizes {
        let _ = write!(report, " | {:.0} wordings, {:.0} articles", size.wordings, size.articles);
    }
    report += " | slope | bar | |\n|---|";
    report += &"---:|".repeat(sizes.len() + 2);
    report += "---|\n";
    for (name, figure, decimals, bar) in FIGURES {
        let _ = write!(report, "| {name}");
        for size in sizes {
            let _ = write!(report, " | {:.decimals$}", figure(size));
        }
        let last = sizes.last().map(figure);
        let slope = slope(sizes, figure).map_or("–".to_owned(), |slope| format!("{slope:.2}"));
        let verdict = match (bar, last) {
            (Some(bar), Some(last)) if last <= bar => "met",
            (Some(_), _) => "missed",
            _ => "",
        };
        let bar = bar.map_or("–".to_owned(), |bar| format!("{bar}"));
        let _ = writeln!(report, " | {slope} | {bar} | {verdict} |");
    }
    report += "\nThe slope is that of the least squares of the logarithms: 1 where ten times the wordings cost ten times as \
               much. The bars are for a million wordings.\n";
    report
}

/// How a figure grows with the wordings, on logarithmic scales; nothing with one size.
fn slope(sizes: &[Size], figure: fn(&Size) -> f64) -> Option<f64> {
    if sizes.len() < 2 {
        return None;
    }
    let points: Vec<(f64, f64)> =
        sizes.iter().map(|size| (size.wordings.ln(), figure(size).max(1e-9).ln())).collect();
    let count = points.len() as f64;
    let x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let above: f64 = points.iter().map(|(a, b)| (a - x) * (b - y)).sum();
    let below: f64 = points.iter().map(|(a, _)| (a - x).powi(2)).sum();
    Some(above / below)
}
