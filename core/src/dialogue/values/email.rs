use std::ops::Range;

use super::{Found, Reading};
use crate::facts::Value;
use crate::text::{Cue, Gap, Piece};

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
    let mut from = 0;
    for at in 0..pieces.len() {
        let Some((after, is_plain)) = at_sign(pieces, at, reading).filter(|_| at > from) else {
            continue;
        };
        let weak = !is_plain && !is_expected && !reading.is_spoken;
        let read =
            (!weak).then(|| in_words(pieces, from..at, after, is_plain, reading, is_expected));
        if let Some((address, place)) = read.flatten() {
            from = place.end;
            found.push((Value::Text(address), place));
        }
    }
    found
}

/// What was probably meant by an address at a domain that does not exist.
pub(super) fn doubt(address: &str) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    if DOMAINS.contains(&domain) || OTHER_DOMAINS.contains(&domain) {
        return None;
    }
    let is_meant = |known: &&&str| {
        let same_name = known.split_once('.').map(|(name, _)| name)
            == domain.split_once('.').map(|(name, _)| name);
        (known.len() >= LONG || same_name) && is_one_mistake(known, domain)
    };
    let special = (domain == "gmail.fr").then_some("gmail.com");
    let mut meant = DOMAINS.iter().filter(is_meant).copied();
    let first = special.or_else(|| meant.next())?;
    // Two that are as near: there is no telling, and the first is the more frequent one.
    Some(format!("{name}@{first}"))
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

/// Where the sign of addresses ends that stands at a piece, and whether it is nothing else.
fn at_sign(pieces: &[Piece], at: usize, reading: &Reading<'_>) -> Option<(usize, bool)> {
    if pieces[at].text == "@" {
        return Some((at + 1, true));
    }
    let named = reading.words.sign(pieces, at).filter(|(_, sign)| *sign == '@');
    named
        .map(|(end, _)| (end, true))
        .or_else(|| reading.words.cue(Cue::At, pieces, at).map(|end| (end, false)))
}

/// An address in words around its sign.
fn in_words(
    pieces: &[Piece],
    before: Range<usize>,
    after: usize,
    is_plain: bool,
    reading: &Reading<'_>,
    is_expected: bool,
) -> Option<(String, Range<usize>)> {
    let (end, domain) = domain(pieces, after, reading)?;
    let (start, name) = name(pieces, before.clone(), reading, is_expected)?;
    let is_announced = start > 0 && reading.is_around(pieces, start - 1);
    let is_first = start == 0 || pieces[start].is_apart();
    let is_sure = name.contains(|c: char| !c.is_alphabetic()) || is_announced;
    if !is_expected && !(is_first || is_announced) || (!is_plain && !is_expected && !is_sure) {
        return None;
    }
    Some((address(&format!("{name}@{domain}"))?, start..end))
}

/// A part of an address: what it stands for, and the pieces that say it.
struct Part {
    text: String,
    place: Range<usize>,
    is_sign: bool,
}

