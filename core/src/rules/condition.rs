use std::collections::BTreeMap;

use crate::channel::Channel;
use crate::facts::{Facts, Value};
use crate::id::Id;
use crate::knowledge::{Comparison, Condition, Content, Counter, Subject, Target, Test};
use crate::locale::Locale;
use crate::memo::Memo;
use crate::time::{Local, Timestamp};

/// Everything that a condition can ask about.
#[derive(Debug)]
pub(crate) struct Situation<'s> {
    pub(crate) content: &'s Content,
    /// The lexicons that the message has an entry of, in ascending order.
    pub(crate) says: &'s [u32],
    /// What the message may be about, with probabilities.
    pub(crate) candidates: &'s [(Target, f32)],
    pub(crate) facts: &'s Facts,
    pub(crate) notes: &'s BTreeMap<Id, Value>,
    pub(crate) counters: &'s Counters,
    pub(crate) memo: &'s Memo,
    pub(crate) channel: Channel,
    pub(crate) locale: Locale,
    pub(crate) now: Timestamp,
}

impl Situation<'_> {
    /// How many earlier contacts were about what the message is about.
    fn earlier_contacts(&self) -> u32 {
        let best = self.candidates.first().and_then(|(target, _)| self.content.choice(*target));
        let since = self.now.plus_days(-SAME_SUBJECT_DAYS);
        best.map_or(0, |best| self.memo.contacts_about(&best.id, since) as u32)
    }
}

/// Contacts that are longer ago do not make one a repeated contact.
const SAME_SUBJECT_DAYS: i64 = 30;

/// What a conversation counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Counters {
    pub(crate) turns: u32,
    pub(crate) answers: u32,
    pub(crate) clarifications: u32,
    pub(crate) no_matches: u32,
    pub(crate) refused: u32,
    pub(crate) hand_overs: u32,
    pub(crate) forms: u32,
}

/// Whether a condition holds.
pub(crate) fn holds(condition: &Condition, situation: &Situation<'_>) -> bool {
    let settings = &situation.content.core.settings;
    match condition {
        Condition::All(list) => list.iter().all(|condition| holds(condition, situation)),
        Condition::Any(list) => list.iter().any(|condition| holds(condition, situation)),
        Condition::Not(condition) => !holds(condition, situation),
        Condition::Says(lexicon) => situation.says.binary_search(lexicon).is_ok(),
        Condition::About { subjects, at_least } => {
            let bar = at_least.unwrap_or(settings.bars.clarify).value();
            let probability: f32 = situation
                .candidates
                .iter()
                .filter(|(target, _)| {
                    subjects.iter().any(|subject| is_about(subject, *target, situation.content))
                })
                .map(|(_, probability)| probability)
                .sum();
            probability >= bar
        }
        Condition::Fact(name, test) => {
            passes(test, situation.facts.value(name.as_str()), situation)
        }
        Condition::Note(name, test) => passes(test, situation.notes.get(name), situation),
        Condition::Counter(counter, test) => {
            let count = match counter {
                Counter::SameSubject => situation.earlier_contacts(),
                counter => situation.counters.count(*counter),
            };
            let count = Value::Number(count.into());
            passes(test, Some(&count), situation)
        }
        Condition::Channel(channels) => channels.contains(&situation.channel),
        Condition::Locale(locales) => locales.contains(&situation.locale),
        Condition::Queue { queue, open } => {
            let found = settings.queues.iter().find(|known| known.id == *queue);
            found.is_some_and(|found| found.hours.is_open(&settings.zone, situation.now) == *open)
        }
        Condition::Time { days, between } => {
            let Local { date, minute } = settings.zone.local(situation.now);
            let (from, to) = *between;
            let within = if from <= to {
                (from..to).contains(&minute)
            } else {
                minute >= from || minute < to
            };
            within && days.contains(&date.weekday())
        }
        Condition::Dates { from, until } => {
            let today = settings.zone.local(situation.now).date;
            from.is_none_or(|from| from <= today) && until.is_none_or(|until| today <= until)
        }
    }
}

impl Counters {
    fn count(&self, counter: Counter) -> u32 {
        match counter {
            Counter::Turns => self.turns,
            Counter::Answers => self.answers,
            Counter::Clarifications => self.clarifications,
            Counter::NoMatches => self.no_matches,
            Counter::Refused => self.refused,
            Counter::HandOvers => self.hand_overs,
            // It depends on the message, and is counted there.
            Counter::SameSubject => 0,
        }
    }
}

fn is_about(subject: &Subject, target: Target, content: &Content) -> bool {
    match (subject, target) {
        (Subject::Article(id), Target::Article(index)) => {
            content.articles.id(index) == Some(id.as_str())
        }
        (Subject::Topic(topic), Target::Article(index)) => {
            let id = content.articles.id(index);
            id.and_then(|id| id.split('/').next()) == Some(topic.as_str())
        }
        (Subject::Form(id), Target::Form(index)) => {
            content.core.forms.get(index as usize).is_some_and(|form| form.id == *id)
        }
        _ => false,
    }
}

fn passes(test: &Test, value: Option<&Value>, situation: &Situation<'_>) -> bool {
    if let Test::Known(known) = test {
        return value.is_some() == *known;
    }
    // What is unknown passes no other test, so that nothing is concluded from silence.
    let Some(value) = value else { return false };
    match test {
        Test::Holds => *value == Value::Truth(true),
        Test::Is(wanted) => value == wanted,
        Test::IsNot(unwanted) => value != unwanted,
        Test::In(wanted) => wanted.contains(value),
        Test::Number(comparison, bound) => {
            value.as_number().is_some_and(|number| match comparison {
                Comparison::Over => number > *bound,
                Comparison::Under => number < *bound,
                Comparison::AtLeast => number >= *bound,
                Comparison::AtMost => number <= *bound,
            })
        }
        Test::OlderThanDays(days) => {
            days_ago(value, situation).is_some_and(|ago| i64::from(ago) > i64::from(*days))
        }
        Test::WithinDays(days) => {
            days_ago(value, situation).is_some_and(|ago| i64::from(ago).abs() <= i64::from(*days))
        }
        Test::Known(_) => unreachable!("handled above"),
    }
}

/// How many days ago a date was; negative for one to come.
fn days_ago(value: &Value, situation: &Situation<'_>) -> Option<i32> {
    let Value::Date(date) = value else { return None };
    let today = situation.content.core.settings.zone.local(situation.now).date;
    Some(today.days_since(*date))
}
