use std::fmt::{self, Display};
use std::path::Path;

use datafusion::error::DataFusionError;

/// Why there is no report: one sentence for the person who asked for it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error(message.into())
    }

    /// Something about this file cannot be done.
    pub(crate) fn file(path: &Path, error: impl Display) -> Error {
        Error(format!("{}: {error}", path.display()))
    }

    /// A plot or a page cannot be made.
    pub(crate) fn page(error: impl Display) -> Error {
        Error(format!("the page cannot be made: {error}"))
    }
}

/// What the engine says, without the names of the layers that passed it on.
impl From<DataFusionError> for Error {
    fn from(error: DataFusionError) -> Error {
        match error.find_root() {
            DataFusionError::ResourcesExhausted(message) => Error(format!(
                "the memory or the disk for temporary files does not suffice; give more with --memory, or \
                 name a larger disk with the variable TMPDIR ({message})"
            )),
            root => Error(root.to_string()),
        }
    }
}

impl From<fmt::Error> for Error {
    fn from(error: fmt::Error) -> Error {
        Error::page(error)
    }
}
