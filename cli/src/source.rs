//! Where a knowledge base comes from: a bundle, a folder, or the one that comes with the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use relais::knowledge::{Opening, Reader};
use relais::{
    Availability, Bundle, CallbackSlot, Date, Diagnostic, Engine, Facts, Id, KnowledgeBase, Memo,
    QueueState, Timestamp,
};

use crate::cache;
use crate::draw::{diagnostics, wait};
use crate::exit::{Failure, PROBLEMS};
use crate::files;

/// The text of a knowledge base, by the paths of its files.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// Where they are; the starter knowledge base is in the program.
    folder: Option<PathBuf>,
    texts: Vec<(String, String)>,
    unread: Vec<Diagnostic>,
}

/// Opens what the argument names; without one the knowledge base at hand, or else the starter one.
/// With the engine come the files that it was built from; a bundle has none.
///
/// Building takes seconds and a conversation should start at once, so what was built is kept.
pub(crate) fn engine(source: Option<&Path>) -> Result<(Engine, Option<Files>), Failure> {
    let files = match source.map(Path::to_path_buf).or_else(at_hand) {
        Some(path) if is_bundle(&path) => return Ok((Engine::new(open(&path)?), None)),
        Some(path) => Files::read(&folder(Some(&path))?),
        None => Files::starter().ok_or_else(none_at_hand)?,
    };
    let key = cache::key(&files.texts);
    if let Some(bundle) = cache::load(&key) {
        return Ok((Engine::new(bundle), Some(files)));
    }
    let bytes = compile(&files.load()?)?;
    cache::store(&key, &bytes);
    Ok((Engine::new(opened(bytes)?), Some(files)))
}

/// The folder that the argument names; without one, that of the knowledge base at hand.
pub(crate) fn folder(argument: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = argument.map(Path::to_path_buf).or_else(at_hand).ok_or_else(none_at_hand)?;
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(Failure::Io(format!("`{}` is not a folder", folder.display()))),
    }
}

/// The day that it is in Greenwich.
pub(crate) fn today() -> Date {
    Timestamp::from(SystemTime::now()).date()
}

/// Compiles a knowledge base, telling those who wait.
pub(crate) fn compile(base: &KnowledgeBase) -> Result<Vec<u8>, Failure> {
    waited_for(|| base.to_bytes())
}

/// Compiles a knowledge base and opens what comes of it.
pub(crate) fn built(base: &KnowledgeBase) -> Result<Bundle, Failure> {
    opened(compile(base)?)
}

/// Opens what was just compiled.
pub(crate) fn opened(bytes: Vec<u8>) -> Result<Bundle, Failure> {
    Bundle::from_bytes(bytes).map_err(cannot_build)
}

/// Compiles a knowledge base for download.
pub(crate) fn compile_compact(base: &KnowledgeBase) -> Result<Vec<u8>, Failure> {
    waited_for(|| base.to_compact_bytes())
}

/// Compiles a knowledge base that is searched elsewhere.
pub(crate) fn compile_without_index(base: &KnowledgeBase) -> Result<Vec<u8>, Failure> {
    waited_for(|| base.to_bytes_without_index())
}

/// Builds something, telling those who wait.
pub(crate) fn waited_for(
    build: impl FnOnce() -> Result<Vec<u8>, relais::Error>,
) -> Result<Vec<u8>, Failure> {
    let waiting = wait::spinner("Building the knowledge base");
    let built = build();
    waiting.finish_and_clear();
    built.map_err(cannot_build)
}

/// Reads facts from a YAML or JSON file.
pub(crate) fn facts(file: Option<&Path>) -> Result<Facts, Failure> {
    let Some(file) = file else { return Ok(Facts::new()) };
    Facts::from_json(&json_of(file)?).map_err(|error| Failure::io(file.display(), error))
}

/// Reads what earlier contacts left; nothing where the file is not there yet.
pub(crate) fn memo(file: Option<&Path>) -> Result<Memo, Failure> {
    let Some(file) = file.filter(|file| file.exists()) else { return Ok(Memo::new()) };
    let json = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    Memo::from_json(&json).map_err(|error| Failure::io(file.display(), error))
}

