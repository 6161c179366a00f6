//! The columns of an event, as `docs/schema/event.schema.json` describes them.
//!
//! A schema that is known need not be guessed from the data, which would take a pass over all of it and
//! guess wrong where a column is empty. A test compares the two.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};

/// The version of the record that this program knows.
pub const VERSION: i64 = 1;

/// Every column of an event. Those that cannot be null must be in every file.
pub fn schema() -> SchemaRef {
    let must = |name: &str, of: DataType| Field::new(name, of, false);
    let may = |name: &str, of: DataType| Field::new(name, of, true);
    let group = |fields: Vec<Field>| DataType::Struct(fields.into());
    Arc::new(Schema::new(vec![
        must("version", DataType::Int64),
        must("conversation", DataType::Utf8),
        must("turn", DataType::Int64),
        // A number is the number of seconds, as the schema has it for years that RFC 3339 cannot write.
        must("at", DataType::Timestamp(TimeUnit::Second, Some("UTC".into()))),
        must("channel", DataType::Utf8),
        must("locale", DataType::Utf8),
        must("outcome", DataType::Utf8),
        may("article", DataType::Utf8),
        may("content", DataType::Utf8),
        may("form", DataType::Utf8),
        may("action", DataType::Utf8),
        may("rule", DataType::Utf8),
        must("decision", group(vec![must("by", DataType::Utf8), may("what", DataType::Utf8)])),
        may("probability", DataType::Float64),
        may(
            "bar",
            group(vec![
                must("answer", DataType::Float64),
                must("clarify", DataType::Float64),
                must("best", DataType::Float64),
            ]),
        ),
        may("reason", DataType::Utf8),
        may("queue", DataType::Utf8),
        may("priority", DataType::Utf8),
        may("promise", DataType::Utf8),
        may("message", DataType::Utf8),
        may("message_length", DataType::Int64),
        may("words", DataType::Int64),
        must("barge_in", DataType::Boolean),
        may("duration_ms", DataType::Int64),
        may("satisfaction", DataType::Int64),
        may("helped", DataType::Boolean),
        must("resolution", DataType::Utf8),
    ]))
}

/// The columns that the queries ask for. The others are not read.
pub fn columns() -> SchemaRef {
    let all = schema();
    let kept = all.fields().iter().filter(|field| ASKED_FOR.contains(&field.name().as_str()));
    Arc::new(Schema::new(kept.cloned().collect::<Vec<_>>()))
}

const ASKED_FOR: [&str; 15] = [
    "version",
    "conversation",
    "turn",
    "at",
    "channel",
    "locale",
    "outcome",
    "article",
    "reason",
    "promise",
    "message",
    "duration_ms",
    "satisfaction",
    "helped",
    "resolution",
];
