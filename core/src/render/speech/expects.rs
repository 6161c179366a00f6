use serde::Serialize;

use super::spoken_options;
use crate::reply::{Ask, Outcome, Promise, Reply};

/// What the caller may do, so that a telephone system knows what to listen for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Expects {
    /// The keys that may be pressed; none where keys say nothing.
    pub keys: Option<Keys>,
    /// Whether the caller may say something.
    pub speech: bool,
    /// Whether the key 1 is a yes, and 2 a no.
    pub yes_or_no: bool,
    /// What may be chosen.
    pub options: Vec<SpokenOption>,
}

/// How many keys are pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Keys {
    /// At least.
    pub least: u8,
    /// At most; fewer end with `#` or a pause.
    pub most: u8,
}

/// An option and its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SpokenOption {
    /// What is pressed, `1` for the first.
    pub key: String,
    /// What is said, and what a recogniser should know.
    pub title: String,
    /// The number for [`Message::choose`](crate::Message::choose).
    pub number: usize,
}

impl Expects {
    /// A yes or a no.
    pub(super) fn yes_or_no() -> Expects {
        let keys = Some(Keys { least: 1, most: 1 });
        Expects { keys, speech: true, yes_or_no: true, ..Expects::default() }
    }

    /// What a reply that is said whole expects.
    pub(super) fn of(reply: &Reply) -> Expects {
        let titles = spoken_options(reply);
        let asks_yes_or_no = match &reply.outcome {
            Outcome::Ask(ask) => ask.expects == "yes_no",
            Outcome::Answer(_) => reply.asks().is_some(),
            Outcome::Say(said) => reply.asks().is_some() && said.options.is_empty(),
            _ => false,
        };
        if asks_yes_or_no {
            return Expects::yes_or_no();
        }
        let option = |(number, title): (usize, &&str)| SpokenOption {
            key: (number + 1).to_string(),
            title: (*title).to_owned(),
            number,
        };
        let options: Vec<SpokenOption> = titles.iter().enumerate().map(option).collect();
        let keys = match options.last() {
            Some(last) => {
                Some(Keys { least: 1, most: last.key.len().try_into().unwrap_or(u8::MAX) })
            }
            None => match &reply.outcome {
                Outcome::Ask(ask) => of_value(ask),
                // How easy it was, from 1 to 5.
                Outcome::Close(_) => Some(Keys { least: 1, most: 1 }),
                _ => None,
            },
        };
        let speech = match &reply.outcome {
            Outcome::Act(_) | Outcome::Silent => false,
            Outcome::HandToHuman(handoff) => !matches!(handoff.promise, Promise::Now { .. }),
            _ => true,
        };
        Expects { keys, speech, options, yes_or_no: false }
    }
}

/// The keys of a form's value.
fn of_value(ask: &Ask) -> Option<Keys> {
    let (least, most) = match &*ask.expects {
        "number" => (1, 12),
        // ITU-T E.164, and what the shortest plans have.
        "phone" => (8, 15),
        "pattern" => {
            // The letters and digits at its beginning are left out; after it, every place must have
            // a key.
            let mask = ask.pattern.as_deref()?;
            let varying = &mask[mask.find(['9', 'A', '*'])?..];
            let places = varying.chars().filter(|c| c.is_alphanumeric() || *c == '*');
            let digits = places.clone().all(|c| c.is_ascii_digit()).then(|| places.count())?;
            let digits = u8::try_from(digits).ok()?;
            (digits, digits)
        }
        _ => return None,
    };
    Some(Keys { least, most })
}
