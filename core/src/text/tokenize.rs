use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::numbers::{MIN_UNIT, number};

/// What kind of thing a word is, told by its letters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// A number, an amount with its currency, a date, a time, a telephone number in groups.
    Number,
    /// Letters and digits mixed, an order number, an e-mail address, a web address, or too long to
    /// be a word.
    Identifier,
    /// A pictograph.
    Emoji,
}

/// A piece of normalised text that says something. Spaces and punctuation are between tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the normalised text; never empty.
    pub range: Range<usize>,
    pub kind: Kind,
}

/// Cuts normalised text at Unicode's word boundaries, after taking out whole what those would cut
/// to pieces.
///
/// Every step looks at most at a bounded stretch beyond what it takes, so that the time is linear
/// in the text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    let mut previous = ' ';
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            previous = c;
            continue;
        }
        let rest = &text[at..];
        let whole = if previous.is_whitespace() { identifier(rest) } else { None };
        let whole = whole.or_else(|| {
            let number = if previous.is_alphanumeric() { None } else { number(rest) };
            number.map(|length| (0..length, Kind::Number))
        });
        let length = match whole {
            Some((range, kind)) => {
                tokens.push(Token { range: at + range.start..at + range.end, kind });
                range.end
            }
            None => {
                let piece = rest.split_word_bounds().next().unwrap_or(rest);
                push_piece(&mut tokens, at, piece);
                piece.len()
            }
        };
        at += length;
        previous = text[..at].chars().next_back().unwrap_or(' ');
    }
    tokens
}

/// An identifier at the start of `rest`, which starts a stretch without spaces: its range and kind.
fn identifier(rest: &str) -> Option<(Range<usize>, Kind)> {
    let bytes = rest.as_bytes();
    let limit = bytes.len().min(MAX_IDENTIFIER + 1);
    let length =
        bytes[..limit].iter().position(|byte| !(0x21..0x7F).contains(byte)).unwrap_or(limit);
    if length > MAX_IDENTIFIER {
        return None;
    }
    let stretch = &rest[..length];
    let start =
        stretch.len() - stretch.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).len();
    let core = stretch.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if core.is_empty() {
        return None;
    }
    let range = start..start + core.len();
    let kind = Kind::Identifier;
    // A letter that is not ASCII goes on where the stretch stops: it is a word after all.
    if rest[range.end..].chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let found = is_address(core) || is_reference(core);
    found.then_some((range, kind))
}

fn is_address(core: &str) -> bool {
    let starts = |prefix: &str| {
        core.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if starts("http://") || starts("https://") || starts("www.") {
        return true;
    }
    match core.split_once('@') {
        Some((user, host)) => !user.is_empty() && !host.contains('@') && host.contains('.'),
        None => false,
    }
}

/// Order numbers and the like: letters and at least three digits, perhaps with hyphens.
fn is_reference(core: &str) -> bool {
    let digits = core.bytes().filter(u8::is_ascii_digit).count();
    let letters = core.bytes().filter(u8::is_ascii_alphabetic).count();
    let joined = core.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/.#".contains(&byte));
    let quantity = core.trim_start_matches(|c: char| c.is_ascii_digit());
    let quantity =
        quantity.len() >= MIN_UNIT && quantity.bytes().all(|byte| byte.is_ascii_alphabetic());
    joined
        && letters > 0
        && digits >= 3
        && !(quantity && core.starts_with(|c: char| c.is_ascii_digit()))
}

/// Adds what a piece between two word boundaries holds: nothing, a word, or several joined by a
/// full stop.
fn push_piece(tokens: &mut Vec<Token>, at: usize, piece: &str) {
    let Some(first) = piece.chars().next() else {
        return;
    };
    if is_emoji(first) {
        tokens.push(Token { range: at..at + first.len_utf8(), kind: Kind::Emoji });
        return;
    }
    if !piece.contains(JOINTS) {
        push_word(tokens, at..at + piece.len(), piece);
        return;
    }
    let acronym = piece.split('.').all(|part| part.chars().count() == 1);
    if acronym && piece.len() > 2 {
        push_word(tokens, at..at + piece.len(), piece);
        return;
    }
    let mut start = at;
    for part in piece.split_inclusive(JOINTS) {
        let word = part.trim_end_matches(JOINTS);
        push_word(tokens, start..start + word.len(), word);
        start += part.len();
    }
}

fn push_word(tokens: &mut Vec<Token>, range: Range<usize>, word: &str) {
    let letters = word.chars().any(char::is_alphabetic);
    let digits = word.chars().any(char::is_numeric);
    let kind = match (letters, digits) {
        (true, false) if word.len() <= MAX_WORD => Kind::Word,
        (true, _) => Kind::Identifier,
        (false, true) => Kind::Number,
        (false, false) => return,
    };
    tokens.push(Token { range, kind });
}

fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{231A}'..='\u{23FF}'
            | '\u{2600}'..='\u{27BF}'
            | '\u{2B00}'..='\u{2BFF}'
            | '\u{1F000}'..='\u{1FAFF}'
    )
}

/// Marks that Unicode takes for a part of the word between two letters. People forget the space
/// after them.
const JOINTS: [char; 4] = ['.', ':', '_', '·'];

/// The longest identifier in bytes. Longer stretches without spaces are cut at the word boundaries.
const MAX_IDENTIFIER: usize = 254;

/// The longest word in bytes: "Donaudampfschifffahrtsgesellschaft" has 34.
const MAX_WORD: usize = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_its_words_end() {
        use Kind::{Emoji, Identifier, Number, Word};
        let cases: [(&str, &[(&str, Kind)]); 20] = [
            ("où est-il ?", &[("où", Word), ("est", Word), ("il", Word)]),
            ("l'abonnement", &[("l'abonnement", Word)]),
            ("19,90 € ou $5.", &[("19,90 €", Number), ("ou", Word), ("$5", Number)]),
            (
                "colis OD-123456, merci",
                &[("colis", Word), ("OD-123456", Identifier), ("merci", Word)],
            ),
            (
                "jean@site.fr et www.site.fr/a",
                &[("jean@site.fr", Identifier), ("et", Word), ("www.site.fr/a", Identifier)],
            ),
            ("06 12 34 56 78", &[("06 12 34 56 78", Number)]),
            ("+33 6 12 34 56 78", &[("+33 6 12 34 56 78", Number)]),
            ("+33.6.12.34.56.78", &[("+33.6.12.34.56.78", Number)]),
            ("1 234,50 €", &[("1 234,50 €", Number)]),
            (
                "le 12/10/2026 à 18:30",
                &[("le", Word), ("12/10/2026", Number), ("à", Word), ("18:30", Number)],
            ),
            (
                "4G wifi6 20euros",
                &[("4G", Identifier), ("wifi6", Identifier), ("20", Number), ("euros", Word)],
            ),
            ("bonjour.mon colis", &[("bonjour", Word), ("mon", Word), ("colis", Word)]),
            ("le S.A.V. svp", &[("le", Word), ("S.A.V", Word), ("svp", Word)]),
            ("super😡👍", &[("super", Word), ("😡", Emoji), ("👍", Emoji)]),
            ("covid-19", &[("covid", Word), ("19", Number)]),
            ("2 3", &[("2", Number), ("3", Number)]),
            ("(facture)", &[("facture", Word)]),
            ("...", &[]),
            ("\u{301}\u{302}", &[]),
            ("OD123é", &[("OD123é", Identifier)]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> =
                tokens(text).into_iter().map(|t| (&text[t.range], t.kind)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
