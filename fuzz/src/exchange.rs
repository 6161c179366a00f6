use relais::{Diagnostic, KnowledgeBase, Severity};
use relais_exchange::{Format, Input, Options, import};

/// The first byte names a format, which the rest is in: it is refused with an error, or becomes a knowledge
/// base that can be read.
pub(crate) fn holds(bytes: &[u8]) {
    let Some((format, rest)) = bytes.split_first() else { return };
    let format = Format::ALL[usize::from(*format) % Format::ALL.len()];
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let Ok(imported) = import(&Input::from_text(NAME, text), format, &Options::default()) else {
        return;
    };
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    let told = imported.problems.iter().find(is_error).is_some();
    let read = KnowledgeBase::from_files(imported.files);
    assert!(told || read.is_ok(), "{:?}", read.err());
}

/// An input is told by its content; this name says nothing.
const NAME: &str = "input";
