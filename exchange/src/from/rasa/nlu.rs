use serde_yaml::Value;

use super::Project;
use crate::loss::{Losses, Origin};

impl Project {
    /// An item below `nlu`.
    pub(super) fn nlu(
        &mut self,
        origin: &dyn Fn(String) -> Origin,
        item: &Value,
        losses: &mut Losses,
    ) {
        let Some(name) = item.get("intent").and_then(Value::as_str) else {
            for kind in ["synonym", "regex", "lookup"] {
                let Some(name) = item.get(kind).and_then(Value::as_str) else { continue };
                let why = "it finds values of entities; for words that mean the same write \
                           synonyms.yaml (docs/authoring.md)";
                losses.add(&origin(name.to_owned()), format!("the {kind}"), why);
            }
            return;
        };
        let origin = origin(name.to_owned());
        let mut examples = Vec::new();
        match item.get("examples") {
            Some(Value::String(text)) => {
                for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    // An example is an item of a list in a text.
                    examples.push(line.strip_prefix("- ").unwrap_or(line).trim().to_owned());
                }
            }
            Some(Value::Sequence(items)) => {
                for item in items {
                    let text = item.as_str().or_else(|| item.get("text").and_then(Value::as_str));
                    match text {
                        Some(text) => {
                            examples.push(text.trim().trim_start_matches("- ").to_owned());
                        }
                        None => losses.add(&origin, "an example", "it is not a text"),
                    }
                }
            }
            _ => losses.add(&origin, "`examples`", "they are neither a text nor a list"),
        }
        let words: Vec<String> = examples.iter().map(|example| without_entities(example)).collect();
        let annotated = examples.iter().zip(&words).filter(|(example, words)| example != words);
        let annotated = annotated.count();
        if annotated > 0 {
            let why = "Relais learns from the words: the names of entities are left out";
            losses.add(&origin, format!("the entities in {annotated} examples"), why);
        }
        let place = *self.places.entry(name.to_owned()).or_insert(self.intents.len());
        match self.intents.get_mut(place) {
            Some((_, examples)) => examples.extend(words),
            None => self.intents.push((origin, words)),
        }
    }
}

/// `from [Berlin](city)`, `[there]{"entity": "city"}` and `[home][{"entity": "city"}, …]` without their
/// marks.
fn without_entities(example: &str) -> String {
    let mut words = String::with_capacity(example.len());
    let mut rest = example;
    while let Some(open) = rest.find('[') {
        let inside = &rest[open + 1..];
        let Some(end) = inside.find(']') else { break };
        let after = &inside[end + 1..];
        match mark(after) {
            Some(length) => {
                words.push_str(&rest[..open]);
                words.push_str(&inside[..end]);
                rest = &after[length..];
            }
            None => {
                words.push_str(&rest[..open + 1 + end + 1]);
                rest = after;
            }
        }
    }
    words + rest
}

/// The length of what stands after the brackets of an entity, at the beginning of a text.
fn mark(text: &str) -> Option<usize> {
    let closing = match text.as_bytes() {
        [b'(', ..] => ')',
        [b'{', ..] => '}',
        [b'[', b'{', ..] => ']',
        _ => return None,
    };
    Some(text.find(closing)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_their_words() {
        let cases = [
            (
                "from [Berlin](city) to [Rome]{\"entity\": \"city\", \"role\": \"to\"}?",
                "from Berlin to Rome?",
            ),
            ("from [Rome]{\"entity\": \"city\"} to [Berlin](city)", "from Rome to Berlin"),
            ("[home][{\"entity\": \"city\"}, {\"entity\": \"place\"}] now", "home now"),
            ("[see] the [bill](what:invoice)", "[see] the bill"),
            ("no [end", "no [end"),
            ("[a](b", "[a](b"),
            ("[a] (b)", "[a] (b)"),
        ];
        for (example, expected) in cases {
            assert_eq!(without_entities(example), expected);
        }
    }
}
