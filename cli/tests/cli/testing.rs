//! `relais test`: what is told, the page, and the comparison with an earlier bundle.

use std::fs;

use crate::relais::Place;

#[test]
fn unseen_wordings_are_told_in_short_and_in_json() {
    let place = Place::with_base("unseen");
    let told = place.run(&["test", "base"]).succeeds();
    for part in ["unseen     ", "outside    ", "worst first"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let quick = place.run(&["test", "base", "--quick"]).succeeds();
    assert!(!quick.contains("unseen") && quick.contains("22 of 22 right"), "{quick}");
    let json = place.run(&["test", "base", "--json"]).succeeds();
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let held_out = &report["held_out"];
    let sum = |tally: &serde_json::Value, names: &[&str]| -> u64 {
        names.iter().map(|name| tally[name].as_u64().expect("a number")).sum()
    };
    let inside = ["right", "offered", "by_rule", "wrong", "nothing"];
    // Every wording is asked once with its article, and once without.
    assert_eq!(sum(&held_out["inside"], &inside), 22);
    assert_eq!(sum(&held_out["outside"], &["answered", "offered", "refused"]), 22);
    let recall = held_out["recall"].as_array().expect("a list");
    assert_eq!(recall.iter().map(|one| sum(one, &inside)).sum::<u64>(), 22);
    assert!(held_out["risk_coverage"].as_array().is_some_and(|points| points.len() > 5));
    assert!(held_out["reliability"].as_array().is_some_and(|bins| !bins.is_empty()));
    assert!(report["handed_over"]["dispute"]["turns"].as_u64() >= Some(1), "{json}");
    assert!(report.get("baseline").is_none());
}

#[test]
fn the_page_stands_alone() {
    let place = Place::with_base("the-page");
    place.change("base/relais.yaml", "name: My shop", "name: My <b>shop</b> & Co");
    place.run(&["test", "base", "--html", "report.html"]);
    let page = fs::read_to_string(place.path("report.html")).expect("a page");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
    for part in ["<script", "http://www.w3.org/1999", "src=", "url(", "@import", "href=\"http"] {
        assert!(!page.contains(part), "{part} in the page");
    }
    assert_eq!(page.matches("<svg ").count(), 2, "{page}");
    assert_eq!(page.matches("role=\"img\"").count(), 2);
    assert_eq!(page.matches("<title ").count(), 2, "each plot has a name");
    // A table stands by each plot, and what the authors wrote is text.
    assert!(page.matches("<table>").count() >= 4, "{page}");
    assert!(page.contains("<h1>My &lt;b&gt;shop&lt;/b&gt; &amp; Co – test"), "{page}");
    // What an anchor points at is there.
    for (at, _) in page.match_indices("href=\"#") {
        let id = page[at + 7..].split('"').next().expect("an id");
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
    let french = ["test", "base", "--html", "french.html", "--lang", "fr"];
    place.run(&french);
    let page = fs::read_to_string(place.path("french.html")).expect("a page");
    assert!(
        page.contains("<html lang=\"fr\">") && page.contains("Articles à travailler d’abord"),
        "{page}"
    );
}

#[test]
fn the_sentences_of_the_page_follow_the_figures() {
    let place = Place::with_base("the-sentences");
    place.run(&["test", "base", "--html", "report.html"]);
    let read = |name: &str| fs::read_to_string(place.path(name)).expect("a page");
    let page = read("report.html");
    for part in [
        "22 questions with the article still there, and 22 with",
        "assume that 40% of the questions",
        "the triangle is the one in use (60%)",
        "60% ▲ now",
        "where 100% are answered, ",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    for part in ["four questions in ten", "4,000", "Ten groups", "chosen evenly"] {
        assert!(!page.contains(part), "{part} in {page}");
    }
    place.change("base/relais.yaml", "answer: 0.6\n", "answer: 0.62\n");
    place.run(&["test", "base", "--html", "near.html"]);
    let page = read("near.html");
    for part in ["the triangle is the nearest to the one in use (62%)", "60% ▲ nearest"] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn one_is_singular() {
    let place = Place::new("singular");
    fs::create_dir_all(place.path("base/articles/hours")).expect("a folder");
    fs::write(place.path("base/relais.yaml"), OF_FRENCH_AGENTS).expect("a file");
    let one = "fr:\n  title: Parking\n  questions: [où se garer]\n  answer: Derrière le magasin.\n";
    fs::write(place.path("base/articles/hours/parking.yaml"), one).expect("a file");
    fs::write(place.path("base/articles/hours/opening.yaml"), OPENING).expect("a file");
    place.run(&["test", "base", "--html", "report.html"]);
    let page = fs::read_to_string(place.path("report.html")).expect("a page");
    assert!(page.contains("Il n’a que 1 formulation dans cette langue"), "{page}");
    assert!(!page.contains(" 1 formulations"), "{page}");
}

#[test]
fn the_page_is_in_the_language_of_those_who_answer() {
    let place = Place::new("the-page-of-agents");
    fs::create_dir_all(place.path("base/articles/hours")).expect("a folder");
    fs::write(place.path("base/relais.yaml"), OF_FRENCH_AGENTS).expect("a file");
    fs::write(place.path("base/articles/hours/opening.yaml"), OPENING).expect("a file");
    place.run(&["test", "base", "--html", "report.html"]).succeeds();
    let page = fs::read_to_string(place.path("report.html")).expect("a page");
    assert!(page.contains("<html lang=\"fr\">"), "{page}");
}

const OF_FRENCH_AGENTS: &str = "
name: My shop
locales: [en, fr]
agents: fr
disclosure: {en: I am an automatic assistant., fr: Je suis un assistant automatique.}
topics: [{id: hours, title: {en: Opening hours, fr: Horaires}}]
time_zone: Europe/Paris
queues: [{id: service, title: {en: Service, fr: Service client}, hours: {mon-fri: \"09:00-17:00\"}}]
contact: {email: help@my-shop.example}
";

const OPENING: &str = "
en:
  title: When are you open?
  questions: [when are you open, what are your opening hours, are you open on Saturday]
  answer: We are open from 9 to 17, Monday to Friday.
fr:
  title: Quand êtes-vous ouverts ?
  questions: [quand êtes-vous ouverts, quels sont vos horaires, êtes-vous ouverts le samedi]
  answer: Nous sommes ouverts de 9 h à 17 h, du lundi au vendredi.
";

#[test]
fn what_broke_since_a_baseline_fails() {
    let place = Place::with_base("a-baseline");
    place.run(&["build", "base", "-o", "old.relais"]).succeeds();
    let same = place.run(&["test", "base", "--baseline", "old.relais", "--quick"]).succeeds();
    assert!(same.contains("0 broke, 0 mended, 0 changed otherwise, 26 the same"), "{same}");
    // The dialogue is made to expect what now comes, so that nothing fails but the comparison.
    place.change("base/rules/threat-of-court.yaml", "reason: dispute", "reason: sensitive");
    place.change("base/dialogues/delivery/track-order.yaml", "human: dispute", "human: sensitive");
    let better = place.run(&["test", "base", "--baseline", "old.relais", "--quick"]).succeeds();
    assert!(better.contains("0 broke, 1 mended"), "{better}");
    place.run(&["build", "base", "-o", "new.relais"]).succeeds();
    place.change("base/rules/threat-of-court.yaml", "reason: sensitive", "reason: dispute");
    let ran = place.run(&["test", "base", "--baseline", "new.relais", "--quick", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let broke = report["baseline"]["broke"].as_array().expect("a list");
    assert_eq!(broke.len(), 1, "{}", ran.out);
    assert!(broke[0]["before"].as_str().is_some_and(|before| before.contains("sensitive")));
    assert!(broke[0]["now"].as_str().is_some_and(|now| now.contains("dispute")));
    ran.fails_with(1);
    place.run(&["test", "base", "--baseline", "nothing.relais"]).fails_with(3);
}
