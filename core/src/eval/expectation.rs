//! Whether a reply is what was expected, and both in plain words.

use crate::id::Id;
use crate::knowledge::Choice;
use crate::knowledge::{Expectation, Turn};
use crate::reply::{Outcome, Reply};

/// Why a reply is not what a turn expects, or nothing where it is.
pub(super) fn mismatch(turn: &Turn, reply: &Reply) -> Option<(String, String)> {
    if !holds(&turn.expected, reply.outcome()) {
        return Some((expected(&turn.expected), came(reply.outcome())));
    }
    let text = turn.text.as_ref()?;
    let said = reply.text();
    let contains = said.to_lowercase().contains(&text.to_lowercase());
    (!contains).then(|| (format!("a reply with “{text}”"), format!("“{}”", one_line(&said))))
}

/// The article that answers or the form that is under way.
pub(super) fn subject(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Answer(answer) => Some(answer.article.to_string()),
        Outcome::Ask(ask) => Some(format!("forms/{}", ask.form)),
        Outcome::Act(act) => Some(format!("forms/{}", act.form)),
        _ => None,
    }
}

/// What an outcome is, in plain words.
pub(super) fn came(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Answer(answer) => format!("the article {}", answer.article),
        Outcome::Clarify(clarify) => format!("a choice between {}", ids(&clarify.options)),
        Outcome::Offer(offer) => format!("the offer of the rule {}", offer.rule),
        Outcome::Ask(ask) => match &ask.value {
            Some(value) => format!("the question for {value} of forms/{}", ask.form),
            None => format!("the question whether forms/{} is right", ask.form),
        },
        Outcome::Act(act) => format!("the action {}", act.action),
        Outcome::HandToHuman(handoff) => {
            let promise = handoff.promise.name();
            let reason = handoff.reason.as_str();
            format!("a person ({reason}, queue {}, promise {promise})", handoff.queue)
        }
        Outcome::NoMatch(_) => "“I did not understand” with the menu".to_owned(),
        Outcome::Say(said) => format!("the message {}", said.message.as_str()),
        Outcome::Close(_) => "the end of the conversation".to_owned(),
        Outcome::Silent => "silence, as a person has the conversation".to_owned(),
    }
}

fn holds(expected: &Expectation, outcome: &Outcome) -> bool {
    match (expected, outcome) {
        (Expectation::Answer(id), outcome) => subject(outcome).as_deref() == Some(id.as_str()),
        (Expectation::Offers(id), Outcome::Clarify(clarify)) => has(&clarify.options, id),
        (Expectation::Offers(id), outcome) => subject(outcome).as_deref() == Some(id.as_str()),
        (Expectation::Clarify(wanted), Outcome::Clarify(clarify)) => {
            wanted.iter().all(|id| has(&clarify.options, id))
        }
        (Expectation::Human { reason, queue, promise }, Outcome::HandToHuman(handoff)) => {
            let name = handoff.promise.name();
            handoff.reason == *reason
                && queue.as_ref().is_none_or(|queue| *queue == handoff.queue)
                && promise.as_ref().is_none_or(|promise| promise == name)
        }
        (Expectation::Offer(rule), Outcome::Offer(offer)) => offer.rule == *rule,
        (Expectation::Silent, Outcome::Silent) => true,
        (Expectation::NoMatch, Outcome::NoMatch(_)) => true,
        (Expectation::Unanswered, outcome) => !matches!(outcome, Outcome::Answer(_)),
        (Expectation::Ask(value), Outcome::Ask(ask)) => ask.value.as_ref() == Some(value),
        (Expectation::Act(action), Outcome::Act(act)) => act.action == *action,
        (Expectation::Says(key), Outcome::Say(said) | Outcome::NoMatch(said)) => {
            said.message == *key
        }
        (Expectation::Close, Outcome::Close(_)) => true,
        _ => false,
    }
}

fn expected(expected: &Expectation) -> String {
    match expected {
        Expectation::Answer(id) => format!("the article {id}"),
        Expectation::Offers(id) => format!("the article {id}, or a choice with it"),
        Expectation::Clarify(ids) => {
            let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
            format!("a choice with {}", ids.join(", "))
        }
        Expectation::Human { reason, queue, promise } => {
            let queue = queue.as_ref().map(|queue| format!(", queue {queue}")).unwrap_or_default();
            let promise =
                promise.as_ref().map(|promise| format!(", promise {promise}")).unwrap_or_default();
            format!("a person ({}{queue}{promise})", reason.as_str())
        }
        Expectation::Offer(rule) => format!("the offer of the rule {rule}"),
        Expectation::Silent => "silence".to_owned(),
        Expectation::NoMatch => "“I did not understand” with the menu".to_owned(),
        Expectation::Unanswered => "anything but an answer".to_owned(),
        Expectation::Ask(value) => format!("the question for {value}"),
        Expectation::Act(action) => format!("the action {action}"),
        Expectation::Says(key) => format!("the message {}", key.as_str()),
        Expectation::Close => "the end of the conversation".to_owned(),
    }
}

fn has(options: &[Choice], id: &Id) -> bool {
    options.iter().any(|option| option.id == *id)
}

fn ids(options: &[Choice]) -> String {
    let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
    ids.join(", ")
}

/// The start of a text, on one line.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

const LONGEST_EXCERPT: usize = 160;
