//! The tests of the exchange: what each format gives, through the public API.

mod adding;
mod hostile;
mod oddities;
mod round_trip;
mod samples;

use relais::{Diagnostic, KnowledgeBase};
use relais_exchange::{Format, Imported, Input, Options, import};

/// A sample of this repository.
fn sample(name: &str) -> Input {
    let path = format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    Input::read(path).expect("a sample")
}

/// Imports into a new knowledge base, in the format that is plain from the input.
#[track_caller]
fn imported(input: &Input) -> Imported {
    let format = Format::of(input).expect("a format");
    import(input, format, &Options::default()).expect("an import")
}

/// The knowledge base that an import makes; it has no errors, and no warnings of its own.
#[track_caller]
fn base(imported: &Imported) -> (KnowledgeBase, Vec<Diagnostic>) {
    let files = imported.files.iter().cloned();
    KnowledgeBase::from_files(files).unwrap_or_else(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}\n{:#?}", told.join("\n"), imported.files)
    })
}

/// The text of a file of an import.
#[track_caller]
fn file<'i>(imported: &'i Imported, path: &str) -> &'i str {
    let found = imported.files.iter().find(|(known, _)| known == path);
    let paths: Vec<&String> = imported.files.iter().map(|(path, _)| path).collect();
    found.map(|(_, text)| text.as_str()).unwrap_or_else(|| panic!("{path} in {paths:?}"))
}

/// Whether a loss is told: its item, what is lost, and a part of why.
#[track_caller]
fn loses(imported: &Imported, item: &str, what: &str, why: &str) {
    let found = imported
        .losses
        .iter()
        .any(|loss| loss.item == item && loss.what == what && loss.why.contains(why));
    let told: Vec<String> = imported.losses.iter().map(ToString::to_string).collect();
    assert!(found, "{item}: {what}: {why} in\n{}", told.join("\n"));
}
