//! JSON schemas of the authored files, so that editors complete and check them while they are typed.
//!
//! They are made from the shapes that read the files (`raw`). They know the keys, the types and the
//! closed sets of names; what must hold between keys or between files is for `relais check`.

pub(super) mod names;
mod tidy;

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use self::tidy::Tidy;
use super::kind::FileKind;
use super::raw::{self, Local};

impl FileKind {
    /// The JSON schema of such a file, in draft 7: the newest that the YAML support of editors
    /// understands whole.
    ///
    /// It knows the keys and the types, and the names that are the same in every knowledge base;
    /// what it accepts may still have problems, which `KnowledgeBase::from_files` tells.
    pub fn schema(self) -> Value {
        let mut settings = SchemaSettings::draft07();
        // Before those of the draft, which look after what has become a reference alone.
        settings.transforms.insert(0, Box::new(Tidy));
        let mut generator = settings.into_generator();
        let mut root = match self {
            FileKind::Base => of::<raw::Base>(&mut generator),
            FileKind::Article => in_languages::<raw::Article, raw::ArticleText>(&mut generator),
            FileKind::Form => in_languages::<raw::Form, raw::FormText>(&mut generator),
            FileKind::Rule => of::<raw::Rule>(&mut generator),
            FileKind::Messages => {
                let sentences = names::sentences(&mut generator);
                by_locale(&mut generator, sentences)
            }
            FileKind::Synonyms => {
                let words = generator.subschema_for::<BTreeMap<String, Vec<String>>>();
                by_locale(&mut generator, words)
            }
            FileKind::Fillers => {
                let words = generator.subschema_for::<Vec<String>>();
                by_locale(&mut generator, words)
            }
            FileKind::Lexicons => of::<BTreeMap<String, Local<Vec<String>>>>(&mut generator),
            FileKind::Facts => json_schema!({
                "type": "object",
                "propertyNames": names::id(&mut generator),
                "additionalProperties": generator.subschema_for::<raw::FactType>(),
            }),
            FileKind::Dialogues => of::<Vec<raw::Dialogue>>(&mut generator),
        };
        root.insert("title".to_owned(), json!(self.as_str()));
        root.insert("description".to_owned(), json!(self.description()));
        let definitions = generator.take_definitions(false);
        if !definitions.is_empty() {
            root.insert("definitions".to_owned(), Value::Object(definitions));
        }
        for transform in generator.transforms_mut() {
            transform.transform(&mut root);
        }
        root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        root.to_value()
    }

    fn description(self) -> &'static str {
        match self {
            FileKind::Base => "The knowledge base as a whole.",
            FileKind::Article => {
                "One answer, with the questions that it answers, below a key for each language."
            }
            FileKind::Form => {
                "Something to do: the values to collect, and the action that the host performs."
            }
            FileKind::Rule => "What beats retrieval: a condition and its effects.",
            FileKind::Messages => {
                "What the assistant says by itself, for each language. There are standard sentences \
                 in French and English; what is written here replaces them."
            }
            FileKind::Synonyms => {
                "Words that mean the same to these customers: for each language, the word that \
                 stands for all, and the others."
            }
            FileKind::Fillers => "Politeness and padding that carry no meaning, for each language.",
            FileKind::Lexicons => "Word lists that rules refer to: by name, for each language.",
            FileKind::Facts => "What the host may know about the customer, with its types.",
            FileKind::Dialogues => "What people say and what must come back: the tests.",
        }
    }
}

/// The schema of a type itself, where `subschema_for` would only refer to it.
fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    T::json_schema(generator)
}

/// A file with keys of its own, beside one for each language.
fn in_languages<T: JsonSchema, Text: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let mut schema = T::json_schema(generator);
    let text = generator.subschema_for::<Text>();
    schema.insert("patternProperties".to_owned(), json!({ names::LOCALE_KEY: text }));
    schema
}

/// A file that is divided by language.
fn by_locale(generator: &mut SchemaGenerator, section: Schema) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": names::locale(generator),
        "additionalProperties": section,
    })
}
