//! The figures as Markdown.

use std::fmt::Write;
use std::time::Duration;

use relais_benches::{Base, Kind, Machine, Timings};

use crate::measure::{Built, Measured, Turn};

pub(crate) fn report(
    date: &str,
    machine: &Machine,
    measured: &[Measured],
    ask: Option<u64>,
) -> String {
    let mut report = format!("# Engine, {date}\n\n{machine}\n");
    let tables = [
        ("The bars", bars(measured, ask)),
        ("Turns", turns(measured)),
        ("Turns by outcome", outcomes(measured)),
        ("Building and opening", costs(measured)),
        ("The bundle by part", parts(measured)),
    ];
    for (title, table) in tables {
        // Writing to a string cannot fail.
        let _ = write!(report, "\n## {title}\n\n{table}");
    }
    report
}

/// What must hold, and whether it does.
fn bars(measured: &[Measured], ask: Option<u64>) -> String {
    let of = |base: Base| measured.iter().find(|one| one.base == base)?.built.as_ref();
    let starter = of(Base::Starter);
    let turns = starter.map(|built| all(&built.turns));
    let time = |time: Option<Duration>, bar: Duration| {
        time.map(|time| (shown(time), if time < bar { "met" } else { "missed" }))
    };
    let micros = Duration::from_micros;
    let ratio = starter.map(|built| ratio(&built.turns));
    let lines = [
        ("a turn, starter, median", "150 µs", {
            time(turns.as_ref().map(Timings::median), micros(150))
        }),
        ("a turn, starter, 99th percentile of all timings", "1 ms", {
            time(turns.as_ref().map(|turns| turns.percentile(99)), micros(1_000))
        }),
        ("a turn, starter, 99th percentile of the turns' medians", "1 ms", {
            time(starter.map(|built| medians(built.turns.iter()).percentile(99)), micros(1_000))
        }),
        ("opening, starter, median", "5 ms", {
            time(starter.map(|built| built.open.median()), micros(5_000))
        }),
        ("peak memory of `relais ask`, starter", "25 MB", {
            ask.map(|peak| {
                (megabytes(peak), if peak * 1_024 < 25_000_000 { "met" } else { "missed" })
            })
        }),
        ("a turn, 100,000 articles, median", "5 ms", {
            let turns = of(Base::Generated(100_000)).map(|built| all(&built.turns));
            time(turns.map(|turns| turns.median()), micros(5_000))
        }),
        ("a turn by Tantivy's own search, starter", "3 times", {
            ratio.map(|ratio| {
                (format!("{ratio:.1} times"), if ratio < 3.0 { "met" } else { "missed" })
            })
        }),
    ];
    let mut table = "| what | bar | measured | |\n|---|---:|---:|---|\n".to_owned();
    for (what, bar, result) in lines {
        let (figure, verdict) = result.unwrap_or_else(|| ("–".to_owned(), "not measured"));
        let _ = writeln!(table, "| {what} | {bar} | {figure} | {verdict} |");
    }
    table
}

fn turns(measured: &[Measured]) -> String {
    let mut table = "| base | turns | p50 | p99 | p99 of medians | floor p50 | floor p99 | times \
                     the floor |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (base, built) in built(measured) {
        let _ = writeln!(table, "| {base} | {} |{}", built.turns.len(), line(&built.turns.iter()));
    }
    table
}

fn outcomes(measured: &[Measured]) -> String {
    let mut table =
        "| base | outcome | turns | p50 | p99 | p99 of medians | floor p50 | floor p99 \
                     | times the floor |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
    for (base, built) in built(measured) {
        for kind in Kind::ALL {
            let same = built.turns.iter().filter(|turn| turn.kind == kind);
            let count = same.clone().count();
            if count > 0 {
                let _ = writeln!(table, "| {base} | {} | {count} |{}", kind.name(), line(&same));
            }
        }
    }
    table
}

