//! Who is asked, and how each is started.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::figures::Who;
use crate::process::{Description, describe, said_by};

/// A peer that can be started here.
pub(crate) struct Peer {
    pub(crate) who: Who,
    pub(crate) variants: Vec<String>,
    /// What starts it.
    pub(crate) command: Vec<String>,
    /// What prepares its data.
    pub(crate) prepare: Vec<String>,
}

/// In what a peer is written, and so how it is started and weighed.
#[derive(Clone, Copy)]
enum Sort {
    /// A program of this crate; what is weighed is a file in the folder of programs.
    Rust { program: &'static str, weighed: &'static str },
    /// A module of `benches/peers/js`.
    Node { module: &'static str },
    /// A module of `benches/peers/python`, in the environment of a distribution.
    Python { module: &'static str, distribution: &'static str },
}

/// Everyone, as tables name them.
const ALL: &[(&str, &str, Sort)] = &[
    ("relais", "Relais", Sort::Rust { program: "peer-relais", weighed: "librelais_ffi.so" }),
    ("relais-web", "Relais, Wasm", Sort::Node { module: "relais" }),
    ("nlpjs", "NLP.js", Sort::Node { module: "nlpjs" }),
    ("minisearch", "MiniSearch", Sort::Node { module: "minisearch" }),
    ("fuse", "Fuse.js", Sort::Node { module: "fuse" }),
    ("lunr", "Lunr", Sort::Node { module: "lunr" }),
    ("orama", "Orama", Sort::Node { module: "orama" }),
    ("chatterbot", "ChatterBot", Sort::Python { module: "chatterbot", distribution: "chatterbot" }),
    ("rivescript", "RiveScript", Sort::Python { module: "rivescript", distribution: "rivescript" }),
    ("rank-bm25", "rank-bm25", Sort::Python { module: "rank_bm25", distribution: "rank-bm25" }),
    ("tantivy", "Tantivy", Sort::Rust { program: "peer-tantivy", weighed: "peer-tantivy" }),
];

/// All that can be started here, and who cannot, with the reason.
pub(crate) fn present(only: &[String]) -> (Vec<Peer>, Vec<(String, String)>) {
    let (mut present, mut absent) = (Vec::new(), Vec::new());
    let wanted = |id: &str| only.is_empty() || only.iter().any(|one| one == id);
    for (id, name, sort) in ALL.iter().filter(|(id, ..)| wanted(id)) {
        match sort.found(id, name) {
            Ok(peer) => present.push(peer),
            Err(error) => absent.push(((*name).to_owned(), error.to_string())),
        }
    }
    (present, absent)
}

/// What the files weigh when they are compressed for a download.
pub(crate) fn weight_of_files(files: &[&Path]) -> Result<u64> {
    let files: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let mut arguments = vec!["files"];
    arguments.extend(files.iter().map(String::as_str));
    weight(&arguments)
}

impl Sort {
    fn found(self, id: &str, name: &str) -> Result<Peer> {
        let command = self.command()?;
        let Description { variants, version } = describe(&command)?;
        let prepare = match id {
            "relais-web" => vec![program("peer-relais")?],
            _ => command.clone(),
        };
        let (id, name, code_bytes) = (id.to_owned(), name.to_owned(), self.weight()?);
        Ok(Peer { who: Who { id, name, version, code_bytes }, variants, command, prepare })
    }

    fn command(self) -> Result<Vec<String>> {
        let script = |file: &str| folder().join(file).to_string_lossy().into_owned();
        Ok(match self {
            Sort::Rust { program: name, .. } => vec![program(name)?],
            Sort::Node { module } => {
                vec!["node".to_owned(), script("js/serve.mjs"), module.to_owned()]
            }
            Sort::Python { module, distribution } => {
                let python = installed(distribution).join("bin/python");
                if !python.is_file() {
                    return Err("it is not installed; scripts/peers does that".into());
                }
                let python = python.to_string_lossy().into_owned();
                vec![python, script("python/serve.py"), module.to_owned()]
            }
        })
    }

    fn weight(self) -> Result<u64> {
        match self {
            Sort::Rust { weighed, .. } => {
                let file = programs()?.join(weighed);
                let stripped = stripped(&file)?;
                let weight = weight_of_files(&[&stripped]);
                fs::remove_file(stripped)?;
                weight
            }
            Sort::Node { module } => weight(&["code", module]),
            // Wheels are compressed already.
            Sort::Python { distribution, .. } => {
                let mut bytes = 0;
                for wheel in fs::read_dir(installed(distribution).join("wheels"))? {
                    bytes += wheel?.metadata()?.len();
                }
                Ok(bytes)
            }
        }
    }
}

/// Calls `weigh.mjs`.
fn weight(arguments: &[&str]) -> Result<u64> {
    let script = folder().join("js/weigh.mjs").to_string_lossy().into_owned();
    Ok(said_by(&["node".to_owned(), script], arguments)?.trim().parse()?)
}

/// A copy of a program or library without its symbols, as packages ship it.
fn stripped(file: &Path) -> Result<PathBuf> {
    let name = file.file_name().ok_or("a file has a name")?.to_string_lossy();
    let copy = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
    let (from, to) = (file.to_string_lossy(), copy.to_string_lossy());
    said_by(&["strip".to_owned()], &["-o", &to, &from])?;
    Ok(copy)
}

/// A program of this crate, beside this one.
fn program(name: &str) -> Result<String> {
    let program = programs()?.join(name);
    if !program.is_file() {
        return Err(format!("{} is not built; scripts/peers does that", program.display()).into());
    }
    Ok(program.to_string_lossy().into_owned())
}

fn programs() -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    Ok(this.parent().ok_or("a program is in a folder")?.to_owned())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

/// Where `scripts/peers` installs a distribution of Python, with the wheels that it installed.
fn installed(distribution: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers").join(distribution)
}
