use std::ops::Range;

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
    /// An amount of money.
    Amount,
    /// Yes or no.
    Truth,
}

/// The form of an identifier: `9` stands for a digit, `A` for a letter, `*` for either, anything else
/// for itself.
///
/// A mask is what people who know their order numbers can write and check without knowing regular
/// expressions; matching one takes linear time; and a keypad knows from it how many digits to expect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mask(String);

/// What a [`Mask`] has at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Digit,
    Letter,
    Either,
    /// A letter or a digit that is always the same.
    Exact(char),
    /// A sign, which people may leave out.
    Sign(char),
}

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

    /// What stands at each place.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.0.chars().map(Mark::of).collect()
    }

    fn read_from(&self, mask: &str, text: &str) -> Option<(String, usize)> {
        let mut canonical = String::new();
        let mut at = 0;
        let mut forgiven = 0_usize;
        for mark in mask.chars().map(Mark::of) {
            if let Mark::Sign(sign) = mark {
                canonical.push(sign);
                continue;
            }
            // Spaces and signs between the parts are a matter of taste.
            let rest = &text[at..];
            let start = at + rest.len() - rest.trim_start_matches(SEPARATORS).len();
            let found = text[start..].chars().next()?;
            at = start + found.len_utf8();
            let read = mark.read(found).or_else(|| {
                // A letter for a digit is a slip of who wrote them together, not a word that stands there.
                forgiven += 1;
                mark.forgive(found).filter(|_| is_within_word(text, start..at, found))
            })?;
            canonical.push(read);
        }
        let ends = text[at..].chars().next().is_none_or(|next| !next.is_alphanumeric());
        let is_sure = forgiven * 2 <= canonical.len();
        (ends && is_sure).then_some((canonical, at))
    }
}

/// Whether a character is written together with one of the other sort: a letter with a digit.
fn is_within_word(text: &str, place: Range<usize>, found: char) -> bool {
    let word_before = text[..place.start].chars().rev().take_while(|c| c.is_alphanumeric());
    let word_after = text[place.end..].chars().take_while(|c| c.is_alphanumeric());
    word_before
        .chain(word_after)
        .take(MAX_STARTS)
        .any(|c| c.is_ascii_digit() != found.is_ascii_digit())
}

impl Mark {
    /// What a character of a mask stands for.
    pub(crate) fn of(character: char) -> Mark {
        match character {
            '9' => Mark::Digit,
            'A' => Mark::Letter,
            '*' => Mark::Either,
            letter if letter.is_alphanumeric() => Mark::Exact(letter),
            sign => Mark::Sign(sign),
        }
    }

    /// The character that is read where one was found, if it may stand here.
    pub(crate) fn read(self, found: char) -> Option<char> {
        let fits = match self {
            Mark::Digit => found.is_ascii_digit(),
            Mark::Letter => found.is_ascii_alphabetic(),
            Mark::Either => found.is_ascii_alphanumeric(),
            Mark::Exact(other) => found.eq_ignore_ascii_case(&other),
            Mark::Sign(_) => false,
        };
        fits.then(|| found.to_ascii_uppercase())
    }

    /// The character that was meant by one that looks like it: O and 0, l and 1, S and 5.
    pub(crate) fn forgive(self, found: char) -> Option<char> {
        let alike: &[char] = match found {
            'O' | 'o' => &['0'],
            'I' | 'i' | 'L' | 'l' => &['1'],
            'S' | 's' => &['5'],
            '0' => &['O'],
            '1' => &['I', 'L'],
            '5' => &['S'],
            _ => &[],
        };
        let mut meant = alike.iter().filter_map(|other| self.read(*other));
        let only = meant.next();
        only.filter(|_| meant.next().is_none())
    }
}

/// What may stand between the parts of an identifier.
const SEPARATORS: [char; 6] = [' ', '-', '.', '/', '_', '\u{a0}'];

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
        for text in ["", "OD-12345", "1234567", "XX-123456", "OD-12345a", "12345 l'autre"] {
            assert_eq!(mask.read(text), None, "{text}");
        }
        for text in ["0D-123456", "OD l23456", "od-I23456", "12345G"] {
            let expected = (!text.ends_with('G')).then_some("OD-123456");
            assert_eq!(mask.read(text).map(|(read, _)| read).as_deref(), expected, "{text}");
        }
        let letters = Mask("AA-99".into());
        assert_eq!(letters.read("solo"), None);
        assert_eq!(letters.read("1A-12"), None, "it may be I or L");
        assert_eq!(letters.read("5a-1O").expect("SA-10").0, "SA-10");
    }
}
