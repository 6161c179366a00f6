//! Reading the values of forms in what people write and say.
//!
//! [`read`] takes a whole message as the value that was asked for; [`find`] looks for a value in a
//! message that says other things too, and takes it only where nothing else can be meant: a price is
//! no telephone number, and "un" is mostly no number. Both leave out what is denied ("not the 21st");
//! [`correction`] reads what holds instead. Each kind of value has a file.

mod amount;
mod choice;
mod email;
mod identifier;
mod phone;
mod said;
mod spelled;
#[cfg(all(test, feature = "author"))]
mod tests;

use std::ops::Range;

use self::said::Said;
use crate::facts::Value;
use crate::knowledge::{Core, SlotKind};
use crate::locale::Locale;
use crate::text::{Calendar, Cue, Dates, Piece, Spoken, pieces, plain};
use crate::time::Date;

/// What reading values depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'r> {
    /// The language of the conversation; its region says how days and telephone numbers are written.
    pub(super) locale: Locale,
    pub(super) calendar: &'r Calendar,
    pub(super) words: &'r Spoken,
    pub(super) today: Date,
    /// Whether the message was spoken: then words that sound like letters and signs are those.
    pub(super) is_spoken: bool,
}

impl<'r> Reading<'r> {
    /// Reading in the language of a bundle's pack.
    pub(super) fn new(core: &'r Core, locale: Locale, today: Date, is_spoken: bool) -> Reading<'r> {
        Reading { locale, calendar: &core.calendar, words: &core.spoken, today, is_spoken }
    }

    fn dates(&self, is_expected: bool) -> Dates<'r> {
        let is_month_first = self.locale.as_str() == "en-US";
        let (calendar, spoken, today) = (self.calendar, self.words, self.today);
        Dates { calendar, spoken, today, is_month_first, is_expected }
    }

    /// Whether a piece says nothing of its own around a value.
    fn is_around(&self, pieces: &[Piece], at: usize) -> bool {
        let is_sign = !pieces[at].text.chars().any(char::is_alphanumeric);
        is_sign || self.words.cue(Cue::Around, pieces, at).is_some()
    }
}

/// A value and the pieces that say it.
type Found = (Value, Range<usize>);

/// Reads a whole message as the value that was asked for, in its canonical form. `folded` are the
/// message's words as they were understood, which the titles of choices are compared with.
pub(super) fn read(
    kind: &SlotKind,
    text: &str,
    folded: &str,
    reading: &Reading<'_>,
) -> Option<Value> {
    match kind {
        SlotKind::Text => {
            let text: String = text.trim().chars().take(MAX_TEXT_CHARACTERS).collect();
            (!text.is_empty()).then(|| Value::read(text))
        }
        SlotKind::Choice(choices) => {
            choice::read(choices, text, folded, reading).map(|choice| choice.id.as_str().into())
        }
        SlotKind::Truth => reading.words.truth(&pieces(text)).map(Value::Truth),
        _ => {
            let pieces = pieces(text);
            let said = Said::new(all(kind, text, &pieces, reading, true), &pieces, reading);
            match kind {
                SlotKind::Number => said.single().filter(|_| said.is_all(&pieces, reading)),
                // Two days may be a stretch of time, and one of two amounts the wrong one.
                SlotKind::Amount | SlotKind::Date => said.only(),
                _ => said.first(),
            }
        }
    }
}

/// Finds a value in a message that may say other things too. Text, numbers and truths are never found in
/// this way: what they belong to would be a guess.
pub(super) fn find(kind: &SlotKind, text: &str, reading: &Reading<'_>) -> Option<Value> {
    if let SlotKind::Choice(choices) = kind {
        return choice::find(choices, text, reading).map(|choice| choice.id.as_str().into());
    }
    let pieces = pieces(text);
    let said = Said::new(all(kind, text, &pieces, reading, false), &pieces, reading);
    match kind {
        SlotKind::Amount | SlotKind::Date => said.only(),
        _ => said.first(),
    }
}

