use super::Promise;
use crate::knowledge::{MessageKey, Messages};
use crate::reason::Reason;
use crate::text::{one_line, shorten};
use crate::time::{TimeZone, Timestamp};

/// What a summary is made of.
#[derive(Debug)]
pub(crate) struct SummaryFacts<'h> {
    pub(crate) reason: Reason,
    /// The question, in the customer's own words.
    pub(crate) question: &'h str,
    /// The titles of the articles that were given as answers, the latest last.
    pub(crate) answered: &'h [String],
    /// The titles of those that were offered and refused, the latest last.
    pub(crate) refused: &'h [String],
    /// The names of the values that were collected, and the values as people read them.
    pub(crate) values: &'h [(String, String)],
    pub(crate) promise: &'h Promise,
    /// The clock that promised times are told by.
    pub(crate) zone: &'h TimeZone,
}

/// The longest summary, in characters.
pub(crate) const MAX_SUMMARY_CHARACTERS: usize = 300;

/// One sentence for the screen of the person who takes over: why, what the customer asks, what was
/// answered and refused, what is known, what was promised.
///
/// It is one line of at most [`MAX_SUMMARY_CHARACTERS`]. Where that is not enough, clauses are left
/// out whole: first what was refused, then what was answered, then values from the last one, then
/// the promise.
pub(crate) fn summary(messages: &Messages, facts: &SummaryFacts<'_>) -> String {
    let mut clauses = clauses(messages, facts);
    loop {
        let details = joined(messages, &clauses);
        let reason = messages.plain(MessageKey::summary_of_reason(facts.reason), 0);
        let values = [("reason", reason.as_str()), ("details", details.as_str())];
        let sentence = one_line(&messages.filled(MessageKey::Summary, 0, &values));
        if sentence.chars().count() <= MAX_SUMMARY_CHARACTERS {
            return sentence;
        }
        // The last of those that matter least.
        let least = clauses.iter().enumerate().rev().min_by_key(|(_, clause)| clause.weight);
        match least.map(|(at, _)| at) {
            Some(at) if clauses.len() > 1 => drop(clauses.remove(at)),
            _ => return shorten(&sentence, MAX_SUMMARY_CHARACTERS),
        }
    }
}

/// A part of the sentence.
struct Clause {
    weight: Weight,
    text: String,
}

/// How much a clause matters: the least is left out first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Refused,
    Answered,
    Value,
    Promise,
    Question,
}

fn clauses(messages: &Messages, facts: &SummaryFacts<'_>) -> Vec<Clause> {
    let said = |key, values: &[(&str, &str)]| messages.filled(key, 0, values);
    let question = shorten(&one_line(facts.question), MAX_QUESTION_CHARACTERS);
    let mut clauses = vec![Clause {
        weight: Weight::Question,
        text: match question.as_str() {
            "" => said(MessageKey::SummaryNoQuestion, &[]),
            question => said(MessageKey::SummaryQuestion, &[("question", question)]),
        },
    }];
    for (key, weight, titles) in [
        (MessageKey::SummaryAnswered, Weight::Answered, facts.answered),
        (MessageKey::SummaryRefused, Weight::Refused, facts.refused),
    ] {
        let latest = &titles[titles.len().saturating_sub(MAX_TITLES)..];
        let quoted = |title: &String| {
            let title = shorten(&one_line(title), MAX_TITLE_CHARACTERS);
            said(MessageKey::SummaryTitle, &[("title", &title)])
        };
        let titles = latest.iter().map(quoted).collect::<Vec<_>>().join(", ");
        if !titles.is_empty() {
            clauses.push(Clause { weight, text: said(key, &[("titles", &titles)]) });
        }
    }
    for (name, value) in facts.values {
        let value = shorten(&one_line(value), MAX_VALUE_CHARACTERS);
        let text = said(MessageKey::SummaryValue, &[("name", name), ("value", &value)]);
        clauses.push(Clause { weight: Weight::Value, text });
    }
    let promise = promise(messages, facts.promise, facts.zone);
    clauses.extend(promise.map(|text| Clause { weight: Weight::Promise, text }));
    clauses
}

/// What was promised, in words; nothing where the person who reads it is there already.
fn promise(messages: &Messages, promise: &Promise, zone: &TimeZone) -> Option<String> {
    let said = |key, values: &[(&str, &str)]| Some(messages.filled(key, 0, values));
    let at_time = |key, at: Timestamp, other: (&str, &str)| {
        let parts = time_parts(zone, at);
        let mut values: Vec<(&str, &str)> =
            parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        values.push(other);
        said(key, &values)
    };
    match promise {
        Promise::Now { .. } => None,
        Promise::Callback { slot, phone } => {
            at_time(MessageKey::SummaryCallback, slot.from, ("phone", phone))
        }
        Promise::Message => said(MessageKey::SummaryMessage, &[]),
        Promise::Channel { channel } => {
            said(MessageKey::SummaryChannel, &[("channel", &channel.title)])
        }
        Promise::Opens { at } => at_time(MessageKey::SummaryOpens, *at, ("", "")),
        Promise::Contact => said(MessageKey::SummaryContact, &[]),
    }
}

