use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::error::Error;

/// What another tool has written: a file, or a folder of files.
#[derive(Clone, Debug)]
pub struct Input {
    /// As it was named.
    name: String,
    folder: bool,
    files: Vec<Source>,
}

/// A file of an [`Input`].
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// As it is told in problems: with the folder, where there is one.
    pub(crate) path: Arc<str>,
    pub(crate) text: String,
}

impl Input {
    /// Reads a file, or the JSON and YAML files of a folder at any depth.
    ///
    /// # Errors
    ///
    /// Where something cannot be read, is not text, or is larger than 128 MB.
    pub fn read(path: impl AsRef<Path>) -> Result<Input, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let folder = path.is_dir();
        let mut files = Vec::new();
        if folder {
            let mut left = MOST_BYTES;
            collect(path, 0, &mut left, &mut files)?;
            files.sort_by(|a, b| a.path.cmp(&b.path));
        } else {
            files.push(source(path, &mut { MOST_BYTES })?);
        }
        Ok(Input { name, folder, files })
    }

    /// A file in memory, by its name.
    pub fn from_text(name: &str, text: impl Into<String>) -> Input {
        let source = Source { path: name.into(), text: text.into() };
        Input { name: name.to_owned(), folder: false, files: vec![source] }
    }

    /// A folder in memory: the text of its files, by their paths.
    pub fn from_files(name: &str, files: impl IntoIterator<Item = (String, String)>) -> Input {
        let source = |(path, text): (String, String)| Source { path: path.into(), text };
        let mut files: Vec<Source> = files.into_iter().map(source).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Input { name: name.to_owned(), folder: true, files }
    }

    /// The name of the file or folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn is_folder(&self) -> bool {
        self.folder
    }

    pub(crate) fn files(&self) -> &[Source] {
        &self.files
    }

    /// The one file, for the formats that are one.
    pub(crate) fn file(&self) -> Result<&Source, Error> {
        match self.files.as_slice() {
            [file] if !self.folder => Ok(file),
            _ => Err(Error::of(&self.name, "this is a folder, and the format is one file")
                .hint("name the file, or another format with --from")),
        }
    }
}

fn collect(
    folder: &Path,
    depth: usize,
    left: &mut u64,
    files: &mut Vec<Source>,
) -> Result<(), Error> {
    let failed = |error| Error::of(folder.display().to_string(), format!("{error}"));
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link could lead in a circle, so folders are those that are here.
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        if name.starts_with('.') || OF_TOOLS.contains(&name.as_str()) {
            continue;
        }
        if is_folder && depth < DEEPEST {
            folders.push(entry.path());
        } else if [".json", ".yml", ".yaml"].iter().any(|ending| name.ends_with(ending)) {
            files.push(source(&entry.path(), left)?);
        }
    }
    folders.sort();
    folders.into_iter().try_for_each(|folder| collect(&folder, depth + 1, left, files))
}

fn source(path: &Path, left: &mut u64) -> Result<Source, Error> {
    let name = path.display().to_string();
    let failed = |error: std::io::Error| Error::of(&name, error.to_string());
    let size = fs::metadata(path).map_err(failed)?.len();
    *left = left.checked_sub(size).ok_or_else(|| {
        Error::of(&name, format!("it is too large: {} MB are read at most", MOST_BYTES >> 20))
            .hint("export a part at a time")
    })?;
    let text = text(&name, fs::read(path).map_err(failed)?)?;
    Ok(Source { path: name.into(), text })
}

/// The bytes of a file as text: UTF-8, or UTF-16 with its mark, which is what spreadsheets write.
fn text(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Error::of(name, "this is an archive or an Excel file").hint(
            "unpack the archive and name the folder; save the table as CSV UTF-8 or as TSV",
        ));
    }
    let utf16 = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>()
    };
    let decoded = match bytes.as_slice() {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes).ok(),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes).ok(),
        _ => match String::from_utf8(bytes) {
            Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
            Err(error) => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
                let error = Error::of(name, "this is not UTF-8 text").at(line);
                return Err(error.hint("save it as UTF-8 (in Excel: CSV UTF-8)"));
            }
        },
    };
    let text = decoded.ok_or_else(|| {
        Error::of(name, "this is not UTF-16 text").hint("save it as UTF-8 (in Excel: CSV UTF-8)")
    })?;
    if text.trim().is_empty() {
        return Err(Error::of(name, "the file is empty").hint("export it again"));
    }
    Ok(text)
}

const MOST_BYTES: u64 = 128 << 20;

/// Deep enough for every project, and no way to run out of stack.
const DEEPEST: usize = 16;

/// Folders of tools, which hold no content.
const OF_TOOLS: [&str; 3] = ["node_modules", "models", "venv"];
