//! The shapes of the authored files, before anything about them is known to be true.
//!
//! Every key may be left out here; what must be there is for the parser of each file to say, at its
//! place and with a hint.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A text that is the same everywhere, or one for each locale.
#[derive(Clone, Debug)]
pub(super) enum Local<T> {
    Everywhere(T),
    ByLocale(BTreeMap<String, T>),
}

/// `relais.yaml`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Base {
    pub(super) name: Option<String>,
    pub(super) locales: Vec<String>,
    pub(super) agents: Option<String>,
    pub(super) disclosure: Local<String>,
    pub(super) topics: Vec<Topic>,
    pub(super) time_zone: Option<String>,
    pub(super) queues: Vec<Queue>,
    pub(super) contact: Contact,
    pub(super) bars: Bars,
    pub(super) voice: Voice,
    pub(super) messaging: Messaging,
    pub(super) reach: Reach,
    pub(super) satisfaction: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Reach {
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) id: Option<String>,
    pub(super) title: Local<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Queue {
    pub(super) id: Option<String>,
    pub(super) title: Local<String>,
    pub(super) hours: BTreeMap<String, String>,
    pub(super) closed: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Contact {
    pub(super) phone: Option<Local<String>>,
    pub(super) email: Option<Local<String>>,
    pub(super) url: Option<Local<String>>,
    pub(super) address: Option<Local<String>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Bars {
    pub(super) answer: Option<f32>,
    pub(super) clarify: Option<f32>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Voice {
    pub(super) max_sentences: Option<u8>,
    pub(super) text_action: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Messaging {
    pub(super) max_characters: Option<u16>,
    pub(super) max_options: Option<u8>,
}

/// The keys of an article that are the same in every language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Article {
    pub(super) keywords: Option<Local<Vec<String>>>,
    pub(super) links: Vec<Link>,
    pub(super) media: Vec<Video>,
    pub(super) next: Vec<String>,
    pub(super) owner: Option<String>,
    pub(super) source: Option<Local<String>>,
    pub(super) reviewed: Option<String>,
    pub(super) valid_from: Option<String>,
    pub(super) valid_until: Option<String>,
    pub(super) enabled: Option<bool>,
    pub(super) audience: Option<Condition>,
    pub(super) bar: Option<f32>,
    pub(super) hand_to_human: Option<HandOver>,
    pub(super) differs: Vec<String>,
}

/// The keys of an article in one language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ArticleText {
    pub(super) title: Option<String>,
    pub(super) questions: Vec<String>,
    pub(super) answer: Option<String>,
    pub(super) speech: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) variants: Vec<Variant>,
}

/// What an article says instead to some customers.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Variant {
    pub(super) audience: Option<Condition>,
    pub(super) answer: Option<String>,
    pub(super) speech: Option<String>,
    pub(super) summary: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Link {
    pub(super) title: Local<String>,
    pub(super) url: Local<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Video {
    pub(super) video: Local<String>,
    pub(super) title: Local<String>,
    pub(super) length: Option<String>,
    pub(super) transcript: Local<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct HandOver {
    pub(super) reason: Option<String>,
    pub(super) queue: Option<String>,
    pub(super) priority: Option<String>,
}

/// The keys of a form that are the same in every language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Form {
    pub(super) values: Vec<FormValue>,
    pub(super) confirm: Option<Local<String>>,
    pub(super) action: Option<String>,
    pub(super) done: Local<String>,
    pub(super) failed: Local<String>,
    pub(super) failures: BTreeMap<String, Failure>,
}

/// What to do about one sort of failure of a form's action.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Failure {
    pub(super) say: Local<String>,
    pub(super) ask: Option<String>,
    pub(super) answer: Option<String>,
    pub(super) hand_to_human: Option<HandOver>,
}

/// The keys of a form in one language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FormText {
    pub(super) title: Option<String>,
    pub(super) questions: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FormValue {
    pub(super) id: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) pattern: Option<String>,
    pub(super) choices: Vec<Topic>,
    pub(super) ask: Local<String>,
    pub(super) retry: Option<Local<String>>,
    pub(super) fact: Option<String>,
    pub(super) optional: bool,
}

