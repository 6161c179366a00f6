//! Numbers, and what they count: money, percentages, units.

use super::numerals::{Numeral, digits};
use super::tongue::Tongue;

/// A number with its sign, and with the currency, the percentage or the unit that it counts.
pub(super) fn signed(
    text: &str,
    before: Option<char>,
    tongue: &dyn Tongue,
) -> Option<(String, usize)> {
    let may_be_sign = before.is_none_or(|c| c.is_whitespace() || c == '(');
    match text.strip_prefix(['-', '−']).filter(|_| may_be_sign) {
        Some(rest) => {
            let (words, length) = counted(rest, tongue)?;
            Some((format!("{} {words}", tongue.minus()), text.len() - rest.len() + length))
        }
        None => counted(text, tongue),
    }
}

fn counted(text: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    if let Some((currency, rest)) = currency_before(text) {
        let number = Numeral::read(rest, tongue)?;
        let words = amount(&number, currency, tongue)?;
        return Some(per(words, text, text.len() - rest.len() + number.length, tongue));
    }
    if text.len() > 1 && text.starts_with('0') && digits(text) > 1 {
        return None;
    }
    let number = Numeral::read(text, tongue)?;
    let after = &text[number.length..];
    let spaced = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let unit_at = text.len() - spaced.len();
    let unit = &spaced[..spaced.find(|c: char| c.is_whitespace()).unwrap_or(spaced.len())];
    let unit = unit.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%' && !is_sign(c));
    if let Some(currency) = currency_of(unit)
        && let Some(words) = amount(&number, currency, tongue)
    {
        return Some(per(words, text, unit_at + currency.len(), tongue));
    }
    if spaced.starts_with('%') {
        let words = format!("{} {}", number.words(tongue), tongue.percent());
        return Some((words, unit_at + 1));
    }
    let is_one = number.whole < 1 || (number.whole == 1 && number.fraction.is_none());
    let is_one = is_one || (number.whole == 1 && tongue.has_decimal_comma());
    if let Some(words) = tongue.measured(&number.words(tongue), is_one, unit) {
        return Some((words, unit_at + unit.len()));
    }
    if number.fraction.is_none() && digits(text) >= 7 && digits(text) == number.length {
        return None;
    }
    // "3-5 jours".
    if let Some(rest) = after.strip_prefix(['-', '–'])
        && let Some(until) = Numeral::read(rest, tongue)
        && number.fraction.is_none()
        && number.whole < until.whole
        && until.whole < 1_000
    {
        let words = format!("{} {} ", number.words(tongue), tongue.to());
        return Some((words, text.len() - rest.len()));
    }
    if after.starts_with('-') {
        return None;
    }
    let noun = after.starts_with([' ', '\u{a0}']) && spaced.starts_with(char::is_lowercase);
    let words = match number.fraction {
        None if noun => tongue.before_noun(number.whole)?,
        _ => number.words(tongue),
    };
    Some((words, number.length))
}

fn amount(number: &Numeral<'_>, currency: &str, tongue: &dyn Tongue) -> Option<String> {
    tongue.amount(number.whole, number.hundredths()?, currency)
}

/// "19,90 €/mois".
fn per(words: String, text: &str, length: usize, tongue: &dyn Tongue) -> (String, usize) {
    let slash = text[length..].strip_prefix('/');
    if slash.is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        return (format!("{words} {} ", tongue.per()), length + 1);
    }
    (words, length)
}

fn currency_before(text: &str) -> Option<(&str, &str)> {
    let currency = currency_of(text)?;
    let rest = &text[currency.len()..];
    let number = if is_sign(currency.chars().next()?) {
        rest.strip_prefix(['\u{a0}', '\u{202f}']).unwrap_or(rest)
    } else {
        rest.strip_prefix([' ', '\u{a0}'])?
    };
    number.starts_with(|c: char| c.is_ascii_digit()).then_some((currency, number))
}

/// The sign or the code of a currency that a text starts with.
fn currency_of(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if is_sign(first) {
        return Some(&text[..first.len_utf8()]);
    }
    let code = text.get(..3).filter(|code| CODES.contains(code))?;
    (!text[3..].starts_with(|c: char| c.is_alphanumeric())).then_some(code)
}

fn is_sign(character: char) -> bool {
    matches!(character, '€' | '$' | '£')
}

const CODES: [&str; 5] = ["EUR", "USD", "GBP", "CHF", "CAD"];