impl Part {
    /// Whether it is a letter or a number, as where people spell.
    fn is_spelled(&self) -> bool {
        self.text.len() == 1 || self.text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The name before the sign, and where it starts. Words that follow each other without a sign are one
/// name only where they are spelled, or where they are all that was said.
fn name(
    pieces: &[Piece],
    before: Range<usize>,
    reading: &Reading<'_>,
    is_expected: bool,
) -> Option<(usize, String)> {
    let from = before.start.max(before.end.saturating_sub(MAX_NAME));
    let parts = parts(pieces, from..before.end, reading);
    let mut first = parts.len().checked_sub(1).filter(|last| !parts[*last].is_sign)?;
    let mut more_words = 1;
    while let Some(previous) = first.checked_sub(1) {
        let (part, next) = (&parts[previous], &parts[first]);
        if part.is_sign {
            // A sign belongs to the words on both sides.
            first = previous.checked_sub(1).filter(|start| !parts[*start].is_sign)?;
            continue;
        }
        let gap = pieces[next.place.start].gap;
        if matches!(gap, Gap::Comma | Gap::Stop) && !(part.is_spelled() && next.is_spelled()) {
            break;
        }
        let is_around = reading.is_around(pieces, part.place.start);
        let joins = match (part.is_spelled(), next.is_spelled()) {
            (true, true) => true,
            (true, false) | (false, true) => !is_around && next.text.len() != 1,
            (false, false) => false,
        };
        if !joins {
            if is_around || !is_expected || more_words == 0 {
                break;
            }
            more_words -= 1;
        }
        first = previous;
    }
    let is_unclear = is_expected
        && more_words == 0
        && first > 0
        && !reading.is_around(pieces, parts[first - 1].place.start);
    let name = parts[first..].iter().map(|part| part.text.as_str()).collect();
    (!is_unclear).then_some((parts[first].place.start, name))
}

/// The words, numbers and signs of a stretch.
fn parts(pieces: &[Piece], place: Range<usize>, reading: &Reading<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = place.start;
    let within = |end: &usize| *end <= place.end;
    while at < place.end {
        let piece = &pieces[at];
        if let Gap::Sign(sign @ ('.' | '-' | '_')) = piece.gap
            && at > place.start
        {
            parts.push(Part { text: sign.to_string(), place: at..at, is_sign: true });
        }
        let sign = reading.words.sign(pieces, at).filter(|(end, sign)| within(end) && *sign != ' ');
        let literal = SIGNS.contains(&piece.text.as_str()).then_some(at + 1);
        let (end, text, is_sign) = if let Some((end, sign)) = sign {
            (end, sign.to_string(), true)
        } else if let Some(end) = literal {
            (end, piece.text.clone(), true)
        } else {
            let spelled = reading.words.spelled(pieces, at, false).into_iter();
            let spelled =
                spelled.filter(|it| !it.is_literal && within(&it.end) && !it.text.is_empty());
            let longest = spelled.max_by_key(|it| (it.end, it.text.len()));
            // "un" is a number where people spell, and a word in "unmail".
            match longest {
                Some(it) => (it.end, it.text.to_ascii_lowercase(), false),
                None => (at + 1, piece.text.clone(), false),
            }
        };
        parts.push(Part { text, place: at..end, is_sign });
        at = end;
    }
    parts
}

/// The domain that starts at a piece, and where it ends: "gmail point com", "exemple point f r", and
/// "gmail" alone where everybody knows the rest.
fn domain(pieces: &[Piece], start: usize, reading: &Reading<'_>) -> Option<(usize, String)> {
    let limit = pieces.len().min(start + MAX_DOMAIN);
    let (mut at, mut end) = (start, start);
    let mut labels = vec![String::new()];
    let (mut words, mut is_spelled) = (0, true);
    while at < limit {
        let piece = &pieces[at];
        if at > start && piece.is_apart() {
            break;
        }
        let named = reading.words.sign(pieces, at);
        let sign = match (piece.text.as_str(), named) {
            ("." | "-", _) => Some((at + 1, piece.text.clone())),
            (_, Some((end, sign @ ('.' | '-')))) => Some((end, sign.to_string())),
            _ => None,
        };
        let joined = match piece.gap {
            Gap::Sign(sign @ ('.' | '-')) if at > start => Some(sign.to_string()),
            _ => None,
        };
        let label = labels.last_mut().expect("there is always one");
        let (after, joint) = match (sign, joined) {
            (Some((after, sign)), None) => (after, Some(sign)),
            (_, joint) => (at, joint),
        };
        match joint.as_deref() {
            Some(".") if !label.is_empty() => {
                labels.push(String::new());
                (words, is_spelled) = (0, true);
            }
            Some("-") if !label.is_empty() && words > 0 => label.push('-'),
            Some(_) => break,
            None => {}
        }
        if after > at {
            at = after;
            continue;
        }
        if !piece.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            break;
        }
        let is_letter = piece.letter().is_some();
        let is_last = labels.len() > 1;
        let label = labels.last_mut().expect("there is always one");
        let may_join = words == 0
            || label.ends_with('-')
            || (!is_last && words < MAX_LABEL_WORDS)
            || (is_spelled && is_letter && spelled_end(label, &piece.text));
        if !may_join {
            break;
        }
        label.push_str(&piece.text);
        words += 1;
        is_spelled &= is_letter;
        at += 1;
        end = at;
    }
    if labels.last().is_some_and(String::is_empty) {
        labels.pop();
    }
    if labels.len() > 1 {
        return Some((end, labels.join(".")));
    }
    let mut name = String::new();
    (start..limit.min(start + MAX_LABEL_WORDS)).find_map(|at| {
        name.push_str(&pieces[at].text);
        let known = COMPLETED.iter().find(|(known, _)| *known == name);
        known.map(|(_, domain)| (at + 1, (*domain).to_owned()))
    })
}

/// Whether a letter goes on with the end of a domain that is spelled: "f r", "c o m".
fn spelled_end(label: &str, letter: &str) -> bool {
    label.len() == 1
        || (label.len() == 2 && SPELLED_ENDS.contains(&format!("{label}{letter}").as_str()))
}

/// The pieces that lie within some bytes.
fn of_bytes(pieces: &[Piece], bytes: Range<usize>) -> Option<Range<usize>> {
    let is_within = |piece: &Piece| piece.range.start < bytes.end && bytes.start < piece.range.end;
    let start = pieces.iter().position(is_within)?;
    let length = pieces[start..].iter().take_while(|piece| is_within(piece)).count();
    Some(start..start + length)
}

/// Whether one text becomes the other by one letter added, left out or replaced, or by two neighbours
/// that change places.
fn is_one_mistake(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([], []) => false,
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// What stands around an address in writing.
const BRACKETS: [char; 11] = ['<', '>', '(', ')', '[', ']', '"', ',', ';', ':', '«'];
/// Signs within a name.
const SIGNS: [&str; 5] = [".", "-", "_", "+", "/"];
/// Domains that many people have their address at.
const DOMAINS: &[&str] = &[
    "gmail.com",
    "orange.fr",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "yahoo.fr",
    "yahoo.com",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "laposte.net",
    "live.fr",
    "live.com",
    "icloud.com",
    "bbox.fr",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "btinternet.com",
    "googlemail.com",
    "protonmail.com",
    "numericable.fr",
    "neuf.fr",
    "virginmedia.com",
    "outlook.co.uk",
    "aliceadsl.fr",
    "club-internet.fr",
    "gmx.com",
    "gmx.fr",
    "gmx.de",
    "aol.com",
    "msn.com",
    "skynet.be",
    "bluewin.ch",
];
/// Domains that exist and are near one of these.
const OTHER_DOMAINS: &[&str] = &[
    "mail.com",
    "ymail.com",
    "email.com",
    "proton.me",
    "pm.me",
    "me.com",
    "mac.com",
    "orange.com",
    "orange.be",
    "yahoo.ca",
    "yahoo.de",
    "yahoo.es",
    "yahoo.it",
    "hotmail.de",
    "hotmail.es",
    "hotmail.it",
    "hotmail.be",
    "outlook.be",
    "outlook.de",
    "outlook.es",
    "live.be",
    "live.nl",
    "free.com",
    "sfr.com",
    "gmx.net",
    "gmx.ch",
    "gmx.at",
    "laposte.fr",
    "live.ca",
    "live.it",
    "outlook.it",
    "hotmail.ch",
    "hotmail.ca",
    "yahoo.be",
    "yahoo.ch",
    "aol.fr",
];
/// Domains that people say by their name alone.
const COMPLETED: &[(&str, &str)] = &[
    ("gmail", "gmail.com"),
    ("icloud", "icloud.com"),
    ("wanadoo", "wanadoo.fr"),
    ("laposte", "laposte.net"),
];
const SPELLED_ENDS: [&str; 5] = ["com", "net", "org", "edu", "gov"];
/// A mistake in a short domain makes another one that may well exist.
const LONG: usize = 8;
/// How many pieces a name or a domain may have.
const MAX_NAME: usize = 40;
const MAX_DOMAIN: usize = 40;
/// "la poste", "g mail".
const MAX_LABEL_WORDS: usize = 4;
