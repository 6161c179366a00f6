//! From entries to the files of a knowledge base that has no errors.
//!
//! [`article`] makes entries articles, [`write`](self::write) their YAML, and [`settle`](self::settle) takes
//! out the wordings that may not stay.

mod article;
mod existing;
mod folder;
mod settle;
mod write;

pub(crate) use self::article::WHOLE;
pub(crate) use self::existing::turned_on;
use relais::{Diagnostic, Id, Locale};

use self::article::Articles;
use self::existing::Existing;
use crate::entry::Entry;
use crate::error::Error;
use crate::format::Format;
use crate::input::Input;
use crate::loss::{Loss, Losses};

/// How an import is to be done.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the input, where it does not say or says it wrongly. English unless given, or
    /// the first one of the existing knowledge base.
    pub locale: Option<Locale>,
    /// The topic of every article; that of the input, or `questions`, unless given.
    pub topic: Option<Id>,
    /// What a new knowledge base is called.
    pub name: Option<String>,
    /// The files of the knowledge base that is added to, by their paths; none for a new one.
    pub existing: Vec<(String, String)>,
}

/// What an import gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The new files, by their paths in the folder of the knowledge base.
    pub files: Vec<(String, String)>,
    /// How many of them are articles.
    pub articles: usize,
    /// What does not come over.
    pub losses: Vec<Loss>,
    /// What the checker says of the whole then: errors are left only where two texts of the input
    /// contradict each other, which the author must settle.
    pub problems: Vec<Diagnostic>,
    /// The languages of the new articles.
    pub locales: Vec<Locale>,
}

/// Makes files of entries.
pub(crate) fn build(
    input: &Input,
    format: Format,
    entries: Vec<Entry>,
    mut losses: Losses,
    options: &Options,
) -> Result<Imported, Error> {
    let existing = Existing::read(options)?;
    let articles = Articles::new(entries, &existing, options, &mut losses)?;
    if articles.is_empty() {
        return Err(nothing(input, format, losses));
    }
    existing.takes(&articles)?;
    let settled = settle::settle(articles, &existing, options, format, &mut losses)?;
    if settled.articles == 0 {
        return Err(nothing(input, format, losses));
    }
    Ok(Imported {
        files: settled.files,
        articles: settled.articles,
        losses: losses.into_vec(),
        problems: settled.problems,
        locales: settled.locales,
    })
}

fn nothing(input: &Input, format: Format, losses: Losses) -> Error {
    let losses = losses.into_vec();
    let error = Error::of(input.name(), format!("there is nothing to import ({format})"));
    match losses.as_slice() {
        [] => error.hint("is it the right file? docs/exchange.md shows each format"),
        [first, rest @ ..] => {
            let more = match rest.len() {
                0 => String::new(),
                more => format!(", and {more} more of the kind"),
            };
            error.hint(format!("{first}{more}"))
        }
    }
}
