//! Labelled sets: texts, and what each of them is about.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::lines::JsonLines;
use super::set::{Gold, Material, Question, Set};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Learnable, Questions};
use crate::locale::Locale;

impl Set {
    /// A set of labelled texts: `{"text": "…", "label": "…"}` a line, where the label is `null` for a
    /// text that nothing may answer. Each label of `train` becomes an article whose wordings are its
    /// texts; the label itself is no wording. Texts of `train` without a label are left out, and
    /// counted.
    ///
    /// # Errors
    ///
    /// Every line of both files that cannot be used.
    pub fn labelled(
        locale: Locale,
        train: JsonLines<'_>,
        test: JsonLines<'_>,
    ) -> Result<Set, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let taught = train.read::<Example>(SHAPE, &mut problems);
        let mut material = Material::default();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for line in &taught {
            let Example { text, label } = &line.value;
            let Some(label) = label else {
                material.left_out += 1;
                continue;
            };
            if text.trim().is_empty() {
                let hint = "remove the line, or write what people say";
                problems.push(train.error(line, "empty-wording", "this text is empty", hint));
                continue;
            }
            material.wordings += 1;
            let number = *numbers.entry(label).or_insert(material.articles.len());
            if number == material.articles.len() {
                material.articles.push((label.clone(), article(label)));
            }
            material.articles[number].1.wordings.push(text.clone());
        }
        if material.articles.is_empty() && problems.is_empty() {
            problems.push(train.nothing("text with a label", SHAPE));
        }
        let asked = test.read::<Example>(SHAPE, &mut problems);
        if asked.is_empty() && problems.is_empty() {
            problems.push(test.nothing("text", SHAPE));
        }
        if !problems.is_empty() {
            problems.sort_by(|one, other| one.span.cmp(&other.span));
            return Err(problems);
        }
        let question = |Example { text, label }| {
            let right = BTreeSet::from_iter(label.clone());
            Question { text, gold: Gold::Label(label), right }
        };
        let questions = asked.into_iter().map(|line| question(line.value)).collect();
        Ok(Set::new(locale, material, questions))
    }
}

#[derive(Deserialize)]
struct Example {
    text: String,
    // Said by hand, so that a line without the key is an error and only `null` means none.
    #[serde(deserialize_with = "Option::deserialize")]
    label: Option<String>,
}

fn article(label: &str) -> Questions {
    Questions {
        title: label.to_owned(),
        wordings: Vec::new(),
        answer: label.to_owned(),
        learnable: Learnable::Nothing,
    }
}

const SHAPE: &str = r#"{"text": "…", "label": "…"}, with null for a text that nothing may answer"#;
