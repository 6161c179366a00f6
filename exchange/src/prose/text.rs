use pulldown_cmark_escape::{FmtWriter, escape_html};

/// A text without what no text of a knowledge base may have: controls, byte-order marks, and the line
/// separators that YAML would take for its own.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\n' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => {}
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// A text on one line, as titles and wordings are. The no-break spaces of French stay.
pub(crate) fn line(text: &str) -> String {
    let text = clean(text);
    let words: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    if text.trim().is_empty() { String::new() } else { words.join(" ") }
}

/// Whether a text that should be plain has tags in it: what begins as one, and a `>` somewhere after it.
fn looks_like_html(text: &str) -> bool {
    let Some(last) = text.rfind('>') else { return false };
    let before = &text[..last];
    before.match_indices('<').any(|(at, _)| {
        let rest = &before[at + 1..];
        let rest = rest.strip_prefix(['/', '!']).unwrap_or(rest);
        rest.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '-')
    })
}

/// A plain text as HTML: a paragraph for each run of lines. Tags stay what they are.
pub(super) fn to_html(text: &str) -> String {
    let text = clean(text);
    let has_tags = looks_like_html(&text);
    let mut html = String::with_capacity(text.len() + 16);
    for paragraph in text.split("\n\n") {
        html.push_str(if has_tags { "" } else { "<p>" });
        for (index, line) in paragraph.lines().enumerate() {
            html.push_str(if index > 0 { "<br>" } else { "" });
            match has_tags {
                true => html.push_str(line),
                false => escape_html(FmtWriter(&mut html), line).expect("a String takes all"),
            }
        }
        html.push_str(if has_tags { "<p>" } else { "</p>" });
    }
    html
}

/// A text that should be HTML as such: where it has no tags, its lines are what it has.
pub(super) fn lines_to_html(text: &str) -> String {
    let text = clean(text);
    if looks_like_html(&text) { text } else { text.replace('\n', "<br>") }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_tag_is_told_from_a_sign() {
        for tagged in ["a <b>c", "</p>", "<!-- x -->", "<a<b>", "1 < 2 <br>"] {
            assert!(looks_like_html(tagged), "{tagged}");
        }
        for plain in ["", "a < b > c", "> <a", "<a href=", "<>", "5 -> 6", "<3>"] {
            assert!(!looks_like_html(plain), "{plain}");
        }
    }

    #[test]
    fn a_text_of_what_begins_as_tags_is_read_once() {
        let text = "<a".repeat(2_000_000);
        let start = Instant::now();
        assert!(!looks_like_html(&text));
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}
