use pulldown_cmark_escape::{FmtWriter, escape_href, escape_html};
use relais::knowledge::{Block, Inline, Piece, Prose, Style};

use super::{Notes, merged};

/// An answer as authors write it: the Markdown that reads back as the same prose.
///
/// Where Markdown has no way to mark a style (in the middle of a word, say), the words stay.
pub(crate) fn as_markdown(prose: &Prose, notes: &mut Notes) -> String {
    let mut written: Vec<String> = Vec::new();
    // The next list of a kind has another sign, or it would be the same list.
    let (mut bullet, mut point) = ('-', '.');
    let mut last: Option<bool> = None;
    for block in &prose.blocks {
        if let Block::List { ordered, .. } = block {
            match (last == Some(*ordered), *ordered) {
                (true, true) => point = if point == '.' { ')' } else { '.' },
                (true, false) => bullet = if bullet == '-' { '*' } else { '-' },
                (false, _) => (bullet, point) = ('-', '.'),
            }
            last = Some(*ordered);
        } else {
            last = None;
        }
        let marked = block_as_markdown(block, bullet, point);
        if reads_as(&marked, block) {
            written.push(marked);
            continue;
        }
        notes.lost("bold or emphasis", "Markdown cannot mark it there: the words stay");
        written.push(block_as_markdown(&without_style(block), bullet, point));
    }
    written.join("\n\n")
}

fn block_as_markdown(block: &Block, bullet: char, point: char) -> String {
    match block {
        Block::Paragraph(line) => line_as_markdown(line),
        Block::List { ordered, items } => {
            let item = |(index, item): (usize, &Vec<Inline>)| {
                let sign = match ordered {
                    true => format!("{}{point} ", index + 1),
                    false => format!("{bullet} "),
                };
                let indent = format!("\n{}", " ".repeat(sign.len()));
                format!("{sign}{}", line_as_markdown(item).replace('\n', &indent))
            };
            items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

fn line_as_markdown(line: &[Inline]) -> String {
    let mut written = String::new();
    let mut open = Style::Plain;
    for (index, inline) in line.iter().enumerate() {
        if inline.style != open {
            written.push_str(mark(open));
            open = inline.style;
            written.push_str(mark(open));
        }
        let before_link = line.get(index + 1).is_some_and(|next| next.link.is_some());
        let words = match &inline.piece {
            Piece::Text(text) => escaped(text, written.is_empty(), before_link),
            Piece::Fact { name, fallback } => format!("{{fact.{name}|{fallback}}}"),
            Piece::Slot(_) => String::new(),
        };
        match &inline.link {
            None => written.push_str(&words),
            Some(url) => {
                let url = url.replace('&', "&amp;");
                // Brackets in an address would end it.
                let url = if url.contains(['(', ')']) { format!("<{url}>") } else { url };
                written.push_str(&format!("[{words}]({url})"));
            }
        }
    }
    written.push_str(mark(open));
    written
}

fn mark(style: Style) -> &'static str {
    match style {
        Style::Plain => "",
        Style::Strong => "**",
        Style::Emphasis => "*",
    }
}

/// Words in which nothing is a mark.
fn escaped(text: &str, at_start: bool, before_link: bool) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut line_start = at_start;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let rest = &text[at..];
        let is_mark = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => {
                let before = text[..at].chars().next_back();
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !(inside(before) && inside(next))
            }
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            '!' => next == Some('[') || (next.is_none() && before_link),
            '#' | '>' | '-' | '+' | '=' | '|' | ':' => line_start,
            _ => false,
        };
        match letter {
            '\n' => {
                written.push_str("\\\n");
                line_start = true;
                continue;
            }
            // `1.` and `1)` would begin a list.
            '0'..='9' if line_start => {
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                written.push_str(&rest[..digits]);
                for _ in 1..digits {
                    letters.next();
                }
                if rest[digits..].starts_with(['.', ')']) {
                    written.push('\\');
                }
            }
            _ if is_mark => {
                written.push('\\');
                written.push(letter);
            }
            _ => written.push(letter),
        }
        line_start = line_start && letter == ' ';
    }
    written
}

