//! Text inside markup, HTML and XML alike.

use std::borrow::Cow;

use pulldown_cmark_escape::{escape_href, escape_html};

/// Adds text, so that it can stand between tags and in quoted attributes.
pub(super) fn push_text(markup: &mut String, text: &str) {
    escape_html(markup, &legible(text)).expect("a string takes whatever is written");
}

/// Adds an address for a quoted attribute.
pub(super) fn push_address(markup: &mut String, address: &str) {
    escape_href(markup, &legible(address)).expect("a string takes whatever is written");
}

/// A text without the characters that XML 1.0 cannot hold, escaped or not (§ 2.2 of the
/// recommendation), and without the other control characters, which say nothing to anybody.
fn legible(text: &str) -> Cow<'_, str> {
    let is_legible = |character: char| match character {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => !other.is_control(),
    };
    if text.chars().all(is_legible) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|character| is_legible(*character)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_becomes_text() {
        let mut markup = String::new();
        push_text(&mut markup, "<b a='1' c=\"2\">&\0\u{1b}\u{ffff}é\u{85}\n");
        assert_eq!(markup, "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;é\n");
        markup.clear();
        push_address(&mut markup, "https://x.example/a b\"'<&é");
        assert_eq!(markup, "https://x.example/a%20b%22&#x27;%3C&amp;%C3%A9");
    }
}
