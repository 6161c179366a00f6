//! What a bundle for download holds in the place of a classifier, an index and a vocabulary.
//!
//! All three follow from the texts of the knowledge base, word by word, and from what training found. So
//! the texts are stored once, as numbers of words, and the three are made when the bundle is opened: the
//! classifier and the vocabulary to the same bytes, the index to the same scores. Numbers of one kind
//! stand together, and most of them are below 128, so that a general compressor makes little of them.

#[cfg(all(test, feature = "author"))]
mod tests;
#[cfg(feature = "author")]
mod write;

use ownedbytes::OwnedBytes;
use serde::{Deserialize, Serialize};

use crate::intent::{Lesson, LessonText, LessonWord, Pull, Reserved, Source};
use crate::retrieval::{Occurrence, Retriever};
use crate::text::{VocabularyWord, vocabulary};

#[cfg(feature = "author")]
pub(super) use self::write::write;

/// What is made of a compact section.
pub(super) struct Made {
    /// Opened by [`Classifier::open`](crate::intent::Classifier::open).
    pub(super) classifier: OwnedBytes,
    /// Opened by [`Speller::open`](crate::text::Speller::open).
    pub(super) words: OwnedBytes,
    pub(super) retriever: Retriever,
}

/// Makes what a bundle in the other form stores. `None` where the bytes have another form; a checksum
/// is the bundle's affair.
pub(super) fn open(bytes: &[u8]) -> Option<Made> {
    let section: Section<'_> = postcard::from_bytes(bytes).ok()?;
    let (all, ends) = section.strings()?;
    let starts = [0].iter().chain(&ends);
    let strings: Vec<&str> = starts.zip(&ends).map(|(start, end)| &all[*start..*end]).collect();
    let terms = section.terms()?;
    let lesson = section.lesson(&strings, &terms)?;
    Some(Made {
        words: OwnedBytes::new(section.vocabulary(&strings)?),
        retriever: retriever(&lesson, &strings, &terms)?,
        classifier: OwnedBytes::new(lesson.table()),
    })
}

/// The stored form. Lists end with a zero, so that they need no lengths.
#[derive(Serialize, Deserialize)]
struct Section<'b> {
    /// Of each string, in ascending order, how many bytes it shares with the one before it, and the rest
    /// of it, each closed by a new line.
    shared: &'b [u8],
    rests: &'b str,
    /// By string: what it is in the vocabulary; 0 where it is not there.
    entries: &'b [u8],
    /// The strings that have a term of their own in the vocabulary, as steps from the one before, and how
    /// far from each its term is.
    accented: Vec<(u32, i32)>,
    /// Of each word its surface, as a step from the one before, and how far from it its term is.
    surfaces: Vec<u32>,
    terms: Vec<i32>,
    /// By word: 1 where it is padding.
    padding: &'b [u8],
    /// By class: how many texts it has.
    classes: Vec<u32>,
    /// By text: where it comes from.
    sources: &'b [u8],
    /// Of each text its words, by rank, from 1 on.
    texts: Vec<u32>,
    /// Of the answer of each class its words, by rank, as steps from the one before; and how often it has
    /// each.
    answers: Vec<u32>,
    answer_counts: Vec<u32>,
    /// By text: how strongly it pulls at its own class. Empty where each class is the mean of its texts.
    own: &'b [u8],
    /// Of each class the texts of others that pull, as steps from the one before; and how strongly.
    rivals: Vec<u32>,
    levels: &'b [u8],
}

