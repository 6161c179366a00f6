//! The language that a conversation is held in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Error, ErrorKind};

/// A language, or a language of a region: `fr`, `en`, `fr-CA`.
///
/// This is the part of BCP 47 that self-care content needs: two or three letters of language and
/// an optional region of two letters or three digits. It is eight bytes, and `Copy`.
///
/// ```
/// use relais::Locale;
///
/// let quebec: Locale = "fr-ca".parse()?;
/// assert_eq!(quebec.to_string(), "fr-CA");
/// assert_eq!(quebec.language(), "fr");
/// # Ok::<(), relais::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale {
    /// The canonical tag in ASCII, filled up with zeros: at most `abc-123`, so one zero at least.
    tag: [u8; 8],
}

impl Locale {
    /// English.
    pub const EN: Locale = Locale { tag: *b"en\0\0\0\0\0\0" };
    /// French.
    pub const FR: Locale = Locale { tag: *b"fr\0\0\0\0\0\0" };

    /// The canonical tag, such as `fr-CA`.
    pub fn as_str(&self) -> &str {
        let length = self.tag.iter().position(|&byte| byte == 0).unwrap_or(self.tag.len());
        std::str::from_utf8(&self.tag[..length]).expect("a tag is ASCII by construction")
    }

    /// The language without its region, such as `fr`.
    pub fn language(&self) -> &str {
        let tag = self.as_str();
        tag.split_once('-').map_or(tag, |(language, _)| language)
    }
}

impl FromStr for Locale {
    type Err = Error;

    fn from_str(text: &str) -> Result<Locale, Error> {
        parse(text).ok_or_else(|| {
            let shown: String = text.chars().take(20).collect();
            Error::new(
                ErrorKind::InvalidArgument,
                format!("`{shown}` is not a locale; write a language such as fr, or fr-CA"),
            )
        })
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({self})")
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Locale, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

fn parse(text: &str) -> Option<Locale> {
    let (language, region) = match text.split_once(['-', '_']) {
        Some((language, region)) => (language, Some(region)),
        None => (text, None),
    };
    let mut tag = [0; 8];
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !letters || !matches!(language.len(), 2 | 3) {
        return None;
    }
    tag[..language.len()].copy_from_slice(language.to_ascii_lowercase().as_bytes());
    if let Some(region) = region {
        let letters = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_alphabetic());
        let digits = region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit());
        if !letters && !digits {
            return None;
        }
        tag[language.len()] = b'-';
        let start = language.len() + 1;
        tag[start..start + region.len()].copy_from_slice(region.to_ascii_uppercase().as_bytes());
    }
    Some(Locale { tag })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_canonical() {
        for (text, tag) in [("fr", "fr"), ("EN", "en"), ("pt_br", "pt-BR"), ("es-419", "es-419")] {
            assert_eq!(text.parse::<Locale>().expect(text).as_str(), tag);
        }
        assert_eq!("gsw-CH1".parse::<Locale>().ok(), None);
    }

    #[test]
    fn what_is_not_a_tag_is_refused() {
        for text in ["", "f", "french", "fr-", "fr-FRA", "f1", "fr-FR-x", "é", "fré"] {
            assert!(text.parse::<Locale>().is_err(), "{text}");
        }
    }
}
