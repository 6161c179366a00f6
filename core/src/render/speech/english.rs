//! English in words.

use super::tongue::{Tongue, first_word, four_digits, last_word, month, short_number};
use crate::render::said::ENGLISH_MONTHS;
use crate::time::Date;

pub(super) struct English;

impl Tongue for English {
    fn before_noun(&self, number: u64) -> Option<String> {
        Some(cardinal(number))
    }

    fn cardinal(&self, number: u64) -> String {
        cardinal(number)
    }

    fn point(&self) -> &'static str {
        "point"
    }

    fn minus(&self) -> &'static str {
        "minus"
    }

    fn to(&self) -> &'static str {
        "to"
    }

    fn per(&self) -> &'static str {
        "per"
    }

    fn percent(&self) -> &'static str {
        "percent"
    }

    fn plus(&self) -> &'static str {
        "plus"
    }

    fn has_decimal_comma(&self) -> bool {
        false
    }

    fn day(&self, date: Date, said: &str) -> String {
        let (year, month, day) = date.civil();
        day_words(day, month, Some(year.unsigned_abs().into()), said)
    }

    fn written_day(&self, text: &str, said: &str) -> Option<(String, usize)> {
        let read_day = |text: &str| {
            let (day, digits) = short_number(text).filter(|(day, _)| (1..=31).contains(day))?;
            let ending = first_word(&text[digits..]);
            let length = if ENDINGS.contains(&ending) { digits + ending.len() } else { digits };
            let is_whole = !text[length..].starts_with(|c: char| c.is_alphanumeric() || c == ':');
            is_whole.then_some((day, length))
        };
        // "23 November 2026", "23rd of November", "November 23, 2026".
        let (day, place, mut length) = match read_day(text) {
            Some((day, digits)) => {
                let after = text[digits..].strip_prefix(" of ");
                let after = after.or_else(|| text[digits..].strip_prefix([' ', '\u{a0}']))?;
                let (place, name) = month(&ENGLISH_MONTHS, after)?;
                (day, place, text.len() - after.len() + name)
            }
            None => {
                let (place, name) = month(&ENGLISH_MONTHS, text)?;
                let after = text[name..].strip_prefix(' ')?;
                let (day, digits) = read_day(after)?;
                (day, place, name + 1 + digits)
            }
        };
        let after = &text[length..];
        let after_comma = after.strip_prefix(',').unwrap_or(after);
        let year = after_comma.strip_prefix([' ', '\u{a0}']).and_then(|rest| {
            let year = four_digits(rest)?;
            length = text.len() - rest.len() + 4;
            Some(year)
        });
        Some((day_words(day, place, year, said), length))
    }

    fn ordinal(&self, text: &str) -> Option<(String, usize)> {
        let (number, digits) = short_number(text)?;
        let ending = first_word(&text[digits..]);
        ENDINGS.contains(&ending).then(|| (ordinal(number.into()), digits + ending.len()))
    }

    fn time(&self, hour: u8, minute: u8, after: &str) -> (String, usize) {
        let spaces = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
        let lower = after[spaces..].get(..4).unwrap_or(&after[spaces..]).to_lowercase();
        let marks = [("a.m.", "AM"), ("p.m.", "PM"), ("am", "AM"), ("pm", "PM")];
        let half = marks.iter().find(|(written, _)| {
            let rest = lower.strip_prefix(written);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let (half, read) = match half {
            Some((written, half)) => (Some(*half), spaces + written.len()),
            None if hour > 12 => (Some("PM"), 0),
            None if hour == 0 => (Some("AM"), 0),
            None => (None, 0),
        };
        let hours = cardinal(if hour.is_multiple_of(12) { 12 } else { u64::from(hour % 12) });
        let mut words = match (minute, half) {
            (0, None) => format!("{hours} o'clock"),
            (0, Some(_)) => hours,
            (1..=9, _) => format!("{hours} oh {}", cardinal(minute.into())),
            _ => format!("{hours} {}", cardinal(minute.into())),
        };
        if let Some(half) = half {
            words = format!("{words} {half}");
        }
        (words, read)
    }

    fn writes_h(&self) -> bool {
        false
    }

    fn amount(&self, whole: u64, hundredths: u8, currency: &str) -> Option<String> {
        let (one, several, hundredth, plural) = match currency {
            "€" | "EUR" => ("euro", "euros", "cent", "cents"),
            "$" | "USD" | "CAD" => ("dollar", "dollars", "cent", "cents"),
            "£" | "GBP" => ("pound", "pounds", "penny", "pence"),
            "CHF" => ("franc", "francs", "centime", "centimes"),
            _ => return None,
        };
        let unit = format!("{} {}", cardinal(whole), if whole == 1 { one } else { several });
        let part = if hundredths == 1 { hundredth } else { plural };
        let cents = format!("{} {part}", cardinal(hundredths.into()));
        Some(match (whole, hundredths) {
            (_, 0) => unit,
            (0, _) => cents,
            _ => format!("{unit} and {cents}"),
        })
    }

    fn measured(&self, number: &str, is_one: bool, unit: &str) -> Option<String> {
        let (one, several) = match unit {
            "KB" => ("kilobyte", "kilobytes"),
            "MB" => ("megabyte", "megabytes"),
            "GB" => ("gigabyte", "gigabytes"),
            "TB" => ("terabyte", "terabytes"),
            "Mbit/s" | "Mbps" => ("megabit per second", "megabits per second"),
            "Gbit/s" | "Gbps" => ("gigabit per second", "gigabits per second"),
            "km" => ("kilometre", "kilometres"),
            "cm" => ("centimetre", "centimetres"),
            "kg" => ("kilogram", "kilograms"),
            "min" => ("minute", "minutes"),
            _ => return None,
        };
        Some(format!("{number} {}", if is_one { one } else { several }))
    }

    fn group(&self, digits: &str) -> String {
        let digit = |byte: u8| SMALL[usize::from(byte.saturating_sub(b'0')).min(9)];
        digits.bytes().map(digit).collect::<Vec<_>>().join(" ")
    }

    fn dialled(&self, digits: &str, said: &str) -> Option<String> {
        let is_dialled = matches!(&*last_word(said), "call" | "dial" | "ring" | "text" | "number");
        is_dialled.then(|| self.group(digits))
    }

    fn year(&self, year: u64) -> String {
        let (century, rest) = (year / 100, year % 100);
        match (century, rest) {
            (11..=19 | 21..=99, 0) => format!("{} hundred", cardinal(century)),
            (11..=19 | 21..=99, 1..=9) => format!("{} oh {}", cardinal(century), cardinal(rest)),
            (11..=19 | 21..=99, _) | (20, 10..) => {
                format!("{} {}", cardinal(century), cardinal(rest))
            }
            _ => cardinal(year),
        }
    }

    fn announces_year(&self, said: &str) -> bool {
        let last = last_word(said);
        let is_month = ENGLISH_MONTHS.iter().any(|month| month.eq_ignore_ascii_case(&last));
        is_month || matches!(&*last, "in" | "since" | "until" | "year")
    }
}

fn day_words(day: u8, month: u8, year: Option<u64>, said: &str) -> String {
    let article = if last_word(said) == "the" { "" } else { "the " };
    let month = ENGLISH_MONTHS[usize::from(month) - 1];
    let words = format!("{article}{} of {month}", ordinal(day.into()));
    match year {
        Some(year) => format!("{words} {}", English.year(year)),
        None => words,
    }
}

/// A number in words, as British English says it: "one hundred and one".
fn cardinal(number: u64) -> String {
    const SCALES: [(u64, &str); 3] =
        [(1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];
    let mut rest = number;
    let mut words = Vec::new();
    for (scale, name) in SCALES {
        if rest >= scale {
            words.push(format!("{} {name}", below_thousand(rest / scale)));
        }
        rest %= scale;
    }
    if rest > 0 || words.is_empty() {
        let and = if rest < 100 && !words.is_empty() { "and " } else { "" };
        words.push(format!("{and}{}", below_thousand(rest)));
    }
    words.join(" ")
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    match (hundreds, rest) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", below_hundred(hundreds)),
        (hundreds, rest) => {
            format!("{} hundred and {}", below_hundred(hundreds), below_hundred(rest))
        }
    }
}

fn below_hundred(number: u64) -> String {
    let tens = TENS[number as usize / 10];
    match number {
        0..=19 => SMALL[number as usize].to_owned(),
        number if number.is_multiple_of(10) => tens.to_owned(),
        number => format!("{tens}-{}", SMALL[number as usize % 10]),
    }
}

fn ordinal(number: u64) -> String {
    let words = cardinal(number);
    for (cardinal, ordinal) in IRREGULAR {
        if let Some(start) = words.strip_suffix(cardinal) {
            return format!("{start}{ordinal}");
        }
    }
    match words.strip_suffix('y') {
        Some(start) => format!("{start}ieth"),
        None => format!("{words}th"),
    }
}

const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];
const IRREGULAR: [(&str, &str); 7] = [
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("five", "fifth"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("twelve", "twelfth"),
];
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_and() {
        for (number, words) in [
            (0, "zero"),
            (13, "thirteen"),
            (20, "twenty"),
            (21, "twenty-one"),
            (80, "eighty"),
            (100, "one hundred"),
            (101, "one hundred and one"),
            (200, "two hundred"),
            (999, "nine hundred and ninety-nine"),
            (1_000, "one thousand"),
            (1_001, "one thousand and one"),
            (1_100, "one thousand one hundred"),
            (1_000_000, "one million"),
            (2_000_120, "two million one hundred and twenty"),
        ] {
            assert_eq!(cardinal(number), words);
        }
        let all: std::collections::BTreeSet<String> = (0..=1_100).map(cardinal).collect();
        assert_eq!(all.len(), 1_101, "no two numbers sound alike");
    }

    #[test]
    fn years_and_ordinals_are_said_as_people_do() {
        for (year, words) in [
            (1_900, "nineteen hundred"),
            (1_905, "nineteen oh five"),
            (1_999, "nineteen ninety-nine"),
            (2_000, "two thousand"),
            (2_007, "two thousand and seven"),
            (2_026, "twenty twenty-six"),
        ] {
            assert_eq!(English.year(year), words);
        }
        for (number, words) in [
            (1, "first"),
            (12, "twelfth"),
            (20, "twentieth"),
            (23, "twenty-third"),
            (30, "thirtieth"),
        ] {
            assert_eq!(ordinal(number), words);
        }
    }
}
