//! Dates, which are personal only where they are said to be of birth.

use super::digits::value;
use super::words::{at, closes, fold, is_of_word, skip_spaces, word};

/// The end of a date in digits that starts here: `12/03/1985`, `12.3.85`, `1985-03-12`.
pub(super) fn numeric(text: &str, start: usize) -> Option<usize> {
    let (first, first_end) = number(text, start)?;
    let sign = at(text, first_end).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let (second, second_end) = number(text, first_end + 1)?;
    if at(text, second_end) != Some(sign) {
        return None;
    }
    let (third, end) = number(text, second_end + 1)?;
    let is_year = |number: u32, digits: usize| digits == 2 || matches!(number, 1900..=2099);
    let digits_of_third = text[second_end + 1..end].chars().count();
    let is_date = match (first, second, third) {
        // In North America the month comes first.
        (1..=31, 1..=12, year) | (1..=12, 13..=31, year) => is_year(year, digits_of_third),
        (1900..=2099, 1..=12, 1..=31) => true,
        _ => false,
    };
    // The time may follow with a `T`.
    let ends = at(text, end).is_none_or(|next| next == 'T' || !is_of_word(next));
    (is_date && ends).then_some(end)
}

/// Whether a date in digits that ends here is not just the beginning of a longer number.
pub(super) fn is_whole(text: &str, end: usize) -> bool {
    let mut following = text[end..].chars();
    let is_joined = matches!(following.next(), Some('/' | '-' | '.'));
    !(is_joined && following.next().is_some_and(|c| value(c).is_some()))
}

/// The end of a date in words that starts here: `12 mars 1985`, `1er mars`, `March 12th, 1985`.
pub(super) fn named(text: &str, start: usize) -> Option<usize> {
    let first = next_word(text, start)?;
    let mut second = next_word(text, skip_spaces(text, first.end))?;
    if second.folded == "of" {
        second = next_word(text, skip_spaces(text, second.end))?;
    }
    let is_date = is_day(&first.folded) && is_month(&second.folded)
        || is_month(&first.folded) && is_day(&second.folded);
    // "mars 9:30" has a time.
    let is_time = is_day(&second.folded) && at(text, second.end) == Some(':');
    if !is_date || is_time || !closes(text, second.end) {
        return None;
    }
    let comma = usize::from(at(text, second.end) == Some(','));
    let place = second.end + comma;
    let year = next_word(text, skip_spaces(text, place));
    let year = year.filter(|year| matches!(year.folded.parse(), Ok(1900..=2099_u32)));
    // "novembre 19,99" is the start of an amount.
    let ends = comma == 0 || year.is_some() || at(text, place).is_none_or(char::is_whitespace);
    ends.then(|| year.map_or(second.end, |year| year.end))
}

/// Whether a folded word is a month, in French or English.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "janv",
        "jan",
        "fev",
        "feb",
        "mar",
        "avr",
        "apr",
        "jun",
        "juil",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ];
    MONTHS.contains(&word)
}

/// "12", "1er", "2nd".
fn is_day(word: &str) -> bool {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (number, ending) = word.split_at(end);
    matches!(number.parse(), Ok(1..=31_u8))
        && matches!(ending, "" | "er" | "st" | "nd" | "rd" | "th")
}

struct Next {
    folded: String,
    end: usize,
}

fn next_word(text: &str, start: usize) -> Option<Next> {
    let word = word(text, start)?;
    Some(Next { folded: fold(word), end: start + word.len() })
}

/// A number of one to four digits.
fn number(text: &str, start: usize) -> Option<(u32, usize)> {
    let mut number = 0;
    let mut end = start;
    for character in text[start..].chars().take(5) {
        let Some(digit) = value(character) else { break };
        number = number * 10 + u32::from(digit);
        end += character.len_utf8();
    }
    (end > start && number < 10_000).then_some((number, end))
}
