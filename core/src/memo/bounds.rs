use std::iter;

use serde::{Deserialize, Serialize};

use super::{Known, Memo, OpenForm, PastContact, Promised, Raised, VERSION};
use crate::channel::Channel;
use crate::facts::Value;
use crate::locale::Locale;

/// The content of a memo, as JSON has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) locale: Option<Locale>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<Channel>,
    /// The oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contacts: Vec<PastContact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) promise: Option<Promised>,
    /// The least recent first, each name once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<Known>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) open: Option<OpenForm>,
    /// The least recent first, each rule once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) raised: Vec<Raised>,
}

impl Kept {
    pub(super) fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Wire<'k> {
            version: u32,
            #[serde(flatten)]
            kept: &'k Kept,
        }
        let wire = Wire { version: VERSION, kept: self };
        serde_json::to_string(&wire).expect("a memo has only types that JSON can write")
    }

    /// Brings the memo within its bounds: first each list and each text, and then the whole, at the cost
    /// of what is missed least.
    pub(super) fn fit(&mut self) {
        self.limit();
        for concession in CONCESSIONS {
            while self.to_json().len() > Memo::MAX_BYTES {
                if !concession(self) {
                    break;
                }
            }
        }
        debug_assert!(self.to_json().len() <= Memo::MAX_BYTES, "the last concessions make it fit");
    }

    fn limit(&mut self) {
        keep_last(&mut self.contacts, Memo::MAX_CONTACTS);
        for contact in &mut self.contacts {
            let asked = contact.asked.take().map(|asked| short(&asked, PastContact::MAX_ASKED));
            contact.asked = asked.filter(|asked| !asked.is_empty());
            keep_last(&mut contact.subjects, PastContact::MAX_SUBJECTS);
            contact.score = contact.score.filter(|score| (1..=5).contains(score));
        }
        if let Some(promise) = &mut self.promise {
            promise.key.take_if(|key| json_length(key) > MAX_TEXT_BYTES);
        }
        keep_newest_of_each(&mut self.values, |one, other| one.name == other.name);
        self.values.retain_mut(|known| replace_by_lasting(&mut known.value));
        keep_last(&mut self.values, Memo::MAX_VALUES);
        if let Some(open) = &mut self.open {
            open.values.retain(|_, value| replace_by_lasting(value));
        }
        keep_newest_of_each(&mut self.raised, |one, other| one.rule == other.rule);
        keep_last(&mut self.raised, Memo::MAX_RAISED);
    }

    /// Shortens the oldest question that is longer than this, of contacts before the last one.
    fn shorten_a_question(&mut self, most: usize) -> bool {
        let earlier = self.contacts.len().saturating_sub(1);
        self.contacts[..earlier].iter_mut().any(|contact| shorten_asked(contact, most))
    }

    fn shorten_the_last_question(&mut self, most: usize) -> bool {
        self.contacts.last_mut().is_some_and(|contact| shorten_asked(contact, most))
    }

    /// Leaves one subject, the last, of the oldest contact that has more.
    fn drop_subjects(&mut self) -> bool {
        self.contacts.iter_mut().any(|contact| drop_first(&mut contact.subjects, 1))
    }

    /// Drops the longest value of the form, which leaves the fewest to ask for again.
    fn drop_of_the_form(&mut self, floor: usize) -> bool {
        let Some(open) = self.open.as_mut().filter(|open| open.values.len() > floor) else {
            return false;
        };
        let longest = open.values.iter().max_by_key(|(_, value)| json_length(value));
        let longest = longest.map(|(slot, _)| slot.clone());
        longest.is_some_and(|slot| open.values.remove(&slot).is_some())
    }
}

/// What a memo gives up, in this order, each step by step until it fits: words before facts, what is
/// old before what is new. A promise is never given up, nor are the last contact and three values: with
/// ids, values and keys of full length these are 1,630 bytes.
pub(super) const CONCESSIONS: [fn(&mut Kept) -> bool; 16] = [
    |kept| kept.shorten_a_question(40),
    |kept| kept.shorten_a_question(0),
    |kept| drop_first(&mut kept.raised, 10),
    |kept| drop_first(&mut kept.contacts, 5),
    |kept| drop_first(&mut kept.values, 6),
    |kept| drop_first(&mut kept.raised, 3),
    |kept| kept.drop_of_the_form(4),
    |kept| drop_first(&mut kept.contacts, 2),
    |kept| kept.shorten_the_last_question(40),
    |kept| drop_first(&mut kept.values, 3),
    |kept| kept.drop_subjects(),
    |kept| kept.drop_of_the_form(0),
    |kept| drop_first(&mut kept.contacts, 1),
    |kept| kept.open.take().is_some(),
    |kept| drop_first(&mut kept.raised, 0),
    |kept| kept.shorten_the_last_question(0),
];

/// The value as JSON gives it back, where it is short enough to keep and JSON can keep it.
///
/// Nothing is cut from a value: half an order number is a wrong one.
pub(super) fn lasting(value: &Value) -> Option<Value> {
    let written = serde_json::to_string(value).ok()?;
    if written.len() > MAX_TEXT_BYTES {
        return None;
    }
    // A number that is not one is written as `null`, and the last digit of a fraction may be lost.
    let read: Value = serde_json::from_str(&written).ok()?;
    (serde_json::to_string(&read).ok()? == written).then_some(read)
}

fn replace_by_lasting(value: &mut Value) -> bool {
    let Some(lasting) = lasting(value) else { return false };
    *value = lasting;
    true
}

/// A text on one line, at most so many characters; an ellipsis tells that there was more.
fn short(text: &str, most: usize) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words = words.filter(|word| !word.is_empty());
    let mut characters = words.flat_map(|word| iter::once(' ').chain(word.chars())).skip(1);
    let mut short: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() && short.pop().is_some() {
        short.push('…');
    }
    short
}

/// Shortens a question that is longer than this, and says whether it was.
fn shorten_asked(contact: &mut PastContact, most: usize) -> bool {
    let Some(asked) = &contact.asked else { return false };
    if asked.chars().count() <= most {
        return false;
    }
    contact.asked = Some(short(asked, most)).filter(|asked| !asked.is_empty());
    true
}

/// Drops the first where there are more than this, and says whether there were.
fn drop_first<T>(list: &mut Vec<T>, floor: usize) -> bool {
    let is_longer = list.len() > floor;
    if is_longer {
        list.remove(0);
    }
    is_longer
}

fn keep_last<T>(list: &mut Vec<T>, most: usize) {
    list.drain(..list.len().saturating_sub(most));
}

/// Of entries that are the same, the last stays.
fn keep_newest_of_each<T>(list: &mut Vec<T>, same: impl Fn(&T, &T) -> bool) {
    list.reverse();
    let mut distinct: Vec<T> = Vec::with_capacity(list.len());
    for entry in list.drain(..) {
        if !distinct.iter().any(|newer| same(newer, &entry)) {
            distinct.push(entry);
        }
    }
    distinct.reverse();
    *list = distinct;
}

fn json_length(value: &impl Serialize) -> usize {
    serde_json::to_vec(value).map_or(usize::MAX, |json| json.len())
}

/// The longest value and the longest key of a hand-over, in bytes of JSON.
const MAX_TEXT_BYTES: usize = 100;
