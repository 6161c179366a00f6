//! The search: one pass over a text, word by word.

use std::ops::Range;

use super::cues::Cues;
use super::digits::{Digits, card, value};
use super::email::Emails;
use super::words::{at, closes, fold, is_counted, is_of_word, word, word_end};
use super::{Found, PersonalData, address, dates, identity, mark_length, phone, reference};

/// Finds what is personal, in the order of the text.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let mut scan = Scan {
        text,
        place: 0,
        emails: Emails::new(text),
        cues: Cues::default(),
        found: Vec::new(),
    };
    while let Some(character) = at(text, scan.place) {
        scan.step(character);
    }
    scan.found
}

struct Scan<'t> {
    text: &'t str,
    /// Everything before it was looked at. It is never within a word.
    place: usize,
    emails: Emails<'t>,
    cues: Cues,
    found: Vec<Found>,
}

/// What starts at a place.
enum Start {
    Personal(PersonalData, usize),
    /// Something else that has digits in it, up to its end.
    Harmless(usize),
}

impl Scan<'_> {
    /// Goes on by one word or one sign, or by what starts here.
    fn step(&mut self, character: char) {
        if let Some(length) = self.mark(character) {
            self.cues.forget();
            self.place += length;
            return;
        }
        match self.start(character) {
            Some(Start::Personal(kind, end)) => {
                self.cues.forget();
                self.found.push(Found { kind, range: self.place..end });
                self.place = end;
            }
            Some(Start::Harmless(end)) => self.place = end,
            None if is_of_word(character) => {
                let end = word_end(self.text, self.place);
                self.hear(self.place..end);
                self.place = end;
            }
            None => {
                self.cues.sign(character);
                self.place += character.len_utf8();
            }
        }
    }

    /// The length of a mark of an earlier masking.
    fn mark(&self, character: char) -> Option<usize> {
        (character == '[').then(|| mark_length(&self.text[self.place..])).flatten()
    }

    /// Takes note of what a word says about what comes next.
    fn hear(&mut self, word: Range<usize>) {
        if word.len() > LONGEST_CUE {
            return self.cues.word("", None);
        }
        let sign = at(self.text, word.end);
        let word = &self.text[word];
        let folded = fold(word);
        let is_born = matches!(folded.as_str(), "ne" | "nes") && !word.is_ascii();
        self.cues.word(&folded, sign);
        if is_born {
            self.cues.born();
        }
    }

    fn start(&mut self, character: char) -> Option<Start> {
        let (text, place) = (self.text, self.place);
        if matches!(character, '+' | '(') {
            return phone::with_sign(text, place)
                .map(|end| Start::Personal(PersonalData::Phone, end));
        }
        if !is_of_word(character) {
            return None;
        }
        if let Some(end) = self.emails.at(place) {
            return Some(Start::Personal(PersonalData::Email, end));
        }
        if value(character).is_some() { self.digits() } else { self.letters() }
    }

    /// What starts here with a digit.
    fn digits(&self) -> Option<Start> {
        let (text, place) = (self.text, self.place);
        if let Some(end) = dates::numeric(text, place) {
            if self.cues.birth() {
                return Some(Start::Personal(PersonalData::BirthDate, end));
            }
            if dates::is_whole(text, end) {
                return Some(Start::Harmless(end));
            }
        }
        let named = || self.cues.birth().then(|| dates::named(text, place)).flatten();
        let found = number(text, place)
            .or_else(|| named().map(|end| (PersonalData::BirthDate, end)))
            .or_else(|| address::address(text, place).map(|end| (PersonalData::Address, end)))
            .or_else(|| self.announced())
            .or_else(|| {
                let end = reference::with_digits(text, place)?;
                (!is_counted(text, end)).then_some((PersonalData::Reference, end))
            });
        match found {
            Some((kind, end)) => Some(Start::Personal(kind, end)),
            None => self.in_parts().map(Start::Harmless),
        }
    }

    /// The end of an amount or a time, "3.14159265358979", "9:30", whose parts are nothing by themselves.
    fn in_parts(&self) -> Option<usize> {
        let first = word(self.text, self.place)?;
        let sign = self.place + first.len();
        let behind = sign + 1;
        let has_sign = matches!(at(self.text, sign), Some('.' | ',' | ':'));
        let (end, _) = has_sign.then(|| reference::number(self.text, behind)).flatten()?;
        let is_more = number(self.text, behind).is_some()
            || address::french_postcode(self.text, behind).is_some();
        (!is_more).then_some(end)
    }

    /// A number that is nothing by itself, but was said to be something.
    fn announced(&self) -> Option<(PersonalData, usize)> {
        let (end, digits) = reference::number(self.text, self.place)?;
        if self.cues.security_code() && matches!(digits, 3 | 4) {
            return Some((PersonalData::Card, end));
        }
        if self.cues.postcode() && address::french_postcode(self.text, self.place).is_some() {
            return Some((PersonalData::Address, end));
        }
        let is_reference = self.cues.reference() && digits >= 5 && !is_counted(self.text, end);
        is_reference.then_some((PersonalData::Reference, end))
    }

    /// What starts here with a letter.
    fn letters(&self) -> Option<Start> {
        let (text, place) = (self.text, self.place);
        let named = || self.cues.birth().then(|| dates::named(text, place)).flatten();
        identity::iban(text, place)
            .map(|end| (PersonalData::Iban, end))
            .or_else(|| named().map(|end| (PersonalData::BirthDate, end)))
            .or_else(|| {
                let end = address::british_postcode(text, place)?;
                closes(text, end).then_some((PersonalData::Address, end))
            })
            .or_else(|| {
                reference::with_letters(text, place).map(|end| (PersonalData::Reference, end))
            })
            .map(|(kind, end)| Start::Personal(kind, end))
    }
}

/// A number that its digits tell from others, which starts here.
fn number(text: &str, place: usize) -> Option<(PersonalData, usize)> {
    let digits = Digits::read(text, place);
    identity::social_security(text, place, &digits)
        .map(|end| (PersonalData::SocialSecurity, end))
        .or_else(|| card(&digits).map(|end| (PersonalData::Card, end)))
        .or_else(|| phone::without_sign(text, place, &digits).map(|end| (PersonalData::Phone, end)))
}

/// The longest word that announces something, in bytes.
const LONGEST_CUE: usize = 20;
