//! What to do next.
//!
//! A pure function: from what a conversation remembers ([`State`]), a message as it was understood
//! ([`Understood`]) and the time, to a [`Reply`] and what the conversation remembers then. Nothing here
//! reads a clock, a file or a network, so every path can be tested and every reply can be reproduced.
//!
//! The order of decisions is that of DESIGN §4: what is reserved, what rules say, what is pending, and
//! only then what the evidence says.

mod answer;
mod form;
mod handoff;
mod policy;
mod state;
mod values;

use crate::id::Id;
use crate::intent::Reserved;
use crate::knowledge::{Choice, Content, Effect, HandOver, MessageKey, Target};
use crate::reason::{Priority, Reason};
use crate::reply::{
    Candidate, Close, Decision, Outcome, Reply, Said, Speaker, Trace, UnderstoodWord,
};
use crate::rules::{Fired, Situation, fire};
use crate::time::{Date, Timestamp};

pub(crate) use self::state::{Pending, State};

/// A message, as it was understood.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    /// The customer's own words.
    pub(crate) text: String,
    /// Whether there is any word in them.
    pub(crate) is_empty: bool,
    /// The message's words in lower case without accents, joined by spaces.
    pub(crate) folded: String,
    /// Whether it is a word or two that many answers have in common.
    pub(crate) is_vague: bool,
    /// The number that the message is, if it is one: "2", "la 2 svp".
    pub(crate) number: Option<usize>,
    /// The reserved intents that it says, the most important first.
    pub(crate) reserved: Vec<Reserved>,
    /// The lexicons that the message has an entry of, in ascending order.
    pub(crate) says: Vec<u32>,
    /// What the message may be about, most probable first.
    pub(crate) candidates: Vec<(Target, f32)>,
    /// The same candidates and the words, for the trace.
    pub(crate) trace_candidates: Vec<Candidate>,
    pub(crate) trace_words: Vec<UnderstoodWord>,
}

impl Understood {
    /// How many words the message has.
    pub(crate) fn words(&self) -> usize {
        self.trace_words.len()
    }

    /// How well the message was understood: 1 for what is reserved, else the best probability.
    pub(crate) fn promise(&self) -> f32 {
        match self.reserved.first() {
            Some(_) => 1.0,
            None => self.candidates.first().map_or(0.0, |(_, probability)| *probability),
        }
    }
}

/// What happened in a conversation.
#[derive(Debug)]
pub(crate) enum Input {
    /// The conversation starts.
    Start,
    /// The customer wrote or said something.
    Message(Understood),
    /// The customer took the option of this number, from 0.
    Choice(usize),
    /// The message is longer than the limit.
    TooLong,
    /// The host tried to act: what it found, or that it failed.
    Acted(Result<(), ()>),
    /// A person has finished, or could not take over.
    HumanGone,
}

/// Decides one turn.
pub(crate) fn reply(content: &Content, state: &mut State, input: Input, now: Timestamp) -> Reply {
    let mut turn = Turn { content, state, now, before: Vec::new(), after: Vec::new() };
    let (outcome, trace) = turn.decide(input);
    let Turn { before, after, .. } = turn;
    let reply = Reply {
        turn: state.counters.turns,
        locale: state.locale,
        channel: state.channel,
        before,
        outcome,
        after,
        trace,
    };
    state.record(Speaker::Assistant, &reply.text());
    if !matches!(reply.outcome, Outcome::Silent) {
        state.last = Some(Box::new(reply.outcome.clone()));
    }
    reply
}

/// A turn being decided.
struct Turn<'t> {
    content: &'t Content,
    state: &'t mut State,
    now: Timestamp,
    before: Vec<String>,
    after: Vec<String>,
}

