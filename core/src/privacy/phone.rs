//! Telephone numbers.

use super::digits::{Digits, Gap, card, value};
use super::words::at;

/// The end of a telephone number that starts here with a `+` or a bracket.
pub(super) fn with_sign(text: &str, start: usize) -> Option<usize> {
    let mut place = start;
    let has_bracket = at(text, place) == Some('(');
    place += usize::from(has_bracket);
    let has_plus = at(text, place) == Some('+');
    place += usize::from(has_plus);
    if has_plus && at(text, place) == Some('(') {
        place += 1;
    }
    value(at(text, place)?)?;
    let digits = Digits::read(text, place);
    if has_plus {
        return international(text, place, &digits, 0);
    }
    without_sign(text, place, &digits).or_else(|| north_american(&digits, has_bracket))
}

/// The end of a telephone number that starts here with these digits.
pub(super) fn without_sign(text: &str, start: usize, digits: &Digits) -> Option<usize> {
    match (digits.get(0)?, digits.get(1)?) {
        (0, 0) => international(text, start, digits, 2),
        (0, _) => national(digits),
        // The code of France without its sign, before a mobile number.
        (3, 3) if matches!(digits.get(2), Some(6 | 7)) => digits.end(11),
        (2.., _) => north_american(digits, false),
        _ => None,
    }
}

/// A number with its country's code, which starts at an index: 8 to 15 digits (ITU-T E.164).
fn international(text: &str, start: usize, digits: &Digits, code: usize) -> Option<usize> {
    if digits.get(code)? == 0 {
        return None;
    }
    let length = LENGTHS.iter().find(|(known, _)| {
        known.bytes().enumerate().all(|(at, digit)| digits.get(code + at) == Some(digit - b'0'))
    });
    let exact = length.and_then(|(known, length)| {
        let total = code + known.len() + length;
        // "+33 (0)6": the zero of calls within the country, kept.
        let has_zero = digits.get(code + known.len()) == Some(0);
        digits.end(total + usize::from(has_zero))
    });
    let longest = || {
        // A card behind the number is no part of it.
        let card_at = cards(text, start, digits);
        let ends = (8..=15).rev().filter_map(|count| digits.end(code + count));
        ends.filter(|end| card_at.is_none_or(|card| *end < card)).max()
    };
    exact.or_else(longest)
}

/// A number as it is dialled within France (10 digits) or the United Kingdom (10 or 11).
fn national(digits: &Digits) -> Option<usize> {
    let count = [10, 11].into_iter().find(|count| digits.end(*count).is_some())?;
    let groups = digits.groups(count);
    let is_decimal = groups[0] == 1 && digits.gaps(count).next() != Some(Gap::Space);
    let is_a_date = groups.starts_with(&[2, 2, 4]);
    let slashes_join_pairs = !digits.gaps(count).any(|gap| gap == Gap::Slash)
        || groups.iter().all(|length| *length == 2);
    let is_one = !is_decimal && !is_a_date && slashes_join_pairs;
    is_one.then(|| digits.end(count)).flatten()
}

/// `(212) 555-0100` and `212-555-0100`; with spaces alone, any three numbers would look like it.
fn north_american(digits: &Digits, has_bracket: bool) -> Option<usize> {
    let end = digits.end(10)?;
    let has_signs = has_bracket || digits.gaps(10).all(|gap| matches!(gap, Gap::Dash | Gap::Dot));
    (has_signs && digits.groups(10) == [3, 3, 4]).then_some(end)
}

/// Where a card starts within a run of digits.
fn cards(text: &str, start: usize, digits: &Digits) -> Option<usize> {
    let ends = (1..digits.len()).filter_map(|count| digits.end(count));
    ends.filter_map(|end| {
        let next = text[end..].char_indices().take(3).find(|(_, c)| value(*c).is_some());
        next.map(|(after, _)| end + after)
    })
    .find(|place| *place > start && card(&Digits::read(text, *place)).is_some())
}

/// Countries of which customers are likely to have numbers, and how many digits follow the code: with
/// it, a number ends where it ends, and not where the next one does.
const LENGTHS: &[(&str, usize)] = &[
    ("1", 10),
    ("212", 9),
    ("213", 9),
    ("216", 8),
    ("32", 9),
    ("33", 9),
    ("34", 9),
    ("351", 9),
    ("41", 9),
    ("44", 10),
];
