//! Sets of questions with their answers, as organisations publish them, and what people ask.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::lines::JsonLines;
use super::set::{Gold, Material, Question, Set};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{Learnable, Questions};
use crate::locale::Locale;

impl Set {
    /// A set of documents, `{"id": "…", "question": "…", "answer": "…"}` a line, and of queries,
    /// `{"text": "…", "relevant": ["…"]}`, where the list has the ids of all documents that answer the
    /// query and is empty where none does. Each document becomes an article with its question as title
    /// and only wording.
    ///
    /// # Errors
    ///
    /// Every line of both files that cannot be used.
    pub fn faq(
        locale: Locale,
        documents: JsonLines<'_>,
        queries: JsonLines<'_>,
    ) -> Result<Set, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut material = Material::default();
        let mut ids = BTreeSet::new();
        for line in documents.read::<Document>(DOCUMENT, &mut problems) {
            let id = line.value.id.clone();
            if line.value.question.trim().is_empty() {
                let hint = "write the question that the document answers";
                problems.push(documents.error(&line, "empty-wording", "no question", hint));
            }
            if !ids.insert(id.clone()) {
                let message = format!("the document `{id}` is there twice");
                problems.push(documents.error(&line, "duplicate-id", message, "keep one of them"));
            }
            material.wordings += 1;
            material.articles.push((id, article(line.value)));
        }
        if material.articles.is_empty() && problems.is_empty() {
            problems.push(documents.nothing("document", DOCUMENT));
        }
        let mut questions = Vec::new();
        for line in queries.read::<Query>(QUERY, &mut problems) {
            for unknown in line.value.relevant.iter().filter(|id| !ids.contains(*id)) {
                let message = format!("there is no document `{unknown}`");
                let hint = "`relevant` has ids of the documents";
                problems.push(queries.error(&line, "unknown-document", message, hint));
            }
            let Query { text, relevant } = line.value;
            let right = relevant.iter().cloned().collect();
            questions.push(Question { text, gold: Gold::Documents(relevant), right });
        }
        if questions.is_empty() && problems.is_empty() {
            problems.push(queries.nothing("query", QUERY));
        }
        if !problems.is_empty() {
            problems.sort_by(|one, other| one.span.cmp(&other.span));
            return Err(problems);
        }
        Ok(Set::new(locale, material, questions))
    }
}

#[derive(Deserialize)]
struct Document {
    id: String,
    question: String,
    answer: String,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    relevant: Vec<String>,
}

fn article(document: Document) -> Questions {
    Questions {
        title: document.question.clone(),
        wordings: vec![document.question],
        answer: document.answer,
        learnable: Learnable::Answer,
    }
}

const DOCUMENT: &str = r#"{"id": "…", "question": "…", "answer": "…"}"#;
const QUERY: &str =
    r#"{"text": "…", "relevant": ["…"]}, with the ids of the documents that answer"#;
