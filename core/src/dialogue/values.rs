//! Reading the values of forms in what people write.

use crate::knowledge::SlotKind;
use crate::time::Date;

/// Reads a whole message as the value that was asked for, in its canonical form.
pub(super) fn read(kind: &SlotKind, text: &str, folded: &str) -> Option<String> {
    match kind {
        SlotKind::Text => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.chars().take(MAX_TEXT_CHARACTERS).collect())
        }
        SlotKind::Choice(choices) => {
            let number = folded.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let by_number = number.and_then(|number| choices.get(number));
            let by_title = || {
                let said = text.trim().to_lowercase();
                choices.iter().find(|choice| {
                    choice.title.to_lowercase() == said
                        || choice.id == folded.replace(' ', "-").as_str()
                })
            };
            by_number.or_else(by_title).map(|choice| choice.id.to_string())
        }
        SlotKind::Number => {
            let digits = text.trim().replace(',', ".");
            digits.parse::<f64>().ok().filter(|number| number.is_finite()).map(|n| n.to_string())
        }
        _ => find(kind, text),
    }
}

/// Finds a value in a message that may say other things too. Text and numbers are never found in
/// this way: what they belong to would be a guess.
pub(super) fn find(kind: &SlotKind, text: &str) -> Option<String> {
    match kind {
        SlotKind::Pattern(mask) => {
            word_starts(text).find_map(|start| mask.read(&text[start..])).map(|(value, _)| value)
        }
        SlotKind::Email => text.split_whitespace().find_map(email),
        SlotKind::Phone => word_starts(text).find_map(|start| phone(&text[start..])),
        SlotKind::Date => word_starts(text).find_map(|start| date(&text[start..])),
        SlotKind::Text | SlotKind::Number | SlotKind::Choice(_) => None,
    }
}

impl SlotKind {
    /// The name in content and in the wire form.
    pub(super) fn name(&self) -> &'static str {
        match self {
            SlotKind::Text => "text",
            SlotKind::Number => "number",
            SlotKind::Date => "date",
            SlotKind::Email => "email",
            SlotKind::Phone => "phone",
            SlotKind::Choice(_) => "choice",
            SlotKind::Pattern(_) => "pattern",
        }
    }
}

/// Where words start, at most so many that hostile text costs nothing.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices()
        .filter_map(move |(index, character)| {
            let starts = !inside && (character.is_alphanumeric() || character == '+');
            inside = character.is_alphanumeric();
            starts.then_some(index)
        })
        .take(MAX_WORDS)
}

fn email(word: &str) -> Option<String> {
    let word = word.trim_matches(|character: char| !character.is_alphanumeric());
    let (name, domain) = word.split_once('@')?;
    let valid = !name.is_empty()
        && domain.contains('.')
        && !domain.contains('@')
        && domain.split('.').all(|part| !part.is_empty())
        && word.chars().all(|character| !character.is_whitespace() && !character.is_control());
    valid.then(|| word.to_lowercase())
}

/// A telephone number of 8 to 15 digits (ITU-T E.164), with the usual signs between them.
fn phone(text: &str) -> Option<String> {
    let mut number = String::new();
    for (index, character) in text.char_indices() {
        match character {
            '+' if index == 0 => number.push('+'),
            digit if digit.is_ascii_digit() => number.push(digit),
            ' ' | '.' | '-' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' => {}
            _ => break,
        }
    }
    let digits = number.trim_start_matches('+').len();
    (8..=15).contains(&digits).then_some(number)
}

/// A day: 2026-11-23, 23/11/2026, 23.11.2026.
fn date(text: &str) -> Option<String> {
    let token = text.split(|c: char| c.is_whitespace() || c == ',').next()?;
    if let Some(date) = token.get(..10).and_then(|token| token.parse::<Date>().ok()) {
        return Some(date.to_string());
    }
    let mut parts = token.split(['/', '.', '-']);
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year: i16 = parts.next()?.parse().ok()?;
    let year = if (0..100).contains(&year) { year + 2000 } else { year };
    Date::new(year, month, day).map(|date| date.to_string())
}

const MAX_TEXT_CHARACTERS: usize = 500;
const MAX_WORDS: usize = 200;

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use crate::knowledge::Mask;

    #[test]
    fn values_are_found_in_sentences() {
        let mask = SlotKind::Pattern(Mask::parse("OD-999999").expect("a mask"));
        for (kind, text, expected) in [
            (&mask, "ma commande od123456 svp", Some("OD-123456")),
            (&mask, "ma commande", None),
            (&SlotKind::Email, "c'est Ann@Mail.example.", Some("ann@mail.example")),
            (&SlotKind::Phone, "appelez le 06 12 34 56 78 merci", Some("0612345678")),
            (&SlotKind::Phone, "+33 6 12 34 56 78", Some("+33612345678")),
            (&SlotKind::Date, "le 23/11/2026 au matin", Some("2026-11-23")),
            (&SlotKind::Date, "le 31/02/2026", None),
        ] {
            assert_eq!(find(kind, text).as_deref(), expected, "{text}");
        }
    }
}
