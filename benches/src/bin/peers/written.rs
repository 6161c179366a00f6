//! Where figures are shown: the record, its plot and the README, each made of the record's JSON alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::figures::Run;
use crate::{plot, report};

/// Writes down a run: its JSON, and all that is made of it.
pub(crate) fn write(run: &Run) -> Result<()> {
    let json = record(&run.date, "json");
    fs::write(&json, serde_json::to_string_pretty(run)? + "\n")?;
    draw(&json)
}

/// Makes anew what is made of a record.
pub(crate) fn draw(json: &Path) -> Result<()> {
    let run = read(json)?;
    fs::write(record(&run.date, "svg"), plot::svg(&run))?;
    let page = record(&run.date, "md");
    let before = fs::read_to_string(&page).unwrap_or_else(|_| {
        format!("# Relais and its peers, {}\n\n{RECORD_BEGINS}\n{ENDS}\n", run.date)
    });
    fs::write(&page, replaced(&before, RECORD_BEGINS, &report::long(&run))?)?;
    let readme = readme();
    let before = fs::read_to_string(&readme)?;
    fs::write(&readme, replaced(&before, README_BEGINS, &of_readme(&run))?)?;
    Ok(())
}

pub(crate) fn read(json: &Path) -> Result<Run> {
    let text = fs::read_to_string(json).map_err(|error| format!("{}: {error}", json.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// What stands between the marks of the README.
fn of_readme(run: &Run) -> String {
    let picture = format!("benches/record/{}-peers.svg", run.date);
    let sizes = run.sets.first().map(report::sizes).unwrap_or_default();
    format!("{sizes}\n{}\n![{}]({picture})\n", report::short(run), plot::TITLE)
}

/// A text with `new` between the mark and its end.
fn replaced(text: &str, mark: &str, new: &str) -> Result<String> {
    let missing = || format!("there is no `{mark}` with `{ENDS}` after it");
    let (before, rest) = text.split_once(mark).ok_or_else(missing)?;
    let (_, after) = rest.split_once(ENDS).ok_or_else(missing)?;
    Ok(format!("{before}{mark}\n{new}{ENDS}{after}"))
}

fn record(date: &str, extension: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("record");
    folder.join(format!("{date}-peers.{extension}"))
}

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")
}

const README_BEGINS: &str = "<!-- peers: scripts/peers writes what follows -->";
const RECORD_BEGINS: &str = "<!-- figures: scripts/peers writes what follows -->";
const ENDS: &str = "<!-- end -->";

#[cfg(test)]
mod tests {
    use super::*;

    /// The run that the README shows: the day is in the name of its picture.
    fn shown() -> Run {
        let readme = fs::read_to_string(readme()).unwrap();
        let (before, _) = readme.split_once("-peers.svg)").expect("the README has the plot");
        let date = &before[before.len() - "2026-11-29".len()..];
        read(&record(date, "json")).unwrap()
    }

    #[test]
    fn the_readme_and_the_record_show_what_was_measured() {
        let run = shown();
        for (file, mark, made) in [
            (readme(), README_BEGINS, of_readme(&run)),
            (record(&run.date, "md"), RECORD_BEGINS, report::long(&run)),
        ] {
            let text = fs::read_to_string(&file).unwrap();
            let same = replaced(&text, mark, &made).unwrap();
            assert!(text == same, "{}: run scripts/peers --draw", file.display());
        }
        let drawn = fs::read_to_string(record(&run.date, "svg")).unwrap();
        assert!(drawn == plot::svg(&run), "the plot: run scripts/peers --draw");
    }

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let text = format!("a\n{README_BEGINS}\nold\n{ENDS}\nb\n{ENDS}");
        let made = replaced(&text, README_BEGINS, "new\n").unwrap();
        assert_eq!(made, format!("a\n{README_BEGINS}\nnew\n{ENDS}\nb\n{ENDS}"));
        assert!(replaced("a", README_BEGINS, "new").is_err());
    }
}
