//! What stands between the formats and the articles: a reader of a format gives entries, and knows
//! nothing of ids, of a knowledge base, or of what its checker refuses.

use relais::Locale;
use relais::knowledge::Prose;

use crate::loss::{Losses, Origin};
use crate::prose::{Notes, Variables};

/// One answer in one language, as another tool has it, before it is an article.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) origin: Origin,
    /// What names it over there: entries of one key and several languages are one article, and `next`
    /// refers to keys.
    pub(crate) key: String,
    /// What its id is made of; its title unless given.
    pub(crate) id: Option<String>,
    pub(crate) topic: Option<Topic>,
    pub(crate) locale: Option<Locale>,
    pub(crate) title: Option<String>,
    pub(crate) questions: Vec<String>,
    pub(crate) answer: Prose,
    /// How that tool writes what it fills in.
    pub(crate) variables: Variables,
    pub(crate) speech: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) keywords: Vec<String>,
    /// Titles and addresses.
    pub(crate) links: Vec<(String, String)>,
    /// The keys of other entries.
    pub(crate) next: Vec<String>,
    pub(crate) owner: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) reviewed: Option<String>,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_until: Option<String>,
    pub(crate) differs: Vec<String>,
    /// Whether it may be said as it is. What is not sure is written with `enabled: false`.
    pub(crate) enabled: bool,
}

/// Where an entry belongs in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Topic {
    pub(crate) id: String,
    pub(crate) title: String,
}

impl Entry {
    pub(crate) fn new(origin: Origin, key: impl Into<String>, answer: Prose) -> Entry {
        Entry {
            origin,
            key: key.into(),
            id: None,
            topic: None,
            locale: None,
            title: None,
            questions: Vec::new(),
            answer,
            variables: Variables::None,
            speech: None,
            summary: None,
            keywords: Vec::new(),
            links: Vec::new(),
            next: Vec::new(),
            owner: None,
            source: None,
            reviewed: None,
            valid_from: None,
            valid_until: None,
            differs: Vec::new(),
            enabled: true,
        }
    }

    /// Keeps it from customers until somebody has looked at it, and says why.
    pub(crate) fn disable(&mut self, what: &str, why: &str, losses: &mut Losses) {
        self.enabled = false;
        let why = format!("{why}; the article is off (`enabled: false`) until you decide");
        losses.add(&self.origin, what, why);
    }
}

impl Losses {
    /// Tells what was noted about a text of this item.
    pub(crate) fn noted(&mut self, origin: &Origin, notes: Notes) {
        for (what, why) in notes.lost {
            self.add(origin, what, why);
        }
    }
}
