//! What a host developer sees when a call cannot be carried out.

use std::error;
use std::fmt;

/// Why a call of this library could not be carried out.
///
/// The type is opaque: match on [`Error::kind`], show it with `Display` (one line), and find the
/// cause, if there is one, in [`source`](std::error::Error::source). A customer never meets an
/// `Error`: whatever a person types, [`Session::reply`](crate::Session::reply) has an outcome for it.
pub struct Error {
    kind: ErrorKind,
    message: Box<str>,
    source: Option<Box<dyn error::Error + Send + Sync>>,
}

/// What sort of error it is.
///
/// The numbers are the status codes of the C library and the names are the `code` of JavaScript
/// errors; neither ever changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(i32)]
pub enum ErrorKind {
    /// The bytes do not start as a bundle does.
    NotABundle = 1,
    /// The bundle or the memo has a format version that this library does not read.
    UnsupportedVersion = 2,
    /// The bundle is truncated, or a checksum does not hold.
    Damaged = 3,
    /// The input is larger than its documented limit.
    TooLarge = 4,
    /// An argument has no meaning here: an unknown locale, a malformed identifier.
    InvalidArgument = 5,
    /// Authored content has problems; they are told as [`Diagnostic`](crate::Diagnostic)s.
    InvalidContent = 6,
    /// A saved session does not belong to this bundle or is not readable.
    InvalidSession = 7,
    /// A file could not be read or written.
    Io = 8,
    /// A defect of this library.
    Internal = 9,
    /// A memo is not readable, or is sealed and no key was given.
    InvalidMemo = 10,
    /// What was given back with a key is not sealed, or not as it was sealed with this key.
    Tampered = 11,
    /// A bundle is not signed, or not by a key that is trusted, or not as it was signed.
    Untrusted = 12,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Box<str>>) -> Error {
        Error { kind, message: message.into(), source: None }
    }

    pub(crate) fn caused_by(
        mut self,
        source: impl Into<Box<dyn error::Error + Send + Sync>>,
    ) -> Error {
        self.source = Some(source.into());
        self
    }

    /// What sort of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({}: {}", self.kind.as_str(), self.message)?;
        if let Some(source) = &self.source {
            write!(f, ", caused by: {source}")?;
        }
        f.write_str(")")
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl ErrorKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [ErrorKind; 12] = [
        ErrorKind::NotABundle,
        ErrorKind::UnsupportedVersion,
        ErrorKind::Damaged,
        ErrorKind::TooLarge,
        ErrorKind::InvalidArgument,
        ErrorKind::InvalidContent,
        ErrorKind::InvalidSession,
        ErrorKind::Io,
        ErrorKind::Internal,
        ErrorKind::InvalidMemo,
        ErrorKind::Tampered,
        ErrorKind::Untrusted,
    ];

    /// The stable name, in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorKind::NotABundle => "not-a-bundle",
            ErrorKind::UnsupportedVersion => "unsupported-version",
            ErrorKind::Damaged => "damaged",
            ErrorKind::TooLarge => "too-large",
            ErrorKind::InvalidArgument => "invalid-argument",
            ErrorKind::InvalidContent => "invalid-content",
            ErrorKind::InvalidSession => "invalid-session",
            ErrorKind::Io => "io",
            ErrorKind::Internal => "internal",
            ErrorKind::InvalidMemo => "invalid-memo",
            ErrorKind::Tampered => "tampered",
            ErrorKind::Untrusted => "untrusted",
        }
    }

    /// The stable number.
    pub fn number(self) -> i32 {
        self as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_distinct_and_in_order() {
        for (index, kind) in ErrorKind::ALL.iter().enumerate() {
            assert_eq!(kind.number(), index as i32 + 1);
        }
        let mut names: Vec<_> = ErrorKind::ALL.iter().map(|kind| kind.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ErrorKind::ALL.len());
    }

    #[test]
    fn is_one_line_and_keeps_its_cause() {
        let error = Error::new(ErrorKind::Io, "cannot read kb.relais")
            .caused_by(std::io::Error::other("gone"));
        assert_eq!(error.to_string(), "cannot read kb.relais");
        assert_eq!(
            error::Error::source(&error).map(|cause| cause.to_string()),
            Some("gone".into())
        );
    }
}
