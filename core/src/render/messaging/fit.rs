//! Cutting text to a measure.

use unicode_segmentation::UnicodeSegmentation;

use super::limits::{Limits, Measure};
use super::sms::Alphabet;
use crate::locale::Locale;
use crate::render::sentences::sentence_ends;

/// How much a text may take, and how it is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    most: usize,
    cost: fn(char) -> usize,
}

impl Room {
    /// The room for the text of a message; where SMS are counted, in the alphabet of the whole text.
    pub(super) fn of_text(limits: &Limits, with_choices: bool, text: &str) -> Room {
        let most = if with_choices { limits.text_with_choices } else { limits.text };
        match limits.measure {
            Measure::Characters => Room::characters(most),
            Measure::Bytes => Room { most, cost: char::len_utf8 },
            Measure::Segments => {
                let alphabet = Alphabet::of(text);
                let cost: fn(char) -> usize = match alphabet {
                    Alphabet::Gsm => |character| Alphabet::Gsm.cost(character),
                    Alphabet::Ucs2 => |character| Alphabet::Ucs2.cost(character),
                };
                Room { most: alphabet.room(most), cost }
            }
        }
    }

    pub(super) fn characters(most: usize) -> Room {
        Room { most, cost: char::len_utf16 }
    }

    pub(super) fn holds(&self, text: &str) -> bool {
        self.end_of_fit(text) == text.len()
    }

    /// The bytes from the start that fit, whole characters as people see them where one does.
    fn end_of_fit(&self, text: &str) -> usize {
        let mut used = 0;
        for (at, cluster) in text.grapheme_indices(true) {
            used += cluster.chars().map(self.cost).sum::<usize>();
            if used <= self.most {
                continue;
            }
            // Hostile text puts thousands of marks on one letter; those are cut.
            return if at > 0 { at } else { self.end_of_marks(cluster) };
        }
        text.len()
    }

    fn end_of_marks(&self, cluster: &str) -> usize {
        let mut used = 0;
        for (at, character) in cluster.char_indices() {
            used += (self.cost)(character);
            if used > self.most {
                // One character always goes, so that every split comes to an end.
                return if at > 0 { at } else { character.len_utf8() };
            }
        }
        cluster.len()
    }
}

/// A text in pieces that fit, none of them empty: cut after a paragraph or a sentence where that
/// leaves no piece very short, else between words, else between characters.
pub(super) fn split(text: &str, room: Room, locale: Locale) -> Vec<String> {
    let ends = sentence_ends(text, locale);
    let mut pieces = Vec::new();
    let mut start = 0;
    loop {
        start += text[start..].len() - text[start..].trim_start().len();
        let rest = &text[start..];
        let fit = room.end_of_fit(rest);
        if fit == rest.len() {
            pieces.push(rest.trim_end().to_owned());
            break;
        }
        let short = fit / 3;
        let paragraph = rest[..fit].rfind("\n\n").filter(|end| *end > short);
        let sentence = || {
            let within = ends.partition_point(|end| *end <= start + fit);
            within.checked_sub(1).map(|last| ends[last].saturating_sub(start))
        };
        // A word ends within the piece where a space follows what fits.
        let word = || {
            let through = rest[fit..].chars().next().map_or(fit, |next| fit + next.len_utf8());
            rest[..through].rfind(char::is_whitespace)
        };
        let end = paragraph
            .or_else(|| sentence().filter(|end| *end > short))
            .or_else(|| word().filter(|end| *end > 0))
            .unwrap_or(fit);
        pieces.push(rest[..end].trim_end().to_owned());
        start += end;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// A title that fits, cut between words and marked with "…".
pub(super) fn shorten(title: &str, most: usize) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if Room::characters(most).holds(&title) {
        return title;
    }
    let fit = &title[..Room::characters(most.saturating_sub(1)).end_of_fit(&title)];
    let is_whole = title[fit.len()..].starts_with(' ');
    let cut = match fit.rfind(' ') {
        _ if is_whole => fit,
        // A first word that fills half of it says more than nothing; otherwise the cut is in a word.
        Some(space) if space * 2 >= fit.len() => &fit[..space],
        _ => fit,
    };
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '-', '–']))
}

/// Titles that fit and are all different: where two would be the same, all have their numbers.
pub(super) fn distinct(titles: &[&str], most: usize) -> Vec<String> {
    let short: Vec<String> = titles.iter().map(|title| shorten(title, most)).collect();
    let mut sorted: Vec<String> = short.iter().map(|title| title.to_lowercase()).collect();
    sorted.sort();
    if sorted.windows(2).all(|pair| pair[0] != pair[1]) && sorted.iter().all(|t| !t.is_empty()) {
        return short;
    }
    let number = |(index, title): (usize, &&str)| shorten(&format!("{}. {title}", index + 1), most);
    titles.iter().enumerate().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_between_words_and_stay_different() {
        for (title, most, expected) in [
            ("Suivre ma commande", 20, "Suivre ma commande"),
            ("Suivre ma commande en magasin", 20, "Suivre ma commande…"),
            ("Suivre, ma commande", 8, "Suivre…"),
            ("Anticonstitutionnellement", 20, "Anticonstitutionnel…"),
            ("a Anticonstitutionnellement", 20, "a Anticonstitutionn…"),
            ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 24, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…"),
        ] {
            assert_eq!(shorten(title, most), expected);
        }
        assert_eq!(
            distinct(&["Suivre ma commande en ligne", "Suivre ma commande en magasin"], 20),
            ["1. Suivre ma…", "2. Suivre ma…"],
        );
        assert_eq!(distinct(&["Oui", "Oui"], 20), ["1. Oui", "2. Oui"]);
    }

    #[test]
    fn text_is_cut_where_it_pauses() {
        let room = Room::characters(30);
        for (text, expected) in [
            ("Court.", vec!["Court."]),
            (
                "Un paragraphe ici.\n\nUn autre, plus long.",
                vec!["Un paragraphe ici.", "Un autre, plus long."],
            ),
            (
                "Première phrase. Deuxième phrase. Fin.",
                vec!["Première phrase.", "Deuxième phrase. Fin."],
            ),
            (
                "une phrase sans fin qui dure et qui dure",
                vec!["une phrase sans fin qui dure", "et qui dure"],
            ),
        ] {
            assert_eq!(split(text, room, Locale::FR), expected);
        }
        let letters = "x".repeat(70);
        let pieces = split(&letters, room, Locale::FR);
        assert_eq!(pieces.iter().map(String::len).collect::<Vec<_>>(), [30, 30, 10]);
        let marks = format!("e{}", "\u{301}".repeat(70));
        assert_eq!(split(&marks, room, Locale::FR).concat(), marks);
    }
}
