//! A reply as messages of a messaging service.

mod fit;
mod limits;
mod sms;

use serde::Serialize;

use self::fit::{Room, distinct, shorten, split};
pub use self::limits::Limits;
use self::limits::Measure;
use self::sms::economical;
pub use self::sms::sms_segments;
use super::plain;
use crate::reply::{Outcome, Reply};

/// One message of a messaging service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Part {
    /// What it says; never empty.
    pub text: String,
    /// What the customer may touch; in the last message of a reply only.
    pub choices: Choices,
}

/// What the customer may touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Choices {
    /// Nothing: what may be chosen is in the text, with its numbers.
    None,
    /// Buttons, quick replies or suggestions.
    Buttons {
        /// The buttons, in order.
        buttons: Vec<Button>,
    },
    /// A list behind a button.
    List(List),
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Button {
    /// Its words; no two of a message are the same.
    pub title: String,
    /// What it stands for.
    pub tap: Tap,
}

/// A list behind a button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct List {
    /// The words of the button that opens it.
    pub button: String,
    /// The rows, in order.
    pub rows: Vec<Row>,
}

/// A row of a [`List`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Its words; no two of a list are the same.
    pub title: String,
    /// The whole of a title that had to be shortened.
    pub description: Option<String>,
    /// What it stands for.
    pub tap: Tap,
}

/// What a touch stands for: the message to give to the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Tap {
    /// [`Message::choose`](crate::Message::choose) with this number.
    Choose(usize),
    /// [`Message::text`](crate::Message::text) with these words.
    Say(String),
}

impl Reply {
    /// The reply as messages of a service; none where nothing is said.
    ///
    /// What may be chosen becomes buttons where they hold it, else a list, else lines with numbers. A
    /// title that does not fit is shortened between words, and then stands whole in the text or in its
    /// row. An answer that is too long gives way to its summary and a link, where it has them;
    /// everything else that is too long is cut after a sentence into several messages.
    pub fn parts(&self, limits: &Limits) -> Vec<Part> {
        let picks = picks(self);
        let (choices, are_whole) = choices(&picks, limits, &self.phrases.open_list);
        let lines = if are_whole { Vec::new() } else { numbered(&picks) };
        let has_choices = choices != Choices::None;
        let written = |paragraphs: Vec<String>| {
            let mut paragraphs = paragraphs;
            paragraphs.extend_from_slice(&lines);
            paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
            let text = paragraphs.join("\n\n");
            if limits.measure == Measure::Segments { economical(&text) } else { text }
        };
        let fits = |text: &str| Room::of_text(limits, has_choices, text).holds(text);
        let mut text = written(said(self, plain::outcome(&self.outcome)));
        if !fits(&text)
            && let Some(summary) = summary(&self.outcome)
        {
            text = written(said(self, summary));
        }
        if text.trim().is_empty() && has_choices {
            text = if self.phrases.open_list.is_empty() { "…" } else { &self.phrases.open_list }
                .into();
        }
        if text.trim().is_empty() {
            return Vec::new();
        }
        let mut pieces = split(&text, Room::of_text(limits, false, &text), self.locale);
        if let Some(last) = pieces.last()
            && !fits(last)
        {
            let last = pieces.pop().expect("it was there");
            pieces.extend(split(&last, Room::of_text(limits, has_choices, &last), self.locale));
        }
        let mut parts: Vec<Part> =
            pieces.into_iter().map(|text| Part { text, choices: Choices::None }).collect();
        if let Some(last) = parts.last_mut() {
            last.choices = choices;
        }
        parts
    }
}

/// What may be chosen, in order: the options of the reply, and then a yes and a no.
fn picks(reply: &Reply) -> Vec<(&str, Tap)> {
    let number = |(number, title)| (title, Tap::Choose(number));
    let mut picks: Vec<(&str, Tap)> = reply.titles().into_iter().enumerate().map(number).collect();
    if let Outcome::Answer(answer) = &reply.outcome
        && let Some(helped) = &answer.helped
    {
        picks.extend([&helped.yes, &helped.no].map(|words| (&**words, Tap::Say(words.clone()))));
    }
    picks
}

/// The choices as the service shows them, and whether each of them shows its whole title.
fn choices(picks: &[(&str, Tap)], limits: &Limits, open: &str) -> (Choices, bool) {
    if picks.is_empty() {
        return (Choices::None, true);
    }
    let titles: Vec<&str> = picks.iter().map(|(title, _)| *title).collect();
    let taps = picks.iter().map(|(_, tap)| tap.clone());
    let buttons = (picks.len() <= limits.buttons.count)
        .then(|| distinct(&titles, limits.buttons.title))
        .map(|short| (short.iter().zip(&titles).all(|(short, title)| short == title), short));
    let list = limits.list.filter(|list| picks.len() <= list.rows);
    match (buttons, list) {
        (Some((are_whole, short)), list) if are_whole || list.is_none() => {
            let button = |(title, tap)| Button { title, tap };
            (
                Choices::Buttons { buttons: short.into_iter().zip(taps).map(button).collect() },
                are_whole,
            )
        }
        (_, Some(list)) => {
            let short = distinct(&titles, list.title);
            let are_whole =
                titles.iter().all(|title| Room::characters(list.description).holds(title));
            let row = |((title, whole), tap): ((String, &&str), Tap)| {
                let description = (title != *whole).then(|| shorten(whole, list.description));
                let description = description.filter(|whole| !whole.is_empty());
                Row { title, description, tap }
            };
            let rows: Vec<Row> = short.into_iter().zip(&titles).zip(taps).map(row).collect();
            let open =
                if open.is_empty() { format!("1–{}", rows.len()) } else { open.to_owned() };
            (Choices::List(List { button: shorten(&open, list.button), rows }), are_whole)
        }
        _ => (Choices::None, false),
    }
}

/// What may be chosen, as lines: numbers for the options, and the words of a yes and a no.
fn numbered(picks: &[(&str, Tap)]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut words = Vec::new();
    for (title, tap) in picks {
        match tap {
            Tap::Choose(number) => lines.push(format!("{}. {title}", number + 1)),
            Tap::Say(said) => words.push(said.as_str()),
        }
    }
    vec![lines.join("\n"), words.join(" / ")]
}

/// The paragraphs of a reply around those of its outcome.
fn said(reply: &Reply, outcome: Vec<String>) -> Vec<String> {
    let mut paragraphs = reply.before.clone();
    paragraphs.extend(outcome);
    paragraphs.extend(reply.after.iter().cloned());
    paragraphs.extend(reply.asks().map(str::to_owned));
    paragraphs
}

/// The summary of an answer, and where to read the rest.
fn summary(outcome: &Outcome) -> Option<Vec<String>> {
    let Outcome::Answer(answer) = outcome else { return None };
    let mut paragraphs = vec![answer.summary.clone()?];
    paragraphs.extend(answer.links.first().map(|link| format!("{}: {}", link.title, link.url)));
    Some(paragraphs)
}
