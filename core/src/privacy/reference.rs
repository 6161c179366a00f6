//! Numbers of orders, contracts, files.

use super::digits::value;
use super::words::{at, closes, fold, is_of_word, is_unit, word, word_end};

/// The end of an identifier that starts here with a letter: letters with five digits or more.
///
/// Five in a row, `OD-482913`; behind up to four letters also in parts, `OD-48-29-13`; or eight letters
/// and digits mixed, `A1B2C3D4E5`. So "RTX4090", "DDR4-3200" and "saison-2026-2027" are none. In capital
/// letters the two may be apart: `OD 482913`.
pub(super) fn with_letters(text: &str, start: usize) -> Option<usize> {
    let first_end = word_end(text, start);
    let first = &text[start..first_end];
    let has_short_start =
        first.len() <= MAX_START && first.bytes().all(|b| b.is_ascii_alphabetic());
    let mut digits = 0;
    let mut is_one = false;
    let mut place = start;
    let mut end = first_end;
    for _ in 0..MAX_PARTS {
        end = word_end(text, place);
        let part = Part::of(&text[place..end]);
        digits += part.digits;
        is_one |= part.longest >= 5 || part.digits >= 5 && part.length >= 8;
        let is_sign = matches!(at(text, end), Some('-' | '_'));
        if !is_sign || !at(text, end + 1).is_some_and(is_of_word) {
            break;
        }
        place = end + 1;
    }
    if is_one || has_short_start && digits >= 5 {
        return Some(end);
    }
    let is_prefix = has_short_start
        && first.len() >= 2
        && first.bytes().all(|b| b.is_ascii_uppercase())
        && !is_common(&fold(first))
        && at(text, first_end) == Some(' ');
    let behind = first_end + 1;
    is_prefix.then(|| number(text, behind).filter(|(_, digits)| *digits >= 5))?.map(|(end, _)| end)
}

/// The end of an identifier that starts here with a digit and is one word: nine digits or more, or
/// eight with letters among them.
pub(super) fn with_digits(text: &str, start: usize) -> Option<usize> {
    let end = word_end(text, start);
    let part = Part::of(&text[start..end]);
    let is_one = part.digits >= 9 || part.digits >= 8 && part.length > part.digits;
    is_one.then_some(end)
}

/// The end of a number that starts here and stands by itself, and how many digits it has.
pub(super) fn number(text: &str, start: usize) -> Option<(usize, usize)> {
    let number = word(text, start)?;
    let end = start + number.len();
    let is_one = number.chars().all(|c| value(c).is_some()) && closes(text, end);
    is_one.then(|| (end, number.chars().count()))
}

/// Words in capital letters before which a number is no part of them.
fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "au", "aux", "and", "by", "cp", "de", "des", "du", "en", "et", "for", "in", "is", "iso",
        "la", "le", "les", "of", "on", "ou", "par", "pour", "sur", "tel", "the", "to", "un", "une",
        "vers", "with",
    ];
    COMMON.contains(&word) || is_unit(word)
}

/// A word, counted.
#[derive(Default)]
struct Part {
    length: usize,
    digits: usize,
    /// The most digits in a row.
    longest: usize,
}

impl Part {
    fn of(word: &str) -> Part {
        let mut part = Part::default();
        let mut row = 0;
        for character in word.chars() {
            let is_digit = value(character).is_some();
            row = if is_digit { row + 1 } else { 0 };
            part.length += 1;
            part.digits += usize::from(is_digit);
            part.longest = part.longest.max(row);
        }
        part
    }
}

/// The most letters that stand before an identifier in parts.
const MAX_START: usize = 4;
/// The most parts of an identifier that are read.
const MAX_PARTS: usize = 6;
