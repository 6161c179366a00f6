/// How many segments a text takes as an SMS, in the alphabet that it needs.
pub fn sms_segments(text: &str) -> usize {
    let alphabet = Alphabet::of(text);
    let units: usize = text.chars().map(|character| alphabet.cost(character)).sum();
    if units <= alphabet.alone() {
        return usize::from(units > 0);
    }
    // A character of two units is not cut: it goes to the next segment.
    let (mut segments, mut used) = (1, 0);
    for character in text.chars() {
        let cost = alphabet.cost(character);
        if used + cost > alphabet.of_several() {
            segments += 1;
            used = 0;
        }
        used += cost;
    }
    segments
}

/// What an SMS is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// The default alphabet of 3GPP TS 23.038, in septets.
    Gsm,
    /// UTF-16, for everything else.
    Ucs2,
}

impl Alphabet {
    /// The alphabet that a text needs.
    pub(super) fn of(text: &str) -> Alphabet {
        let is_gsm =
            |c: char| BASIC.contains(c) || EXTENDED.contains(c) || c.is_ascii_alphanumeric();
        if text.chars().all(is_gsm) { Alphabet::Gsm } else { Alphabet::Ucs2 }
    }

    /// The units that a character takes. One of the extension table follows an escape.
    pub(super) fn cost(self, character: char) -> usize {
        match self {
            Alphabet::Gsm => 1 + usize::from(EXTENDED.contains(character)),
            Alphabet::Ucs2 => character.len_utf16(),
        }
    }

    /// The units that so many segments hold whatever the text is: each of several may lose its last
    /// one to a character of two.
    pub(super) fn room(self, segments: usize) -> usize {
        match segments {
            0 | 1 => self.alone(),
            several => self.of_several() * several - (several - 1),
        }
    }

    fn alone(self) -> usize {
        match self {
            Alphabet::Gsm => 160,
            Alphabet::Ucs2 => 70,
        }
    }

    fn of_several(self) -> usize {
        match self {
            Alphabet::Gsm => 153,
            Alphabet::Ucs2 => 67,
        }
    }
}

/// A text with the typographic signs that double the price of an SMS written as a keypad writes
/// them. Letters stay as they are.
pub(super) fn economical(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '’' | '‘' | '‚' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' => plain.push('"'),
            '–' | '—' | '‐' | '‑' => plain.push('-'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => plain.push(' '),
            '…' => plain.push_str("..."),
            other => plain.push(other),
        }
    }
    plain
}

/// The default alphabet beside ASCII's letters and digits.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// The extension table.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_counted_in_the_alphabet_that_the_text_needs() {
        for (text, segments) in [
            (String::new(), 0),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            // The sign of the euro takes two.
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            // 153 is odd: 76 of them fit each of several.
            ("€".repeat(152), 2),
            ("€".repeat(153), 3),
            ("é".repeat(160), 1),
            // Neither ê nor ç is in the alphabet, though Ç is.
            ("ê".repeat(70), 1),
            ("ç".repeat(71), 2),
            ("Ç".repeat(160), 1),
            ("😀".repeat(35), 1),
            ("😀".repeat(36), 2),
            // 67 is odd too.
            ("😀".repeat(67), 3),
            (format!("{}ê", "a".repeat(134)), 3),
        ] {
            assert_eq!(sms_segments(&text), segments, "{} {text:.8}", text.len());
        }
    }

    #[test]
    fn typographic_signs_do_not_double_the_price() {
        let text = economical("L’offre « Éco » – 20 €…");
        assert_eq!(text, "L'offre \" Éco \" - 20 €...");
        assert_eq!(Alphabet::of(&text), Alphabet::Gsm);
    }
}