/// The columns that all tables of turns share.
fn line<'t>(turns: &(impl Iterator<Item = &'t Turn> + Clone)) -> String {
    let relais = collect(turns.clone().map(|turn| &turn.relais));
    let floor = collect(turns.clone().map(|turn| &turn.floor));
    format!(
        " {} | {} | {} | {} | {} | {:.1} |",
        shown(relais.median()),
        shown(relais.percentile(99)),
        shown(medians(turns.clone()).percentile(99)),
        shown(floor.median()),
        shown(floor.percentile(99)),
        ratio_of(turns.clone()),
    )
}

fn costs(measured: &[Measured]) -> String {
    let mut table =
        "| base | articles | read YAML | build | build peak | bundle | open p50 | open \
                     p99 | memory open | of it, engine | after a turn |\n\
                     |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
    for one in measured {
        let base = one.base;
        let Some(built) = &one.built else {
            let limit = one.limit.as_secs();
            let _ = writeln!(table, "| {base} | | | over {limit} s | | | | | | | |");
            continue;
        };
        let seconds = |name: &str| format!("{:.1} s", built.build[name] as f64 / 1e3);
        let memory = |name: &str| megabytes(built.memory[name]);
        let _ = writeln!(
            table,
            "| {base} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            built.articles,
            seconds("load-ms"),
            seconds("build-ms"),
            megabytes(built.build["peak-kb"]),
            megabytes(built.bundle as u64 >> 10),
            shown(built.open.median()),
            shown(built.open.percentile(99)),
            memory("open-kb"),
            megabytes(built.memory["open-kb"] - built.memory["empty-kb"]),
            memory("asked-kb"),
        );
    }
    table
}

fn parts(measured: &[Measured]) -> String {
    let names: Vec<&String> = match built(measured).next() {
        Some((_, first)) => first.parts.keys().collect(),
        None => return String::new(),
    };
    let mut table = "| base |".to_owned();
    names.iter().for_each(|name| table += &format!(" {name} |"));
    table += &format!("\n|---|{}\n", "---:|".repeat(names.len()));
    for (base, built) in built(measured) {
        let _ = write!(table, "| {base} |");
        for name in &names {
            let size = built.parts.get(*name).copied().unwrap_or_default();
            let _ = write!(table, " {:.1} kB |", size as f64 / 1e3);
        }
        table += "\n";
    }
    table
}

fn built(measured: &[Measured]) -> impl Iterator<Item = (Base, &Built)> {
    measured.iter().filter_map(|one| Some((one.base, one.built.as_ref()?)))
}

fn all(turns: &[Turn]) -> Timings {
    collect(turns.iter().map(|turn| &turn.relais))
}

fn collect<'t>(timings: impl Iterator<Item = &'t Timings>) -> Timings {
    let mut all = Timings::default();
    timings.for_each(|one| all.extend(one));
    all
}

/// What each turn usually takes. Where other programs want the processor too, a timing now and then
/// is one of waiting for it; the median of ten is not.
fn medians<'t>(turns: impl Iterator<Item = &'t Turn>) -> Timings {
    let mut medians = Timings::default();
    turns.for_each(|turn| medians.add(turn.relais.median()));
    medians
}

fn ratio(turns: &[Turn]) -> f64 {
    ratio_of(turns.iter())
}

/// How many times the floor a turn takes: the middle one of the turns that looked anything up.
fn ratio_of<'t>(turns: impl Iterator<Item = &'t Turn>) -> f64 {
    let seconds = |timings: &Timings| timings.median().as_secs_f64();
    let mut ratios: Vec<f64> = turns
        .filter(|turn| !turn.floor.is_empty())
        .map(|turn| seconds(&turn.relais) / seconds(&turn.floor))
        .collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or_default()
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1_000.0 { format!("{micros:.0} µs") } else { format!("{:.2} ms", micros / 1e3) }
}

/// From the kB of 1,024 bytes that Linux counts in.
fn megabytes(kilobytes: u64) -> String {
    format!("{:.1} MB", kilobytes as f64 * 1_024.0 / 1e6)
}
