//! What would be learned, as a patch that `patch -p1` or `git apply` takes in the folder of the knowledge base.

use std::collections::BTreeMap;
use std::fmt::Write;

use relais::suggest::{Belongs, Suggestion};
use similar::TextDiff;

use super::draft::{DIALOGUES, Draft, NewArticle};
use super::{asked, how_sure};
use crate::source::Files;

/// A patch, and what could not become part of it, each with why.
pub(crate) struct Patch {
    pub(crate) text: String,
    pub(crate) refused: Vec<String>,
}

/// Takes all suggestions into the draft, and says what that changes.
pub(crate) fn patch(draft: &mut Draft, suggestions: &[Suggestion]) -> Patch {
    let before = draft.files().clone();
    let mut refused = Vec::new();
    // Why each file changes, for who reads the patch.
    let mut why: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for suggestion in suggestions {
        let reason = format!("{}; {}", asked(suggestion), how_sure(suggestion));
        let known = draft.files().clone();
        match &suggestion.belongs {
            Belongs::To(id) => {
                for wording in &suggestion.wordings {
                    if let Err(why) = draft.teach(suggestion.locale, id, wording) {
                        refused.push(format!("“{wording}” for {id}: {why}"));
                    }
                }
            }
            Belongs::Nowhere => {
                let title = &suggestion.title;
                let article = NewArticle {
                    locale: suggestion.locale,
                    topic: &suggestion.topic,
                    title,
                    wordings: &suggestion.wordings,
                    answer: None,
                    origin: asked(suggestion),
                };
                if suggestion.wordings.is_empty() {
                    refused.push(format!("“{title}”: every wording is too long to be one"));
                } else if let Err(why) = draft.add_article(&article) {
                    refused.push(format!("a new article “{title}”: {why}"));
                }
            }
        }
        for file in draft.files().changed_since(&known) {
            if file != DIALOGUES {
                why.entry(file).or_default().push(reason.clone());
            }
        }
    }
    let mut text = String::new();
    for file in draft.files().changed_since(&before) {
        for reason in why.get(&file).into_iter().flatten() {
            let _ = writeln!(text, "# {reason}");
        }
        text.push_str(&change(&before, draft.files(), &file));
    }
    Patch { text, refused }
}

/// The change of one file, in the unified format. Paths are those within the knowledge base, wherever that is.
fn change(before: &Files, after: &Files, file: &str) -> String {
    let (old, new) = (before.text(file), after.text(file).unwrap_or_default());
    let from = old.map_or_else(|| "/dev/null".to_owned(), |_| format!("a/{file}"));
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new);
    diff.unified_diff().context_radius(3).header(&from, &format!("b/{file}")).to_string()
}
