use std::path::{Path, PathBuf};
use std::{fs, io};

use relais::eval::{JsonLines, Set};
use relais::{Diagnostic, Locale};

use crate::Result;

/// The two files of a set.
pub(crate) struct Files {
    /// The name of their folder.
    pub(crate) name: String,
    /// What is learned: labelled texts or documents.
    learned: PathBuf,
    /// What is asked.
    asked: PathBuf,
    read: Read,
}

type Read = fn(Locale, JsonLines<'_>, JsonLines<'_>) -> std::result::Result<Set, Vec<Diagnostic>>;

impl Files {
    /// The sets in the folders of a folder, by name.
    pub(crate) fn below(folder: &Path) -> io::Result<Vec<Files>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            for (learned, asked, read) in FORMS {
                let (learned, asked) = (entry.path().join(learned), entry.path().join(asked));
                if learned.is_file() && asked.is_file() {
                    found.push(Files { name: name.clone(), learned, asked, read });
                }
            }
        }
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(found)
    }

    pub(crate) fn read(&self) -> Result<Set> {
        let (learned, asked) =
            (fs::read_to_string(&self.learned)?, fs::read_to_string(&self.asked)?);
        let (learned_name, asked_name) =
            (self.learned.to_string_lossy(), self.asked.to_string_lossy());
        let learned = JsonLines { file: &learned_name, text: &learned };
        let asked = JsonLines { file: &asked_name, text: &asked };
        (self.read)(self.locale(), learned, asked).map_err(|problems| {
            let problems: Vec<String> = problems.iter().map(Diagnostic::to_string).collect();
            problems.join("\n").into()
        })
    }

    /// The language that the name ends in, or English.
    fn locale(&self) -> Locale {
        if self.name.ends_with("-fr") { Locale::FR } else { Locale::EN }
    }
}

const FORMS: [(&str, &str, Read); 2] =
    [("train.jsonl", "test.jsonl", Set::labelled), ("faq.jsonl", "queries.jsonl", Set::faq)];
