use serde::{Deserialize, Serialize};

use super::article::HandOver;
use super::choice::Choice;
use super::template::Template;
use crate::id::Id;

/// Something to do: the values to collect, and the action that the host performs with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Its id: the file's name.
    pub id: Id,
    /// What it does, as shown in choices.
    pub title: String,
    /// The values, in the order in which they are asked.
    pub slots: Vec<Slot>,
    /// Asked before an act that changes something.
    pub confirm: Option<Template>,
    /// The name of the action.
    pub action: String,
    /// Said when the action succeeded.
    pub done: Template,
    /// Said when the action failed, before a person takes over.
    pub failed: Template,
    /// What else to do about failures that the host names.
    pub failures: Vec<Failure>,
}

/// What to do about one sort of failure of a form's action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The host's name for it, such as `not-found`.
    pub code: Id,
    /// Said about it.
    pub say: Template,
    /// What is done then.
    pub remedy: Remedy,
}

/// What is done about a [`Failure`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remedy {
    /// This value is asked for again.
    Ask(Id),
    /// This article answers.
    Answer(Id),
    /// A person takes over.
    HandToHuman(HandOver),
}

/// A value to collect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// Its id.
    pub id: Id,
    /// What is accepted.
    pub kind: SlotKind,
    /// The question.
    pub ask: Template,
    /// The question again, saying what is expected.
    pub retry: Template,
    /// The fact that fills it without asking.
    pub fact: Option<Id>,
    /// Whether "no" is an answer.
    pub optional: bool,
}

/// What a [`Slot`] accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum SlotKind {
    /// Any words.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// One of these.
    Choice(Vec<Choice>),
    /// An identifier of this form.
    Pattern(Mask),
}

/// The form of an identifier: `9` stands for a digit, `A` for a letter, `*` for either, anything else
/// for itself.
///
/// A mask is what people who know their order numbers can write and check without knowing regular
/// expressions; matching one takes linear time; and a keypad knows from it how many digits to expect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mask(String);

impl Slot {
    /// Whether a text has an identifier of this slot, one that its letters tell from any other
    /// number; and then, whether the text is nothing else.
    pub(crate) fn identifier_in(&self, text: &str) -> Option<bool> {
        let SlotKind::Pattern(mask) = &self.kind else { return None };
        let letters = mask.0.split(['9', 'A', '*']).next()?;
        let start = letters.chars().next().filter(|letter| letter.is_alphabetic())?;
        let text = text.trim();
        text.char_indices()
            .filter(|(at, character)| {
                let before = text[..*at].chars().next_back();
                character.eq_ignore_ascii_case(&start)
                    && before.is_none_or(|before| !before.is_alphanumeric())
            })
            .take(MAX_STARTS)
            .find_map(|(at, _)| {
                let (_, read) = mask.read(&text[at..])?;
                Some(at == 0 && read == text.len())
            })
    }
}

/// Where an identifier may start in a message: enough, and bounded.
const MAX_STARTS: usize = 100;

impl Mask {
    #[cfg(feature = "author")]
    pub(crate) fn parse(text: &str) -> Option<Mask> {
        let sensible = text.len() <= 64
            && text.contains(['9', 'A', '*'])
            && text.chars().all(|character| !character.is_control());
        sensible.then(|| Mask(text.to_owned()))
    }

    /// The mask as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a value at the start of `text`, in any case, with or without the mask's punctuation and
    /// its leading letters. Returns the canonical form and the bytes read.
    pub(crate) fn read(&self, text: &str) -> Option<(String, usize)> {
        self.read_from(&self.0, text).or_else(|| {
            // "123456" for "OD-999999": the fixed beginning is known, so people leave it out.
            let start = self.0.find(['9', 'A', '*'])?;
            let (rest, read) = self.read_from(&self.0[start..], text)?;
            Some((format!("{}{rest}", &self.0[..start]), read))
        })
    }

    fn read_from(&self, mask: &str, text: &str) -> Option<(String, usize)> {
        let mut canonical = String::new();
        let mut characters = text.char_indices().peekable();
        for expected in mask.chars() {
            let is_sign = !expected.is_alphanumeric() && expected != '*';
            if is_sign {
                canonical.push(expected);
                continue;
            }
            // Spaces and signs between the parts are a matter of taste.
            while characters
                .next_if(|(_, found)| matches!(found, ' ' | '-' | '.' | '/' | '_' | '\u{a0}'))
                .is_some()
            {}
            let (_, found) = characters.next()?;
            let fits = match expected {
                '9' => found.is_ascii_digit(),
                'A' => found.is_ascii_alphabetic(),
                '*' => found.is_ascii_alphanumeric(),
                other => found.eq_ignore_ascii_case(&other),
            };
            if !fits {
                return None;
            }
            canonical.push(found.to_ascii_uppercase());
        }
        let read = characters.peek().map_or(text.len(), |(at, _)| *at);
        let ends = characters.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
        ends.then_some((canonical, read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_forgives_punctuation_and_prefix() {
        let mask = Mask("OD-999999".into());
        for text in ["OD-123456", "od123456", "OD 123 456", "123456", "od-123456."] {
            assert_eq!(mask.read(text).expect(text).0, "OD-123456");
        }
        let slot = Slot {
            id: Id::parse("order").expect("an id"),
            kind: SlotKind::Pattern(mask.clone()),
            ask: Template::default(),
            retry: Template::default(),
            fact: None,
            optional: false,
        };
        assert_eq!(slot.identifier_in(" od123456"), Some(true));
        assert_eq!(slot.identifier_in("check OD-123456 for me"), Some(false));
        assert_eq!(slot.identifier_in("123456"), None);
        for text in ["", "OD-12345", "1234567", "XX-123456", "OD-12345a"] {
            assert_eq!(mask.read(text), None, "{text}");
        }
    }
}
