//! The primary types: an engine over a bundle, and the conversations that it holds.

use std::borrow::Cow;
use std::sync::Arc;

use crate::availability::Availability;
use crate::bundle::{Bundle, Pack};
use crate::channel::Channel;
use crate::dialogue::{self, Input, Pending, State, Understood};
use crate::error::{Error, ErrorKind};
use crate::event::{self, Event};
use crate::facts::Facts;
use crate::id::Id;
use crate::intent::Reserved;
use crate::locale::Locale;
use crate::memo::Memo;
use crate::privacy::{Masking, Purpose};
use crate::reason::HandoffEvent;
use crate::reply::{Reply, Resolution};
use crate::retrieval::Retrieval;
use crate::seal::{SealKey, is_sealed, seal, unseal};
use crate::text::{cut, length_within};
use crate::time::Timestamp;
use crate::understand::{CERTAIN_BYTES, asks_for_a_person, is_long, understand, words_of};

/// Answers customers from a bundle. Immutable, shared by threads, cheap to clone.
#[derive(Clone, Debug)]
pub struct Engine {
    bundle: Bundle,
    searches: Searches,
}

/// What finds the candidates in some languages, in the place of the bundle's index. Nearly always
/// nothing.
type Searches = Option<Arc<Vec<(Locale, Arc<dyn Retrieval>)>>>;

/// How a conversation starts.
#[derive(Clone, Debug)]
pub struct Start {
    id: String,
    locale: Locale,
    channel: Channel,
    facts: Facts,
    memo: Memo,
    availability: Option<Availability>,
    masking: Masking,
}

/// One conversation with one customer.
///
/// A session is used by one thread at a time and holds a few kilobytes. What it remembers is a value:
/// [`Session::save`] gives it to the host, and [`Engine::resume`] goes on from there, in this process
/// or in another.
#[derive(Clone, Debug)]
pub struct Session {
    bundle: Bundle,
    searches: Searches,
    state: State,
}

/// What a customer says or does, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    content: Said,
    at: Timestamp,
    is_barge_in: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Said {
    Text(String),
    Choice(usize),
    Keys(String),
    Heard(Vec<(String, f32)>),
    Silence,
    Noise,
}

impl Engine {
    /// An engine over this bundle.
    pub fn new(bundle: Bundle) -> Engine {
        Engine { bundle, searches: None }
    }

    /// Has the candidates for a question in this language found by `search`, and not by the index of the
    /// bundle: for a base that is spread over machines. Its answers are part of what a turn is made from.
    ///
    /// Where it does not answer, what needs no evidence goes on: a wish for a person, a rule, the answer to
    /// a question. For anything else a person takes over, for the reason
    /// [`EngineFault`](crate::Reason::EngineFault), and the trace says why.
    #[must_use]
    pub fn searching(mut self, locale: Locale, search: Arc<dyn Retrieval>) -> Engine {
        let others = self.searches.iter().flat_map(|searches| searches.iter());
        let others = others.filter(|(other, _)| *other != locale).cloned();
        self.searches = Some(Arc::new(others.chain([(locale, search)]).collect()));
        self
    }

    /// The bundle that it answers from.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// Starts a conversation. Where the bundle does not have the language, the conversation is held
    /// in the bundle's default one.
    pub fn session(&self, start: Start) -> Session {
        let Start { id, locale, channel, facts, memo, availability, masking } = start;
        let known = self.bundle.pack(locale).map(|pack| pack.locale);
        let locale = known.unwrap_or(self.bundle.locales()[0]);
        let mut state = State::new(id, locale, channel, facts);
        state.memo = memo;
        state.availability = availability;
        state.masking = masking;
        Session { bundle: self.bundle.clone(), searches: self.searches.clone(), state }
    }

