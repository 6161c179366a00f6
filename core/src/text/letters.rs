/// Which three letters follow each other in the words of a language: what tells a word that nobody
/// has listed from a hand that fell on the keyboard.
///
/// A bit for each three of the letters a to z and the edge of a word, in folded words. Among random
/// letters there are soon three that no word has in a row; names and rare words are put together
/// like others. Empty, and without an opinion, where the common words of the language are not listed.
#[derive(Clone, Debug)]
pub(super) struct Letters<D>(D);

impl<D: AsRef<[u8]>> Letters<D> {
    /// Opens what a [`LettersBuilder`] wrote; `None` where it did not.
    pub(super) fn open(bytes: D) -> Option<Letters<D>> {
        matches!(bytes.as_ref().len(), 0 | SIZE).then_some(Letters(bytes))
    }

    /// Whether a folded word has letters in an order that the language never has.
    pub(super) fn is_strange(&self, word: &str) -> bool {
        let bits = self.0.as_ref();
        !bits.is_empty() && threes(word).any(|three| bits[three / 8] & (1 << (three % 8)) == 0)
    }
}

/// Collects words for [`Letters`].
#[cfg(feature = "author")]
#[derive(Clone, Debug, Default)]
pub(super) struct LettersBuilder(Vec<u8>);

#[cfg(feature = "author")]
impl LettersBuilder {
    pub(super) fn add(&mut self, word: &str) {
        self.0.resize(SIZE, 0);
        for three in threes(word) {
            self.0[three / 8] |= 1 << (three % 8);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn build(self) -> Vec<u8> {
        self.0
    }
}

/// The numbers of all three letters in a row, the edges of the word among them. A word with other
/// letters than a to z has none.
fn threes(word: &str) -> impl Iterator<Item = usize> {
    let is_latin = word.bytes().all(|letter| letter.is_ascii_lowercase());
    let letters = if is_latin { word.as_bytes() } else { &[] };
    let number = move |at: usize| match at.checked_sub(1).and_then(|at| letters.get(at)) {
        Some(letter) => usize::from(letter - b'a') + 1,
        None => 0,
    };
    (0..letters.len())
        .map(move |at| (number(at) * ALPHABET + number(at + 1)) * ALPHABET + number(at + 2))
}

/// The letters a to z, and the edge of a word.
const ALPHABET: usize = 27;
const SIZE: usize = (ALPHABET * ALPHABET * ALPHABET).div_ceil(8);

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    #[test]
    fn random_letters_are_strange_and_unlisted_words_are_not() {
        let mut builder = LettersBuilder::default();
        ["facture", "fracture", "structure", "ouverte", "couvert"]
            .iter()
            .for_each(|word| builder.add(word));
        let letters = Letters::open(builder.build()).expect("the size is right");
        for word in ["facture", "couverte", "été", ""] {
            assert!(!letters.is_strange(word), "{word}");
        }
        for word in ["qsdfg", "fxture", "erutcaf"] {
            assert!(letters.is_strange(word), "{word}");
        }
        assert!(Letters::open(vec![0; 7]).is_none());
        assert!(!Letters::open(Vec::new()).expect("empty").is_strange("qsdfg"));
    }
}
