//! What to do next.
//!
//! A pure function: from what a conversation remembers ([`State`]), a message as it was understood
//! ([`Understood`]) and the time, to a [`Reply`] and what the conversation remembers then. Nothing here
//! reads a clock, a file or a network, so every path can be tested and every reply can be reproduced.
//!
//! The order of decisions is that of DESIGN §4: what is reserved, what rules say, what is pending, and
//! only then what the evidence says.

mod act;
mod answer;
mod feedback;
mod form;
mod handoff;
mod offer;
mod options;
mod phone;
mod policy;
mod promise;
mod reach;
mod recall;
mod small_talk;
mod speaking;
mod state;
mod understood;
mod values;

use crate::facts::Value;
use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{Condition, Content, Effect, HandOver, MessageKey, Target};
use crate::reason::{HandoffEvent, Priority, Reason};
use crate::render::Phrases;
use crate::reply::{Decision, Outcome, Reply, Said, Speaker, Trace};
use crate::rules::{Fired, Situation, fire, holds};
use crate::time::{Date, Timestamp};

pub(crate) use self::state::{Pending, State};
pub(crate) use self::understood::Understood;

/// What happened in a conversation.
#[derive(Debug)]
pub(crate) enum Input {
    /// The conversation starts.
    Start,
    /// The customer wrote or said something.
    Message(Understood),
    /// The customer took the option of this number, from 0.
    Choice(usize),
    /// The customer pressed these keys of a telephone.
    Keys(String),
    /// The customer says nothing.
    Silence,
    /// The customer said something in which the recogniser found no words.
    Noise,
    /// The message is longer than the limit.
    TooLong,
    /// The host has learned something.
    Learned,
    /// The host tried to act: what it found, or that it failed and why.
    Acted(Result<(), Option<Id>>),
    /// What became of a hand-over.
    Handoff(HandoffEvent),
    /// The engine failed at a message, which may be known.
    Fault(Option<String>),
}

/// Decides one turn.
pub(crate) fn reply(content: &Content, state: &mut State, input: Input, now: Timestamp) -> Reply {
    let last_day = state.today;
    let mut turn = Turn {
        content,
        state,
        now,
        last_day,
        before: Vec::new(),
        after: Vec::new(),
        is_aside: false,
        variant: None,
    };
    turn.state.started.get_or_insert(now);
    turn.state.today = turn.today();
    turn.state.at = now;
    turn.state.said = None;
    turn.state.helped = None;
    let (outcome, mut trace) = turn.decide(input);
    let Turn { before, after, is_aside, variant, .. } = turn;
    trace.variant = variant;
    let mut reply = Reply {
        turn: state.counters.turns,
        locale: state.locale,
        channel: state.channel,
        is_slow: state.is_slow,
        before,
        outcome,
        after,
        asks: None,
        trace,
        phrases: Phrases::of(&content.core, state.counters.turns),
    };
    let (before, after) = (Vec::new(), Vec::new());
    let mut turn = Turn { content, state, now, last_day, before, after, is_aside, variant };
    turn.wait_while_speaking(&mut reply);
    let question = turn.resume(&reply.outcome);
    reply.asks = reply.asks.or(question);
    if !matches!(reply.outcome, Outcome::Silent) {
        state.record(Speaker::Assistant, &reply.text());
        state.last = Some(Box::new(reply.outcome.clone()));
    }
    reply
}

/// A turn being decided.
struct Turn<'t> {
    content: &'t Content,
    state: &'t mut State,
    now: Timestamp,
    /// The day of the turn before.
    last_day: Date,
    before: Vec<String>,
    after: Vec<String>,
    /// Whether the customer turned away from a form, which then waits.
    is_aside: bool,
    /// Which variant of an article was given, counted from 1.
    variant: Option<u32>,
}

impl<'t> Turn<'t> {
    fn decide(&mut self, input: Input) -> (Outcome, Trace) {
        let host = Trace::of(Decision::Host);
        match input {
            Input::Start => (self.start(), host),
            Input::Learned => (self.learned(), host),
            Input::Acted(result) => (self.acted(result), host),
            Input::Handoff(event) => (self.handoff_event(event), host),
            Input::Message(understood) => {
                self.customer(Some(understood.text.clone()), |turn| turn.message(understood))
            }
            Input::TooLong => self.customer(None, |turn| {
                let outcome = turn.not_understood(MessageKey::TooLong);
                (outcome, Trace::of(Decision::Limit("too_long".to_owned())))
            }),
            Input::Choice(number) => {
                // For the transcript, the words of an option are what was said.
                let offered = self.state.last.as_deref().map(Outcome::titles);
                let said = offered.and_then(|titles| Some((*titles.get(number)?).to_owned()));
                self.customer(said, |turn| (turn.chosen(number), Trace::of(Decision::Pending)))
            }
            Input::Keys(keys) => self.customer(Some(keys.clone()), |turn| turn.keys(&keys)),
            Input::Silence => self.customer(None, |turn| {
                (turn.silence(), Trace::of(Decision::Limit("no_input".to_owned())))
            }),
            Input::Noise => self.customer(None, |turn| {
                (turn.noise(), Trace::of(Decision::Limit("unheard".to_owned())))
            }),
            Input::Fault(said) => self.customer(said, |turn| {
                (
                    turn.hand_over(&HandOver::for_reason(Reason::EngineFault)),
                    Trace::of(Decision::Host),
                )
            }),
        }
    }

