//! The command `relais-report`, as it is typed.

use std::process::{Command, Output};

use crate::fixture;

fn run(arguments: &[&str], lang: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relais-report"));
    command.args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", lang);
    command.output().expect("the command runs")
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

#[test]
fn prints_text_in_the_language_of_the_system() {
    let fixture = fixture();
    let fixture = fixture.to_str().expect("a name");
    let english = printed(&run(&[fixture], "C.UTF-8"));
    assert!(english.starts_with("What happened\n"), "{english}");
    let french = printed(&run(&[fixture, "--time-zone", "Europe/Paris"], "fr_FR.UTF-8"));
    assert!(
        french.starts_with("Ce qui s’est passé\n") && french.contains("Europe/Paris"),
        "{french}"
    );
    let english = printed(&run(&[fixture, "--lang", "en"], "fr_FR.UTF-8"));
    assert!(english.starts_with("What happened\n"), "{english}");
}

#[test]
fn prints_json_and_writes_a_page() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let page = folder.path().join("report.html");
    let (fixture, page) = (fixture(), page.to_str().expect("a name"));
    let fixture = fixture.to_str().expect("a name");
    let json = printed(&run(&[fixture, "--json", "--html", page], "C"));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["read"]["events"], 27);
    let page = std::fs::read_to_string(page).expect("a page");
    assert!(page.starts_with("<!doctype html>"));
}

#[test]
fn prints_the_sql() {
    let all = printed(&run(&["--sql"], "C"));
    for query in relais_report::sql::all() {
        assert!(all.contains(query.text), "{}", query.name);
    }
    let one = printed(&run(&["--sql=endings"], "C"));
    assert!(one.contains("FROM conversations") && !one.contains("FROM events"), "{one}");
}

#[test]
fn fails_with_one_sentence() {
    let output = run(&["nowhere/*.ndjson"], "C");
    assert_eq!(output.status.code(), Some(3));
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.starts_with("error: nowhere/*.ndjson: there are no events here"), "{message}");
    assert_eq!(run(&[], "C").status.code(), Some(2));
    assert_eq!(run(&["a", "--memory", "much"], "C").status.code(), Some(2));
}
