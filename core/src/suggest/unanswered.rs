use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::event::Event;
use crate::id::Id;
use crate::locale::Locale;
use crate::reason::Reason;
use crate::reply::Decision;
use crate::time::Timestamp;

/// Questions that were asked in vain, from events.
///
/// In vain is: nothing was understood; or there was a choice, whatever the customer did with it. What
/// was done is the best there is to learn from, so it is kept. The events of one conversation must come
/// in their order; those of several may be mixed.
///
/// It keeps the words of questions, masked as they are in events, and no others.
#[derive(Clone, Debug, Default)]
pub struct Unanswered {
    by_locale: BTreeMap<Locale, BTreeMap<String, Times>>,
    /// The numbers of conversations by their names.
    numbers: HashMap<String, u32>,
    conversations: u32,
    /// By conversation: the question that is not answered yet.
    open: HashMap<u32, Open>,
}

/// When a question was asked, and what became of it.
#[derive(Clone, Debug)]
pub(super) struct Times {
    /// The conversations that have it.
    pub(super) conversations: BTreeSet<u32>,
    /// Those in which every choice was refused, or what was taken did not help.
    pub(super) refused: BTreeSet<u32>,
    /// Those in which this article, or the form after `forms/`, was taken from a choice.
    pub(super) chosen: BTreeMap<Id, BTreeSet<u32>>,
    /// The first and the last time.
    pub(super) at: (Timestamp, Timestamp),
}

#[derive(Clone, Debug)]
struct Open {
    locale: Locale,
    message: String,
    taken: Option<Id>,
}

impl Unanswered {
    /// No questions.
    pub fn new() -> Unanswered {
        Unanswered::default()
    }

    /// Reads the next event.
    pub fn add(&mut self, event: &Event) {
        let number = self.number(&event.conversation);
        self.follow(number, event);
        let Some(message) = event.message.as_ref().filter(|_| is_missed(event)) else { return };
        let times = self.by_locale.entry(event.locale).or_default().entry(message.clone());
        let times = times.or_insert_with(|| Times::at(event.at));
        times.at = (times.at.0.min(event.at), times.at.1.max(event.at));
        times.conversations.insert(number);
        // Without a name, nobody can tell what came after it in the conversation.
        if !event.conversation.is_empty() {
            let open = Open { locale: event.locale, message: message.clone(), taken: None };
            self.open.insert(number, open);
        }
    }

    /// Whether no question was asked in vain.
    pub fn is_empty(&self) -> bool {
        self.by_locale.is_empty()
    }

    pub(super) fn by_locale(&self) -> impl Iterator<Item = (Locale, &BTreeMap<String, Times>)> {
        self.by_locale.iter().map(|(locale, questions)| (*locale, questions))
    }

    /// What became of the open question of a conversation.
    fn follow(&mut self, number: u32, event: &Event) {
        let Some(open) = self.open.get_mut(&number) else { return };
        let questions = self.by_locale.get_mut(&open.locale);
        let Some(times) = questions.and_then(|all| all.get_mut(&open.message)) else { return };
        let is_pending = event.decision == Decision::Pending;
        if let Some(id) = &open.taken {
            if event.helped == Some(false)
                && let Some(chosen) = times.chosen.get_mut(id)
            {
                chosen.remove(&number);
                times.refused.insert(number);
            }
            self.open.remove(&number);
            return;
        }
        match (event.outcome.as_str(), subject(event)) {
            ("answer" | "ask" | "act", Some(id)) if is_pending => {
                times.refused.remove(&number);
                times.chosen.entry(id.clone()).or_default().insert(number);
                open.taken = Some(id);
            }
            // From the menu to a topic, on the way to an article of it.
            ("say", _) if is_pending => {}
            // The menu comes next, and something in it may be what was meant.
            ("no_match", _) if is_pending => {
                times.refused.insert(number);
            }
            (outcome, _) => {
                // For another reason, what was taken is one that a person answers; which one, an event does not say.
                if outcome == "hand_to_human" && is_pending && is_not_understood(event) {
                    times.refused.insert(number);
                }
                self.open.remove(&number);
            }
        }
    }

    fn number(&mut self, conversation: &str) -> u32 {
        if let Some(number) = self.numbers.get(conversation) {
            return *number;
        }
        let number = self.conversations;
        self.conversations += 1;
        if !conversation.is_empty() {
            self.numbers.insert(conversation.to_owned(), number);
        }
        number
    }
}

impl Times {
    fn at(at: Timestamp) -> Times {
        Times {
            conversations: BTreeSet::new(),
            refused: BTreeSet::new(),
            chosen: BTreeMap::new(),
            at: (at, at),
        }
    }

    pub(super) fn add(&mut self, other: &Times) {
        self.conversations.extend(&other.conversations);
        self.refused.extend(&other.refused);
        for (id, conversations) in &other.chosen {
            self.chosen.entry(id.clone()).or_default().extend(conversations);
        }
        self.at = (self.at.0.min(other.at.0), self.at.1.max(other.at.1));
    }
}

/// Whether the message of an event was a question that got no answer by itself.
fn is_missed(event: &Event) -> bool {
    if event.decision == Decision::Pending {
        return false;
    }
    match event.outcome.as_str() {
        "no_match" | "clarify" => true,
        "hand_to_human" => is_not_understood(event),
        _ => false,
    }
}

fn is_not_understood(event: &Event) -> bool {
    matches!(event.reason, Some(Reason::NotUnderstood | Reason::ClarificationRefused))
}

/// The article or the form that an event is about.
fn subject(event: &Event) -> Option<Id> {
    let form = |form: &Id| Id::parse(&format!("forms/{form}"));
    event.article.clone().or_else(|| event.form.as_ref().and_then(form))
}