/// Who is there: as `open`, `closed` or a YAML or JSON file says.
pub(crate) fn availability(
    said: &Path,
    bundle: &Bundle,
    now: Timestamp,
) -> Result<Availability, Failure> {
    match said.to_str() {
        Some("open") => Ok(everybody_is_there(bundle)),
        Some("closed") => Ok(nobody_is_there(bundle, now)),
        _ => Availability::from_json(&json_of(said)?)
            .map_err(|error| Failure::io(said.display(), error)),
    }
}

/// Every queue is open, with a short wait.
fn everybody_is_there(bundle: &Bundle) -> Availability {
    let open = QueueState { open: true, seats: Some(1), wait_seconds: Some(120) };
    let mut availability = Availability::default();
    for queue in bundle.queues(bundle.locales()[0]) {
        availability.queues.insert(queue.id.clone(), open.clone());
    }
    availability
}

/// Every queue is closed until it opens next, tomorrow at the soonest: its first half hours then are
/// free for callbacks, and a message can be left.
fn nobody_is_there(bundle: &Bundle, now: Timestamp) -> Availability {
    let mut availability = Availability { message: true, ..Availability::default() };
    let next = |time: i64| (time / HALF_HOUR + 1) * HALF_HOUR;
    for queue in bundle.queues(bundle.locales()[0]) {
        let start = match bundle.opening(&queue.id, now) {
            Opening::At { time, .. } => time.0 - 1,
            _ => now.0 + NIGHT,
        };
        let times = std::iter::successors(Some(next(start)), |time| Some(time + HALF_HOUR));
        let is_open = |time: &i64| bundle.opening(&queue.id, Timestamp(*time)) == Opening::Now;
        for from in times.take(TWO_WEEKS_OF_HALF_HOURS).filter(is_open).take(FREE_SLOTS) {
            let Some(id) = Id::parse(&format!("{}-{from}", queue.id)) else { continue };
            availability.callbacks.push(CallbackSlot {
                id,
                queue: Some(queue.id.clone()),
                from: Timestamp(from),
                until: Timestamp(from + HALF_HOUR),
            });
        }
    }
    availability.callbacks.sort_by_key(|slot| slot.from);
    availability
}

/// Seconds.
const HALF_HOUR: i64 = 30 * 60;
const NIGHT: i64 = 12 * 60 * 60;
const TWO_WEEKS_OF_HALF_HOURS: usize = 14 * 48;
const FREE_SLOTS: usize = 3;

/// The content of a YAML file as JSON, which is YAML too.
fn json_of(file: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    let read: serde_json::Value =
        serde_yaml::from_str(&text).map_err(|error| Failure::io(file.display(), error))?;
    Ok(read.to_string())
}

impl Files {
    /// The files of a folder.
    pub(crate) fn read(folder: &Path) -> Files {
        let (texts, unread) = KnowledgeBase::read_files(folder);
        Files { folder: Some(folder.to_path_buf()), texts, unread }
    }

    /// The files of a folder that has changed. Many programs empty a file before they write it, so one that
    /// had something in it and has nothing now is read once more, a few times.
    pub(crate) fn read_again(folder: &Path, before: &Files) -> Files {
        let mut files = Files::read(folder);
        let had_text = |path: &str| before.text(path).is_some_and(|text| !text.is_empty());
        let was_emptied = |files: &Files| {
            files.texts.iter().any(|(path, text)| text.is_empty() && had_text(path))
        };
        for _ in 0..LOOKS {
            if !was_emptied(&files) {
                break;
            }
            thread::sleep(LOOKS_AGAIN_AFTER);
            files = Files::read(folder);
        }
        files
    }

    /// Files that are no knowledge base, by their paths.
    pub(crate) fn of_texts(texts: Vec<(String, String)>) -> Files {
        Files { folder: None, texts, unread: Vec::new() }
    }

    /// The knowledge base that comes with the program.
    fn starter() -> Option<Files> {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        let texts = FILES.iter().map(owned).collect();
        (!FILES.is_empty()).then_some(Files { folder: None, texts, unread: Vec::new() })
    }

    /// Reads and checks them all; the warnings are for `relais check`.
    pub(crate) fn load(&self) -> Result<KnowledgeBase, Failure> {
        let (base, problems) = self.check();
        base.ok_or_else(|| {
            diagnostics::print(&problems, self, None);
            Failure::Told(PROBLEMS)
        })
    }

