//! The report, on a few events that can be counted by hand, and the command.

mod command;
mod documents;
mod inputs;
mod pages;
mod questions;

use std::path::{Path, PathBuf};

use relais_report::{Figures, Inputs, Options};

/// The events of this folder.
fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/events.ndjson")
}

/// A file at the top of the tree.
fn document(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The figures of a file, by UTC.
fn figures(file: &Path) -> Figures {
    figures_in("UTC", file)
}

fn figures_in(time_zone: &str, file: &Path) -> Figures {
    let options = Options { time_zone: time_zone.to_owned(), ..Options::default() };
    Figures::of(&Inputs::find([file]).expect("a file of events"), &options).expect("figures")
}

/// An event as a line, with these fields in the place of usual ones.
fn line(fields: serde_json::Value) -> String {
    let mut event = serde_json::json!({
        "version": 1, "conversation": "a", "turn": 1, "at": "2026-11-01T08:00:00Z", "channel": "web",
        "locale": "fr", "outcome": "answer", "article": "box/return", "message": "rendre la box",
        "resolution": "unknown",
    });
    let event_fields = event.as_object_mut().expect("an object");
    event_fields.extend(fields.as_object().expect("an object").clone());
    event.to_string()
}
