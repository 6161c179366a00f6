use std::ops::Range;

use super::{BRACKETS, address};
use crate::dialogue::values::Reading;
use crate::text::{Cue, Gap, Piece};

/// A message in which addresses are said.
pub(super) struct Speech<'s> {
    pub(super) text: &'s str,
    pub(super) pieces: &'s [Piece],
    pub(super) reading: &'s Reading<'s>,
    pub(super) is_expected: bool,
}

impl Speech<'_> {
    /// The address whose sign stands at a piece, and whose name starts at another one at the earliest.
    pub(super) fn address(&self, from: usize, at: usize) -> Option<(String, Range<usize>)> {
        let Speech { pieces, reading, is_expected, .. } = *self;
        let (after, is_plain) = self.at_sign(at).filter(|_| at > from)?;
        if !is_plain && !is_expected && !reading.is_spoken {
            return None;
        }
        // Who writes the sign writes the rest as well.
        let may_complete = pieces[at].text != "@" || reading.is_spoken;
        let (end, domain) = domain(pieces, after, reading, may_complete)?;
        let (start, name) = name(pieces, from..at, reading, is_expected)?;
        let before = self.text[..pieces[start].range.start].chars().next_back();
        let is_cut = before.is_some_and(|c| {
            !c.is_whitespace() && !BRACKETS.contains(&c) && !matches!(c, '\'' | '\u{2019}')
        });
        let is_announced = start > 0 && reading.is_around(pieces, start - 1);
        let is_first = start == 0 || pieces[start].is_apart();
        let is_sure = name.contains(|c: char| !c.is_alphabetic()) || is_announced;
        let is_likely = (is_first || is_announced) && (is_plain || is_sure);
        let address = address(&format!("{name}@{domain}"))?;
        (!is_cut && (is_expected || is_likely)).then_some((address, start..end))
    }

    /// Where the sign of addresses ends that stands at a piece, and whether it is nothing else.
    fn at_sign(&self, at: usize) -> Option<(usize, bool)> {
        let Speech { pieces, reading, .. } = *self;
        if pieces[at].text == "@" {
            return Some((at + 1, true));
        }
        let named = reading.words.sign(pieces, at).filter(|(_, sign)| *sign == '@');
        named
            .map(|(end, _)| (end, true))
            .or_else(|| reading.words.cue(Cue::At, pieces, at).map(|end| (end, false)))
    }
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
        self.text.len() == 1 || self.is_number()
    }

    fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
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
            // "j smith" and "smith 42", but not "est j" nor "2 jean".
            (true, false) => !is_around && !part.is_number(),
            (false, true) => !is_around && next.is_number(),
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
fn domain(
    pieces: &[Piece],
    start: usize,
    reading: &Reading<'_>,
    may_complete: bool,
) -> Option<(usize, String)> {
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
    if !may_complete {
        return None;
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

/// Signs within a name.
const SIGNS: [&str; 5] = [".", "-", "_", "+", "/"];
/// Domains that people say by their name alone.
const COMPLETED: &[(&str, &str)] = &[
    ("gmail", "gmail.com"),
    ("icloud", "icloud.com"),
    ("wanadoo", "wanadoo.fr"),
    ("laposte", "laposte.net"),
];
const SPELLED_ENDS: [&str; 5] = ["com", "net", "org", "edu", "gov"];
/// How many pieces a name or a domain may have.
const MAX_NAME: usize = 40;
const MAX_DOMAIN: usize = 40;
/// "la poste", "g mail".
const MAX_LABEL_WORDS: usize = 4;
