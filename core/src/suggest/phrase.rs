//! A customer's question as an author would write it.

use crate::privacy::{Masking, Purpose};

/// The question without the marks that stand for personal data, nor what a host has not masked.
pub(super) fn without_marks(text: &str) -> String {
    let masked = Masking::default().mask(Purpose::Event, text).into_owned();
    let mut kept = String::with_capacity(masked.len());
    let mut rest = masked.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        let Some((_, behind)) = after.split_once(']').filter(|(mark, _)| is_mark(mark)) else {
            kept.push_str(before);
            kept.push('[');
            rest = after;
            continue;
        };
        kept.push_str(before);
        rest = behind;
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a question is short enough to be one wording: a longer one tells a story.
pub(super) fn is_wording(text: &str) -> bool {
    (1..=MOST_WORDS).contains(&text.split_whitespace().count())
}

/// As an item of `questions`.
pub(super) fn wording(text: &str) -> String {
    text.trim_matches(|sign: char| sign.is_whitespace() || ",;.!…".contains(sign)).to_owned()
}

/// As the title of an article.
pub(super) fn title(text: &str) -> String {
    let text = wording(text);
    let text: String = text.chars().take(LONGEST_TITLE).collect();
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// What stands between the brackets of a mark: words, and the last digits of a card.
fn is_mark(text: &str) -> bool {
    let is_of_mark =
        |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || " -_…".contains(sign);
    (1..=LONGEST_MARK).contains(&text.len()) && text.chars().all(is_of_mark)
}

const MOST_WORDS: usize = 14;
const LONGEST_TITLE: usize = 100;
const LONGEST_MARK: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_personal_data_goes() {
        for (text, expected) in [
            ("ma carte [card] est bloquée", "ma carte est bloquée"),
            ("ma carte [card …1111] est bloquée", "ma carte est bloquée"),
            ("my order\n[reference]  is late", "my order is late"),
            ("ma carte 4111 1111 1111 1111 est bloquée", "ma carte est bloquée"),
            ("[sic] what [?]", "what [?]"),
            ("no mark [", "no mark ["),
        ] {
            assert_eq!(without_marks(text), expected);
        }
    }

    #[test]
    fn a_question_becomes_a_wording_and_a_title() {
        assert_eq!(wording(" mon colis, svp ... "), "mon colis, svp");
        assert_eq!(title("où est mon colis ?"), "Où est mon colis ?");
        assert_eq!(title("état du réseau!"), "État du réseau");
        assert!(is_wording("où est mon colis") && !is_wording(""));
        assert!(!is_wording(&"mot ".repeat(15)));
    }
}
