use std::marker::PhantomData;

use ownedbytes::OwnedBytes;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::article::Article;
use super::choice::Choice;
use super::form::Form;
use super::messages::Messages;
use super::rule::Rule;
use super::settings::{Bars, Settings};
use crate::error::{Error, ErrorKind};
use crate::id::Id;
use crate::text::{Calendar, Spoken};

/// What a bundle says in one language, open for conversations.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) core: Core,
    pub(crate) articles: Articles,
}

/// The part that every conversation needs, decoded when the bundle is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Core {
    pub(crate) settings: Settings,
    pub(crate) messages: Messages,
    pub(crate) forms: Vec<Form>,
    /// In the order in which they are tried.
    pub(crate) rules: Vec<Rule>,
    /// How dates are said.
    pub(crate) calendar: Calendar,
    /// How numbers, letters and amounts are said.
    pub(crate) spoken: Spoken,
}

/// Something that a customer can ask for: an article or a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Target {
    /// The article of this number.
    Article(u32),
    /// The form of this number.
    Form(u32),
}

/// The articles in the order of their ids, each decoded when it is needed.
///
/// A conversation touches a handful of articles, and a bundle may have a hundred thousand.
pub(crate) type Articles = Records<Article>;

/// Encoded values, found by their number.
#[derive(Clone, Debug)]
pub(crate) struct Records<T> {
    /// The number of values, then where each one ends after the table (32 bits each, little-endian),
    /// then the values.
    bytes: OwnedBytes,
    values: PhantomData<fn() -> T>,
}

impl Content {
    /// What the target of this number is: articles come first, then forms.
    pub(crate) fn target(&self, number: u32) -> Target {
        match number.checked_sub(self.articles.len() as u32) {
            None => Target::Article(number),
            Some(form) => Target::Form(form),
        }
    }

    /// The number of a target: the articles come first and then the forms.
    pub(crate) fn number(&self, target: Target) -> u32 {
        match target {
            Target::Article(number) => number,
            Target::Form(form) => self.articles.len() as u32 + form,
        }
    }

    /// The target of this name: an article's id, or `forms/` and a form's.
    pub(crate) fn find(&self, name: &str) -> Option<Target> {
        match name.strip_prefix("forms/") {
            Some(form) => {
                let index = self.core.forms.iter().position(|known| known.id == *form)?;
                Some(Target::Form(index as u32))
            }
            None => self.articles.position(name).map(Target::Article),
        }
    }

    /// The target as something to choose.
    pub(crate) fn choice(&self, target: Target) -> Option<Choice> {
        match target {
            Target::Article(index) => {
                let (id, title) = self.articles.name(index)?;
                Some(Choice { id: Id::parse(id)?, title: title.to_owned() })
            }
            Target::Form(index) => {
                let form = self.core.forms.get(index as usize)?;
                Some(Choice {
                    id: Id::parse(&format!("forms/{}", form.id))?,
                    title: form.title.clone(),
                })
            }
        }
    }

    /// The articles of a topic, by number.
    pub(crate) fn articles_of<'c>(&'c self, topic: &'c Id) -> impl Iterator<Item = u32> + 'c {
        // The ids are sorted, so those of a topic stand together.
        let prefix = format!("{topic}/");
        let first = self.articles.first_from(&prefix);
        (first..self.articles.len() as u32).take_while(move |index| {
            self.articles.id(*index).is_some_and(|id| id.starts_with(&prefix))
        })
    }

    /// The bars that hold for a target.
    pub(crate) fn bars(&self, target: Target) -> Bars {
        let standard = self.core.settings.bars;
        let own = match target {
            Target::Article(index) => self.articles.get(index).and_then(|article| article.bar),
            Target::Form(_) => None,
        };
        Bars { answer: own.unwrap_or(standard.answer), ..standard }
    }
}

impl<T: DeserializeOwned> Records<T> {
    /// Opens encoded values; checks that each one lies within.
    pub(crate) fn open(bytes: OwnedBytes) -> Result<Records<T>, Error> {
        let records = Records { bytes, values: PhantomData };
        if records.are_within() { Ok(records) } else { Err(damaged()) }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.number(0).unwrap_or(0) as usize
    }

