//! Values in a bundle and in a saved session, where nothing tells a date from words but the type.

use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, Error, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Value;
use crate::time::Date;

/// Writes a value with its type.
pub(super) fn serialize<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    Encoded::of(value).serialize(serializer)
}

/// Reads a value with its type.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Within(MAX_DEPTH).deserialize(deserializer)
}

#[derive(Serialize)]
enum Encoded<'v> {
    Truth(bool),
    Number(f64),
    Amount(i64, &'v str),
    Date(Date),
    Text(&'v str),
    List(Vec<Encoded<'v>>),
}

impl Encoded<'_> {
    fn of(value: &Value) -> Encoded<'_> {
        match value {
            Value::Truth(truth) => Encoded::Truth(*truth),
            Value::Number(number) => Encoded::Number(*number),
            Value::Amount { hundredths, currency } => Encoded::Amount(*hundredths, currency),
            Value::Date(date) => Encoded::Date(*date),
            Value::Text(text) => Encoded::Text(text),
            Value::List(values) => Encoded::List(values.iter().map(Encoded::of).collect()),
        }
    }
}

/// The variants of [`Encoded`].
#[derive(Deserialize)]
enum Kind {
    Truth,
    Number,
    Amount,
    Date,
    Text,
    List,
}

const KINDS: &[&str] = &["Truth", "Number", "Amount", "Date", "Text", "List"];

/// Reads a value that has at most so many lists in each other: forged bytes must not nest lists until
/// the stack is full.
#[derive(Clone, Copy)]
struct Within(usize);

/// Reads the values of a list.
struct List(Within);

impl<'de> DeserializeSeed<'de> for Within {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_enum("Value", KINDS, self)
    }
}

impl<'de> Visitor<'de> for Within {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (kind, content) = access.variant()?;
        Ok(match kind {
            Kind::Truth => Value::Truth(content.newtype_variant()?),
            Kind::Number => Value::Number(content.newtype_variant()?),
            Kind::Amount => {
                let (hundredths, currency) = content.newtype_variant()?;
                Value::Amount { hundredths, currency }
            }
            Kind::Date => Value::Date(content.newtype_variant()?),
            Kind::Text => Value::Text(content.newtype_variant()?),
            Kind::List => {
                let inner = self.0.checked_sub(1).map(Within);
                let inner = inner.ok_or_else(|| A::Error::custom("lists in lists in lists"))?;
                Value::List(content.newtype_variant_seed(List(inner))?)
            }
        })
    }
}

impl<'de> DeserializeSeed<'de> for List {
    type Value = Vec<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Value>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List {
    type Value = Vec<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<Value>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element_seed(self.0)? {
            values.push(value);
        }
        Ok(values)
    }
}

/// As deep as JSON is read.
const MAX_DEPTH: usize = 127;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_were() {
        let amount = Value::Amount { hundredths: -1_990, currency: "EUR".to_owned() };
        let all = Value::List(vec![
            Value::Truth(true),
            Value::Number(0.1),
            amount,
            Value::Date(Date::new(2026, 11, 23).expect("a day")),
            Value::Text("2026-11-23".to_owned()),
            Value::List(Vec::new()),
        ]);
        let bytes = postcard::to_allocvec(&all).expect("a value can be encoded");
        assert_eq!(postcard::from_bytes::<Value>(&bytes), Ok(all));
    }

    #[test]
    fn lists_without_end_are_refused() {
        // A list of one list of one list …
        let bytes = [5, 1].repeat(1_000_000);
        assert!(postcard::from_bytes::<Value>(&bytes).is_err());
    }
}
