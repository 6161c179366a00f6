//! Problems in authored content, told to the person who can mend them.

mod why;

use std::fmt;
use std::ops::Range;

#[cfg(feature = "author")]
pub(crate) use self::why::{HELD_OUT, is_code};

/// One problem in a knowledge base: where it is, what it is, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the content can be used all the same.
    pub severity: Severity,
    /// A stable name of the kind of problem, in kebab-case: `unknown-key`, `missing-title`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The place, where it has one.
    pub span: Option<Span>,
    /// A change that mends it and touches nothing else, where there is one.
    pub fix: Option<Fix>,
}

/// A change of an authored file. What the file says is the same after it, but for what the change is
/// for; how it is laid out is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does: `remove the wording`.
    pub title: String,
    /// The file's path, relative to the knowledge base.
    pub file: String,
    /// The bytes of the file that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub by: String,
}

/// How grave a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the content is used as it is.
    Warning,
    /// The content cannot be used.
    Error,
}

/// A place in an authored file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file's path, relative to the knowledge base, with `/` between folders.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Diagnostic {
    /// Why a problem of this kind matters to customers or to those who answer them; one sentence without
    /// a full stop, the same for every problem with this code.
    pub fn why(&self) -> Option<&'static str> {
        why::why(self.code)
    }
}

impl fmt::Display for Diagnostic {
    /// `file:line:column: error[code]: message; hint`, the form that editors understand.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Span { file, line, column }) = &self.span {
            write!(f, "{file}:{line}:{column}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity.as_str(), self.code, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl Severity {
    /// `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
