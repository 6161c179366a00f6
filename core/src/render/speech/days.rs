//! Days, times and years.

use super::numerals::digits;
use super::tongue::{Tongue, four_digits, short_number};
use crate::time::Date;

/// "2026-11-23", "23/11/2026", "23.11.2026".
pub(super) fn numeric_day(text: &str, said: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let iso = text.get(..10).and_then(|text| text.parse().ok()).map(|date| (date, 10));
    let (date, length) = iso.or_else(|| {
        let (day, first) = short_number(text)?;
        let mark = text[first..].chars().next().filter(|mark| matches!(mark, '/' | '.'))?;
        let (month, second) = short_number(&text[first + 1..])?;
        let rest = text[first + 1 + second..].strip_prefix(mark)?;
        let year = i16::try_from(four_digits(rest)?).ok()?;
        Some((Date::new(year, month, day)?, text.len() - rest.len() + 4))
    })?;
    let ends = !text[length..].starts_with(|c: char| c.is_alphanumeric());
    ends.then(|| (tongue.day(date, said), length))
}

/// A time, or one to another: "9 h 30", "18:30", "9h-18h".
pub(super) fn times(text: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let (words, length) = time(text, tongue)?;
    let after = &text[length..];
    let dash = after.trim_start_matches([' ', '\u{a0}']).strip_prefix(['-', '–']);
    let other = dash.map(|rest| rest.trim_start_matches([' ', '\u{a0}']));
    let range = other.and_then(|other| {
        let (until, read) = time(other, tongue)?;
        Some((format!("{words} {} {until}", tongue.to()), text.len() - other.len() + read))
    });
    Some(range.unwrap_or((words, length)))
}

fn time(text: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let (hour, mut at) = short_number(text).filter(|(hour, _)| *hour < 24)?;
    let mut minute = 0;
    let spaced = text[at..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    if let Some(rest) = text[at..].strip_prefix(':') {
        if digits(rest) != 2 {
            return None;
        }
        (minute, _) = short_number(rest)?;
        at += 3;
    } else if let Some(rest) = spaced.strip_prefix('h').filter(|_| tongue.writes_h()) {
        at = text.len() - rest.len();
        let minutes = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if digits(minutes) == 2 {
            (minute, _) = short_number(minutes)?;
            at = text.len() - minutes.len() + 2;
        }
    } else {
        return None;
    }
    let goes_on = text[at..].starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '_');
    let (words, read) = tongue.time(hour, minute, &text[at..]);
    let is_time = minute < 60 && (!goes_on || read > 0);
    is_time.then_some((words, at + read))
}

/// "in 2026".
pub(super) fn year(text: &str, said: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let year = four_digits(text).filter(|year| (1900..2100).contains(year))?;
    let ends = match text[4..].chars().next() {
        Some('-' | '/' | '%' | '€') => false,
        Some('.' | ',') => digits(&text[5..]) == 0,
        Some(next) => !next.is_alphanumeric(),
        None => true,
    };
    (ends && tongue.announces_year(said)).then(|| (tongue.year(year), 4))
}
