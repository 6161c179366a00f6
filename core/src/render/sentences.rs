//! Where sentences end.

use crate::locale::Locale;

/// The sentences of a text, their spaces made single. A line break ends a sentence.
pub(crate) fn sentences(text: &str, locale: Locale) -> Vec<String> {
    let mut start = 0;
    let mut sentences = Vec::new();
    for end in sentence_ends(text, locale).into_iter().chain([text.len()]) {
        let words: Vec<&str> = text[start..end].split_whitespace().collect();
        if !words.is_empty() {
            sentences.push(words.join(" "));
        }
        start = end;
    }
    sentences
}

/// The bytes after which a sentence is over, in order: behind its last mark, before the space.
pub(super) fn sentence_ends(text: &str, locale: Locale) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, mark)) = characters.next() {
        let mut end = at + mark.len_utf8();
        if mark == '\n' || ENDS_ALONE.contains(&mark) {
            ends.push(end);
            continue;
        }
        if !ENDS_BEFORE_SPACE.contains(&mark) {
            continue;
        }
        let mut is_single = true;
        while let Some((next_at, next)) = characters
            .next_if(|(_, next)| ENDS_BEFORE_SPACE.contains(next) || CLOSES.contains(next))
        {
            is_single = false;
            end = next_at + next.len_utf8();
        }
        let rest = &text[end..];
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let next = rest.trim_start().chars().next();
        let goes_on = next.is_some_and(|next| next.is_lowercase() || GOES_ON.contains(&next));
        let is_short = mark == '.' && is_single && is_shortened(&text[..at], next, locale);
        if !goes_on && !is_short {
            ends.push(end);
        }
    }
    ends
}

/// Whether a full stop belongs to the word before it: "M.", "e.g.", the "1." of a list.
fn is_shortened(before: &str, next: Option<char>, locale: Locale) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let word = line
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '\'' | '’' | '"' | '«'))
        .next()
        .unwrap_or(line);
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => return false,
        (Some(letter), None) if letter.is_alphabetic() => return next.is_some(),
        _ => {}
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return line.trim() == word && next.is_some();
    }
    let word = word.to_lowercase();
    if MAY_END.contains(&&*word) {
        return next.is_some_and(|next| !next.is_uppercase());
    }
    if BEFORE_NUMBERS.contains(&&*word) {
        return next.is_some_and(|next| next.is_ascii_digit());
    }
    let known: &[&str] = match locale.language() {
        "fr" => &FRENCH,
        "en" => &ENGLISH,
        _ => &[],
    };
    next.is_some() && known.contains(&&*word)
}

/// Marks that end a sentence where a space follows, or nothing.
const ENDS_BEFORE_SPACE: [char; 6] = ['.', '!', '?', '…', '؟', '।'];
/// Marks after which no space is written.
const ENDS_ALONE: [char; 3] = ['。', '！', '？'];
/// Marks that stand behind the end and belong to it.
const CLOSES: [char; 6] = ['"', '”', '’', ')', ']', '»'];
/// Marks, after a space, that belong to the sentence before.
const GOES_ON: [char; 9] = ['»', ')', '!', '?', ':', ';', '%', '€', '…'];

/// What is shortened in French and does not end a sentence.
const FRENCH: [&str; 14] = [
    "mm", "mme", "mmes", "mlle", "dr", "pr", "st", "ste", "av", "bd", "cf", "p.ex", "c.-à-d", "env",
];
/// The same in English.
const ENGLISH: [&str; 12] =
    ["mr", "mrs", "ms", "dr", "prof", "st", "ave", "e.g", "i.e", "vs", "approx", "dept"];
/// What is shortened before a number; "no" is a word too.
const BEFORE_NUMBERS: [&str; 13] =
    ["no", "nos", "num", "art", "fig", "vol", "pp", "tél", "tel", "réf", "ref", "ext", "chap"];
/// What is shortened and may well be the last word of a sentence: a capital letter decides.
const MAY_END: [&str; 8] = ["etc", "a.m", "p.m", "inc", "ltd", "min", "max", "ex"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_stop() {
        let cases: [(Locale, &str, &[&str]); 15] = [
            (Locale::FR, "Bonjour ! Que puis-je faire ?", &["Bonjour !", "Que puis-je faire ?"]),
            (Locale::FR, "Voir le n° 5. Merci.", &["Voir le n° 5.", "Merci."]),
            (Locale::FR, "Demandez M. Durand. Il sait.", &["Demandez M. Durand.", "Il sait."]),
            (
                Locale::FR,
                "Ouvert de 9 h à 18 h 30. Fermé ensuite.",
                &["Ouvert de 9 h à 18 h 30.", "Fermé ensuite."],
            ),
            (Locale::FR, "À 18 h 30. puis non", &["À 18 h 30. puis non"]),
            (
                Locale::FR,
                "C'est 19.90 € par mois. Ou 3.5 Go.",
                &["C'est 19.90 € par mois.", "Ou 3.5 Go."],
            ),
            (Locale::FR, "Cf. l'art. 4. Fin", &["Cf. l'art. 4.", "Fin"]),
            (Locale::FR, "Il dit « non ! » et part.", &["Il dit « non ! » et part."]),
            (Locale::EN, "Use a tool, e.g. A pin. Done.", &["Use a tool, e.g. A pin.", "Done."]),
            (
                Locale::EN,
                "Open at 9 a.m. on Monday. Come!",
                &["Open at 9 a.m. on Monday.", "Come!"],
            ),
            (Locale::EN, "We close at 6 p.m. Come early.", &["We close at 6 p.m.", "Come early."]),
            (Locale::EN, "1. Log in\n2. Pay", &["1. Log in", "2. Pay"]),
            (
                Locale::EN,
                "See https://x.example/a.b. (Yes.) No…",
                &["See https://x.example/a.b.", "(Yes.)", "No…"],
            ),
            (Locale::EN, "Say no. Try no. 5 instead.", &["Say no.", "Try no. 5 instead."]),
            (Locale::EN, " \n\n ", &[]),
        ];
        for (locale, text, expected) in cases {
            assert_eq!(sentences(text, locale), expected, "{text}");
        }
    }

    #[test]
    fn other_scripts_have_their_own_marks() {
        let japanese = "ja".parse().expect("a locale");
        assert_eq!(sentences("はい。次へ。", japanese), ["はい。", "次へ。"]);
    }
}
