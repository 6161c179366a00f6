use super::counted::signed;
use super::days::{numeric_day, times, year};
use super::spell::{dialled, reference, telephone};
use super::tongue::{Tongue, tongue};
use crate::locale::Locale;

/// A text as it is said: numbers, days, times, amounts, telephone and order numbers in words, in the
/// languages whose words are known. What is not surely one of these stays as it is written.
pub(super) fn spoken(text: &str, locale: Locale) -> String {
    let Some(tongue) = tongue(locale) else { return text.to_owned() };
    let mut said = String::with_capacity(text.len() * 2);
    let mut at = 0;
    let mut before = None;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let starts = !before.is_some_and(|c: char| c.is_alphanumeric() || c == '_');
        let found = starts.then(|| read(rest, before, &said, tongue)).flatten();
        let length = match found {
            Some((words, length)) => {
                said.push_str(&words);
                length
            }
            None => {
                let length = as_written(rest, character);
                said.push_str(&rest[..length]);
                length
            }
        };
        at += length;
        before = text[..at].chars().next_back();
    }
    said
}

/// What a text starts with, in words, and its length.
fn read(
    text: &str,
    before: Option<char>,
    said: &str,
    tongue: &dyn Tongue,
) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    if !first.is_ascii_alphanumeric() && !"+-−€$£".contains(first) {
        return None;
    }
    let is_digit = first.is_ascii_digit();
    telephone(text, tongue)
        .or_else(|| if is_digit { numeric_day(text, said, tongue) } else { None })
        .or_else(|| tongue.written_day(text, said))
        .or_else(|| if is_digit { times(text, tongue) } else { None })
        .or_else(|| if is_digit { dialled(text, said, tongue) } else { None })
        .or_else(|| if is_digit { year(text, said, tongue) } else { None })
        .or_else(|| signed(text, before, tongue))
        .or_else(|| reference(text))
        .or_else(|| if is_digit { ordinal(text, tongue) } else { None })
}

fn ordinal(text: &str, tongue: &dyn Tongue) -> Option<(String, usize)> {
    let (words, length) = tongue.ordinal(text)?;
    let ends = !text[length..].starts_with(|c: char| c.is_alphanumeric());
    ends.then_some((words, length))
}

