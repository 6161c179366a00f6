//! The dialogues of the starter knowledge base, as conversations that clients hold.

use relais::knowledge::{Dialogue, Input};
use relais::{Channel, Engine, Facts, HandoffEvent, Locale, Message, Session, Start, Timestamp};
use serde_json::{Value, json};

use super::client::Answer;
use super::{seal_key, starter};

/// What a client does, one step after the other.
pub(crate) struct Script {
    pub(crate) locale: Locale,
    pub(crate) facts: Facts,
    pub(crate) steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Text(String),
    Choose(usize),
    Learned(Facts),
    Acted(Facts),
    ActFailed(String),
    Handoff(HandoffEvent),
}

/// A conversation as it was held.
pub(crate) struct Held {
    pub(crate) locale: Locale,
    pub(crate) facts: Facts,
    pub(crate) opened: Answer,
    pub(crate) turns: Vec<(Step, Answer)>,
}

impl Step {
    /// Where it is sent, and as what.
    pub(crate) fn request(&self) -> (&'static str, Value) {
        match self {
            Step::Text(text) => ("messages", json!({ "text": text })),
            Step::Choose(option) => ("messages", json!({ "choose": option })),
            Step::Learned(facts) => ("events", json!({ "learned": facts })),
            Step::Acted(facts) => ("events", json!({ "acted": facts })),
            Step::ActFailed(code) => ("events", json!({ "act_failed": code })),
            Step::Handoff(event) => ("events", json!({ "handoff": event.as_str() })),
        }
    }

    pub(crate) fn apply(&self, session: &mut Session, at: Timestamp) -> relais::Reply {
        match self {
            Step::Text(text) => session.reply(Message::text(text).at(at)),
            Step::Choose(option) => session.reply(Message::choose(*option).at(at)),
            Step::Learned(facts) => session.learn(facts.clone(), at),
            Step::Acted(facts) => session.acted(facts.clone(), at),
            Step::ActFailed(code) => session.act_failed(code, at),
            Step::Handoff(event) => session.handoff(*event, at),
        }
    }

    fn of(input: &Input) -> Option<Step> {
        Some(match input {
            Input::Says(text) => Step::Text(text.clone()),
            Input::Chooses(number) => Step::Choose(number - 1),
            Input::Learns(facts) => Step::Learned(facts.clone()),
            Input::Acted(facts) => Step::Acted(facts.clone()),
            Input::Failed(code) => Step::ActFailed(code.to_string()),
            Input::Handoff(event) => Step::Handoff(*event),
            _ => return None,
        })
    }
}

/// The dialogues of the knowledge base that a web page could hold. Those without facts come one after the
/// other in conversations of a dozen steps, as people do who have more than one question.
pub(crate) fn scripts() -> Vec<Script> {
    let dialogues = starter().0.dialogues();
    let on_the_web = dialogues.iter().filter(|dialogue| dialogue.channel == Channel::Web);
    let mut scripts: Vec<Script> = Vec::new();
    for dialogue in on_the_web.filter(|dialogue| dialogue.availability.is_none()) {
        let Some(steps) = steps(dialogue) else { continue };
        let goes_on = scripts.iter_mut().find(|script| {
            let is_open = script.steps.len() < STEPS && script.facts.is_empty();
            is_open && dialogue.facts.is_empty() && script.locale == dialogue.locale
        });
        match goes_on {
            Some(script) => script.steps.extend(steps),
            None => {
                let (locale, facts) = (dialogue.locale, dialogue.facts.clone());
                scripts.push(Script { locale, facts, steps });
            }
        }
    }
    scripts
}

fn steps(dialogue: &Dialogue) -> Option<Vec<Step>> {
    let inputs = dialogue.turns.iter().map(|turn| &turn.input);
    inputs.filter(|input| **input != Input::Starts).map(Step::of).collect()
}

impl Held {
    /// Asserts that every reply, and what is kept at the end, is what one engine in this process makes of the
    /// same steps.
    pub(crate) fn is_as_by(&self, engine: &Engine, kept: Option<&[u8]>) {
        let id = &self.opened.conversation;
        let mut session =
            engine.session(Start::new(self.locale).facts(self.facts.clone()).id(id.as_str()));
        let mut compare = |step: &dyn Fn(&mut Session, Timestamp) -> relais::Reply,
                           what: &dyn std::fmt::Debug,
                           answer: &Answer| {
            let reply = step(&mut session, answer.at);
            assert_eq!(answer.reply.get(), reply.to_json(), "conversation {id}, {what:?}");
            assert_eq!(answer.text, reply.text());
            assert_eq!(answer.with_human, session.is_with_human());
            assert_eq!(answer.conversation, *id);
        };
        compare(&|session, at| session.open(at), &"opened", &self.opened);
        for (step, answer) in &self.turns {
            compare(&|session, at| step.apply(session, at), step, answer);
        }
        if let Some(kept) = kept {
            let kept = engine.resume_sealed(kept, &seal_key()).expect("a sealed session");
            assert!(kept.save() == session.save(), "conversation {id}: another state is kept");
        }
    }
}

/// So many steps make a conversation.
const STEPS: usize = 12;
