//! Puts the starter knowledge base into the program, so that a chat needs no file.
//!
//! Writes `starter.rs`: a table of paths and texts. Where the folder is not there, as in a
//! published crate, the table is empty and the program says that it has none.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let folder = manifest.join("../knowledge-base");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    if folder.is_dir() {
        collect(&folder, "", &mut files)?;
    }
    files.sort();
    let mut table = String::from("const FILES: &[(&str, &str)] = &[\n");
    for (path, file) in &files {
        let text = fs::read_to_string(file)?;
        writeln!(table, "    ({path:?}, {text:?}),").expect("a string grows");
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("starter.rs"), table)
}

/// The YAML files of a folder. Dialogues are tests, which a conversation does not need.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    // A file that comes or goes changes its folder; one that changes is told by itself.
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if path != "dialogues" && !path.starts_with('.') {
                collect(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if path.ends_with(".yaml") {
            println!("cargo::rerun-if-changed={}", entry.path().display());
            files.push((path, entry.path()));
        }
    }
    Ok(())
}
