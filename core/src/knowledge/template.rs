use serde::{Deserialize, Serialize};

use crate::id::Id;

/// A sentence with placeholders, already split.
///
/// `{fact.name|fallback}` is replaced by a fact or by its fallback, and `{wait}` or `{form.order}` by
/// something that the conversation provides. A placeholder without a value becomes nothing, never
/// its braces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words as they are.
    Text(String),
    /// What the host knows, or else the fallback.
    Fact {
        /// The fact's name.
        name: Id,
        /// Said where the fact is unknown; may be empty.
        fallback: String,
    },
    /// What the conversation provides under this name.
    Slot(Id),
}

impl Piece {
    /// The words, before what the host knows is filled in: a fact is said by its fallback, which is all
    /// that its author knows of it.
    pub(crate) fn words(&self) -> &str {
        match self {
            Piece::Text(words) => words,
            Piece::Fact { fallback, .. } => fallback,
            Piece::Slot(_) => "",
        }
    }
}

impl Template {
    /// The parts, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The sentence, with what `value` gives for each placeholder.
    pub(crate) fn fill(&self, mut value: impl FnMut(&Id) -> Option<String>) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Fact { name, fallback } => match value(name) {
                    Some(known) => text.push_str(&known),
                    None => text.push_str(fallback),
                },
                Piece::Slot(name) => text.push_str(&value(name).unwrap_or_default()),
            }
        }
        text
    }
}

#[cfg(feature = "author")]
impl Template {
    /// A sentence that is what it is, braces and all.
    pub(crate) fn verbatim(text: &str) -> Template {
        Template { pieces: vec![Piece::Text(text.to_owned())] }
    }
}

/// Reads the placeholders of a text.
///
/// A fact is written `{fact.NAME|fallback}`, and its name is known to `slot` as nothing; every other
/// `{name}` must be a slot. The error says what is wrong and what to write.
#[cfg(feature = "author")]
impl Template {
    pub(crate) fn parse(text: &str, slots: &[&str]) -> Result<Template, (String, String)> {
        split(text, slots).map(|pieces| Template { pieces })
    }
}

#[cfg(feature = "author")]
pub(super) fn split(text: &str, slots: &[&str]) -> Result<Vec<Piece>, (String, String)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        if rest[start..].starts_with('}') {
            return Err((
                "a closing brace without an opening one".into(),
                "a placeholder is written {fact.name|fallback}".into(),
            ));
        }
        if start > 0 {
            pieces.push(Piece::Text(rest[..start].to_owned()));
        }
        let after = &rest[start + 1..];
        let Some(end) = after.find('}') else {
            return Err((
                "an opening brace without a closing one".into(),
                "a placeholder is written {fact.name|fallback}".into(),
            ));
        };
        pieces.push(placeholder(&after[..end], slots)?);
        rest = &after[end + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

#[cfg(feature = "author")]
fn placeholder(inside: &str, slots: &[&str]) -> Result<Piece, (String, String)> {
    let (name, fallback) = match inside.split_once('|') {
        Some((name, fallback)) => (name.trim(), Some(fallback)),
        None => (inside.trim(), None),
    };
    if let Some(fact) = name.strip_prefix("fact.") {
        let Some(id) = Id::parse(fact) else {
            return Err((format!("`{fact}` is not the name of a fact"), ID_HINT.into()));
        };
        let Some(fallback) = fallback else {
            return Err((
                format!("the placeholder {{{inside}}} has no fallback"),
                format!("write what is said when it is unknown: {{fact.{fact}|…}}"),
            ));
        };
        return Ok(Piece::Fact { name: id, fallback: fallback.to_owned() });
    }
    match Id::parse(name) {
        Some(id) if slots.contains(&name) => Ok(Piece::Slot(id)),
        _ => Err((
            format!("{{{inside}}} is not a placeholder here"),
            if name.contains('.') && !name.starts_with("form.") {
                format!("a fact is written with `fact.` before its name: {{fact.{name}|…}}")
            } else if slots.is_empty() {
                "only {fact.name|fallback} is".into()
            } else {
                format!("these are: {{fact.name|fallback}}, {{{}}}", slots.join("}, {"))
            },
        )),
    }
}

#[cfg(feature = "author")]
const ID_HINT: &str = "names have lower-case letters, digits, `-`, `_` and dots";

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_or_fall_back() {
        let template = Template::parse("Hello {fact.name|you}, {wait} minutes", &["wait"])
            .expect("a template");
        let nobody = template.fill(|_| None);
        assert_eq!(nobody, "Hello you,  minutes");
        let known = template.fill(|name| Some(format!("<{name}>")));
        assert_eq!(known, "Hello <name>, <wait> minutes");
    }

    #[test]
    fn braces_never_pass() {
        for text in ["{", "}", "{fact.name}", "{other}", "{fact.Bad|x}", "a } b", "{fact.a|b"] {
            assert!(Template::parse(text, &["wait"]).is_err(), "{text}");
        }
    }
}
