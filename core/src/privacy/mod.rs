//! Personal data in anything that leaves the session.
//!
//! Customers write what a bot need not know: a card, a social-security number, where they live. What
//! leaves a session leaves it for a [`Purpose`], and [`Masking`] says what sorts of [`PersonalData`]
//! are replaced by a mark, such as `[phone]`, on the way. [`find`] is the search by itself.
//!
//! The search reads a text once, from left to right. At the start of a word it looks ahead, never
//! further than a few words, and never goes back: a text of any size and shape takes a time
//! proportional to its length. Numbers with a check digit are found by it; the rest is found by its
//! shape, and where a shape has a second meaning (an amount, a date, the name of a product), it is
//! left alone. What was masked is not found again, so masking twice changes nothing.

mod address;
mod cues;
mod dates;
mod digits;
mod email;
mod identity;
mod masking;
mod phone;
mod reference;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use self::masking::Masking;

/// What something leaves the session for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The record of a turn, for measurement: an [`Event`](crate::Event).
    Event,
    /// What was said, for the person who takes over.
    Transcript,
    /// How a reply was decided, for those who look after the knowledge base.
    Trace,
}

/// A sort of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PersonalData {
    /// An e-mail address.
    Email,
    /// A telephone number: a French or British one, one of North America, or any with its country's
    /// code.
    Phone,
    /// An IBAN whose check digits are right.
    Iban,
    /// The number of a payment card, by its check digit; a security code that is said to be one.
    Card,
    /// A French social-security number (NIR), by its key or its usual grouping.
    SocialSecurity,
    /// A house and its street, a postcode and its town.
    Address,
    /// A date that is said to be one of birth.
    BirthDate,
    /// The number of an order, a contract, a file: letters with five digits or more, nine digits or
    /// more, or five after a word such as "order".
    Reference,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: PersonalData,
    /// Where it is, in bytes.
    pub range: Range<usize>,
}

/// Finds personal data, in the order of the text; no two overlap.
pub fn find(text: &str) -> Vec<Found> {
    scan::scan(text)
}

impl Found {
    /// The same, within a text and between characters; none where nothing of it is there.
    fn within(&self, text: &str) -> Option<Found> {
        let start = boundary_before(text, self.range.start);
        let last = self.range.end.min(text.len());
        let end = (last..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        (start < end).then_some(Found { kind: self.kind, range: start..end })
    }
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Purpose; 3] = [Purpose::Event, Purpose::Transcript, Purpose::Trace];

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Event => "event",
            Purpose::Transcript => "transcript",
            Purpose::Trace => "trace",
        }
    }
}

impl PersonalData {
    /// Every sort.
    pub const ALL: [PersonalData; 8] = [
        PersonalData::Email,
        PersonalData::Phone,
        PersonalData::Iban,
        PersonalData::Card,
        PersonalData::SocialSecurity,
        PersonalData::Address,
        PersonalData::BirthDate,
        PersonalData::Reference,
    ];

    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            PersonalData::Email => "email",
            PersonalData::Phone => "phone",
            PersonalData::Iban => "iban",
            PersonalData::Card => "card",
            PersonalData::SocialSecurity => "social_security",
            PersonalData::Address => "address",
            PersonalData::BirthDate => "birth_date",
            PersonalData::Reference => "reference",
        }
    }

    /// What stands in its place: the same in every language, so that events can be counted by it.
    pub fn mark(self) -> &'static str {
        match self {
            PersonalData::Email => "[e-mail]",
            PersonalData::Phone => "[phone]",
            PersonalData::Iban => "[iban]",
            PersonalData::Card => "[card]",
            PersonalData::SocialSecurity => "[social security]",
            PersonalData::Address => "[address]",
            PersonalData::BirthDate => "[date of birth]",
            PersonalData::Reference => "[reference]",
        }
    }
}

/// The last place between characters that is not behind this one.
fn boundary_before(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// The length in bytes of the mark that a text starts with.
fn mark_length(text: &str) -> Option<usize> {
    let with_ending = || {
        let ending = text.strip_prefix(CARD_WITH_ENDING)?.as_bytes();
        let is_one =
            ending.get(..4)?.iter().all(u8::is_ascii_digit) && ending.get(4) == Some(&b']');
        is_one.then_some(CARD_WITH_ENDING.len() + 5)
    };
    let marks = PersonalData::ALL.into_iter().map(PersonalData::mark);
    marks.filter(|mark| text.starts_with(mark)).map(str::len).next().or_else(with_ending)
}

/// The mark of a card up to its last four digits.
const CARD_WITH_ENDING: &str = "[card …";
