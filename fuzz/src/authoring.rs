use relais::{Date, Diagnostic, KnowledgeBase};

use crate::base::FILES;

/// The first byte names a file of the base, which has the rest as its text: there are problems or there are
/// none, each at a place that exists, and a fix changes whole characters.
pub(crate) fn holds(bytes: &[u8]) {
    let Some((which, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let (file, _) = FILES[usize::from(*which) % FILES.len()];
    let files = || {
        let all = FILES.iter().map(|(path, known)| ((*path).to_owned(), (*known).to_owned()));
        all.map(|(path, known)| if path == file { (path, text.to_owned()) } else { (path, known) })
    };
    let today: Date = "2026-11-23".parse().expect("a day");
    let problems = match KnowledgeBase::review(files(), today) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    for problem in &problems {
        is_at_a_place(problem, file, text);
        let Some(fix) = problem.fix.as_ref().filter(|fix| fix.file == file) else { continue };
        let mut mended = text.to_owned();
        // Panics within a character.
        mended.replace_range(fix.range.clone(), &fix.by);
    }
}

fn is_at_a_place(problem: &Diagnostic, file: &str, text: &str) {
    assert!(!problem.message.is_empty(), "{problem:?}");
    let Some(span) = problem.span.as_ref().filter(|span| span.file == file) else { return };
    // One line and column behind the last is where something is missing.
    let lines = text.split('\n').count() + 1;
    assert!((1..=lines).contains(&span.line) && span.column >= 1, "{problem:?} of {lines} lines");
}
