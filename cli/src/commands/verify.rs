//! `relais verify`: whether a bundle is whole, and signed with a key that is trusted.

use std::fs;
use std::io::Write;
use std::process::ExitCode;

use relais::signature::TrustedKeys;
use relais::{Bundle, ErrorKind};

use crate::args::Verify;
use crate::draw::styles::{GOOD, NAME};
use crate::exit::{Failure, Outcome};

pub(crate) fn run(args: &Verify) -> Outcome {
    let trusted = trusted(args)?;
    let path = args.bundle.display();
    let bytes = fs::read(&args.bundle).map_err(|error| Failure::io(&path, error))?;
    let bundle = Bundle::verify(bytes.clone(), &trusted).map_err(|error| match error.kind() {
        // Where it is a matter of an accident, that is what to say.
        ErrorKind::Untrusted => match Bundle::from_bytes(bytes) {
            Ok(_) => Failure::Untrusted(format!("{path}: {error}")),
            Err(damaged) => Failure::io(&path, damaged),
        },
        _ => Failure::io(&path, error),
    })?;
    let signer = bundle.signer().expect("a bundle that was verified has a signer");
    let mut out = anstream::stdout().lock();
    writeln!(out, "{NAME}{path}{NAME:#} is {GOOD}whole and signed{GOOD:#} with {signer}")?;
    Ok(ExitCode::SUCCESS)
}

/// The keys of all files.
fn trusted(args: &Verify) -> Result<TrustedKeys, Failure> {
    let mut all = String::new();
    for file in &args.keys {
        let text = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
        // Each by itself, so that the one with a fault is named.
        text.parse::<TrustedKeys>().map_err(|error| Failure::io(file.display(), error))?;
        all.push_str(&text);
        all.push('\n');
    }
    all.parse().map_err(|error| Failure::io("the keys", error))
}
