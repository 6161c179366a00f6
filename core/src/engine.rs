//! The primary types: an engine over a bundle, and the conversations that it holds.

use crate::bundle::{Bundle, Pack};
use crate::channel::Channel;
use crate::dialogue::{self, Input, State, Understood};
use crate::error::{Error, ErrorKind};
use crate::facts::Facts;
use crate::intent::Reserved;
use crate::locale::Locale;
use crate::reply::Reply;
use crate::time::Timestamp;
use crate::understand::{asks_for_a_person, understand};

/// Answers customers from a bundle. Immutable, shared by threads, cheap to clone.
#[derive(Clone, Debug)]
pub struct Engine {
    bundle: Bundle,
}

/// How a conversation starts.
#[derive(Clone, Debug)]
pub struct Start {
    id: String,
    locale: Locale,
    channel: Channel,
    facts: Facts,
}

/// One conversation with one customer.
///
/// A session is used by one thread at a time and holds a few kilobytes. What it remembers is a value:
/// [`Session::save`] gives it to the host, and [`Engine::resume`] goes on from there, in this process
/// or in another.
#[derive(Clone, Debug)]
pub struct Session {
    bundle: Bundle,
    state: State,
}

/// What a customer says or does, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    content: Said,
    at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Text(String),
    Choice(usize),
}

impl Engine {
    /// An engine over this bundle.
    pub fn new(bundle: Bundle) -> Engine {
        Engine { bundle }
    }

    /// The bundle that it answers from.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// Starts a conversation. Where the bundle does not have the language, the conversation is held
    /// in the bundle's default one.
    pub fn session(&self, start: Start) -> Session {
        let Start { id, locale, channel, facts } = start;
        let known = self.bundle.pack(locale).map(|pack| pack.locale);
        let locale = known.unwrap_or(self.bundle.locales()[0]);
        Session { bundle: self.bundle.clone(), state: State::new(id, locale, channel, facts) }
    }

    /// Goes on with a conversation that [`Session::save`] gave.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidSession`] where the bytes are not a saved session, or one in a language
    /// that this bundle does not have.
    pub fn resume(&self, saved: &[u8]) -> Result<Session, Error> {
        let invalid = |why: &str| Error::new(ErrorKind::InvalidSession, why);
        let Some((SAVE_VERSION, encoded)) = saved.split_first().map(|(v, rest)| (*v, rest)) else {
            return Err(invalid("these bytes are not a session saved by this version"));
        };
        let state: State = serde_json::from_slice(encoded).map_err(|error| {
            invalid("these bytes are not a saved session").caused_by(error.to_string())
        })?;
        if !self.bundle.locales().contains(&state.locale) {
            return Err(invalid(
                "the saved session is in a language that the bundle does not have",
            ));
        }
        Ok(Session { bundle: self.bundle.clone(), state })
    }
}

impl Start {
    /// A conversation in this language, on the web, with a customer of whom nothing is known.
    pub fn new(locale: Locale) -> Start {
        Start { id: String::new(), locale, channel: Channel::default(), facts: Facts::new() }
    }

    /// Where the conversation takes place.
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Start {
        self.channel = channel;
        self
    }

    /// What the host knows about the customer.
    #[must_use]
    pub fn facts(mut self, facts: Facts) -> Start {
        self.facts = facts;
        self
    }

    /// The host's name for the conversation; it makes the keys of acts unique.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Start {
        self.id = id.into();
        self
    }
}

impl Session {
    /// The first words of the assistant: that it is one, and a greeting.
    pub fn open(&mut self, now: impl Into<Timestamp>) -> Reply {
        self.step(Input::Start, now.into())
    }

    /// Answers a message. Whatever the message is, there is a reply to it.
    pub fn reply(&mut self, message: Message) -> Reply {
        let Message { content, at } = message;
        let input = match content {
            Said::Choice(number) => Input::Choice(number),
            // The limit is measured in bytes first, so that a message of any size costs nothing.
            Said::Text(text) if text.len() > 4 * Message::MAX_CHARACTERS => Input::TooLong,
            Said::Text(text) if text.chars().count() > Message::MAX_CHARACTERS => Input::TooLong,
            Said::Text(text) => Input::Message(self.understand(&text)),
        };
        self.step(input, at)
    }

    /// Takes note of what the host knows now.
    pub fn learn(&mut self, facts: Facts) {
        self.state.facts.merge(facts);
    }

