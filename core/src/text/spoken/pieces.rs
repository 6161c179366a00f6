use std::ops::Range;

use crate::text::plain;

/// A word of a message, or a sign that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// In lower case without accents.
    pub(crate) text: String,
    /// Its bytes in the message.
    pub(crate) range: Range<usize>,
    /// What stands before it.
    pub(crate) gap: Gap,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing: one of the two is a sign.
    Tight,
    /// A sign without spaces: a hyphen, an apostrophe, a full stop, a slash, an underscore.
    Sign(char),
    Space,
    Comma,
    /// The start of the message, a new line, the end of a sentence.
    Stop,
}

impl Piece {
    /// Whether it belongs to what stands before it, as the words of a number do.
    pub(crate) fn continues(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Sign('-' | '\''))
    }

    /// Whether it is a number in digits.
    pub(crate) fn is_digits(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it has a digit.
    pub(crate) fn has_digit(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// The letter that it is.
    pub(crate) fn letter(&self) -> Option<char> {
        let mut letters = self.text.chars();
        letters.next().filter(|letter| letter.is_ascii_lowercase() && letters.next().is_none())
    }

    /// Whether it ends what is being said.
    pub(crate) fn is_apart(&self) -> bool {
        matches!(self.gap, Gap::Comma | Gap::Stop)
    }
}

/// Cuts a message into words and signs; at most so many that hostile text costs nothing.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while pieces.len() < MAX_PIECES {
        let rest = &text[at..];
        let Some(between) = rest.find(char::is_alphanumeric) else {
            separate(text, at..text.len(), &mut pieces);
            break;
        };
        let start = at + between;
        let gap = separate(text, at..start, &mut pieces);
        let length = text[start..].find(|c: char| !is_of_word(c)).unwrap_or(text.len() - start);
        at = start + length;
        pieces.push(Piece { text: plain(&text[start..at]), range: start..at, gap });
    }
    pieces.truncate(MAX_PIECES);
    pieces
}

/// Reads what stands between two words: adds the signs that stand for themselves, and returns the gap
/// before the second word.
fn separate(text: &str, between: Range<usize>, pieces: &mut Vec<Piece>) -> Gap {
    let gap_text = &text[between.clone()];
    let (before, after) = (&text[..between.start], &text[between.end..]);
    let mut characters = gap_text.chars();
    let is_between_words = !before.is_empty() && !after.is_empty();
    if let (Some(only), None, true) = (characters.next(), characters.next(), is_between_words) {
        let digits = before.ends_with(|c: char| c.is_ascii_digit())
            && after.starts_with(|c: char| c.is_ascii_digit());
        match only {
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => return Gap::Sign('-'),
            '\'' | '\u{2019}' | '`' => return Gap::Sign('\''),
            '.' | '/' | '_' => return Gap::Sign(only),
            ',' | ':' if digits => return Gap::Sign(only),
            _ => {}
        }
    }
    let mut gap = if before.is_empty() { Gap::Stop } else { Gap::Tight };
    for (offset, character) in gap_text.char_indices() {
        let at = between.start + offset;
        let end = at + character.len_utf8();
        let alone = text[..at].ends_with(char::is_whitespace)
            && text[end..].starts_with(char::is_whitespace);
        match character {
            '\n' | ';' | '!' | '?' | ':' | '…' => gap = Gap::Stop,
            '.' if !alone => gap = Gap::Stop,
            ',' if gap != Gap::Stop => gap = Gap::Comma,
            '.' | '@' | '+' | '€' | '£' | '$' | '¥' | '#' | '%' | '*' | '&' | '=' | '_' | '/'
            | '-' => {
                pieces.push(Piece { text: character.to_string(), range: at..end, gap });
                gap = Gap::Tight;
            }
            _ if gap == Gap::Tight && !is_of_word(character) => gap = Gap::Space,
            _ => {}
        }
    }
    gap
}

/// Letters and digits, and the marks of letters that are written apart from them.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || ('\u{0300}'..='\u{036f}').contains(&character)
}

/// What a value is found in; a message may be longer.
const MAX_PIECES: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_come_with_what_stands_before_them() {
        let shown = |text: &str| -> Vec<(String, Gap)> {
            pieces(text).into_iter().map(|piece| (piece.text, piece.gap)).collect()
        };
        let piece = |text: &str, gap| (text.to_owned(), gap);
        assert_eq!(
            shown("Zéro-six, 12.34 -5€"),
            [
                piece("zero", Gap::Stop),
                piece("six", Gap::Sign('-')),
                piece("12", Gap::Comma),
                piece("34", Gap::Sign('.')),
                piece("-", Gap::Space),
                piece("5", Gap::Tight),
                piece("€", Gap::Tight),
            ]
        );
        assert_eq!(
            shown("a@b.fr. c'est . 1,5"),
            [
                piece("a", Gap::Stop),
                piece("@", Gap::Tight),
                piece("b", Gap::Tight),
                piece("fr", Gap::Sign('.')),
                piece("c", Gap::Stop),
                piece("est", Gap::Sign('\'')),
                piece(".", Gap::Space),
                piece("1", Gap::Space),
                piece("5", Gap::Sign(',')),
            ]
        );
        assert_eq!(pieces(" \u{301} … "), []);
        assert_eq!(pieces("x ".repeat(1_000).as_str()).len(), MAX_PIECES);
    }
}