    /// The knowledge base where there is no error in it, and every problem.
    pub(crate) fn check(&self) -> (Option<KnowledgeBase>, Vec<Diagnostic>) {
        self.with_unread(KnowledgeBase::from_files(self.texts.iter().cloned()))
    }

    /// The same, with everything that is worth a look on this day; only files that the reader does not know
    /// are read.
    pub(crate) fn review(
        &self,
        reader: &mut Reader,
        today: Date,
    ) -> (Option<KnowledgeBase>, Vec<Diagnostic>) {
        self.with_unread(reader.review(self.texts(), today))
    }

    /// What came of reading the files, with those that could not be read.
    pub(crate) fn with_unread(
        &self,
        read: Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>>,
    ) -> (Option<KnowledgeBase>, Vec<Diagnostic>) {
        let (base, found) = match read {
            Ok((base, warnings)) => (Some(base), warnings),
            Err(problems) => (None, problems),
        };
        let problems = self.unread.iter().cloned().chain(found).collect();
        (base.filter(|_| self.unread.is_empty()), problems)
    }

    /// Writes the files whose text is another one than before.
    pub(crate) fn write_changed(&self, before: &Files) -> Result<(), Failure> {
        let Some(folder) = &self.folder else { return Ok(()) };
        for file in self.changed_since(before) {
            let (path, text) = (folder.join(&file), self.text(&file).unwrap_or_default());
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent)
                .and_then(|()| files::replace(&path, text.as_bytes()))
                .map_err(|error| Failure::io(path.display(), error))?;
        }
        Ok(())
    }

    /// The text of a file, to be changed.
    pub(crate) fn text_mut(&mut self, file: &str) -> Option<&mut String> {
        self.texts.iter_mut().find(|(path, _)| path == file).map(|(_, text)| text)
    }

    /// Gives a file this text; one that is not there yet comes.
    pub(crate) fn put(&mut self, file: &str, text: String) {
        match self.text_mut(file) {
            Some(known) => *known = text,
            None => self.texts.push((file.to_owned(), text)),
        }
    }

    /// The folder that they are in; the starter knowledge base is in none.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The paths of the files that are not the same in another version, or only in one of the two.
    pub(crate) fn changed_since(&self, before: &Files) -> BTreeSet<String> {
        let now: BTreeSet<_> = self.texts.iter().collect();
        let before: BTreeSet<_> = before.texts.iter().collect();
        now.symmetric_difference(&before).map(|(path, _)| path.clone()).collect()
    }

    /// The files, for those who read them.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.texts.iter().cloned()
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: &str) -> Option<&str> {
        self.texts.iter().find(|(path, _)| path == file).map(|(_, text)| text.as_str())
    }

    /// The path of a file, as a terminal or an editor can follow it.
    pub(crate) fn path(&self, file: &str) -> String {
        match &self.folder {
            Some(folder) if folder != Path::new(".") => folder.join(file).display().to_string(),
            _ => file.to_owned(),
        }
    }
}

/// A file that is still empty after all of these is meant so.
const LOOKS: usize = 50;
const LOOKS_AGAIN_AFTER: Duration = Duration::from_millis(20);

/// Opens a bundle.
pub(crate) fn open(path: &Path) -> Result<Bundle, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path.display(), error))?;
    Bundle::from_bytes(bytes).map_err(|error| Failure::io(path.display(), error))
}

/// A file, or what is named like one and is not there.
fn is_bundle(path: &Path) -> bool {
    path.is_file() || (!path.is_dir() && path.extension().is_some_and(|end| end == "relais"))
}

/// The knowledge base of the current folder: the folder itself, or `knowledge-base` in it.
fn at_hand() -> Option<PathBuf> {
    let candidates = [".", "knowledge-base"].map(PathBuf::from);
    candidates.into_iter().find(|folder| folder.join("relais.yaml").is_file())
}

fn none_at_hand() -> Failure {
    let message =
        "there is no knowledge base in this folder; name one, or make one with `relais new`";
    Failure::Usage(message.to_owned())
}

/// Why a knowledge base without an error is no engine.
pub(crate) fn cannot_build(error: relais::Error) -> Failure {
    Failure::io("the knowledge base cannot be built", error)
}

include!(concat!(env!("OUT_DIR"), "/starter.rs"));
