//! What a turn produces.
//!
//! Every turn ends in one [`Outcome`], and the outcome says all that a host needs to act on it. A
//! [`Reply`] carries it with the sentences around it, in the language and for the channel of the
//! conversation, and with the [`Trace`] of how it was decided. [`Reply::text`] is what to show where
//! plain text will do; [`Reply::to_json`] is the wire form that the web and C shells pass on.

mod handoff;
mod packet;
pub(crate) mod plain;
mod resolution;
mod summary;
mod trace;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::handoff::{Handoff, Line, Packet, Promise, Speaker};
pub use self::packet::FlatLimits;
pub use self::resolution::Resolution;
pub(crate) use self::summary::{SummaryFacts, summary};
pub(crate) use self::trace::rounded;
pub use self::trace::{Bar, Candidate, Decision, TellingWord, Trace, UnderstoodWord};
use crate::channel::Channel;
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{Choice, Link, MessageKey, Prose, Video};
use crate::locale::Locale;
use crate::render::{self, Phrases};
use crate::time::Date;

/// The answer to one message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The number of the turn in its conversation, from 1.
    pub(crate) turn: u32,
    pub(crate) locale: Locale,
    pub(crate) channel: Channel,
    /// Said before the outcome: what a rule says, or the way back to a form.
    pub(crate) before: Vec<String>,
    pub(crate) outcome: Outcome,
    /// Said after the outcome.
    pub(crate) after: Vec<String>,
    /// Asked after everything: the question of a form that waits, whether to send links.
    pub(crate) asks: Option<String>,
    /// Whether the caller wants to be spoken to slowly.
    pub(crate) is_slow: bool,
    pub(crate) trace: Trace,
    /// What channels say around it; a reply that was read back from its wire form has none.
    #[serde(skip)]
    pub(crate) phrases: Phrases,
}

/// How a turn ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// An article answers the question.
    Answer(Answer),
    /// Several articles may, and the customer is asked which.
    Clarify(Clarify),
    /// The assistant brings up something that concerns this customer.
    Offer(Offer),
    /// A form needs one more value, or a yes.
    Ask(Ask),
    /// The host must do or look up something, and report back with
    /// [`Session::acted`](crate::Session::acted).
    Act(Act),
    /// A person takes over.
    HandToHuman(Box<Handoff>),
    /// Nothing was understood; the menu is offered.
    NoMatch(Said),
    /// The assistant says something by itself: a greeting, the menu, the same again.
    Say(Said),
    /// The conversation ends.
    Close(Close),
    /// Nothing is said: a person has the conversation.
    Silent,
}

/// An article, as it answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Answer {
    /// The article.
    pub article: Id,
    /// Its title.
    pub title: String,
    /// The answer, its placeholders filled.
    pub body: Prose,
    /// The answer for the telephone.
    pub speech: Option<String>,
    /// The answer as one text message.
    pub summary: Option<String>,
    /// Where it comes from.
    pub citation: Citation,
    /// Pages to read.
    pub links: Vec<Link>,
    /// Films to watch.
    pub media: Vec<Video>,
    /// What people ask next.
    pub next: Vec<Choice>,
    /// Asks whether it helped.
    pub helped: Option<Helped>,
    /// The first 64 bits of the SHA-256 of the article as it is in the bundle, in hexadecimal: the same
    /// hash, the same content.
    pub content: String,
    /// How probable it is that this is the right article, from 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub probability: f32,
}

/// Where an answer comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The article.
    pub article: Id,
    /// The document that it is taken from, as its author named it.
    pub source: Option<String>,
    /// When someone last checked it.
    pub reviewed: Option<Date>,
}

/// A choice between two to four articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Clarify {
    /// The question.
    pub question: String,
    /// The options, the most probable first.
    pub options: Vec<Choice>,
    /// The words of the last option, which refuses them all.
    pub none: String,
}

/// Asks whether an answer helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helped {
    /// The question.
    pub question: String,
    /// The words of a yes.
    pub yes: String,
    /// The words of a no.
    pub no: String,
}

/// Something that concerns this customer, brought up before it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Offer {
    /// The rule.
    pub rule: Id,
    /// What the assistant has seen, in plain words, and what it can do.
    pub text: String,
    /// Yes, and then no.
    pub options: Vec<Choice>,
}

/// A form's question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ask {
    /// The form.
    pub form: Id,
    /// The value that is asked for; none where a yes to the act is.
    pub value: Option<Id>,
    /// What is expected: `text`, `number`, `amount`, `truth`, `date`, `email`, `phone`, `choice`, `pattern`
    /// or `yes_no`.
    pub expects: String,
    /// The mask of a `pattern`.
    pub pattern: Option<String>,
    /// The question.
    pub question: String,
    /// The options of a `choice`.
    pub options: Vec<Choice>,
    /// How often it was asked before, because the answer could not be read.
    pub retries: u8,
}

