//! A table with a header. docs/exchange.md names the columns.

use std::collections::HashMap;
use std::sync::Arc;

use csv::{Position, ReaderBuilder, StringRecord};

use crate::base::WHOLE;
use crate::entry::{Entry, Topic};
use crate::error::Error;
use crate::input::Source;
use crate::loss::{Losses, Origin, unguard};
use crate::prose::{self, Notes, Variables};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Topic,
    Locale,
    Title,
    Question,
    Answer,
    Speech,
    Summary,
    Keywords,
    Links,
    Next,
    Owner,
    Source,
    Reviewed,
    ValidFrom,
    ValidUntil,
    Differs,
}

/// The names of each column: that of an export first, then what people write.
const NAMES: [(Column, &[&str]); 17] = [
    (Column::Id, &["id", "identifiant"]),
    (Column::Topic, &["topic", "category", "rubrique", "catégorie", "categorie", "thème"]),
    (Column::Locale, &["locale", "language", "lang", "langue"]),
    (Column::Title, &["title", "titre"]),
    (Column::Question, &["question", "questions", "wording", "formulation", "q"]),
    (Column::Answer, &["answer", "réponse", "reponse", "a"]),
    (Column::Speech, &["speech"]),
    (Column::Summary, &["summary", "résumé"]),
    (Column::Keywords, &["keywords", "mots-clés"]),
    (Column::Links, &["links", "url", "link", "lien", "liens"]),
    (Column::Next, &["next"]),
    (Column::Owner, &["owner"]),
    (Column::Source, &["source"]),
    (Column::Reviewed, &["reviewed"]),
    (Column::ValidFrom, &["valid_from"]),
    (Column::ValidUntil, &["valid_until"]),
    (Column::Differs, &["differs"]),
];

/// The names of an export, in its order.
pub(crate) fn header() -> [&'static str; 17] {
    NAMES.map(|(_, names)| names[0])
}

pub(super) fn read(file: &Source, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&file.text))
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let bad = |error: csv::Error| {
        let line = error.position().map_or(1, Position::line);
        Error::of(&*file.path, error.to_string()).at(line as usize)
    };
    let header = reader.headers().map_err(bad)?.clone();
    let columns = columns(file, &header, losses)?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut firsts: Vec<StringRecord> = Vec::new();
    // Where the entry of an answer is, and the latest one of an id.
    let mut by_answer: HashMap<(Text, String), usize> = HashMap::new();
    let mut by_id: HashMap<Text, usize> = HashMap::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let line = record.position().map_or(0, Position::line) as usize;
        let row = Row { record: &record, columns: &columns };
        let origin =
            Origin { file: Arc::clone(&file.path), line: Some(line), item: row.name(line) };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > header.len() {
            let why = format!("the header has {} columns, and this row has more", header.len());
            let what = format!("the last {} cells", record.len() - header.len());
            losses.add(&origin, what, why);
        }
        let text = Text::of(&row);
        let known = match row.cell(Column::Answer) {
            Some(answer) => by_answer.get(&(text.clone(), answer.to_owned())),
            None => by_id.get(&text),
        };
        if let Some(index) = known {
            let first = Row { record: &firsts[*index], columns: &columns };
            add(&row, &first, &origin, &mut entries[*index], losses);
            continue;
        }
        let Some(entry) = entry(&row, origin, losses) else { continue };
        let answer = row.text(Column::Answer).unwrap_or_default();
        if let Subject::Id(_) = text.subject {
            by_id.insert(text.clone(), entries.len());
        }
        by_answer.insert((text, answer), entries.len());
        entries.push(entry);
        firsts.push(record);
    }
    Ok(entries)
}

/// What the rows of one article in one language have in common, beside their answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Text {
    subject: Subject,
    locale: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Subject {
    Id(String),
    /// A row without an id is of its topic, so that what two topics answer alike stays in both.
    In(Option<String>),
}

impl Text {
    fn of(row: &Row<'_>) -> Text {
        let trimmed = |column| row.cell(column).map(|cell| cell.trim().to_owned());
        let in_topic = || Subject::In(trimmed(Column::Topic));
        Text {
            subject: trimmed(Column::Id).map_or_else(in_topic, Subject::Id),
            locale: trimmed(Column::Locale).map(|tag| tag.to_lowercase()),
        }
    }
}

/// Adds another row of an article in a language: more ways to ask, and nothing else.
fn add(row: &Row<'_>, first: &Row<'_>, origin: &Origin, entry: &mut Entry, losses: &mut Losses) {
    entry.questions.extend(row.lines(Column::Question));
    let added = [Column::Id, Column::Locale, Column::Question, Column::Answer];
    for (column, names) in NAMES.iter().filter(|(column, _)| !added.contains(column)) {
        let cell = row.cell(*column);
        if cell.is_some() && cell != first.cell(*column) {
            let why = "the first row of the article has it, and this one adds questions";
            losses.add(origin, format!("`{}`", names[0]), why);
        }
    }
}

