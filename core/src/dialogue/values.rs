//! Reading the values of forms in what people write.

use crate::facts::Value;
use crate::knowledge::{Choice, SlotKind};
use crate::text::{Calendar, plain};
use crate::time::Date;

/// Reads a whole message as the value that was asked for, in its canonical form.
pub(super) fn read(
    kind: &SlotKind,
    text: &str,
    folded: &str,
    calendar: &Calendar,
    today: Date,
) -> Option<Value> {
    match kind {
        SlotKind::Text => {
            let text: String = text.trim().chars().take(MAX_TEXT_CHARACTERS).collect();
            (!text.is_empty()).then(|| Value::read(text))
        }
        SlotKind::Choice(choices) => {
            let number = folded.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let by_number = number.and_then(|number| choices.get(number));
            by_number
                .or_else(|| named(choices, folded))
                .map(|choice| Value::from(choice.id.as_str()))
        }
        SlotKind::Number => {
            let digits = text.trim().replace(',', ".");
            digits.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Number)
        }
        _ => find(kind, text, calendar, today),
    }
}

/// The choice that a message names: the one whose title has all of the message's words, or whose
/// title's words are all in the message; none where two do.
fn named<'c>(choices: &'c [Choice], folded: &str) -> Option<&'c Choice> {
    let words_in = |text: &str| -> Vec<String> {
        let words = text.split(|character: char| !character.is_alphanumeric());
        words.filter(|word| word.len() > 1).map(str::to_owned).collect()
    };
    let said = words_in(folded);
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let words_of = |choice: &Choice| words_in(&plain(&choice.title));
    let is_within =
        |few: &[&str], many: &[&str]| !few.is_empty() && few.iter().all(|w| many.contains(w));
    let titles: Vec<(&Choice, Vec<String>)> =
        choices.iter().map(|choice| (choice, words_of(choice))).collect();
    let only = |fits: &dyn Fn(&[&str]) -> bool| {
        let mut found = titles.iter().filter(|(_, words)| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            fits(&words)
        });
        let first = found.next();
        first.filter(|_| found.next().is_none()).map(|(choice, _)| *choice)
    };
    only(&|title| title.len() == said.len() && is_within(&said, title))
        .or_else(|| only(&|title| is_within(&said, title)))
        .or_else(|| only(&|title| is_within(title, &said)))
}

/// Finds a value in a message that may say other things too. Text and numbers are never found in
/// this way: what they belong to would be a guess.
pub(super) fn find(kind: &SlotKind, text: &str, calendar: &Calendar, today: Date) -> Option<Value> {
    match kind {
        SlotKind::Pattern(mask) => word_starts(text)
            .find_map(|start| mask.read(&text[start..]))
            .map(|(value, _)| Value::Text(value)),
        SlotKind::Email => text.split_whitespace().find_map(email).map(Value::Text),
        SlotKind::Phone => {
            word_starts(text).find_map(|start| phone(&text[start..])).map(Value::Text)
        }
        SlotKind::Date => calendar.find(text, today).map(Value::Date),
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
            let today = "2026-11-23".parse().expect("a date");
            let found =
                find(kind, text, &Calendar::default(), today).map(|value| value.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
