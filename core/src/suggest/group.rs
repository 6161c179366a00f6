//! Questions that ask for the same thing.
//!
//! Average linkage (Sokal and Michener 1958) over the cosine of the words that carry meaning, found by
//! chains of nearest neighbours (Murtagh 1983), which gives the same groups in quadratic time.

use std::collections::BTreeMap;

/// Questions as directions: one number for each word, the higher the rarer it is, all of length one.
pub(super) struct Vectors {
    all: Vec<Vec<(u32, f32)>>,
}

impl Vectors {
    /// Of the words of each question. How rare a word is, is counted in these and in the wordings that are
    /// taught: a few questions alone do not tell.
    pub(super) fn new<'w>(
        questions: impl Iterator<Item = Vec<&'w str>>,
        taught: impl Iterator<Item = Vec<&'w str>>,
    ) -> Vectors {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut in_how_many: Vec<f32> = Vec::new();
        let mut all: Vec<Vec<u32>> = Vec::new();
        for words in questions {
            let mut words: Vec<u32> = words
                .into_iter()
                .map(|word| {
                    let next = numbers.len() as u32;
                    *numbers.entry(word).or_insert(next)
                })
                .collect();
            words.sort_unstable();
            words.dedup();
            in_how_many.resize(numbers.len(), 0.0);
            words.iter().for_each(|word| in_how_many[*word as usize] += 1.0);
            all.push(words);
        }
        let mut count = all.len() as f32;
        for mut words in taught {
            words.sort_unstable();
            words.dedup();
            let known = words.iter().filter_map(|word| numbers.get(word));
            known.for_each(|word| in_how_many[*word as usize] += 1.0);
            count += 1.0;
        }
        let weight = |word: u32| 1.0 + libm::logf(count / in_how_many[word as usize]);
        let unit = |words: Vec<u32>| {
            let weighed: Vec<(u32, f32)> =
                words.into_iter().map(|word| (word, weight(word))).collect();
            let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            weighed.into_iter().map(|(word, weight)| (word, weight / length)).collect()
        };
        Vectors { all: all.into_iter().map(unit).collect() }
    }

    /// The cosine of two, from 0 to 1.
    pub(super) fn similarity(&self, one: usize, other: usize) -> f32 {
        let (mut one, mut other) =
            (self.all[one].iter().peekable(), self.all[other].iter().peekable());
        let mut sum = 0.0;
        while let (Some((a, weight)), Some((b, other_weight))) = (one.peek(), other.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(other.next()),
                std::cmp::Ordering::Equal => {
                    sum += weight * other_weight;
                    one.next();
                    other.next();
                }
            }
        }
        sum
    }
}

/// The groups, each with the numbers of its vectors in order; two groups are less similar than the bar, on
/// average over their members.
pub(super) fn groups(vectors: &Vectors, bar: f32) -> Vec<Vec<usize>> {
    let count = vectors.all.len();
    let mut linkage = Linkage::new(vectors);
    let mut members: Vec<Vec<usize>> = (0..count).map(|number| vec![number]).collect();
    let mut chain: Vec<usize> = Vec::new();
    while let Some(tip) = chain.last().copied().or_else(|| linkage.first()) {
        if chain.is_empty() {
            chain.push(tip);
        }
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        match linkage.nearest(tip, before).filter(|(_, similarity)| *similarity >= bar) {
            // Joining others never makes any of them more similar to it, so it stays as it is.
            None => {
                linkage.close(tip);
                chain.pop();
            }
            Some((nearest, _)) if Some(nearest) == before => {
                let (kept, joined) = (tip.min(nearest), tip.max(nearest));
                linkage.join(kept, joined);
                let of_joined = std::mem::take(&mut members[joined]);
                members[kept].extend(of_joined);
                chain.truncate(chain.len() - 2);
            }
            Some((nearest, _)) => chain.push(nearest),
        }
    }
    members.iter_mut().for_each(|members| members.sort_unstable());
    members.into_iter().filter(|members| !members.is_empty()).collect()
}

/// How similar groups are to each other, on average over their members.
struct Linkage {
    /// Below the diagonal, row by row.
    similarities: Vec<f32>,
    /// How many members each has.
    sizes: Vec<f32>,
    /// Those that may still be joined.
    open: Vec<usize>,
}

impl Linkage {
    fn new(vectors: &Vectors) -> Linkage {
        let count = vectors.all.len();
        let pairs = (0..count).flat_map(|row| (0..row).map(move |column| (row, column)));
        let similarities = pairs.map(|(row, column)| vectors.similarity(row, column)).collect();
        Linkage { similarities, sizes: vec![1.0; count], open: (0..count).collect() }
    }

