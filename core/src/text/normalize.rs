use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::unicode::{may_join, nfkc};

/// A text in the one spelling of Unicode that the rest of the module reads, and the way back to the
/// original bytes.
///
/// Normalised means NFKC with one apostrophe (`'`), one hyphen (`-`), ordinary spaces, and nothing
/// invisible. Letters keep their case and accents.
#[derive(Debug)]
pub(super) struct Normalized<'t> {
    text: Cow<'t, str>,
    /// Sorted by `at`; before the first one, and when there is none, the offsets are those of the
    /// original.
    shifts: Vec<Shift>,
}

impl<'t> Normalized<'t> {
    pub(super) fn new(original: &'t str) -> Normalized<'t> {
        let original = shortened(original);
        match original.find(|c: char| !c.is_ascii() || c.is_ascii_control() || c == '`') {
            None => Normalized { text: Cow::Borrowed(original), shifts: Vec::new() },
            Some(first) => rewrite(original, first),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the normalised text was made from. The range must
    /// not be empty.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<u32> {
        let (first, last) = (self.shift(range.start), self.shift(range.end - 1));
        let start = match first.width {
            0 => first.origin + (range.start as u32 - first.at),
            _ => first.origin,
        };
        let end = match last.width {
            0 => last.origin + (range.end as u32 - last.at),
            width => last.origin + width,
        };
        start..end
    }

    fn shift(&self, at: usize) -> Shift {
        let after = self.shifts.partition_point(|shift| shift.at as usize <= at);
        after.checked_sub(1).map_or(Shift::NONE, |index| self.shifts[index])
    }
}

/// How many characters a text has, as it is read: a ligature of three bytes may stand for eighteen
/// letters. `None` where it has more than this. The bytes are counted first, so that a text of any size
/// costs nothing.
pub(crate) fn length_within(text: &str, most: usize) -> Option<usize> {
    if text.len() > 4 * most {
        return None;
    }
    let length = nfkc(text).chars().count();
    (length <= most).then_some(length)
}

/// From byte `at` of the normalised text on, where its bytes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shift {
    at: u32,
    origin: u32,
    /// Zero where the bytes correspond one to one; else the length of the original that was
    /// rewritten as a whole.
    width: u32,
}

impl Shift {
    const NONE: Shift = Shift { at: 0, origin: 0, width: 0 };
}

/// Collects the normalised text, a letter with its marks at a time: they compose as a whole.
struct Rewriter<'t> {
    original: &'t str,
    /// Whether all of the original is in NFKC, and with it each of its parts.
    composed: bool,
    text: String,
    shifts: Vec<Shift>,
}

fn rewrite(original: &str, first: usize) -> Normalized<'_> {
    // The last character before the first unusual one may carry its mark.
    let plain = original[..first].char_indices().next_back().map_or(0, |(at, _)| at);
    let (before, rest) = original.split_at(plain);
    let mut text = String::with_capacity(original.len());
    text.push_str(before);
    let mut rewriter =
        Rewriter { original, composed: nfkc(rest) == rest, text, shifts: Vec::new() };
    if rest.contains(may_join) {
        for (at, cluster) in rest.grapheme_indices(true) {
            rewriter.cluster(plain + at..plain + at + cluster.len());
        }
    } else {
        for (at, c) in rest.char_indices() {
            rewriter.cluster(plain + at..plain + at + c.len_utf8());
        }
    }
    Normalized { text: Cow::Owned(rewriter.text), shifts: rewriter.shifts }
}

