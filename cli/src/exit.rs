//! How a command ends.

use std::fmt::Display;
use std::process::ExitCode;

use crate::draw::styles;

/// The content or the tests have problems, or a bundle is not trusted; it has been told.
pub(crate) const PROBLEMS: u8 = 1;

/// Something could not be read or written.
const IO: u8 = 3;

/// The codes, for `--help`. The second one is clap's.
pub(crate) const HELP: &str = "\
Exit codes:
  0  fine
  1  problems in the content, failed tests, or no signature that is trusted
  2  the command was not understood
  3  something cannot be read or written";

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Everything about it has been printed.
    Told(u8),
    /// To be printed: why a bundle is not to be used.
    Untrusted(String),
    /// To be printed: what went wrong.
    Io(String),
    /// The arguments do not go together.
    Usage(String),
}

/// What a command returns.
pub(crate) type Outcome = Result<ExitCode, Failure>;

impl Failure {
    /// Something about this file or stream cannot be done.
    pub(crate) fn io(what: impl Display, error: impl Display) -> Failure {
        Failure::Io(format!("{what}: {error}"))
    }

    /// Prints what has not been printed, and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (message, code) = match self {
            Failure::Told(code) => return ExitCode::from(code),
            Failure::Untrusted(message) => (message, PROBLEMS),
            Failure::Io(message) => (message, IO),
            Failure::Usage(message) => (message, 2),
        };
        let error = styles::ERROR;
        anstream::eprintln!("{error}error{error:#}: {message}");
        ExitCode::from(code)
    }
}

/// A pipe that is closed early, as by `head`, ends the command without a word.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Told(0),
            _ => Failure::io("the terminal or pipe", error),
        }
    }
}
