//! `relais build`: a knowledge base as one file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use relais::signature::SigningKey;
use relais::{Bundle, KnowledgeBase, Locale};

use crate::args::Build;
use crate::draw::styles::{DIM, GOOD, NAME};
use crate::exit::{Failure, Outcome};
use crate::files;
use crate::source::{self, Files};

pub(crate) fn run(args: &Build) -> Outcome {
    let folder = source::folder(args.folder.as_deref())?;
    // Before the work that it is for.
    let key = args.sign.as_deref().map(signing_key).transpose()?;
    let base = restricted(Files::read(&folder).load()?, &args.locales)?;
    let compile = match (args.compact, args.without_index) {
        (true, _) => source::compile_compact,
        (_, true) => source::compile_without_index,
        _ => source::compile,
    };
    let mut bytes = compile(&base)?;
    if let Some(key) = &key {
        bytes = Bundle::sign(&bytes, key).map_err(source::cannot_build)?;
    }
    let file = args.output.clone().unwrap_or_else(|| named_after(&folder));
    files::replace(&file, &bytes).map_err(|error| Failure::io(file.display(), error))?;
    let size = bytes.len();
    let bundle = Bundle::from_bytes(bytes).map_err(|error| Failure::io(file.display(), error))?;
    let mut out = anstream::stdout().lock();
    for (name, bytes) in bundle.sizes() {
        writeln!(out, "{DIM}{:>12}  {name}{DIM:#}", grouped(*bytes))?;
    }
    let counts: Vec<String> = bundle
        .locales()
        .iter()
        .map(|locale| format!("{} articles in {locale}", bundle.articles(*locale)))
        .collect();
    let (size, path) = (grouped(size), file.display());
    writeln!(
        out,
        "{GOOD}{size:>12}{GOOD:#}  bytes in {NAME}{path}{NAME:#}: {}",
        counts.join(", ")
    )?;
    if let Some(key) = key {
        writeln!(out, "{:>12}  with {}", "signed", key.public_key())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A private key of a file.
fn signing_key(file: &Path) -> Result<SigningKey, Failure> {
    let pem = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    SigningKey::from_pem(&pem).map_err(|error| Failure::io(file.display(), error))
}

/// The knowledge base in the languages that were asked for.
fn restricted(base: KnowledgeBase, locales: &[Locale]) -> Result<KnowledgeBase, Failure> {
    if let Some(unknown) = locales.iter().find(|locale| !base.locales().contains(locale)) {
        let known: Vec<&str> = base.locales().iter().map(Locale::as_str).collect();
        let known = known.join(", ");
        return Err(Failure::Usage(format!("the knowledge base has {known}, and not {unknown}")));
    }
    Ok(if locales.is_empty() { base } else { base.restricted_to(locales) })
}

/// `knowledge-base.relais` beside the current folder's work, for the folder `knowledge-base`.
fn named_after(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let mut name = whole.file_name().unwrap_or("knowledge-base".as_ref()).to_owned();
    name.push(".relais");
    PathBuf::from(name)
}

/// A number with a comma at each thousand.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
