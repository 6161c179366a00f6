use relais::{Engine, Locale, Message, Outcome, Reply, Session, Start, Timestamp};

/// A question, with what an engine makes of it as the first one of a conversation.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What kind of turn it leads to.
    pub kind: Kind,
    /// The language in which it was read.
    pub locale: Locale,
    /// The terms that were looked up for it.
    pub terms: Vec<String>,
    start: Start,
    question: String,
}

/// What a turn does, as far as its cost goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article answers.
    Answer,
    /// The same, after the spelling was corrected.
    Misspelt,
    /// There is a choice between several.
    Clarify,
    /// A person takes over.
    HandToHuman,
    /// Nothing was understood.
    NoMatch,
    /// Anything else: a greeting, a form.
    Other,
}

impl Asked {
    /// Asks a question in a conversation of its own.
    pub fn of(engine: &Engine, start: Start, question: String) -> Asked {
        let message = Message::text(question.as_str()).at(NOW);
        let reply = opened(engine, start.clone()).reply(message);
        let (kind, locale, terms) = (Kind::of(&reply), reply.locale(), terms(&reply));
        Asked { kind, locale, terms, start, question }
    }

    /// All that is needed to ask it again: a conversation that has just begun, and the message.
    pub fn again(&self, engine: &Engine) -> (Session, Message) {
        let message = Message::text(self.question.as_str()).at(NOW);
        (opened(engine, self.start.clone()), message)
    }
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Kind; 6] = [
        Kind::Answer,
        Kind::Misspelt,
        Kind::Clarify,
        Kind::HandToHuman,
        Kind::NoMatch,
        Kind::Other,
    ];

    /// The kind of a turn that ended so.
    pub fn of(reply: &Reply) -> Kind {
        let corrected = reply.trace().words.iter().any(|word| word.corrected);
        match reply.outcome() {
            Outcome::Answer(_) if corrected => Kind::Misspelt,
            Outcome::Answer(_) => Kind::Answer,
            Outcome::Clarify(_) => Kind::Clarify,
            Outcome::HandToHuman(_) => Kind::HandToHuman,
            Outcome::NoMatch(_) => Kind::NoMatch,
            _ => Kind::Other,
        }
    }

    /// As tables and benches show it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Answer => "answer",
            Kind::Misspelt => "answer, misspelt",
            Kind::Clarify => "clarify",
            Kind::HandToHuman => "hand-over",
            Kind::NoMatch => "no match",
            Kind::Other => "other",
        }
    }
}

/// The terms that the engine looked up for a reply: each once, without those that carry no meaning.
pub fn terms(reply: &Reply) -> Vec<String> {
    let words = reply.trace().words.iter().filter(|word| word.role != "filler");
    let mut terms: Vec<String> = words.map(|word| word.term.clone()).collect();
    terms.sort();
    terms.dedup();
    terms
}

fn opened(engine: &Engine, start: Start) -> Session {
    let mut session = engine.session(start);
    session.open(NOW);
    session
}

/// The noon of Monday 2 November 2026, when most queues are open.
pub const NOW: Timestamp = Timestamp(1_793_620_800);
