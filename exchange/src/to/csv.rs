use std::collections::BTreeMap;

use relais::knowledge::{AuthoredArticle, Piece, Template};
use relais::{KnowledgeBase, Locale};

use super::{Exported, lose_common, lose_languages, lose_others, origin};
use crate::loss::{Losses, guard};
use crate::prose::{self, Notes};

/// Writes the articles as a table that [`Format::Csv`](crate::Format::Csv) reads back: a row for each
/// article in each language, its answer in Markdown, its wordings one a line in their cell.
///
/// Without `locales`, all languages are written.
pub fn to_csv(base: &KnowledgeBase, locales: &[Locale]) -> Exported {
    let mut losses = Losses::default();
    let mut rows = csv::Writer::from_writer(Vec::new());
    let mut write = |row: &[String]| {
        rows.write_record(row).expect("memory takes every row of the same length");
    };
    write(&crate::from::csv_header().map(str::to_owned));
    let written = if locales.is_empty() { base.locales() } else { locales };
    let mut count = 0;
    for locale in base.locales().iter().filter(|locale| written.contains(locale)) {
        let Some(texts) = base.texts(*locale) else { continue };
        let topics: BTreeMap<&str, &str> = texts
            .settings
            .topics
            .iter()
            .map(|topic| (topic.id.as_str(), topic.title.as_str()))
            .collect();
        for article in &texts.articles {
            lose_common(article, &mut losses);
            write(&row(article, *locale, &topics, &mut losses));
            count += 1;
        }
        lose_others(base, *locale, &mut losses);
    }
    let why = "it was not asked for: a table can have all languages (without --locale)";
    lose_languages(base, written, why, &mut losses);
    let bytes = rows.into_inner().expect("memory takes every row");
    let text = String::from_utf8(bytes).expect("what was text is text");
    Exported { text, articles: count, losses: losses.into_vec() }
}

fn row(
    authored: &AuthoredArticle,
    locale: Locale,
    topics: &BTreeMap<&str, &str>,
    losses: &mut Losses,
) -> [String; 17] {
    let article = &authored.article;
    let topic = article.id.as_str().split('/').next().unwrap_or_default();
    let mut notes = Notes::default();
    let answer = prose::as_markdown(&prose::merged(article.answer.clone()), &mut notes);
    losses.noted(&origin(authored), notes);
    let links: Vec<String> =
        article.links.iter().map(|link| format!("{} {}", link.title, link.url)).collect();
    let next: Vec<&str> = article.next.iter().map(relais::Id::as_str).collect();
    let date = |date: Option<relais::Date>| date.map(|day| day.to_string()).unwrap_or_default();
    [
        article.id.to_string(),
        topics.get(topic).map(|title| (*title).to_owned()).unwrap_or_default(),
        locale.to_string(),
        article.title.clone(),
        authored.wordings.join("\n"),
        answer,
        article.speech.as_ref().map(sentence).unwrap_or_default(),
        article.summary.as_ref().map(sentence).unwrap_or_default(),
        authored.keywords.join("\n"),
        links.join("\n"),
        next.join("\n"),
        authored.owner.clone().unwrap_or_default(),
        article.source.clone().unwrap_or_default(),
        date(article.reviewed),
        date(article.valid_from),
        date(article.valid_until),
        authored.differs.join("\n"),
    ]
    .map(|cell| guard(&cell))
}

/// A sentence as its author wrote it.
fn sentence(template: &Template) -> String {
    let pieces = template.pieces().iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Fact { name, fallback } => format!("{{fact.{name}|{fallback}}}"),
        Piece::Slot(name) => format!("{{{name}}}"),
    });
    pieces.collect()
}
