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
    /// Give up what is under way.
    Cancel,
    /// No.
    No,
    /// Yes.
    Yes,
    /// What can you do?
    Menu,
    /// Say that again.
    Repeat,
    /// Say that again, and speak more slowly.
    Slower,
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
            Reserved::Cancel => "cancel",
            Reserved::No => "no",
            Reserved::Yes => "yes",
            Reserved::Menu => "menu",
            Reserved::Repeat => "repeat",
            Reserved::Slower => "slower",
            Reserved::WhoAreYou => "who_are_you",
            Reserved::HowAreYou => "how_are_you",
            Reserved::Thanks => "thanks",
            Reserved::Greeting => "greeting",
        }
    }

    /// Those that the classifier learns too, so that they are understood in other words than the
    /// reserved wordings. A "yes" or a "no" is too short to be recognised by likeness.
    pub(crate) const TRAINED: [Reserved; 8] = [
        Reserved::Human,
        Reserved::Goodbye,
        Reserved::Menu,
        Reserved::Repeat,
        Reserved::WhoAreYou,
        Reserved::HowAreYou,
        Reserved::Thanks,
        Reserved::Greeting,
    ];

    /// Whether it is never overheard.
    fn is_urgent(self) -> bool {
        matches!(self, Reserved::Human | Reserved::Emergency)
    }

    /// Whether it only means something as an answer to a question.
    pub(crate) fn is_answer(self) -> bool {
        use Reserved::{Cancel, No, None, Yes};
        matches!(self, Yes | No | None | Cancel)
    }

    #[cfg(feature = "author")]
    fn parse(name: &str) -> Option<Reserved> {
        let all = [
            Reserved::Emergency,
            Reserved::Human,
            Reserved::Goodbye,
            Reserved::None,
            Reserved::Cancel,
            Reserved::No,
            Reserved::Yes,
            Reserved::Menu,
            Reserved::Repeat,
            Reserved::Slower,
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
                let terms = analysis.words.iter().map(|word| word.term.clone()).collect();
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

    /// The reserved intents of a message, the most important first, if they are all that it says.
    ///
    /// Wordings may follow each other ("bonjour, un conseiller svp"), and words that carry no meaning
    /// may stand between them. Where something else is said too, it is the message that counts and
    /// not its greeting; only asking for a person, in so many words, is never overheard.
    pub(crate) fn recognise(&self, message: &Analysis) -> Vec<Reserved> {
        let words = &message.words;
        let mut found = Vec::new();
        let mut longest_urgent = 0;
        let mut others = 0;
        let mut index = 0;
        while index < words.len() {
            match self.longest_at(&words[index..]) {
                Some((length, reserved)) => {
                    found.push(reserved);
                    if reserved.is_urgent() && !words[index].negated {
                        longest_urgent = longest_urgent.max(length);
                    }
                    index += length;
                }
                None => {
                    others += usize::from(words[index].role == Role::Content);
                    index += 1;
                }
            }
        }
        if others > 0 {
            let asked = asks_for_a_person(longest_urgent, others);
            found.retain(|reserved| asked && reserved.is_urgent());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The yes, no or cancellation that a message starts with, whatever else it says: "oui, allez-y",
    /// "no, I already tried all that".
    pub(crate) fn leading(&self, message: &Analysis) -> Option<Reserved> {
        let start = message.words.iter().position(|word| word.role != Role::Filler)?;
        let found = (0..=start).find_map(|at| self.longest_at(&message.words[at..]));
        let (_, reserved) = found?;
        let is_answer = matches!(reserved, Reserved::Yes | Reserved::No | Reserved::Cancel);
        is_answer.then_some(reserved)
    }

    fn longest_at(&self, words: &[Word]) -> Option<(usize, Reserved)> {
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
            ("Bonjour", vec![Reserved::Greeting]),
            ("Bonjour, merci", vec![Reserved::Thanks, Reserved::Greeting]),
            ("oui merci", vec![Reserved::Yes, Reserved::Thanks]),
            ("bonjour un conseiller svp", vec![Reserved::Human, Reserved::Greeting]),
            ("je veux parler à un conseiller pour ma facture", vec![Reserved::Human]),
            ("bonjour, où est ma commande ?", vec![]),
            ("facture", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(reserved.recognise(&analyzer.analyze(text)), expected, "{text}");
        }
    }
}
