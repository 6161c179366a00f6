//! Files of one JSON object a line.

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Severity, Span};

/// A file of one JSON object a line (JSON Lines); empty lines are passed over.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines<'a> {
    /// Its name, for problems.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A line that could be read.
pub(super) struct Line<T> {
    /// From 1.
    pub(super) number: usize,
    pub(super) value: T,
}

impl JsonLines<'_> {
    /// Reads every line as a `T`, and tells those that are none; `shape` says what a line must be.
    pub(super) fn read<T: DeserializeOwned>(
        &self,
        shape: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Line<T>> {
        let mut lines = Vec::new();
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str(line) {
                Ok(value) => lines.push(Line { number, value }),
                Err(error) => {
                    let before = error.column().saturating_sub(1);
                    let column = line.char_indices().take_while(|(at, _)| *at < before).count() + 1;
                    let message = error.to_string();
                    // The position is told with the line's own number.
                    let message = message.split(" at line ").next().unwrap_or_default();
                    let hint = Some(format!("a line is {shape}"));
                    problems.push(Diagnostic {
                        severity: Severity::Error,
                        code: "invalid-line",
                        message: message.to_owned(),
                        hint,
                        span: Some(Span { file: self.file.to_owned(), line: number, column }),
                        fix: None,
                    });
                }
            }
        }
        lines
    }

    /// An error about a line that was read.
    pub(super) fn error<T>(
        &self,
        line: &Line<T>,
        code: &'static str,
        message: impl Into<String>,
        hint: &str,
    ) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            message: message.into(),
            hint: Some(hint.to_owned()),
            span: Some(Span { file: self.file.to_owned(), line: line.number, column: 1 }),
            fix: None,
        }
    }

    /// An error about the whole file: nothing in it can be used.
    pub(super) fn nothing(&self, what: &str, shape: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: "empty-set",
            message: format!("`{}` has no {what}", self.file),
            hint: Some(format!("a line is {shape}")),
            span: None,
            fix: None,
        }
    }
}
