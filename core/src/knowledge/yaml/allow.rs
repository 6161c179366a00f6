//! What an author allows: `# relais: allow CODE`, at the end of the line or on the line above. Above
//! everything else in a file, it holds for all of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Problems};
use crate::diagnostic::{Diagnostic, Severity, Span};

/// Takes away the warnings that their authors allow. Errors cannot be allowed.
///
/// Returns the allowances that allow nothing, as warnings: each would hide the next problem.
pub(super) fn apply(
    problems: &Problems,
    documents: &BTreeMap<String, Document>,
) -> Vec<Diagnostic> {
    let all: Vec<Allowance> = documents.values().flat_map(allowances).collect();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    problems.retain(|problem| {
        let allowing = all.iter().enumerate().filter(|(_, one)| one.allows(problem));
        let allowed = allowing.map(|(index, _)| used.insert(index)).count();
        allowed == 0
    });
    let unused = all.iter().enumerate().filter(|(index, _)| !used.contains(index));
    unused.map(|(_, one)| one.in_vain()).collect()
}

/// One code that is allowed somewhere.
struct Allowance {
    file: String,
    code: String,
    /// Where the comment is.
    line: usize,
    column: usize,
    /// The line that it is for; the whole file where there is none.
    of_line: Option<usize>,
}

impl Allowance {
    fn allows(&self, problem: &Diagnostic) -> bool {
        let Some(span) = &problem.span else { return false };
        problem.severity == Severity::Warning
            && problem.code == self.code
            && span.file == self.file
            && self.of_line.is_none_or(|line| line == span.line)
    }

    fn in_vain(&self) -> Diagnostic {
        let Allowance { file, code, line, column, .. } = self;
        Diagnostic {
            severity: Severity::Warning,
            code: "unused-allowance",
            message: format!("there is no `{code}` here to allow"),
            hint: Some("remove the comment".to_owned()),
            span: Some(Span { file: file.clone(), line: *line, column: *column }),
            fix: None,
        }
    }
}

const MARK: &str = "# relais: allow ";

fn allowances(document: &Document) -> Vec<Allowance> {
    let mut found = Vec::new();
    let mut at_head = true;
    for (line, text) in (1..).zip(document.text.lines()) {
        let is_comment = text.trim_start().starts_with('#');
        at_head &= is_comment || text.trim().is_empty() || text.trim() == "---";
        let Some(start) = text.find(MARK) else { continue };
        let own_line = is_comment && text.trim_start().starts_with(MARK);
        if !own_line && !text[..start].ends_with(' ') {
            continue;
        }
        let of_line = match (own_line, at_head) {
            (true, true) => None,
            (true, false) => Some(line + 1),
            (false, _) => Some(line),
        };
        let codes = text[start + MARK.len()..].split([',', ' ']).filter(|code| !code.is_empty());
        found.extend(codes.map(|code| Allowance {
            file: document.file.clone(),
            code: code.to_owned(),
            line,
            column: text[..start].chars().count() + 1,
            of_line,
        }));
    }
    found
}
