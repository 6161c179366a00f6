use pulldown_cmark::{Event, Options, Parser, html};

use super::text::clean;

/// Markdown as HTML. Every tool knows tables and strikes, so they are read as such.
pub(super) fn to_html(text: &str, lines: bool) -> String {
    let text = clean(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(&text, options).map(|event| match event {
        Event::SoftBreak if lines => Event::HardBreak,
        event => event,
    });
    let mut written = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut written, events);
    written
}
