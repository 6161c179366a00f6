//! What an author allows: `# relais: allow CODE`, at the end of the line or on the line above. Above
//! everything else in a file, it holds for all of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::document::{Document, Problems};
use crate::diagnostic::{Diagnostic, HELD_OUT, Severity, Span, is_code};

/// Takes away the warnings that their authors allow. Errors cannot be allowed.
///
/// Returns the allowances that allow nothing, as warnings: each would hide the next problem. What only
/// engines tell that have not seen a wording is not looked for here, so nothing is said of that.
pub(super) fn apply(
    problems: &Problems,
    documents: &BTreeMap<String, Document>,
) -> Vec<Diagnostic> {
    let of_file = |document: &Document| {
        let file = document.file.clone();
        allowances(&document.text).into_iter().map(move |one| (file.clone(), one))
    };
    let all: Vec<(String, Allowance)> = documents.values().flat_map(of_file).collect();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    problems.retain(|problem| {
        let allowing = all.iter().enumerate();
        let allowing = allowing.filter(|(_, (file, one))| one.allows(file, problem));
        let allowed = allowing.map(|(index, _)| used.insert(index)).count();
        allowed == 0
    });
    let unused = all.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let unused = unused.filter(|(_, (_, one))| !HELD_OUT.contains(&one.code.as_str()));
    unused.map(|(_, (file, one))| one.in_vain(file)).collect()
}

/// Whether the author of a file with this text allows a problem in it.
pub(crate) fn is_allowed(text: &str, problem: &Diagnostic) -> bool {
    let file = problem.span.as_ref().map_or("", |span| span.file.as_str());
    allowances(text).iter().any(|one| one.allows(file, problem))
}

/// One code that is allowed somewhere in a file.
struct Allowance {
    code: String,
    /// Where the comment is.
    line: usize,
    column: usize,
    /// The lines that it is for; the whole file where there are none.
    of_lines: Option<Range<usize>>,
}

impl Allowance {
    fn allows(&self, file: &str, problem: &Diagnostic) -> bool {
        let Some(span) = &problem.span else { return false };
        problem.severity == Severity::Warning
            && problem.code == self.code
            && span.file == file
            && self.of_lines.as_ref().is_none_or(|lines| lines.contains(&span.line))
    }

    fn in_vain(&self, file: &str) -> Diagnostic {
        let Allowance { code, line, column, .. } = self;
        Diagnostic {
            severity: Severity::Warning,
            code: "unused-allowance",
            message: format!("there is no `{code}` here to allow"),
            hint: Some("remove the comment".to_owned()),
            span: Some(Span { file: file.to_owned(), line: *line, column: *column }),
            fix: None,
        }
    }
}

const MARK: &str = "# relais: allow ";

fn allowances(text: &str) -> Vec<Allowance> {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let mut found = Vec::new();
    let mut at_head = true;
    for (index, text) in lines.iter().enumerate() {
        let is_comment = text.trim_start().starts_with('#');
        at_head &= is_comment || text.trim().is_empty() || text.trim() == "---";
        let Some(start) = text.find(MARK) else { continue };
        let own_line = is_comment && text.trim_start().starts_with(MARK);
        if !own_line && !text[..start].ends_with(char::is_whitespace) {
            continue;
        }
        let of_lines = match (own_line, at_head) {
            (true, true) => None,
            (true, false) => Some(block(&lines, index + 1)),
            (false, _) => Some(block(&lines, index)),
        };
        // A reason may follow the codes. The first word is meant as one, so one that is none is told.
        let words = text[start + MARK.len()..].split([',', ' ', ':']);
        let words = words.filter(|word| !word.is_empty());
        let codes = words.enumerate().take_while(|(number, word)| *number == 0 || is_code(word));
        found.extend(codes.map(|(_, code)| Allowance {
            code: code.to_owned(),
            line: index + 1,
            column: text[..start].chars().count() + 1,
            of_lines: of_lines.clone(),
        }));
    }
    found
}

/// The lines, from 1, of what starts on the line of this index: where it opens a block of text (`|`, `>`),
/// in which no comment can be written, those of the block too.
fn block(lines: &[&str], index: usize) -> Range<usize> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let line = lines.get(index).copied().unwrap_or_default();
    let before_comment = line.split(" #").next().unwrap_or(line).trim_end();
    let sign =
        before_comment.trim_end_matches(|sign: char| "-+".contains(sign) || sign.is_ascii_digit());
    let is_block = sign.ends_with(" |") || sign.ends_with(" >");
    let inner = lines.iter().skip(index + 1);
    let inner = inner
        .take_while(|inner| is_block && (inner.trim().is_empty() || indent(inner) > indent(line)));
    index + 1..index + 2 + inner.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(text: &str) -> Vec<(String, Option<Range<usize>>)> {
        allowances(text).into_iter().map(|one| (one.code, one.of_lines)).collect()
    }

    #[test]
    fn a_comment_allows_on_its_line_below_it_or_in_the_file() {
        let of = |lines| vec![("expired".to_owned(), lines)];
        for (text, lines) in [
            ("# relais: allow expired\na: b", None),
            ("\u{feff}# A file.\n# relais: allow expired\na: b", None),
            ("a: b # relais: allow expired", Some(1..2)),
            ("a: b\t# relais: allow expired", Some(1..2)),
            ("a: b\n# relais: allow expired\nc: d\ne: f", Some(3..4)),
            ("a: b\n# relais: allow expired\nc: |\n  d\n\n  e\nf: g", Some(3..7)),
            ("a:\n  c: >- # relais: allow expired\n    d\n  e: f", Some(2..4)),
            ("a: b\n# relais: allow expired, says the shop\nc: d", Some(3..4)),
        ] {
            assert_eq!(allowed(text), of(lines), "{text}");
        }
        assert_eq!(allowed("a: b# relais: allow expired"), []);
    }

    #[test]
    fn several_codes_may_be_allowed_and_a_misspelt_one_is_told() {
        let codes = |text: &str| -> Vec<String> {
            allowed(text).into_iter().map(|(code, _)| code).collect()
        };
        let several = codes("# relais: allow expired, hard-to-read because it is law");
        assert_eq!(several, ["expired", "hard-to-read"]);
        assert_eq!(codes("# relais: allow expird"), ["expird"]);
    }
}