    /// Takes the result of an act ([`Outcome::Act`](crate::Outcome::Act)): that it succeeded, with what
    /// the host learned by it.
    pub fn acted(&mut self, facts: Facts, now: impl Into<Timestamp>) -> Reply {
        self.state.facts.merge(facts);
        self.step(Input::Acted(Ok(())), now.into())
    }

    /// Takes the result of an act: that it failed. A person takes over.
    pub fn act_failed(&mut self, now: impl Into<Timestamp>) -> Reply {
        self.step(Input::Acted(Err(())), now.into())
    }

    /// Takes the conversation back from a person who has finished or could not take over.
    pub fn human_gone(&mut self, now: impl Into<Timestamp>) -> Reply {
        self.step(Input::HumanGone, now.into())
    }

    /// Whether a person has the conversation; the assistant is silent then.
    pub fn is_with_human(&self) -> bool {
        self.state.with_human
    }

    /// The language of the conversation.
    pub fn locale(&self) -> Locale {
        self.state.locale
    }

    /// The score that the customer gave at the end, from 1 to 5.
    pub fn satisfaction(&self) -> Option<u8> {
        self.state.satisfaction
    }

    /// The conversation as bytes, for [`Engine::resume`]: a few kilobytes.
    pub fn save(&self) -> Vec<u8> {
        let mut saved = vec![SAVE_VERSION];
        let encoded = serde_json::to_vec(&self.state);
        saved.extend(encoded.expect("a state has only types that JSON can write"));
        saved
    }

    fn step(&mut self, input: Input, now: Timestamp) -> Reply {
        let pack = pack_of(&self.bundle, self.state.locale);
        dialogue::reply(&pack.content, &mut self.state, input, now)
    }

    /// Understands a message, in the language of the conversation or, where the message is in another
    /// one of the bundle, in that.
    fn understand(&mut self, text: &str) -> Understood {
        let mut understood = understand(self.pack(), text);
        if let Some(other) = self.other_language(text) {
            let there = understand(pack_of(&self.bundle, other), text);
            // Languages borrow words from each other ("replay", "cable ethernet"), so a few words do
            // not change the language of a conversation that understands them.
            let is_a_sentence = there.words() >= WORDS_OF_A_SENTENCE && understood.promise() < 0.5;
            if is_a_sentence || there.promise() > understood.promise() + CLEARLY {
                self.state.locale = other;
                understood = there;
            }
        }
        let others = self.bundle.packs().iter().filter(|pack| pack.locale != self.state.locale);
        if understood.reserved.is_empty() && others.into_iter().any(|p| asks_for_a_person(p, text))
        {
            understood.reserved.push(Reserved::Human);
        }
        understood
    }

    /// The language of a message, where it is clearly another one than that of the conversation.
    fn other_language(&self, text: &str) -> Option<Locale> {
        let found = self.bundle.languages().identify(text).locale?;
        let locale = *self.bundle.locales().get(found)?;
        (locale.language() != self.state.locale.language()).then_some(locale)
    }

    fn pack(&self) -> &Pack {
        pack_of(&self.bundle, self.state.locale)
    }
}

impl Message {
    /// The longest message that is read, in characters; beyond, the customer is asked to shorten it.
    pub const MAX_CHARACTERS: usize = 4_000;

    /// What a customer wrote or said.
    pub fn text(text: impl Into<String>) -> Message {
        Message { content: Said::Text(text.into()), at: Timestamp::default() }
    }

    /// The option of this number, from 0, of the last reply's [`options`](Reply::options).
    pub fn choose(option: usize) -> Message {
        Message { content: Said::Choice(option), at: Timestamp::default() }
    }

    /// When it was said. The library has no clock; opening hours and dates go by this.
    #[must_use]
    pub fn at(mut self, now: impl Into<Timestamp>) -> Message {
        self.at = now.into();
        self
    }
}

/// What the bundle holds for a language, or else for its default one.
fn pack_of(bundle: &Bundle, locale: Locale) -> &Pack {
    bundle.pack(locale).unwrap_or(&bundle.packs()[0])
}

/// How much more probable an answer must be in the other language.
const CLEARLY: f32 = 0.2;

/// So many words are not borrowed.
const WORDS_OF_A_SENTENCE: usize = 4;

/// The first byte of a saved session.
const SAVE_VERSION: u8 = 1;
