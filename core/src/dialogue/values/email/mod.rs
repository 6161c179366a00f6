mod domains;
mod said;

use std::ops::Range;

pub(super) use self::domains::doubt;
use self::said::Speech;
use super::{Found, Reading};
use crate::facts::Value;
use crate::text::Piece;

/// The e-mail addresses of a message, in lower case: those written as such, and where there are none,
/// those in words: "jean point dupont arobase exemple point f r".
pub(super) fn all(
    text: &str,
    pieces: &[Piece],
    reading: &Reading<'_>,
    is_expected: bool,
) -> Vec<Found> {
    let mut found = Vec::new();
    let is_between = |c: char| c.is_whitespace() || BRACKETS.contains(&c);
    let mut end = 0;
    for word in text.split_inclusive(is_between) {
        let start = end;
        end += word.len();
        if let Some(address) = word.contains('@').then(|| address(word)).flatten() {
            let place = of_bytes(pieces, start..end);
            found.extend(place.map(|place| (Value::Text(address), place)));
        }
    }
    if !found.is_empty() {
        return found;
    }
    let speech = Speech { text, pieces, reading, is_expected };
    let mut from = 0;
    for at in 0..pieces.len() {
        if let Some((address, place)) = speech.address(from, at) {
            from = place.end;
            found.push((Value::Text(address), place));
        }
    }
    found
}

/// An address as it is written, without what stands around it.
fn address(word: &str) -> Option<String> {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (name, domain) = word.split_once('@')?;
    let is_of_name = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let no_part_empty = |text: &str| text.split('.').all(|part| !part.is_empty());
    let is_label = |label: &str| {
        label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.len() <= 63
    };
    let last = domain.rsplit('.').next()?;
    let is_country = last.len() >= 2 && !last.chars().all(|c| c.is_ascii_digit());
    let is_valid = (1..=64).contains(&name.len())
        && name.chars().all(is_of_name)
        && no_part_empty(name)
        && domain.contains('.')
        && no_part_empty(domain)
        && domain.split('.').all(is_label)
        && word.len() <= 254
        && (is_country || doubt(&word).is_some());
    is_valid.then_some(word)
}

/// The pieces that lie within some bytes.
fn of_bytes(pieces: &[Piece], bytes: Range<usize>) -> Option<Range<usize>> {
    let is_within = |piece: &Piece| piece.range.start < bytes.end && bytes.start < piece.range.end;
    let start = pieces.iter().position(is_within)?;
    let length = pieces[start..].iter().take_while(|piece| is_within(piece)).count();
    Some(start..start + length)
}

/// What stands around an address in writing.
const BRACKETS: [char; 11] = ['<', '>', '(', ')', '[', ']', '"', ',', ';', ':', '«'];
