use relais::Id;
use relais::knowledge::{Block, Inline, Piece, Prose};

use super::{Notes, merged};

/// How a tool writes what it fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variables {
    /// It does not.
    None,
    /// `{{name}}`, with conditions: QnABot and nlp.js.
    Handlebars,
    /// `{name}`: Rasa.
    Braces,
    /// `$name`, `$name.original`, `#context.name`: Dialogflow.
    Dollar,
    /// `{fact.name|fallback}`: Relais.
    Facts,
}

/// The name of a fact and what is said where it is unknown.
type Fact = (Id, String);

/// Makes of an answer one without braces, for those are the placeholders of Relais.
///
/// Returns also whether something in it was filled in by the other tool: `…` stands for it, and such
/// an answer cannot be said as it is. Of the facts of Relais, those that `declared` knows stay, and of
/// others the fallback.
pub(crate) fn fill(
    prose: Prose,
    variables: Variables,
    declared: &dyn Fn(&Id) -> bool,
    notes: &mut Notes,
) -> (Prose, bool) {
    let mut filled = Filled { variables, declared, notes, any: false };
    let blocks = prose.blocks.into_iter().map(|block| match block {
        Block::Paragraph(line) => Block::Paragraph(filled.line(line)),
        Block::List { ordered, items } => {
            let items = items.into_iter().map(|item| filled.line(item)).collect();
            Block::List { ordered, items }
        }
        other => other,
    });
    let blocks = blocks.collect();
    (merged(Prose { blocks }), filled.any)
}

struct Filled<'f> {
    variables: Variables,
    declared: &'f dyn Fn(&Id) -> bool,
    notes: &'f mut Notes,
    any: bool,
}

impl Filled<'_> {
    fn line(&mut self, line: Vec<Inline>) -> Vec<Inline> {
        let mut filled = Vec::new();
        for Inline { piece, style, link } in line {
            let pieces = match piece {
                Piece::Text(text) => self.text(&text),
                piece => vec![piece],
            };
            filled.extend(pieces.into_iter().map(|piece| Inline {
                piece,
                style,
                link: link.clone(),
            }));
        }
        filled
    }

    fn text(&mut self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}', '$', '#']) {
            words.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(((name, fallback), length)) = self.fact(rest) {
                rest = &rest[length..];
                if (self.declared)(&name) {
                    pieces.push(Piece::Text(std::mem::take(&mut words)));
                    pieces.push(Piece::Fact { name, fallback });
                } else {
                    let why = "facts.yaml does not declare it: what is said without it stays";
                    self.notes.lost(format!("the fact `{name}`"), why);
                    words.push_str(&fallback);
                }
                continue;
            }
            if let Some(length) = self.variable(rest) {
                let what = format!("`{}`", crate::loss::shortened(&rest[..length], 80));
                let why = "the other bot fills it in: … stands for it, and the article is off \
                           (`enabled: false`) until you write what to say";
                self.notes.lost(what, why);
                self.any = true;
                words.push('…');
                rest = &rest[length..];
                continue;
            }
            let letter = &rest[..1];
            words.push_str(match letter {
                "{" => "(",
                "}" => ")",
                other => other,
            });
            if matches!(letter, "{" | "}") {
                let why = "braces are placeholders in Relais: they are round brackets now";
                self.notes.lost("braces", why);
            }
            rest = &rest[1..];
        }
        words.push_str(rest);
        pieces.push(Piece::Text(words));
        pieces
    }

    /// A fact at the beginning of a text, and its length.
    fn fact(&self, text: &str) -> Option<(Fact, usize)> {
        if self.variables != Variables::Facts {
            return None;
        }
        let inside = text.strip_prefix("{fact.")?;
        let end = near(inside, b"}")?;
        let (name, fallback) = inside[..end].split_once('|')?;
        if fallback.contains('{') {
            return None;
        }
        Some(((Id::parse(name.trim())?, fallback.to_owned()), "{fact.".len() + end + 1))
    }

    /// The length of a variable at the beginning of a text.
    fn variable(&self, text: &str) -> Option<usize> {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
        match self.variables {
            Variables::None | Variables::Facts => None,
            Variables::Handlebars => {
                let inside = text.strip_prefix("{{")?;
                let end = near(inside, b"}}")?;
                let length = end + 4;
                // `{{{name}}}` is one variable too.
                let third = text.starts_with("{{{") && text[length..].starts_with('}');
                Some(length + usize::from(third))
            }
            Variables::Braces => {
                let inside = text.strip_prefix('{')?;
                let end = inside.find(|letter: char| !is_name(letter)).filter(|end| *end > 0)?;
                inside[end..].starts_with('}').then_some(end + 2)
            }
            Variables::Dollar => {
                let start = text.strip_prefix(['$', '#'])?;
                if !start.starts_with(|letter: char| letter.is_alphabetic()) {
                    return None;
                }
                let end = start.find(|c: char| !is_name(c) && c != '.').unwrap_or(start.len());
                let name = start[..end].trim_end_matches(['.', '-']);
                // `#1` and `#hashtag` are words; a value of a context has a dot.
                (text.starts_with('$') || name.contains('.')).then_some(1 + name.len())
            }
        }
    }
}

/// Where a sign is in the start of a text: looking to its end for each of many braces would take the square of
/// its length.
fn near(text: &str, sign: &[u8]) -> Option<usize> {
    text.as_bytes().windows(sign.len()).take(LONGEST).position(|bytes| bytes == sign)
}

/// A condition with its words is within so many bytes.
const LONGEST: usize = 1_000;