    /// A turn of the customer; while a person has the conversation it is noted, and nothing is said.
    fn customer(
        &mut self,
        said: Option<String>,
        decide: impl FnOnce(&mut Self) -> (Outcome, Trace),
    ) -> (Outcome, Trace) {
        self.state.counters.turns = self.state.counters.turns.saturating_add(1);
        if let Some(text) = said {
            self.state.record(Speaker::Customer, &text);
            self.state.said = Some(text.chars().take(MAX_SAID_CHARACTERS).collect());
        }
        if self.state.is_with_human() {
            return (Outcome::Silent, Trace::of(Decision::Host));
        }
        decide(self)
    }

    /// Answers a message, in the order of DESIGN §4.
    fn message(&mut self, mut understood: Understood) -> (Outcome, Trace) {
        self.state.silences = 0;
        let bar = self.bar(&understood);
        let words = std::mem::take(&mut understood.trace_words);
        let words = words.into_iter().map(|(word, _)| word).collect();
        let candidates = std::mem::take(&mut understood.trace_candidates);
        let trace = |decision| Trace { decision, bar, words, candidates, variant: None };
        if understood.is_empty {
            let outcome = self.not_understood(MessageKey::Empty);
            return (outcome, trace(Decision::Limit("empty".to_owned())));
        }
        let reserved = |reserved: Reserved| Decision::Reserved(reserved.as_str().to_owned());
        if understood.says(Reserved::Human) && !understood.says(Reserved::Emergency) {
            let outcome = self.person_wanted(Reserved::Human, &understood);
            return (outcome, trace(reserved(Reserved::Human)));
        }
        // A bare yes or no is for what was asked, and means nothing to rules.
        if understood.verdict().is_some()
            && let Some(outcome) = self.answer_to_pending(&understood)
        {
            return (outcome, trace(Decision::Pending));
        }
        let fired = self.fire(&understood);
        if let Some((rule, outcome)) = self.apply(fired, &understood) {
            return (outcome, trace(Decision::Rule(rule)));
        }
        // A rule may know better whom to call; where none does, the emergency is never overheard.
        if understood.says(Reserved::Emergency) {
            let outcome = self.person_wanted(Reserved::Emergency, &understood);
            return (outcome, trace(reserved(Reserved::Emergency)));
        }
        if let Some(outcome) = self.answer_to_pending(&understood) {
            return (outcome, trace(Decision::Pending));
        }
        if let Some(intent) = self.small_talk_in(&understood) {
            return (self.small_talk(intent), trace(reserved(intent)));
        }
        if let Some(why) = understood.unsearched.take()
            && self.form_of_identifier(&understood).is_none()
        {
            self.about(&understood);
            let outcome = self.hand_over(&HandOver::for_reason(Reason::EngineFault));
            return (outcome, trace(Decision::Unsearched(why.to_string())));
        }
        (self.weigh(&understood), trace(Decision::Evidence))
    }

