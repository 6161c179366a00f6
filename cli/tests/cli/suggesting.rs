use std::fs;
use std::process::Command;

use crate::relais::Place;

/// A base, and the events of three customers who ask what it does not know.
fn bitcoin(name: &str) -> Place {
    let place = Place::with_base(name);
    for asked in ["can I pay with bitcoin", "do you take bitcoin", "pay in bitcoin please"] {
        place.run_with(&["chat", "base", "--events", "events.ndjson"], asked).succeeds();
    }
    place
}

#[test]
fn an_author_accepts_line_by_line_and_the_assistant_answers() {
    let place = bitcoin("suggest-new");
    // A new article; its title in better words; its topic; the first wording, not the second; the answer.
    let said = "\nPaying in bitcoin\n\n\nn\nNo, by **card** or transfer.\n";
    let ran = place.run_with(&["suggest", "events.ndjson", "--base", "base", "-i"], said);
    assert!(ran.err.contains("3 questions were asked in vain"), "{}", ran.err);
    let told = ran.succeeds();
    assert!(told.contains("asked in 3 conversations") && told.contains("in 3 wordings"), "{told}");
    assert!(told.contains("learned 0 wordings and 1 article\n"), "{told}");
    assert!(told.contains("2 of the questions are answered now, 0 were before"), "{told}");
    assert!(told.contains("1 of the 1 new dialogues pass"), "{told}");
    let written = fs::read_dir(place.path("base/articles"))
        .expect("topics")
        .map(|topic| topic.expect("a topic").path().join("paying-in-bitcoin.yaml"))
        .find(|file| file.exists())
        .expect("an article");
    let written = fs::read_to_string(written).expect("an article");
    assert!(written.contains("  questions:\n    - can I pay with bitcoin\n  answer:"), "{written}");
    assert!(!written.contains("enabled"), "{written}");
    let dialogues = fs::read_to_string(place.path("base/dialogues/from-customers.yaml"));
    assert!(dialogues.expect("dialogues").contains("    - user: can I pay with bitcoin\n"));
    place.run(&["check", "base", "--deny-warnings"]).succeeds();
    place.run(&["test", "base"]).succeeds();
    let answer = place.run(&["ask", "base", "is it possible to pay in bitcoin?"]).succeeds();
    assert!(answer.contains("No, by card or transfer."), "{answer}");
    // The one question that is left is asked by one customer.
    let again = place.run(&["suggest", "events.ndjson", "--base", "base"]);
    assert!(again.err.contains("nothing is to be suggested"), "{}", again.err);
    assert_eq!(again.succeeds(), "");
}

#[test]
fn a_wording_goes_to_the_article_that_customers_took() {
    let place = Place::with_base("suggest-taken");
    for _ in 0..2 {
        let args = ["chat", "base", "--events", "events.ndjson"];
        let chat = place.run_with(&args, "damaged return\n2\n").succeeds();
        assert!(chat.contains("2. Report a damaged item"), "{chat}");
    }
    let base = place.path("base/forms/damaged-item.yaml");
    let before = fs::read_to_string(&base).expect("a form");
    let patch = place.run(&["suggest", "events.ndjson", "--base", "base"]).succeeds();
    assert!(patch.contains("2 took it from a choice"), "{patch}");
    assert!(patch.contains("--- a/forms/damaged-item.yaml"), "{patch}");
    assert_eq!(fs::read_to_string(&base).expect("a form"), before, "a patch is only printed");
    // As an author takes it, lines that are not wanted left out.
    fs::write(place.path("learn.patch"), &patch).expect("a patch");
    git(&place, &["init", "--quiet"]);
    git(&place, &["apply", "--recount", "--directory=base", "learn.patch"]);
    let after = fs::read_to_string(&base).expect("a form");
    assert!(after.contains("- damaged return\n"), "{after}");
    // Only that line came, indented as those above it.
    let line = after.lines().find(|line| line.contains("damaged return")).expect("a line");
    let indent = &line[..line.len() - line.trim_start().len()];
    assert!(before.contains(&format!("\n{indent}- ")), "{before}");
    assert_eq!(after.replacen(&format!("{line}\n"), "", 1), before);
    place.run(&["check", "base"]).succeeds();
    place.run(&["test", "base"]).succeeds();
}

#[test]
fn what_was_refused_for_good_is_not_suggested_again() {
    let place = bitcoin("suggest-refused");
    let args = ["suggest", "events.ndjson", "--base", "base", "-i"];
    place.run_with(&args, "r\n").succeeds();
    let refused = fs::read_to_string(place.path("base/not-suggested.txt")).expect("a list");
    assert!(refused.contains("en: can I pay with bitcoin\n"), "{refused}");
    let ran = place.run_with(&args, "");
    assert!(ran.err.contains("3 are not to be suggested again"), "{}", ran.err);
    ran.succeeds();
    place.run(&["check", "base", "--deny-warnings"]).succeeds();
}

#[test]
fn what_the_base_could_not_be_read_with_is_not_written() {
    let place = bitcoin("suggest-unreadable");
    let before = fs::read_to_string(place.path("base/articles/returns/return-item.yaml"));
    // To the article that is nearest, in words that are another article's.
    let said = "1\ntracking number\nn\nq\n";
    let told =
        place.run_with(&["suggest", "events.ndjson", "--base", "base", "-i"], said).succeeds();
    assert!(told.contains("not added: `tracking number` is also a wording of"), "{told}");
    let after = fs::read_to_string(place.path("base/articles/returns/return-item.yaml"));
    assert_eq!(before.expect("an article"), after.expect("an article"));
    assert!(!place.path("base/dialogues/from-customers.yaml").exists());
}

#[test]
fn events_that_cannot_be_read_are_told_by_their_line() {
    let place = bitcoin("suggest-events");
    let events = fs::read_to_string(place.path("events.ndjson")).expect("events");
    let args = ["suggest", "events.ndjson", "--base", "base", "--json"];
    let whole = place.run(&args).succeeds();
    assert!(whole.contains("\"conversations\": 3"), "{whole}");
    // A host that was stopped while it wrote.
    fs::write(place.path("events.ndjson"), format!("{events}{{\"version\":1,\"conv"))
        .expect("events");
    let torn = place.run(&args);
    assert!(torn.err.contains("line 7 of events.ndjson: it is torn off"), "{}", torn.err);
    assert_eq!(torn.succeeds(), whole);
    fs::write(place.path("events.ndjson"), format!("no event\n{events}")).expect("events");
    let told = place.run(&args).fails_with(3);
    assert!(told.contains("events.ndjson: line 1: no event"), "{told}");
    let newer = events.replace("\"version\":1", "\"version\":2");
    fs::write(place.path("events.ndjson"), newer).expect("events");
    assert!(place.run(&args).fails_with(3).contains("an event of version 2; this reads 1"));
    let input = place.run_with(&["suggest", "-", "--base", "base", "--json"], &events).succeeds();
    assert_eq!(input, whole);
    let both = place.run(&["suggest", "-", "--base", "base", "-i"]).fails_with(2);
    assert!(both.contains("cannot be both"), "{both}");
}

#[track_caller]
fn git(place: &Place, arguments: &[&str]) {
    let mut command = Command::new("git");
    let ran = command.args(arguments).current_dir(place.path("")).output().expect("git");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
