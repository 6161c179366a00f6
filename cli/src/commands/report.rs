//! `relais report`: runs `relais-report`, a program of its own.
//!
//! It has a database engine in it that takes longer to build than all the rest, so it comes apart.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::args::Report;
use crate::exit::{Failure, Outcome};

pub(crate) fn run(args: &Report) -> Outcome {
    let program = beside().unwrap_or_else(|| PathBuf::from(NAME));
    let status = Command::new(&program).args(&args.arguments).status().map_err(|error| {
        match error.kind() {
            ErrorKind::NotFound => Failure::Io(format!(
                "`{NAME}` is not installed, neither beside this program nor on the PATH: run \
                 `cargo install {NAME}`, or `cargo install --path analytics` in the sources of Relais"
            )),
            _ => Failure::io(program.display(), error),
        }
    })?;
    // A signal has no code. What is printed has been printed by the other program.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The program that was installed together with this one.
fn beside() -> Option<PathBuf> {
    let program = env::current_exe().ok()?.with_file_name(format!("{NAME}{EXE_SUFFIX}"));
    program.is_file().then_some(program)
}

const NAME: &str = "relais-report";
