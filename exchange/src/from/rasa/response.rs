use relais::knowledge::Prose;
use serde_yaml::Value;

use super::is_empty;
use crate::loss::{Losses, Origin, shortened};
use crate::prose::{self, Notes};

/// The answer of a response: of its variants, the first one that is for every channel.
pub(super) fn response(
    variants: &[(Origin, Value)],
    notes: &mut Notes,
    losses: &mut Losses,
) -> Prose {
    let text = |variant: &Value| variant.get("text").and_then(Value::as_str).map(str::to_owned);
    let special =
        |variant: &Value| variant.get("channel").is_some() || variant.get("condition").is_some();
    let has_text = |(_, variant): &(Origin, Value)| text(variant).is_some();
    let first = variants.iter().position(|one| !special(&one.1) && has_text(one));
    let first = first.or_else(|| variants.iter().position(has_text));
    let kept = first.and_then(|index| text(&variants[index].1)).unwrap_or_default();
    for (index, (origin, variant)) in variants.iter().enumerate() {
        if Some(index) != first {
            let text = text(variant).unwrap_or_default();
            if text != kept {
                let what = format!("another response: `{}`", shortened(&text, 80));
                losses.add(origin, what, "an article has one answer, the first one");
            }
            continue;
        }
        let fields = variant.as_mapping().cloned().unwrap_or_default();
        for (key, value) in &fields {
            let key = key.as_str().unwrap_or_default();
            if !matches!(key, "text" | "metadata") && !is_empty(value) {
                losses.add(origin, format!("`{key}`"), of_response(key));
            }
        }
    }
    prose::plain(&kept, notes)
}

fn of_response(key: &str) -> &'static str {
    match key {
        "buttons" => "write `next`, which offers articles and forms",
        "channel" | "condition" => "the answer is for everyone now",
        _ => "an answer is text, lists and links",
    }
}
