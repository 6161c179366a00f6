//! Where a knowledge base comes from: a bundle, a folder, or the one that comes with the program.

use std::fs;
use std::path::{Path, PathBuf};

use relais::{Bundle, Diagnostic, Engine, Facts, KnowledgeBase};

use crate::draw::{diagnostics, wait};
use crate::exit::{Failure, PROBLEMS};

/// Opens what the argument names; without one, the knowledge base at hand.
pub(crate) fn engine(source: Option<&Path>) -> Result<Engine, Failure> {
    let bundle = match source {
        Some(path) if is_bundle(path) => open(path)?,
        Some(path) => build(&load(path)?)?,
        None => match at_hand() {
            Some(folder) => build(&load(&folder)?)?,
            None => return Err(none_at_hand()),
        },
    };
    Ok(Engine::new(bundle))
}

/// The folder that the argument names; without one, that of the knowledge base at hand.
pub(crate) fn folder(argument: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = argument.map(Path::to_path_buf).or_else(at_hand).ok_or_else(none_at_hand)?;
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(Failure::Io(format!("`{}` is not a folder", folder.display()))),
    }
}

/// Reads a knowledge base; where it has errors they are told, and warnings only by `relais check`.
pub(crate) fn load(folder: &Path) -> Result<KnowledgeBase, Failure> {
    let folder = self::folder(Some(folder))?;
    match KnowledgeBase::load(&folder) {
        Ok((base, _)) => Ok(base),
        Err(problems) => {
            tell(&problems, &folder);
            Err(Failure::Told(PROBLEMS))
        }
    }
}

/// Compiles a knowledge base, telling those who wait.
pub(crate) fn build(base: &KnowledgeBase) -> Result<Bundle, Failure> {
    let waiting = wait::spinner("Building the knowledge base");
    let built = base.build();
    waiting.finish_and_clear();
    built.map_err(|error| Failure::io("the knowledge base cannot be built", error))
}

/// Reads facts from a JSON file.
pub(crate) fn facts(file: Option<&Path>) -> Result<Facts, Failure> {
    let Some(file) = file else { return Ok(Facts::new()) };
    let json = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    Facts::from_json(&json).map_err(|error| Failure::io(file.display(), error))
}

/// Prints problems in the order of their files, with a count.
pub(crate) fn tell(problems: &[Diagnostic], folder: &Path) {
    diagnostics::print(problems, folder);
    anstream::eprintln!("{}", diagnostics::summary(problems));
}

fn open(path: &Path) -> Result<Bundle, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path.display(), error))?;
    Bundle::from_bytes(bytes).map_err(|error| Failure::io(path.display(), error))
}

fn is_bundle(path: &Path) -> bool {
    path.is_file() || path.extension().is_some_and(|extension| extension == "relais")
}

/// The knowledge base of the current folder: the folder itself, or `knowledge-base` in it.
fn at_hand() -> Option<PathBuf> {
    let candidates = [".", "knowledge-base"].map(PathBuf::from);
    candidates.into_iter().find(|folder| folder.join("relais.yaml").is_file())
}

fn none_at_hand() -> Failure {
    Failure::Usage("there is no knowledge base in this folder; name one, or make one with `relais new`".to_owned())
}
