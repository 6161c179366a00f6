//! Numbers as they are written.

use super::tongue::Tongue;

/// Whole numbers from this one on are not said in words.
pub(super) const MOST: u64 = 1_000_000_000_000;

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral<'t> {
    pub(super) whole: u64,
    /// The decimals, as they are written.
    pub(super) fraction: Option<&'t str>,
    /// The bytes read.
    pub(super) length: usize,
}

impl<'t> Numeral<'t> {
    /// The number that a text starts with, if it is one: its groups of thousands and its decimals as the
    /// language writes them.
    pub(super) fn read(text: &'t str, tongue: &dyn Tongue) -> Option<Numeral<'t>> {
        let comma = tongue.has_decimal_comma();
        let first = digits(text);
        if first == 0 || first > MOST_DIGITS {
            return None;
        }
        let mut number = text[..first].to_owned();
        let mut at = first;
        // Groups of exactly three, after one to three that do not start with a zero.
        if first <= 3 && !text.starts_with('0') {
            while let Some(separator) = text[at..].chars().next() {
                let groups = match separator {
                    '\u{a0}' | '\u{202f}' => true,
                    ' ' | '.' => comma,
                    ',' => !comma,
                    _ => false,
                };
                let group = at + separator.len_utf8();
                if !groups || digits(&text[group..]) != 3 || number.len() + 3 > MOST_DIGITS {
                    break;
                }
                number.push_str(&text[group..group + 3]);
                at = group + 3;
            }
        }
        let mut fraction = None;
        if let Some(mark @ (',' | '.')) = text[at..].chars().next() {
            let decimals = digits(&text[at + 1..]);
            // The other language's mark is one too, where it cannot be one of thousands.
            let is_mark = (mark == ',') == comma || decimals < 3;
            if decimals > 0 && is_mark {
                fraction = Some(&text[at + 1..at + 1 + decimals]);
                at += 1 + decimals;
            }
        }
        let whole = number.parse().ok().filter(|whole| *whole < MOST)?;
        let next = text[at..].chars().next();
        let after_mark = text[at..].chars().nth(1);
        let ends = match next {
            Some('.' | ',' | '/' | ':') => !after_mark.is_some_and(|c| c.is_ascii_digit()),
            Some(next) => !next.is_alphanumeric() && next != '_',
            None => true,
        };
        ends.then_some(Numeral { whole, fraction, length: at })
    }

    /// The number in words.
    pub(super) fn words(&self, tongue: &dyn Tongue) -> String {
        let whole = tongue.cardinal(self.whole);
        match self.fraction {
            Some(fraction) => format!("{whole} {} {}", tongue.point(), decimals(fraction, tongue)),
            None => whole,
        }
    }

    /// The hundredths, where the decimals are some.
    pub(super) fn hundredths(&self) -> Option<u8> {
        match self.fraction {
            None => Some(0),
            Some(tenths) if tenths.len() == 1 => {
                tenths.parse::<u8>().ok().map(|tenths| tenths * 10)
            }
            Some(hundredths) if hundredths.len() == 2 => hundredths.parse().ok(),
            Some(_) => None,
        }
    }
}

/// "cinq", "quatorze", "zéro cinq" in a language that reads decimals as a number, and else digit by digit.
fn decimals(fraction: &str, tongue: &dyn Tongue) -> String {
    if tongue.has_decimal_comma() && fraction.len() <= 3 {
        return tongue.group(fraction);
    }
    let digit = |at: usize| tongue.group(&fraction[at..at + 1]);
    (0..fraction.len()).map(digit).collect::<Vec<_>>().join(" ")
}

/// How many digits a text starts with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

const MOST_DIGITS: usize = 12;