    /// Tries the rules.
    fn fire(&self, understood: &Understood) -> Fired<'t> {
        let situation = self.situation(&understood.says, &understood.candidates);
        fire(&self.content.core.rules, &situation)
    }

    /// Does what the rules want; returns the outcome where one of them decides.
    fn apply(&mut self, fired: Fired<'t>, understood: &Understood) -> Option<(Id, Outcome)> {
        self.state.notes.extend(fired.set);
        self.state.packet.extend(fired.packet);
        for template in fired.say {
            let sentence = template.fill(|name| self.fact(name));
            self.before.push(sentence);
        }
        let (rule, effect) = fired.decision?;
        // Anger is no question: whoever takes over should read the one before.
        if self.is_a_question(understood) || self.state.question.is_empty() {
            self.about(understood);
        }
        let outcome = match effect {
            Effect::HandToHuman(wanted) => self.hand_over(wanted),
            Effect::Answer(article) => {
                let index = self.content.articles.position(article.as_str())?;
                self.answer(index, 1.0)
            }
            Effect::Ask(form) => self.open_form(form, understood),
            Effect::NoMatch => self.not_understood(MessageKey::Menu),
        };
        Some((rule.id.clone(), outcome))
    }

    /// The customer wants a person, or needs one at once.
    fn person_wanted(&mut self, reserved: Reserved, understood: &Understood) -> Outcome {
        // Asking for a person is no question; what else the message says may be one.
        if self.state.question.is_empty() && self.is_a_question(understood) {
            self.about(understood);
        }
        let (reason, priority) = match reserved {
            Reserved::Emergency => {
                let sentence = self.sentence(MessageKey::Emergency);
                self.before.push(sentence);
                (Reason::Distress, Priority::Urgent)
            }
            _ => (Reason::AskedHuman, Priority::Normal),
        };
        self.hand_over(&HandOver { reason, queue: None, priority })
    }

    /// Says one of the assistant's own sentences.
    fn say(&mut self, message: MessageKey) -> Outcome {
        Outcome::Say(Said { message, text: self.sentence(message), options: Vec::new() })
    }

    /// Nothing was understood: the first time the menu is offered, the second time a person.
    fn not_understood(&mut self, message: MessageKey) -> Outcome {
        self.state.counters.no_matches = self.state.counters.no_matches.saturating_add(1);
        self.state.misses += 1;
        if self.state.misses > MAX_MISSES {
            return self.hand_over(&HandOver::for_reason(Reason::NotUnderstood));
        }
        let options = self.topics();
        // What was pending stays pending: a form is not lost because of one word.
        if self.state.pending.is_none() {
            self.state.pending = Some(Pending::Choice { options: options.clone(), none: false });
        }
        Outcome::NoMatch(Said { message, text: self.sentence(message), options })
    }

    /// Whether the knowledge base has something that the message may be about.
    fn is_a_question(&self, understood: &Understood) -> bool {
        let clarify = self.content.core.settings.bars.clarify.value();
        understood.candidates.first().is_some_and(|(_, best)| *best >= clarify)
    }

    /// Whether the message is plainly about something that the knowledge base has.
    fn is_surely_a_question(&self, understood: &Understood) -> bool {
        let best = understood.candidates.first();
        best.is_some_and(|(target, best)| *best >= self.content.bars(*target).answer.value())
    }

    /// Remembers what the conversation is about.
    fn about(&mut self, understood: &Understood) {
        self.state.question = understood.text.chars().take(MAX_QUESTION_CHARACTERS).collect();
    }

    /// Waits for the answer to a question. A form that was under way waits behind it.
    fn wait_for(&mut self, pending: Pending) {
        if let Some(Pending::Form(form)) = self.state.pending.replace(pending) {
            self.state.suspended.get_or_insert(form);
        }
    }

    /// Everything that a condition can ask about, for a message with these entries of lexicons and
    /// these candidates.
    fn situation<'s>(&'s self, says: &'s [u32], candidates: &'s [(Target, f32)]) -> Situation<'s> {
        Situation {
            content: self.content,
            says,
            candidates,
            facts: &self.state.facts,
            notes: &self.state.notes,
            counters: &self.state.counters,
            memo: &self.state.memo,
            channel: self.state.channel,
            locale: self.state.locale,
            now: self.now,
        }
    }

    /// Whether a condition holds where no message is at hand.
    fn holds(&self, condition: &Condition) -> bool {
        holds(condition, &self.situation(&[], &[]))
    }

    /// The day, where the knowledge base is.
    fn today(&self) -> Date {
        self.content.core.settings.zone.local(self.now).date
    }

    fn sentence(&self, key: MessageKey) -> String {
        self.content.core.messages.plain(key, self.state.counters.turns)
    }

    fn filled(&self, key: MessageKey, values: &[(&str, &str)]) -> String {
        self.content.core.messages.filled(key, self.state.counters.turns, values)
    }

    /// What a placeholder stands for: a fact, or a value of the form under way.
    fn fact(&self, name: &Id) -> Option<String> {
        if let Some(value) = name.as_str().strip_prefix("form.") {
            let Some(Pending::Form(form)) = &self.state.pending else { return None };
            return self.shown_value(form, value);
        }
        self.known(name).map(|value| self.in_words(&value))
    }

    /// A value as one says it in the language of the conversation.
    fn in_words(&self, value: &Value) -> String {
        value.said(self.state.locale)
    }
}

impl HandOver {
    /// A hand-over that the engine decides: to the default queue, in turn.
    fn for_reason(reason: Reason) -> HandOver {
        HandOver { reason, queue: None, priority: Priority::default() }
    }
}

/// How often the assistant says that it did not understand before it passes the conversation on.
const MAX_MISSES: u32 = 1;

/// What an event is made of: the longest message that is read, and some more.
const MAX_SAID_CHARACTERS: usize = 4_400;

/// What is kept of the question for the person who takes over.
const MAX_QUESTION_CHARACTERS: usize = 2_000;
