//! The names that authors give to things.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};

/// The name of something in a knowledge base: an article, a form, a rule, a queue, a topic, a fact.
///
/// An `Id` is made of parts of lower-case ASCII letters, digits, `-` and `_`. An article's parts
/// are its folders and its file name, joined by `/`; a fact's are joined by `.`. Cloning is cheap.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

impl Id {
    /// The longest id, in bytes.
    pub const MAX_LENGTH: usize = 120;

    /// Reads an id, or says `None` where the text is not one.
    pub fn parse(text: &str) -> Option<Id> {
        // Byte by byte: every candidate of every turn comes through here.
        let mut part_is_empty = true;
        for byte in text.bytes() {
            part_is_empty = match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => false,
                b'/' | b'.' if !part_is_empty => true,
                _ => return None,
            };
        }
        let valid = text.len() <= Id::MAX_LENGTH && !part_is_empty;
        valid.then(|| Id(text.into()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        struct IdVisitor;

        impl de::Visitor<'_> for IdVisitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name of lower-case letters, digits, `-`, `_`, `/` and dots")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                Id::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(IdVisitor)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_parts() {
        for good in ["delivery/track-order", "order.number", "a", "0", "track_order"] {
            assert!(Id::parse(good).is_some(), "{good}");
        }
        for bad in ["", "/", "a/", "a//b", "Delivery", "é", "a b", "a.", &"x".repeat(121)] {
            assert!(Id::parse(bad).is_none(), "{bad}");
        }
    }
}
