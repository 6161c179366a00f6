use serde_yaml::Value;

use super::Project;
use crate::loss::{Losses, Origin};

/// A rule, or a story, that is one intent and the actions after it.
pub(super) struct Path {
    /// `rule` or `story`.
    pub(super) kind: &'static str,
    pub(super) origin: Origin,
    pub(super) actions: Vec<String>,
}

impl Project {
    /// A rule or a story: where it is one intent and what the bot says then, it is an answer.
    pub(super) fn path(
        &mut self,
        origin: &dyn Fn(String) -> Origin,
        key: &str,
        path: &Value,
        losses: &mut Losses,
    ) {
        let kind = if key == "rules" { "rule" } else { "story" };
        let name = path.get(kind).and_then(Value::as_str).unwrap_or_default().to_owned();
        let origin = origin(name);
        let steps = path.get("steps").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let step =
            |step: &Value, key: &str| step.get(key).and_then(Value::as_str).map(str::to_owned);
        let intents: Vec<String> = steps.iter().filter_map(|one| step(one, "intent")).collect();
        let actions: Vec<String> = steps.iter().filter_map(|one| step(one, "action")).collect();
        let whole = intents.len() + actions.len() == steps.len();
        let conditional = path.get("condition").is_some();
        let ([intent], true, false, false) =
            (intents.as_slice(), whole, conditional, actions.is_empty())
        else {
            let why = "a conversation of several steps is a form, `next` or a dialogue in Relais";
            return losses.add(&origin, format!("the {kind}"), why);
        };
        let found = Path { kind, origin, actions };
        let Some(known) = self.after.get_mut(intent) else {
            self.after.insert(intent.clone(), found);
            return;
        };
        // A rule beats a story, as it does in Rasa; else the first one is kept.
        let other = if known.kind == "story" && kind == "rule" {
            std::mem::replace(known, found)
        } else {
            found
        };
        if other.actions != known.actions {
            let why = format!("the {} `{}` answers `{intent}`", known.kind, known.origin.item);
            losses.add(&other.origin, format!("the {}", other.kind), why);
        }
    }
}
