use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{Analysis, Role, Word};
#[cfg(feature = "author")]
use crate::text::{Analyzer, ReservedWordings};

/// What every knowledge base understands, whatever its content.
///
/// The order is that of importance: where a message says several, the first one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reserved {
    /// Someone may be in danger.
    Emergency,
    /// The customer asks for a person.
    Human,
    /// The conversation ends.
    Goodbye,
    /// None of what was offered.
    None,
    /// No.
    No,
    /// Yes.
    Yes,
    /// What can you do?
    Menu,
    /// Say that again.
    Repeat,
    /// Are you a machine?
    WhoAreYou,
    /// How are you?
    HowAreYou,
    /// Thanks.
    Thanks,
    /// Hello.
    Greeting,
}

/// Recognises the reserved intents of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReservedIntents {
    /// By the first term of a wording: its terms, longest first, and what it asks for.
    wordings: BTreeMap<String, Vec<(Vec<String>, Reserved)>>,
}

impl Reserved {
    /// The name in traces.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Reserved::Emergency => "emergency",
            Reserved::Human => "human",
            Reserved::Goodbye => "goodbye",
            Reserved::None => "none",
            Reserved::No => "no",
            Reserved::Yes => "yes",
            Reserved::Menu => "menu",
            Reserved::Repeat => "repeat",
            Reserved::WhoAreYou => "who_are_you",
            Reserved::HowAreYou => "how_are_you",
            Reserved::Thanks => "thanks",
            Reserved::Greeting => "greeting",
        }
    }

    #[cfg(feature = "author")]
    fn parse(name: &str) -> Option<Reserved> {
        let all = [
            Reserved::Emergency,
            Reserved::Human,
            Reserved::Goodbye,
            Reserved::None,
            Reserved::No,
            Reserved::Yes,
            Reserved::Menu,
            Reserved::Repeat,
            Reserved::WhoAreYou,
            Reserved::HowAreYou,
            Reserved::Thanks,
            Reserved::Greeting,
        ];
        all.into_iter().find(|reserved| reserved.as_str() == name)
    }
}

impl ReservedIntents {
    /// Reads the wordings of a language.
    #[cfg(feature = "author")]
    pub(crate) fn new(wordings: &ReservedWordings, analyzer: &Analyzer) -> ReservedIntents {
        let mut by_terms: BTreeMap<Vec<String>, Reserved> = BTreeMap::new();
        for (name, wordings) in wordings.iter() {
            let reserved = Reserved::parse(name).expect("the names are those of this enumeration");
            for wording in wordings {
                let analysis = analyzer.analyze(wording);
                let terms: Vec<String> =
                    spoken(&analysis).into_iter().map(|word| word.term.clone()).collect();
                by_terms
                    .entry(terms)
                    .and_modify(|known| *known = reserved.min(*known))
                    .or_insert(reserved);
            }
        }
        let mut wordings: BTreeMap<String, Vec<(Vec<String>, Reserved)>> = BTreeMap::new();
        for (terms, reserved) in by_terms {
            if let Some(first) = terms.first() {
                wordings.entry(first.clone()).or_default().push((terms, reserved));
            }
        }
        for list in wordings.values_mut() {
            list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        ReservedIntents { wordings }
    }

    /// The reserved intent of a message, if that is all that the message says.
    ///
    /// Wordings may follow each other ("bonjour, un conseiller svp"), and words that carry no meaning
    /// may stand between them. Where something else is said too, it is the message that counts and
    /// not its greeting; only asking for a person, in so many words, is never overheard.
    pub(crate) fn recognise(&self, message: &Analysis) -> Option<Reserved> {
        let words = spoken(message);
        let mut best: Option<Reserved> = None;
        let mut longest_human = 0;
        let mut others = 0;
        let mut index = 0;
        while index < words.len() {
            match self.longest_at(&words[index..]) {
                Some((length, reserved)) => {
                    best = Some(best.map_or(reserved, |known| known.min(reserved)));
                    if matches!(reserved, Reserved::Human | Reserved::Emergency) {
                        longest_human = longest_human.max(length);
                    }
                    index += length;
                }
                None => {
                    others += usize::from(words[index].role == Role::Content);
                    index += 1;
                }
            }
        }
        let overheard = others > 0 && !asks_for_a_person(longest_human, others);
        best.filter(|reserved| {
            !overheard && (others == 0 || matches!(reserved, Reserved::Human | Reserved::Emergency))
        })
    }

    fn longest_at(&self, words: &[&Word]) -> Option<(usize, Reserved)> {
        let list = self.wordings.get(&words.first()?.term)?;
        list.iter()
            .find(|(terms, _)| {
                terms.len() <= words.len()
                    && terms.iter().zip(words).all(|(term, word)| *term == word.term)
            })
            .map(|(terms, reserved)| (terms.len(), *reserved))
    }
}

/// Whether a wording of this many words asks for a person although others are there: "je veux parler à
/// un conseiller pour ma facture" does, "le conseiller s'est trompé" does not.
fn asks_for_a_person(words_of_wording: usize, others: usize) -> bool {
    words_of_wording >= 4 || (words_of_wording >= 2 && others <= words_of_wording)
}

/// The words that are not padding, or all of them where all are.
fn spoken(message: &Analysis) -> Vec<&Word> {
    let spoken: Vec<&Word> =
        message.words.iter().filter(|word| word.role != Role::Filler).collect();
    if spoken.is_empty() { message.words.iter().collect() } else { spoken }
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use crate::text::{Language, Lexis};

    #[test]
    fn reserved_intents_are_recognised_alone_and_together() {
        let analyzer = Analyzer::new(Lexis::built_in(Some(Language::French)));
        let reserved =
            ReservedIntents::new(&ReservedWordings::built_in(Language::French), &analyzer);
        for (text, expected) in [
            ("Bonjour", Some(Reserved::Greeting)),
            ("Bonjour, merci", Some(Reserved::Thanks)),
            ("bonjour un conseiller svp", Some(Reserved::Human)),
            ("je veux parler à un conseiller pour ma facture", Some(Reserved::Human)),
            ("bonjour, où est ma commande ?", None),
            ("facture", None),
            ("", None),
        ] {
            assert_eq!(reserved.recognise(&analyzer.analyze(text)), expected, "{text}");
        }
    }
}
