//! `relais keygen`: a key pair to sign bundles with.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use relais::signature::SigningKey;

use crate::args::Keygen;
use crate::draw::styles::{DIM, NAME};
use crate::exit::{Failure, Outcome};

pub(crate) fn run(args: &Keygen) -> Outcome {
    let (private, public) = (ending(&args.name, ".key"), ending(&args.name, ".pub"));
    if let Some(there) = [&private, &public].into_iter().find(|path| path.exists()) {
        let message =
            format!("`{}` is there already, and a key is not overwritten", there.display());
        return Err(Failure::Usage(message));
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)
        .map_err(|error| Failure::io("the random numbers of the system", error))?;
    let key = SigningKey::new(secret);
    write_new(&private, &key.to_pem(), true)?;
    write_new(&public, &key.public_key().to_pem(), false)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "{NAME}{}{NAME:#}  signs; keep it secret", private.display())?;
    writeln!(out, "{NAME}{}{NAME:#}  checks: {}", public.display(), key.public_key())?;
    writeln!(
        out,
        "{DIM}relais build --sign {}, relais verify kb.relais --key {}{DIM:#}",
        private.display(),
        public.display()
    )?;
    Ok(ExitCode::SUCCESS)
}

/// `release.key` for the name `release`, and `release-2.1.key` for `release-2.1`.
fn ending(name: &Path, ending: &str) -> PathBuf {
    let mut whole = OsString::from(name);
    whole.push(ending);
    PathBuf::from(whole)
}

/// Writes a file that is not there yet; a secret one, from its first moment, for its owner alone where the system
/// has owners.
fn write_new(path: &Path, text: &str, is_secret: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if is_secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = is_secret;
    let written = options.open(path).and_then(|mut file| -> io::Result<()> {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Failure::io(path.display(), error))
}
