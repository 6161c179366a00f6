//! What beats retrieval: conditions over the message, the facts, the conversation and the clock.
//!
//! The rules of a knowledge base are tried in the order of their priority. Every rule whose condition
//! holds makes its notes; the first one that decides something decides the turn. A condition is a tree
//! that was checked when the knowledge base was read, so trying one is a walk without surprises.

mod condition;
mod lexicon;

pub(crate) use self::condition::{Counters, Situation, holds};
pub(crate) use self::lexicon::LexiconMatcher;
use crate::facts::Value;
use crate::id::Id;
use crate::knowledge::{Effect, Occasion, Rule, Template};

/// What the rules want of a turn.
#[derive(Debug, Default)]
pub(crate) struct Fired<'r> {
    /// The rule that decides the turn, with its effect.
    pub(crate) decision: Option<(&'r Rule, &'r Effect)>,
    /// What is said before the outcome, in order.
    pub(crate) say: Vec<&'r Template>,
    /// Notes to make in the conversation.
    pub(crate) set: Vec<(Id, Value)>,
    /// What is added to the packet of a hand-over.
    pub(crate) packet: Vec<(Id, Value)>,
}

/// Tries every rule on messages, in order.
pub(crate) fn fire<'r>(rules: &'r [Rule], situation: &Situation<'_>) -> Fired<'r> {
    let mut fired = Fired::default();
    for rule in rules {
        if rule.on != Occasion::Message || !holds(&rule.when, situation) {
            continue;
        }
        fired.set.extend(rule.set.iter().cloned());
        fired.packet.extend(rule.packet.iter().cloned());
        let decided = fired.decision.is_some();
        match &rule.effect {
            Some(_) if decided => {}
            Some(effect) => {
                fired.decision = Some((rule, effect));
                fired.say.extend(&rule.say);
            }
            None if decided => {}
            None => fired.say.extend(&rule.say),
        }
    }
    fired
}
