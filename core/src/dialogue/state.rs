use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::channel::Channel;
use crate::facts::{Facts, Value};
use crate::id::Id;
use crate::knowledge::Choice;
use crate::locale::Locale;
use crate::reply::{Line, Outcome, Speaker};
use crate::rules::Counters;

/// All that a conversation remembers: a value, which a host may store and bring back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    /// The host's name for the conversation.
    pub(crate) id: String,
    pub(crate) locale: Locale,
    pub(crate) channel: Channel,
    pub(crate) facts: Facts,
    /// What rules have noted.
    pub(crate) notes: BTreeMap<Id, Value>,
    /// What rules have added to the packet of a hand-over.
    pub(crate) packet: BTreeMap<Id, Value>,
    pub(crate) counters: Counters,
    /// Messages that were not understood since the last one that was.
    pub(crate) misses: u32,
    /// Choices offered since the last answer.
    pub(crate) choices_in_a_row: u32,
    pub(crate) pending: Option<Pending>,
    /// The outcome of the last turn, to be repeated on demand.
    pub(crate) last: Option<Box<Outcome>>,
    /// The question that the conversation is about, in the customer's own words.
    pub(crate) question: String,
    pub(crate) answered: Vec<Id>,
    pub(crate) refused: Vec<Id>,
    /// Whether a person has the conversation.
    pub(crate) with_human: bool,
    /// The score that the customer gave, 1 to 5.
    pub(crate) satisfaction: Option<u8>,
    transcript: VecDeque<Line>,
}

/// The question that waits for its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Pending {
    /// A choice; `none` tells whether "none of these" is one of the options.
    Choice { options: Vec<Choice>, none: bool },
    /// A form.
    Form(FormState),
    /// The score at the end.
    Satisfaction,
}

/// A form under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FormState {
    pub(crate) form: Id,
    pub(crate) values: BTreeMap<Id, Value>,
    /// Optional values that the customer does not give.
    pub(crate) skipped: Vec<Id>,
    /// How often the pending value was asked again.
    pub(crate) retries: u8,
    pub(crate) stage: Stage,
}

/// How far a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// A value is missing.
    Collecting,
    /// A yes is missing.
    Confirming,
    /// The host is at work.
    Acting,
}

impl State {
    pub(crate) fn new(id: String, locale: Locale, channel: Channel, facts: Facts) -> State {
        State {
            id,
            locale,
            channel,
            facts,
            notes: BTreeMap::new(),
            packet: BTreeMap::new(),
            counters: Counters::default(),
            misses: 0,
            choices_in_a_row: 0,
            pending: None,
            last: None,
            question: String::new(),
            answered: Vec::new(),
            refused: Vec::new(),
            with_human: false,
            satisfaction: None,
            transcript: VecDeque::new(),
        }
    }

    /// Remembers what was said, shortened, and forgets what was said long ago.
    pub(crate) fn record(&mut self, speaker: Speaker, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.transcript.len() == MAX_LINES {
            self.transcript.pop_front();
        }
        let text = text.chars().take(MAX_LINE_CHARACTERS).collect();
        self.transcript.push_back(Line { speaker, text });
    }

    pub(crate) fn transcript(&self) -> Vec<Line> {
        self.transcript.iter().cloned().collect()
    }

    pub(crate) fn remember_answer(&mut self, article: &Id) {
        remember(&mut self.answered, article);
    }

    pub(crate) fn remember_refusal(&mut self, article: &Id) {
        remember(&mut self.refused, article);
    }
}

/// Keeps a list of distinct ids short: the oldest is forgotten.
fn remember(list: &mut Vec<Id>, id: &Id) {
    list.retain(|known| known != id);
    if list.len() == MAX_REMEMBERED {
        list.remove(0);
    }
    list.push(id.clone());
}

/// The transcript that a person receives: enough to read, and a few kilobytes.
const MAX_LINES: usize = 40;
const MAX_LINE_CHARACTERS: usize = 600;
const MAX_REMEMBERED: usize = 20;
