use serde::{Deserialize, Serialize};

use super::fold::plain;
use crate::time::{Date, Weekday};

/// The words of a language for days, as people use them in answers: "le 3 décembre", "next Tuesday".
///
/// Numeric dates are read in any language; in a language without these words they are all there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Calendar {
    /// The twelve months from January, each with its spellings, in lower case without accents.
    months: Vec<Vec<String>>,
    /// The seven days from Monday, likewise.
    weekdays: Vec<Vec<String>>,
    today: Vec<String>,
    tomorrow: Vec<String>,
    yesterday: Vec<String>,
    /// Words that make a day of the week one of the past: "dernier", "last".
    last: Vec<String>,
}

impl Calendar {
    /// The first day that a text names.
    ///
    /// A day without its year is the nearest one, before or after today; a day of the week is the
    /// next one, unless it is said to be the last.
    pub(crate) fn find(&self, text: &str, today: Date) -> Option<Date> {
        let text = plain(text);
        let words: Vec<&str> = text
            .split(|character: char| character.is_whitespace() || character == ',')
            .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .take(MAX_WORDS)
            .collect();
        (0..words.len()).find_map(|at| {
            numeric(words[at], today)
                .or_else(|| self.day_and_month(&words[at..], today))
                .or_else(|| self.relative(&words, at, today))
        })
    }

    /// The month that a word in lower case without accents names, from 1.
    #[cfg(feature = "author")]
    pub(crate) fn month(&self, word: &str) -> Option<u8> {
        place(&self.months, word).and_then(|month| u8::try_from(month + 1).ok())
    }

    /// The day of the week that such a word names, Monday being 0.
    #[cfg(feature = "author")]
    pub(crate) fn weekday(&self, word: &str) -> Option<u8> {
        place(&self.weekdays, word).and_then(|day| u8::try_from(day).ok())
    }

    /// "3 décembre", "3 décembre 2026", "december 3rd".
    fn day_and_month(&self, words: &[&str], today: Date) -> Option<Date> {
        let first = words.first()?;
        let others: Vec<&str> = words.iter().skip(1).copied().filter(|w| *w != "of").collect();
        let second = others.first()?;
        let month_of = |word: &str| place(&self.months, word);
        let (day, month) = match (day_number(first), month_of(second)) {
            (Some(day), Some(month)) => (day, month),
            _ => (day_number(second)?, month_of(first)?),
        };
        let month = u8::try_from(month + 1).ok()?;
        match others.get(1).and_then(|year| year.parse::<i16>().ok()) {
            Some(year @ 1900..=2999) => Date::new(year, month, day),
            _ => nearest(day, month, today),
        }
    }

    fn relative(&self, words: &[&str], at: usize, today: Date) -> Option<Date> {
        let word = words[at];
        let is = |list: &[String]| list.iter().any(|known| known == word);
        if is(&self.today) {
            return Some(today);
        }
        if is(&self.tomorrow) {
            return Some(today.plus_days(1));
        }
        if is(&self.yesterday) {
            return Some(today.plus_days(-1));
        }
        let wanted = *Weekday::ALL.get(place(&self.weekdays, word)?)?;
        let ahead = (wanted as i32 - today.weekday() as i32).rem_euclid(7);
        let near = &words[at.saturating_sub(1)..words.len().min(at + 2)];
        let is_last = near.iter().any(|word| self.last.iter().any(|known| known == word));
        let days = match (is_last, ahead) {
            (true, 0) => -7,
            (true, ahead) => ahead - 7,
            (false, 0) => 7,
            (false, ahead) => ahead,
        };
        Some(today.plus_days(days))
    }
}

/// 2026-11-23, 23/11/2026, 23.11.26, 23/11.
fn numeric(word: &str, today: Date) -> Option<Date> {
    if let Ok(date) = word.parse() {
        return Some(date);
    }
    let mut parts = word.split(['/', '.', '-']);
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    match parts.next() {
        None => nearest(day, month, today),
        Some(year) => {
            let year: i16 = year.parse().ok()?;
            Date::new(if (0..100).contains(&year) { year + 2000 } else { year }, month, day)
        }
    }
}

/// The day of this day and month that is nearest to today, before or after.
fn nearest(day: u8, month: u8, today: Date) -> Option<Date> {
    let year = i16::try_from(today.civil().0).ok()?;
    [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day))
        .min_by_key(|date| date.days_since(today).abs())
}

/// "3", "3e", "1er", "3rd".
fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|character: char| character.is_alphabetic());
    let ending = word.len() - digits.len();
    digits.parse().ok().filter(|day| (1..=31).contains(day) && ending <= 3)
}

fn place(lists: &[Vec<String>], word: &str) -> Option<usize> {
    lists.iter().position(|spellings| spellings.iter().any(|known| known == word))
}

/// A date stands near the start of an answer.
const MAX_WORDS: usize = 60;

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::super::Language;
    use super::*;

    #[test]
    fn days_are_found_as_people_say_them() {
        let monday: Date = "2026-11-23".parse().expect("a date");
        for (language, text, expected) in [
            (Language::French, "le 3 décembre", "2026-12-03"),
            (Language::French, "Le 20 novembre svp", "2026-11-20"),
            (Language::French, "1er mars", "2027-03-01"),
            (Language::French, "hier", "2026-11-22"),
            (Language::French, "mardi prochain", "2026-11-24"),
            (Language::French, "lundi", "2026-11-30"),
            (Language::French, "vendredi dernier", "2026-11-20"),
            (Language::French, "le 14/12", "2026-12-14"),
            (Language::English, "14 December", "2026-12-14"),
            (Language::English, "on the 3rd of March 2027 please", "2027-03-03"),
            (Language::English, "December 3rd", "2026-12-03"),
            (Language::English, "since yesterday", "2026-11-22"),
            (Language::English, "last friday", "2026-11-20"),
            (Language::German, "23.11.2026", "2026-11-23"),
        ] {
            let calendar = Calendar::built_in(language);
            let found = calendar.find(text, monday).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in ["", "demain", "31/02/2026", "le livreur", "99/99", "2 cartes"] {
            assert_eq!(Calendar::built_in(Language::English).find(text, monday), None, "{text}");
        }
    }
}
