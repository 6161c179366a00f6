use relais::knowledge::{Dialogue, Input};
use relais::{
    Facts, HandoffEvent, KnowledgeBase, Locale, Message, Outcome, Reply, Session, Start, Timestamp,
};

use crate::asked::NOW;

/// A conversation to be held again and again.
#[derive(Clone, Debug)]
pub struct Script {
    start: Start,
    at: Timestamp,
    turns: Vec<Turn>,
}

#[derive(Clone, Debug)]
struct Turn {
    message: Message,
    text: Option<String>,
    at: Timestamp,
}

impl Script {
    /// The dialogues of a knowledge base, in their order.
    pub fn dialogues(base: &KnowledgeBase) -> Vec<Script> {
        base.dialogues().iter().map(Script::of).collect()
    }

    /// A conversation of one question, in English.
    pub fn question(text: String) -> Script {
        let turn =
            Turn { message: Message::text(text.as_str()).at(NOW), text: Some(text), at: NOW };
        Script { start: Start::new(Locale::EN), at: NOW, turns: vec![turn] }
    }

    /// Its first message with how it starts, where that is text.
    pub fn first(&self) -> Option<(Start, String)> {
        let text = self.turns.first()?.text.clone()?;
        Some((self.start.clone(), text))
    }

    /// Holds the conversation. `reply` is given each message and must have the session reply to it;
    /// what the host and the people have to do in between is done here.
    pub fn play(
        &self,
        engine: &relais::Engine,
        mut reply: impl FnMut(&mut Session, Message) -> Reply,
    ) {
        let mut session = engine.session(self.start.clone());
        session.open(self.at);
        for Turn { message, at, .. } in &self.turns {
            let last = reply(&mut session, message.clone());
            if matches!(last.outcome(), Outcome::Act(_)) {
                session.acted(Facts::new(), *at);
            } else if session.is_with_human() {
                session.handoff(HandoffEvent::Completed, *at);
            }
        }
    }

    fn of(dialogue: &Dialogue) -> Script {
        let turns = (1..).zip(&dialogue.turns).filter_map(|(minute, turn)| {
            let at = Timestamp(dialogue.at.0 + 60 * minute);
            let (message, text) = match &turn.input {
                Input::Says(text) => (Message::text(text.as_str()), Some(text.clone())),
                Input::Chooses(number) => (Message::choose(number.saturating_sub(1)), None),
                Input::Presses(keys) => (Message::keys(keys.as_str()), None),
                Input::Silence => (Message::silence(), None),
                Input::Noise => (Message::noise(), None),
                // What the host does is not what is measured.
                _ => return None,
            };
            Some(Turn { message: message.at(at), text, at })
        });
        Script { start: Start::from(dialogue), at: dialogue.at, turns: turns.collect() }
    }
}
