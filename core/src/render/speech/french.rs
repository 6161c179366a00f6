//! French in words.

use super::tongue::{Tongue, first_word, last_word, month, short_number};
use crate::render::said::FRENCH_MONTHS;
use crate::time::Date;

pub(super) struct French;

impl Tongue for French {
    fn before_noun(&self, number: u64) -> Option<String> {
        // "un" or "une": who writes the noun knows, and so does the synthesiser.
        let has_gender = number % 10 == 1 && !matches!(number % 100, 11 | 71 | 91);
        (!has_gender).then(|| cardinal(number))
    }

    fn cardinal(&self, number: u64) -> String {
        cardinal(number)
    }

    fn point(&self) -> &'static str {
        "virgule"
    }

    fn minus(&self) -> &'static str {
        "moins"
    }

    fn to(&self) -> &'static str {
        "à"
    }

    fn per(&self) -> &'static str {
        "par"
    }

    fn percent(&self) -> &'static str {
        "pour cent"
    }

    fn plus(&self) -> &'static str {
        "plus"
    }

    fn has_decimal_comma(&self) -> bool {
        true
    }

    fn day(&self, date: Date, said: &str) -> String {
        let (year, month, day) = date.civil();
        let has_article = matches!(&*last_word(said), "le" | "du" | "au" | "ce" | "un");
        let article = if has_article { "" } else { "le " };
        let month = FRENCH_MONTHS[usize::from(month) - 1];
        format!("{article}{} {month} {}", first_or(day), cardinal(year.unsigned_abs().into()))
    }

    fn written_day(&self, text: &str, _said: &str) -> Option<(String, usize)> {
        let (day, digits) = short_number(text).filter(|(day, _)| (1..=31).contains(day))?;
        let after = text[digits..].strip_prefix("er").unwrap_or(&text[digits..]);
        let after = after.strip_prefix([' ', '\u{a0}'])?;
        let (place, length) = month(&FRENCH_MONTHS, after)?;
        let name = FRENCH_MONTHS[usize::from(place) - 1];
        Some((format!("{} {name}", first_or(day)), text.len() - after.len() + length))
    }

    fn ordinal(&self, text: &str) -> Option<(String, usize)> {
        let (number, digits) = short_number(text)?;
        let ending = first_word(&text[digits..]);
        let words = match (number, ending) {
            (1, "er") => "premier".to_owned(),
            (1, "re" | "ère" | "ere") => "première".to_owned(),
            (2.., "e" | "è" | "ème" | "eme") => ordinal(number.into()),
            _ => return None,
        };
        Some((words, digits + ending.len()))
    }

    fn time(&self, hour: u8, minute: u8, _after: &str) -> (String, usize) {
        let name = if hour < 2 { "heure" } else { "heures" };
        let hours = feminine(hour.into());
        let words = match minute {
            0 => format!("{hours} {name}"),
            minute => format!("{hours} {name} {}", feminine(minute.into())),
        };
        (words, 0)
    }

    fn writes_h(&self) -> bool {
        true
    }

    fn amount(&self, whole: u64, hundredths: u8, currency: &str) -> Option<String> {
        let (one, several, hundredth) = match currency {
            "€" | "EUR" => ("euro", "euros", "centime"),
            "$" | "USD" | "CAD" => ("dollar", "dollars", "cent"),
            "£" | "GBP" => ("livre", "livres", "penny"),
            "CHF" => ("franc", "francs", "centime"),
            _ => return None,
        };
        let number = if one == "livre" { feminine(whole) } else { cardinal(whole) };
        let unit = match whole {
            0 | 1 => format!("{number} {one}"),
            whole if whole.is_multiple_of(1_000_000) => {
                let of = if several == "euros" { "d'" } else { "de " };
                format!("{number} {of}{several}")
            }
            _ => format!("{number} {several}"),
        };
        let cents = cardinal(hundredths.into());
        let plural = match (hundredth, hundredths) {
            (_, 0 | 1) => hundredth.to_owned(),
            ("penny", _) => "pence".to_owned(),
            _ => format!("{hundredth}s"),
        };
        Some(match (whole, hundredths) {
            (_, 0) => unit,
            (0, _) => format!("{cents} {plural}"),
            (_, 1..=9) => format!("{unit} et {cents} {plural}"),
            _ => format!("{unit} {cents}"),
        })
    }

    fn measured(&self, number: &str, is_one: bool, unit: &str) -> Option<String> {
        let (one, several) = match unit {
            "Ko" => ("kilooctet", "kilooctets"),
            "Mo" => ("mégaoctet", "mégaoctets"),
            "Go" => ("gigaoctet", "gigaoctets"),
            "To" => ("téraoctet", "téraoctets"),
            "Mbit/s" | "Mb/s" => ("mégabit par seconde", "mégabits par seconde"),
            "Gbit/s" | "Gb/s" => ("gigabit par seconde", "gigabits par seconde"),
            "km" => ("kilomètre", "kilomètres"),
            "cm" => ("centimètre", "centimètres"),
            "kg" => ("kilogramme", "kilogrammes"),
            "min" if is_one => return Some("une minute".into()),
            "min" => ("minute", "minutes"),
            _ => return None,
        };
        Some(format!("{number} {}", if is_one { one } else { several }))
    }

    fn group(&self, digits: &str) -> String {
        let zeros = digits.len() - digits.trim_start_matches('0').len();
        let mut words = vec!["zéro".to_owned(); zeros];
        if zeros < digits.len() {
            words.extend(digits.parse().ok().map(cardinal));
        }
        words.join(" ")
    }

    fn dialled(&self, digits: &str, said: &str) -> Option<String> {
        // "le 3900": in pairs, where "le 112" is a number as any other.
        let is_dialled = digits.len() == 4 && matches!(&*last_word(said), "le" | "au");
        is_dialled.then(|| format!("{}, {}", self.group(&digits[..2]), self.group(&digits[2..])))
    }

    fn year(&self, year: u64) -> String {
        cardinal(year)
    }

    fn announces_year(&self, said: &str) -> bool {
        // A year is said as a number is, whatever its last digit.
        last_word(said) == "en" || FRENCH_MONTHS.contains(&&*last_word(said))
    }
}

