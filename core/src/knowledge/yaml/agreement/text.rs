use std::collections::BTreeMap;

use super::fact::Fact;
use super::read::{Found, read};
use super::token::{self, BREAK};
use super::words::Words;
use crate::knowledge::yaml::document::Place;
use crate::knowledge::{Article, Block, Inline, Link, Prose, Template};
use crate::locale::Locale;

/// One text of an article: what it says, and where it is written.
pub(super) struct Text<'d> {
    /// What authors call it: `answer`.
    pub(super) name: &'static str,
    pub(super) locale: Locale,
    pub(super) place: Place<'d>,
    pub(super) facts: Vec<Found>,
    /// How many links lead to each host.
    pub(super) links: BTreeMap<String, usize>,
    /// Whether the words of the language are known, so that its numbers can be compared.
    pub(super) known: bool,
}

/// The texts of an article in one language: what it says to everyone, or to some customers.
pub(super) struct Texts<'d> {
    pub(super) answer: Text<'d>,
    /// What is said in its place: `speech` and `summary`, where there are such.
    pub(super) shorter: Vec<Text<'d>>,
    /// The pages below it.
    pub(super) links: Text<'d>,
}

impl<'d> Texts<'d> {
    /// What an article says to everyone.
    pub(super) fn of_article(
        article: &Article,
        locale: Locale,
        place: &Place<'d>,
        words: &Words,
    ) -> Texts<'d> {
        let shorter = [("speech", &article.speech), ("summary", &article.summary)];
        let at = place.key(locale.as_str());
        Texts::new(article, &article.answer, shorter, locale, (&at, place), words)
    }

    /// What it says instead to those of its variant of this number.
    pub(super) fn of_variant(
        article: &Article,
        number: usize,
        locale: Locale,
        place: &Place<'d>,
        words: &Words,
    ) -> Texts<'d> {
        let variant = &article.variants[number];
        let shorter = [("speech", &variant.speech), ("summary", &variant.summary)];
        let at = place.key(locale.as_str()).key("variants").index(number);
        Texts::new(article, &variant.answer, shorter, locale, (&at, place), words)
    }

    fn new(
        article: &Article,
        answer: &Prose,
        shorter: [(&'static str, &Option<Template>); 2],
        locale: Locale,
        (at, place): (&Place<'d>, &Place<'d>),
        words: &Words,
    ) -> Texts<'d> {
        let text = |name, place, facts, links| Text {
            name,
            locale,
            place,
            facts,
            links,
            known: words.known,
        };
        let (facts, links) = of_prose(answer, words);
        let answer = text("answer", at.key("answer"), facts, links);
        let shorter = shorter
            .into_iter()
            .filter_map(|(name, template)| {
                let facts = of_template(template.as_ref()?, words);
                Some(text(name, at.key(name), facts, BTreeMap::new()))
            })
            .collect();
        let facts = article.links.iter().filter_map(|Link { url, .. }| of_link(url)).collect();
        let links = text("list of links", place.key("links"), facts, BTreeMap::new());
        Texts { answer, shorter, links }
    }
}

/// The facts of an answer, and its links by host.
fn of_prose(prose: &Prose, words: &Words) -> (Vec<Found>, BTreeMap<String, usize>) {
    let mut text = String::new();
    let mut targets: Vec<&str> = Vec::new();
    // The numbers of the steps of a list are not part of its items.
    let lines = prose.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(line) => std::slice::from_ref(line),
        Block::List { items, .. } => items.as_slice(),
    });
    for line in lines {
        let mut link = None;
        for Inline { piece, link: target, .. } in line {
            text.push_str(piece.words());
            // A link whose words are in two styles is one link.
            if target != &link {
                targets.extend(target.as_deref());
                link = target.clone();
            }
        }
        text.push(BREAK);
    }
    let mut facts = read(&text, words);
    facts.extend(targets.iter().copied().filter_map(of_link));
    let mut links = BTreeMap::new();
    for url in targets.iter().filter(|url| url.starts_with("https:")) {
        *links.entry(token::host(url)).or_default() += 1;
    }
    (facts, links)
}

fn of_template(template: &Template, words: &Words) -> Vec<Found> {
    let mut text = String::new();
    template.pieces().iter().for_each(|piece| text.push_str(piece.words()));
    read(&text, words)
}

/// Where a link leads, as a fact.
fn of_link(url: &str) -> Option<Found> {
    let fact = if let Some(address) = url.strip_prefix("mailto:") {
        Fact::Email(address.split('?').next().unwrap_or(address).to_lowercase())
    } else if let Some(number) = url.strip_prefix("tel:") {
        Fact::Phone(number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
    } else {
        Fact::Host(token::host(url))
    };
    Some(Found { fact, said: url.to_owned(), weak: false })
}