/// A rule.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) why: Option<String>,
    pub(super) priority: Option<u8>,
    pub(super) on: Option<String>,
    pub(super) when: Option<Condition>,
    pub(super) then: Effects,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Effects {
    pub(super) hand_to_human: Option<HandOver>,
    pub(super) answer: Option<String>,
    pub(super) ask: Option<String>,
    pub(super) no_match: Option<bool>,
    pub(super) say: Option<Local<String>>,
    pub(super) set: BTreeMap<String, Scalar>,
    pub(super) packet: BTreeMap<String, Scalar>,
}

/// A condition: one of the first keys, with the tests that go with it.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Condition {
    pub(super) all: Option<Vec<Condition>>,
    pub(super) any: Option<Vec<Condition>>,
    pub(super) not: Option<Box<Condition>>,
    pub(super) message: Option<MessageTest>,
    pub(super) intent: Option<OneOrMany>,
    pub(super) fact: Option<String>,
    pub(super) note: Option<String>,
    pub(super) session: Option<String>,
    pub(super) channel: Option<OneOrMany>,
    pub(super) locale: Option<OneOrMany>,
    pub(super) clock: Option<Clock>,
    pub(super) is: Option<Scalar>,
    pub(super) is_not: Option<Scalar>,
    #[serde(rename = "in")]
    pub(super) one_of: Option<Vec<Scalar>>,
    pub(super) over: Option<f64>,
    pub(super) under: Option<f64>,
    pub(super) at_least: Option<f64>,
    pub(super) at_most: Option<f64>,
    pub(super) known: Option<bool>,
    pub(super) older_than_days: Option<u32>,
    pub(super) within_days: Option<u32>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MessageTest {
    pub(super) lexicon: Option<String>,
    pub(super) says: Option<Local<Vec<String>>>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Clock {
    pub(super) queue: Option<String>,
    pub(super) is: Option<String>,
    pub(super) days: Option<String>,
    pub(super) between: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
}

/// A word, or a list of words.
#[derive(Clone, Debug)]
pub(super) struct OneOrMany(pub(super) Vec<String>);

/// A value of a fact or a note.
#[derive(Clone, Debug)]
pub(super) enum Scalar {
    Truth(bool),
    Number(f64),
    Text(String),
}

/// A declaration in `facts.yaml`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FactType {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) values: Option<Vec<String>>,
}

/// A dialogue.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Dialogue {
    pub(super) name: Option<String>,
    pub(super) locale: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) facts: BTreeMap<String, serde_json::Value>,
    pub(super) availability: Option<serde_json::Value>,
    pub(super) at: Option<String>,
    pub(super) turns: Vec<Turn>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Turn {
    pub(super) user: Option<String>,
    pub(super) choose: Option<usize>,
    pub(super) digits: Option<String>,
    pub(super) heard: Option<Vec<String>>,
    pub(super) silence: Option<bool>,
    pub(super) noise: Option<bool>,
    pub(super) start: Option<bool>,
    pub(super) comes_back: Option<LaterContact>,
    pub(super) facts: Option<BTreeMap<String, serde_json::Value>>,
    pub(super) acted: Option<BTreeMap<String, serde_json::Value>>,
    pub(super) failed: Option<String>,
    pub(super) handoff: Option<String>,
    pub(super) answer: Option<String>,
    pub(super) offers: Option<String>,
    pub(super) clarify: Option<Vec<String>>,
    pub(super) human: Option<String>,
    pub(super) queue: Option<String>,
    pub(super) promise: Option<String>,
    pub(super) offer: Option<String>,
    pub(super) silent: Option<bool>,
    pub(super) no_match: Option<bool>,
    pub(super) unanswered: Option<bool>,
    pub(super) ask: Option<String>,
    pub(super) act: Option<String>,
    pub(super) says: Option<String>,
    pub(super) close: Option<bool>,
    pub(super) text: Option<String>,
}

/// A later contact of the same customer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LaterContact {
    pub(super) channel: Option<String>,
    pub(super) at: Option<String>,
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
pub(super) trait FromScalar: Sized {
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

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        struct OneOrManyVisitor;

        impl<'de> Visitor<'de> for OneOrManyVisitor {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, or a list of strings")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(OneOrMany(list))
            }
        }

        deserializer.deserialize_any(OneOrManyVisitor)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        struct ScalarVisitor;

        impl Visitor<'_> for ScalarVisitor {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false, a number, a date or a text")
            }

            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Scalar, E> {
                Ok(Scalar::Truth(truth))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number as f64))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number as f64))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar::Number(number))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.to_owned()))
            }
        }

        deserializer.deserialize_any(ScalarVisitor)
    }
}