/// An instant as the clock there shows it: whoever reads it does so later, so no "tomorrow".
fn time_parts(zone: &TimeZone, at: Timestamp) -> [(&'static str, String); 5] {
    let local = zone.local(at);
    let (year, month, day) = local.date.civil();
    [
        ("year", year.to_string()),
        ("month", format!("{month:02}")),
        ("day", format!("{day:02}")),
        ("hour", (local.minute / 60).to_string()),
        ("minute", format!("{:02}", local.minute % 60)),
    ]
}

fn joined(messages: &Messages, clauses: &[Clause]) -> String {
    let texts = clauses.iter().map(|clause| clause.text.clone());
    let join = |before: String, after: String| {
        let values = [("before", before.as_str()), ("after", after.as_str())];
        messages.filled(MessageKey::SummaryJoin, 0, &values)
    };
    texts.reduce(join).unwrap_or_default()
}

const MAX_QUESTION_CHARACTERS: usize = 120;
const MAX_TITLE_CHARACTERS: usize = 60;
const MAX_TITLES: usize = 2;
const MAX_VALUE_CHARACTERS: usize = 60;

#[cfg(all(test, feature = "author"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::availability::CallbackSlot;
    use crate::id::Id;
    use crate::knowledge::standard_messages;
    use crate::locale::Locale;

    fn facts<'h>(question: &'h str, promise: &'h Promise, zone: &'h TimeZone) -> SummaryFacts<'h> {
        SummaryFacts {
            reason: Reason::Dispute,
            question,
            answered: &[],
            refused: &[],
            values: &[],
            promise,
            zone,
        }
    }

    const NOW: Promise = Promise::Now { wait_seconds: None };

    #[test]
    fn the_sentence_is_in_the_language_of_the_messages() {
        let zone = TimeZone::default();
        let answered = ["Facture plus élevée".to_owned()];
        let refused = ["Date de facture".to_owned(), "Double prélèvement".to_owned()];
        let values = [("order".to_owned(), "OD-482913".to_owned())];
        let slot = CallbackSlot {
            id: Id::parse("s-0900").expect("an id"),
            queue: None,
            from: Timestamp(1_795_510_800),
            until: Timestamp(1_795_512_600),
        };
        let promise = Promise::Callback { slot, phone: "06 12 34 56 78".to_owned() };
        let facts = SummaryFacts {
            answered: &answered,
            refused: &refused,
            values: &values,
            ..facts("pourquoi 49,90 € ?", &promise, &zone)
        };
        assert_eq!(
            summary(&standard_messages(Locale::FR), &facts),
            "Litige : le client demande « pourquoi 49,90 € ? » ; réponse donnée : « Facture plus \
             élevée » ; réponse refusée : « Date de facture », « Double prélèvement » ; order : \
             OD-482913 ; rappel promis le 24/11/2026 à 9 h 00 au 06 12 34 56 78."
        );
        assert_eq!(
            summary(&standard_messages(Locale::EN), &facts),
            "Dispute: the customer asks “pourquoi 49,90 € ?”; answer given: “Facture plus \
             élevée”; answer refused: “Date de facture”, “Double prélèvement”; order: \
             OD-482913; call back promised on 2026-11-24 at 9:00 to 06 12 34 56 78."
        );
    }

    #[test]
    fn every_promise_but_a_person_now_is_told() {
        let zone = TimeZone::default();
        let messages = standard_messages(Locale::FR);
        assert_eq!(summary(&messages, &facts("", &NOW, &zone)), "Litige : aucune question posée.");
        for (promise, words) in [
            (Promise::Message, "réponse écrite promise"),
            (Promise::Opens { at: Timestamp(1_795_510_800) }, "le 24/11/2026 à 9 h 00"),
            (Promise::Contact, "coordonnées"),
        ] {
            let sentence = summary(&messages, &facts("x", &promise, &zone));
            assert!(sentence.contains(words), "{sentence}");
        }
    }

    #[test]
    fn what_matters_least_is_left_out_first() {
        let zone = TimeZone::default();
        let long = "La réponse à une question qui revient souvent, et son titre".to_owned();
        let titles = [long.clone(), long];
        let promise = Promise::Message;
        let question = "mot ".repeat(100);
        let facts = SummaryFacts {
            answered: &titles[..1],
            refused: &titles,
            ..facts(&question, &promise, &zone)
        };
        let sentence = summary(&standard_messages(Locale::FR), &facts);
        assert!(sentence.contains("mot…") && sentence.contains("donnée"), "{sentence}");
        assert!(!sentence.contains("refusée") && sentence.contains("promise"), "{sentence}");
    }

    #[test]
    fn every_reason_has_words_of_its_own_in_every_language() {
        let zone = TimeZone::default();
        for locale in [Locale::FR, Locale::EN] {
            let messages = standard_messages(locale);
            let sentences: std::collections::BTreeSet<String> = Reason::ALL
                .iter()
                .map(|reason| SummaryFacts { reason: *reason, ..facts("x", &NOW, &zone) })
                .map(|facts| summary(&messages, &facts))
                .collect();
            assert_eq!(sentences.len(), Reason::ALL.len());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 64, failure_persistence: None, ..ProptestConfig::default()
        })]

        #[test]
        fn any_text_makes_one_short_line(
            question in any::<String>(),
            texts in prop::collection::vec(any::<String>(), 0..6),
            english in any::<bool>(),
        ) {
            let zone = TimeZone::default();
            let named = |text: &String| ("name".to_owned(), text.clone());
            let values: Vec<_> = texts.iter().map(named).collect();
            let facts = SummaryFacts {
                answered: &texts,
                refused: &texts,
                values: &values,
                ..facts(&question, &Promise::Contact, &zone)
            };
            let locale = if english { Locale::EN } else { Locale::FR };
            let sentence = summary(&standard_messages(locale), &facts);
            prop_assert!(sentence.chars().count() <= MAX_SUMMARY_CHARACTERS, "{}", sentence);
            prop_assert!(!sentence.chars().any(char::is_control), "{}", sentence);
            let reason = if english { "Dispute: " } else { "Litige : " };
            prop_assert!(sentence.starts_with(reason), "{}", sentence);
        }
    }
}
