//! From what each tool writes to entries; one module for each format.

mod azure;
mod csv;
mod dialogflow;
mod faq_page;
mod json;
mod nlpjs;
mod qnabot;
mod rasa;

pub(crate) use self::csv::header as csv_header;
use crate::entry::Entry;
use crate::error::Error;
use crate::format::Format;
use crate::input::Input;
use crate::loss::Losses;

/// Reads all that can be an article, and tells what cannot.
pub(crate) fn read(
    input: &Input,
    format: Format,
    losses: &mut Losses,
) -> Result<Vec<Entry>, Error> {
    match format {
        Format::Csv => csv::read(input.file()?, losses),
        Format::FaqPage => faq_page::read(input.file()?, losses),
        Format::QnaBot => qnabot::read(input.file()?, losses),
        Format::Azure => azure::read(input.file()?, losses),
        Format::NlpJs => nlpjs::read(input, losses),
        Format::Rasa => rasa::read(input, losses),
        Format::Dialogflow => dialogflow::read(input, losses),
    }
}

/// A title for the name of a topic: `my-topic` is `My topic`.
pub(crate) fn titled(name: &str) -> String {
    capitalised(&name.replace(['-', '_', '/'], " "))
}

/// Words as a title: menus begin with a capital.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