impl<'t> Turn<'t> {
    fn decide(&mut self, input: Input) -> (Outcome, Trace) {
        match input {
            Input::Start => {
                let disclosure = &self.content.core.settings.disclosure;
                self.before.push(disclosure.fill(|name| self.fact(name)));
                (self.say(MessageKey::Greeting), Trace::of(Decision::Host))
            }
            Input::HumanGone => {
                self.state.with_human = false;
                (self.say(MessageKey::AnythingElse), Trace::of(Decision::Host))
            }
            Input::Acted(result) => (self.acted(result), Trace::of(Decision::Host)),
            Input::TooLong => {
                self.state.counters.turns += 1;
                if self.state.with_human {
                    return (Outcome::Silent, Trace::of(Decision::Host));
                }
                let outcome = self.not_understood(MessageKey::TooLong);
                (outcome, Trace::of(Decision::Limit("too_long".to_owned())))
            }
            Input::Choice(number) => {
                self.state.counters.turns += 1;
                if self.state.with_human {
                    return (Outcome::Silent, Trace::of(Decision::Host));
                }
                (self.chosen(number), Trace::of(Decision::Pending))
            }
            Input::Message(understood) => {
                self.state.counters.turns += 1;
                self.state.record(Speaker::Customer, &understood.text);
                if self.state.with_human {
                    return (Outcome::Silent, Trace::of(Decision::Host));
                }
                self.message(understood)
            }
        }
    }

    /// Answers a message, in the order of DESIGN §4.
    fn message(&mut self, mut understood: Understood) -> (Outcome, Trace) {
        let bar = self.bar(&understood);
        let words = std::mem::take(&mut understood.trace_words);
        let candidates = std::mem::take(&mut understood.trace_candidates);
        let trace = |decision| Trace { decision, bar, words, candidates };
        if understood.is_empty {
            let outcome = self.not_understood(MessageKey::Empty);
            return (outcome, trace(Decision::Limit("empty".to_owned())));
        }
        let reserved = |reserved: Reserved| Decision::Reserved(reserved.as_str().to_owned());
        let says = |wanted: Reserved| understood.reserved.contains(&wanted);
        if says(Reserved::Human) && !says(Reserved::Emergency) {
            let outcome = self.person_wanted(Reserved::Human, &understood);
            return (outcome, trace(reserved(Reserved::Human)));
        }
        let fired = self.fire(&understood);
        if let Some((rule, outcome)) = self.apply(fired, &understood) {
            return (outcome, trace(Decision::Rule(rule)));
        }
        // A rule may know better whom to call; where none does, the emergency is never overheard.
        if says(Reserved::Emergency) {
            let outcome = self.person_wanted(Reserved::Emergency, &understood);
            return (outcome, trace(reserved(Reserved::Emergency)));
        }
        if let Some(outcome) = self.answer_to_pending(&understood) {
            return (outcome, trace(Decision::Pending));
        }
        if let Some(intent) = self.small_talk_in(&understood) {
            return (self.small_talk(intent), trace(reserved(intent)));
        }
        (self.weigh(&understood), trace(Decision::Evidence))
    }

    /// What a message says beside questions, with nothing pending. A "yes" or a "no" to which there
    /// was no question gives way to whatever else the message says.
    fn small_talk_in(&self, understood: &Understood) -> Option<Reserved> {
        let others = || understood.reserved.iter().copied().filter(|found| !found.is_answer());
        let clarify = self.content.core.settings.bars.clarify.value();
        let is_a_question = || {
            understood.candidates.first().is_some_and(|(_, probability)| *probability >= clarify)
        };
        others()
            .next()
            .or_else(|| understood.reserved.first().copied().filter(|_| !is_a_question()))
    }

