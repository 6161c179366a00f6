//! The figures as Markdown.

use std::fmt::Write;

use crate::figures::{Ends, Figures, Run, SetFigures, Who};

/// The table of the README: the first set.
pub(crate) fn short(run: &Run) -> String {
    let Some(set) = run.sets.first() else { return String::new() };
    let mut table = "| | right | wrong | off topic, refused | without a bar: right, wrong | a question, median | 99th percentile | memory | loading | download |\n\
                     |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (who, figures) in by_right(run, set) {
        let Ends { right, wrong, .. } = figures.plain;
        let cells = [
            who.name.clone(),
            at_bar(figures, |ends| ends.right.to_string()),
            at_bar(figures, |ends| ends.wrong.to_string()),
            at_bar(figures, |ends| percent(ends.refused, set.out_of_scope)),
            format!("{right}, {wrong}"),
            with_floor(figures.p50_us, set.floor().map(|floor| floor.p50_us)),
            with_floor(figures.p99_us, set.floor().map(|floor| floor.p99_us)),
            megabytes(1024 * figures.resident_kb),
            milliseconds(figures.load_ms),
            megabytes(who.code_bytes + figures.data_bytes),
        ];
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

/// All tables of the record.
pub(crate) fn long(run: &Run) -> String {
    let mut report =
        format!("{}, {:.2} when it ended.\n", run.machine.trim_end_matches('.'), run.load[1]);
    for (name, why) in &run.absent {
        let _ = writeln!(report, "\nLeft out: {name}: {why}.");
    }
    report += "\n| peer | version | the library, to download |\n|---|---|---:|\n";
    for Who { name, version, code_bytes, .. } in &run.peers {
        let _ = writeln!(report, "| {name} | {version} | {} |", megabytes(*code_bytes));
    }
    for set in &run.sets {
        let _ = write!(report, "\n### {}\n\n{}\n", set.name, sizes(set));
        report += &answers(run, set);
        report += "\n";
        report += &costs(run, set);
        for (name, why) in &set.left_out {
            let _ = writeln!(report, "\nLeft out: {name}: {why}.");
        }
    }
    report
}

/// How far one run is from another: the least and the largest share of a figure in the other's, over all peers of a set.
pub(crate) fn difference(run: &Run, other: &Run) -> String {
    let mut table = "| set | peers | ends that differ | median, as a share | 99th percentile | in times the floor, median | 99th percentile | memory | loading |\n\
                     |---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for set in &run.sets {
        let Some(before) = other.sets.iter().find(|one| one.name == set.name) else { continue };
        let both: Vec<(&Figures, &Figures)> = set
            .peers
            .iter()
            .filter_map(|one| Some((one, before.peers.iter().find(|o| o.peer == one.peer)?)))
            .collect();
        let ends = |one: &Figures| (one.plain, one.at_bar);
        let differ = both.iter().filter(|(one, other)| ends(one) != ends(other)).count();
        let span = |value: &dyn Fn(&SetFigures, &Figures) -> f64| {
            let shares = both.iter().map(|(one, o)| value(set, one) / value(before, o));
            let (low, high) =
                shares.fold((f64::MAX, 0.0), |(low, high), s| (s.min(low), s.max(high)));
            format!("{low:.2} to {high:.2}")
        };
        let floored = |value: fn(&Figures) -> f64| {
            move |set: &SetFigures, one: &Figures| value(one) / set.floor().map_or(1.0, value)
        };
        let cells = [
            set.name.clone(),
            both.len().to_string(),
            differ.to_string(),
            span(&|_, one| one.p50_us),
            span(&|_, one| one.p99_us),
            span(&floored(|one| one.p50_us)),
            span(&floored(|one| one.p99_us)),
            span(&|_, one| one.resident_kb as f64),
            span(&|_, one| one.load_ms),
        ];
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

/// How large a set is, and what the bars of the others are set for.
pub(crate) fn sizes(set: &SetFigures) -> String {
    let SetFigures { articles, wordings, in_scope, out_of_scope, .. } = set;
    let mut text = format!(
        "{articles} articles with {wordings} wordings; {in_scope} questions in scope and {out_of_scope} off topic."
    );
    if let Some(risk) = set.risk {
        let _ = write!(
            text,
            " In cross-validation {:.1} % of the answers of Relais are wrong; the bars of the others are set for the same.",
            100.0 * risk
        );
    }
    text + "\n"
}

fn answers(run: &Run, set: &SetFigures) -> String {
    let mut table = "| | used as | bar on | bar | right | wrong | refused | as it comes: right | wrong | refused | offered | right one first | AUROC | right at 10 % wrong |\n\
                     |---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (who, figures) in by_right(run, set) {
        let Figures { plain, .. } = figures;
        let cells = [
            who.name.clone(),
            figures.variant.clone(),
            figures.bar.map_or("–".to_owned(), |_| figures.evidence.clone()),
            figures.bar.map_or("–".to_owned(), |bar| format!("{bar:.3}")),
            at_bar(figures, |ends| ends.right.to_string()),
            at_bar(figures, |ends| ends.wrong.to_string()),
            at_bar(figures, |ends| percent(ends.refused, set.out_of_scope)),
            plain.right.to_string(),
            plain.wrong.to_string(),
            percent(plain.refused, set.out_of_scope),
            plain.offered.to_string(),
            share(figures.first),
            share(figures.auroc),
            share(figures.coverage_at_10),
        ];
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

fn costs(run: &Run, set: &SetFigures) -> String {
    let mut table = "| | a question, median | times the floor | 99th percentile | times the floor | timed | loading | preparing | memory | peak | data, to download |\n\
                     |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (who, one) in by_right(run, set) {
        let times = |value: fn(&Figures) -> f64| {
            set.floor().map_or("–".to_owned(), |floor| times(value(one) / value(floor)))
        };
        let cells = [
            who.name.clone(),
            microseconds(one.p50_us),
            times(|one| one.p50_us),
            microseconds(one.p99_us),
            times(|one| one.p99_us),
            one.timed.to_string(),
            milliseconds(one.load_ms),
            milliseconds(one.prepare_ms),
            megabytes(1024 * one.resident_kb),
            megabytes(1024 * one.peak_kb),
            megabytes(one.data_bytes),
        ];
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table
}

/// The peers of a set: those with most right answers at their bars first, then those that have the right article first
/// most often.
pub(crate) fn by_right<'a>(run: &'a Run, set: &'a SetFigures) -> Vec<(&'a Who, &'a Figures)> {
    let mut peers: Vec<_> =
        set.peers.iter().filter_map(|one| Some((run.who(&one.peer)?, one))).collect();
    let key = |one: &Figures| (one.at_bar.map(|ends| ends.right), one.plain.right);
    peers.sort_by_key(|(_, one)| std::cmp::Reverse(key(one)));
    peers
}

fn at_bar(figures: &Figures, shown: impl Fn(&Ends) -> String) -> String {
    figures.at_bar.as_ref().map_or("–".to_owned(), shown)
}

fn with_floor(us: f64, floor: Option<f64>) -> String {
    let floor = floor.map_or(String::new(), |floor| format!(" ({})", times(us / floor)));
    microseconds(us) + &floor
}

fn times(ratio: f64) -> String {
    let digits = usize::from(ratio < 9.95);
    format!("{}×", thousands(ratio, digits))
}

pub(crate) fn microseconds(us: f64) -> String {
    match us {
        us if us < 999.5 => format!("{us:.0} µs"),
        us if us < 99_950.0 => format!("{:.1} ms", us / 1e3),
        us => format!("{:.0} ms", us / 1e3),
    }
}

fn milliseconds(ms: f64) -> String {
    let digits = usize::from(ms < 9.95);
    format!("{} ms", thousands(ms, digits))
}

fn megabytes(bytes: u64) -> String {
    let mb = bytes as f64 / 1e6;
    match mb {
        mb if mb < 0.0995 => format!("{:.0} kB", 1e3 * mb),
        mb if mb < 0.9995 => format!("{:.2} MB", mb),
        mb if mb < 9.95 => format!("{mb:.1} MB"),
        mb => format!("{mb:.0} MB"),
    }
}

/// A number with a comma between thousands.
fn thousands(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    let (whole, rest) =
        text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest.is_empty() { grouped } else { format!("{grouped}.{rest}") }
}

fn percent(part: usize, whole: usize) -> String {
    let share = relais::eval::metrics::share(part, whole);
    share.map_or("–".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

fn share(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{share:.3}"))
}