impl Rewriter<'_> {
    fn cluster(&mut self, cluster: Range<usize>) {
        let mut start = cluster.start;
        for (within, c) in self.original[cluster.clone()].char_indices() {
            if let Some(replacement) = replacement(c) {
                let at = cluster.start + within;
                self.compose(start..at);
                start = at + c.len_utf8();
                self.replace(at..start, replacement);
            }
        }
        self.compose(start..cluster.end);
    }

    fn compose(&mut self, range: Range<usize>) {
        let source = &self.original[range.clone()];
        // Piled-up marks are decoration. Thirty is what Unicode's stream-safe format allows.
        let kept =
            source.char_indices().nth(1 + MAX_MARKS).map_or(source, |(end, _)| &source[..end]);
        let normal = if self.composed { Cow::Borrowed(kept) } else { nfkc(kept) };
        if normal.is_empty() {
            return;
        }
        self.mark(range.start, if normal == source { 0 } else { range.len() });
        self.text.push_str(&normal);
    }

    fn replace(&mut self, range: Range<usize>, replacement: &str) {
        if !replacement.is_empty() {
            self.mark(range.start, range.len());
            self.text.push_str(replacement);
        }
    }

    /// Notes where the next byte of the normalised text comes from, if the last note does not say
    /// so already.
    fn mark(&mut self, origin: usize, width: usize) {
        let shift =
            Shift { at: self.text.len() as u32, origin: origin as u32, width: width as u32 };
        let last = self.shifts.last().copied().unwrap_or(Shift::NONE);
        let follows =
            last.width == 0 && width == 0 && shift.origin - last.origin == shift.at - last.at;
        if !follows {
            self.shifts.push(shift);
        }
    }
}

/// What a character is read as, before NFKC, which would turn some of these into something else.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '`' | '´' | '‘' | '’' | '‚' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '′' | '＇' => {
            "'"
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => "-",
        '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => " ",
        // Controls, soft hyphen, zero-width characters, bidirectional controls, variation
        // selectors, skin tones, tags.
        '\0'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0000}'..='\u{E0FFF}' => "",
        _ => return None,
    })
}

fn shortened(text: &str) -> &str {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Spans are 32 bits wide, and a gigabyte is enough. A host cuts messages far below this.
const MAX_BYTES: usize = 1 << 30;

const MAX_MARKS: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_unicode_become_one() {
        let cases = [
            ("plain ascii", "plain ascii"),
            ("e\u{301}te\u{301}", "été"),
            ("l’été l´ete l`ete lʼete", "l'été l'ete l'ete l'ete"),
            ("ｆａｃｔｕｒｅ　１２", "facture 12"),
            ("19,90\u{a0}€", "19,90 €"),
            ("mo\u{200b}t de\u{feff} \u{202e}passe\u{202c}", "mot de passe"),
            ("a\u{0}b\u{7}c\nd", "abc d"),
            ("OD\u{2011}12", "OD-12"),
            ("\u{301}\u{302}", "\u{301}\u{302}"),
            ("e\u{200b}\u{301}", "e\u{301}"),
            ("где моя посылка №1", "где моя посылка No1"),
        ];
        for (original, expected) in cases {
            assert_eq!(Normalized::new(original).text(), expected, "{original:?}");
        }
    }

    #[test]
    fn a_letter_has_thirty_marks_at_most() {
        for (letter, mark) in [("x", "\u{301}"), ("м", "\u{302}"), ("½", "\u{303}")] {
            let few = Normalized::new(&(letter.to_owned() + &mark.repeat(30))).text().to_owned();
            let many = letter.to_owned() + &mark.repeat(500) + " fin";
            let normalized = Normalized::new(&many);
            assert_eq!(normalized.text(), few.clone() + " fin");
            let end = few.len() + 1..few.len() + 4;
            assert_eq!(normalized.origin(&end), many.len() as u32 - 3..many.len() as u32);
        }
    }

    #[test]
    fn ranges_lead_back_to_the_original_bytes() {
        let original = "mo\u{200b}t e\u{301}te\u{301}\u{a0}ﬁn";
        let normalized = Normalized::new(original);
        let found: Vec<&str> = normalized
            .text()
            .split(' ')
            .map(|word| {
                let start = word.as_ptr() as usize - normalized.text().as_ptr() as usize;
                let origin = normalized.origin(&(start..start + word.len()));
                &original[origin.start as usize..origin.end as usize]
            })
            .collect();
        assert_eq!(found, ["mo\u{200b}t", "e\u{301}te\u{301}", "ﬁn"]);
    }
}
