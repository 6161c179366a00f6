//! Numbers that are written in groups.

use super::words::{is_of_word, is_space};

/// The digits that follow each other from a place on, with at most a few separators between two of
/// them, as far as the longest number that is looked for.
pub(super) struct Digits {
    digits: [Digit; MAX],
    length: usize,
}

#[derive(Clone, Copy, Default)]
struct Digit {
    value: u8,
    /// What is between it and the digit before it.
    gap: Option<Gap>,
    end: usize,
    /// Whether no letter and no digit follows it.
    closes: bool,
}

/// What separates two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Dash,
    Dot,
    Slash,
    Bracket,
}

impl Digits {
    /// Reads from a digit on. Slashes stand between all groups or between none: "23/11/2026 10".
    pub(super) fn read(text: &str, start: usize) -> Digits {
        let mut read = Digits { digits: [Digit::default(); MAX], length: 0 };
        let mut characters = text[start..].char_indices().peekable();
        let mut gap = None;
        let mut slashes = None;
        while read.length < MAX {
            let Some((place, character)) = characters.next() else { break };
            let Some(value) = value(character) else { break };
            let end = start + place + character.len_utf8();
            let closes = characters.peek().is_none_or(|(_, next)| !is_of_word(*next));
            read.digits[read.length] = Digit { value, gap, end, closes };
            read.length += 1;
            gap = None;
            for _ in 0..MAX_GAP {
                let Some(sign) = characters.peek().and_then(|(_, next)| separator(*next)) else {
                    break;
                };
                characters.next();
                gap = if sign == Gap::Space { gap.or(Some(sign)) } else { Some(sign) };
            }
            if let Some(gap) = gap {
                let is_slash = gap == Gap::Slash;
                if *slashes.get_or_insert(is_slash) != is_slash {
                    break;
                }
            }
        }
        read
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// The value of the digit at an index.
    pub(super) fn get(&self, index: usize) -> Option<u8> {
        self.digits[..self.length].get(index).map(|digit| digit.value)
    }

    /// Where the first `count` digits end, where they can be a number by themselves.
    pub(super) fn end(&self, count: usize) -> Option<usize> {
        let last = self.digits[..self.length].get(count.checked_sub(1)?)?;
        last.closes.then_some(last.end)
    }

    /// The values of the first `count` digits.
    pub(super) fn values(
        &self,
        count: usize,
    ) -> impl DoubleEndedIterator<Item = u8> + ExactSizeIterator {
        self.digits[..count.min(self.length)].iter().map(|digit| digit.value)
    }

    /// What separates the groups of the first `count` digits.
    pub(super) fn gaps(&self, count: usize) -> impl Iterator<Item = Gap> {
        self.digits[..count.min(self.length)].iter().filter_map(|digit| digit.gap)
    }

    /// The lengths of the groups of the first `count` digits.
    pub(super) fn groups(&self, count: usize) -> Vec<usize> {
        let mut groups: Vec<usize> = Vec::new();
        for digit in &self.digits[..count.min(self.length)] {
            match groups.last_mut() {
                Some(group) if digit.gap.is_none() => *group += 1,
                _ => groups.push(1),
            }
        }
        groups
    }
}

/// The end of a payment card's number: 13 to 19 digits, in groups or not, with the check digit of
/// ISO/IEC 7812-1 (Luhn). The longest is taken, for more is better masked than less.
pub(super) fn card(digits: &Digits) -> Option<usize> {
    let network = digits.get(0)? * 10 + digits.get(1)?;
    if network < LOWEST_NETWORK {
        return None;
    }
    (13..=19).rev().find_map(|count| {
        let end = digits.end(count)?;
        let plain = digits.gaps(count).all(|gap| matches!(gap, Gap::Space | Gap::Dash | Gap::Dot));
        (plain && has_check_digit(digits, count)).then_some(end)
    })
}

/// The value of a digit: European, full-width or Arabic.
pub(super) fn value(character: char) -> Option<u8> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    u8::try_from(u32::from(character) - u32::from(zero)).ok()
}

fn separator(character: char) -> Option<Gap> {
    match character {
        space if is_space(space) => Some(Gap::Space),
        '-' | '\u{2010}'..='\u{2013}' => Some(Gap::Dash),
        '.' | '·' => Some(Gap::Dot),
        '/' => Some(Gap::Slash),
        '(' | ')' => Some(Gap::Bracket),
        _ => None,
    }
}

fn has_check_digit(digits: &Digits, count: usize) -> bool {
    let sum: u32 = digits
        .values(count)
        .rev()
        .enumerate()
        .map(|(index, value)| match u32::from(value) * (1 + index as u32 % 2) {
            doubled @ 10.. => doubled - 9,
            other => other,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// One more than the digits of the longest card, to see where that ends.
const MAX: usize = 20;
/// The signs between two groups: " - ".
const MAX_GAP: usize = 3;
/// No network issues cards that start with 0, or with what starts a year of this century or the last;
/// those of the airlines, with 1, are seen nowhere else.
const LOWEST_NETWORK: u8 = 22;