    /// Goes on with a conversation that [`Session::save`] gave.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] beyond [`Session::MAX_SAVED_BYTES`], [`ErrorKind::InvalidSession`] where the
    /// bytes are not a saved session, or one in a language that this bundle does not have.
    pub fn resume(&self, saved: &[u8]) -> Result<Session, Error> {
        let invalid = |why: &str| Error::new(ErrorKind::InvalidSession, why);
        if saved.len() > Session::MAX_SAVED_BYTES {
            let most = Session::MAX_SAVED_BYTES;
            let message = format!("a session of {} bytes; at most {most} are read", saved.len());
            return Err(Error::new(ErrorKind::TooLarge, message));
        }
        if is_sealed(saved) {
            return Err(invalid("the session is sealed: it takes the key that it was sealed with"));
        }
        let Some((SAVE_VERSION, encoded)) = saved.split_first().map(|(v, rest)| (*v, rest)) else {
            return Err(invalid("these bytes are not a session saved by this version"));
        };
        let state: State = postcard::from_bytes(encoded).map_err(|error| {
            invalid("these bytes are not a saved session").caused_by(error.to_string())
        })?;
        if !self.bundle.locales().contains(&state.locale) {
            return Err(invalid(
                "the saved session is in a language that the bundle does not have",
            ));
        }
        Ok(Session { bundle: self.bundle.clone(), searches: self.searches.clone(), state })
    }

    /// Goes on with a conversation that [`Session::seal`] gave.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Tampered`] where the bytes have no seal, or not that of this key over them;
    /// otherwise those of [`Engine::resume`].
    pub fn resume_sealed(&self, sealed: &[u8], key: &SealKey) -> Result<Session, Error> {
        self.resume(unseal(SEAL_LABEL, sealed, key)?)
    }
}

