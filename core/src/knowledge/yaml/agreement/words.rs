use std::collections::BTreeMap;

use serde::Deserialize;

use super::token::Token;
use crate::locale::Locale;
use crate::text::{Calendar, Language};

/// How a language says facts: its numbers, its units and its days.
pub(in crate::knowledge::yaml) struct Words {
    data: Data,
    /// The spellings of the units, the longest first.
    units: Vec<(Vec<String>, Unit)>,
    /// What makes a time of a number, with the hours that it adds.
    parts_of_day: Vec<(Vec<String>, u32)>,
    of: Vec<Vec<String>>,
    calendar: Calendar,
    /// Whether the language has a table. Without one, only what is written the same in every
    /// language is read.
    pub(in crate::knowledge::yaml) known: bool,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// The name of the unit, the same in every language.
    pub(super) name: String,
    /// How many of what is counted make one of the unit: 100 cents are a euro.
    pub(super) parts: u64,
}

impl Unit {
    /// Whether it is a currency, whose name is its code: three capitals.
    pub(super) fn is_currency(&self) -> bool {
        self.name.len() == 3 && self.name.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

impl Words {
    pub(in crate::knowledge::yaml) fn of(locale: Locale) -> Words {
        let data = match locale.language() {
            "fr" => Some(include_str!("words/fr.yaml")),
            "en" => Some(include_str!("words/en.yaml")),
            _ => None,
        };
        let read = |text| -> Data {
            serde_yaml::from_str(text).expect("the built-in words are well formed, by a test")
        };
        let any = read(include_str!("words/any.yaml"));
        let known = data.is_some();
        let data = data.map(read).unwrap_or_default();
        let mut units = Vec::new();
        for (name, spellings) in any.units.iter().chain(&data.units) {
            let (name, parts) = match name.strip_suffix("/100") {
                Some(whole) => (whole, 100),
                None => (name.as_str(), 1),
            };
            let unit = Unit { name: name.to_owned(), parts };
            units.extend(spellings.iter().map(|spelling| (phrase(spelling), unit.clone())));
        }
        units.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
        let language = Language::from_tag(locale.as_str());
        Words {
            units,
            parts_of_day: data
                .parts_of_day
                .iter()
                .map(|(said, hours)| (phrase(said), *hours))
                .collect(),
            of: data.of.iter().map(|said| phrase(said)).collect(),
            calendar: language.map(Calendar::built_in).unwrap_or_default(),
            data,
            known,
        }
    }

    /// The unit that starts the tokens, and how many of them it takes.
    pub(super) fn unit(&self, tokens: &[Token]) -> Option<(&Unit, usize)> {
        let (spelling, unit) = self.units.iter().find(|(said, _)| starts_with(tokens, said))?;
        // A letter before an apostrophe is a word of its own: "s'ajoutent".
        let elided = tokens.get(spelling.len()).is_some_and(|next| next.glued && next.is("'"));
        (!elided).then_some((unit, spelling.len()))
    }

    /// The hours to add to a number for the time that the tokens make of it, and how many they are.
    pub(super) fn part_of_day(&self, tokens: &[Token]) -> Option<(u32, usize)> {
        let (said, hours) = self.parts_of_day.iter().find(|(said, _)| starts_with(tokens, said))?;
        Some((*hours, said.len()))
    }

    /// The month that starts the tokens, after an "of" or not, and how many tokens that is.
    pub(super) fn month(&self, tokens: &[Token]) -> Option<(u8, usize)> {
        let skipped = self.of.iter().find(|said| starts_with(tokens, said)).map_or(0, Vec::len);
        let month = self.calendar.month(tokens.get(skipped)?.word()?)?;
        Some((month, skipped + 1))
    }

    pub(super) fn weekday(&self, word: &str) -> Option<u8> {
        // Short forms are words of their own: "sun", "mar".
        let said = |word: &str| self.calendar.weekday(word).filter(|_| word.len() > SHORT_FORM);
        said(word).or_else(|| said(word.strip_suffix('s')?))
    }

    /// The value of a word within a number: "vingt".
    pub(super) fn number(&self, word: &str) -> Option<u64> {
        self.data.numbers.get(word).copied()
    }

    pub(super) fn ordinal(&self, word: &str) -> Option<u64> {
        self.data.ordinals.get(word).copied()
    }

    /// The hour that a word says by itself: "midnight".
    pub(super) fn time(&self, word: &str) -> Option<u32> {
        self.data.times.get(word).copied()
    }

    /// How many times a word says: "twice".
    pub(super) fn multiple(&self, word: &str) -> Option<u64> {
        self.data.multiples.get(word).copied()
    }

    pub(super) fn is_one(&self, word: &str) -> bool {
        self.data.one.iter().any(|known| known == word)
    }

    /// Whether a word means one thing, and is no part of a number.
    pub(super) fn is_article(&self, word: &str) -> bool {
        self.data.articles.iter().any(|known| known == word)
    }

    pub(super) fn is_joiner(&self, word: &str) -> bool {
        self.data.joiner == word
    }

    pub(super) fn is_suffix(&self, word: &str) -> bool {
        self.data.suffixes.iter().any(|known| known == word)
    }

    pub(super) fn is_skipped(&self, word: &str) -> bool {
        self.data.skipped.iter().any(|known| known == word)
    }

    pub(super) fn is_connector(&self, token: &Token) -> bool {
        self.data.connectors.iter().any(|known| token.is(known))
    }

    pub(super) fn is_out_of(&self, token: &Token) -> bool {
        self.data.out_of.iter().any(|known| token.is(known))
    }

    /// Whether a number of hours may be a time of the day.
    pub(super) fn hours_are_times(&self) -> bool {
        self.data.hours_are_times
    }
}

/// The file of a language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Data {
    one: Vec<String>,
    articles: Vec<String>,
    numbers: BTreeMap<String, u64>,
    ordinals: BTreeMap<String, u64>,
    suffixes: Vec<String>,
    joiner: String,
    connectors: Vec<String>,
    skipped: Vec<String>,
    of: Vec<String>,
    out_of: Vec<String>,
    hours_are_times: bool,
    times: BTreeMap<String, u32>,
    parts_of_day: BTreeMap<String, u32>,
    multiples: BTreeMap<String, u64>,
    units: BTreeMap<String, Vec<String>>,
}

fn phrase(spelling: &str) -> Vec<String> {
    spelling.split_whitespace().map(str::to_owned).collect()
}

fn starts_with(tokens: &[Token], phrase: &[String]) -> bool {
    tokens.len() >= phrase.len() && phrase.iter().zip(tokens).all(|(said, token)| token.is(said))
}

const SHORT_FORM: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_the_same_units() {
        let names = |locale| -> Vec<String> {
            let mut names: Vec<String> =
                Words::of(locale).units.into_iter().map(|(_, unit)| unit.name).collect();
            names.sort();
            names.dedup();
            names
        };
        assert_eq!(names(Locale::FR), names(Locale::EN));
    }
}
