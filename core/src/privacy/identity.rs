//! Numbers that authorities and banks give: IBAN and the French social-security number.

use super::digits::{Digits, Gap, value};
use super::words::{at, is_of_word, is_space};

/// The end of an IBAN (ISO 13616) that starts here: of the length of its country, with the right
/// check digits.
pub(super) fn iban(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..start + 2)?;
    if !bytes.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let country = [bytes[0].to_ascii_uppercase(), bytes[1].to_ascii_uppercase()];
    let (_, length) = IBANS.iter().find(|(known, _)| known.as_bytes() == country)?;
    let mut characters = Joined::new(text, start);
    let mut values = [0_u32; 34];
    for value in &mut values[..*length] {
        *value = match characters.next()? {
            digit if self::value(digit).is_some() => u32::from(self::value(digit)?),
            letter if letter.is_ascii_alphabetic() => letter.to_digit(36)?,
            _ => return None,
        };
    }
    // The country and the check digits count as if they stood at the end.
    let rotated = values[4..*length].iter().chain(&values[..4]);
    let remainder = rotated.fold(0, |sum, value| match value {
        0..10 => (sum * 10 + value) % 97,
        _ => (sum * 100 + value) % 97,
    });
    let are_digits = values[2..4].iter().all(|value| *value < 10);
    (are_digits && remainder == 1 && characters.closes()).then_some(characters.place)
}

/// The end of a French social-security number (NIR) that starts here. With its key of two digits the
/// key tells; in the groups that everybody writes, `1 85 12 78 006 084`, the groups do, so that one
/// without a key, or with a mistake, is not shown either.
pub(super) fn social_security(text: &str, start: usize, digits: &Digits) -> Option<usize> {
    with_key(text, start).or_else(|| in_groups(digits))
}

fn with_key(text: &str, start: usize) -> Option<usize> {
    let mut characters = Joined::new(text, start);
    let mut number: u64 = 0;
    for index in 0..13 {
        let character = characters.next()?;
        let is_corsica = index == 6 && number % 10 == 2;
        number = match (value(character), character) {
            (Some(digit), _) => number * 10 + u64::from(digit),
            // 2A counts as 19 and 2B as 18.
            (None, 'A' | 'a') if is_corsica => number / 10 * 100 + 19,
            (None, 'B' | 'b') if is_corsica => number / 10 * 100 + 18,
            _ => return None,
        };
        let is_wrong_sex = index == 0 && !matches!(number, 1..=4 | 7 | 8);
        if is_wrong_sex || index == 4 && !is_month(number % 100) {
            return None;
        }
    }
    let mut key = 0;
    for _ in 0..2 {
        key = key * 10 + u64::from(value(characters.next()?)?);
    }
    (key == 97 - number % 97 && characters.closes()).then_some(characters.place)
}

fn in_groups(digits: &Digits) -> Option<usize> {
    let month = u64::from(digits.get(3)?) * 10 + u64::from(digits.get(4)?);
    let is_one = matches!(digits.get(0)?, 1 | 2)
        && is_month(month)
        && digits.groups(13) == [1, 2, 2, 2, 3, 3]
        && digits.gaps(13).all(|gap| matches!(gap, Gap::Space | Gap::Dash | Gap::Dot));
    let with_key = || {
        let end = digits.end(15)?;
        (digits.groups(15).last() == Some(&2)).then_some(end)
    };
    is_one.then(|| with_key().or_else(|| digits.end(13))).flatten()
}

/// Months, and what stands in their place where the month of birth is not known.
fn is_month(month: u64) -> bool {
    matches!(month, 1..=12 | 20..=42 | 50..=99)
}

/// Letters and digits that at most one sign separates, as people write long numbers.
struct Joined<'t> {
    text: &'t str,
    /// Behind the last character that was given.
    place: usize,
    has_started: bool,
}

impl<'t> Joined<'t> {
    fn new(text: &'t str, place: usize) -> Joined<'t> {
        Joined { text, place, has_started: false }
    }

    fn next(&mut self) -> Option<char> {
        let first = at(self.text, self.place)?;
        let is_sign = is_space(first) || matches!(first, '-' | '.' | '_' | '/');
        let place = self.place + if is_sign && self.has_started { first.len_utf8() } else { 0 };
        let character = at(self.text, place).filter(|c| is_of_word(*c))?;
        self.place = place + character.len_utf8();
        self.has_started = true;
        Some(character)
    }

    /// Whether no letter and no digit follows.
    fn closes(&self) -> bool {
        !at(self.text, self.place).is_some_and(is_of_word)
    }
}

/// The countries of the IBAN registry, and the length of their numbers.
const IBANS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];
