//! `relais check --fix`: making the changes that problems come with.

use std::collections::{BTreeMap, BTreeSet};

use relais::knowledge::Reader;
use relais::{Date, Diagnostic, Fix, Severity};

use crate::exit::Failure;
use crate::source::Files;

/// Mends what can be mended, and writes the files. Returns what was mended.
///
/// A change that brings an error which was not there is taken back. The files are written once, when all is
/// done.
pub(crate) fn mend(files: &mut Files, today: Date) -> Result<Vec<Diagnostic>, Failure> {
    let before = files.clone();
    let mut reader = Reader::new();
    let (_, problems) = files.review(&mut reader, today);
    let mut mending =
        Mending { files, reader, today, problems, refused: BTreeSet::new(), mended: Vec::new() };
    while mending.round() {}
    let mended = mending.mended;
    files.write_changed(&before)?;
    Ok(mended)
}

struct Mending<'f> {
    files: &'f mut Files,
    reader: Reader,
    today: Date,
    /// Those of the files as they are now.
    problems: Vec<Diagnostic>,
    /// The problems whose changes were taken back.
    refused: BTreeSet<Told>,
    mended: Vec<Diagnostic>,
}

/// What a problem says and where, apart from its line, which moves.
type Told = (&'static str, String, String);

impl Mending<'_> {
    /// Makes one change in each file that has some: after it, what else can be mended there is told
    /// anew, for a list that two changes shorten may be too short then. Returns whether there was one.
    fn round(&mut self) -> bool {
        let mut first: BTreeMap<&str, &Diagnostic> = BTreeMap::new();
        let open = self.problems.iter().filter(|problem| !self.refused.contains(&told(problem)));
        for problem in open {
            if let Some(Fix { file, .. }) = &problem.fix {
                first.entry(file).or_insert(problem);
            }
        }
        let changes: Vec<Diagnostic> = first.into_values().cloned().collect();
        if !self.make(&changes) {
            // One of them is to blame: each by itself.
            for change in changes.chunks(1) {
                if !self.make(change) {
                    self.refused.insert(told(&change[0]));
                }
            }
        }
        !changes.is_empty()
    }

    /// Makes changes of different files, and keeps them where no new error comes of it.
    fn make(&mut self, changes: &[Diagnostic]) -> bool {
        let before = self.files.clone();
        for Fix { file, range, by, .. } in changes.iter().filter_map(|change| change.fix.as_ref()) {
            if let Some(text) = self.files.text_mut(file) {
                text.replace_range(range.clone(), by);
            }
        }
        let (_, problems) = self.files.review(&mut self.reader, self.today);
        let errors = |problems: &[Diagnostic]| -> BTreeSet<Told> {
            problems.iter().filter(|one| one.severity == Severity::Error).map(told).collect()
        };
        if !errors(&problems).is_subset(&errors(&self.problems)) {
            *self.files = before;
            return false;
        }
        self.problems = problems;
        self.mended.extend_from_slice(changes);
        true
    }
}

fn told(problem: &Diagnostic) -> Told {
    let file = problem.span.as_ref().map(|span| span.file.clone()).unwrap_or_default();
    (problem.code, file, problem.message.clone())
}
