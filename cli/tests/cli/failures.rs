use std::fs;

use crate::relais::Place;

#[test]
fn help_has_examples_and_exit_codes() {
    let place = Place::new("help");
    for command in [
        "new", "check", "build", "chat", "ask", "test", "eval", "import", "export", "keygen",
        "verify",
    ] {
        let help = place.run(&[command, "--help"]).succeeds();
        assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    }
    assert!(place.run(&["--help"]).succeeds().contains("relais new my-base"));
}

#[test]
fn what_was_not_understood_is_a_matter_of_usage() {
    let place = Place::with_base("usage");
    place.run(&["chekc"]).fails_with(2);
    place.run(&["ask"]).fails_with(2);
    place.run(&["ask", "base", "hello", "--json", "--explain"]).fails_with(2);
    assert!(place.run(&["new", "base"]).fails_with(2).contains("is not empty"));
    assert!(place.run(&["check"]).fails_with(2).contains("relais new"));
    let told = place.run(&["build", "base", "--locale", "de"]).fails_with(2);
    assert!(told.contains("has en, and not de"), "{told}");
    place.run(&["chat", "base", "--locale", "de"]).fails_with(2);
}

#[test]
fn what_cannot_be_read_is_named() {
    let place = Place::with_base("unreadable");
    assert!(place.run(&["check", "nowhere"]).fails_with(3).contains("nowhere"));
    assert!(
        place.run(&["ask", "nowhere.relais", "hello"]).fails_with(3).contains("nowhere.relais")
    );
    fs::write(place.path("no.relais"), "not a bundle").expect("a file");
    assert!(
        place.run(&["ask", "no.relais", "hello"]).fails_with(3).contains("not a Relais bundle")
    );
    place.run(&["build", "base", "-o", "nowhere/kb.relais"]).fails_with(3);
    place.run(&["chat", "base", "--facts", "nowhere.json"]).fails_with(3);
}

#[test]
fn a_damaged_bundle_is_an_error() {
    let place = Place::with_base("damaged");
    place.run(&["build", "base", "-o", "kb.relais"]).succeeds();
    let mut bytes = fs::read(place.path("kb.relais")).expect("a bundle");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(place.path("kb.relais"), &bytes).expect("a file");
    place.run(&["ask", "kb.relais", "hello"]).fails_with(3);
}

#[test]
fn a_broken_knowledge_base_is_not_built() {
    let place = Place::with_base("not-built");
    place.change("base/relais.yaml", "time_zone: Europe/London", "time_zone: Europe/Lundun");
    for command in ["build", "test"] {
        let told = place.run(&[command, "base"]).fails_with(1);
        assert!(told.contains("error[unknown-time-zone]"), "{told}");
    }
    assert!(!place.path("base.relais").exists());
}
