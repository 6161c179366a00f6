//! Answers: from the Markdown, HTML and plain text of others to the [`Prose`] of Relais, and back.
//!
//! Everything is read as HTML, as a browser would read it ([`html`]): Markdown is made HTML first, and
//! a plain text is paragraphs unless it has tags in it. What an answer of Relais has not (headings,
//! images, tables, scripts) becomes the nearest thing that it has, or goes, and is noted either way.

mod compose;
mod html;
mod markdown;
mod text;
mod tree;
mod variables;
mod write;

use relais::knowledge::{Block, Inline, Piece, Prose, Style};

pub(crate) use self::html::{address, attribute, of_nodes};
pub(crate) use self::text::line;
pub(crate) use self::tree::document;
pub(crate) use self::variables::{Variables, fill};
pub(crate) use self::write::{as_html, as_markdown, as_sentence, as_text};

/// What is noted about one text while it is read.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// What is lost, and why.
    pub(crate) lost: Vec<(String, String)>,
}

impl Notes {
    pub(crate) fn lost(&mut self, what: impl Into<String>, why: impl Into<String>) {
        let loss = (what.into(), why.into());
        if !self.lost.contains(&loss) {
            self.lost.push(loss);
        }
    }
}

/// Reads HTML.
pub(crate) fn html(text: &str, notes: &mut Notes) -> Prose {
    merged(html::read(text, notes))
}

/// Reads Markdown, with HTML in it. `lines` says whether a line break is one, as in a table's cell.
pub(crate) fn markdown(text: &str, lines: bool, notes: &mut Notes) -> Prose {
    html(&markdown::to_html(text, lines), notes)
}

/// Reads a text that is no Markdown; one with tags in it is HTML whose lines count.
pub(crate) fn plain(text: &str, notes: &mut Notes) -> Prose {
    html(&text::to_html(text), notes)
}

/// Reads the text of a web page's data: HTML, of which sites that write plain text have its lines.
pub(crate) fn page(text: &str, notes: &mut Notes) -> Prose {
    html(&text::lines_to_html(text), notes)
}

/// A sentence as it is.
pub(crate) fn verbatim(text: &str) -> Prose {
    let piece = Piece::Text(text.to_owned());
    merged(Prose {
        blocks: vec![Block::Paragraph(vec![Inline { piece, style: Style::Plain, link: None }])],
    })
}

/// The same prose with neighbours of one style in one piece, and nothing that is empty.
pub(crate) fn merged(prose: Prose) -> Prose {
    let mut blocks = Vec::new();
    for block in prose.blocks {
        match block {
            Block::Paragraph(line) => {
                let line = merged_line(line);
                if !line.is_empty() {
                    blocks.push(Block::Paragraph(line));
                }
            }
            Block::List { ordered, items } => {
                let items: Vec<_> = items.into_iter().map(merged_line).collect();
                let items: Vec<_> = items.into_iter().filter(|item| !item.is_empty()).collect();
                if !items.is_empty() {
                    blocks.push(Block::List { ordered, items });
                }
            }
            other => blocks.push(other),
        }
    }
    Prose { blocks }
}

fn merged_line(line: Vec<Inline>) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::new();
    for inline in line.into_iter().flat_map(apart) {
        let Inline { piece: Piece::Text(text), style, link } = inline else {
            merged.push(inline);
            continue;
        };
        // Space between two pieces of one look belongs to both.
        let space = match merged.as_mut_slice() {
            [.., before, Inline { piece: Piece::Text(space), .. }]
                if looks(before, style, link.as_ref()) && space.trim_matches(SPACE).is_empty() =>
            {
                Some(std::mem::take(space))
            }
            _ => None,
        };
        if space.is_some() {
            merged.pop();
        }
        match merged.last_mut() {
            Some(before) if looks(before, style, link.as_ref()) => {
                if let Piece::Text(words) = &mut before.piece {
                    words.push_str(&space.unwrap_or_default());
                    words.push_str(&text);
                }
            }
            _ => merged.push(Inline { piece: Piece::Text(text), style, link }),
        }
    }
    let last = merged.len().saturating_sub(1);
    for (index, inline) in merged.iter_mut().enumerate() {
        let Piece::Text(text) = &mut inline.piece else { continue };
        *text = spaced(text);
        if index == 0 {
            *text = text.trim_start_matches(SPACE).to_owned();
        }
        if index == last {
            text.truncate(text.trim_end_matches(SPACE).len());
        }
    }
    merged.retain(|inline| !matches!(&inline.piece, Piece::Text(text) if text.is_empty()));
    merged
}

/// Whether a piece is words of this look.
fn looks(inline: &Inline, style: Style, link: Option<&String>) -> bool {
    matches!(inline.piece, Piece::Text(_)) && inline.style == style && inline.link.as_ref() == link
}

/// The space at the ends of words that are marked belongs to neither side.
fn apart(inline: Inline) -> Vec<Inline> {
    let Inline { piece: Piece::Text(text), style, link } = inline else { return vec![inline] };
    if style == Style::Plain && link.is_none() {
        return vec![Inline { piece: Piece::Text(text), style, link }];
    }
    let after = text.trim_start_matches(SPACE);
    let words = after.trim_end_matches(SPACE);
    let (before, after) = (&text[..text.len() - after.len()], &after[words.len()..]);
    let piece =
        |text: &str, style, link| Inline { piece: Piece::Text(text.to_owned()), style, link };
    let parts = [
        piece(before, Style::Plain, None),
        piece(words, style, link),
        piece(after, Style::Plain, None),
    ];
    parts.into_iter().filter(|part| part.piece != Piece::Text(String::new())).collect()
}

/// A text with one space where there are several, and none around line breaks.
fn spaced(text: &str) -> String {
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let (first, last) = (line.starts_with(' '), line.ends_with(' ') && !words.is_empty());
        let around = |is: bool| if is { " " } else { "" };
        format!("{}{}{}", around(first), words.join(" "), around(last))
    };
    let lines: Vec<String> = text.split('\n').map(line).collect();
    let last = lines.len() - 1;
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let line = if index > 0 { line.trim_start_matches(' ') } else { line };
        if index < last { line.trim_end_matches(' ') } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What Markdown and HTML take for space; a no-break space is a character like others.
const SPACE: [char; 2] = [' ', '\n'];

#[cfg(test)]
mod tests;