/// A number in words, in the spelling of the dictionaries: hyphens below a hundred.
fn cardinal(number: u64) -> String {
    const SCALES: [(u64, &str); 2] = [(1_000_000_000, "milliard"), (1_000_000, "million")];
    let mut rest = number;
    let mut words = Vec::new();
    for (scale, name) in SCALES {
        let count = rest / scale;
        if count > 0 {
            let plural = if count > 1 { "s" } else { "" };
            words.push(format!("{} {name}{plural}", below_thousand(count, true)));
        }
        rest %= scale;
    }
    match rest / 1_000 {
        0 => {}
        1 => words.push("mille".into()),
        // "mille" is no noun: "deux cent mille", "quatre-vingt mille".
        thousands => words.push(format!("{} mille", below_thousand(thousands, false))),
    }
    rest %= 1_000;
    if rest > 0 || words.is_empty() {
        words.push(below_thousand(rest, true));
    }
    words.join(" ")
}

/// A number before a feminine noun.
fn feminine(number: u64) -> String {
    let words = cardinal(number);
    let has_gender = number % 10 == 1 && !matches!(number % 100, 11 | 71 | 91);
    if has_gender { format!("{words}e") } else { words }
}

/// `ends`: whether nothing follows, so that "cents" and "quatre-vingts" keep their s.
fn below_thousand(number: u64, ends: bool) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let cents = match hundreds {
        0 => return below_hundred(rest, ends),
        1 => "cent".to_owned(),
        several if rest == 0 && ends => return format!("{} cents", below_hundred(several, false)),
        several => format!("{} cent", below_hundred(several, false)),
    };
    if rest == 0 { cents } else { format!("{cents} {}", below_hundred(rest, ends)) }
}

fn below_hundred(number: u64, ends: bool) -> String {
    let small = |number: u64| SMALL[number as usize];
    match number {
        0..=16 => small(number).to_owned(),
        17..=19 => format!("dix-{}", small(number - 10)),
        20..=69 => {
            let tens = TENS[number as usize / 10];
            match number % 10 {
                0 => tens.to_owned(),
                1 => format!("{tens} et un"),
                unit => format!("{tens}-{}", small(unit)),
            }
        }
        71 => "soixante et onze".to_owned(),
        70..=79 => format!("soixante-{}", below_hundred(number - 60, ends)),
        80 if ends => "quatre-vingts".to_owned(),
        80 => "quatre-vingt".to_owned(),
        _ => format!("quatre-vingt-{}", below_hundred(number - 80, ends)),
    }
}

fn ordinal(number: u64) -> String {
    let words = cardinal(number);
    if let Some(start) = words.strip_suffix("cinq") {
        return format!("{start}cinquième");
    }
    if let Some(start) = words.strip_suffix("neuf") {
        return format!("{start}neuvième");
    }
    let words = words.strip_suffix("vingts").map_or(words.clone(), |start| format!("{start}vingt"));
    format!("{}ième", words.trim_end_matches('e'))
}

fn first_or(day: u8) -> String {
    if day == 1 { "premier".into() } else { cardinal(day.into()) }
}

const SMALL: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
];
const TENS: [&str; 7] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_hyphens_and_their_s() {
        for (number, words) in [
            (0, "zéro"),
            (1, "un"),
            (16, "seize"),
            (17, "dix-sept"),
            (20, "vingt"),
            (21, "vingt et un"),
            (22, "vingt-deux"),
            (61, "soixante et un"),
            (70, "soixante-dix"),
            (71, "soixante et onze"),
            (77, "soixante-dix-sept"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (90, "quatre-vingt-dix"),
            (91, "quatre-vingt-onze"),
            (99, "quatre-vingt-dix-neuf"),
            (100, "cent"),
            (101, "cent un"),
            (180, "cent quatre-vingts"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (999, "neuf cent quatre-vingt-dix-neuf"),
            (1_000, "mille"),
            (1_001, "mille un"),
            (1_080, "mille quatre-vingts"),
            (1_984, "mille neuf cent quatre-vingt-quatre"),
            (2_000, "deux mille"),
            (2_026, "deux mille vingt-six"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (1_000_000, "un million"),
            (80_000_000, "quatre-vingts millions"),
            (200_000_200, "deux cents millions deux cents"),
            (3_000_001_000, "trois milliards mille"),
        ] {
            assert_eq!(cardinal(number), words);
        }
        let all: std::collections::BTreeSet<String> = (0..=1_100).map(cardinal).collect();
        assert_eq!(all.len(), 1_101, "no two numbers sound alike");
    }

    #[test]
    fn ordinals_follow_their_numbers() {
        for (number, words) in [
            (2, "deuxième"),
            (4, "quatrième"),
            (5, "cinquième"),
            (9, "neuvième"),
            (21, "vingt et unième"),
            (80, "quatre-vingtième"),
        ] {
            assert_eq!(ordinal(number), words);
        }
    }
}