/// Something for the host to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Act {
    /// The form that collected the values.
    pub form: Id,
    /// The name of the action.
    pub action: String,
    /// The values, by their ids: a `choice` is the id of its option, an `email`, a `phone` and a `pattern`
    /// are text in their canonical form.
    pub values: BTreeMap<Id, Value>,
    /// The same for the same act of the same conversation, so that a host does nothing twice.
    pub key: String,
    /// Said while the host is at work.
    pub text: String,
}

/// Something that the assistant says by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Said {
    /// Which of its sentences it is.
    pub message: MessageKey,
    /// The sentence.
    pub text: String,
    /// What may be chosen: topics, or the articles of a topic.
    pub options: Vec<Choice>,
}

/// The end of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Close {
    /// Goodbye.
    pub text: String,
    /// Asks how easy it was, from 1 to 5.
    pub satisfaction: String,
}

impl Outcome {
    /// What may be chosen in it.
    pub(crate) fn options(&self) -> &[Choice] {
        match self {
            Outcome::Clarify(clarify) => &clarify.options,
            Outcome::Offer(offer) => &offer.options,
            Outcome::HandToHuman(handoff) => &handoff.options,
            Outcome::Ask(ask) => &ask.options,
            Outcome::Say(said) | Outcome::NoMatch(said) => &said.options,
            Outcome::Answer(answer) => &answer.next,
            _ => &[],
        }
    }

    /// The titles of what may be chosen in it, with "none of these".
    pub(crate) fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = self.options().iter().map(|option| &*option.title).collect();
        if let Outcome::Clarify(clarify) = self {
            titles.push(&clarify.none);
        }
        titles
    }

    /// Its name in the wire form.
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Answer(_) => "answer",
            Outcome::Clarify(_) => "clarify",
            Outcome::Offer(_) => "offer",
            Outcome::Ask(_) => "ask",
            Outcome::Act(_) => "act",
            Outcome::HandToHuman(_) => "hand_to_human",
            Outcome::NoMatch(_) => "no_match",
            Outcome::Say(_) => "say",
            Outcome::Close(_) => "close",
            Outcome::Silent => "silent",
        }
    }
}

impl Reply {
    /// How the turn ends.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The number of the turn in its conversation, from 1.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// The language of the reply.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The channel that the reply is for.
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// What is said before the outcome, sentence by sentence.
    pub fn before(&self) -> &[String] {
        &self.before
    }

    /// What is said after the outcome: where an answer comes from.
    pub fn after(&self) -> &[String] {
        &self.after
    }

    /// What is asked after everything: the question of a form that waits, whether to send links, whether
    /// an answer helped.
    pub fn asks(&self) -> Option<&str> {
        let helped = || self.helped().map(|helped| helped.question.as_str());
        self.asks.as_deref().or_else(helped)
    }

    /// The question whether an answer helped, with the words of a yes and a no.
    pub(crate) fn helped(&self) -> Option<&Helped> {
        match &self.outcome {
            Outcome::Answer(answer) => answer.helped.as_ref(),
            _ => None,
        }
    }

    /// How it was decided.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The reply as plain text, with numbered options.
    pub fn text(&self) -> String {
        render::plain(self)
    }

    /// What may be chosen, in the order in which [`Message::choose`](crate::Message::choose) counts;
    /// for a [`Clarify`], one more stands for "none of these".
    pub fn options(&self) -> &[Choice] {
        self.outcome.options()
    }

    /// The titles of what may be chosen, in the order in which
    /// [`Message::choose`](crate::Message::choose) counts: those of the options, and "none of these" where
    /// that is one more.
    pub fn titles(&self) -> Vec<&str> {
        self.outcome.titles()
    }

    /// The wire form: one JSON object, the same for the same reply on every platform.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Wire<'r> {
            version: u32,
            #[serde(flatten)]
            reply: &'r Reply,
            text: String,
        }
        let wire = Wire { version: WIRE_VERSION, reply: self, text: self.text() };
        serde_json::to_string(&wire).expect("a reply has only types that JSON can write")
    }
}

/// The version of the wire form. It grows when a key changes its meaning or goes, not when one comes.
pub const WIRE_VERSION: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_outcome_is_that_of_the_wire_form() {
        let said = || Said { message: MessageKey::Menu, text: String::new(), options: Vec::new() };
        let close = Close { text: String::new(), satisfaction: String::new() };
        let clarify = Clarify { question: String::new(), options: Vec::new(), none: String::new() };
        for outcome in [
            Outcome::Clarify(clarify),
            Outcome::NoMatch(said()),
            Outcome::Say(said()),
            Outcome::Close(close),
            Outcome::Silent,
        ] {
            let wire = serde_json::to_value(&outcome).expect("JSON");
            assert_eq!(wire["type"], outcome.name());
        }
    }
}
