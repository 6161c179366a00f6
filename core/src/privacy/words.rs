//! Words, read ahead: never more of one than a word that means something here can have.

/// Whether a character is part of a word. An accent by itself belongs to the letter before it.
pub(super) fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&character)
}

/// A space within a line.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The character at a place.
pub(super) fn at(text: &str, place: usize) -> Option<char> {
    text[place..].chars().next()
}

/// Where the word that starts here ends, however long it is.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    text[start..].find(|c| !is_of_word(c)).map_or(text.len(), |length| start + length)
}

/// The word that starts here; none where it is long, for those are names of nothing.
pub(super) fn word(text: &str, start: usize) -> Option<&str> {
    bounded(text, start, is_of_word)
}

/// The same with what hyphens join to it: "Aix-en-Provence".
pub(super) fn joined_word(text: &str, start: usize) -> Option<&str> {
    bounded(text, start, |c| is_of_word(c) || c == '-').map(|word| word.trim_end_matches('-'))
}

fn bounded(text: &str, start: usize, is_part: impl Fn(char) -> bool) -> Option<&str> {
    let mut characters = text[start..].char_indices();
    let end = characters.by_ref().take(MAX_CHARACTERS).find(|(_, c)| !is_part(*c));
    let length = match end {
        Some((length, _)) => length,
        None if characters.next().is_some() => return None,
        None => text.len() - start,
    };
    let starts = at(text, start).is_some_and(is_of_word);
    starts.then(|| &text[start..start + length])
}

/// The place behind the spaces here; at most three, for more are no longer between words.
pub(super) fn skip_spaces(text: &str, start: usize) -> usize {
    let spaces = text[start..].chars().take(MAX_SPACES).take_while(|c| is_space(*c));
    start + spaces.map(char::len_utf8).sum::<usize>()
}

/// Whether what ends here is a word by itself, and not the start of an e-mail address, of an
/// identifier, or of something else with signs in it.
pub(super) fn closes(text: &str, end: usize) -> bool {
    let mut following = text[end..].chars();
    match following.next() {
        None => true,
        Some('.' | '-') => !following.next().is_some_and(|c| is_of_word(c) || is_sign(c)),
        Some(next) => !is_of_word(next) && !is_sign(next),
    }
}

/// What personal data, or the mark of it, may start with or have inside.
fn is_sign(character: char) -> bool {
    matches!(character, '@' | '_' | '+' | '(' | '[' | '/' | '%' | '&' | '-' | '.')
}

/// A word in lower case without accents. What is not Latin is left as it is.
pub(super) fn fold(word: &str) -> String {
    let plain = |character| match character {
        'à' | 'â' | 'ä' => Some('a'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'î' | 'ï' => Some('i'),
        'ô' | 'ö' => Some('o'),
        'ù' | 'û' | 'ü' => Some('u'),
        'ç' => Some('c'),
        '\u{300}'..='\u{36f}' => None,
        other => Some(other),
    };
    word.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// Whether a word has letters and nothing else, but for hyphens.
pub(super) fn is_name(word: &str) -> bool {
    word.chars().all(|c| c == '-' || is_of_word(c) && !c.is_numeric())
}

/// Whether a word starts with a capital letter.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether what stands behind a number makes it an amount of something: "€", "euros", "points".
pub(super) fn is_counted(text: &str, end: usize) -> bool {
    let next = skip_spaces(text, end);
    match at(text, next) {
        Some('€' | '$' | '£' | '%' | '°') => true,
        _ => word(text, next)
            .is_some_and(|word| closes(text, next + word.len()) && is_unit(&fold(word))),
    }
}

/// Whether a folded word is one in which things are counted.
pub(super) fn is_unit(word: &str) -> bool {
    const UNITS: &[&str] = &[
        "appels",
        "balles",
        "bits",
        "bytes",
        "calls",
        "centimes",
        "cents",
        "chaines",
        "channels",
        "chf",
        "clients",
        "customers",
        "days",
        "dollars",
        "eur",
        "euro",
        "euros",
        "fois",
        "francs",
        "gb",
        "gbp",
        "go",
        "heures",
        "hours",
        "jours",
        "kb",
        "kbps",
        "km",
        "ko",
        "livres",
        "mb",
        "mbps",
        "metres",
        "miles",
        "minutes",
        "mms",
        "mo",
        "mois",
        "months",
        "octets",
        "people",
        "personnes",
        "points",
        "pounds",
        "secondes",
        "seconds",
        "sms",
        "songs",
        "tb",
        "texts",
        "times",
        "titres",
        "to",
        "units",
        "unites",
        "usd",
        "users",
        "years",
        "ans",
        "annees",
        "kilometres",
        "mille",
        "millions",
    ];
    UNITS.contains(&word)
}

const MAX_CHARACTERS: usize = 40;
const MAX_SPACES: usize = 3;