    fn first(&self) -> Option<usize> {
        self.open.first().copied()
    }

    fn place(one: usize, other: usize) -> usize {
        let (row, column) = (one.max(other), one.min(other));
        row * row.saturating_sub(1) / 2 + column
    }

    /// The group that is most similar to another one, the wanted one of equals, or else the first.
    fn nearest(&self, to: usize, wanted: Option<usize>) -> Option<(usize, f32)> {
        let similarity = |other: usize| self.similarities[Linkage::place(to, other)];
        let mut best = wanted.map(|wanted| (wanted, similarity(wanted)));
        for other in self.open.iter().copied().filter(|other| *other != to) {
            let found = similarity(other);
            if best.is_none_or(|(_, best)| found > best) {
                best = Some((other, found));
            }
        }
        best
    }

    fn join(&mut self, kept: usize, joined: usize) {
        let (size, more) = (self.sizes[kept], self.sizes[joined]);
        self.close(joined);
        for other in self.open.iter().copied().filter(|other| *other != kept) {
            let (here, there) = (Linkage::place(kept, other), Linkage::place(joined, other));
            let sum = size * self.similarities[here] + more * self.similarities[there];
            self.similarities[here] = sum / (size + more);
        }
        self.sizes[kept] = size + more;
    }

    fn close(&mut self, group: usize) {
        self.open.retain(|open| *open != group);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vectors(questions: &[&str]) -> Vectors {
        let words = questions.iter().map(|question| question.split(' ').collect());
        Vectors::new(words, std::iter::empty())
    }

    #[test]
    fn questions_with_the_same_rare_words_are_together() {
        let questions = [
            "parcel lost",
            "invoice wrong amount",
            "parcel lost yesterday",
            "my invoice wrong",
            "lost parcel post",
            "password",
        ];
        let found = groups(&vectors(&questions), 0.3);
        assert_eq!(found, [vec![0, 2, 4], vec![1, 3], vec![5]]);
    }

    #[test]
    fn a_word_of_many_wordings_tells_little() {
        let questions = || ["line dog", "line cat"].map(|one| one.split(' ').collect()).into_iter();
        let alone = Vectors::new(questions(), std::iter::empty());
        let taught = || std::iter::repeat_n(vec!["line", "line"], 100);
        assert!(alone.similarity(0, 1) > 0.2);
        assert!(Vectors::new(questions(), taught()).similarity(0, 1) < 0.1);
    }

    #[test]
    fn nothing_is_no_group_and_everything_may_be_one() {
        assert_eq!(groups(&vectors(&[]), 0.5), Vec::<Vec<usize>>::new());
        assert_eq!(groups(&vectors(&["a", "a", "a b"]), 0.0), [vec![0, 1, 2]]);
    }

    proptest! {
        /// Against the definition: join the two most similar groups until none are similar enough.
        #[test]
        fn the_chain_finds_what_the_definition_does(
            questions in prop::collection::vec(prop::collection::vec(0_u8..9, 1..5), 1..14),
            bar in 0.05_f32..0.9,
        ) {
            let words: Vec<Vec<String>> = questions
                .iter()
                .map(|question| question.iter().map(u8::to_string).collect())
                .collect();
            let vectors = Vectors::new(
                words.iter().map(|words| words.iter().map(String::as_str).collect()),
                std::iter::empty(),
            );
            let mut groups: Vec<Vec<usize>> = (0..questions.len()).map(|at| vec![at]).collect();
            let average = |one: &[usize], other: &[usize]| {
                let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
                let sum: f32 = pairs.map(|(a, b)| vectors.similarity(a, b)).sum();
                sum / (one.len() * other.len()) as f32
            };
            // Where two pairs are equally similar, either may be joined first: such cases say nothing.
            loop {
                let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
                for a in 0..groups.len() {
                    for b in 0..a {
                        pairs.push((average(&groups[a], &groups[b]), a, b));
                    }
                }
                pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
                let Some((best, a, b)) = pairs.first().copied() else { break };
                prop_assume!((best - bar).abs() > 1e-4);
                if best < bar {
                    break;
                }
                prop_assume!(pairs.get(1).is_none_or(|next| best - next.0 > 1e-4));
                let joined = groups.remove(a);
                groups[b].extend(joined);
            }
            groups.iter_mut().for_each(|group| group.sort_unstable());
            groups.sort();
            let mut found = super::groups(&vectors, bar);
            found.sort();
            prop_assert_eq!(found, groups);
        }
    }
}
