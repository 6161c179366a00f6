//! `relais check`: what it finds beyond errors, how it mends, and how programs read it.

use std::fs;

use serde_json::Value;

use crate::relais::Place;

/// A day on which no date of the small knowledge base is over.
const DAY: &str = "2026-11-29";

/// The small knowledge base, with a wording twice.
fn weak(name: &str) -> Place {
    let place = Place::with_base(name);
    let article = "base/articles/returns/return-item.yaml";
    place.change(
        article,
        "    - return label\n",
        "    - return label\n    - Return label # twice\n",
    );
    place
}

#[test]
fn a_finding_says_where_why_and_what_to_do() {
    let place = Place::with_base("where-why-what");
    let file = "base/articles/returns/return-item.yaml";
    let text = fs::read_to_string(place.path(file)).expect("a file");
    fs::write(place.path(file), format!("{text}valid_until: 2026-11-01\n")).expect("a file");
    let told = place.run(&["check", "base", "--on", DAY]);
    for part in [
        "warning[expired]: the article ended on 2026-11-01",
        "valid_until: 2026-11-01",
        "note: customers who ask for it are handed over",
        "help: give it another date",
        // The other article suggests it.
        "warning[leads-to-expired]: `returns/return-item` ended on 2026-11-01",
        "reading level (LIX): en ",
        "2 warnings; `relais check --fix` mends 1",
    ] {
        assert!(told.err.contains(part), "{part} in {}", told.err);
    }
    told.succeeds();
    // The day before, it only ends soon; a month before, there is nothing to tell.
    let soon = place.run(&["check", "base", "--on", "2026-10-31"]).err;
    assert!(soon.contains("expires-soon") && soon.contains("ends tomorrow"), "{soon}");
    assert!(place.run(&["check", "base", "--on", "2026-09-01"]).err.contains("no problems"));
    place.run(&["check", "base", "--on", "yesterday"]).fails_with(2);
}

#[test]
fn what_can_be_mended_is_and_the_rest_stays_as_it_was() {
    let place = weak("mending");
    place.change("base/rules/threat-of-court.yaml", "priority: 80 ", "priorty: 80 ");
    let article = "base/articles/returns/return-item.yaml";
    let before = fs::read_to_string(place.path(article)).expect("a file");
    let told = place.run(&["check", "base", "--on", DAY]);
    assert!(told.err.contains("`relais check --fix` mends 2"), "{}", told.err);
    told.fails_with(1);
    let mended = place.run(&["check", "base", "--on", DAY, "--fix"]);
    for part in ["rename `priorty` to `priority`", "remove the wording", "no problems"] {
        assert!(mended.err.contains(part), "{part} in {}", mended.err);
    }
    mended.succeeds();
    let after = fs::read_to_string(place.path(article)).expect("a file");
    assert_eq!(after, before.replace("    - Return label # twice\n", ""));
    let again = place.run(&["check", "base", "--on", DAY, "--fix"]);
    assert!(!again.err.contains("mended"), "{}", again.err);
    again.succeeds();
}

#[test]
fn programs_read_problems_in_their_own_forms() {
    let place = weak("forms-for-programs");
    let run =
        |format: &str| place.run(&["check", "base", "--on", DAY, "--format", format]).succeeds();
    let file = "base/articles/returns/return-item.yaml";
    let json: Value = serde_json::from_str(&run("json")).expect("JSON");
    assert_eq!(json["warnings"], 1, "{json}");
    let problem = &json["problems"][0];
    assert_eq!(problem["code"], "duplicate-wording");
    assert_eq!(problem["file"], file);
    assert!(problem["why"].as_str().is_some_and(|why| !why.is_empty()));
    let text = fs::read_to_string(place.path(file)).expect("a file");
    let byte = |key: &str| problem["fix"][key].as_u64().expect("a byte") as usize;
    assert_eq!(&text[byte("from_byte")..byte("until_byte")], "    - Return label # twice\n");

    let line = problem["line"].as_u64().expect("a line");
    let github = run("github");
    let start = format!("::warning file={file},line={line},col=7,title=duplicate-wording::this");
    assert!(github.starts_with(&start), "{github}");
    assert_eq!(github.lines().count(), 1, "{github}");

    let sarif: Value = serde_json::from_str(&run("sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], run["tool"]["driver"]["rules"][0]["id"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], file);
    assert_eq!(place["region"]["startLine"], line);
    assert!(
        result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"].is_object()
    );
}

#[test]
fn wordings_that_another_article_takes_are_told() {
    let place = Place::with_base("hijacked");
    // Wordings of another article, which is the better place for them.
    place.change(
        "base/articles/returns/return-item.yaml",
        "    - return label\n",
        "    - return label\n    - where is the parcel that I ordered\n",
    );
    let quick = place.run(&["check", "base", "--on", DAY]).err;
    assert!(!quick.contains("hijacked-wording"), "{quick}");
    let told = place.run(&["check", "base", "--on", DAY, "--held-out", "--format", "short"]);
    let hijacked = told.out.lines().find(|line| {
        line.contains("hijacked-wording") && line.contains("where is the parcel that I ordered")
    });
    let line = hijacked.unwrap_or_else(|| panic!("{}", told.out));
    assert!(line.contains("return-item.yaml:") && line.contains("delivery/track-order"), "{line}");
    // Its author may say that it is meant, and no other check takes that for vain.
    place.change(
        "base/articles/returns/return-item.yaml",
        "- where is the parcel that I ordered\n",
        "- where is the parcel that I ordered # relais: allow hijacked-wording\n",
    );
    for arguments in [&["--held-out"][..], &[]] {
        let told =
            place.run(&[&["check", "base", "--on", DAY, "--format", "short"], arguments].concat());
        let named =
            |line: &&str| line.contains("that I ordered") || line.contains("unused-allowance");
        assert_eq!(told.out.lines().find(named), None);
    }
}

#[test]
fn a_change_that_brings_an_error_is_taken_back_and_the_others_are_made() {
    let place = weak("taken-back");
    let article = "base/articles/delivery/track-order.yaml";
    place.change(article, "keywords: {en: [tracking, parcel, shipment]}", "keyword: shipment");
    let before = fs::read_to_string(place.path(article)).expect("a file");
    let ran = place.run(&["check", "base", "--on", DAY, "--fix"]);
    assert!(ran.err.contains("remove the wording"), "{}", ran.err);
    assert!(ran.err.contains("error[unknown-key]: `keyword`"), "{}", ran.err);
    assert_eq!(fs::read_to_string(place.path(article)).expect("a file"), before);
    let other = fs::read_to_string(place.path("base/articles/returns/return-item.yaml"));
    assert!(!other.expect("a file").contains("# twice"));
    ran.fails_with(1);
}
