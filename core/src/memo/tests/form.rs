use super::longest;
use crate::memo::Memo;

/// The schema, made strict: a key that it does not name fails.
pub(super) fn schema() -> jsonschema::Validator {
    fn close(schema: &mut serde_json::Value) {
        match schema {
            serde_json::Value::Object(object) => {
                object.values_mut().for_each(close);
                let names_keys = object.get("type").is_some_and(|of| of == "object")
                    && object.contains_key("properties");
                if names_keys {
                    object.insert("additionalProperties".into(), false.into());
                }
            }
            serde_json::Value::Array(schemas) => schemas.iter_mut().for_each(close),
            _ => {}
        }
    }
    let text = include_str!("../../../../docs/schema/memo.schema.json");
    let mut schema = serde_json::from_str(text).expect("JSON");
    close(&mut schema);
    jsonschema::draft202012::new(&schema).expect("a schema")
}

pub(super) fn problems(schema: &jsonschema::Validator, json: &str) -> Vec<String> {
    let json = serde_json::from_str(json).expect("JSON");
    schema.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_describes_memos_and_nothing_else() {
    let schema = schema();
    assert_eq!(problems(&schema, &Memo::new().to_json()), [""; 0]);
    assert_eq!(problems(&schema, &longest().to_json()), [""; 0]);
    for json in [
        "{}",
        r#"{"version": 2}"#,
        r#"{"version": 1, "unknown": 1}"#,
        r#"{"version": 1, "contacts": [{"at": 1, "channel": "web"}]}"#,
        r#"{"version": 1, "promise": {"kind": "callback", "since": 1}}"#,
        r#"{"version": 1, "values": [{"name": "Bad Id", "value": 1, "at": 1}]}"#,
    ] {
        assert!(!problems(&schema, json).is_empty(), "{json}");
    }
}

#[test]
fn the_document_shows_a_memo() {
    let document = include_str!("../../../../docs/memo.md");
    let example = document.split("```json").nth(1).expect("an example");
    let example = example.split("```").next().expect("its end");
    let memo = Memo::from_json(example).expect("a memo");
    assert_eq!(problems(&schema(), example), [""; 0]);
    let shown: serde_json::Value = serde_json::from_str(example).expect("JSON");
    let written: serde_json::Value = serde_json::from_str(&memo.to_json()).expect("JSON");
    assert_eq!(shown, written, "nothing of the example is cut or passed over");
}
