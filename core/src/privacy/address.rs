//! Addresses, by what they look like.

use super::dates::is_month;
use super::digits::value;
use super::words::{
    at, closes, fold, is_capital, is_name, is_of_word, is_unit, joined_word, skip_spaces, word,
};

/// The end of an address that starts here with a digit: a house and its street, with the town where it
/// follows, or a French postcode and a town.
pub(super) fn address(text: &str, start: usize) -> Option<usize> {
    let street = house(text, start)
        .and_then(|place| french_street(text, place).or_else(|| english_street(text, place)));
    match street {
        Some(end) => Some(rest(text, end)),
        None => town(text, french_postcode(text, start)?, Town::Certain),
    }
}

/// The end of a British postcode that starts here, `NW1 6XE`, in capital letters, so that it is not
/// the name of a product.
pub(super) fn british_postcode(text: &str, start: usize) -> Option<usize> {
    let code = &text[start..british(text, start)?];
    code.chars().all(|c| !c.is_lowercase()).then_some(start + code.len())
}

/// The end of a French postcode: five digits, of which the first two are a department's.
pub(super) fn french_postcode(text: &str, start: usize) -> Option<usize> {
    let code = word(text, start).filter(|code| code.chars().count() == 5)?;
    let mut digits = code.chars().map(value);
    let (tens, units) = (digits.next()??, digits.next()??);
    let is_one = digits.all(|digit| digit.is_some()) && matches!(tens * 10 + units, 1..=98);
    is_one.then_some(start + code.len())
}

/// The place behind the number of a house: "12", "221B", "12 bis", "12-14,".
fn house(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    for is_second in [false, true] {
        let number = word(text, if is_second { end + 1 } else { end })?;
        let letters = number.trim_start_matches(|c| value(c).is_some());
        let digits = number.chars().count() - letters.chars().count();
        if !matches!(digits, 1..=4) || letters.chars().count() > 1 || !is_name(letters) {
            return None;
        }
        end += number.len() + usize::from(is_second);
        let has_second = at(text, end) == Some('-')
            && at(text, end + 1).is_some_and(|next| value(next).is_some());
        if !has_second {
            break;
        }
    }
    let next = skip_spaces(text, end);
    if let Some(more) = word(text, next) {
        let is_letter = more.len() == 1 && is_capital(more);
        if is_letter || matches!(fold(more).as_str(), "bis" | "ter" | "quater") {
            end = next + more.len();
        }
    }
    end += usize::from(at(text, end) == Some(','));
    let behind = skip_spaces(text, end);
    (behind > end).then_some(behind)
}

/// The end of a street that starts here with what it is: "rue des Lilas".
fn french_street(text: &str, start: usize) -> Option<usize> {
    let sort = word(text, start)?;
    let folded = fold(sort);
    let is_certain = FRENCH.contains(&folded.as_str());
    if !is_certain && !FRENCH_WITH_CAPITAL.contains(&folded.as_str()) {
        return None;
    }
    let mut place = start + sort.len();
    place += usize::from(at(text, place) == Some('.'));
    let mut end = None;
    let mut capitals = 0;
    let mut lower = 0;
    for _ in 0..MAX_WORDS {
        place = skip_spaces(text, place);
        let Some(word) = joined_word(text, place) else { break };
        let (folded, word_end) = (fold(word), place + word.len());
        let is_connector = CONNECTORS.contains(&folded.as_str());
        if is_connector && matches!(at(text, word_end), Some('\'' | '’')) {
            place = word_end + at(text, word_end).map_or(0, char::len_utf8);
            continue;
        }
        if !closes(text, word_end) {
            break;
        }
        if is_connector {
            // "de", and the name must still come.
        } else if end.is_none() && is_number(word, 2) {
            // "rue du 8 mai 1945".
            end = day(text, word_end);
            break;
        } else if is_name(word) && is_capital(word) {
            capitals += 1;
            end = Some(word_end);
        } else if is_certain && is_name(word) && capitals == 0 && lower < 2 && !is_stop(&folded) {
            lower += 1;
            end = Some(word_end);
        } else {
            break;
        }
        place = word_end;
        if at(text, place).is_some_and(|sign| !is_space_or_apostrophe(sign)) {
            break;
        }
    }
    end
}

/// "mai 1945", behind the number of a day.
fn day(text: &str, start: usize) -> Option<usize> {
    let place = skip_spaces(text, start);
    let month = word(text, place).filter(|month| is_month(&fold(month)))?;
    let end = place + month.len();
    let next = skip_spaces(text, end);
    let year =
        word(text, next).filter(|year| is_number(year, 4) && closes(text, next + year.len()));
    closes(text, end).then(|| year.map_or(end, |year| next + year.len()))
}

