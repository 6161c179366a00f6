//! What the host knows about this customer.
//!
//! A fact is a typed value with the date on which it was true and the system that said so. The
//! host gives facts when a conversation starts and whenever it learns more; rules, audiences and
//! the sentences of the knowledge base read them, and a person who takes over receives them.

mod encoded;

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Error, ErrorKind};
use crate::id::Id;
use crate::time::{Date, Timestamp};

/// Everything that the host has said about the customer, by name.
///
/// ```
/// use relais::Facts;
///
/// let facts = Facts::new()
///     .with("customer.vip", true)
///     .with("order.number", "OD-123456");
/// assert_eq!(facts.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts {
    by_name: BTreeMap<Id, Fact>,
}

/// One thing that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What is known.
    pub value: Value,
    /// When it was true, where the host says so.
    pub at: Option<Timestamp>,
    /// The system that said so, such as `billing`.
    pub origin: Option<String>,
}

/// A typed value.
///
/// In JSON it is what one would write by hand: `true`, `12`, `{"amount": 19.9, "currency": "EUR"}`,
/// `"2026-11-23"`, `"words"`, `["a", "b"]`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Yes or no.
    Truth(bool),
    /// A number without a unit.
    Number(f64),
    /// An amount of money: hundredths of the currency's unit, and its ISO 4217 code.
    Amount {
        /// Hundredths of the unit: `1990` is 19.90.
        hundredths: i64,
        /// Three capital letters, `EUR`.
        currency: String,
    },
    /// A day.
    Date(Date),
    /// Words. [`Value::read`] makes a [`Value::Date`] of those that are one.
    Text(String),
    /// Several values.
    List(Vec<Value>),
}

/// What sort of value a fact has, as `facts.yaml` declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueType {
    /// Yes or no.
    Truth,
    /// A number without a unit.
    Number,
    /// An amount of money.
    Amount,
    /// A day.
    Date,
    /// Words.
    Text,
    /// Several values.
    List,
}

impl Facts {
    /// The most facts that are kept; a fact beyond is left out.
    pub const MAX: usize = 500;

    /// Nothing is known.
    pub fn new() -> Facts {
        Facts::default()
    }

    /// The longest fact, in bytes: the texts of its value and its origin together. A longer one is left
    /// out, for what is known of a customer travels with the conversation.
    pub const MAX_FACT_BYTES: usize = 4_096;

    /// Adds a fact, in the manner of a builder. One that [`Facts::set`] would refuse is left out.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Facts {
        let _ = self.set(name, Fact { value: value.into(), at: None, origin: None });
        self
    }

    /// Adds or replaces a fact.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the name is not an identifier, [`ErrorKind::TooLarge`] where
    /// the fact has more than [`Facts::MAX_FACT_BYTES`] or there are [`Facts::MAX`] of them already. The
    /// facts are as they were then.
    pub fn set(&mut self, name: &str, fact: Fact) -> Result<(), Error> {
        let Some(id) = Id::parse(name) else {
            let message = format!("the fact `{name}` has no usable name");
            return Err(Error::new(ErrorKind::InvalidArgument, message));
        };
        let bytes = fact.value.bytes() + fact.origin.as_ref().map_or(0, String::len);
        if bytes > Facts::MAX_FACT_BYTES {
            let most = Facts::MAX_FACT_BYTES;
            let message = format!("the fact `{name}` has {bytes} bytes; at most {most} are kept");
            return Err(Error::new(ErrorKind::TooLarge, message));
        }
        if self.by_name.len() >= Facts::MAX && !self.by_name.contains_key(&id) {
            let message = format!("more than {} facts", Facts::MAX);
            return Err(Error::new(ErrorKind::TooLarge, message));
        }
        self.by_name.insert(id, fact);
        Ok(())
    }

    /// Reads facts from a JSON object: `{"customer.vip": true, "order.due": "2026-11-23"}`.
    ///
    /// Text in the form of a date becomes a date; `{"amount": 19.9, "currency": "EUR"}` becomes an
    /// amount; `{"value": …, "at": "2026-11-23T09:00:00Z", "origin": "billing"}` gives the date and the origin.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the text is not such an object, and otherwise those of
    /// [`Facts::set`]; both name the fact.
    pub fn from_json(json: &str) -> Result<Facts, Error> {
        let object: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(json).map_err(|error| {
                Error::new(ErrorKind::InvalidArgument, format!("facts are not JSON: {error}"))
            })?;
        let mut facts = Facts::new();
        for (name, value) in object {
            let fact = read_fact(&value).filter(|_| Id::parse(&name).is_some());
            let Some(fact) = fact else {
                let message = format!("the fact `{name}` has no usable name or value");
                return Err(Error::new(ErrorKind::InvalidArgument, message));
            };
            facts.set(&name, fact)?;
        }
        Ok(facts)
    }

    /// What is known under this name.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.by_name.get(name).map(|fact| &fact.value)
    }

    /// The facts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Fact)> {
        self.by_name.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// Takes over all facts of `newer`, which win over those of the same name. Those that would be more
    /// than [`Facts::MAX`] are left out.
    pub fn merge(&mut self, newer: Facts) {
        for (name, fact) in newer.by_name {
            let _ = self.set(name.as_str(), fact);
        }
    }
}

impl Value {
    /// What a text says: a day where it is written as one, `2026-11-23`, and words otherwise.
    pub fn read(text: impl Into<String>) -> Value {
        let text = text.into();
        text.parse().map_or(Value::Text(text), Value::Date)
    }

