//! Finding the files of a knowledge base in a folder.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Severity};
use crate::knowledge::KnowledgeBase;

impl KnowledgeBase {
    /// Reads a knowledge base from a folder: the files of [`KnowledgeBase::read_files`].
    ///
    /// # Errors
    ///
    /// Every problem, warnings included, where one of them is an error; a file that cannot be read
    /// is one.
    pub fn load(
        folder: impl AsRef<Path>,
    ) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (files, mut unread) = KnowledgeBase::read_files(folder);
        match KnowledgeBase::from_files(files) {
            Ok(loaded) if unread.is_empty() => Ok(loaded),
            Ok((_, problems)) | Err(problems) => {
                unread.extend(problems);
                Err(unread)
            }
        }
    }

    /// Reads the text of the files in a folder, by their paths relative to it, without looking into
    /// them: every `.yaml` file at any depth, except below folders whose name starts with a dot.
    ///
    /// Returns a problem for each file that cannot be read.
    pub fn read_files(folder: impl AsRef<Path>) -> (Vec<(String, String)>, Vec<Diagnostic>) {
        let mut files = Vec::new();
        let mut unread = Vec::new();
        collect(folder.as_ref(), String::new(), &mut files, &mut unread);
        files.sort();
        (files, unread)
    }
}

fn collect(
    folder: &Path,
    prefix: String,
    files: &mut Vec<(String, String)>,
    unread: &mut Vec<Diagnostic>,
) {
    let mut told = |path: &str, error: &dyn std::fmt::Display| {
        unread.push(Diagnostic {
            severity: Severity::Error,
            code: "unreadable-file",
            message: format!("`{path}` cannot be read: {error}"),
            hint: None,
            span: None,
            fix: None,
        });
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return told(&folder.display().to_string(), &error),
    };
    let mut folders = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                told(&folder.display().to_string(), &error);
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if name.starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            folders.push((entry.path(), format!("{path}/")));
        } else if name.ends_with(".yaml") || name.ends_with(".yml") {
            match fs::read_to_string(entry.path()) {
                Ok(text) => files.push((path, text)),
                Err(error) => told(&path, &error),
            }
        }
    }
    for (folder, prefix) in folders {
        collect(&folder, prefix, files, unread);
    }
}
