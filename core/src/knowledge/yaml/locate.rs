//! From a place in a YAML tree to its line and column.
//!
//! serde_yaml keeps no positions, but it does tell the position of an error. So a place is found by
//! parsing the file once more and failing there on purpose; that costs time only where there is a
//! problem to report.

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess};

use super::document::Step;

/// The line and the column of what is at this path in a text of YAML: keys, and numbers of items from 0.
///
/// ```
/// use relais::knowledge::place_of;
///
/// let text = "en:\n  questions:\n    - Where is it?\n    - tracking\n";
/// assert_eq!(place_of(text, &["en", "questions", "1"]), Some((4, 7)));
/// assert_eq!(place_of(text, &["fr"]), None);
/// ```
pub fn place_of(text: &str, path: &[&str]) -> Option<(usize, usize)> {
    let step = |name: &&str| match name.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key((*name).to_owned()),
    };
    let path: Vec<Step> = path.iter().map(step).collect();
    locate(text, &path, true)
}

/// The line and the column of the node at this path, or of its key.
pub(super) fn locate(text: &str, path: &[Step], at_key: bool) -> Option<(usize, usize)> {
    let deserializer = serde_yaml::Deserializer::from_str(text);
    let error = Finder { path, at_key }.deserialize(deserializer).err()?;
    error.location().map(|location| (location.line(), location.column()))
}

/// Walks to a place and fails there, so that serde_yaml tells where it is.
struct Finder<'p> {
    path: &'p [Step],
    at_key: bool,
}

/// Stands for the key that is looked for.
struct KeyFinder<'p> {
    wanted: &'p str,
    fail: bool,
}

const FOUND: &str = "found";

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> de::Visitor<'de> for Finder<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(FOUND)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.path.split_first() else {
            return Err(de::Error::custom(FOUND));
        };
        for _ in 0..*wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Finder { path: rest, at_key: self.at_key })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.path.split_first() else {
            return Err(de::Error::custom(FOUND));
        };
        let fail = self.at_key && rest.is_empty();
        while let Some(is_wanted) = entries.next_key_seed(KeyFinder { wanted, fail })? {
            if is_wanted {
                entries.next_value_seed(Finder { path: rest, at_key: self.at_key })?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for KeyFinder<'_> {
    type Value = bool;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl de::Visitor<'_> for KeyFinder<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<bool, E> {
        match key == self.wanted {
            true if self.fail => Err(E::custom(FOUND)),
            found => Ok(found),
        }
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }
}
