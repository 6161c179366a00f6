use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Sequences of words, each with what it stands for, found from the left, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// By first word; each list is sorted by descending length, then by words.
    by_head: WordMap<Vec<(Box<[String]>, T)>>,
}

impl<T> Phrases<T> {
    /// Of two equal phrases the first one counts. Empty ones are left out.
    pub(super) fn new(phrases: impl IntoIterator<Item = (Vec<String>, T)>) -> Phrases<T> {
        let mut by_head: WordMap<Vec<(Box<[String]>, T)>> = WordMap::default();
        for (mut words, value) in phrases {
            if words.is_empty() {
                continue;
            }
            let head = words.remove(0);
            by_head.entry(head).or_default().push((words.into(), value));
        }
        for list in by_head.values_mut() {
            list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            list.dedup_by(|(a, _), (b, _)| a == b);
        }
        Phrases { by_head }
    }

    /// The longest phrase that `words` starts with: how many words it has and what it stands for.
    pub(super) fn at<'w, W>(&self, head: &str, mut rest: W) -> Option<(usize, &T)>
    where
        W: Clone + Iterator<Item = &'w str>,
    {
        let list = self.by_head.get(head)?;
        if let [(tail, value)] = list.as_slice()
            && tail.is_empty()
        {
            return Some((1, value));
        }
        let longest = list.first().map_or(0, |(tail, _)| tail.len());
        let next: Vec<&str> = rest.by_ref().take(longest).collect();
        let matches = |tail: &[String]| {
            next.len() >= tail.len() && tail.iter().zip(&next).all(|(a, b)| a == b)
        };
        list.iter().find(|(tail, _)| matches(tail)).map(|(tail, value)| (tail.len() + 1, value))
    }
}

/// A map from words whose hashes are the same everywhere and cost a few nanoseconds.
///
/// The keys come from the knowledge base, never from customers, so that nobody can choose them to
/// collide.
pub(super) type WordMap<T> = HashMap<String, T, BuildHasherDefault<Fnv>>;

/// The hash of Fowler, Noll and Vo, 64 bits, variant 1a.
#[derive(Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl std::hash::Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let phrases = Phrases::new([
            (words("mot de passe"), 1),
            (words("mot"), 2),
            (words("mot de passe oublie"), 3),
            (words("mot"), 4),
            (Vec::new(), 5),
        ]);
        let cases = [
            ("mot de passe perdu", Some((3, 1))),
            ("mot de passe oublie", Some((4, 3))),
            ("mot de", Some((1, 2))),
            ("passe", None),
        ];
        for (text, expected) in cases {
            let mut rest = text.split(' ');
            let head = rest.next().expect("a case has a word");
            assert_eq!(phrases.at(head, rest).map(|(n, v)| (n, *v)), expected, "{text:?}");
        }
    }
}
