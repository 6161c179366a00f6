//! How days are said: "le 3 décembre", "next Tuesday", "dans trois jours", "12/03/2027".
//!
//! A [`Calendar`] has the words of one language; numbers in words are read by
//! [`Spoken`](super::Spoken). [`Dates`] finds the days that a message names, one after the other.

mod dates;

use serde::{Deserialize, Serialize};

pub(crate) use self::dates::Dates;

/// The words of a language for days, in lower case without accents, and with spaces for apostrophes and
/// hyphens. Numeric dates are read in any language; in a language without these words they are all
/// there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Calendar {
    /// The twelve months from January, each with its spellings, the full one first.
    months: Vec<Vec<String>>,
    /// The seven days from Monday, likewise.
    weekdays: Vec<Vec<String>>,
    today: Vec<String>,
    tomorrow: Vec<String>,
    yesterday: Vec<String>,
    day_after_tomorrow: Vec<String>,
    day_before_yesterday: Vec<String>,
    /// Words that make a day of the week one of the past: "dernier", "last".
    last: Vec<String>,
    /// Words that make a day of the week that of a week later: "mardi en huit".
    week_later: Vec<String>,
    /// Around a day of the week: "mardi de la semaine prochaine".
    next_week: Vec<String>,
    /// Before a time from now: "dans".
    ahead: Vec<String>,
    /// Before or after a time ago: "il y a", "ago".
    ago_before: Vec<String>,
    ago_after: Vec<String>,
    days: Vec<String>,
    weeks: Vec<String>,
    /// Months as a length of time.
    months_long: Vec<String>,
    /// What stands before the day of a month that is said alone: "le 12".
    before_day: Vec<String>,
    /// What may stand after it: "du mois".
    after_day: Vec<String>,
    /// Between the day and the month.
    of: Vec<String>,
    /// Whether the month may stand before the day: "March 12".
    month_first: bool,
}
#[cfg(feature = "author")]
impl Calendar {
    /// The month that a word in lower case without accents names, from 1.
    pub(crate) fn month(&self, word: &str) -> Option<u8> {
        named(&self.months, word).map(|month| month + 1)
    }

    /// The day of the week that such a word names, Monday being 0.
    pub(crate) fn weekday(&self, word: &str) -> Option<u8> {
        named(&self.weekdays, word)
    }
}

#[cfg(feature = "author")]
fn named(lists: &[Vec<String>], word: &str) -> Option<u8> {
    let place = lists.iter().position(|spellings| spellings.iter().any(|known| known == word));
    place.and_then(|place| u8::try_from(place).ok())
}
