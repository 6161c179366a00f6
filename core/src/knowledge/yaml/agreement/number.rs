use super::token::{Kind, Token};
use super::words::Words;

/// A number as a text says it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// In thousandths.
    pub(super) value: u64,
    pub(super) form: Form,
    /// The index of the first token after it.
    pub(super) end: usize,
}

/// How a number is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `30`
    Digits,
    /// `5th`
    OrdinalDigits,
    /// "thirty"
    Words,
    /// "fifth"
    OrdinalWords,
    /// "one", "a": as often an article as a number.
    One,
}

impl Number {
    /// The number that starts at a token.
    pub(super) fn at(tokens: &[Token], at: usize, words: &Words) -> Option<Number> {
        let first = tokens.get(at)?;
        if let Kind::Number(value) = first.kind {
            let suffix = tokens.get(at + 1).filter(|token| token.glued).and_then(Token::word);
            let is_ordinal = suffix.is_some_and(|suffix| words.is_suffix(suffix));
            return Some(match is_ordinal {
                true => Number { value, form: Form::OrdinalDigits, end: at + 2 },
                false => Number { value, form: Form::Digits, end: at + 1 },
            });
        }
        in_words(tokens, at, words)
    }
}

/// "quatre-vingt-dix", "forty-eight", "twenty-fifth".
fn in_words(tokens: &[Token], at: usize, words: &Words) -> Option<Number> {
    let mut end = at;
    let mut value: Option<u64> = None;
    let mut form = Form::One;
    loop {
        let from = match value {
            None => end,
            Some(value) => next_part(tokens, end, value, words),
        };
        let Some(word) = tokens.get(from).and_then(Token::word) else { break };
        let is_article = value.is_none() && words.is_article(word);
        let (part, ordinal) = if is_article || words.is_one(word) {
            (1, false)
        } else if let Some(part) = words.number(word) {
            (part, false)
        } else if let Some(part) = words.ordinal(word) {
            (part, true)
        } else {
            break;
        };
        let sum = match value {
            None => part,
            Some(value) => match joined(value, part) {
                Some(sum) => sum,
                None => break,
            },
        };
        form = match (ordinal, value) {
            (true, _) => Form::OrdinalWords,
            (false, None) if is_article || words.is_one(word) => Form::One,
            (false, _) => Form::Words,
        };
        (value, end) = (Some(sum), from + 1);
        if ordinal {
            break;
        }
    }
    value.map(|value| Number { value: value * 1000, form, end })
}

/// Where the next part of a number would stand: after a hyphen, or after "et" in "vingt et un".
fn next_part(tokens: &[Token], end: usize, value: u64, words: &Words) -> usize {
    let Some(token) = tokens.get(end) else { return end };
    let joins = token.word().is_some_and(|word| words.is_joiner(word));
    let hyphen = token.is("-") && token.glued;
    if joins && value.is_multiple_of(10) && value >= 20 {
        // "vingt et un", "soixante et onze": not "vingt et trente".
        let next = tokens.get(end + 1).and_then(Token::word).unwrap_or_default();
        let closes = words.is_one(next) || words.number(next) == Some(11);
        return if closes { end + 1 } else { end };
    }
    // "trente-et-un"
    let joins_after = tokens.get(end + 1).and_then(Token::word).is_some_and(|w| words.is_joiner(w));
    match hyphen {
        true if joins_after => end + 3,
        true => end + 1,
        false => end,
    }
}

/// What two numbers that follow each other make, where they are one.
fn joined(value: u64, part: u64) -> Option<u64> {
    let rest = value % 100;
    match part {
        100 if (1..10).contains(&value) => Some(value * 100),
        // "quatre-vingts"
        20 if rest == 4 => Some(value + 76),
        _ if part < 10 && rest >= 20 && rest.is_multiple_of(10) => Some(value + part),
        // "soixante-douze", "quatre-vingt-onze"
        10..=16 if rest == 60 || rest == 80 => Some(value + part),
        // "dix-sept", "quatre-vingt-dix-neuf"
        7..=9 if matches!(rest, 10 | 70 | 90) => Some(value + part),
        _ if value >= 100 && rest == 0 && part < 100 => Some(value + part),
        _ => None,
    }
}
