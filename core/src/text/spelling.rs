use super::letters::Letters;
use super::mistakes;
use super::near::{MAX_LETTERS, Near};
use super::reading::{Reader, Reading};
use super::tokenize::Kind;
use super::vocabulary::{Entry, Vocabulary};
use super::word::{WEIGHED_WORDS, middle};

/// Corrects words against those that the knowledge base uses, most likely meaning first.
///
/// It never touches a word of three letters or fewer, an amount or an identifier, a word of the
/// language, or one whose stem the knowledge base uses. One mistake is allowed up to seven letters
/// and two from eight on. Words that were run together or torn apart are put right too.
///
/// A wrong correction makes the engine sure of the wrong thing, while a word left alone makes it
/// ask. So the mistake must be a likely one, the more so the shorter the word.
#[derive(Debug)]
pub(crate) struct Speller<D = Vec<u8>> {
    words: Vocabulary<D>,
    letters: Letters<D>,
}

impl<D: AsRef<[u8]>> Speller<D> {
    /// Opens what a `VocabularyBuilder` wrote, in place; `None` where the bytes have another form. A
    /// checksum is the bundle's affair.
    pub(crate) fn open(words: D, letters: D) -> Option<Speller<D>> {
        let words = Vocabulary::open(words).ok()?;
        Some(Speller { words, letters: Letters::open(letters)? })
    }

    /// Corrects the words of a message; of a long one those of its ends.
    pub(super) fn correct(&self, readings: Vec<Reading>, reader: &Reader) -> Vec<Reading> {
        let mut corrected: Vec<Reading> = Vec::with_capacity(readings.len());
        let middle = middle(readings.len(), WEIGHED_WORDS);
        let mut left = MAX_SOUGHT;
        let mut readings = readings.into_iter().enumerate().peekable();
        while let Some((at, mut reading)) = readings.next() {
            if middle.contains(&at) {
                corrected.push(reading);
                continue;
            }
            reading.known = self.is_known(&reading, reader);
            if reading.known || self.is_right(&reading, reader) {
                corrected.push(reading);
            } else if left == 0 {
                let strange = self.letters.is_strange(&reading.surface);
                corrected.push(Reading { strange, ..reading });
            } else if self.is_common(&reading, reader) {
                left -= 1;
                // A real word; but "complain" may be meant where it says "complaint".
                let nearest = self.nearest(&reading, 1);
                let same = nearest.filter(|nearest| share_a_start(nearest, &reading));
                corrected.push(same.unwrap_or(reading));
            } else if let Some(joined) =
                readings.peek().and_then(|(_, next)| self.join(&reading, next))
            {
                corrected.push(joined);
                readings.next();
            } else if let Some(joined) = corrected.last().and_then(|last| self.join(last, &reading))
            {
                corrected.pop();
                corrected.push(joined);
            } else if let Some(rest) = self.without_elision(&reading, reader) {
                corrected.push(rest);
            } else {
                left -= 1;
                self.seek(reading, reader, &mut corrected);
            }
        }
        if reader.needs_accents() {
            for reading in corrected.iter_mut().filter(|reading| reading.accented.is_none()) {
                reading.term = self.words.term(&reading.surface);
            }
        }
        corrected
    }

    /// What a word that nobody knows may have been meant to be.
    fn seek(&self, reading: Reading, reader: &Reader, corrected: &mut Vec<Reading>) {
        if let Some(nearest) = self.nearest(&reading, 1) {
            corrected.push(nearest);
        } else if let Some(parts) = self.split(&reading, reader) {
            corrected.extend(parts);
        } else {
            let nearest = self.nearest(&reading, 2);
            let strange = self.letters.is_strange(&reading.surface);
            corrected.push(nearest.unwrap_or(Reading { strange, ..reading }));
        }
    }

    fn is_known(&self, reading: &Reading, reader: &Reader) -> bool {
        if self.is_used(&reading.surface) || reading.kind != Kind::Word {
            return self.is_used(&reading.surface);
        }
        let stem = reader.stem(reading.accented.as_ref().unwrap_or(&reading.surface));
        self.words.entry(&stem).is_some_and(|entry| entry.is(Entry::USED | Entry::STEM))
    }

    fn is_used(&self, surface: &str) -> bool {
        self.words.entry(surface).is_some_and(|entry| entry.is(Entry::USED))
    }

    /// Whether a word that the knowledge base does not use is no misspelling all the same.
    fn is_right(&self, reading: &Reading, reader: &Reader) -> bool {
        reading.kind != Kind::Word
            || reader.has_word(&reading.surface)
            || self.words.entry(&reading.surface).is_some_and(|entry| entry.is(Entry::LANGUAGE))
    }

    fn is_common(&self, reading: &Reading, reader: &Reader) -> bool {
        let is = |key: &str, any| self.words.entry(key).is_some_and(|entry| entry.is(any));
        let stem = reader.stem(reading.accented.as_ref().unwrap_or(&reading.surface));
        is(&reading.surface, Entry::COMMON) || is(&stem, Entry::COMMON_STEM)
    }

