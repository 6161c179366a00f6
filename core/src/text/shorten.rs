use unicode_segmentation::UnicodeSegmentation;

/// A text on one line: whatever breaks or controls a line is a space, and runs of spaces are one.
///
/// Marks that change the direction of what follows are left out: in words of a customer they could
/// turn around the words of whoever shows them.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Spaces that hold words together hold them still.
            '\u{a0}' | '\u{202f}' => line.push(character),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            space if space.is_whitespace() || space.is_control() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            other => line.push(other),
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The beginning of a text that has at most so many bytes. It never ends within a character, and
/// not within what people see as one, a letter and its accents, a family of emoji, where that is
/// short.
pub(crate) fn cut(text: &str, max_bytes: usize) -> &str {
    if text.len() <= max_bytes {
        return text;
    }
    let end = (0..=max_bytes).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let starts = text.grapheme_indices(true).map(|(start, _)| start);
    let seen = starts.take_while(|start| *start <= end).last().unwrap_or(0);
    &text[..if end - seen <= LONGEST_SEEN_AS_ONE { seen } else { end }]
}

/// A text of at most so many characters: one that is longer ends with an ellipsis in the place of a
/// word.
pub(crate) fn shorten(text: &str, max_characters: usize) -> String {
    if text.chars().count() <= max_characters {
        return text.to_owned();
    }
    let last = text.char_indices().nth(max_characters.saturating_sub(1));
    let beginning = cut(text, last.map_or(0, |(start, _)| start));
    let is_whole = text[beginning.len()..].starts_with(char::is_whitespace);
    let words = match beginning.rfind(char::is_whitespace) {
        // A word that is half of the text says more than nothing.
        Some(end) if !is_whole && end >= beginning.len() / 2 => &beginning[..end],
        _ => beginning,
    };
    format!("{}…", words.trim_end())
}

/// A family of four is 25 bytes; hostile text has thousands of marks on one letter.
const LONGEST_SEEN_AS_ONE: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one() {
        assert_eq!(one_line(" a\r\nb\t\u{85} c\u{2028}\u{202e}d \u{0}"), "a b c d");
        assert_eq!(one_line("12\u{a0}€ \n"), "12\u{a0}€");
        assert_eq!(one_line("\n\u{2066}"), "");
    }

    #[test]
    fn nothing_seen_as_one_is_cut() {
        let family = "👨\u{200d}👩\u{200d}👧";
        let text = format!("ab{family}");
        for max_bytes in 2..text.len() {
            assert_eq!(cut(&text, max_bytes), "ab", "{max_bytes}");
        }
        assert_eq!(cut(&text, text.len()), text);
        assert_eq!(cut("e\u{301}te\u{301}", 5), "e\u{301}t");
    }

    #[test]
    fn a_letter_with_a_thousand_marks_is_cut_between_two_of_them() {
        let text = format!("a{}", "\u{301}".repeat(1_000));
        assert_eq!(cut(&text, 1_000).len(), 999);
    }

    #[test]
    fn words_are_left_out_whole() {
        assert_eq!(shorten("un deux trois", 13), "un deux trois");
        assert_eq!(shorten("un deux trois", 12), "un deux…");
        assert_eq!(shorten("un deux trois", 8), "un deux…");
        assert_eq!(shorten("anticonstitutionnellement", 5), "anti…");
        assert_eq!(shorten("é".repeat(300).as_str(), 120).chars().count(), 120);
    }
}
