use super::lexis::Lexis;
use super::normalize::Normalized;
use super::phrases::Phrases;
use super::reading::{Reader, Reading};
use super::spelling::Speller;
use super::tokenize::Kind;
use super::word::{Analysis, READ_WORDS, Role, Word, middle};

/// Turns text into words that can be compared: the same one for content and for questions.
///
/// Making one costs a pass over the lexis, some 0.7 ms. Analysing a message of ten words costs 4
/// µs, and 10 to 25 µs more for each word that has to be corrected (one core of a server, 2026-11).
#[derive(Debug)]
pub(crate) struct Analyzer {
    #[cfg(feature = "author")]
    lexis: Lexis,
    reader: Reader,
    /// Synonyms and fillers, by term.
    meanings: Phrases<Meaning>,
}

#[derive(Debug)]
enum Meaning {
    Synonym(String),
    Filler,
}

impl Analyzer {
    /// Reads a lexis. Its entries go through the same steps as text, so they may be written in any
    /// way that people write.
    pub(crate) fn new(lexis: Lexis) -> Analyzer {
        let reader = Reader::new(&lexis);
        let phrase = |text: &str| -> Vec<String> {
            let readings = reader.read(&Normalized::new(text));
            readings.iter().map(|reading| reader.term(reading)).collect()
        };
        let synonyms = lexis.synonyms.iter().map(|(other, canonical)| {
            (phrase(other), Meaning::Synonym(phrase(canonical).join("_")))
        });
        let fillers = lexis.fillers.iter().map(|filler| (phrase(filler), Meaning::Filler));
        let meanings = Phrases::new(synonyms.chain(fillers));
        Analyzer {
            #[cfg(feature = "author")]
            lexis,
            reader,
            meanings,
        }
    }

    /// What this analyzer was made from.
    #[cfg(feature = "author")]
    pub(crate) fn lexis(&self) -> &Lexis {
        &self.lexis
    }

    /// Analyses text as it is written.
    pub(crate) fn analyze(&self, text: &str) -> Analysis {
        self.analyze_with::<Vec<u8>>(text, None)
    }

    /// Analyses text and, given a speller, corrects it against the words of the knowledge base.
    pub(crate) fn analyze_with<D: AsRef<[u8]>>(
        &self,
        text: &str,
        speller: Option<&Speller<D>>,
    ) -> Analysis {
        let normalized = Normalized::new(text);
        let mut readings = self.reader.read(&normalized);
        if let Some(speller) = speller {
            readings.drain(middle(readings.len(), READ_WORDS));
            readings = speller.correct(readings, &self.reader);
        }
        let mut words = self.mean(readings, &normalized);
        keep_some_content(&mut words);
        self.negate(&mut words);
        Analysis { words }
    }

    #[cfg(feature = "author")]
    pub(super) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Gives the words their terms and roles; a synonym of several words becomes one.
    fn mean(&self, readings: Vec<Reading>, normalized: &Normalized<'_>) -> Vec<Word> {
        let terms: Vec<String> = readings.iter().map(|reading| self.reader.term(reading)).collect();
        let mut words = Vec::with_capacity(readings.len());
        let mut at = 0;
        while at < readings.len() {
            let following = terms[at + 1..].iter().map(String::as_str);
            let (length, meaning) = match self.meanings.at(&terms[at], following) {
                Some((length, meaning)) => (length, Some(meaning)),
                None => (1, None),
            };
            let parts = &readings[at..at + length];
            match meaning {
                Some(Meaning::Synonym(canonical)) => {
                    words.push(word(parts, canonical.clone(), Role::Content, normalized));
                }
                filler => {
                    for (part, term) in parts.chunks(1).zip(&terms[at..]) {
                        let role = self.role(&part[0], filler.is_some());
                        words.push(word(part, term.clone(), role, normalized));
                    }
                }
            }
            at += length;
        }
        words
    }

    fn role(&self, reading: &Reading, filler: bool) -> Role {
        if filler || reading.kind == Kind::Emoji {
            Role::Filler
        } else if self.reader.is_stop(&reading.surface) {
            Role::Stop
        } else {
            Role::Content
        }
    }

    /// A negation reaches the next few words.
    fn negate(&self, words: &mut [Word]) {
        let mut reach: u32 = 0;
        for word in words {
            word.negated = reach > 0;
            reach = reach.saturating_sub(1);
            if self.reader.is_negation(&word.surface) {
                reach = NEGATION_REACH;
            }
        }
    }
}

/// One word of consecutive readings.
fn word(parts: &[Reading], term: String, role: Role, normalized: &Normalized<'_>) -> Word {
    let range = parts[0].range.start..parts[parts.len() - 1].range.end;
    let surface = match parts {
        [part] => part.surface.clone(),
        _ => parts.iter().map(|part| part.surface.as_str()).collect::<Vec<_>>().join(" "),
    };
    Word {
        span: normalized.origin(&range),
        surface,
        term,
        role,
        kind: parts[0].kind,
        corrected: parts.iter().any(|part| part.corrected),
        known: parts.iter().all(|part| part.known),
        strange: parts.iter().any(|part| part.strange),
        negated: false,
    }
}

/// A question made of stop words and fillers alone still asks something: the least empty of them
/// count.
pub(super) fn keep_some_content(words: &mut [Word]) {
    if words.iter().any(|word| word.role == Role::Content) {
        return;
    }
    let stop = words.iter().any(|word| word.role == Role::Stop);
    let role = if stop { Role::Stop } else { Role::Filler };
    for word in words.iter_mut().filter(|word| word.role == role) {
        word.role = Role::Content;
    }
}

/// How many words a negation reaches: "je n'ai pas encore tout reçu".
const NEGATION_REACH: u32 = 3;
