use super::english::English;
use super::french::French;
use crate::locale::Locale;
use crate::time::Date;

/// A language whose numbers are said in words.
///
/// Whole numbers stay below [`MOST`](super::numerals::MOST).
pub(super) trait Tongue {
    /// A whole number before a noun whose gender is not known; nothing where that matters.
    fn before_noun(&self, number: u64) -> Option<String>;
    /// A whole number by itself.
    fn cardinal(&self, number: u64) -> String;
    /// What stands between a whole number and its decimals.
    fn point(&self) -> &'static str;
    fn minus(&self) -> &'static str;
    /// What stands between the ends of a range.
    fn to(&self) -> &'static str;
    /// What a slash after a price says.
    fn per(&self) -> &'static str;
    fn percent(&self) -> &'static str;
    fn plus(&self) -> &'static str;
    /// Whether a comma, and not a full stop, stands before decimals.
    fn has_decimal_comma(&self) -> bool;
    /// A day; `said` is what was said before it.
    fn day(&self, date: Date, said: &str) -> String;
    /// A day with its month in letters at the start of a text, and its length.
    fn written_day(&self, text: &str, said: &str) -> Option<(String, usize)>;
    /// An ordinal at the start of a text, and its length.
    fn ordinal(&self, text: &str) -> Option<(String, usize)>;
    /// A time of day; the text after it may say whether it is before noon. Words, and bytes read.
    fn time(&self, hour: u8, minute: u8, after: &str) -> (String, usize);
    /// Whether times are written with an `h` between hours and minutes.
    fn writes_h(&self) -> bool;
    /// An amount of a currency that is known by its sign or code.
    fn amount(&self, whole: u64, hundredths: u8, currency: &str) -> Option<String>;
    /// What a unit is called after this number, with the number.
    fn measured(&self, number: &str, is_one: bool, unit: &str) -> Option<String>;
    /// A group of digits of a telephone number.
    fn group(&self, digits: &str) -> String;
    /// A short number that is dialled, where what was said before tells that it is.
    fn dialled(&self, digits: &str, said: &str) -> Option<String>;
    /// A year, where a word before or a day tells that it is one.
    fn year(&self, year: u64) -> String;
    /// Whether what was said before tells that a year follows.
    fn announces_year(&self, said: &str) -> bool;
}

/// The language of a locale, where its numbers are known.
pub(super) fn tongue(locale: Locale) -> Option<&'static dyn Tongue> {
    match locale.language() {
        "fr" => Some(&French),
        "en" => Some(&English),
        _ => None,
    }
}

/// The word of a text's start, letters only.
pub(super) fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// The last word of a text, in lower case.
pub(super) fn last_word(text: &str) -> String {
    text.trim_end().rsplit([' ', '\'', '’']).next().unwrap_or_default().to_lowercase()
}

/// The month of a name, from 1, and the length of the name.
pub(super) fn month(names: &[&str; 12], text: &str) -> Option<(u8, usize)> {
    let word = first_word(text);
    let lower = word.to_lowercase();
    let place = names.iter().position(|name| name.to_lowercase() == lower)?;
    Some((u8::try_from(place + 1).ok()?, word.len()))
}

/// A number of one or two digits at the start of a text, and its length.
pub(super) fn short_number(text: &str) -> Option<(u8, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(length, 1 | 2) {
        return None;
    }
    text[..length].parse().ok().map(|number| (number, length))
}

/// A year of four digits at the start of a text.
pub(super) fn four_digits(text: &str) -> Option<u64> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length != 4 { None } else { text[..4].parse().ok() }
}