    /// "tele phone" is "telephone" when the knowledge base says so.
    fn join(&self, first: &Reading, second: &Reading) -> Option<Reading> {
        let gap = second.range.start.checked_sub(first.range.end)?;
        let length = first.surface.len() + second.surface.len();
        if gap != 1 || first.kind != Kind::Word || second.kind != Kind::Word || length < MIN_JOINED
        {
            return None;
        }
        let joined = format!("{}{}", first.surface, second.surface);
        let range = first.range.start..second.range.end;
        self.is_used(&joined).then(|| Reading { range, ..first.corrected(joined, true) })
    }

    /// "labonnement" is "l'abonnement" when the knowledge base knows "abonnement".
    fn without_elision(&self, reading: &Reading, reader: &Reader) -> Option<Reading> {
        (1..=2).find_map(|length| {
            let (start, rest) = reading.surface.split_at_checked(length)?;
            let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
            let elided = vowel && rest.len() >= SHORT && reader.has_elision(start);
            let entry = self.words.entry(rest).filter(|_| elided)?;
            let word = entry.is(Entry::USED | Entry::LANGUAGE);
            word.then(|| reading.corrected(rest.to_owned(), entry.is(Entry::USED)))
        })
    }

    /// "motdepasse" is "mot de passe": the fewest known words that make up the whole.
    fn split(&self, reading: &Reading, reader: &Reader) -> Option<Vec<Reading>> {
        let word = reading.surface.as_bytes();
        if !(MIN_JOINED..=MAX_SPLIT).contains(&word.len()) {
            return None;
        }
        // For each offset the number of words that lead there, and where the last of them starts.
        let mut reached: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
        reached[0] = Some((0, 0));
        for start in 0..word.len() {
            let Some((count, _)) = reached[start].filter(|(count, _)| *count < MAX_PARTS) else {
                continue;
            };
            self.words.words_at_start(&word[start..], |length| {
                let place = &mut reached[start + length];
                if length >= MIN_PART && place.is_none_or(|(fewest, _)| count + 1 < fewest) {
                    *place = Some((count + 1, start));
                }
            });
        }
        let mut parts = Vec::new();
        let mut end = word.len();
        while end > 0 {
            let (_, start) = reached[end]?;
            let part = &reading.surface[start..end];
            parts.push(reading.corrected(part.to_owned(), self.is_used(part)));
            end = start;
        }
        parts.reverse();
        // What looks like a small word at the edge is more often a prefix or a suffix: "restart",
        // "forgotten".
        let whole = |part: &Reading| part.surface.len() >= SHORT && !reader.has_word(&part.surface);
        (parts.len() > 1 && whole(&parts[0]) && whole(&parts[parts.len() - 1])).then_some(parts)
    }

    /// The best word within `mistakes` mistakes.
    fn nearest(&self, reading: &Reading, mistakes: usize) -> Option<Reading> {
        let written: Vec<char> = reading.surface.chars().collect();
        let (allowed, limit) = match written.len() {
            0..=SHORT => return None,
            4..=5 => (1, 7),
            6..=7 => (1, 14),
            8..=MAX_LETTERS => (2, 17),
            _ => return None,
        };
        if mistakes > allowed {
            return None;
        }
        let mut best: Option<(u32, String, bool)> = None;
        self.words.search(&Near::new(&written, mistakes), |candidate, entry| {
            let letters: Vec<char> = candidate.chars().collect();
            let word = entry.is(Entry::USED | Entry::LANGUAGE);
            if !word || letters.len() < SHORT || letters.iter().any(char::is_ascii_digit) {
                return;
            }
            let other_start = u32::from(letters[0] != written[0]) * OTHER_START;
            let cost = mistakes::cost(&written, &letters) + other_start;
            // A word of the knowledge base before one of the language only, then the frequent
            // before the rare. The order of the search, alphabetical, settles the rest.
            let unused = u32::from(!entry.is(Entry::USED)) * UNUSED;
            let rank = cost * 2 + Entry::MAX_FREQUENCY + unused - entry.frequency();
            if cost <= limit && best.as_ref().is_none_or(|(least, _, _)| rank < *least) {
                best = Some((rank, candidate.to_owned(), entry.is(Entry::USED)));
            }
        });
        best.map(|(_, surface, used)| reading.corrected(surface, used))
    }
}

/// Whether two words have so many letters in common from the start that they are of one family.
fn share_a_start(one: &Reading, other: &Reading) -> bool {
    let pairs = one.surface.bytes().zip(other.surface.bytes());
    pairs.take_while(|(one, other)| one == other).count() >= FAMILY
}

/// So many bytes in common from the start make a family of words.
const FAMILY: usize = 6;

/// So many words of a message are sought among those that are spelt nearly so. It takes longer than
/// everything else, and a message of more words that nobody knows is not made clearer by it.
const MAX_SOUGHT: usize = 12;

/// Words up to this many letters are never corrected.
const SHORT: usize = 3;

/// The fewest bytes of a word that may have been torn apart or run together, and the most of one
/// that may have been run together.
const MIN_JOINED: usize = 6;
const MAX_SPLIT: usize = 60;

/// The fewest bytes of one part, and the most parts, of words that were run together.
const MIN_PART: usize = 2;
const MAX_PARTS: usize = 4;

/// People rarely get the first letter wrong. In the unit of [`mistakes`].
const OTHER_START: u32 = 8;

/// What being a word of the language only costs, in half that unit.
const UNUSED: u32 = 4;
