use super::{Found, Reading};
use crate::knowledge::Choice;
use crate::text::{Cue, Piece, pieces, plain};

/// The choice that a message names or counts: "la fibre", "2", "la deuxième", "le trois".
pub(super) fn read<'c>(
    choices: &'c [Choice],
    text: &str,
    folded: &str,
    reading: &Reading<'_>,
) -> Option<&'c Choice> {
    let by_number = |number: usize| choices.get(number.checked_sub(1)?);
    if let Some(number) = folded.parse().ok().or_else(|| text.trim().parse().ok()) {
        return by_number(number);
    }
    named(choices, folded, reading).or_else(|| counted(text, reading).and_then(by_number))
}

/// The number from 1 by which a message counts, where it says nothing else: "la deuxième", "le trois".
pub(super) fn counted(text: &str, reading: &Reading<'_>) -> Option<usize> {
    let pieces = pieces(text);
    let words = &reading.words;
    let number = |at: usize| {
        let digits = pieces[at].is_digits().then(|| (at + 1, pieces[at].text.parse().ok()));
        let digits = digits.and_then(|(end, number)| Some((end, number?)));
        digits.or_else(|| words.ordinal(&pieces, at)).or_else(|| words.cardinal(&pieces, at))
    };
    let start = (0..pieces.len()).find(|at| number(*at).is_some_and(|(_, n)| n > 0))?;
    let (end, number) = number(start)?;
    let around = (0..start).chain(end..pieces.len());
    let is_alone = around.into_iter().all(|at| {
        let is_one = words.is_article(&pieces, at);
        reading.is_around(&pieces, at) || is_one
    });
    usize::try_from(number).ok().filter(|_| is_alone)
}

/// The choices that the parts of a message name: what stands between commas and words such as "not".
pub(super) fn all(choices: &[Choice], pieces: &[Piece], reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    let cues = [Cue::Deny, Cue::Affirm, Cue::Instead, Cue::And];
    let cue_end =
        |at: usize| cues.iter().filter_map(|cue| reading.words.cue(*cue, pieces, at)).max();
    for at in 0..=pieces.len() {
        let is_end = pieces.get(at).is_none_or(Piece::is_apart) || cue_end(at).is_some();
        if !is_end {
            continue;
        }
        let after_cue = |start: usize| cue_end(start).filter(|end| *end <= at).unwrap_or(start);
        let first = after_cue(start);
        let words: Vec<&str> =
            pieces[first..at.max(first)].iter().map(|piece| piece.text.as_str()).collect();
        if let Some(choice) = named(choices, &words.join(" "), reading) {
            found.push((choice.id.as_str().into(), first..at));
        }
        start = at;
    }
    found
}

/// The choice that a message names: the one whose title has all of the message's words, or whose
/// title's words are all in the message; none where two do.
fn named<'c>(choices: &'c [Choice], folded: &str, reading: &Reading<'_>) -> Option<&'c Choice> {
    let words_in = |text: &str| -> Vec<String> {
        let words = text.split(|character: char| !character.is_alphanumeric());
        words.filter(|word| word.len() > 1).map(str::to_owned).collect()
    };
    let said = words_in(folded);
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let telling: Vec<&str> =
        said.iter().copied().filter(|word| !reading.words.is_around(word)).collect();
    let words_of = |choice: &Choice| words_in(&plain(&choice.title));
    let is_within =
        |few: &[&str], many: &[&str]| !few.is_empty() && few.iter().all(|w| many.contains(w));
    let titles: Vec<(&Choice, Vec<String>)> =
        choices.iter().map(|choice| (choice, words_of(choice))).collect();
    let only = |fits: &dyn Fn(&[&str]) -> bool| {
        let mut found = titles.iter().filter(|(_, words)| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            fits(&words)
        });
        let first = found.next();
        first.filter(|_| found.next().is_none()).map(|(choice, _)| *choice)
    };
    // What is left of a message beside the title is little, or it says something else.
    let is_most = |title: &[&str]| {
        telling.iter().filter(|word| !title.contains(word)).count() <= MAX_OTHER_WORDS
    };
    // "le" alone names none of the titles that it is in.
    let has_telling = |title: &[&str]| is_within(&telling, title);
    let shortest = || {
        let fits = titles.iter().map(|(choice, words)| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            (has_telling(&words), words.len(), *choice)
        });
        let mut fits: Vec<_> = fits.filter(|(fits, ..)| *fits).collect();
        fits.sort_by_key(|(_, length, _)| *length);
        match fits[..] {
            [(_, first, choice), (_, second, _), ..] if first < second => Some(choice),
            _ => None,
        }
    };
    only(&|title| title.len() == said.len() && is_within(&said, title))
        .or_else(|| only(&has_telling))
        // "The decoder" is the TV decoder rather than the box and the decoder.
        .or_else(shortest)
        .or_else(|| only(&|title| is_within(title, &said) && is_most(title)))
        .or_else(|| only(&|title| telling.len() == 1 && has_start(title, telling[0])))
}

/// Whether a word of a title starts with this one: "télé" for "télévision".
fn has_start(title: &[&str], word: &str) -> bool {
    word.chars().count() >= MIN_START && title.iter().any(|whole| whole.starts_with(word))
}

/// The choice of which a message has a word that no other choice has: "au 14 décembre, le matin".
pub(super) fn find<'c>(
    choices: &'c [Choice],
    text: &str,
    reading: &Reading<'_>,
) -> Option<&'c Choice> {
    let words_of = |text: &str| -> Vec<String> {
        let text = plain(text);
        let words = text.split(|character: char| !character.is_alphanumeric());
        let telling = |word: &&str| word.len() >= MIN_START && !reading.words.is_around(word);
        words.filter(telling).map(str::to_owned).collect()
    };
    let said = words_of(text);
    let titles: Vec<Vec<String>> = choices.iter().map(|choice| words_of(&choice.title)).collect();
    let own = |place: usize| {
        titles[place].iter().any(|word| {
            let elsewhere =
                titles.iter().enumerate().any(|(at, title)| at != place && title.contains(word));
            said.contains(word) && !elsewhere
        })
    };
    let mut found = (0..choices.len()).filter(|place| own(*place));
    let first = found.next()?;
    found.next().is_none().then(|| &choices[first])
}

/// Words beside a title that still leave it the answer: "the box, thank you very much".
const MAX_OTHER_WORDS: usize = 2;
/// Shorter words are in too many others.
const MIN_START: usize = 4;
