//! Numbers that authorities and banks give: IBAN and the French social-security number.

use super::digits::{Digits, Gap, value};
use super::words::{at, is_of_word, is_space};

/// The end of an IBAN (ISO 13616) that starts here: written as its country writes them, with the right
/// check digits. These alone are right for one text in 97, `de 14h30 bonjour la rendez` among them.
pub(super) fn iban(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..start + 2)?;
    if !bytes.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let country = [bytes[0].to_ascii_uppercase(), bytes[1].to_ascii_uppercase()];
    let (_, form) = IBANS.iter().find(|(known, _)| known.as_bytes() == country)?;
    let mut characters = Joined::new(text, start);
    let mut number = Vec::with_capacity(34);
    // The country and the check digits are written alike everywhere.
    for is_allowed in letters(CHECKED).chain(letters(form)) {
        number.push(characters.next().filter(is_allowed)?);
    }
    // They count as if they stood at the end.
    number.rotate_left(4);
    let remainder = number.iter().try_fold(0, |sum, character| match character.to_digit(36)? {
        digit @ 0..10 => Some((sum * 10 + digit) % 97),
        letter => Some((sum * 100 + letter) % 97),
    });
    (remainder == Some(1) && characters.closes()).then_some(characters.place)
}

/// What may stand at each place of what has this form, as in [`IBANS`].
fn letters(form: &[(Kind, usize)]) -> impl Iterator<Item = fn(&char) -> bool> {
    form.iter().flat_map(|(kind, length)| {
        let is_allowed: fn(&char) -> bool = match kind {
            Digit => char::is_ascii_digit,
            Letter => char::is_ascii_alphabetic,
            Either => char::is_ascii_alphanumeric,
        };
        std::iter::repeat_n(is_allowed, *length)
    })
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

/// What stands at a place of an IBAN.
#[derive(Clone, Copy)]
enum Kind {
    Digit,
    Letter,
    Either,
}
use Kind::{Digit, Either, Letter};

const CHECKED: &[(Kind, usize)] = &[(Letter, 2), (Digit, 2)];

/// The countries of the IBAN registry, and what follows the check digits there.
const IBANS: &[(&str, &[(Kind, usize)])] = &[
    ("AD", &[(Digit, 8), (Either, 12)]),
    ("AE", &[(Digit, 19)]),
    ("AL", &[(Digit, 8), (Either, 16)]),
    ("AT", &[(Digit, 16)]),
    ("AZ", &[(Letter, 4), (Either, 20)]),
    ("BA", &[(Digit, 16)]),
    ("BE", &[(Digit, 12)]),
    ("BG", &[(Letter, 4), (Digit, 6), (Either, 8)]),
    ("BH", &[(Letter, 4), (Either, 14)]),
    ("BI", &[(Digit, 23)]),
    ("BR", &[(Digit, 23), (Letter, 1), (Either, 1)]),
    ("BY", &[(Either, 4), (Digit, 4), (Either, 16)]),
    ("CH", &[(Digit, 5), (Either, 12)]),
    ("CR", &[(Digit, 18)]),
    ("CY", &[(Digit, 8), (Either, 16)]),
    ("CZ", &[(Digit, 20)]),
    ("DE", &[(Digit, 18)]),
    ("DJ", &[(Digit, 23)]),
    ("DK", &[(Digit, 14)]),
    ("DO", &[(Either, 4), (Digit, 20)]),
    ("EE", &[(Digit, 16)]),
    ("EG", &[(Digit, 25)]),
    ("ES", &[(Digit, 20)]),
    ("FI", &[(Digit, 14)]),
    ("FK", &[(Letter, 2), (Digit, 12)]),
    ("FO", &[(Digit, 14)]),
    ("FR", &[(Digit, 10), (Either, 11), (Digit, 2)]),
    ("GB", &[(Letter, 4), (Digit, 14)]),
    ("GE", &[(Letter, 2), (Digit, 16)]),
    ("GI", &[(Letter, 4), (Either, 15)]),
    ("GL", &[(Digit, 14)]),
    ("GR", &[(Digit, 7), (Either, 16)]),
    ("GT", &[(Either, 24)]),
    ("HN", &[(Letter, 4), (Digit, 20)]),
    ("HR", &[(Digit, 17)]),
    ("HU", &[(Digit, 24)]),
    ("IE", &[(Letter, 4), (Digit, 14)]),
    ("IL", &[(Digit, 19)]),
    ("IQ", &[(Letter, 4), (Digit, 15)]),
    ("IS", &[(Digit, 22)]),
    ("IT", &[(Letter, 1), (Digit, 10), (Either, 12)]),
    ("JO", &[(Letter, 4), (Digit, 4), (Either, 18)]),
    ("KW", &[(Letter, 4), (Either, 22)]),
    ("KZ", &[(Digit, 3), (Either, 13)]),
    ("LB", &[(Digit, 4), (Either, 20)]),
    ("LC", &[(Letter, 4), (Either, 24)]),
    ("LI", &[(Digit, 5), (Either, 12)]),
    ("LT", &[(Digit, 16)]),
    ("LU", &[(Digit, 3), (Either, 13)]),
    ("LV", &[(Letter, 4), (Either, 13)]),
    ("LY", &[(Digit, 21)]),
    ("MC", &[(Digit, 10), (Either, 11), (Digit, 2)]),
    ("MD", &[(Either, 20)]),
    ("ME", &[(Digit, 18)]),
    ("MK", &[(Digit, 3), (Either, 10), (Digit, 2)]),
    ("MN", &[(Digit, 16)]),
    ("MR", &[(Digit, 23)]),
    ("MT", &[(Letter, 4), (Digit, 5), (Either, 18)]),
    ("MU", &[(Letter, 4), (Digit, 19), (Letter, 3)]),
    ("NI", &[(Letter, 4), (Digit, 20)]),
    ("NL", &[(Letter, 4), (Digit, 10)]),
    ("NO", &[(Digit, 11)]),
    ("OM", &[(Digit, 3), (Either, 16)]),
    ("PK", &[(Letter, 4), (Either, 16)]),
    ("PL", &[(Digit, 24)]),
    ("PS", &[(Letter, 4), (Either, 21)]),
    ("PT", &[(Digit, 21)]),
    ("QA", &[(Letter, 4), (Either, 21)]),
    ("RO", &[(Letter, 4), (Either, 16)]),
    ("RS", &[(Digit, 18)]),
    ("RU", &[(Digit, 14), (Either, 15)]),
    ("SA", &[(Digit, 2), (Either, 18)]),
    ("SC", &[(Letter, 4), (Digit, 20), (Letter, 3)]),
    ("SD", &[(Digit, 14)]),
    ("SE", &[(Digit, 20)]),
    ("SI", &[(Digit, 15)]),
    ("SK", &[(Digit, 20)]),
    ("SM", &[(Letter, 1), (Digit, 10), (Either, 12)]),
    ("SO", &[(Digit, 19)]),
    ("ST", &[(Digit, 21)]),
    ("SV", &[(Letter, 4), (Digit, 20)]),
    ("TL", &[(Digit, 19)]),
    ("TN", &[(Digit, 20)]),
    ("TR", &[(Digit, 6), (Either, 16)]),
    ("UA", &[(Digit, 6), (Either, 19)]),
    ("VA", &[(Digit, 18)]),
    ("VG", &[(Letter, 4), (Digit, 16)]),
    ("XK", &[(Digit, 16)]),
    ("YE", &[(Letter, 4), (Digit, 4), (Either, 18)]),
];