/// The end of a street that ends with what it is: "Baker Street".
fn english_street(text: &str, start: usize) -> Option<usize> {
    let mut place = start;
    let mut all_capitals = true;
    for index in 0..MAX_WORDS_OF_STREET {
        let word = joined_word(text, place)?;
        let (folded, end) = (fold(word), place + word.len());
        if !closes(text, end) {
            return None;
        }
        all_capitals &= is_capital(word) || is_ordinal(word);
        if index > 0 {
            let is_certain = ENGLISH.contains(&folded.as_str()) && (all_capitals || index <= 2);
            if is_certain || all_capitals && ENGLISH_WITH_CAPITAL.contains(&folded.as_str()) {
                return Some(end);
            }
        }
        let is_part = is_name(word) || is_ordinal(word);
        if !is_part || is_stop(&folded) || is_unit(&folded) {
            return None;
        }
        place = skip_spaces(text, end);
        if place == end {
            return None;
        }
    }
    None
}

/// The end of what follows a street: a postcode, a town.
fn rest(text: &str, street_end: usize) -> usize {
    let mut end = street_end;
    let mut certain = Town::AfterComma;
    for _ in 0..MAX_PARTS {
        let mut place = end;
        let mut has_comma = false;
        for sign in text[end..].chars().take(MAX_SIGNS) {
            match sign {
                ',' | '\n' | '-' | '–' => has_comma = true,
                ' ' | '\u{a0}' => {}
                _ => break,
            }
            place += sign.len_utf8();
        }
        if place == end {
            break;
        }
        let code = french_postcode(text, place).or_else(|| british(text, place));
        if let Some(code) = code.filter(|code| closes(text, *code)) {
            end = code;
            certain = Town::AfterCode;
            continue;
        }
        let preposition =
            word(text, place).filter(|word| matches!(fold(word).as_str(), "a" | "in" | "at"));
        let named = match preposition {
            Some(word) if certain == Town::AfterComma => {
                let name = skip_spaces(text, place + word.len());
                capitalised(text, name, 0)
            }
            _ if certain == Town::AfterCode => town(text, end, Town::AfterCode),
            _ if has_comma => capitalised(text, place, 0),
            _ => None,
        };
        match named {
            Some(named) => end = named,
            None => break,
        }
        certain = Town::AfterComma;
    }
    end
}

/// How sure it is that a town follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Town {
    /// It takes a comma.
    AfterComma,
    /// A postcode of the same address stands before it.
    AfterCode,
    /// It is what tells a postcode from any other number, and must look like a town.
    Certain,
}

/// The end of a town behind a postcode that ends here.
fn town(text: &str, code_end: usize, how: Town) -> Option<usize> {
    let comma = usize::from(how == Town::AfterCode && at(text, code_end) == Some(','));
    let place = skip_spaces(text, code_end + comma);
    if place == code_end {
        return None;
    }
    if how == Town::Certain {
        return capitalised(text, place, MIN_TOWN);
    }
    let word = joined_word(text, place).filter(|word| is_name(word) && !is_stop(&fold(word)))?;
    let end = place + word.len();
    closes(text, end).then(|| capitalised(text, place, 0).unwrap_or(end))
}

/// The end of a name of words with capital letters, "Le Mans", one of which has so many letters.
fn capitalised(text: &str, start: usize, letters: usize) -> Option<usize> {
    let mut end = None;
    let mut place = start;
    let mut is_long = false;
    for _ in 0..MAX_WORDS_OF_TOWN {
        let Some(word) = joined_word(text, place) else { break };
        let folded = fold(word);
        let fits = is_capital(word) && is_name(word) && !is_unit(&folded) && !is_stop(&folded);
        let word_end = place + word.len();
        if !fits || !closes(text, word_end) {
            break;
        }
        is_long |= word.chars().count() >= letters;
        end = Some(word_end);
        place = skip_spaces(text, word_end);
        if place == word_end {
            break;
        }
    }
    end.filter(|_| is_long)
}

