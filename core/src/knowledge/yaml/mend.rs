//! Changes of a file that mend a problem and nothing else.
//!
//! YAML has many ways to lay out one tree, so a change is tried on the text and read again: it is
//! offered only where what comes of it is the very tree that was meant.

use serde_yaml::Value;

use super::document::{Document, Place, Problems, Step};
use crate::diagnostic::Fix;

/// An authored file with one more text at the end of the list at this path: keys, and numbers of items
/// from 0. The layout and the comments stay. `None` where there is no such list, or where it is laid
/// out so that nothing can be added safely.
///
/// ```
/// use relais::knowledge::with_item;
///
/// let text = "en:\n  questions:\n    - Where is it?   # most of all\n  answer: Here.\n";
/// let expected = "en:\n  questions:\n    - Where is it?   # most of all\n    - 'no: where?'\n  answer: Here.\n";
/// assert_eq!(with_item(text, &["en", "questions"], "no: where?").as_deref(), Some(expected));
/// assert_eq!(with_item(text, &["fr", "questions"], "où ?"), None);
/// ```
pub fn with_item(text: &str, path: &[&str], item: &str) -> Option<String> {
    let document = Document::parse("", text.to_owned(), &Problems::default())?;
    let place = path.iter().fold(document.root(), |place, step| match step.parse() {
        Ok(index) => place.index(index),
        Err(_) => place.key(step),
    });
    place.with_item(item)
}

impl Place<'_> {
    /// The text of the file with one more text at the end of the list here.
    fn with_item(&self, item: &str) -> Option<String> {
        let document = self.document;
        let mut wanted = document.tree.clone();
        let Value::Sequence(items) = node(&mut wanted, &self.path)? else { return None };
        let last = self.index(items.len().checked_sub(1)?);
        items.push(Value::from(item));
        let candidates = [last.line_below(item), last.behind(item)];
        candidates.into_iter().flatten().find(|text| reads_as(text, &wanted))
    }

    /// The text with an item on a line of its own, below the item of a block here.
    fn line_below(&self, item: &str) -> Option<String> {
        let text = &self.document.text;
        let lines = self.own_lines()?;
        let own = &text[lines.clone()];
        let indent = &own[..indent_of(own)];
        let (before, after) = text.split_at(lines.end);
        let scalar = serde_yaml::to_string(item).ok()?;
        let end = if own.ends_with('\n') { "" } else { "\n" };
        Some(format!("{before}{end}{indent}- {}\n{after}", scalar.trim_end()))
    }

    /// The text with an item behind the last one of `[a, b, c]`, which is here.
    fn behind(&self, item: &str) -> Option<String> {
        let text = &self.document.text;
        let start = self.start(&self.path)?;
        let end = start + text[start..].find(']')?;
        let (before, after) = text.split_at(end);
        Some(format!(
            "{}, {}{after}",
            before.trim_end_matches(|sign: char| sign.is_whitespace() || sign == ','),
            serde_json::to_string(item).ok()?
        ))
    }

    /// Takes the item or the key here out of the file.
    pub(super) fn removal(&self, title: &str) -> Option<Fix> {
        let document = self.document;
        let mut wanted = document.tree.clone();
        remove(&mut wanted, &self.path)?;
        let candidates = [self.own_lines(), self.first_with_comma(), self.last_with_comma()];
        let range = candidates.into_iter().flatten().find(|range| {
            let (before, after) = (&document.text[..range.start], &document.text[range.end..]);
            reads_as(&format!("{before}{after}"), &wanted)
        })?;
        Some(Fix { title: title.to_owned(), file: document.file.clone(), range, by: String::new() })
    }

    /// Gives the key here another name.
    pub(super) fn renaming(&self, to: &str) -> Option<Fix> {
        let document = self.document;
        let (Step::Key(name), parents) = self.path.split_last()? else { return None };
        let mut wanted = document.tree.clone();
        let Value::Mapping(mapping) = node(&mut wanted, parents)? else { return None };
        if mapping.contains_key(to) {
            return None;
        }
        let value = mapping.remove(name.as_str())?;
        mapping.insert(Value::from(to), value);
        let start = self.start(&self.path)?;
        let range = start..start + name.len();
        if document.text.get(range.clone()) != Some(name.as_str()) {
            return None;
        }
        let (before, after) = (&document.text[..range.start], &document.text[range.end..]);
        reads_as(&format!("{before}{to}{after}"), &wanted).then(|| Fix {
            title: format!("rename `{name}` to `{to}`"),
            file: document.file.clone(),
            range,
            by: to.to_owned(),
        })
    }

    /// The lines of an item of a block: `- …`, and those below it that are indented further.
    fn own_lines(&self) -> Option<std::ops::Range<usize>> {
        let text = &self.document.text;
        let start = self.start(&self.path)?;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = indent_of(&text[line..]);
        let mut end = line;
        for (number, line) in text[line..].split_inclusive('\n').enumerate() {
            if number > 0 && (line.trim().is_empty() || indent_of(line) <= indent) {
                break;
            }
            end += line.len();
        }
        Some(line..end)
    }

    /// An item of `[a, b, c]`, to where the next one starts.
    fn first_with_comma(&self) -> Option<std::ops::Range<usize>> {
        let (Step::Index(index), parents) = self.path.split_last()? else { return None };
        let next: Vec<Step> = parents.iter().cloned().chain([Step::Index(index + 1)]).collect();
        let (start, end) = (self.start(&self.path)?, self.start(&next)?);
        (start < end).then_some(start..end)
    }

    /// The last item of `[a, b, c]`, with the comma before it.
    fn last_with_comma(&self) -> Option<std::ops::Range<usize>> {
        let text = &self.document.text;
        let start = self.start(&self.path)?;
        let comma = text[..start].rfind(',')?;
        Some(comma..start + text[start..].find([']', '}'])?)
    }

    /// The byte at which the node at this path starts; its key, where it has one.
    fn start(&self, path: &[Step]) -> Option<usize> {
        let at_key = matches!(path.last(), Some(Step::Key(_)));
        let (line, column) = self.document.locate(path, at_key)?;
        byte_at(self.document, line, column)
    }
}