/// The sign between the cells: the one that the header has most of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    // The last one of those that are equal counts: a header of one column has none of them.
    b"\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}

/// What each column holds; those that are not known are told.
fn columns(
    file: &Source,
    header: &StringRecord,
    losses: &mut Losses,
) -> Result<Vec<Option<Column>>, Error> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for name in header {
        let name = name.trim();
        let lower = name.to_lowercase();
        let known = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str()));
        let column = known.map(|(column, _)| *column).filter(|c| !columns.contains(&Some(*c)));
        if column.is_none() && !name.is_empty() {
            let origin =
                Origin { file: Arc::clone(&file.path), line: Some(1), item: String::new() };
            let why = format!("the columns are {}", self::header().join(", "));
            losses.add(&origin, format!("the column `{name}`"), why);
        }
        columns.push(column);
    }
    let has = |column: Column| columns.contains(&Some(column));
    for (column, name) in [(Column::Question, "question"), (Column::Answer, "answer")] {
        let instead = column == Column::Question && has(Column::Title);
        if !has(column) && !instead {
            let found: Vec<&str> = header.iter().collect();
            let message = format!("there is no column `{name}` in the header");
            let hint = format!("the first line names the columns; it is `{}`", found.join("`, `"));
            return Err(Error::of(&*file.path, message).at(1).hint(hint));
        }
    }
    Ok(columns)
}

struct Row<'r> {
    record: &'r StringRecord,
    columns: &'r [Option<Column>],
}

impl Row<'_> {
    fn cell(&self, column: Column) -> Option<&str> {
        let index = self.columns.iter().position(|known| *known == Some(column))?;
        let cell = unguard(self.record.get(index)?);
        (!cell.trim().is_empty()).then_some(cell)
    }

    fn text(&self, column: Column) -> Option<String> {
        self.cell(column).map(str::to_owned)
    }

    /// The lines of a cell that has several values.
    fn lines(&self, column: Column) -> Vec<String> {
        let lines = self.cell(column).unwrap_or_default().lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// What people call this row.
    fn name(&self, line: usize) -> String {
        let named = [Column::Id, Column::Title, Column::Question];
        let name = named.into_iter().find_map(|column| self.cell(column));
        name.map_or_else(|| format!("row {line}"), prose::line)
    }
}

fn entry(row: &Row<'_>, origin: Origin, losses: &mut Losses) -> Option<Entry> {
    let Some(answer) = row.cell(Column::Answer) else {
        losses.add(&origin, WHOLE, "it has no answer");
        return None;
    };
    let mut notes = Notes::default();
    let answer = prose::markdown(answer, true, &mut notes);
    losses.noted(&origin, notes);
    let id = row.cell(Column::Id).map(|id| id.trim().to_owned());
    // Without an id, the answers of two languages have nothing in common.
    let key = id.clone().unwrap_or_else(|| format!("row {:?}", origin.line));
    let mut entry = Entry::new(origin, key, answer);
    entry.variables = Variables::Facts;
    // `delivery/track-order` has its topic in it.
    let (folder, name) = match id.as_deref().and_then(|id| id.split_once('/')) {
        Some((folder, name)) => (Some(folder.to_owned()), Some(name.to_owned())),
        None => (None, id),
    };
    entry.id = name;
    entry.topic = row
        .text(Column::Topic)
        .or(folder.clone())
        .map(|title| Topic { id: folder.unwrap_or_else(|| title.clone()), title });
    if let Some(tag) = row.cell(Column::Locale) {
        match tag.trim().parse() {
            Ok(locale) => entry.locale = Some(locale),
            Err(_) => losses.add(
                &entry.origin,
                format!("the locale `{}`", crate::loss::shortened(tag, 20)),
                "it is not a language such as fr, or fr-CA: the text is taken for the default one",
            ),
        }
    }
    entry.title = row.text(Column::Title);
    entry.questions = row.lines(Column::Question);
    entry.speech = row.text(Column::Speech);
    entry.summary = row.text(Column::Summary);
    entry.keywords = row.lines(Column::Keywords);
    entry.links = row.lines(Column::Links).iter().map(|line| link(line)).collect();
    entry.next = row.lines(Column::Next);
    entry.owner = row.text(Column::Owner);
    entry.source = row.text(Column::Source);
    entry.reviewed = row.text(Column::Reviewed);
    entry.valid_from = row.text(Column::ValidFrom);
    entry.valid_until = row.text(Column::ValidUntil);
    entry.differs = row.lines(Column::Differs);
    Some(entry)
}

/// `title https://…`, or the address alone.
fn link(line: &str) -> (String, String) {
    match line.rsplit_once(char::is_whitespace) {
        Some((title, url)) => (title.trim().to_owned(), url.to_owned()),
        None => (String::new(), line.to_owned()),
    }
}
