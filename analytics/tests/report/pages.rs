//! What people read: the page and the text, in both languages.

use relais_report::{Figures, Lang, page, text};
use serde_json::json;
use tempfile::TempDir;

use crate::{figures, fixture, line};

/// The page without its first line, which is no XML.
fn parsed(page: &str) -> roxmltree::Document<'_> {
    let page = page.strip_prefix("<!doctype html>\n").expect("a page of HTML");
    roxmltree::Document::parse(page).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

fn page_of(figures: &Figures, lang: Lang) -> String {
    page(figures, lang).expect("a page")
}

#[test]
fn the_page_is_well_formed_and_fetches_nothing() {
    let figures = figures(&fixture());
    for (lang, tag) in [(Lang::En, "en"), (Lang::Fr, "fr")] {
        let page = page_of(&figures, lang);
        let document = parsed(&page);
        assert_eq!(document.root_element().attribute("lang"), Some(tag));
        let mut ids = std::collections::HashSet::new();
        for node in document.descendants().filter(|node| node.is_element()) {
            assert!(!["script", "link", "img", "iframe"].contains(&node.tag_name().name()));
            assert!(node.attribute("src").is_none());
            let link = node.attribute("href");
            assert!(link.is_none_or(|link| link.starts_with('#')), "{link:?}");
            if let Some(id) = node.attribute("id") {
                assert!(ids.insert(id), "{id} is there twice");
            }
        }
        // Every link of the contents, and every name of a plot, is there.
        for node in document.descendants() {
            let named = node.attribute("aria-labelledby").unwrap_or_default().split(' ');
            let linked = node.attribute("href").map(|link| &link[1..]);
            for id in named.chain(linked).filter(|id| !id.is_empty()) {
                assert!(ids.contains(id), "{id} is nowhere");
            }
        }
    }
}

#[test]
fn what_customers_write_is_text() {
    let hostile = "<script>alert(1)</script> \"'&<b>\u{1b}[31m\u{0}";
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("<b>&.ndjson");
    let event = line(
        json!({"outcome": "no_match", "message": hostile, "locale": "\"><i>", "channel": "<i>"}),
    );
    std::fs::write(&file, format!("{event}\n{{\"version\":1")).expect("a file");
    let figures = figures(&file);
    let page = page_of(&figures, Lang::En);
    let document = parsed(&page);
    let question =
        document.descendants().find(|node| node.has_tag_name("q")).expect("the question");
    assert_eq!(question.text(), Some("<script>alert(1)</script> \"'&<b>[31m"));
    assert_eq!(question.attribute("lang"), Some("\"><i>"));
    assert!(
        document.descendants().all(|node| !node.has_tag_name("i") && !node.has_tag_name("script"))
    );
    // A terminal obeys no customer either.
    assert!(!text(&figures, Lang::En, 100).contains("\u{1b}[31m"));
}

#[test]
fn the_parts_make_the_whole_and_silence_is_not_success() {
    let figures = figures(&fixture());
    let english = text(&figures, Lang::En, 100).replace('\n', " ");
    for expected in [
        "9 conversations from 2026-10-25 to 2026-11-02, in the time of UTC.",
        "22% were resolved by the assistant, 22% were handed over to a person, 22% stayed unresolved, and of 33% \
         nobody knows",
        "the assistant settled between 22% and 56% by itself",
        "Not counted: 1 in which the customer said nothing at all",
        "Of 27 events, those that name no conversation are in none: 1.",
    ] {
        assert!(english.contains(expected), "{expected}\n{english}");
    }
    let french = text(&figures, Lang::Fr, 100).replace('\n', " ");
    for expected in [
        "9 conversations du 2026-10-25 au 2026-11-02, à l’heure de UTC.",
        "pour 33\u{a0}% nul ne sait",
        "réglé seul entre 22\u{a0}% et 56\u{a0}%",
        "Répondu, et puis «\u{a0}non\u{a0}»",
    ] {
        assert!(french.contains(expected), "{expected}\n{french}");
    }
}

#[test]
fn the_text_fits_its_width() {
    let figures = figures(&fixture());
    for lang in [Lang::En, Lang::Fr] {
        for (number, line) in text(&figures, lang, 100).lines().enumerate() {
            let plain = anstream::adapter::strip_str(line).to_string();
            assert!(plain.chars().count() <= 100, "{number}: {plain}");
        }
    }
}

#[test]
fn a_plot_of_days_has_those_without_conversations_and_no_more_than_can_be_told_apart() {
    let columns = |days: &[&str]| {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("events.ndjson");
        let of = |day: &&str| {
            line(json!({"conversation": day, "at": format!("{day}T12:00:00Z")})) + "\n"
        };
        std::fs::write(&file, days.iter().map(of).collect::<String>()).expect("a file");
        let page = page_of(&figures(&file), Lang::En);
        let (_, plot) = page.split_once("id=\"by-day-title\"").expect("a plot of days");
        plot.split("</svg>").next().expect("a plot").to_owned()
    };
    let month = columns(&["2026-11-01", "2026-11-30"]);
    assert!(month.contains("\n11-16\n"), "{month}");
    let year = columns(&["2026-01-01", "2026-12-31"]);
    assert!(year.contains("7 days from"), "{year}");
    // A clock that was wrong once.
    let century = columns(&["1926-11-01", "2026-11-30"]);
    assert!(century.contains("590 days from"), "{century}");
}

#[test]
fn an_empty_report_is_a_page() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("events.ndjson");
    std::fs::write(&file, "").expect("a file");
    let page = page_of(&figures(&file), Lang::Fr);
    let _ = parsed(&page);
    assert!(page.contains("Il n’y a aucun événement."));
}

#[test]
fn the_language_is_that_of_the_locale() {
    assert_eq!(Lang::of_locale("fr_CA.UTF-8"), Lang::Fr);
    assert_eq!(Lang::of_locale("fr"), Lang::Fr);
    assert_eq!(Lang::of_locale("C.UTF-8"), Lang::En);
    assert_eq!(Lang::of_locale("fry_NL"), Lang::En);
}
