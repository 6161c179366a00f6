//! The schemas of what is written as a plain text and is more than that: ids, dates, hours, and the
//! names that are the same in every knowledge base. Those names come from the types that have them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::super::form;
use super::super::raw::{Local, OneOrMany};
use super::super::words;
use crate::channel::Channel;
use crate::knowledge::{Counter, Measure, MessageKey};
use crate::reason::{HandoffEvent, Priority, Reason};
use crate::reply::Promise;

/// A language tag as the keys of an article or a form write it. No other key of these files has this
/// form, as `bar` would have that of a language of three letters.
pub(super) const LOCALE_KEY: &str = "^([a-z]{2}|[a-z]{2,3}[-_][A-Za-z]{2}|[a-z]{2}[-_][0-9]{3})$";

const LOCALE: &str = "^[a-z]{2,3}([-_]([A-Za-z]{2}|[0-9]{3}))?$";

const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

const TIMES: &str = " *(2[0-4]|[01]?[0-9]):[0-5][0-9] *- *(2[0-4]|[01]?[0-9]):[0-5][0-9] *";

const DAYS: &str = " *(mon|tue|wed|thu|fri|sat|sun)( *- *(mon|tue|wed|thu|fri|sat|sun))? *";

pub(crate) fn locale(_: &mut SchemaGenerator) -> Schema {
    text(LOCALE)
}

pub(crate) fn locales(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": text(LOCALE), "minItems": 1, "uniqueItems": true})
}

pub(crate) fn locale_or_locales(_: &mut SchemaGenerator) -> Schema {
    one_or_many(text(LOCALE))
}

pub(crate) fn id(_: &mut SchemaGenerator) -> Schema {
    text("^[a-z0-9_-]+([/.][a-z0-9_-]+)*$")
}

pub(crate) fn ids(generator: &mut SchemaGenerator) -> Schema {
    list(id(generator))
}

pub(crate) fn id_or_ids(generator: &mut SchemaGenerator) -> Schema {
    one_or_many(id(generator))
}

pub(crate) fn date(_: &mut SchemaGenerator) -> Schema {
    text(DATE)
}

pub(crate) fn dates(_: &mut SchemaGenerator) -> Schema {
    list(text(DATE))
}

pub(crate) fn local_time(_: &mut SchemaGenerator) -> Schema {
    text("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}")
}

pub(crate) fn length(_: &mut SchemaGenerator) -> Schema {
    text("^[0-9]{1,3}:[0-5]?[0-9]$")
}

pub(crate) fn days(_: &mut SchemaGenerator) -> Schema {
    text(&one_or_several(DAYS))
}

pub(crate) fn hours(_: &mut SchemaGenerator) -> Schema {
    text(&format!("^{TIMES}$"))
}

pub(crate) fn opening_hours(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": days(generator),
        "additionalProperties": text(&one_or_several(TIMES)),
    })
}

pub(crate) fn local_url(generator: &mut SchemaGenerator) -> Schema {
    let mut schema = Local::<String>::json_schema(generator);
    if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
        let url = text("^https://\\S+$");
        forms[0] = url.clone().to_value();
        forms[1]["additionalProperties"] = url.to_value();
    }
    schema
}

pub(crate) fn wordings(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": text("\\S"), "minItems": 1})
}

pub(crate) fn mask(_: &mut SchemaGenerator) -> Schema {
    text("[9A*]")
}

pub(crate) fn measure(_: &mut SchemaGenerator) -> Schema {
    one_of([Measure::Ces, Measure::Csat].map(Measure::as_str))
}

/// The reasons that content may give.
pub(crate) fn reason(_: &mut SchemaGenerator) -> Schema {
    one_of(Reason::AUTHORED.iter().map(|reason| reason.as_str()))
}

/// The reasons that a hand-over may have.
pub(crate) fn any_reason(_: &mut SchemaGenerator) -> Schema {
    one_of(Reason::ALL.iter().map(|reason| reason.as_str()))
}