    /// The value of this number.
    pub(crate) fn get(&self, index: u32) -> Option<T> {
        postcard::from_bytes(self.encoded(index)?).ok()
    }

    /// The first 64 bits of the SHA-256 of the value of this number, in hexadecimal.
    pub(crate) fn hash(&self, index: u32) -> String {
        let hash = Sha256::digest(self.encoded(index).unwrap_or_default());
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    fn encoded(&self, index: u32) -> Option<&[u8]> {
        let start = if index == 0 { 0 } else { self.number(index as usize)? };
        let end = self.number(index as usize + 1)?;
        let table = 4 * (self.len() + 1);
        self.bytes.get(table + start as usize..table + end as usize)
    }

    fn number(&self, index: usize) -> Option<u32> {
        let bytes = self.bytes.get(4 * index..4 * index + 4)?;
        bytes.try_into().ok().map(u32::from_le_bytes)
    }

    fn are_within(&self) -> bool {
        let Some(table) = self.len().checked_add(1).and_then(|entries| entries.checked_mul(4))
        else {
            return false;
        };
        let Some(size) = self.bytes.len().checked_sub(table) else { return false };
        let mut last = 0;
        for index in 1..=self.len() {
            let Some(end) = self.number(index).filter(|end| *end >= last) else { return false };
            last = end;
        }
        last as usize == size
    }
}

impl Articles {
    /// The number of the article of this id.
    pub(crate) fn position(&self, id: &str) -> Option<u32> {
        let index = self.first_from(id);
        (self.id(index) == Some(id)).then_some(index)
    }

    /// The number of the first article whose id is this one or comes after it.
    fn first_from(&self, id: &str) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id(middle) {
                Some(found) if found < id => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }

    /// The id alone: it is the first field of an article, so the rest need not be decoded.
    pub(crate) fn id(&self, index: u32) -> Option<&str> {
        postcard::take_from_bytes(self.encoded(index)?).ok().map(|(id, _)| id)
    }

    /// The id and the title, which is the second field.
    fn name(&self, index: u32) -> Option<(&str, &str)> {
        postcard::take_from_bytes(self.encoded(index)?).ok().map(|(name, _)| name)
    }
}

/// Encodes values, so that [`Records`] finds them.
#[cfg(feature = "author")]
pub(crate) fn encode_records<T: Serialize>(
    values: impl ExactSizeIterator<Item = T>,
) -> Result<Vec<u8>, Error> {
    let too_large = || Error::new(ErrorKind::TooLarge, "the articles take more than 4 GB");
    let mut table = u32::try_from(values.len()).map_err(|_| too_large())?.to_le_bytes().to_vec();
    let mut encoded = Vec::new();
    for value in values {
        encoded = postcard::to_extend(&value, encoded).map_err(|error| {
            Error::new(ErrorKind::Internal, "an article cannot be encoded")
                .caused_by(error.to_string())
        })?;
        let end = u32::try_from(encoded.len()).map_err(|_| too_large())?;
        table.extend(end.to_le_bytes());
    }
    table.extend(encoded);
    Ok(table)
}

fn damaged() -> Error {
    Error::new(ErrorKind::Damaged, "the articles of the bundle cannot be read")
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_by_number() {
        let bytes = encode_records(["a", "", "ccc"].into_iter()).expect("encoded");
        let records = Records::<String>::open(OwnedBytes::new(bytes.clone())).expect("open");
        let all: Vec<_> = (0..4).map(|index| records.get(index)).collect();
        assert_eq!(all, [Some("a".into()), Some(String::new()), Some("ccc".into()), None]);
        for length in 0..bytes.len() {
            let cut = OwnedBytes::new(bytes[..length].to_vec());
            assert!(Records::<String>::open(cut).is_err(), "{length}");
        }
    }

    #[test]
    fn a_huge_count_is_refused_without_allocating() {
        let bytes = OwnedBytes::new(vec![0xff; 64]);
        assert!(Records::<String>::open(bytes).is_err());
    }
}