    /// Tries the rules.
    fn fire(&self, understood: &Understood) -> Fired<'t> {
        let situation = Situation {
            content: self.content,
            says: &understood.says,
            candidates: &understood.candidates,
            facts: &self.state.facts,
            notes: &self.state.notes,
            counters: &self.state.counters,
            channel: self.state.channel,
            locale: self.state.locale,
            now: self.now,
        };
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
        let outcome = match effect {
            Effect::HandToHuman(wanted) => {
                self.about(understood);
                self.hand_over(wanted)
            }
            Effect::Answer(article) => {
                let index = self.content.articles.position(article.as_str())?;
                self.about(understood);
                self.answer(index, 1.0)
            }
            Effect::Ask(form) => {
                self.about(understood);
                self.open_form(form, understood)
            }
        };
        Some((rule.id.clone(), outcome))
    }

    /// The customer wants a person, or needs one at once.
    fn person_wanted(&mut self, reserved: Reserved, understood: &Understood) -> Outcome {
        if self.state.question.is_empty() {
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

    /// Answers what is not a question.
    fn small_talk(&mut self, reserved: Reserved) -> Outcome {
        match reserved {
            Reserved::Greeting => self.say(MessageKey::Greeting),
            Reserved::Thanks => self.say(MessageKey::Thanks),
            Reserved::HowAreYou => self.say(MessageKey::HowAreYou),
            Reserved::WhoAreYou => self.say(MessageKey::WhoAreYou),
            Reserved::Menu => self.menu(MessageKey::Menu),
            Reserved::Repeat => self.repeat(),
            Reserved::Goodbye => self.close(),
            Reserved::Yes => self.say(MessageKey::AnythingElse),
            Reserved::No | Reserved::None => self.refused(),
            Reserved::Human | Reserved::Emergency => {
                self.hand_over(&HandOver::for_reason(Reason::AskedHuman))
            }
        }
    }

    /// Says one of the assistant's own sentences.
    fn say(&mut self, message: MessageKey) -> Outcome {
        Outcome::Say(Said { message, text: self.sentence(message), options: Vec::new() })
    }

    /// Shows the topics.
    fn menu(&mut self, message: MessageKey) -> Outcome {
        let options = self.topics();
        self.state.pending = Some(Pending::Choice { options: options.clone(), none: false });
        Outcome::Say(Said { message, text: self.sentence(message), options })
    }

    fn repeat(&mut self) -> Outcome {
        match &self.state.last {
            Some(last) => (**last).clone(),
            None => self.say(MessageKey::NothingToRepeat),
        }
    }

    fn close(&mut self) -> Outcome {
        self.state.pending = Some(Pending::Satisfaction);
        Outcome::Close(Close {
            text: self.sentence(MessageKey::Goodbye),
            satisfaction: self.sentence(MessageKey::Satisfaction),
        })
    }

    /// Nothing was understood: the first time the menu is offered, the second time a person.
    fn not_understood(&mut self, message: MessageKey) -> Outcome {
        self.state.counters.no_matches += 1;
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

    /// Passes the conversation to a person.
    fn hand_over(&mut self, wanted: &HandOver) -> Outcome {
        let handoff = handoff::hand_over(self.content, self.state, wanted, self.now);
        self.state.pending = None;
        self.state.misses = 0;
        self.state.choices_in_a_row = 0;
        Outcome::HandToHuman(Box::new(handoff))
    }

    /// Remembers what the conversation is about.
    fn about(&mut self, understood: &Understood) {
        self.state.question = understood.text.chars().take(MAX_QUESTION_CHARACTERS).collect();
    }

    fn topics(&self) -> Vec<Choice> {
        let topics = &self.content.core.settings.topics;
        topics
            .iter()
            .map(|topic| Choice { id: topic.id.clone(), title: topic.title.clone() })
            .collect()
    }

    /// The day, where the knowledge base is.
    fn today(&self) -> Date {
        self.content.core.settings.zone.local(self.now).date
    }

    fn sentence(&self, key: MessageKey) -> String {
        self.content.core.messages.plain(key, self.state.counters.turns)
    }

    /// What a placeholder stands for: a fact, or a value of the form under way.
    fn fact(&self, name: &Id) -> Option<String> {
        if let Some(value) = name.as_str().strip_prefix("form.") {
            let Some(Pending::Form(form)) = &self.state.pending else { return None };
            return self.shown_value(form, value);
        }
        self.state.facts.value(name.as_str()).map(ToString::to_string)
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

/// What is kept of the question for the person who takes over.
const MAX_QUESTION_CHARACTERS: usize = 2_000;
