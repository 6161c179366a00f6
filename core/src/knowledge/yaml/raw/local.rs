//! Texts that may differ by locale.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A text that is the same everywhere, or one for each locale.
#[derive(Clone, Debug)]
pub(crate) enum Local<T> {
    Everywhere(T),
    ByLocale(BTreeMap<String, T>),
}

impl<T: Default> Default for Local<T> {
    fn default() -> Local<T> {
        Local::ByLocale(BTreeMap::new())
    }
}

impl<'de, T: Deserialize<'de> + FromScalar> Deserialize<'de> for Local<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Local<T>, D::Error> {
        deserializer.deserialize_any(LocalVisitor(PhantomData))
    }
}

/// What a [`Local`] can hold: a text, or a list of texts.
pub(crate) trait FromScalar: Sized {
    const EXPECTED: &'static str;
    fn from_text(text: &str) -> Option<Self>;
    fn from_list(list: Vec<String>) -> Option<Self>;
}

impl FromScalar for String {
    const EXPECTED: &'static str = "a string, or a map of one string for each locale";

    fn from_text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn from_list(_: Vec<String>) -> Option<String> {
        None
    }
}

impl FromScalar for Vec<String> {
    const EXPECTED: &'static str = "a list, or a map of one list for each locale";

    fn from_text(_: &str) -> Option<Vec<String>> {
        None
    }

    fn from_list(list: Vec<String>) -> Option<Vec<String>> {
        Some(list)
    }
}

struct LocalVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + FromScalar> Visitor<'de> for LocalVisitor<T> {
    type Value = Local<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Local<T>, E> {
        T::from_text(text)
            .map(Local::Everywhere)
            .ok_or_else(|| E::invalid_type(de::Unexpected::Str(text), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Local<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        T::from_list(list)
            .map(Local::Everywhere)
            .ok_or_else(|| de::Error::invalid_type(de::Unexpected::Seq, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Local<T>, A::Error> {
        let mut by_locale = BTreeMap::new();
        while let Some((locale, value)) = entries.next_entry()? {
            by_locale.insert(locale, value);
        }
        Ok(Local::ByLocale(by_locale))
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Local<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}-by-locale", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let everywhere = generator.subschema_for::<T>();
        schemars::json_schema!({
            "anyOf": [
                everywhere,
                {
                    "type": "object",
                    "propertyNames": super::super::schema::names::locale(generator),
                    "additionalProperties": everywhere,
                    "minProperties": 1,
                },
            ],
        })
    }
}
