use std::fmt;

/// Why nothing could be imported or exported, told to the person who can mend it.
///
/// It shows as `file:line: message; hint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    file: Option<String>,
    line: Option<usize>,
    message: String,
    hint: Option<String>,
}

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { file: None, line: None, message: message.into(), hint: None }
    }

    pub(crate) fn of(file: impl Into<String>, message: impl Into<String>) -> Error {
        Error { file: Some(file.into()), ..Error::new(message) }
    }

    pub(crate) fn at(self, line: usize) -> Error {
        Error { line: Some(line), ..self }
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Error {
        Error { hint: Some(hint.into()), ..self }
    }

    /// A problem of JSON, with its line in the file: the text starts at `first`, from 1.
    pub(crate) fn json(file: &str, first: usize, error: &serde_json::Error) -> Error {
        let said = error.to_string();
        // serde_json ends its sentence with the place, which stands in front here.
        let message = said.split(" at line ").next().unwrap_or(&said);
        Error::of(file, message).at(first + error.line().max(1) - 1)
    }

    /// The file, where it is about one.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line in the file, from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            _ => {}
        }
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
