use std::ffi::CString;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use relais::{
    Availability, Channel, Fact, Facts, HandoffEvent, Locale, Memo, Message, Reply, Start,
    Timestamp, Value,
};

use crate::kb::Kb;
use crate::status::{BUSY, Failure, LOST, WRONG_ORDER};
use crate::turn::Turn;

/// A conversation, which one thread uses at a time.
#[derive(Debug)]
pub struct Session {
    pub(crate) kb: Arc<Kb>,
    state: Mutex<State>,
}

/// A session in the hands of the thread that uses it.
#[derive(Debug)]
pub(crate) struct State {
    stage: Stage,
    /// What was said of the customer and does not count yet.
    facts: Facts,
    /// Whether what comes next interrupts the last turn.
    is_barge_in: bool,
    wants_events: bool,
    is_planted: bool,
    steps: u32,
    /// What the last save or memo gave, which the caller is still reading.
    pub(crate) saved: Vec<u8>,
    pub(crate) memo: CString,
}

#[derive(Debug)]
enum Stage {
    /// It waits to be started, with what is known.
    New(Box<Beginning>),
    Started(Box<relais::Session>),
    /// A defect has struck it.
    Lost,
}

#[derive(Debug)]
struct Beginning {
    engine: relais::Engine,
    options: Options,
    memo: Option<Memo>,
    availability: Option<Availability>,
}

/// How a session is made.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The default one of the knowledge base where there is none.
    pub(crate) locale: Option<Locale>,
    pub(crate) id: String,
    pub(crate) channel: Channel,
    pub(crate) wants_events: bool,
}

/// What happens to a session.
pub(crate) enum Step {
    Message(Message),
    Learn,
    Acted,
    ActFailed(String),
    Handoff(HandoffEvent),
}

impl Session {
    pub(crate) fn new(kb: Arc<Kb>, options: Options) -> Session {
        let wants_events = options.wants_events;
        let is_planted = cfg!(feature = "plant-defects") && options.id == PLANTED;
        let engine = kb.engine();
        let beginning = Beginning { engine, options, memo: None, availability: None };
        let stage = Stage::New(Box::new(beginning));
        Session { kb, state: Mutex::new(State::new(stage, wants_events, is_planted)) }
    }

    pub(crate) fn resume(
        kb: Arc<Kb>,
        saved: &[u8],
        wants_events: bool,
    ) -> Result<Session, Failure> {
        let session = kb.engine().resume(saved)?;
        let state = State::new(Stage::Started(Box::new(session)), wants_events, false);
        Ok(Session { kb, state: Mutex::new(state) })
    }

    /// Has this thread use the session; another one that tries meanwhile is told so.
    pub(crate) fn using<T>(
        &self,
        work: impl FnOnce(&mut State) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match self.state.try_lock() {
            Ok(mut state) => work(&mut state),
            Err(TryLockError::WouldBlock) => {
                Err(Failure::new(BUSY, "another thread is using the session"))
            }
            Err(TryLockError::Poisoned(_)) => Err(lost()),
        }
    }

    /// A defect has struck: nothing can be done with the session any more.
    pub(crate) fn lose(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).stage = Stage::Lost;
    }
}

impl State {
    fn new(stage: Stage, wants_events: bool, is_planted: bool) -> State {
        State {
            stage,
            facts: Facts::new(),
            is_barge_in: false,
            wants_events,
            is_planted,
            steps: 0,
            saved: Vec::new(),
            memo: CString::default(),
        }
    }

    pub(crate) fn set_fact(&mut self, name: &str, value: Value) -> Result<(), Failure> {
        let fact = Fact { value, at: None, origin: None };
        Ok(self.facts.set(name, fact)?)
    }

    pub(crate) fn add_facts(&mut self, facts: Facts) {
        self.facts.merge(facts);
    }

    pub(crate) fn set_memo(&mut self, memo: Memo) -> Result<(), Failure> {
        match &mut self.stage {
            Stage::New(beginning) => beginning.memo = Some(memo),
            Stage::Started(_) => return Err(already_started()),
            Stage::Lost => return Err(lost()),
        }
        Ok(())
    }