/// The value that holds where a message takes back another one: "le 12 et pas le 21", "not the 21st,
/// the 12th", "non, le 12".
pub(super) fn correction(kind: &SlotKind, text: &str, reading: &Reading<'_>) -> Option<Value> {
    let pieces = pieces(text);
    let found = match kind {
        SlotKind::Choice(choices) => choice::all(choices, &pieces, reading),
        _ => all(kind, text, &pieces, reading, true),
    };
    Said::new(found, &pieces, reading).corrected()
}

/// The first of what a recogniser may have heard that reads as a value, and its place.
pub(super) fn best<'h>(
    kind: &SlotKind,
    hypotheses: impl Iterator<Item = &'h str>,
    reading: &Reading<'_>,
) -> Option<(usize, Value)> {
    hypotheses
        .enumerate()
        .take(MAX_HYPOTHESES)
        .find_map(|(place, text)| Some((place, read(kind, text, &plain(text), reading)?)))
}

/// The number by which a message counts something, where it says nothing else: "la deuxième".
pub(super) fn counted(text: &str, most: usize, reading: &Reading<'_>) -> Option<usize> {
    choice::counted(text, reading).filter(|number| (1..=most).contains(number))
}

/// The first of two numbers that make a score, or the only one: "quatre", "4 out of 5", "4/5".
pub(super) fn score(text: &str, reading: &Reading<'_>) -> Option<usize> {
    let pieces = pieces(text);
    let numbers: Vec<f64> = amount::numbers(&pieces, reading)
        .into_iter()
        .filter_map(|(value, _)| value.as_number())
        .collect();
    let whole = |number: f64| (number.fract() == 0.0).then_some(number as usize);
    match numbers[..] {
        [score] | [score, 5.0] => whole(score).filter(|score| (1..=5).contains(score)),
        _ => None,
    }
}

/// What was probably meant by a value that has a common mistake: "jean@gmail.com" for
/// "jean@gmial.com". The customer is asked; nothing is corrected in silence.
pub(super) fn doubt(kind: &SlotKind, value: &Value) -> Option<String> {
    match (kind, value) {
        (SlotKind::Email, Value::Text(address)) => email::doubt(address),
        _ => None,
    }
}

/// All values of a kind that a message has, in their order. With `is_expected` the message is the answer to
/// a question for it.
fn all(
    kind: &SlotKind,
    text: &str,
    pieces: &[Piece],
    reading: &Reading<'_>,
    is_expected: bool,
) -> Vec<Found> {
    match kind {
        SlotKind::Number if is_expected => amount::numbers(pieces, reading),
        SlotKind::Amount => amount::amounts(pieces, reading, is_expected),
        SlotKind::Date => {
            let dates = reading.dates(is_expected).all(pieces).into_iter();
            dates.map(|(date, range)| (Value::Date(date), range)).collect()
        }
        SlotKind::Email => email::all(text, pieces, reading, is_expected),
        SlotKind::Phone => phone::all(pieces, reading, is_expected),
        SlotKind::Pattern(mask) => identifier::all(mask, pieces, reading, is_expected),
        SlotKind::Number | SlotKind::Text | SlotKind::Choice(_) | SlotKind::Truth => Vec::new(),
    }
}

impl SlotKind {
    /// The name in content and in the wire form.
    pub(super) fn name(&self) -> &'static str {
        match self {
            SlotKind::Text => "text",
            SlotKind::Number => "number",
            SlotKind::Date => "date",
            SlotKind::Email => "email",
            SlotKind::Phone => "phone",
            SlotKind::Choice(_) => "choice",
            SlotKind::Pattern(_) => "pattern",
            SlotKind::Amount => "amount",
            SlotKind::Truth => "truth",
        }
    }
}

const MAX_TEXT_CHARACTERS: usize = 500;
/// A recogniser that gives more is not sure of anything.
const MAX_HYPOTHESES: usize = 20;