    /// What sort of value it is.
    pub fn value_type(&self) -> ValueType {
        match self {
            Value::Truth(_) => ValueType::Truth,
            Value::Number(_) => ValueType::Number,
            Value::Amount { .. } => ValueType::Amount,
            Value::Date(_) => ValueType::Date,
            Value::Text(_) => ValueType::Text,
            Value::List(_) => ValueType::List,
        }
    }

    /// How much room its texts take; something for each value of a list too.
    fn bytes(&self) -> usize {
        match self {
            Value::Truth(_) | Value::Number(_) | Value::Date(_) => 1,
            Value::Amount { currency, .. } => currency.len(),
            Value::Text(text) => text.len(),
            Value::List(values) => values.iter().fold(1, |sum, value| sum + value.bytes()),
        }
    }

    /// The value as a number, for comparisons: amounts in units, nothing for the others.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Amount { hundredths, .. } => Some(*hundredths as f64 / 100.0),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    /// Plain text, the same in every language; a channel may say it better.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Truth(truth) => write!(f, "{truth}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Amount { hundredths, currency } => {
                let sign = if *hundredths < 0 { "-" } else { "" };
                let absolute = hundredths.unsigned_abs();
                write!(f, "{sign}{}.{:02} {currency}", absolute / 100, absolute % 100)
            }
            Value::Date(date) => write!(f, "{date}"),
            Value::Text(text) => f.write_str(text),
            Value::List(values) => {
                for (index, value) in values.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{value}")?;
                }
                Ok(())
            }
        }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Truth(truth)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Value {
        Value::Number(number.into())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Value {
        Value::Date(date)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::read(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::read(text)
    }
}

impl ValueType {
    /// The name in `facts.yaml`.
    pub fn as_str(self) -> &'static str {
        match self {
            ValueType::Truth => "truth",
            ValueType::Number => "number",
            ValueType::Amount => "amount",
            ValueType::Date => "date",
            ValueType::Text => "text",
            ValueType::List => "list",
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return encoded::serialize(self, serializer);
        }
        match self {
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::Number(number) => whole_or_fraction(*number, serializer),
            Value::Amount { hundredths, currency } => {
                let mut object = serializer.serialize_struct("Amount", 2)?;
                object.serialize_field("amount", &(*hundredths as f64 / 100.0))?;
                object.serialize_field("currency", currency)?;
                object.end()
            }
            Value::Date(date) => date.serialize(serializer),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(values) => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        if !deserializer.is_human_readable() {
            return encoded::deserialize(deserializer);
        }
        let json = serde_json::Value::deserialize(deserializer)?;
        read_value(&json).ok_or_else(|| de::Error::custom(format!("{json} is not a value")))
    }
}

/// Writes 12 as `12`, not as `12.0`.
fn whole_or_fraction<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    let whole = number as i64;
    if whole as f64 == number && number.abs() < EXACT {
        serializer.serialize_i64(whole)
    } else {
        serializer.serialize_f64(number)
    }
}

/// Whole numbers below this one have one spelling as a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn read_fact(json: &serde_json::Value) -> Option<Fact> {
    if let serde_json::Value::Object(object) = json
        && let Some(value) = object.get("value")
    {
        // What a packet wrote can be given back: there nothing is `null`.
        let at = match object.get("at") {
            Some(at) => Option::<Timestamp>::deserialize(at).ok()?,
            None => None,
        };
        let origin = object.get("origin").and_then(serde_json::Value::as_str).map(str::to_owned);
        return Some(Fact { value: read_value(value)?, at, origin });
    }
    Some(Fact { value: read_value(json)?, at: None, origin: None })
}

fn read_value(json: &serde_json::Value) -> Option<Value> {
    match json {
        serde_json::Value::Bool(truth) => Some(Value::Truth(*truth)),
        serde_json::Value::Number(number) => number.as_f64().map(Value::Number),
        serde_json::Value::String(text) => Some(Value::read(text.as_str())),
        serde_json::Value::Array(values) => {
            values.iter().map(read_value).collect::<Option<_>>().map(Value::List)
        }
        serde_json::Value::Object(object) => {
            let amount = object.get("amount")?.as_f64()?;
            let currency = object.get("currency")?.as_str()?.to_owned();
            // A float holds hundredths exactly far beyond any bill; `as` saturates at the ends.
            Some(Value::Amount { hundredths: (amount * 100.0).round() as i64, currency })
        }
        serde_json::Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_values_get_their_types() {
        let facts = Facts::from_json(
            r#"{"a": true, "b": 2, "c": "2026-11-23", "d": {"amount": 19.9, "currency": "EUR"},
                "e": {"value": "x", "at": 5, "origin": "crm"}, "f": ["x", "y"]}"#,
        )
        .expect("facts");
        assert_eq!(facts.value("a"), Some(&Value::Truth(true)));
        assert_eq!(facts.value("d").map(ToString::to_string).as_deref(), Some("19.90 EUR"));
        assert_eq!(facts.value("c").map(Value::value_type), Some(ValueType::Date));
        let with_origin = facts.iter().find(|(name, _)| **name == "e").expect("e").1;
        assert_eq!(with_origin.origin.as_deref(), Some("crm"));
    }

    #[test]
    fn facts_that_were_written_can_be_read() {
        let facts = Facts::new().with("a", "2026-11-23").with("b", 2.5);
        let written = serde_json::to_string(&facts).expect("JSON");
        assert_eq!(Facts::from_json(&written).expect("facts"), facts, "{written}");
    }

    #[test]
    fn what_is_not_a_fact_is_named() {
        let error = Facts::from_json(r#"{"Bad Name": 1}"#).expect_err("a bad name");
        assert!(error.to_string().contains("Bad Name"), "{error}");
        assert!(Facts::from_json("[]").is_err());
        assert!(Facts::from_json(r#"{"a": null}"#).is_err());
    }
}
