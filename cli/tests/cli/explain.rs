//! What `relais ask --explain` says, as it is written in `tests/explain`: a knowledge base, and a file
//! for each question with its command and the explanation. `RELAIS_WRITE_EXPECTED=1` writes them anew,
//! to be read before they are kept.

use std::fs;
use std::path::{Path, PathBuf};

use crate::relais::Place;

#[test]
fn a_reply_is_explained_in_plain_words() {
    let place = with_base("explained");
    let mut failures = Vec::new();
    for (name, arguments) in QUESTIONS {
        let command = ["ask", "base"].iter().chain(*arguments).copied();
        let command: Vec<&str> = command.chain(["--explain"]).collect();
        let out = place.run(&command).succeeds();
        let told = format!("$ relais {}\n{out}", shown(&command));
        let file = folder().join(format!("{name}.txt"));
        if std::env::var_os("RELAIS_WRITE_EXPECTED").is_some() {
            fs::write(&file, &told).expect("a file");
        }
        if fs::read_to_string(&file).unwrap_or_default() != told {
            failures.push(format!("{}:\n{told}", file.display()));
        }
    }
    assert!(failures.is_empty(), "what was said instead:\n{}", failures.join("\n"));
}

/// Each is about something that keeps the assistant from answering, or not.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("answer-misspelt", &["ou est mon coli", "--locale", "fr"]),
    ("answer-of-a-variant", &["suivre mon colis", "--locale", "fr", "--facts", "facts.yaml"]),
    ("choice", &["renvoyer ma commande", "--locale", "fr"]),
    ("choice-of-one-word", &["lampe", "--locale", "fr"]),
    ("hand-over-of-an-article", &["renvoyer la lampe cassée", "--locale", "fr"]),
    ("negated", &["I do not want a lawyer, where is my parcel?", "--locale", "en"]),
    ("out-of-scope", &["what does a gas contract cost", "--locale", "en"]),
    ("person-wanted", &["je veux parler à quelqu'un", "--locale", "fr"]),
    ("rule", &["my lawyer wants to know where my parcel is", "--locale", "en"]),
    ("unknown-word", &["where is my zorglub parcel", "--locale", "en"]),
];

#[test]
fn the_one_who_answers_reads_it_in_their_language() {
    let place = with_base("explained-to-agents");
    place.change("base/relais.yaml", "locales: [fr, en]\n", "locales: [fr, en]\nagents: fr\n");
    let ask = ["ask", "base", "where is my parcel?", "--locale", "en", "--explain"];
    let told = place.run(&ask).succeeds();
    assert!(told.contains("L'assistant donne la fiche «\u{a0}Track my parcel\u{a0}»"), "{told}");
    // A bundle has no files, so it names them without their lines.
    place.run(&["build", "base", "-o", "kb.relais"]).succeeds();
    let told = place.run(&["ask", "kb.relais", "lamp", "--locale", "en", "--explain"]).succeeds();
    assert!(told.contains("articles/returns/"), "{told}");
    assert!(!told.contains(", line "), "{told}");
}

fn with_base(name: &str) -> Place {
    let place = Place::new(name);
    let (files, unread) = ::relais::KnowledgeBase::read_files(folder().join("base"));
    assert_eq!(unread, []);
    for (path, text) in files {
        let path = place.path("base").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    fs::write(place.path("facts.yaml"), "order.status: en route\n").expect("a file");
    place
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain")
}

/// A command as one would type it.
fn shown(command: &[&str]) -> String {
    let quoted = |word: &&str| match word.contains(' ') {
        true => format!("\"{word}\""),
        false => (*word).to_owned(),
    };
    command.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
