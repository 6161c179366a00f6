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
mod phone;
mod reference;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// What is masked, for each purpose.
///
/// By default, events and traces keep none of it: they are for counting, and are read by many. A
/// transcript is for the person who takes over, who needs the order number, the telephone number, the
/// e-mail address and where to deliver, and never needs a whole card, an IBAN or a social-security
/// number: those three are masked, and of a card the last four digits stay, which is what PCI DSS
/// lets be shown. A host may be stricter, or less strict.
///
/// ```
/// use relais::{Masking, PersonalData, Purpose};
///
/// let said = "ma carte 4111 1111 1111 1111, mon numéro 06 39 98 12 34";
/// let masking = Masking::default();
/// assert_eq!(masking.mask(Purpose::Event, said), "ma carte [card], mon numéro [phone]");
/// assert_eq!(
///     masking.mask(Purpose::Transcript, said),
///     "ma carte [card …1111], mon numéro 06 39 98 12 34",
/// );
/// let stricter = masking.with(Purpose::Transcript, PersonalData::Phone);
/// assert_eq!(
///     stricter.mask(Purpose::Transcript, said),
///     "ma carte [card …1111], mon numéro [phone]",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Masking {
    event: BTreeSet<PersonalData>,
    transcript: BTreeSet<PersonalData>,
    trace: BTreeSet<PersonalData>,
    /// The purposes for which the mark of a card has its last four digits.
    card_ending: BTreeSet<Purpose>,
}

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

impl Masking {
    /// Masks all that can be found, whatever the purpose, and shows nothing of cards.
    pub fn everything() -> Masking {
        let all = BTreeSet::from(PersonalData::ALL);
        Masking {
            event: all.clone(),
            transcript: all.clone(),
            trace: all,
            card_ending: BTreeSet::new(),
        }
    }

    /// Masks this too.
    #[must_use]
    pub fn with(mut self, purpose: Purpose, kind: PersonalData) -> Masking {
        self.kinds_mut(purpose).insert(kind);
        self
    }

    /// Leaves this as it is.
    #[must_use]
    pub fn without(mut self, purpose: Purpose, kind: PersonalData) -> Masking {
        self.kinds_mut(purpose).remove(&kind);
        self
    }

    /// Whether the mark of a card has its last four digits.
    #[must_use]
    pub fn card_ending(mut self, purpose: Purpose, shown: bool) -> Masking {
        if shown {
            self.card_ending.insert(purpose);
        } else {
            self.card_ending.remove(&purpose);
        }
        self
    }

    /// Reads what is masked from JSON. Each purpose has a list; where one has none, the default holds.
    ///
    /// ```
    /// use relais::Masking;
    ///
    /// let masking = Masking::from_json(r#"{"transcript": ["card", "iban", "phone"], "card_ending": []}"#)?;
    /// # Ok::<(), relais::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the text is not such an object; it names the place.
    pub fn from_json(json: &str) -> Result<Masking, Error> {
        serde_json::from_str(json).map_err(|error| {
            Error::new(ErrorKind::InvalidArgument, format!("this says not what to mask: {error}"))
        })
    }

    /// Whether this is masked.
    pub fn covers(&self, purpose: Purpose, kind: PersonalData) -> bool {
        self.kinds(purpose).contains(&kind)
    }

    /// The text with marks in the place of personal data.
    pub fn mask<'t>(&self, purpose: Purpose, text: &'t str) -> Cow<'t, str> {
        self.mask_with(purpose, text, &[])
    }

    /// The same, with what the caller has found by knowing more: the masks of a knowledge base tell its
    /// order numbers from any other number.
    ///
    /// Where two overlap, one mark covers both; it is that of the one that starts first. A range that is
    /// not within the text, or splits a character, is made to fit.
    pub fn mask_with<'t>(&self, purpose: Purpose, text: &'t str, others: &[Found]) -> Cow<'t, str> {
        self.mask_start(purpose, text, others, text.len())
    }

    /// The same for the first `until` bytes of the text: what begins before and ends behind is masked.
    pub(crate) fn mask_start<'t>(
        &self,
        purpose: Purpose,
        text: &'t str,
        others: &[Found],
        until: usize,
    ) -> Cow<'t, str> {
        let until = boundary_before(text, until);
        let masked = |found: &Found| self.covers(purpose, found.kind) && found.range.start < until;
        let mut found: Vec<Found> = find(text).into_iter().filter(masked).collect();
        found.extend(others.iter().filter_map(|other| other.within(text)).filter(masked));
        if found.is_empty() {
            return Cow::Borrowed(&text[..until]);
        }
        found.sort_by_key(|found| (found.range.start, found.kind));
        let mut result = String::with_capacity(until);
        let mut done = 0;
        for one in joined(found) {
            result.push_str(&text[done..one.range.start]);
            match self.ending_of(purpose, &text[one.range.clone()]) {
                Some(ending) if one.kind == PersonalData::Card => {
                    result.push_str(CARD_WITH_ENDING);
                    result.extend(ending);
                    result.push(']');
                }
                _ => result.push_str(one.kind.mark()),
            }
            done = one.range.end;
        }
        result.push_str(text.get(done..until).unwrap_or_default());
        Cow::Owned(result)
    }

    /// The last four digits of a card, where they are shown; a security code has none.
    fn ending_of(&self, purpose: Purpose, card: &str) -> Option<[char; 4]> {
        let mut digits = card.chars().rev().filter_map(digits::value);
        let mut next = || char::from_digit(digits.next()?.into(), 10);
        let [d, c, b, a] = [next()?, next()?, next()?, next()?];
        // Of a number of four digits, four would be all.
        next()?;
        self.card_ending.contains(&purpose).then_some([a, b, c, d])
    }

    fn kinds(&self, purpose: Purpose) -> &BTreeSet<PersonalData> {
        match purpose {
            Purpose::Event => &self.event,
            Purpose::Transcript => &self.transcript,
            Purpose::Trace => &self.trace,
        }
    }

    fn kinds_mut(&mut self, purpose: Purpose) -> &mut BTreeSet<PersonalData> {
        match purpose {
            Purpose::Event => &mut self.event,
            Purpose::Transcript => &mut self.transcript,
            Purpose::Trace => &mut self.trace,
        }
    }
}

impl Default for Masking {
    fn default() -> Masking {
        let secret = [PersonalData::Iban, PersonalData::Card, PersonalData::SocialSecurity];
        Masking {
            transcript: BTreeSet::from(secret),
            card_ending: BTreeSet::from([Purpose::Transcript]),
            ..Masking::everything()
        }
    }
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

/// Makes one of those that overlap. They are in the order of their starts.
fn joined(found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match joined.last_mut() {
            Some(last) if one.range.start < last.range.end => {
                last.range.end = last.range.end.max(one.range.end);
            }
            _ => joined.push(one),
        }
    }
    joined
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
