use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{CARD_WITH_ENDING, Found, PersonalData, Purpose, boundary_before, digits, find};
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

    /// Where the text has what is masked, in no order.
    pub(crate) fn covered(&self, purpose: Purpose, text: &str) -> Vec<Range<usize>> {
        let masked = find(text).into_iter().filter(|found| self.covers(purpose, found.kind));
        masked.map(|found| found.range).collect()
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
