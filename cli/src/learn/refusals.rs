//! What an author never wants suggested again.

use std::fs;
use std::path::{Path, PathBuf};

use relais::Locale;
use relais::suggest::Suggestion;

use crate::exit::Failure;
use crate::files;

/// Questions that were refused for good. They are kept beside the files of the knowledge base, one on a line
/// after its language, so that a team shares them and takes one back by removing its line.
pub(crate) struct Refusals {
    file: PathBuf,
    lines: Vec<String>,
}

impl Refusals {
    /// Those of a knowledge base.
    pub(crate) fn of(folder: &Path) -> Result<Refusals, Failure> {
        let file = folder.join(NAME);
        if !file.exists() {
            return Ok(Refusals { file, lines: Vec::new() });
        }
        let text = fs::read_to_string(&file).map_err(|error| Failure::io(file.display(), error))?;
        let lines =
            text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        Ok(Refusals { file, lines })
    }

    /// The questions. A line that is none is left alone.
    pub(crate) fn questions(&self) -> Vec<(Locale, String)> {
        let question = |line: &String| {
            let (locale, text) = line.split_once(": ")?;
            Some((locale.trim().parse().ok()?, text.trim().to_owned()))
        };
        self.lines.iter().filter_map(question).collect()
    }

    /// Refuses all questions of a group, at once: what was said is not lost where the program ends.
    pub(crate) fn add(&mut self, suggestion: &Suggestion) -> Result<(), Failure> {
        let locale = suggestion.locale;
        let new = suggestion.questions.iter().map(|one| format!("{locale}: {}", one.text));
        self.lines.extend(new);
        let text = self.lines.join("\n") + "\n";
        files::replace(&self.file, text.as_bytes())
            .map_err(|error| Failure::io(self.file.display(), error))
    }
}

/// In the folder of the knowledge base; it is no YAML, so nothing else reads it.
const NAME: &str = "not-suggested.txt";
