use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// Something that one side has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Loss {
    /// The file that has it.
    pub file: String,
    /// The line of the item, from 1, where it is known.
    pub line: Option<usize>,
    /// The item: an article, an intent, a question, by the name that it has there.
    pub item: String,
    /// What is lost, or becomes something else.
    pub what: String,
    /// Why, and what to do where something can be done.
    pub why: String,
}

impl fmt::Display for Loss {
    /// `file:line: item: what: why`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: ", self.file)?,
            None => write!(f, "{}: ", self.file)?,
        }
        if !self.item.is_empty() {
            write!(f, "{}: ", self.item)?;
        }
        write!(f, "{}: {}", self.what, self.why)
    }
}

/// Losses as a table in CSV, for a spreadsheet: file, line, item, what, why.
pub fn table(losses: &[Loss]) -> String {
    let mut rows = csv::Writer::from_writer(Vec::new());
    let header = ["file", "line", "item", "what", "why"].map(str::to_owned);
    let of_loss = |loss: &Loss| {
        let line = loss.line.map(|line| line.to_string()).unwrap_or_default();
        [&loss.file, &line, &loss.item, &loss.what, &loss.why].map(|cell| guard(cell))
    };
    for row in std::iter::once(header).chain(losses.iter().map(of_loss)) {
        rows.write_record(row).expect("memory takes every row of five");
    }
    let bytes = rows.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("what was text is text")
}

/// A cell that no spreadsheet takes for a formula: `'` stands before one that looks like it. See
/// [`unguard`], which is its inverse.
pub(crate) fn guard(cell: &str) -> String {
    if looks_like_a_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// What [`guard`] was given.
pub(crate) fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_a_formula(rest) => rest,
        _ => cell,
    }
}

/// Whether a cell starts as formulas do, apart from quotes before it. A list starts with `-` too, and
/// spreadsheets make a formula of it.
fn looks_like_a_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Where something stands in what is imported.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) file: Arc<str>,
    pub(crate) line: Option<usize>,
    pub(crate) item: String,
}

/// The losses so far; each is told once.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    told: HashSet<Loss>,
    all: Vec<Loss>,
}

impl Losses {
    pub(crate) fn add(&mut self, origin: &Origin, what: impl Into<String>, why: impl Into<String>) {
        let loss = Loss {
            file: origin.file.to_string(),
            line: origin.line,
            item: shortened(&origin.item, 80),
            what: what.into(),
            why: why.into(),
        };
        if self.told.insert(loss.clone()) {
            self.all.push(loss);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Loss> {
        self.all
    }
}

/// One line of a text, of at most so many characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some(_) => {
            let end = line.char_indices().nth(most - 1).map_or(line.len(), |(at, _)| at);
            format!("{}…", line[..end].trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for cell in ["=1+1", "'=1", "''-x", "- a\n- b", "'quoted'", "plain", "", "'", "@a"] {
            let guarded = guard(cell);
            assert!(!guarded.starts_with(['=', '+', '-', '@']), "{guarded}");
            assert_eq!(unguard(&guarded), cell);
        }
    }
}
