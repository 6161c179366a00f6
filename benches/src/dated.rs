//! The dated record of figures, `benches/record/`.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day, as `2026-11-22`.
///
/// # Errors
///
/// Where the system's `date` does not tell.
pub fn today() -> Result<String, Box<dyn Error>> {
    let date = Command::new("date").arg("+%F").output()?;
    Ok(String::from_utf8(date.stdout)?.trim().to_owned())
}

/// Adds a report to the record of a day and a subject, and returns the file; what was measured on a
/// day stays together.
///
/// # Errors
///
/// Where the file cannot be written.
pub fn add_to_record(date: &str, subject: &str, report: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("record");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{date}-{subject}.md"));
    let mut file = fs::OpenOptions::new().create(true).append(true).open(&path)?;
    if file.metadata()?.len() > 0 {
        writeln!(file)?;
    }
    file.write_all(report.as_bytes())?;
    Ok(path)
}
