//! `facts.yaml`.

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;

/// What a fact about the customer is.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["type"])))]
pub(crate) struct FactType {
    /// Its type.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::fact_type"))]
    pub(crate) kind: Option<String>,
    /// For `text`: the only values that it has.
    pub(crate) values: Option<Vec<String>>,
}
