//! How values are said: numbers in words, letters by their names, "arobase" and "dot".
//!
//! A speech recogniser returns what it heard: "zéro six douze", "o d quatre huit", "jean point dupont
//! arobase exemple point fr". [`pieces()`] cuts a message into words and the signs between them; a
//! [`Spoken`] has the words of one language and reads numbers ([`number`]) and characters
//! ([`spelled`]) in the pieces. It is data: written in `languages/`, stored in the bundle.

mod number;
mod pieces;
mod spelled;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::number::Decimal;
pub(crate) use self::pieces::{Gap, Piece, pieces};
pub(crate) use self::spelled::Spelled;

/// The words of a language for numbers, letters, signs and amounts, in lower case without accents, and
/// with spaces for apostrophes and hyphens. In a language without them only digits are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Spoken {
    /// Up to 19, and the tens: "dix sept" 17, "quatre vingt" 80.
    numbers: BTreeMap<String, u32>,
    /// The tens that count on to nineteen: "soixante quinze".
    scores: Vec<u32>,
    hundred: Vec<String>,
    thousand: Vec<String>,
    million: Vec<String>,
    /// Whether "hundred" and "thousand" alone are numbers: "cent", "mille".
    bare: bool,
    and: Vec<String>,
    or: Vec<String>,
    /// Words for one that are more often articles.
    ones: Vec<String>,
    ordinals: BTreeMap<String, u32>,
    /// What makes a number in digits an ordinal: "21st".
    ordinal_endings: Vec<String>,
    /// Words for digits that are none outside of a row of digits: "oh".
    digits: BTreeMap<String, u32>,
    /// Between a number and its decimals.
    decimal: Vec<String>,
    /// The same, in writing.
    decimal_sign: Option<char>,
    half: Vec<String>,
    minus: Vec<String>,
    /// The names of letters, as they are written by who hears them.
    letters: BTreeMap<String, char>,
    /// Between a letter and a word that starts with it: "O comme Oscar".
    like: Vec<String>,
    /// "double" 2, "triple" 3.
    repeats: BTreeMap<String, u32>,
    /// "deux fois s".
    times: Vec<String>,
    /// The names of signs.
    signs: BTreeMap<String, char>,
    /// Words for the sign of e-mail addresses that are ordinary words.
    at: Vec<String>,
    /// By name, the codes of currencies.
    currencies: BTreeMap<String, String>,
    cents: Vec<String>,
    /// The currency of an amount without one.
    currency: Option<String>,
    /// Words that stand around a value and do not change it.
    around: Vec<String>,
    /// What stands before a value that is denied: "not the 21st".
    deny: Vec<String>,
    /// What ends that: "but the 12th".
    affirm: Vec<String>,
    /// What says that another value holds: "no", "I meant".
    instead: Vec<String>,
    /// What is counted where people only ask for time: "two minutes".
    moments: Vec<String>,
    /// What has numbers that are no telephone numbers: "order".
    references: Vec<String>,
    /// Whole answers; those of the reserved intents, so that they are listed once.
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
}

/// A sort of words that stand around values and say how they are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    And,
    Or,
    Around,
    At,
    Deny,
    Affirm,
    Instead,
    Moment,
    Reference,
    Cents,
}

impl Spoken {
    /// Where a cue ends that starts at a piece; the longest one.
    pub(crate) fn cue(&self, cue: Cue, pieces: &[Piece], at: usize) -> Option<usize> {
        longest(self.words_of(cue), pieces, at)
    }

    /// The code of the currency whose name or sign starts at a piece, and where that ends.
    pub(crate) fn currency(&self, pieces: &[Piece], at: usize) -> Option<(usize, &str)> {
        let piece = pieces.get(at)?;
        let known = |text: &str| {
            CURRENCIES.iter().find(|(name, _)| *name == text).map(|(_, code)| (at + 1, *code))
        };
        let named = self.currencies.iter().filter_map(|(name, code)| {
            phrase_end(name, pieces, at).map(|end| (end, code.as_str()))
        });
        named.max_by_key(|(end, _)| *end).or_else(|| known(&piece.text))
    }

    /// Whether a word says nothing of its own.
    pub(crate) fn is_around(&self, word: &str) -> bool {
        self.around.iter().any(|known| known == word)
    }

    /// Whether hundreds go on without a word between: "neuf cent un".
    pub(crate) fn joins_hundreds(&self) -> bool {
        self.bare
    }

    /// The currency of an amount that is said without one.
    pub(crate) fn usual_currency(&self) -> Option<&str> {
        self.currency.as_deref()
    }

    /// The name of a sign that starts at a piece, and where it ends.
    pub(crate) fn sign(&self, pieces: &[Piece], at: usize) -> Option<(usize, char)> {
        let signs = self.signs.iter();
        let named =
            signs.filter_map(|(name, sign)| phrase_end(name, pieces, at).map(|end| (end, *sign)));
        named.max_by_key(|(end, _)| *end)
    }

    /// Whether a message says yes or no: as one of the known answers, or starting with one that is a
    /// single word and with none of the opposite.
    pub(crate) fn truth(&self, pieces: &[Piece]) -> Option<bool> {
        let is_around = |at: &usize| self.cue(Cue::Around, pieces, *at).is_some();
        let at_start = |answers: &[String]| {
            let starts = (0..pieces.len()).take_while(|at| *at == 0 || is_around(&(at - 1)));
            starts
                .filter_map(|at| longest(answers, pieces, at).map(|end| (at, end)))
                .min_by_key(|(at, end)| (*at, usize::MAX - *end))
        };
        let (yes, no) = (at_start(&self.yes), at_start(&self.no));
        match (yes, no) {
            (Some(_), None) => Some(true),
            (None, Some(_)) => Some(false),
            // "absolument pas" says more than "absolument"; "oui et non" says nothing.
            (Some((yes, yes_end)), Some((no, no_end))) if yes == no && yes_end != no_end => {
                Some(yes_end > no_end)
            }
            _ => None,
        }
    }

    fn words_of(&self, cue: Cue) -> &[String] {
        match cue {
            Cue::And => &self.and,
            Cue::Or => &self.or,
            Cue::Around => &self.around,
            Cue::At => &self.at,
            Cue::Deny => &self.deny,
            Cue::Affirm => &self.affirm,
            Cue::Instead => &self.instead,
            Cue::Moment => &self.moments,
            Cue::Reference => &self.references,
            Cue::Cents => &self.cents,
        }
    }
}

/// Where the longest of these phrases ends that start at a piece.
pub(super) fn longest(phrases: &[String], pieces: &[Piece], at: usize) -> Option<usize> {
    phrases.iter().filter_map(|phrase| phrase_end(phrase, pieces, at)).max()
}

/// Where a phrase ends that starts at a piece.
pub(super) fn phrase_end(phrase: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let mut end = at;
    for word in phrase.split(' ') {
        let piece = pieces.get(end)?;
        if piece.text != word || (end > at && !piece.continues()) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Signs and codes of currencies that are the same in every language.
const CURRENCIES: [(&str, &str); 9] = [
    ("€", "EUR"),
    ("eur", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("$", "USD"),
    ("usd", "USD"),
    ("cad", "CAD"),
    ("chf", "CHF"),
    ("¥", "JPY"),
];
