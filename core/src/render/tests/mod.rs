//! Whole replies on every channel: what is written out here is what customers see and hear.

mod always;
mod html;
mod messaging;
mod speech;

use crate::channel::Channel;
use crate::id::Id;
use crate::knowledge::{Block, Choice, Inline, Link, Piece, Prose, Style, Template, Video};
use crate::locale::Locale;
use crate::render::Phrases;
use crate::reply::{Answer, Ask, Citation, Clarify, Decision, Helped, Outcome, Reply, Trace};

fn reply(locale: Locale, outcome: Outcome) -> Reply {
    Reply {
        turn: 1,
        locale,
        channel: Channel::Web,
        before: Vec::new(),
        outcome,
        after: Vec::new(),
        trace: Trace::of(Decision::Host),
        asks: None,
        is_slow: false,
        phrases: phrases(locale),
    }
}

fn phrases(locale: Locale) -> Phrases {
    let (press_or_say, go_on, open_list) = match locale.language() {
        "fr" => {
            ("Pour {option}, dites « {option} » ou tapez {number}.", "Je continue ?", "Choisir")
        }
        _ => ("For {option}, press {number} or say “{option}”.", "Shall I go on?", "Choose"),
    };
    let press_or_say = Template::parse(press_or_say, &["option", "number"]).expect("a template");
    Phrases::with(press_or_say, go_on, open_list)
}

fn answer(body: Prose) -> Answer {
    let article = id("billing/pay");
    Answer {
        citation: Citation { article: article.clone(), source: None, reviewed: None },
        article,
        title: "Payer".into(),
        body,
        speech: None,
        summary: None,
        links: Vec::new(),
        media: Vec::new(),
        next: Vec::new(),
        helped: None,
        content: String::new(),
        probability: 0.9,
    }
}

fn paragraph(text: &str) -> Prose {
    Prose { blocks: vec![Block::Paragraph(vec![words(text)])] }
}

fn words(text: &str) -> Inline {
    Inline { piece: Piece::Text(text.into()), style: Style::Plain, link: None }
}

fn linked(text: &str, link: &str) -> Inline {
    Inline { link: Some(link.into()), ..words(text) }
}

fn choices(titles: &[&str]) -> Vec<Choice> {
    let choice = |title: &&str| Choice { id: id("a"), title: (*title).to_owned() };
    titles.iter().map(choice).collect()
}

fn clarify(titles: &[&str], none: &str) -> Outcome {
    Outcome::Clarify(Clarify {
        question: "Laquelle ?".into(),
        options: choices(titles),
        none: none.into(),
    })
}

fn ask(expects: &str, pattern: Option<&str>, titles: &[&str]) -> Outcome {
    Outcome::Ask(Ask {
        form: id("forms/a"),
        value: None,
        expects: expects.into(),
        pattern: pattern.map(Into::into),
        question: "Lequel ?".into(),
        options: choices(titles),
        retries: 0,
    })
}

fn helped() -> Option<Helped> {
    Some(Helped { question: "Cela vous aide ?".into(), yes: "Oui".into(), no: "Non".into() })
}

fn link(title: &str, url: &str) -> Link {
    Link { title: title.into(), url: url.into() }
}

fn video(title: &str, url: &str) -> Video {
    Video { title: title.into(), url: url.into(), seconds: 90, transcript: String::new() }
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}