impl Section<'_> {
    /// The strings one after the other, and where each ends.
    fn strings(&self) -> Option<(String, Vec<usize>)> {
        let (mut all, mut ends) = (String::new(), Vec::with_capacity(self.shared.len()));
        let mut rests = self.rests.split_terminator(END);
        let (mut before, mut string) = (String::new(), String::new());
        for shared in self.shared {
            string.clear();
            string.push_str(before.get(..usize::from(*shared))?);
            string.push_str(rests.next()?);
            if string <= before && !ends.is_empty() {
                return None;
            }
            all.push_str(&string);
            ends.push(all.len());
            std::mem::swap(&mut before, &mut string);
        }
        rests.next().is_none().then_some((all, ends))
    }

    fn vocabulary(&self, strings: &[&str]) -> Option<Vec<u8>> {
        let mut terms = vec![None; strings.len()];
        let mut at = 0_u32;
        for (step, term) in &self.accented {
            at = at.checked_add(*step)?;
            *terms.get_mut(at as usize)? = Some(*strings.get(moved(at, *term)? as usize)?);
        }
        if self.entries.len() != strings.len() {
            return None;
        }
        let words = strings.iter().zip(self.entries).zip(terms);
        let words = words.map(|((word, entry), term)| VocabularyWord { word, entry: *entry, term });
        vocabulary(words.filter(|word| word.entry != 0))
    }

    /// Of each word its surface and its term, as strings.
    fn terms(&self) -> Option<Vec<(u32, u32)>> {
        if self.terms.len() != self.surfaces.len() || self.padding.len() != self.surfaces.len() {
            return None;
        }
        let mut surface = 0_u32;
        let words = self.surfaces.iter().zip(&self.terms).map(|(step, term)| {
            surface = surface.checked_add(*step)?;
            Some((surface, moved(surface, *term)?))
        });
        words.collect()
    }

    fn lesson(&self, strings: &[&str], terms: &[(u32, u32)]) -> Option<Lesson> {
        let words = terms.iter().zip(self.padding).map(|((surface, term), padding)| {
            let string = |at: &u32| strings.get(*at as usize).map(|string| (*string).to_owned());
            let (surface, term) = (string(surface)?, string(term)?);
            Some(LessonWord { surface, term, is_padding: *padding != 0 })
        });
        let words = words.collect::<Option<Vec<_>>>()?;
        let surfaces: Vec<u32> = terms.iter().map(|(surface, _)| *surface).collect();
        let ranking = ranking(&surfaces, self.entries);
        let mut texts = self.texts(&ranking)?;
        let answers = self.answers(&ranking)?;
        let pulls = self.pulls(&mut texts)?;
        Some(Lesson { words, texts, answers, pulls })
    }

    fn texts(&self, ranking: &[u32]) -> Option<Vec<LessonText>> {
        let mut words = self.texts.iter();
        let mut sources = self.sources.iter();
        let mut texts = Vec::with_capacity(self.sources.len());
        for (class, count) in (0..).zip(&self.classes) {
            for _ in 0..*count {
                let source = *SOURCES.get(usize::from(*sources.next()?))?;
                let mut text = Vec::new();
                while let Some(rank) = words.next()?.checked_sub(1) {
                    text.push(*ranking.get(rank as usize)?);
                }
                texts.push(LessonText { class, source, words: text });
            }
        }
        (words.next().is_none() && sources.next().is_none()).then_some(texts)
    }

    fn answers(&self, ranking: &[u32]) -> Option<Vec<Vec<u32>>> {
        let mut steps = self.answers.iter();
        let mut counts = self.answer_counts.iter();
        if self.answer_counts.iter().map(|count| u64::from(*count)).sum::<u64>() > MOST_WORDS {
            return None;
        }
        let answers = self.classes.iter().map(|_| {
            let mut answer = Vec::new();
            let mut next = 0_u32;
            loop {
                let step = *steps.next()?;
                if step == 0 {
                    answer.sort_unstable();
                    return Some(answer);
                }
                next = next.checked_add(step)?;
                let word = *ranking.get(next as usize - 1)?;
                answer.extend(std::iter::repeat_n(word, *counts.next()? as usize));
            }
        });
        answers.collect()
    }

    fn pulls(&self, texts: &mut [LessonText]) -> Option<Vec<Vec<Pull>>> {
        if self.own.is_empty() {
            return Some(Vec::new());
        }
        if self.own.len() != texts.len() {
            return None;
        }
        let mut levels = self.levels.iter();
        let mut steps = self.rivals.iter();
        let mut own = (0..).zip(self.own);
        let of_class = self.classes.iter().map(|count| {
            let own = own.by_ref().take(*count as usize);
            let own = own.map(|(text, level)| Pull { text, level: *level });
            let mut pulls: Vec<Pull> = own.filter(|pull| pull.level > 0).collect();
            let mut next = 0_u32;
            loop {
                let step = *steps.next()?;
                if step == 0 {
                    pulls.sort_unstable_by_key(|pull| pull.text);
                    return Some(pulls);
                }
                next = next.checked_add(step)?;
                texts.get(next as usize - 1)?;
                pulls.push(Pull { text: next - 1, level: *levels.next()? });
            }
        });
        of_class.collect()
    }
}

/// The index of what the classes say that are articles and forms.
fn retriever(lesson: &Lesson, strings: &[&str], terms: &[(u32, u32)]) -> Option<Retriever> {
    let documents = lesson.answers.len().checked_sub(Reserved::TRAINED.len())? as u32;
    let mut fields: [Vec<Occurrence>; 4] = Default::default();
    for text in lesson.texts.iter().filter(|text| text.class < documents) {
        let field = SOURCES.iter().position(|source| *source == text.source)?;
        let occurrence = |word: &u32| Occurrence {
            term: terms[*word as usize].1,
            document: text.class,
            count: 1,
        };
        fields.get_mut(field)?.extend(text.words.iter().map(occurrence));
    }
    for (document, answer) in (0..documents).zip(&lesson.answers) {
        let words = answer.chunk_by(|one, other| one == other);
        fields[ANSWERS].extend(words.map(|times| Occurrence {
            term: terms[times[0] as usize].1,
            document,
            count: times.len() as u32,
        }));
    }
    Retriever::holding(strings, fields, documents)
}

/// The words with the frequent ones first, so that most of what is said is said in small numbers. How
/// frequent a word is, the vocabulary knows already.
fn ranking(surfaces: &[u32], entries: &[u8]) -> Vec<u32> {
    let frequency = |word: &u32| {
        let entry = entries.get(surfaces[*word as usize] as usize);
        std::cmp::Reverse(entry.map_or(0, |entry| entry >> 5))
    };
    let mut words: Vec<u32> = (0..surfaces.len() as u32).collect();
    words.sort_by_key(frequency);
    words
}

fn moved(from: u32, by: i32) -> Option<u32> {
    from.checked_add_signed(by)
}

/// Where texts come from, by number; those that are indexed in the order of the index's fields.
const SOURCES: [Source; 4] = [Source::Wording, Source::Title, Source::Keyword, Source::Reserved];

/// The field of the index that answers have.
const ANSWERS: usize = 3;

/// The most words that answers can have together: what says more is damaged.
const MOST_WORDS: u64 = 1 << 24;

/// Closes a string. No text contains it: normalisation removes controls.
const END: char = '\n';
