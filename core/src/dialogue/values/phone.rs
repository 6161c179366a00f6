use std::ops::Range;

use super::identifier::is_priced;
use super::spelled::Rows;
use super::{Found, Reading};
use crate::facts::Value;
use crate::knowledge::Mark;
use crate::text::{Cue, Piece};

/// The telephone numbers of a message: digits, with a plus where the country is said.
///
/// French numbers have ten digits, or nine after +33; others have 8 to 15 (ITU-T E.164). Where no
/// number is expected, one has to look like one.
pub(super) fn all(pieces: &[Piece], reading: &Reading<'_>, is_expected: bool) -> Vec<Found> {
    let rows = Rows::new(pieces, reading, false);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let number = number(&rows, at, reading, is_expected).filter(|(number, end, in_words)| {
            let is_within = at > 0
                && !number.starts_with('+')
                && (has_plus(&rows, at - 1)
                    || (!pieces[at].is_apart() && rows.is_digit_like(at - 1, *in_words)));
            let is_of_something = !is_expected && is_reference(pieces, at, reading);
            !is_within && !is_of_something && !is_priced(pieces, *end, reading)
        });
        match number {
            Some((number, end, _)) => {
                found.push((Value::Text(number), at..end));
                at = end;
            }
            None => at = after_digits(&rows, at),
        }
    }
    found
}

/// The number that starts at a piece, where it ends, and whether it was said in words.
fn number(
    rows: &Rows<'_>,
    at: usize,
    reading: &Reading<'_>,
    is_expected: bool,
) -> Option<(String, usize, bool)> {
    if rows.options(at).is_empty() {
        return None;
    }
    let has_plus = has_plus(rows, at);
    for (pattern, skipped, prefix) in FRENCH {
        if has_plus != pattern.starts_with('+') {
            continue;
        }
        let marks: Vec<Mark> = pattern.chars().map(Mark::of).collect();
        let is_french = |text: &str| text.as_bytes().get(*skipped) != Some(&b'0');
        if let Some(row) = rows.row(at, &marks, &is_french) {
            return Some((format!("{prefix}{}", &row.text[*skipped..]), row.end, row.is_in_words));
        }
    }
    let (groups, end, is_in_words) = rows.digits(at);
    let digits = groups.concat();
    let abroad = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00"));
    if let Some(number) = abroad {
        let is_number = LENGTH.contains(&number.len())
            && !number.starts_with('0')
            && (!number.starts_with('1') || number.len() == NORTH_AMERICAN);
        // A French number has been read above, or it is none.
        return (is_number && !number.starts_with("33"))
            .then(|| (format!("+{number}"), end, is_in_words));
    }
    let is_french_place = matches!(reading.locale.as_str(), "fr" | "fr-FR");
    let is_in_pairs = groups.len() >= 4 && groups.iter().rev().skip(1).all(|it| it.len() == 2);
    let looks_french = digits.starts_with('0') && is_in_pairs && digits.len() != 10;
    let looks_like_one = match digits.len() {
        9..=11 if digits.starts_with('0') => true,
        10 => groups.len() >= 3 || digits.starts_with('0'),
        length => length >= 9 && groups.len() >= 3,
    };
    let is_number = LENGTH.contains(&digits.len()) && (is_expected || looks_like_one);
    (is_number && !is_french_place && !looks_french).then_some((digits, end, is_in_words))
}

/// Whether a piece says that the country follows.
fn has_plus(rows: &Rows<'_>, at: usize) -> bool {
    rows.options(at).iter().any(|option| option.text == "+")
}

/// Where to look next: a number does not start within digits that are none.
fn after_digits(rows: &Rows<'_>, at: usize) -> usize {
    let (groups, end, is_in_words) = rows.digits(at);
    // Words for numbers may belong to what stands before: "un deux zéro six".
    if groups.is_empty() || is_in_words || groups[0] == "+" { at + 1 } else { end.max(at + 1) }
}

/// Whether the number of something else is announced: "ma commande 0612345678".
fn is_reference(pieces: &[Piece], at: usize, reading: &Reading<'_>) -> bool {
    let near: Range<usize> = at.saturating_sub(NEAR)..at;
    near.clone().any(|near| {
        reading.words.cue(Cue::Reference, pieces, near).is_some()
            && (near + 1..=at).all(|at| !pieces[at].is_apart())
    })
}

/// Patterns of French numbers, how many of their characters are left out, and what stands for those.
const FRENCH: &[(&str, usize, &str)] = &[
    ("0999999999", 1, "0"),
    ("+33999999999", 3, "+33"),
    ("+330999999999", 4, "+33"),
    ("0033999999999", 4, "+33"),
    ("00330999999999", 5, "+33"),
];
/// Of a number with its country, and of one without.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=15;
/// Of a number of North America, whose country is 1.
const NORTH_AMERICAN: usize = 11;
/// How far before a number stands what it is the number of.
const NEAR: usize = 4;
