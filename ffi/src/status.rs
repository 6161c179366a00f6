use relais::{Error, ErrorKind};

/// What a call came to, as a number of the header.
pub(crate) type Status = i32;

pub(crate) const OK: Status = 0;
pub(crate) const NULL: Status = 100;
pub(crate) const NOT_UTF8: Status = 101;
pub(crate) const BUSY: Status = 102;
pub(crate) const LOST: Status = 103;
pub(crate) const WRONG_ORDER: Status = 104;

/// Why a call failed, and how it is said to the developer.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(status: Status, message: impl Into<String>) -> Failure {
        Failure { status, message: message.into() }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Failure {
        Failure::new(ErrorKind::InvalidArgument.number(), message)
    }

    pub(crate) fn internal(message: impl Into<String>) -> Failure {
        Failure::new(ErrorKind::Internal.number(), message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::new(error.kind().number(), error.to_string())
    }
}

/// The name of a status, with its NUL.
pub(crate) fn name(status: Status) -> &'static str {
    let known = ErrorKind::ALL.into_iter().find(|kind| kind.number() == status);
    match (status, known) {
        (_, Some(kind)) => with_nul(kind),
        (OK, _) => "ok\0",
        (NULL, _) => "null\0",
        (NOT_UTF8, _) => "not-utf8\0",
        (BUSY, _) => "busy\0",
        (LOST, _) => "lost\0",
        (WRONG_ORDER, _) => "wrong-order\0",
        _ => "unknown\0",
    }
}

/// The names of the engine's own kinds; a test compares them with [`ErrorKind::as_str`].
fn with_nul(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotABundle => "not-a-bundle\0",
        ErrorKind::UnsupportedVersion => "unsupported-version\0",
        ErrorKind::Damaged => "damaged\0",
        ErrorKind::TooLarge => "too-large\0",
        ErrorKind::InvalidArgument => "invalid-argument\0",
        ErrorKind::InvalidContent => "invalid-content\0",
        ErrorKind::InvalidSession => "invalid-session\0",
        ErrorKind::Io => "io\0",
        ErrorKind::InvalidMemo => "invalid-memo\0",
        ErrorKind::Tampered => "tampered\0",
        ErrorKind::Untrusted => "untrusted\0",
        _ => "internal\0",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_engine() {
        for kind in ErrorKind::ALL {
            assert_eq!(name(kind.number()).trim_end_matches('\0'), kind.as_str());
        }
    }
}
