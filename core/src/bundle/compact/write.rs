use std::collections::{BTreeMap, BTreeSet};

use super::{END, SOURCES, Section, ranking};
use crate::bundle::write::encode;
use crate::error::Error;
use crate::intent::{Lesson, Pull};
use crate::text::Words;

/// Writes what [`open`](super::open) reads.
pub(in crate::bundle) fn write(lesson: &Lesson, vocabulary: &Words) -> Result<Vec<u8>, Error> {
    let words = lesson.words.iter().flat_map(|word| [word.surface.as_str(), word.term.as_str()]);
    let known = vocabulary.iter().flat_map(|known| [Some(known.word), known.term]);
    let strings: BTreeSet<&str> = words.chain(known.flatten()).collect();
    let (shared, rests) = front_coded(&strings);
    let numbers: BTreeMap<&str, u32> = strings.iter().copied().zip(0..).collect();
    let entry = |string: &&str| vocabulary.find(string).map_or(0, |known| known.entry);
    let entries: Vec<u8> = strings.iter().map(entry).collect();
    let surfaces: Vec<u32> =
        lesson.words.iter().map(|word| numbers[word.surface.as_str()]).collect();
    let mut ranks = vec![0; surfaces.len()];
    for (rank, word) in (0..).zip(ranking(&surfaces, &entries)) {
        ranks[word as usize] = rank;
    }
    let away = |string: &str, term: &str| numbers[term] as i32 - numbers[string] as i32;
    let accented = vocabulary
        .iter()
        .filter_map(|known| Some((numbers[known.word], away(known.word, known.term?))));
    let (accented, distances): (Vec<u32>, Vec<i32>) = accented.unzip();
    let (answers, answer_counts) = answers(lesson, &ranks);
    let (own, rivals, levels) = pulls(lesson);
    let padding: Vec<u8> = lesson.words.iter().map(|word| word.is_padding.into()).collect();
    let mut classes = vec![0; lesson.answers.len()];
    lesson.texts.iter().for_each(|text| classes[text.class as usize] += 1);
    let texts = lesson
        .texts
        .iter()
        .flat_map(|text| text.words.iter().map(|word| ranks[*word as usize] + 1).chain([0]));
    encode(&Section {
        shared: &shared,
        rests: &rests,
        entries: &entries,
        accented: steps(&accented).into_iter().zip(distances).collect(),
        surfaces: steps(&surfaces),
        terms: lesson.words.iter().map(|word| away(&word.surface, &word.term)).collect(),
        padding: &padding,
        classes,
        sources: &sources(lesson),
        texts: texts.collect(),
        answers,
        answer_counts,
        own: &own,
        rivals,
        levels: &levels,
    })
}

/// Of each string what it shares with the one before, and the rest.
fn front_coded(strings: &BTreeSet<&str>) -> (Vec<u8>, String) {
    let (mut shared, mut rests) = (Vec::with_capacity(strings.len()), String::new());
    let mut before = "";
    for string in strings {
        let same = before.chars().zip(string.chars()).take_while(|(one, other)| one == other);
        let lengths = same.map(|(c, _)| c.len_utf8());
        let same = lengths.scan(0, |end, length| {
            *end += length;
            (*end <= u8::MAX.into()).then_some(*end)
        });
        let same = same.last().unwrap_or(0);
        shared.push(same as u8);
        rests.push_str(&string[same..]);
        rests.push(END);
        before = string;
    }
    (shared, rests)
}

fn sources(lesson: &Lesson) -> Vec<u8> {
    let number = |source| SOURCES.iter().position(|known| *known == source);
    let sources = lesson.texts.iter().map(|text| number(text.source));
    sources.map(|number| number.expect("answers are no texts of a lesson") as u8).collect()
}

fn answers(lesson: &Lesson, ranks: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let (mut steps, mut counts) = (Vec::new(), Vec::new());
    for answer in &lesson.answers {
        let mut words: Vec<u32> = answer.iter().map(|word| ranks[*word as usize] + 1).collect();
        words.sort_unstable();
        let mut before = 0;
        for times in words.chunk_by(|one, other| one == other) {
            steps.push(times[0] - before);
            counts.push(times.len() as u32);
            before = times[0];
        }
        steps.push(0);
    }
    (steps, counts)
}

fn pulls(lesson: &Lesson) -> (Vec<u8>, Vec<u32>, Vec<u8>) {
    let (mut own, mut rivals, mut levels) = (Vec::new(), Vec::new(), Vec::new());
    if !lesson.pulls.is_empty() {
        own = vec![0; lesson.texts.len()];
    }
    for (class, pulls) in (0..).zip(&lesson.pulls) {
        let mut before = 0;
        for Pull { text, level } in pulls {
            if lesson.texts[*text as usize].class == class {
                own[*text as usize] = *level;
            } else {
                rivals.push(text + 1 - before);
                levels.push(*level);
                before = text + 1;
            }
        }
        rivals.push(0);
    }
    (own, rivals, levels)
}

/// Each number as what it adds to the one before.
fn steps(numbers: &[u32]) -> Vec<u32> {
    let before = [0].iter().chain(numbers);
    numbers.iter().zip(before).map(|(number, before)| number - before).collect()
}
