//! The forms of Unicode: the only place that asks for them.
//!
//! Their tables are a tenth of a web module's download, and every JavaScript engine has them. With the feature
//! `js` a module for the web asks the one that it runs in.

use std::borrow::Cow;

/// A text in NFKC: the compatible characters of Unicode made one, and letters composed with their marks.
pub(super) fn nfkc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_settled) { Cow::Borrowed(text) } else { tables::nfkc(text) }
}

/// A text in NFD: letters and their marks apart.
pub(super) fn nfd(text: &str) -> String {
    tables::nfd(text)
}

/// Whether a character stays as it is in NFKC whatever is beside it, as those of most texts in Latin letters do.
fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{C0}'..='\u{FF}' | '«' | '»' | '€' | '\u{2013}'..='\u{2014}' | '\u{2018}'..='\u{201D}')
}

/// Whether a character may belong to the one before it: a mark, or a part of a syllable. `false` is certain.
pub(super) fn may_join(c: char) -> bool {
    !matches!(c, '\0'..='\u{2FF}' | '\u{2010}'..='\u{202F}' | '\u{20A0}'..='\u{20CF}')
}

#[cfg(not(all(feature = "js", target_family = "wasm", target_os = "unknown")))]
mod tables {
    use std::borrow::Cow;

    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

    pub(super) fn nfkc(text: &str) -> Cow<'_, str> {
        match is_nfkc_quick(text.chars()) {
            IsNormalized::Yes => Cow::Borrowed(text),
            _ => Cow::Owned(text.nfkc().collect()),
        }
    }

    pub(super) fn nfd(text: &str) -> String {
        text.nfd().collect()
    }
}

#[cfg(all(feature = "js", target_family = "wasm", target_os = "unknown"))]
mod tables {
    use std::borrow::Cow;

    use js_sys::JsString;

    pub(super) fn nfkc(text: &str) -> Cow<'_, str> {
        Cow::Owned(normalized(text, "NFKC"))
    }

    pub(super) fn nfd(text: &str) -> String {
        normalized(text, "NFD")
    }

    fn normalized(text: &str, form: &str) -> String {
        JsString::from(text).normalize(form).into()
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, is_nfkc_quick};
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn what_is_said_of_characters_is_so_by_the_tables() {
        for c in '\0'..=char::MAX {
            let quick = is_nfkc_quick(std::iter::once(c));
            let joins = quick == IsNormalized::Maybe || canonical_combining_class(c) != 0;
            assert!(!is_settled(c) || (quick == IsNormalized::Yes && !joins), "{c:?}");
            assert!(may_join(c) || !joins, "{c:?}");
        }
    }

    /// Texts are normalised a cluster at a time. The two crates have the tables of different years: a mark that only the
    /// younger ones know stands by itself.
    #[test]
    fn what_composes_is_one_cluster() {
        let (mut together, mut apart) = (0, Vec::new());
        for c in '\0'..=char::MAX {
            let quick = is_nfkc_quick(std::iter::once(c));
            if quick == IsNormalized::Maybe || canonical_combining_class(c) != 0 {
                let before = match c {
                    '\u{1161}'..='\u{1175}' => '\u{1100}',
                    '\u{11A8}'..='\u{11C2}' => '가',
                    _ => 'a',
                };
                let pair = String::from_iter([before, c]);
                match pair.graphemes(true).count() {
                    1 => together += 1,
                    _ => apart.push(c),
                }
            }
        }
        assert!(together > 1_000 && apart.len() < 50, "{apart:?}");
    }
}
