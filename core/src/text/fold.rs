use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::language::Language;
use super::unicode::nfd;

/// A text in lower case without accents, for comparing names in any language.
pub(crate) fn plain(text: &str) -> String {
    let mut folded = String::new();
    fold(&lower(text, None), None, &mut folded);
    folded
}

/// The text in lower case, by the rules of the language where they differ (Turkish has two letters
/// i).
pub(super) fn lower(text: &str, language: Option<Language>) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'I' if language == Some(Language::Turkish) => lower.push('ı'),
            'İ' => lower.push('i'),
            _ if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

/// Appends lower-case text without its accents: what `surface` is made of.
///
/// Latin and Greek lose their marks, Arabic its vowel points and the variants of a letter that
/// people mix up, Cyrillic only ё and the stress mark; Indic signs are letters and stay.
pub(super) fn fold(text: &str, language: Option<Language>, folded: &mut String) {
    let start = folded.len();
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => folded.push(c),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ð' | 'đ' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            'ё' => folded.push('е'),
            // Tatweel only stretches the line.
            'ـ' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => {}
            _ => folded.push(bare(c)),
        }
    }
    if language == Some(Language::German) {
        undo_digraphs(folded, start);
    }
}

/// A Latin or Greek letter without its marks; another character as it is.
fn bare(c: char) -> char {
    static BARE: [OnceLock<Vec<char>>; BLOCKS.len()] = [const { OnceLock::new() }; BLOCKS.len()];
    let Some(block) = BLOCKS.iter().position(|block| block.contains(&c)) else { return c };
    let all = BARE[block].get_or_init(|| {
        // All letters of a block at once: asking costs more than what is asked.
        let letters: Vec<String> = BLOCKS[block].clone().map(String::from).collect();
        let apart = nfd(&letters.join(" "));
        apart
            .split(' ')
            .zip(BLOCKS[block].clone())
            .map(|(parts, c)| parts.chars().next().unwrap_or(c))
            .collect()
    });
    all.get(c as usize - *BLOCKS[block].start() as usize).copied().unwrap_or(c)
}

/// Where the letters with marks are: Latin, Greek, and more of both.
const BLOCKS: [RangeInclusive<char>; 3] =
    ['\u{00C0}'..='\u{024F}', '\u{0370}'..='\u{03FF}', '\u{1E00}'..='\u{1FFF}'];

/// "ae", "oe" and "ue" stand for the umlaut on keyboards without it, and folding takes the umlaut
/// to its vowel.
///
/// After a vowel or q they are two sounds ("neue", "Quelle") and stay.
fn undo_digraphs(folded: &mut String, start: usize) {
    let word = &folded.as_bytes()[start..];
    if !word.windows(2).any(|pair| matches!(pair, b"ae" | b"oe" | b"ue")) {
        return;
    }
    let mut kept = String::with_capacity(word.len());
    let mut before = [' ', ' '];
    for c in folded[start..].chars() {
        let digraph = c == 'e' && matches!(before[1], 'a' | 'o' | 'u');
        if !digraph || matches!(before[0], 'a' | 'e' | 'i' | 'o' | 'u' | 'q') {
            kept.push(c);
        }
        before = [before[1], c];
    }
    folded.truncate(start);
    folded.push_str(&kept);
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

    use super::*;

    #[test]
    fn letters_lose_the_marks_that_the_tables_give_them() {
        for c in '\0'..='\u{2FFF}' {
            let mut parts = Vec::new();
            decompose_canonical(c, |part| parts.push(part));
            parts.retain(|part| canonical_combining_class(*part) == 0);
            let expected =
                if BLOCKS.iter().any(|block| block.contains(&c)) { parts } else { vec![c] };
            assert_eq!([bare(c)], *expected, "{c:?}");
        }
    }

    #[test]
    fn folding_keeps_what_spells_the_word() {
        let cases = [
            ("reçue", None, "recue"),
            ("cœur", None, "coeur"),
            ("Ångström", None, "angstrom"),
            ("straße", None, "strasse"),
            ("йод ёлка", Some(Language::Russian), "йод елка"),
            ("διεύθυνσης", Some(Language::Greek), "διευθυνσησ"),
            ("FATURAM GELMEDI", Some(Language::Turkish), "faturam gelmedi"),
            ("für", Some(Language::German), "fur"),
            ("fuer neue quelle", Some(Language::German), "fur neue quelle"),
            ("கட்டணம்", Some(Language::Tamil), "கட்டணம்"),
            ("فَاتُورَة", Some(Language::Arabic), "فاتوره"),
        ];
        for (text, language, expected) in cases {
            let mut folded = String::new();
            fold(&lower(text, language), language, &mut folded);
            assert_eq!(folded, expected, "{text:?}");
        }
    }
}