/// The bytes that are said as they are written: a word, a number of an unknown kind, or one character.
fn as_written(text: &str, first: char) -> usize {
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    let has_digit = first.is_ascii_digit();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        // "2.0.1", "23/11": nothing in it is read by itself.
        let joins = has_digit
            && matches!(character, '.' | ',' | '/' | ':' | '-')
            && next.is_some_and(char::is_alphanumeric);
        if !character.is_alphanumeric() && !joins {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_said() {
        for (written, said) in [
            ("Il coûte 19,90 €.", "Il coûte dix-neuf euros quatre-vingt-dix."),
            ("Soit 19.90 EUR par mois", "Soit dix-neuf euros quatre-vingt-dix par mois"),
            ("2,05 €/mois", "deux euros et cinq centimes par mois"),
            ("0,50 € ou 0,01 €", "cinquante centimes ou un centime"),
            ("1 € et 1 234,50 €", "un euro et mille deux cent trente-quatre euros cinquante"),
            ("1 000 000 €", "un million d'euros"),
            ("-5,00 €", "moins cinq euros"),
            ("jusqu'au 2026-11-23", "jusqu'au vingt-trois novembre deux mille vingt-six"),
            ("reçu 23/11/2026.", "reçu le vingt-trois novembre deux mille vingt-six."),
            ("le 01/08/2026", "le premier août deux mille vingt-six"),
            ("le 1er août 2026", "le premier août deux mille vingt-six"),
            ("le 21 novembre 2021", "le vingt et un novembre deux mille vingt et un"),
            ("à 9 h 30", "à neuf heures trente"),
            ("de 9h à 18h30.", "de neuf heures à dix-huit heures trente."),
            ("9h-12h", "neuf heures à douze heures"),
            ("18:30", "dix-huit heures trente"),
            ("à 1 h 01, puis 21 h", "à une heure une, puis vingt et une heures"),
            (
                "au 06 12 34 56 78.",
                "au zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit.",
            ),
            (
                "au 0612345678",
                "au zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            ),
            (
                "+33 6 12 34 56 78",
                "plus trente-trois, six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            ),
            (
                "+33612345678",
                "plus trente-trois, six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
            ),
            ("30 % de 12,5 %", "trente pour cent de douze virgule cinq pour cent"),
            ("La commande OD-482913 part", "La commande O D, 4 8 2, 9 1 3 part"),
            ("dossier 4829135", "dossier 4 8 2, 9 1, 3 5"),
            ("code 0042", "code 0 0, 4 2"),
            ("20 Go à 300 Mbit/s", "vingt gigaoctets à trois cents mégabits par seconde"),
            ("1 min", "une minute"),
            (
                "2,5 et 3,14 et 2,05",
                "deux virgule cinq et trois virgule quatorze et deux virgule zéro cinq",
            ),
            ("-3 degrés", "moins trois degrés"),
            ("3-5 jours", "trois à cinq jours"),
            ("la 2e fois, le 1er jour", "la deuxième fois, le premier jour"),
            ("1 facture et 21 jours", "1 facture et 21 jours"),
            ("11 factures", "onze factures"),
            ("tapez 1.", "tapez un."),
            ("composez le 3900 ou le 112", "composez le trente-neuf, zéro zéro ou le cent douze"),
            (
                "au 1014, le 2026-11-23",
                "au dix, quatorze, le vingt-trois novembre deux mille vingt-six",
            ),
            ("passe au 1500 Mo", "passe au mille cinq cents mégaoctets"),
            ("La 4G, version 2.0.1, le 24/7", "La 4G, version 2.0.1, le 24/7"),
            ("Envoyez RIO par SMS", "Envoyez RIO par SMS"),
            ("Wi-Fi 6", "Wi-Fi six"),
        ] {
            assert_eq!(spoken(written, Locale::FR), said, "{written}");
        }
    }

    #[test]
    fn english_is_said() {
        for (written, said) in [
            ("It is €19.90.", "It is nineteen euros and ninety cents."),
            (
                "£1.01 or $1,234.50",
                "one pound and one penny or one thousand two hundred and thirty-four dollars and fifty cents",
            ),
            ("-€5.00", "minus five euros"),
            ("€10/month", "ten euros per month"),
            ("CHF 20.00", "twenty francs"),
            ("on 2026-11-23", "on the twenty-third of November twenty twenty-six"),
            ("on 23 November 2026.", "on the twenty-third of November twenty twenty-six."),
            ("by November 1, 2026", "by the first of November twenty twenty-six"),
            ("the 3rd of March", "the third of March"),
            ("in 2026, 2000 minutes", "in twenty twenty-six, two thousand minutes"),
            ("at 9:30", "at nine thirty"),
            ("from 9:00 to 18:30", "from nine o'clock to six thirty PM"),
            ("at 9:05 am", "at nine oh five AM"),
            ("call 020 7946 0018", "call zero two zero, seven nine four six, zero zero one eight"),
            ("30% or 12.5 %", "thirty percent or twelve point five percent"),
            ("3.14", "three point one four"),
            ("order OD-482913", "order O D, 4 8 2, 9 1 3"),
            ("20 GB, 1 GB", "twenty gigabytes, one gigabyte"),
            ("May I help? You may.", "May I help? You may."),
            ("Call 112 right away.", "Call one one two right away."),
            ("the 21st day", "the twenty-first day"),
            ("24/7 on 5G", "24/7 on 5G"),
        ] {
            assert_eq!(spoken(written, Locale::EN), said, "{written}");
        }
    }

    #[test]
    fn other_languages_keep_their_figures() {
        let german = "de".parse().expect("a locale");
        assert_eq!(spoken("19,90 € am 23.11.2026", german), "19,90 € am 23.11.2026");
    }
}