/// Where a line and a column, both from 1, are in the text.
fn byte_at(document: &Document, line: usize, column: usize) -> Option<usize> {
    let mut lines = document.text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
    let (byte, _) = lines.next()?.char_indices().nth(column - 1)?;
    Some(before + byte)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn reads_as(text: &str, wanted: &Value) -> bool {
    serde_yaml::from_str::<Value>(text).is_ok_and(|read| read == *wanted)
}

fn remove(tree: &mut Value, path: &[Step]) -> Option<()> {
    let (last, parents) = path.split_last()?;
    match (last, node(tree, parents)?) {
        (Step::Key(key), Value::Mapping(mapping)) => mapping.remove(key.as_str()).map(drop),
        (Step::Index(index), Value::Sequence(items)) if *index < items.len() => {
            items.remove(*index);
            Some(())
        }
        _ => None,
    }
}

fn node<'t>(tree: &'t mut Value, path: &[Step]) -> Option<&'t mut Value> {
    path.iter().try_fold(tree, |node, step| match step {
        Step::Key(key) => node.get_mut(key.as_str()),
        Step::Index(index) => node.get_mut(*index),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        let problems = Problems::default();
        Document::parse("a.yaml", text.to_owned(), &problems).expect("YAML")
    }

    fn mended(document: &Document, fix: Option<Fix>) -> Option<String> {
        let Fix { range, by, .. } = fix?;
        Some(format!("{}{by}{}", &document.text[..range.start], &document.text[range.end..]))
    }

    #[test]
    fn an_item_goes_and_the_rest_stays() {
        for (text, index, expected) in [
            ("a:\n  - x # first\n  - \"é, y\"\n  - z\n", 1, Some("a:\n  - x # first\n  - z\n")),
            ("a:\n- x\n- b: 1\n  c: 2\n\nd: e\n", 1, Some("a:\n- x\n\nd: e\n")),
            ("a: [x, y, z] # all\n", 0, Some("a: [y, z] # all\n")),
            ("a: [x, \"y]\", z]\n", 1, Some("a: [x, z]\n")),
            ("a: [x, y, z]\n", 2, Some("a: [x, y]\n")),
            // A list without items would be no list.
            ("a:\n  - x\n", 0, None),
            ("a: &all [x, y]\nb: *all\n", 1, None),
        ] {
            let document = document(text);
            let fix = document.root().key("a").index(index).removal("remove it");
            assert_eq!(mended(&document, fix).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_item_comes_at_the_end() {
        for (text, item, expected) in [
            (
                "a:\n  - x\n  - b: 1\n    c: 2\n\n# d\nd: e\n",
                "y",
                Some("a:\n  - x\n  - b: 1\n    c: 2\n  - y\n\n# d\nd: e\n"),
            ),
            ("a:\n- x", "true", Some("a:\n- x\n- 'true'\n")),
            ("a: [x, \"y]\"] # all\n", "z", None),
            ("a: [x, y] # all\n", "l'été: é", Some("a: [x, y, \"l'été: é\"] # all\n")),
            ("a: [\n  x,\n  y,\n]\n", "z", Some("a: [\n  x,\n  y, \"z\"]\n")),
            ("a: []\n", "z", None),
            ("a: &all\n  - x\nb: *all\n", "z", None),
        ] {
            assert_eq!(with_item(text, &["a"], item).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_key_gets_another_name() {
        let document = document("été:\n  titel: titel # titel\n  other: x\n");
        let at = document.root().key("été").key("titel");
        let expected = "été:\n  title: titel # titel\n  other: x\n";
        assert_eq!(mended(&document, at.renaming("title")).as_deref(), Some(expected));
        assert_eq!(at.renaming("other"), None);
    }
}
