use serde::{Deserialize, Serialize};

use super::template::Piece;

/// The text of an answer: paragraphs and lists, ready for any channel.
///
/// Authors write a subset of Markdown. It is read once, when the knowledge base is, so that the run
/// time needs no Markdown parser and every channel starts from the same structure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of a [`Prose`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether the items are steps, counted from 1.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Inline>>,
    },
}

/// A run of text in one style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// The words, or a placeholder for them.
    pub piece: Piece,
    /// How they look.
    pub style: Style,
    /// Where they lead: an `https:`, `mailto:` or `tel:` address.
    pub link: Option<String>,
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// As it is.
    #[default]
    Plain,
    /// Important.
    Strong,
    /// Stressed.
    Emphasis,
}

#[cfg(feature = "author")]
impl Prose {
    /// A text that is what it is and no Markdown: a paragraph for each run of lines.
    pub(crate) fn verbatim(text: &str) -> Prose {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        let paragraph = |lines: &[&str]| {
            let piece = Piece::Text(lines.join("\n"));
            Block::Paragraph(vec![Inline { piece, style: Style::Plain, link: None }])
        };
        Prose { blocks: paragraphs.map(paragraph).collect() }
    }
}

#[cfg(feature = "author")]
impl Prose {
    /// The words of each paragraph and item.
    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        let lines = self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(line) => std::slice::from_ref(line),
            Block::List { items, .. } => items.as_slice(),
        });
        lines.map(|line| line.iter().map(|inline| inline.piece.words()).collect())
    }
}

#[cfg(feature = "author")]
pub(crate) use self::markdown::parse;

/// Reading the Markdown that authors write.
#[cfg(feature = "author")]
mod markdown {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::{Block, Inline, Prose, Style};
    use crate::knowledge::template;

    /// What is wrong with a text: the byte at which it is, the message and the hint.
    pub(crate) type Problem = (usize, String, String);

    /// Reads the Markdown subset.
    pub(crate) fn parse(text: &str) -> Result<Prose, Problem> {
        let mut reader = Reader::default();
        for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
            reader.event(event).map_err(|(message, hint)| (range.start, message, hint))?;
        }
        Ok(Prose { blocks: reader.blocks })
    }

    #[derive(Default)]
    struct Reader {
        blocks: Vec<Block>,
        /// The paragraph or item being read.
        line: Vec<Inline>,
        /// The list being read: whether it is ordered, and its items.
        list: Option<(bool, Vec<Vec<Inline>>)>,
        strong: usize,
        emphasis: usize,
        link: Option<String>,
    }

    impl Reader {
        fn event(&mut self, event: Event<'_>) -> Result<(), (String, String)> {
            match event {
                Event::Start(tag) => self.start(tag)?,
                Event::End(tag) => self.end(tag),
                Event::Text(text) | Event::Code(text) => self.words(&text)?,
                Event::SoftBreak => self.words(" ")?,
                Event::HardBreak => self.words("\n")?,
                other => return Err(outside(&format!("{other:?}"))),
            }
            Ok(())
        }

        fn start(&mut self, tag: Tag<'_>) -> Result<(), (String, String)> {
            match tag {
                // A blank line between the paragraphs of one item becomes a line break in it.
                Tag::Paragraph if self.list.is_some() && !self.line.is_empty() => {
                    self.words("\n")?;
                }
                Tag::Paragraph | Tag::Item => {}
                Tag::Strong => self.strong += 1,
                Tag::Emphasis => self.emphasis += 1,
                Tag::List(_) if self.list.is_some() => {
                    return Err((
                        "a list within a list".into(),
                        "write one list; a telephone cannot say two levels".into(),
                    ));
                }
                Tag::List(start) => self.list = Some((start.is_some(), Vec::new())),
                Tag::Link { dest_url, .. } => {
                    let known = ["https://", "mailto:", "tel:"];
                    if !known.iter().any(|scheme| dest_url.starts_with(scheme)) {
                        return Err((
                            format!("the link `{dest_url}` does not start with https://"),
                            "write https://…, mailto:… or tel:…".into(),
                        ));
                    }
                    self.link = Some(dest_url.to_string());
                }
                other => return Err(outside(&format!("{other:?}"))),
            }
            Ok(())
        }

        fn end(&mut self, tag: TagEnd) {
            match tag {
                TagEnd::Paragraph if self.list.is_none() => {
                    let line = std::mem::take(&mut self.line);
                    self.blocks.push(Block::Paragraph(line));
                }
                TagEnd::Item => {
                    let line = std::mem::take(&mut self.line);
                    if let Some((_, items)) = &mut self.list {
                        items.push(line);
                    }
                }
                TagEnd::List(_) => {
                    if let Some((ordered, items)) = self.list.take() {
                        self.blocks.push(Block::List { ordered, items });
                    }
                }
                TagEnd::Strong => self.strong -= 1,
                TagEnd::Emphasis => self.emphasis -= 1,
                TagEnd::Link => self.link = None,
                _ => {}
            }
        }

        fn words(&mut self, text: &str) -> Result<(), (String, String)> {
            let style = match (self.strong, self.emphasis) {
                (0, 0) => Style::Plain,
                (0, _) => Style::Emphasis,
                _ => Style::Strong,
            };
            for piece in template::split(text, &[])? {
                self.line.push(Inline { piece, style, link: self.link.clone() });
            }
            Ok(())
        }
    }

    fn outside(event: &str) -> (String, String) {
        let event = event.trim_start_matches("Start(");
        let name = event.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or(event);
        (
            format!("{} in an answer", plain_name(name)),
            "use paragraphs, one level of lists, **bold**, *emphasis* and [links](https://…)"
                .into(),
        )
    }

    /// What authors call what the parser found.
    fn plain_name(event: &str) -> &str {
        match event {
            "Heading" => "a heading",
            "Image" => "an image",
            "InlineHtml" | "Html" | "HtmlBlock" => "HTML",
            "BlockQuote" => "a quotation",
            "CodeBlock" => "a block of code",
            "Rule" => "a line across the page",
            "Table" => "a table",
            other => other,
        }
    }
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    #[test]
    fn the_subset_becomes_blocks() {
        let prose = parse("Open **Bills**:\n\n1. log in\n2. [see](https://x.example/a) it\n")
            .expect("prose");
        assert_eq!(prose.blocks.len(), 2);
        let Block::List { ordered: true, items } = &prose.blocks[1] else {
            panic!("{:?}", prose.blocks[1])
        };
        assert_eq!(items.len(), 2);
        assert_eq!(items[1][0].link.as_deref(), Some("https://x.example/a"));
    }

    #[test]
    fn what_is_outside_the_subset_is_refused() {
        let cases = [
            "# A title",
            "![x](https://x.example/a.png)",
            "<b>x</b>",
            "> quoted",
            "[x](javascript:1)",
            "- a\n  - b",
            "---",
            "{oops}",
        ];
        for text in cases {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