impl Start {
    /// A conversation in this language, on the web, with a customer of whom nothing is known.
    pub fn new(locale: Locale) -> Start {
        Start {
            id: String::new(),
            locale,
            channel: Channel::default(),
            facts: Facts::new(),
            memo: Memo::new(),
            availability: None,
            masking: Masking::default(),
        }
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

    /// What earlier contacts left, as [`Session::memo`] gave it, on whatever channel they were.
    #[must_use]
    pub fn memo(mut self, memo: Memo) -> Start {
        self.memo = memo;
        self
    }

    /// Who is there to take over. Without it the opening hours of the knowledge base count.
    #[must_use]
    pub fn availability(mut self, availability: Availability) -> Start {
        self.availability = Some(availability);
        self
    }

    /// What personal data is masked in what leaves the conversation; see [`Masking`] for the default.
    #[must_use]
    pub fn masking(mut self, masking: Masking) -> Start {
        self.masking = masking;
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
    /// The longest saved session that is read, in bytes. One has a few thousand; with as many and as long
    /// facts as are kept, and all of them in a hand-over too, five million.
    pub const MAX_SAVED_BYTES: usize = 8 << 20;

    /// The first words of the assistant: that it is one, and a greeting.
    pub fn open(&mut self, now: impl Into<Timestamp>) -> Reply {
        self.step(Input::Start, now.into())
    }

    /// Answers a message. Whatever the message is, there is a reply to it.
    pub fn reply(&mut self, message: Message) -> Reply {
        let Message { content, at, is_barge_in } = message;
        self.state.is_barge_in = is_barge_in;
        let input = match content {
            Said::Choice(number) => Input::Choice(number),
            Said::Keys(keys) if keys.len() > MAX_KEYS => Input::TooLong,
            Said::Keys(keys) => Input::Keys(keys),
            Said::Silence => Input::Silence,
            Said::Noise => Input::Noise,
            Said::Text(text) if is_too_long(&text) => Input::TooLong,
            Said::Text(text) => Input::Message(self.understand(&text)),
            Said::Heard(heard) => self.heard(heard),
        };
        self.step(input, at)
    }

    /// Takes note of what the host knows now. What follows from it is brought up in the reply, unless
    /// the customer is in the middle of something; then the reply is silent.
    pub fn learn(&mut self, facts: Facts, now: impl Into<Timestamp>) -> Reply {
        self.state.facts.merge(facts);
        self.step(Input::Learned, now.into())
    }

    /// Takes note of who is there now.
    pub fn available(&mut self, availability: Availability) {
        if let Some(held) = &mut self.state.handoff {
            held.failed.clear();
        }
        self.state.availability = Some(availability);
    }

    /// Takes the result of an act ([`Outcome::Act`](crate::Outcome::Act)): that it succeeded, with what
    /// the host learned by it.
    pub fn acted(&mut self, facts: Facts, now: impl Into<Timestamp>) -> Reply {
        self.state.facts.merge(facts);
        self.step(Input::Acted(Ok(())), now.into())
    }

    /// Takes the result of an act: that it failed, and why, in a code of the host's own. The form says
    /// what to do about the codes that it knows; for any other a person takes over.
    pub fn act_failed(&mut self, code: &str, now: impl Into<Timestamp>) -> Reply {
        self.step(Input::Acted(Err(Id::parse(code))), now.into())
    }

    /// Takes note of what became of a hand-over: silence while a person has the conversation, another
    /// offer where nobody could take it, and a question for a score once it is completed.
    pub fn handoff(&mut self, event: HandoffEvent, now: impl Into<Timestamp>) -> Reply {
        self.step(Input::Handoff(event), now.into())
    }

    /// Hands over because the engine failed: a shell that has caught a defect of this library resumes
    /// the conversation as it was last saved, and says so with this, and with what the customer had
    /// said, where that is known. Nobody says it twice.
    pub fn fault(&mut self, said: Option<&str>, now: impl Into<Timestamp>) -> Reply {
        let said = said.filter(|text| !is_too_long(text)).map(str::to_owned);
        self.step(Input::Fault(said), now.into())
    }

    /// The customer has gone. Where something was still asked, the conversation counts as abandoned.
    pub fn end(&mut self) {
        let in_the_middle = matches!(
            self.state.pending,
            Some(
                Pending::Form(_)
                    | Pending::Choice { .. }
                    | Pending::Instead { .. }
                    | Pending::Reach { .. }
                    | Pending::Message
            )
        );
        let open = [Resolution::Unknown, Resolution::NotResolved];
        if in_the_middle && open.contains(&self.state.resolution) {
            self.state.resolution = Resolution::Abandoned;
        }
    }

    /// How the conversation went so far, as far as anybody has said.
    pub fn resolution(&self) -> Resolution {
        self.state.resolution
    }

    /// What this conversation and those before it leave for the next one, at this moment: under two
    /// kilobytes, for [`Start::memo`].
    pub fn memo(&self, now: impl Into<Timestamp>) -> Memo {
        let question = Some(&self.state.question).filter(|question| !question.is_empty());
        let masked = |text: &String| self.state.masking.mask(Purpose::Event, text).into_owned();
        self.state.memo_after(question.map(masked), now.into())
    }

    /// Whether a person has the conversation; the assistant is silent then.
    pub fn is_with_human(&self) -> bool {
        self.state.is_with_human()
    }

    /// The language of the conversation.
    pub fn locale(&self) -> Locale {
        self.state.locale
    }

    /// The score that the customer gave at the end, from 1 to 5.
    pub fn satisfaction(&self) -> Option<u8> {
        self.state.satisfaction
    }

    /// The record of the last turn, for measurement: its reply, and how long that took where the host
    /// measures it. What is personal in the customer's words is masked.
    pub fn event(&self, reply: &Reply, duration_ms: Option<u32>) -> Event {
        let State { id, at, masking, said, is_barge_in, helped, .. } = &self.state;
        let turn = event::Turn {
            conversation: id,
            at: *at,
            masking,
            said: said.as_deref(),
            others: &[],
            barge_in: *is_barge_in,
            duration_ms,
            satisfaction: self.state.satisfaction,
            helped: *helped,
            resolution: self.state.resolution,
        };
        Event::of(reply, &turn)
    }

    /// The conversation as bytes, for [`Engine::resume`]: a few kilobytes.
    pub fn save(&self) -> Vec<u8> {
        let mut saved = vec![SAVE_VERSION];
        let encoded = postcard::to_allocvec(&self.state);
        saved.extend(encoded.expect("a state has only types that can be written"));
        saved
    }

    /// The conversation as [`Session::save`] gives it, with a first line that proves that it is what
    /// this library wrote: for a host that stores it where others may reach it.
    pub fn seal(&self, key: &SealKey) -> Vec<u8> {
        seal(SEAL_LABEL, &self.save(), key)
    }

    fn step(&mut self, input: Input, now: Timestamp) -> Reply {
        let pack = pack_of(&self.bundle, self.state.locale);
        dialogue::reply(&pack.content, &mut self.state, input, now)
    }

    /// Understands what a recogniser has heard: of its hypotheses the one that says most to this
    /// knowledge base, weighed by how sure the recogniser is.
    fn heard(&mut self, heard: Vec<(String, f32)>) -> Input {
        let mut heard = readable(heard);
        if let Some((text, _)) = heard.first() {
            self.follow_language(text);
        }
        let mut best: Option<(usize, f32, Understood)> = None;
        for (place, (text, score)) in heard.iter().enumerate() {
            let understood = understand(self.pack(), self.search(self.state.locale), text);
            let worth = understood.promise() * score.clamp(0.0, 1.0);
            let is_unsearched = understood.unsearched.is_some();
            if best.as_ref().is_none_or(|(_, most, _)| worth > *most) {
                best = Some((place, worth, understood));
            }
            // Who did not answer is not asked again in the same turn.
            if is_unsearched {
                break;
            }
        }
        let Some((best, _, understood)) = best else { return Input::Noise };
        let (text, _) = heard.remove(best);
        let mut understood = self.in_its_language(&text, understood);
        understood.others = heard.into_iter().map(|(text, _)| text).collect();
        Input::Message(understood)
    }

    /// Understands a message, in the language that it is in.
    fn understand(&mut self, text: &str) -> Understood {
        self.follow_language(text);
        let understood = understand(self.pack(), self.search(self.state.locale), text);
        self.in_its_language(text, understood)
    }

    /// Takes up the language of a long message, which is certain by its start: to understand it in two
    /// takes too long.
    fn follow_language(&mut self, text: &str) {
        let other = if is_long(text) { self.other_language(text) } else { None };
        self.state.locale = other.unwrap_or(self.state.locale);
    }

    /// A message as it was understood in the language of the conversation, or as it is in another one of
    /// the bundle where it is in that.
    fn in_its_language(&mut self, text: &str, mut understood: Understood) -> Understood {
        // Who did not answer is not asked again in the same turn.
        let is_settled = is_long(text) || understood.unsearched.is_some();
        let other = if is_settled { None } else { self.other_language(text) };
        if let Some(other) = other {
            let there = understand(pack_of(&self.bundle, other), self.search(other), text);
            // Languages borrow words from each other ("replay", "cable ethernet"), so a few words do
            // not change the language of a conversation that understands them.
            let is_a_sentence = there.words() >= WORDS_OF_A_SENTENCE && understood.promise() < 0.5;
            if is_a_sentence || there.promise() > understood.promise() + CLEARLY {
                self.state.locale = other;
                understood = there;
            }
        }
        self.mask_trace(text, &mut understood);
        let others = self.bundle.packs().iter().filter(|pack| pack.locale != self.state.locale);
        if understood.reserved.is_empty() && others.into_iter().any(|p| asks_for_a_person(p, text))
        {
            understood.reserved.push(Reserved::Human);
        }
        understood
    }

    /// Leaves in the trace only the words of the masked message: a telephone number in five pairs is
    /// recognised before it is cut into words, not after.
    fn mask_trace(&self, text: &str, understood: &mut Understood) {
        let masking = &self.state.masking;
        if is_long(text) {
            // To read it again takes too long, so what is masked is left out.
            let covered = masking.covered(Purpose::Trace, text);
            if covered.is_empty() {
                return;
            }
            understood.trace_words.retain(|(_, span)| {
                let (start, end) = (span.start as usize, span.end as usize);
                covered.iter().all(|found| end <= found.start || found.end <= start)
            });
        } else {
            let Cow::Owned(masked) = masking.mask(Purpose::Trace, text) else { return };
            understood.trace_words = words_of(self.pack(), &masked);
        }
        let words = &understood.trace_words;
        for candidate in &mut understood.trace_candidates {
            candidate
                .words
                .retain(|telling| words.iter().any(|(word, _)| word.read == telling.word));
        }
    }

    /// The language of a message, where it is clearly another one than that of the conversation.
    fn other_language(&self, text: &str) -> Option<Locale> {
        let found = self.bundle.languages().identify(cut(text, CERTAIN_BYTES)).locale?;
        let locale = *self.bundle.locales().get(found)?;
        (locale.language() != self.state.locale.language()).then_some(locale)
    }

    fn pack(&self) -> &Pack {
        pack_of(&self.bundle, self.state.locale)
    }

    /// What finds the candidates in a language, where it is not the bundle's index.
    fn search(&self, locale: Locale) -> Option<&dyn Retrieval> {
        let mut searches = self.searches.iter().flat_map(|searches| searches.iter());
        searches.find(|(known, _)| *known == locale).map(|(_, search)| &**search)
    }
}

impl Message {
    /// The longest message that is read, in characters; beyond, the customer is asked to shorten it.
    pub const MAX_CHARACTERS: usize = 4_000;

    /// How many characters the hypotheses of a recogniser may have together. The first one is read as any
    /// message is; another one for which there is no room is left out.
    pub const MAX_HEARD_CHARACTERS: usize = 600;

    /// What a customer wrote or said.
    pub fn text(text: impl Into<String>) -> Message {
        Message::of(Said::Text(text.into()))
    }

    /// The option of this number, from 0, of the last reply's [`options`](Reply::options).
    pub fn choose(option: usize) -> Message {
        Message::of(Said::Choice(option))
    }

    /// Keys of a telephone (DTMF): `0` for a person, `*` to hear it again, digits to answer; a `#` at
    /// the end is passed over.
    pub fn keys(keys: impl Into<String>) -> Message {
        Message::of(Said::Keys(keys.into()))
    }

    /// What a speech recogniser has heard: hypotheses with their scores from 0 to 1, the best first. At
    /// most five are read, and of long ones fewer ([`Message::MAX_HEARD_CHARACTERS`]).
    pub fn heard<T: Into<String>>(hypotheses: impl IntoIterator<Item = (T, f32)>) -> Message {
        let read = hypotheses.into_iter().take(MAX_HYPOTHESES);
        Message::of(Said::Heard(read.map(|(text, score)| (text.into(), score)).collect()))
    }

    /// The customer said or wrote nothing in time: the no-input event of a telephone.
    pub fn silence() -> Message {
        Message::of(Said::Silence)
    }

    /// The recogniser heard something and found no words in it: the no-match event of a telephone.
    pub fn noise() -> Message {
        Message::of(Said::Noise)
    }

    fn of(content: Said) -> Message {
        Message { content, at: Timestamp::default(), is_barge_in: false }
    }

    /// The caller spoke while the last reply was still being said, and so has not heard its end.
    #[must_use]
    pub fn barge_in(mut self) -> Message {
        self.is_barge_in = true;
        self
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

/// The hypotheses that are read: the first one, and others as long as there is room.
fn readable(heard: Vec<(String, f32)>) -> Vec<(String, f32)> {
    let mut room = Message::MAX_HEARD_CHARACTERS;
    let mut read: Vec<(String, f32)> = Vec::new();
    for (text, score) in heard.into_iter().take(MAX_HYPOTHESES) {
        let most = if read.is_empty() { Message::MAX_CHARACTERS } else { room };
        let Some(characters) = length_within(&text, most) else { continue };
        room = room.saturating_sub(characters);
        read.push((text, score));
    }
    read
}

fn is_too_long(text: &str) -> bool {
    length_within(text, Message::MAX_CHARACTERS).is_none()
}

/// The longest run of keys that is read.
const MAX_KEYS: usize = 64;

/// The most hypotheses of a recogniser that are read.
const MAX_HYPOTHESES: usize = 5;

/// How much more probable an answer must be in the other language.
const CLEARLY: f32 = 0.2;

/// So many words are not borrowed.
const WORDS_OF_A_SENTENCE: usize = 4;

/// The first byte of a saved session.
const SAVE_VERSION: u8 = 3;

/// What a seal calls a saved session.
const SEAL_LABEL: &str = "relais-session/2";
