/// The words within a number of mistakes of a pattern, as an automaton over the bytes of UTF-8.
///
/// A mistake is a letter added, left out or replaced, or two neighbours in the wrong order. Bit `i`
/// of `rows[d]` says that the first `i` letters of the pattern may have been read with `d` mistakes
/// (S. Wu and U. Manber, "Fast text searching allowing errors", 1992).
///
/// The crate levenshtein_automata compiles a table for each word, which pays when one word is
/// looked for many times. Here each word is looked for once: for two mistakes in nine to twelve
/// letters the table alone takes 70 to 120 µs, and correcting the word this way 11 to 17 µs among
/// 3,000 words (2026-11).
#[derive(Debug)]
pub(super) struct Near<'p> {
    pub pattern: &'p [char],
    pub mistakes: usize,
    ascii: [u32; 128],
}

#[derive(Clone, Copy, Debug)]
pub(super) struct NearState {
    rows: [u32; 3],
    /// Waits for the second of two letters in the wrong order.
    crossed: [u32; 2],
    /// The letter that is being put together from bytes, and how many bytes are missing.
    letter: u32,
    missing: u8,
}

impl<'p> Near<'p> {
    /// The pattern has at most [`MAX_LETTERS`] letters, and `mistakes` is 1 or 2.
    pub(super) fn new(pattern: &'p [char], mistakes: usize) -> Near<'p> {
        debug_assert!(pattern.len() <= MAX_LETTERS && (1..=2).contains(&mistakes));
        let mut ascii = [0; 128];
        for (at, letter) in pattern.iter().enumerate().filter(|(_, letter)| letter.is_ascii()) {
            ascii[*letter as usize] |= 1 << at;
        }
        Near { pattern, mistakes, ascii }
    }

    pub(super) fn start(&self) -> NearState {
        NearState { rows: [0b1, 0b11, 0b111], crossed: [0; 2], letter: 0, missing: 0 }
    }

    pub(super) fn is_match(&self, state: &NearState) -> bool {
        state.missing == 0 && (state.rows[self.mistakes] >> self.pattern.len()) & 1 == 1
    }

    pub(super) fn can_match(&self, state: &NearState) -> bool {
        // What can be read with fewer mistakes can be read with more.
        state.rows[self.mistakes] != 0 || state.crossed[self.mistakes - 1] != 0
    }

    pub(super) fn accept(&self, state: &NearState, byte: u8) -> NearState {
        let bits = u32::from(byte);
        let (letter, missing) = match byte {
            0x00..0x80 => (bits, 0),
            0x80..0xC0 => ((state.letter << 6) | (bits & 0x3F), state.missing.saturating_sub(1)),
            0xC0..0xE0 => (bits & 0x1F, 1),
            0xE0..0xF0 => (bits & 0x0F, 2),
            _ => (bits & 0x07, 3),
        };
        match missing {
            0 => self.read(state, letter),
            _ => NearState { letter, missing, ..*state },
        }
    }

    fn read(&self, state: &NearState, letter: u32) -> NearState {
        let places = self.places(letter);
        let (mut rows, mut crossed) = ([0; 3], [0; 2]);
        rows[0] = (state.rows[0] & places) << 1;
        for d in 1..=self.mistakes {
            let fewer = state.rows[d - 1];
            let read = (state.rows[d] & places) << 1;
            let added = fewer;
            let replaced = fewer << 1;
            let left_out = rows[d - 1] << 1;
            let uncrossed = (state.crossed[d - 1] & places) << 2;
            rows[d] = read | added | replaced | left_out | uncrossed;
            crossed[d - 1] = fewer & (places >> 1);
        }
        NearState { rows, crossed, letter: 0, missing: 0 }
    }

    /// Where the pattern has a letter.
    fn places(&self, letter: u32) -> u32 {
        if let Some(places) = self.ascii.get(letter as usize) {
            return *places;
        }
        let at = |(at, c): (usize, &char)| u32::from(u32::from(*c) == letter) << at;
        self.pattern.iter().enumerate().map(at).fold(0, |all, bit| all | bit)
    }
}

/// The states have 32 bits, of which a word needs one more than it has letters.
pub(super) const MAX_LETTERS: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_within_some_mistakes_are_accepted() {
        let cases = [
            ("facture", "facture", 1, true),
            ("factuer", "facture", 1, true),
            ("factre", "facture", 1, true),
            ("ffacture", "facture", 1, true),
            ("fackure", "facture", 1, true),
            ("fackur", "facture", 1, false),
            ("fackur", "facture", 2, true),
            ("afctuer", "facture", 2, true),
            ("acf", "abc", 1, false),
            ("счот", "счет", 1, true),
            ("счот", "счета", 1, false),
            ("", "a", 1, true),
            ("a", "", 1, true),
        ];
        for (pattern, word, mistakes, expected) in cases {
            let pattern: Vec<char> = pattern.chars().collect();
            let near = Near::new(&pattern, mistakes);
            let state = word.bytes().fold(near.start(), |state, byte| near.accept(&state, byte));
            assert_eq!(near.is_match(&state), expected, "{pattern:?} {word:?} {mistakes}");
        }
    }
}
