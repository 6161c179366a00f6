//! What a schema for authors does not need to say.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Value, json};

/// Takes out what the shapes know and authors do not: a key is left out and never null, a number is
/// a number whatever the machine makes of it, and what is not written has no default to be completed.
#[derive(Clone, Debug)]
pub(super) struct Tidy;

impl Transform for Tidy {
    fn transform(&mut self, schema: &mut Schema) {
        schema.remove("default");
        let of_machine = |format: &Value| {
            let name = format.as_str().unwrap_or_default();
            name.starts_with("uint") || matches!(name, "float" | "double")
        };
        if schema.get("format").is_some_and(of_machine) {
            schema.remove("format");
        }
        without_null(schema);
        if let Some(Value::String(text)) = schema.get_mut("description") {
            // Lines are broken for the source, paragraphs for the reader.
            let paragraphs = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
            *text = paragraphs.collect::<Vec<_>>().join("\n\n");
        }
        transform_subschemas(self, schema);
    }
}

fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(forms)) = schema.get_mut("anyOf") else { return };
    forms.retain(|form| *form != json!({"type": "null"}));
    if let [Value::Object(only)] = forms.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            // What is said of the key says more than what is said of its type.
            if schema.get(&key).is_none() {
                schema.insert(key, value);
            }
        }
    }
}