/// Whether Markdown is read as this block and nothing else.
fn reads_as(markdown: &str, block: &Block) -> bool {
    let mut notes = Notes::default();
    let read = super::markdown(markdown, false, &mut notes);
    // Facts are text where Markdown is read.
    let words = Prose { blocks: vec![with_facts_as_text(block)] };
    notes.lost.is_empty() && read == merged(words)
}

fn with_facts_as_text(block: &Block) -> Block {
    each_inline(block, |mut inline| {
        if let Piece::Fact { name, fallback } = &inline.piece {
            inline.piece = Piece::Text(format!("{{fact.{name}|{fallback}}}"));
        }
        inline
    })
}

fn without_style(block: &Block) -> Block {
    each_inline(block, |inline| Inline { style: Style::Plain, ..inline })
}

fn each_inline(block: &Block, change: impl Fn(Inline) -> Inline) -> Block {
    let line = |line: &Vec<Inline>| line.iter().cloned().map(&change).collect();
    match block {
        Block::Paragraph(words) => Block::Paragraph(line(words)),
        Block::List { ordered, items } => {
            Block::List { ordered: *ordered, items: items.iter().map(line).collect() }
        }
        other => other.clone(),
    }
}

/// An answer as HTML, in the elements that search engines take in a `FAQPage`.
pub(crate) fn as_html(prose: &Prose) -> String {
    let mut html = String::new();
    for block in &prose.blocks {
        match block {
            Block::Paragraph(line) => html.push_str(&format!("<p>{}</p>", line_as_html(line))),
            Block::List { ordered, items } => {
                let list = if *ordered { "ol" } else { "ul" };
                html.push_str(&format!("<{list}>"));
                for item in items {
                    html.push_str(&format!("<li>{}</li>", line_as_html(item)));
                }
                html.push_str(&format!("</{list}>"));
            }
            _ => {}
        }
    }
    html
}

fn line_as_html(line: &[Inline]) -> String {
    let mut html = String::new();
    for inline in line {
        let words = match &inline.piece {
            Piece::Text(text) => text,
            Piece::Fact { fallback, .. } => fallback,
            Piece::Slot(_) => continue,
        };
        let tag = match inline.style {
            Style::Plain => None,
            Style::Strong => Some("strong"),
            Style::Emphasis => Some("em"),
        };
        if let Some(tag) = tag {
            html.push_str(&format!("<{tag}>"));
        }
        if let Some(url) = &inline.link {
            html.push_str("<a href=\"");
            escape_href(FmtWriter(&mut html), url).expect("a String takes all");
            html.push_str("\">");
        }
        for (index, part) in words.split('\n').enumerate() {
            html.push_str(if index > 0 { "<br>" } else { "" });
            escape_html(FmtWriter(&mut html), part).expect("a String takes all");
        }
        html.push_str(if inline.link.is_some() { "</a>" } else { "" });
        if let Some(tag) = tag {
            html.push_str(&format!("</{tag}>"));
        }
    }
    html
}

/// The words of an answer alone, to compare.
pub(crate) fn as_text(prose: &Prose) -> String {
    let line = |line: &Vec<Inline>| -> String {
        let words = line.iter().map(|inline| match &inline.piece {
            Piece::Text(text) => text.as_str(),
            Piece::Fact { fallback, .. } => fallback.as_str(),
            Piece::Slot(_) => "",
        });
        words.collect()
    };
    let blocks = prose.blocks.iter().map(|block| match block {
        Block::Paragraph(words) => line(words),
        Block::List { items, .. } => items.iter().map(line).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// A sentence in which nothing is marked but facts.
pub(crate) fn as_sentence(prose: &Prose) -> String {
    let lines = prose.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some(line),
        _ => None,
    });
    let pieces = lines.flatten().map(|inline| match &inline.piece {
        Piece::Text(text) => text.clone(),
        Piece::Fact { name, fallback } => format!("{{fact.{name}|{fallback}}}"),
        Piece::Slot(_) => String::new(),
    });
    pieces.collect()
}
