use std::collections::BTreeSet;

use crate::random::Random;

/// Words made of syllables, the frequent ones first.
///
/// No word is one of English and none ends like an inflected one, so that stop words, stems and
/// corrections are those that the generator means.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<String>,
    /// For each word the share of all text that it and those before it make up.
    shares: Vec<f64>,
}

impl Vocabulary {
    /// The words of a knowledge base of so many articles. Texts grow faster than vocabularies
    /// (Heaps' law); the constants give 1,600 words to 100 articles and 36,000 to 100,000.
    pub(crate) fn new(articles: usize, random: &mut Random) -> Vocabulary {
        let count = (200.0 * (articles as f64).powf(0.45)) as usize;
        let mut distinct = BTreeSet::new();
        let mut words = Vec::with_capacity(count);
        while words.len() < count {
            let word = word(random);
            if distinct.insert(word.clone()) {
                words.push(word);
            }
        }
        // What is said often is short (Zipf's law of abbreviation).
        words.sort_by_key(String::len);
        let mut sum = 0.0;
        let mut shares: Vec<f64> = (1..=count)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + FLATTENING);
                sum
            })
            .collect();
        shares.iter_mut().for_each(|share| *share /= sum);
        Vocabulary { words, shares }
    }

    /// A word as often as text has it (Zipf's law, as Mandelbrot corrected it).
    pub(crate) fn word(&self, random: &mut Random) -> &str {
        self.at(random.fraction())
    }

    /// A word that few texts have: one of the rarer half of all text.
    pub(crate) fn rare_word(&self, random: &mut Random) -> &str {
        self.at(0.5 + random.fraction() / 2.0)
    }

    fn at(&self, share: f64) -> &str {
        let place = self.shares.partition_point(|until| *until <= share);
        &self.words[place.min(self.words.len() - 1)]
    }
}

/// Mandelbrot's constant: the most frequent words are less frequent than Zipf's law alone has them,
/// and the function words, which are the most frequent of all, come from the templates.
const FLATTENING: f64 = 10.0;

fn word(random: &mut Random) -> String {
    let syllables = match random.below(20) {
        0..9 => 2,
        9..17 => 3,
        _ => 4,
    };
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(random.pick(&STARTS));
        word.push_str(random.pick(&VOWELS));
    }
    word.push_str(random.pick(&ENDS));
    word
}

const STARTS: [&str; 28] = [
    "b", "bl", "br", "ch", "d", "dr", "f", "fl", "g", "gr", "j", "k", "kl", "l", "m", "n", "p",
    "pl", "pr", "r", "s", "sh", "st", "t", "tr", "v", "w", "z",
];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const ENDS: [&str; 4] = ["k", "m", "p", "x"];