    pub(crate) fn set_availability(&mut self, availability: Availability) -> Result<(), Failure> {
        match &mut self.stage {
            Stage::New(beginning) => beginning.availability = Some(availability),
            Stage::Started(session) => session.available(availability),
            Stage::Lost => return Err(lost()),
        }
        Ok(())
    }

    pub(crate) fn start(&mut self, now: Timestamp) -> Result<Turn, Failure> {
        let beginning = match &mut self.stage {
            Stage::New(beginning) => beginning,
            Stage::Started(_) => return Err(already_started()),
            Stage::Lost => return Err(lost()),
        };
        let Options { locale, id, channel, .. } = std::mem::take(&mut beginning.options);
        let engine = beginning.engine.clone();
        let locale = locale.unwrap_or(engine.bundle().locales()[0]);
        let facts = std::mem::take(&mut self.facts);
        let mut start = Start::new(locale).channel(channel).id(id).facts(facts);
        if let Some(memo) = beginning.memo.take() {
            start = start.memo(memo);
        }
        if let Some(availability) = beginning.availability.take() {
            start = start.availability(availability);
        }
        let mut session = Box::new(engine.session(start));
        let reply = session.open(now);
        self.stage = Stage::Started(session);
        self.turn(reply)
    }

    pub(crate) fn step(&mut self, step: Step, now: Timestamp) -> Result<Turn, Failure> {
        self.steps += 1;
        assert!(!(self.is_planted && self.steps == 2), "a planted defect");
        let is_barge_in = std::mem::take(&mut self.is_barge_in);
        let facts = match step {
            Step::Learn | Step::Acted => std::mem::take(&mut self.facts),
            _ => Facts::new(),
        };
        let session = self.started()?;
        let reply = match step {
            Step::Message(message) if is_barge_in => session.reply(message.at(now).barge_in()),
            Step::Message(message) => session.reply(message.at(now)),
            Step::Learn => session.learn(facts, now),
            Step::Acted => session.acted(facts, now),
            Step::ActFailed(code) => session.act_failed(&code, now),
            Step::Handoff(event) => session.handoff(event, now),
        };
        self.turn(reply)
    }

    /// What comes next interrupts the last turn.
    pub(crate) fn barge_in(&mut self) -> Result<Turn, Failure> {
        self.started()?;
        self.is_barge_in = true;
        Ok(Turn::silent(false))
    }

    /// The customer has gone.
    pub(crate) fn hang_up(&mut self) -> Result<Turn, Failure> {
        self.started()?.end();
        Ok(Turn::silent(true))
    }

    pub(crate) fn save(&mut self) -> Result<&[u8], Failure> {
        self.saved = self.started()?.save();
        Ok(&self.saved)
    }

    pub(crate) fn memo(&mut self, now: Timestamp) -> Result<&CString, Failure> {
        let json = self.started()?.memo(now).to_json();
        self.memo = CString::new(json).map_err(|_| Failure::internal("a memo with a NUL"))?;
        Ok(&self.memo)
    }

    fn started(&mut self) -> Result<&mut relais::Session, Failure> {
        match &mut self.stage {
            Stage::Started(session) => Ok(session),
            Stage::New(_) => Err(Failure::new(WRONG_ORDER, "the session is not started")),
            Stage::Lost => Err(lost()),
        }
    }

    fn turn(&mut self, reply: Reply) -> Result<Turn, Failure> {
        let wants_events = self.wants_events;
        let session = self.started()?;
        let event = wants_events.then(|| session.event(&reply, None));
        Ok(Turn::new(reply, event, session.is_with_human()))
    }
}

fn already_started() -> Failure {
    Failure::new(WRONG_ORDER, "the session is started already")
}

fn lost() -> Failure {
    Failure::new(LOST, "the session was lost by a defect in an earlier call")
}

/// The id of a session that has a defect, in builds for tests.
const PLANTED: &str = "plant a defect";
