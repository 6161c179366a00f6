use std::ops::Range;

/// The length of the number that `rest` starts with.
pub(super) fn number(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut start = 0;
    let abroad = rest.starts_with('+');
    if let Some(symbol) = rest.chars().next().filter(|c| SYMBOLS.contains(c)) {
        let after = &rest[symbol.len_utf8()..];
        start = rest.len() - after.strip_prefix(' ').unwrap_or(after).len();
    } else if abroad {
        start = 1;
    }
    if !bytes.get(start)?.is_ascii_digit() {
        return None;
    }
    let mut at = digits_end(bytes, start);
    at = groups_end(bytes, start..at, abroad);
    while matches!(bytes.get(at), Some(b'.' | b',' | b'/' | b'-' | b':' | b'\''))
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && at < MAX_LENGTH
    {
        at = digits_end(bytes, at + 1);
    }
    let after = rest[at..].strip_prefix(' ').unwrap_or(&rest[at..]);
    if let Some(symbol) = after.chars().next().filter(|c| SYMBOLS.contains(c)) {
        return Some(rest.len() - after.len() + symbol.len_utf8());
    }
    let letters = rest[at..].chars().take(MIN_UNIT).take_while(|c| c.is_alphabetic()).count();
    let next = rest[at..].chars().next();
    let ends = !next.is_some_and(|c| c.is_alphanumeric() || c == '_') || letters == MIN_UNIT;
    ends.then_some(at)
}

/// Where the groups of digits end that single spaces separate: thousands ("1 234") or a telephone
/// number. `first` is the first group.
fn groups_end(bytes: &[u8], first: Range<usize>, abroad: bool) -> usize {
    let (mut at, mut groups, mut digits) = (first.end, 1, first.len());
    let (mut thousands, mut telephone) = (first.len() <= 3, first.len() <= 4);
    let mut thousands_end = first.end;
    while (thousands || telephone)
        && bytes.get(at) == Some(&b' ')
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    {
        let end = digits_end(bytes, at + 1);
        let length = end - at - 1;
        if bytes.get(end).is_some_and(u8::is_ascii_alphabetic) || digits + length > MAX_DIGITS {
            break;
        }
        // After the country a single digit may stand alone: "+33 6 12 34 56 78".
        telephone &= (2..=4).contains(&length) || (abroad && groups == 1 && length == 1);
        thousands &= length == 3;
        (at, groups, digits) = (end, groups + 1, digits + length);
        if thousands {
            thousands_end = end;
        }
    }
    if telephone && groups >= 3 && digits >= 8 { at } else { thousands_end }
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A number as it is compared: "1 234,50 €" is "1234.50€", "06 12 34 56 78" is "0612345678". Dates
/// stay as written.
pub(super) fn canonical_number(text: &str) -> String {
    let core = text.trim_matches(|c: char| !c.is_ascii_digit());
    let groups: Vec<&str> = core.split(|c: char| !c.is_ascii_digit()).collect();
    let mut number = String::with_capacity(text.len());
    if text.starts_with('+') {
        number.push('+');
    }
    match groups.as_slice() {
        [whole @ .., cents] if is_decimal(core, whole, cents) => {
            number.extend(whole.iter().copied());
            number.push('.');
            number.push_str(cents);
        }
        _ if is_grouped(core, &groups) || is_telephone(core, &groups) => {
            number.extend(groups.iter().copied());
        }
        _ => number.push_str(core),
    }
    number.extend(text.chars().filter(|c| SYMBOLS.contains(c)));
    number
}

fn is_decimal(core: &str, whole: &[&str], cents: &str) -> bool {
    let thousands = whole.iter().skip(1).all(|group| group.len() == 3);
    let mark = core.as_bytes().iter().rev().find(|byte| !byte.is_ascii_digit());
    !whole.is_empty() && cents.len() <= 2 && thousands && matches!(mark, Some(b'.' | b','))
}

/// Cut at the thousands: "1 234", "1.234". "0,125" is a fraction.
fn is_grouped(core: &str, groups: &[&str]) -> bool {
    groups[1..].iter().all(|group| group.len() == 3) && !core.starts_with('0')
}

fn is_telephone(core: &str, groups: &[&str]) -> bool {
    let date = match groups {
        [day, month, year] if year.len() == 4 => day.len() <= 2 && month.len() <= 2,
        [year, month, day] if year.len() == 4 => month.len() <= 2 && day.len() <= 2,
        _ => false,
    };
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    groups.len() >= 3 && digits >= 8 && !date && !core.contains(['/', ':', ','])
}

/// What may stand before or after a number and belongs to it.
const SYMBOLS: [char; 10] = ['€', '$', '£', '¥', '%', '₺', '₽', '₹', '₴', '°'];

/// This many letters glued to a number are a word of their own: "20euros", but not "4g" or "10h".
pub(super) const MIN_UNIT: usize = 3;

/// The digits of a card number with its groups; more is not one number.
const MAX_DIGITS: usize = 19;

/// A number with its separators is not longer than this. A longer run of digits is taken whole.
const MAX_LENGTH: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        let cases = [
            ("19,90 €", "19.90€"),
            ("€19.90", "19.90€"),
            ("1 234,50 €", "1234.50€"),
            ("1,234.5", "1234.5"),
            ("1.234", "1234"),
            ("06 12 34 56 78", "0612345678"),
            ("06.12.34.56.78", "0612345678"),
            ("+33 6 12 34 56 78", "+33612345678"),
            ("12/10/2026", "12/10/2026"),
            ("12.10.2026", "12.10.2026"),
            ("2026-10-12", "2026-10-12"),
            ("18:30", "18:30"),
            ("48", "48"),
            ("20%", "20%"),
        ];
        for (text, expected) in cases {
            assert_eq!(canonical_number(text), expected, "{text:?}");
        }
    }
}
