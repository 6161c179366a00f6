use std::ops::Range;

use super::spelled::Rows;
use super::{Found, Reading, amount, phone};
use crate::facts::Value;
use crate::knowledge::{Mark, Mask};
use crate::text::Piece;

/// The identifiers of a message, in the form of their mask, whose fixed beginning may be left out.
///
/// In a sentence, digits alone are one only where they are no date, amount or telephone number.
pub(super) fn all(
    mask: &Mask,
    pieces: &[Piece],
    reading: &Reading<'_>,
    is_expected: bool,
) -> Vec<Found> {
    let marks = mask.marks();
    let is_open = |mark: &Mark| matches!(mark, Mark::Digit | Mark::Letter | Mark::Either);
    let start = marks.iter().position(is_open).unwrap_or(0);
    let fixed: String = mask.as_str().chars().take(start).collect();
    let has_fixed = fixed.chars().any(char::is_alphanumeric);
    let rows = Rows::new(pieces, reading, is_expected || reading.is_spoken);
    let mut others: Option<Vec<Found>> = None;
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let whole = rows.row(at, &marks, &|_| true);
        let is_whole = has_fixed && whole.is_some();
        let rest = || {
            let mut row = rows.row(at, &marks[start..], &|_| true).filter(|_| start > 0)?;
            row.text.insert_str(0, &fixed);
            Some(row)
        };
        let row = whole.or_else(rest).filter(|row| {
            let own = &row.text[fixed.len()..];
            let is_bare = !is_whole && !own.contains(|c: char| c.is_ascii_alphabetic());
            let is_within = !is_whole
                && at > 0
                && !pieces[at].is_apart()
                && rows.is_digit_like(at - 1, row.is_in_words);
            if is_within || is_priced(pieces, row.end, reading) {
                return false;
            }
            if is_expected || !(is_bare || row.is_in_words) {
                return true;
            }
            let others = others.get_or_insert_with(|| other_values(pieces, reading));
            let is_other = |range: &Range<usize>| range.start < row.end && at < range.end;
            own.len() >= MIN_BARE && !others.iter().any(|(_, range)| is_other(range))
        });
        match row {
            Some(row) => {
                found.push((Value::Text(row.text), at..row.end));
                at = row.end;
            }
            None => at += 1,
        }
    }
    found
}

/// What else the digits of a sentence may be.
fn other_values(pieces: &[Piece], reading: &Reading<'_>) -> Vec<Found> {
    let dates = reading.dates(false).all(pieces).into_iter();
    let mut others: Vec<Found> = dates.map(|(date, range)| (Value::Date(date), range)).collect();
    others.extend(amount::amounts(pieces, reading, false));
    others.extend(phone::all(pieces, reading, false));
    others
}

/// Whether a currency or a per cent follows.
pub(super) fn is_priced(pieces: &[Piece], end: usize, reading: &Reading<'_>) -> bool {
    pieces.get(end).is_some_and(|next| {
        let is_near = !next.is_apart();
        is_near && (next.text == "%" || reading.words.currency(pieces, end).is_some())
    })
}

/// Fewer digits than this are too often something else in a sentence.
const MIN_BARE: usize = 4;