/// The end of a British postcode, in any letters: an area, a district, a space, a digit, two letters.
fn british(text: &str, start: usize) -> Option<usize> {
    let outward = word(text, start)?;
    let behind = start + outward.len();
    let letters = outward.bytes().take_while(u8::is_ascii_alphabetic).count();
    let district = &outward.as_bytes()[letters..];
    let is_outward = matches!(letters, 1 | 2)
        && match district {
            [digit] => digit.is_ascii_digit(),
            [digit, more] => digit.is_ascii_digit() && more.is_ascii_alphanumeric(),
            _ => false,
        };
    if !is_outward || at(text, behind) != Some(' ') {
        return None;
    }
    let inward = word(text, behind + 1)?;
    let is_inward = match inward.as_bytes() {
        [digit, first, second] => {
            let is_used =
                |letter: &u8| letter.is_ascii_alphabetic() && !b"cikmovCIKMOV".contains(letter);
            digit.is_ascii_digit() && is_used(first) && is_used(second)
        }
        _ => false,
    };
    // "S20 5GB", "the a1 2nd": amounts and places in a row.
    let ending = inward.get(1..).map(fold).unwrap_or_default();
    let is_other = matches!(ending.as_str(), "gb" | "tb" | "st" | "nd" | "rd" | "th" | "hd");
    (is_inward && !is_other).then_some(behind + 1 + inward.len())
}

fn is_number(word: &str, most: usize) -> bool {
    word.chars().count() <= most && word.chars().all(|c| value(c).is_some())
}

/// "5th".
fn is_ordinal(word: &str) -> bool {
    let ending = word.trim_start_matches(|c| value(c).is_some());
    ending.len() < word.len() && matches!(fold(ending).as_str(), "st" | "nd" | "rd" | "th")
}

fn is_space_or_apostrophe(sign: char) -> bool {
    sign.is_whitespace() && sign != '\n' || matches!(sign, '\'' | '’') || is_of_word(sign)
}

/// Words that are no name, in lower case.
fn is_stop(folded: &str) -> bool {
    const STOP: &[&str] = &[
        "a", "about", "again", "ai", "am", "an", "and", "are", "as", "at", "avec", "be", "because",
        "bonjour", "but", "by", "c", "can", "car", "ce", "cette", "chez", "d", "dans", "depuis",
        "do", "donc", "down", "elle", "en", "est", "et", "feet", "for", "from", "hello", "how",
        "i", "il", "in", "is", "it", "j", "je", "jusqu", "mais", "me", "meters", "metres", "merci",
        "mon", "more", "my", "n", "ne", "nous", "of", "off", "on", "or", "ou", "par", "pas", "per",
        "please", "pour", "que", "qui", "s", "sans", "si", "so", "some", "sont", "sur", "svp",
        "thank", "thanks", "that", "the", "this", "to", "un", "une", "up", "vers", "vous", "was",
        "way", "we", "when", "with", "you", "your",
    ];
    STOP.contains(&folded)
}

/// What streets are called in French, and little else behind a number is.
const FRENCH: &[&str] = &[
    "rue",
    "avenue",
    "av",
    "ave",
    "boulevard",
    "boul",
    "bd",
    "bld",
    "blvd",
    "allee",
    "allees",
    "impasse",
    "chemin",
    "route",
    "rte",
    "quai",
    "ruelle",
    "sentier",
    "faubourg",
    "fbg",
    "esplanade",
    "lotissement",
    "hameau",
    "residence",
    "venelle",
    "montee",
];
/// What else is counted: "2 places de parking", "1 cours".
const FRENCH_WITH_CAPITAL: &[&str] =
    &["place", "pl", "cours", "passage", "square", "cite", "villa", "voie", "promenade", "parvis"];
const CONNECTORS: &[&str] = &["de", "du", "des", "la", "le", "les", "l", "d", "aux", "au", "et"];

const ENGLISH: &[&str] = &["street", "road", "avenue", "lane", "boulevard", "crescent"];
const ENGLISH_WITH_CAPITAL: &[&str] = &[
    "ave", "blvd", "close", "court", "ct", "dr", "drive", "gardens", "gate", "green", "grove",
    "hill", "ln", "mews", "parade", "park", "place", "quay", "rd", "rise", "row", "sq", "square",
    "st", "terrace", "view", "walk", "way", "wharf", "yard",
];

/// The most words of a French street's name.
const MAX_WORDS: usize = 10;
/// The most words of an English street's name, with what it is.
const MAX_WORDS_OF_STREET: usize = 5;
const MAX_WORDS_OF_TOWN: usize = 5;
/// Postcode, town, county, postcode.
const MAX_PARTS: usize = 4;
/// The signs between two of them: " - ".
const MAX_SIGNS: usize = 4;
/// "59000 Lille", but not "59000 Go".
const MIN_TOWN: usize = 3;
