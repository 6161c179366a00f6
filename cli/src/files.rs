//! Writing files.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file so that it is there entirely or, where something fails, is what it was before.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = OsString::from(path);
    name.push(format!(".{}.part", std::process::id()));
    let part = Path::new(&name);
    let written = fs::File::create(part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(part, path));
    if written.is_err() {
        // The error that matters is the one that is returned.
        let _ = fs::remove_file(part);
    }
    written
}
