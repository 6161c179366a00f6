//! `relais watch`: what a change does, as soon as it is saved.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;
use relais::eval::{self, Failure as Failed};
use relais::knowledge::{Dialogue, Expectation, FileKind};
use relais::{Engine, Id, KnowledgeBase};

use crate::args::Watch;
use crate::draw::styles::{DIM, ERROR, GOOD, NAME, STRONG};
use crate::draw::{diagnostics, report};
use crate::exit::{Failure, Outcome};
use crate::rebuild::{Rebuild, Version};
use crate::source::{self, Files};

pub(crate) fn run(args: &Watch) -> Outcome {
    let folder = source::folder(args.folder.as_deref())?;
    let cannot = |error: notify_debouncer_mini::notify::Error| Failure::io(folder.display(), error);
    // Before the files are read, so that nothing is saved unseen between the two.
    let (sender, saved) = mpsc::channel();
    let mut debouncer = new_debouncer(SETTLED, sender).map_err(cannot)?;
    debouncer.watcher().watch(&folder, RecursiveMode::Recursive).map_err(cannot)?;
    let mut watched = Watched::default();
    watched.look(&folder)?;
    while saved.recv().is_ok() {
        // What came in meanwhile is looked at together.
        while saved.try_recv().is_ok() {}
        watched.look(&folder)?;
    }
    Err(Failure::io(folder.display(), "nobody tells any more when a file is saved"))
}

/// What is known of a knowledge base that is being written.
#[derive(Default)]
struct Watched {
    rebuild: Rebuild,
    files: Option<Files>,
    /// The files that changed since a version was last without errors.
    changed: BTreeSet<String>,
    /// The dialogues that failed when they were last played, by their files and names.
    failing: BTreeSet<(String, String)>,
}

impl Watched {
    /// Reads the folder, and tells what came of it where something has changed.
    fn look(&mut self, folder: &Path) -> Result<(), Failure> {
        let start = Instant::now();
        let files = match &self.files {
            Some(before) => Files::read_again(folder, before),
            None => Files::read(folder),
        };
        let is_first = self.files.is_none();
        if let Some(before) = &self.files {
            let changed = files.changed_since(before);
            if changed.is_empty() {
                return Ok(());
            }
            let mut out = anstream::stdout().lock();
            for file in &changed {
                writeln!(out, "{STRONG}saved{STRONG:#}  {NAME}{}{NAME:#}", files.path(file))?;
            }
            self.changed.extend(changed);
        }
        let Version { problems, built } = self.rebuild.version(&files)?;
        diagnostics::print(&problems, &files, None);
        if let Some((base, engine)) = built {
            self.play(&base, &engine, &files, is_first, start)?;
            self.changed.clear();
        } else {
            let mut out = anstream::stdout().lock();
            writeln!(out, "{ERROR}not built{ERROR:#}  {DIM}{}{DIM:#}\n", seconds(start))?;
        }
        if is_first {
            let shown = folder.display();
            anstream::println!("{DIM}watching {shown}; Ctrl-C ends{DIM:#}");
        }
        self.files = Some(files);
        Ok(())
    }

    /// Plays the dialogues that the change touches and tells how they went, and then the others.
    fn play(
        &mut self,
        base: &KnowledgeBase,
        engine: &Engine,
        files: &Files,
        is_first: bool,
        start: Instant,
    ) -> Result<(), Failure> {
        let touch = Touch::of(&self.changed);
        let (touched, others): (Vec<&Dialogue>, Vec<&Dialogue>) = base
            .dialogues()
            .iter()
            .partition(|dialogue| self.failing.contains(&key(dialogue)) || touch.touches(dialogue));
        self.failing.retain(|failing| base.dialogues().iter().any(|d| key(d) == *failing));
        if !is_first {
            self.tell(&touched, engine, files, "touched", start)?;
        }
        if is_first || !touch.only_dialogues {
            self.tell(&others, engine, files, if is_first { "" } else { "other" }, start)?;
        }
        anstream::println!();
        Ok(())
    }

    fn tell(
        &mut self,
        dialogues: &[&Dialogue],
        engine: &Engine,
        files: &Files,
        which: &str,
        start: Instant,
    ) -> Result<(), Failure> {
        let played = eval::play(dialogues, engine);
        let mut out = anstream::stdout().lock();
        let mut failed = 0;
        for (dialogue, failures) in dialogues.iter().zip(&played) {
            if failures.is_empty() {
                if self.failing.remove(&key(dialogue)) {
                    writeln!(out, "{GOOD}passes{GOOD:#} {}", dialogue.name)?;
                }
                continue;
            }
            failed += 1;
            self.failing.insert(key(dialogue));
            for failure in failures {
                report::failure(&mut out, failure as &Failed, files)?;
            }
        }
        let count = dialogues.len();
        let which = if which.is_empty() { String::new() } else { format!("{which} ") };
        let dialogues = if count == 1 { "dialogue" } else { "dialogues" };
        let how = match failed {
            0 => format!("{GOOD}pass{GOOD:#}"),
            _ => format!("{ERROR}{failed} failed{ERROR:#}"),
        };
        writeln!(out, "{count} {which}{dialogues}: {how}  {DIM}{}{DIM:#}", seconds(start))?;
        Ok(())
    }
}

/// What a change is about.
struct Touch {
    /// The files of dialogues.
    files: BTreeSet<String>,
    /// The articles, rules, and forms after `forms/`, that changed.
    subjects: BTreeSet<String>,
    /// Whether something changed that every reply depends on.
    everything: bool,
    only_dialogues: bool,
}

impl Touch {
    fn of(changed: &BTreeSet<String>) -> Touch {
        let mut touch = Touch {
            files: BTreeSet::new(),
            subjects: BTreeSet::new(),
            everything: false,
            only_dialogues: true,
        };
        for file in changed {
            let Some(kind) = FileKind::of(file) else { continue };
            touch.only_dialogues &= kind == FileKind::Dialogues;
            let name = kind.name_of(file).unwrap_or_default();
            match kind {
                FileKind::Dialogues => {
                    touch.files.insert(file.clone());
                }
                FileKind::Article | FileKind::Rule => {
                    touch.subjects.insert(name.to_owned());
                }
                FileKind::Form => {
                    touch.subjects.insert(format!("forms/{name}"));
                }
                _ => touch.everything = true,
            }
        }
        touch
    }

    /// Whether a dialogue is in a file that changed, or expects something that did, or is written for it.
    fn touches(&self, dialogue: &Dialogue) -> bool {
        let file = dialogue.span.file.as_str();
        let about = FileKind::Dialogues.name_of(file).unwrap_or(file);
        let is_about = |id: &Id| self.subjects.contains(id.as_str());
        self.everything
            || self.files.contains(file)
            || self.subjects.contains(about)
            || dialogue.turns.iter().any(|turn| match &turn.expected {
                Expectation::Answer(id) | Expectation::Offers(id) | Expectation::Offer(id) => {
                    is_about(id)
                }
                Expectation::Clarify(ids) => ids.iter().any(is_about),
                _ => false,
            })
    }
}

fn key(dialogue: &Dialogue) -> (String, String) {
    (dialogue.span.file.clone(), dialogue.name.clone())
}

fn seconds(start: Instant) -> String {
    format!("{:.2} s", start.elapsed().as_secs_f64())
}

/// Editors write a file in several steps; this long after the last one it is looked at.
const SETTLED: Duration = Duration::from_millis(50);
