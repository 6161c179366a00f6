use std::ffi::{CStr, CString};
use std::sync::OnceLock;

use relais::render::Speech;
use relais::reply::Promise;
use relais::{Event, Outcome, Reply};

use crate::constants::{number, outcome, text};

/// What one step gave. Texts are made when they are first asked for.
#[derive(Debug)]
pub struct Turn {
    reply: Option<Reply>,
    event: Option<Event>,
    is_with_human: bool,
    is_over: bool,
    speech: OnceLock<Speech>,
    texts: [OnceLock<CString>; TEXTS],
    choices: OnceLock<Vec<CString>>,
}

impl Turn {
    pub(crate) fn new(reply: Reply, event: Option<Event>, is_with_human: bool) -> Turn {
        let is_over = matches!(reply.outcome(), Outcome::Close(_));
        Turn { reply: Some(reply), event, is_with_human, is_over, ..Turn::silent(false) }
    }

    /// Nothing is said.
    pub(crate) fn silent(is_over: bool) -> Turn {
        Turn {
            reply: None,
            event: None,
            is_with_human: false,
            is_over,
            speech: OnceLock::new(),
            texts: [const { OnceLock::new() }; TEXTS],
            choices: OnceLock::new(),
        }
    }

    /// The number of the outcome in the header.
    pub(crate) fn outcome(&self) -> i32 {
        match self.reply.as_ref().map(Reply::outcome) {
            None | Some(Outcome::Silent) => outcome::SILENT,
            Some(Outcome::Answer(_)) => outcome::ANSWER,
            Some(Outcome::Clarify(_)) => outcome::CLARIFY,
            Some(Outcome::Ask(_)) => outcome::ASK,
            Some(Outcome::Act(_)) => outcome::ACT,
            Some(Outcome::HandToHuman(_)) => outcome::HAND_TO_HUMAN,
            Some(Outcome::NoMatch(_)) => outcome::NO_MATCH,
            Some(Outcome::Close(_)) => outcome::CLOSE,
            Some(Outcome::Offer(_)) => outcome::OFFER,
            Some(_) => outcome::SAY,
        }
    }

    /// The text of a field.
    pub(crate) fn text(&self, field: i32) -> &CStr {
        let Some(slot) = usize::try_from(field).ok().and_then(|field| self.texts.get(field)) else {
            return c"";
        };
        slot.get_or_init(|| {
            let has_lines = matches!(field, text::PLAIN | text::HTML | text::LINKS);
            clean(&self.words(field).unwrap_or_default(), has_lines)
        })
    }

    /// A number of the header.
    pub(crate) fn number(&self, field: i32) -> i64 {
        let keys = || self.speech().and_then(|speech| speech.expects.keys);
        match field {
            number::CHOICES => self.choices().len() as i64,
            number::BARGE_IN => {
                i64::from(!matches!(self.outcome(), outcome::ACT | outcome::HAND_TO_HUMAN))
            }
            number::NO_INPUT_MS => match self.speech() {
                Some(speech) if speech.expects.speech || speech.expects.keys.is_some() => {
                    NO_INPUT_MS
                }
                _ => 0,
            },
            number::HAS_MORE => {
                i64::from(self.speech().is_some_and(|speech| !speech.rest.is_empty()))
            }
            number::PROBABILITY => match self.reply.as_ref().map(Reply::outcome) {
                Some(Outcome::Answer(answer)) => (answer.probability * 1000.0).round() as i64,
                _ => 0,
            },
            number::KEYS_LEAST => keys().map_or(0, |keys| keys.least.into()),
            number::KEYS_MOST => keys().map_or(0, |keys| keys.most.into()),
            number::IS_WITH_HUMAN => self.is_with_human.into(),
            number::WAIT_SECONDS => match self.promise() {
                Some(Promise::Now { wait_seconds: Some(seconds) }) => i64::from(*seconds),
                _ => -1,
            },
            number::IS_OVER => self.is_over.into(),
            _ => 0,
        }
    }

    /// The words of the choices.
    pub(crate) fn choices(&self) -> &[CString] {
        self.choices.get_or_init(|| {
            let titles = self.reply.as_ref().map(Reply::titles).unwrap_or_default();
            titles.into_iter().map(|title| clean(title, false)).collect()
        })
    }

    fn words(&self, field: i32) -> Option<String> {
        let reply = self.reply.as_ref()?;
        let handoff = match reply.outcome() {
            Outcome::HandToHuman(handoff) => Some(handoff),
            _ => None,
        };
        let act = match reply.outcome() {
            Outcome::Act(act) => Some(act),
            _ => None,
        };
        let answer = match reply.outcome() {
            Outcome::Answer(answer) => Some(answer),
            _ => None,
        };
        match field {
            text::PLAIN => Some(reply.text()),
            text::SPEECH => Some(self.speech()?.text.clone()),
            text::SSML => Some(self.speech()?.ssml.clone()),
            text::HTML => Some(reply.html()),
            text::SOURCE => answer?.citation.source.clone(),
            text::TARGET => match reply.outcome() {
                Outcome::Answer(answer) => Some(answer.article.to_string()),
                Outcome::Ask(ask) => Some(ask.form.to_string()),
                Outcome::Act(act) => Some(act.form.to_string()),
                _ => None,
            },
            text::LOCALE => Some(reply.locale().to_string()),
            text::ACTION => Some(act?.action.clone()),
            text::VALUES => serde_json::to_string(&act?.values).ok(),
            text::KEY => match handoff {
                Some(handoff) => Some(handoff.key.clone()),
                None => Some(act?.key.clone()),
            },
            text::QUEUE => Some(handoff?.queue.to_string()),
            text::REASON => Some(handoff?.reason.as_str().to_owned()),
            text::PROMISE => Some(handoff?.promise.name().to_owned()),
            text::SUMMARY => Some(handoff?.packet.summary.clone()),
            text::UUI => Some(handoff?.user_to_user()),
            text::PACKET => Some(handoff?.to_json()),
            text::JSON => Some(reply.to_json()),
            text::EVENT => Some(self.event.as_ref()?.to_json()),
            text::LINKS => {
                let links = &self.speech()?.links;
                let lines: Vec<String> =
                    links.iter().map(|link| format!("{} {}", link.title, link.url)).collect();
                Some(lines.join("\n"))
            }
            _ => None,
        }
    }

    fn speech(&self) -> Option<&Speech> {
        let reply = self.reply.as_ref()?;
        Some(self.speech.get_or_init(|| reply.speech()))
    }

    fn promise(&self) -> Option<&Promise> {
        match self.reply.as_ref()?.outcome() {
            Outcome::HandToHuman(handoff) => Some(&handoff.promise),
            _ => None,
        }
    }
}

/// Text without control characters: they end a line of a protocol, or of a log, where nobody meant it.
fn clean(text: &str, has_lines: bool) -> CString {
    let clean: String = text
        .chars()
        .map(|c| match c {
            '\n' if has_lines => c,
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    CString::new(clean).expect("a NUL is a control character")
}

/// One more than the largest field.
const TEXTS: usize = text::LINKS as usize + 1;

/// How long people take to begin, as IVR guides have it.
const NO_INPUT_MS: i64 = 7_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_leaves() {
        let text = "one\r\ntwo\0three\u{7f}four\u{85}five";
        assert_eq!(clean(text, false).to_str(), Ok("one  two three four five"));
        assert_eq!(clean(text, true).to_str(), Ok("one \ntwo three four five"));
    }
}
