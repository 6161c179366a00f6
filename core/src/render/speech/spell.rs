//! What is not a number but made of digits: telephone and order numbers.

use super::numerals::digits;
use super::tongue::Tongue;

/// A telephone number in groups at the start of a text, group by group, and its length. It starts with
/// `+` or with a zero; anything else may be a number.
pub(super) fn telephone(text: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let abroad = text.starts_with('+');
    let mut at = usize::from(abroad);
    let mut groups: Vec<&str> = Vec::new();
    let mut count = 0;
    loop {
        let length = digits(&text[at..]);
        if length == 0 || length > 12 {
            break;
        }
        groups.push(&text[at..at + length]);
        count += length;
        at += length;
        let separator = text[at..].chars().next();
        let is_one =
            separator.is_some_and(|c| matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}'));
        let next = at + separator.map_or(0, char::len_utf8);
        if !is_one || digits(&text[next..]) == 0 {
            break;
        }
        at = next;
    }
    let starts = abroad || groups.first().is_some_and(|first| first.starts_with('0'));
    let ends = !text[at..].starts_with(|c: char| c.is_alphanumeric());
    if !starts || !ends || !(8..=15).contains(&count) {
        return None;
    }
    let mut split: Vec<&str> = Vec::new();
    for group in groups {
        // "0612345678" is said in pairs; after the country, a single digit stands alone.
        let mut rest = group;
        if group.len() > 4 {
            if abroad && split.is_empty() && rest.starts_with("33") {
                split.push(&rest[..2]);
                rest = &rest[2..];
            }
            if rest.len() % 2 == 1 {
                split.push(&rest[..1]);
                rest = &rest[1..];
            }
            while !rest.is_empty() {
                split.push(&rest[..2]);
                rest = &rest[2..];
            }
        } else {
            split.push(rest);
        }
    }
    let words: Vec<String> = split.into_iter().map(|group| tongue.group(group)).collect();
    let plus = if abroad { format!("{} ", tongue.plus()) } else { String::new() };
    Some((format!("{plus}{}", words.join(", ")), at))
}

/// A short number to dial at the start of a text: 112, 3900.
pub(super) fn dialled(text: &str, said: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let length = digits(text);
    let number = text.get(..length).filter(|number| (3..=6).contains(&number.len()))?;
    let after = text[length..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let counts = after.starts_with(['€', '$', '£', '%']) || after.starts_with(char::is_numeric);
    let unit = after.split(|c: char| !c.is_alphanumeric() && c != '/').next().unwrap_or(after);
    let counts = counts || tongue.measured("", false, unit).is_some();
    let mut next = text[length..].chars();
    let ends = match (next.next(), next.next()) {
        (Some('.' | ',' | '-' | '/' | ':'), Some(next)) => !next.is_alphanumeric(),
        (Some(next), _) => !next.is_alphanumeric(),
        (None, _) => true,
    };
    let words = tongue.dialled(number, said).filter(|_| ends && !counts)?;
    Some((words, length))
}

/// A reference at the start of a text, character by character, and its length: "OD-482913", or so many
/// digits that nobody reads them as a number.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let is_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
    let length = text.find(|c| !is_of(c)).unwrap_or(text.len());
    let token = text[..length].trim_end_matches(['-', '_', '/']);
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let letters = token.bytes().filter(u8::is_ascii_uppercase).count();
    let has_others = token.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_word = text[length..].starts_with(char::is_alphanumeric);
    let is_number = token.bytes().all(|byte| byte.is_ascii_digit());
    let is_reference = letters > 0 && digits >= 3 || is_number && (digits >= 7 || is_padded(token));
    if !is_reference || has_others || is_word || token.len() > 64 {
        return None;
    }
    let mut groups: Vec<String> = Vec::new();
    let same = |one: &u8, next: &u8| one.is_ascii_digit() == next.is_ascii_digit();
    for part in token.split(['-', '_', '/']) {
        for run in part.as_bytes().chunk_by(same) {
            groups.extend(chunks(run));
        }
    }
    Some((groups.join(", "), token.len()))
}

/// "0042": the zeros count.
fn is_padded(token: &str) -> bool {
    token.len() > 1 && token.starts_with('0')
}

/// Letters one by one; digits in threes, four of them in twos.
fn chunks(run: &[u8]) -> Vec<String> {
    let mut rest = run;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let length = match rest.len() {
            length if !rest[0].is_ascii_digit() => length,
            4 => 2,
            length => length.min(3),
        };
        let spelled: Vec<String> =
            rest[..length].iter().map(|byte| char::from(*byte).to_string()).collect();
        chunks.push(spelled.join(" "));
        rest = &rest[length..];
    }
    chunks
}
