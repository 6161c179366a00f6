use crate::facts::Value;
use crate::locale::Locale;
use crate::time::Date;

impl Value {
    /// The value as a sentence of this language writes it: `19,90 €` or `€19.90`, `23 novembre 2026` or
    /// `23 November 2026`, a list with its "et" or "and", a number with the decimal mark.
    ///
    /// Days and lists are in words in French and in English; in other languages a day keeps its form
    /// of ISO 8601 and a list its commas.
    pub fn said(&self, locale: Locale) -> String {
        match self {
            Value::Truth(truth) => match (locale.language(), truth) {
                ("fr", true) => "oui".into(),
                ("fr", false) => "non".into(),
                ("en", true) => "yes".into(),
                ("en", false) => "no".into(),
                _ => truth.to_string(),
            },
            Value::Number(number) => {
                number.to_string().replace('.', &decimal_mark(locale).to_string())
            }
            Value::Amount { hundredths, currency } => amount(*hundredths, currency, locale),
            Value::Date(day) => date(*day, locale),
            Value::Text(text) => text.clone(),
            Value::List(values) => list(values, locale),
        }
    }
}

fn amount(hundredths: i64, currency: &str, locale: Locale) -> String {
    let absolute = hundredths.unsigned_abs();
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, cents) = (absolute / 100, absolute % 100);
    let figures = format!("{}{}{cents:02}", thousands(whole, locale), decimal_mark(locale));
    let symbol = CURRENCIES.iter().find(|(code, _)| *code == currency).map(|(_, symbol)| symbol);
    match (locale.language(), symbol) {
        ("en", Some(symbol)) => format!("{sign}{symbol}{figures}"),
        ("en", None) => format!("{sign}{currency} {figures}"),
        (_, Some(symbol)) => format!("{sign}{figures} {symbol}"),
        (_, None) => format!("{sign}{figures} {currency}"),
    }
}

/// Groups of three digits, where the language is known to write them so.
fn thousands(number: u64, locale: Locale) -> String {
    let separator = match locale.language() {
        "fr" => ' ',
        "en" => ',',
        _ => return number.to_string(),
    };
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

fn date(date: Date, locale: Locale) -> String {
    let (year, month, day) = date.civil();
    let name = |names: &[&'static str; 12]| names[usize::from(month) - 1];
    match locale.as_str() {
        "en-US" => format!("{} {day}, {year}", name(&ENGLISH_MONTHS)),
        _ => match locale.language() {
            "fr" if day == 1 => format!("1er {} {year}", name(&FRENCH_MONTHS)),
            "fr" => format!("{day} {} {year}", name(&FRENCH_MONTHS)),
            "en" => format!("{day} {} {year}", name(&ENGLISH_MONTHS)),
            _ => date.to_string(),
        },
    }
}

fn list(values: &[Value], locale: Locale) -> String {
    let words: Vec<String> = values.iter().map(|value| value.said(locale)).collect();
    let and = match locale.language() {
        "fr" => " et ",
        "en" => " and ",
        _ => ", ",
    };
    match words.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{}{and}{last}", first.join(", ")),
        _ => words.concat(),
    }
}

fn decimal_mark(locale: Locale) -> char {
    if COMMA.contains(&locale.language()) { ',' } else { '.' }
}

/// The months as they are written, from January.
pub(super) const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
pub(super) const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// ISO 4217 codes that have a sign which everybody reads alike; a dollar may be of many countries.
const CURRENCIES: [(&str, &str); 4] = [("EUR", "€"), ("GBP", "£"), ("USD", "$"), ("JPY", "¥")];

/// The languages, of those that the library knows, that write a comma before decimals (Unicode CLDR).
const COMMA: [&str; 15] =
    ["fr", "da", "de", "el", "es", "fi", "hu", "it", "nb", "nl", "pt", "ro", "ru", "sv", "tr"];

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(hundredths: i64, currency: &str) -> Value {
        Value::Amount { hundredths, currency: currency.into() }
    }

    #[test]
    fn values_are_written_as_their_language_does() {
        let list = Value::List(vec!["un".into(), "deux".into(), "trois".into()]);
        for (locale, value, expected) in [
            ("fr", amount(1990, "EUR"), "19,90 €"),
            ("en", amount(1990, "EUR"), "€19.90"),
            ("de", amount(1990, "EUR"), "19,90 €"),
            ("ar", amount(1990, "EUR"), "19.90 €"),
            ("fr", amount(-123_456_789, "EUR"), "-1 234 567,89 €"),
            ("en", amount(-123_456_789, "USD"), "-$1,234,567.89"),
            ("fr-CH", amount(5, "CHF"), "0,05 CHF"),
            ("en", amount(100_000, "CHF"), "CHF 1,000.00"),
            ("fr", amount(i64::MIN, "EUR"), "-92 233 720 368 547 758,08 €"),
            ("fr", "2026-11-23".into(), "23 novembre 2026"),
            ("fr", "2026-08-01".into(), "1er août 2026"),
            ("en", "2026-11-23".into(), "23 November 2026"),
            ("en-US", "2026-11-23".into(), "November 23, 2026"),
            ("de", "2026-11-23".into(), "2026-11-23"),
            ("fr", Value::Number(2.5), "2,5"),
            ("en", Value::Number(2.5), "2.5"),
            ("fr", Value::Number(482_913.0), "482913"),
            ("fr", true.into(), "oui"),
            ("en", false.into(), "no"),
            ("fr", list.clone(), "un, deux et trois"),
            ("en", list.clone(), "un, deux and trois"),
            ("de", list, "un, deux, trois"),
            ("fr", Value::List(vec!["seul".into()]), "seul"),
            ("fr", Value::List(Vec::new()), ""),
            ("fr", "l'offre".into(), "l'offre"),
        ] {
            let locale: Locale = locale.parse().expect("a locale");
            assert_eq!(value.said(locale), expected, "{locale} {value:?}");
        }
    }
}