pub(crate) fn priority(_: &mut SchemaGenerator) -> Schema {
    one_of(Priority::ALL.iter().map(|priority| priority.as_str()))
}

pub(crate) fn occasion(_: &mut SchemaGenerator) -> Schema {
    one_of(["message", "facts"])
}

pub(crate) fn open_or_closed(_: &mut SchemaGenerator) -> Schema {
    one_of(["open", "closed"])
}

pub(crate) fn counter(_: &mut SchemaGenerator) -> Schema {
    one_of(Counter::ALL.iter().map(|counter| counter.as_str()))
}

pub(crate) fn channel(_: &mut SchemaGenerator) -> Schema {
    one_of(Channel::ALL.iter().map(|channel| channel.as_str()))
}

pub(crate) fn channel_or_channels(generator: &mut SchemaGenerator) -> Schema {
    one_or_many(channel(generator))
}

pub(crate) fn handoff_event(_: &mut SchemaGenerator) -> Schema {
    one_of(HandoffEvent::ALL.iter().map(|event| event.as_str()))
}

pub(crate) fn promise(_: &mut SchemaGenerator) -> Schema {
    one_of(Promise::NAMES)
}

pub(crate) fn value_type(_: &mut SchemaGenerator) -> Schema {
    one_of(form::TYPES)
}

pub(crate) fn fact_type(_: &mut SchemaGenerator) -> Schema {
    one_of(words::FACT_TYPES)
}

pub(crate) fn message_key(_: &mut SchemaGenerator) -> Schema {
    one_of(MessageKey::ALL.iter().map(|key| key.as_str()))
}

/// The facts of a dialogue: what `Facts::from_json` reads.
pub(crate) fn facts(generator: &mut SchemaGenerator) -> Schema {
    let plain = json!({"type": ["boolean", "number", "string"]});
    let amount = json!({
        "type": "object",
        "properties": {"amount": {"type": "number"}, "currency": {"type": "string"}},
        "required": ["amount", "currency"],
        "additionalProperties": false,
    });
    let values = json!({"type": "array", "items": {"anyOf": [plain, amount]}});
    let dated = json!({
        "type": "object",
        "properties": {
            "value": {"anyOf": [plain, amount, values]},
            "at": {"type": ["string", "number"]},
            "origin": {"type": "string"},
        },
        "required": ["value"],
        "additionalProperties": false,
    });
    json_schema!({
        "type": "object",
        "propertyNames": id(generator),
        "additionalProperties": {"anyOf": [plain, amount, values, dated]},
    })
}

/// A section of `messages.yaml`: each sentence with what it is for and what it may refer to.
pub(super) fn sentences(generator: &mut SchemaGenerator) -> Schema {
    let sentence = |key: &MessageKey| {
        let mut description = key.purpose().trim().to_owned();
        if !key.slots().is_empty() {
            let slots: Vec<String> =
                key.slots().iter().map(|slot| format!("`{{{slot}}}`")).collect();
            description.push_str(&format!(" It may use {}.", slots.join(", ")));
        }
        let mut schema = match key {
            MessageKey::Weekdays => json_schema!({
                "type": "array", "items": {"type": "string"}, "minItems": 7, "maxItems": 7,
            }),
            _ => OneOrMany::json_schema(generator),
        };
        schema.insert("description".to_owned(), description.into());
        (key.as_str().to_owned(), schema.to_value())
    };
    let properties: Map<String, Value> = MessageKey::ALL.iter().map(sentence).collect();
    json_schema!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// Something, or a list of it.
pub(crate) fn one_or_many(one: Schema) -> Schema {
    json_schema!({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})
}

fn list(item: Schema) -> Schema {
    json_schema!({"type": "array", "items": item})
}

fn text(pattern: &str) -> Schema {
    json_schema!({"type": "string", "pattern": pattern})
}

/// The pattern of parts of this pattern, separated by commas.
fn one_or_several(part: &str) -> String {
    format!("^{part}(,{part})*$")
}

fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> Schema {
    let names: Vec<&str> = names.into_iter().collect();
    json_schema!({"type": "string", "enum": names})
}
