use relais::{Error, ErrorKind};
use wasm_bindgen::prelude::*;

// Beside the folder of the generated glue, so that there is one class for all of the package.
#[wasm_bindgen(raw_module = "../error.js")]
extern "C" {
    /// What is thrown: an `Error` with a `code`.
    pub type RelaisError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str) -> RelaisError;
}

/// An error as JavaScript throws it.
pub(crate) fn thrown(error: Error) -> RelaisError {
    RelaisError::new(error.kind().as_str(), &error.to_string())
}

/// An argument that has no meaning here.
pub(crate) fn invalid(message: impl std::fmt::Display) -> RelaisError {
    RelaisError::new(ErrorKind::InvalidArgument.as_str(), &message.to_string())
}
