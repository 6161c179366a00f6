//! Azure question answering and QnA Maker: TSV with `Question`, `Answer`, `Source`, `Metadata`,
//! `SuggestedQuestions`, `IsContextOnly`, `Prompts`, `QnaId`, `SourceDisplayName`.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::{Position, ReaderBuilder, StringRecord};
use serde_json::Value;

use super::json;
use crate::base::WHOLE;
use crate::entry::Entry;
use crate::error::Error;
use crate::input::Source;
use crate::loss::{Losses, Origin, shortened};
use crate::prose::{self, Notes};

pub(super) fn read(file: &Source, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    // The portal writes cells as they are, and spreadsheets with quotes around some.
    let quoted = file.text.contains("\t\"") && file.text.contains("\"\"");
    let mut reader = ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(quoted)
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let bad = |error: csv::Error| {
        let line = error.position().map_or(1, Position::line);
        Error::of(&*file.path, error.to_string()).at(line as usize)
    };
    let header = reader.headers().map_err(bad)?.clone();
    for needed in ["Question", "Answer"] {
        if !header.iter().any(|name| name.trim() == needed) {
            let message = format!("there is no column `{needed}` in the header");
            let hint = "an export has Question, Answer, Source, Metadata … with tabs between";
            return Err(Error::of(&*file.path, message).at(1).hint(hint));
        }
    }
    for name in header.iter().filter(|name| !COLUMNS.contains(&name.trim())) {
        let origin = Origin { file: Arc::clone(&file.path), line: Some(1), item: String::new() };
        losses.add(&origin, format!("the column `{name}`"), "it is not one of the documented ones");
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut firsts: Vec<StringRecord> = Vec::new();
    // Where the entry of a key and an answer is.
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let line = record.position().map_or(0, Position::line) as usize;
        let row = Row { header: &header, record: &record };
        let question = row.cell("Question");
        let item = question.clone().unwrap_or_else(|| format!("row {line}"));
        let origin = Origin { file: Arc::clone(&file.path), line: Some(line), item };
        let Some(answer) = row.cell("Answer") else {
            losses.add(&origin, WHOLE, "it has no answer");
            continue;
        };
        // The rows of one answer are its questions. An id should have one answer; where it has several,
        // each is an article. What has never been saved has the id 0.
        let id = row.cell("QnaId").map(|id| id.trim().to_owned()).filter(|id| id != "0");
        let key = id.unwrap_or_else(|| format!("{answer}\t{:?}", row.cell("Source")));
        let place = (key, answer);
        if let Some(index) = known.get(&place) {
            entries[*index].questions.extend(question);
            add(&row, &Row { header: &header, record: &firsts[*index] }, &origin, losses);
            continue;
        }
        entries.push(entry(&row, origin, &place, losses));
        known.insert(place, firsts.len());
        firsts.push(record);
    }
    Ok(entries)
}

/// Tells what another row of an answer has beside its question.
fn add(row: &Row<'_>, first: &Row<'_>, origin: &Origin, losses: &mut Losses) {
    for column in COLUMNS.into_iter().filter(|column| !matches!(*column, "Question" | "Answer")) {
        let cell = row.cell(column);
        if cell.is_some() && cell != first.cell(column) {
            let why = "the first row of the answer has it, and this one adds a question";
            losses.add(origin, format!("`{column}`"), why);
        }
    }
}

const COLUMNS: [&str; 9] = [
    "Question",
    "Answer",
    "Source",
    "Metadata",
    "SuggestedQuestions",
    "IsContextOnly",
    "Prompts",
    "QnaId",
    "SourceDisplayName",
];

struct Row<'r> {
    header: &'r StringRecord,
    record: &'r StringRecord,
}

impl Row<'_> {
    /// A cell that says something; a line break in it is written `\n`.
    fn cell(&self, column: &str) -> Option<String> {
        let index = self.header.iter().position(|name| name.trim() == column)?;
        let cell = self.record.get(index)?.replace("\\n", "\n").replace("\\t", " ");
        let says_something = !matches!(cell.trim(), "" | "[]" | "null");
        says_something.then_some(cell)
    }
}

fn entry(
    row: &Row<'_>,
    origin: Origin,
    (key, answer): &(String, String),
    losses: &mut Losses,
) -> Entry {
    let mut notes = Notes::default();
    let answer = prose::markdown(answer, false, &mut notes);
    if let Some(metadata) = row.cell("Metadata") {
        let what = format!("`Metadata`: `{}`", shortened(&metadata, 80));
        notes.lost(what, "Relais does not filter by labels: topics and audiences do that");
    }
    if row.cell("SuggestedQuestions").is_some() {
        notes.lost("`SuggestedQuestions`", "nobody has accepted them as questions yet");
    }
    let mut entry = Entry::new(origin, key, answer);
    entry.questions.extend(row.cell("Question"));
    entry.next = prompts(row, &mut notes);
    entry.source = source(row, &mut notes);
    losses.noted(&entry.origin, notes);
    if row.cell("IsContextOnly").is_some_and(|only| only.trim().eq_ignore_ascii_case("true")) {
        let why = "it answers only after another answer, and by itself it would be wrong";
        entry.disable("`IsContextOnly`", why, losses);
    }
    entry
}

/// What comes next: `[{"displayOrder": 0, "qnaId": 2, "displayText": "…"}]`.
fn prompts(row: &Row<'_>, notes: &mut Notes) -> Vec<String> {
    let Some(cell) = row.cell("Prompts") else { return Vec::new() };
    let Ok(Value::Array(mut prompts)) = serde_json::from_str(&cell) else {
        notes.lost("`Prompts`", "it is not a list in JSON");
        return Vec::new();
    };
    prompts.sort_by_key(|prompt| prompt.get("displayOrder").and_then(Value::as_i64));
    let mut next = Vec::new();
    for prompt in &prompts {
        let text = prompt.get("displayText").and_then(Value::as_str).unwrap_or_default();
        let what = format!("the words of the prompt `{}`", shortened(text, 80));
        match prompt.get("qnaId").filter(|id| json::says_something(id)) {
            Some(Value::Number(id)) if id.as_i64() != Some(0) => next.push(id.to_string()),
            Some(Value::String(id)) => next.push(id.clone()),
            _ => {
                notes
                    .lost(format!("the prompt `{}`", shortened(text, 80)), "it leads to no answer");
                continue;
            }
        }
        notes.lost(what, "what comes next is shown by its title");
    }
    next
}

/// What is shown as the source of the answer: a page or a document, and no file of a spreadsheet.
fn source(row: &Row<'_>, notes: &mut Notes) -> Option<String> {
    let named = row.cell("SourceDisplayName").or_else(|| row.cell("Source"))?;
    let lower = named.to_lowercase();
    let of_tool = lower.contains("editorial")
        || [".tsv", ".xlsx", ".xls", ".json", ".zip", ".qna"].iter().any(|e| lower.ends_with(e));
    if of_tool {
        let what = format!("`Source`: `{}`", shortened(&named, 60));
        notes.lost(what, "it is nothing that a customer could look up");
        return None;
    }
    Some(named)
}
