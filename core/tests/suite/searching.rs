//! A search that a host gives to the engine in the place of the bundle's index.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relais::reply::Decision;
use relais::retrieval::{Hit, Query, Retrieval, Unavailable};
use relais::{Engine, Locale, Message, Outcome, Reason, Reply, Start};

use crate::starter::{ENGINE, MONDAY_MORNING};

/// A search that knows one document, or does not answer; it counts how often it is asked.
#[derive(Debug)]
struct Known {
    id: Option<&'static str>,
    asked: AtomicUsize,
}

impl Retrieval for Known {
    fn search(&self, query: &Query<'_>, _: usize) -> Result<Vec<Hit>, Unavailable> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let id = self.id.ok_or_else(|| Unavailable::new("the test wants it so"))?;
        Ok(query.number(id).map(|document| Hit { document, score: 1.0 }).into_iter().collect())
    }

    fn breadth(&self, _: &[&str]) -> Result<usize, Unavailable> {
        self.id.map(|_| 1).ok_or_else(|| Unavailable::new("the test wants it so"))
    }
}

fn engine(id: Option<&'static str>) -> (Engine, Arc<Known>) {
    let search = Arc::new(Known { id, asked: AtomicUsize::new(0) });
    (ENGINE.clone().searching(Locale::EN, search.clone()), search)
}

fn reason(reply: &Reply) -> Option<Reason> {
    match reply.outcome() {
        Outcome::HandToHuman(handoff) => Some(handoff.reason),
        _ => None,
    }
}

#[test]
fn what_the_search_finds_is_among_the_candidates() {
    let (engine, _) = engine(Some("mobile/puk-code"));
    let mut session = engine.session(Start::new(Locale::EN));
    let reply = session.reply(Message::text("where do I find my PUK code?").at(MONDAY_MORNING));
    let Outcome::Answer(answer) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    assert_eq!(answer.article, "mobile/puk-code");
    assert_eq!(reply.trace().candidates[0].retrieval, 1.0);
    // One that the bundle does not have is passed over, and forms are found by their names.
    let query_of = |id| {
        let (engine, _) = self::engine(Some(id));
        let mut session = engine.session(Start::new(Locale::EN));
        let reply = session.reply(Message::text("look up my order").at(MONDAY_MORNING));
        let found = reply.trace().candidates.iter().filter(|found| found.retrieval > 0.0);
        found.map(|found| found.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(query_of("forms/track-order"), ["forms/track-order"]);
    assert!(query_of("no/such-article").is_empty());
}

#[test]
fn where_the_search_does_not_answer_a_person_does() {
    let (engine, search) = engine(None);
    let asked = || search.asked.swap(0, Ordering::Relaxed);
    let mut session = engine.session(Start::new(Locale::EN));
    let reply = session.reply(Message::text("it's not the box, it's the wifi").at(MONDAY_MORNING));
    assert_eq!(reason(&reply), Some(Reason::EngineFault), "{}", reply.text());
    let why = Decision::Unsearched("the test wants it so".to_owned());
    assert_eq!(reply.trace().decision, why);
    assert_eq!(asked(), 1, "who does not answer is asked once a turn");

    // The question goes with it, and nothing was answered.
    let Outcome::HandToHuman(handoff) = reply.outcome() else { panic!("{:?}", reply.outcome()) };
    assert_eq!(handoff.packet.question, "it's not the box, it's the wifi");

    // Of what a recogniser heard, too.
    let mut session = engine.session(Start::new(Locale::EN));
    let heard = Message::heard([("where is my parcel", 0.9), ("wear is my parcel", 0.8)]);
    assert_eq!(reason(&session.reply(heard.at(MONDAY_MORNING))), Some(Reason::EngineFault));
    assert!(asked() <= 2);
}

#[test]
fn what_needs_no_evidence_goes_on_without_the_search() {
    let (engine, _) = engine(None);
    let say = |text: &str| {
        let mut session = engine.session(Start::new(Locale::EN));
        session.reply(Message::text(text).at(MONDAY_MORNING))
    };
    assert_eq!(reason(&say("I want to talk to somebody real")), Some(Reason::AskedHuman));
    assert_eq!(say("hello").outcome().name(), "say");
    // A number that only one form takes opens it, and its question is answered.
    let mut session = engine.session(Start::new(Locale::EN));
    let reply = session.reply(Message::text("OD-123456").at(MONDAY_MORNING));
    assert_eq!(reply.outcome().name(), "act", "{}", reply.text());

    // The other language has the bundle's own index still.
    let mut french = engine.session(Start::new(Locale::FR));
    let reply = french.reply(Message::text("où trouver mon code PUK ?").at(MONDAY_MORNING));
    assert_eq!(reply.outcome().name(), "answer");
}

#[test]
fn a_conversation_that_is_resumed_is_searched_as_before() {
    let (engine, search) = engine(Some("mobile/puk-code"));
    let session = engine.session(Start::new(Locale::EN));
    let mut resumed = engine.resume(&session.save()).expect("a saved session");
    resumed.reply(Message::text("where do I find my PUK code?").at(MONDAY_MORNING));
    assert_eq!(search.asked.load(Ordering::Relaxed), 1);
}
