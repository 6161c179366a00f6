use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use relais_benches::Machine;

use crate::{Found, MOST};

/// The slowest message of each situation and kind, as Markdown.
pub(crate) fn report(
    date: &str,
    machine: &Machine,
    median: Duration,
    found: &[Found],
    seconds: u64,
) -> String {
    let times = |took: Duration| took.as_secs_f64() / median.as_secs_f64();
    let mut report = format!(
        "# The slowest messages, {date}\n\n{machine}\n\n\
         Searched for {seconds} s by `slowest` of `benches/`; each is the best of three and more, and the floor is the \
         median turn of the dialogues of the starter base in the same run: {} µs.\n\n\
         | waiting for | kind | characters | took | times the median turn |\n|---|---|---:|---:|---:|\n",
        median.as_micros(),
    );
    let mut kinds: BTreeMap<_, &Found> = BTreeMap::new();
    for one in found {
        kinds.entry((one.situation, one.family)).or_insert(one);
    }
    let mut shown: Vec<&Found> = kinds.into_values().collect();
    shown.sort_by_key(|one| std::cmp::Reverse(one.took));
    for one in shown.into_iter().take(12) {
        let length: usize = one.said.texts().iter().map(|text| text.chars().count()).sum();
        let _ = writeln!(
            report,
            "| {} | {} | {length} | {:.2} ms | {:.1} |",
            one.situation,
            one.family,
            one.took.as_secs_f64() * 1e3,
            times(one.took),
        );
    }
    let worst = times(found[0].took);
    let verdict = if worst <= MOST { "met" } else { "missed" };
    let start: String = found[0].said.texts()[0].chars().take(80).collect();
    let _ = writeln!(
        report,
        "\nThe bar is {MOST} times: {verdict}, with {worst:.1}. The worst starts so: `{start}`"
    );
    report
}
