use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::availability::{Availability, CallbackSlot, OtherChannel};
use crate::channel::Channel;
use crate::facts::{Facts, Value};
use crate::id::Id;
use crate::knowledge::{Choice, HandOver};
use crate::locale::Locale;
use crate::memo::Memo;
use crate::privacy::{Masking, Purpose};
use crate::reason::Reason;
use crate::reply::plain::{self, last_outcome};
use crate::reply::{Line, Outcome, Promise, Resolution, Speaker};
use crate::rules::Counters;
use crate::time::{Date, Timestamp};

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
    /// How often in a row the customer has said nothing.
    pub(crate) silences: u32,
    pub(crate) pending: Option<Pending>,
    /// A form that waits while something else is answered.
    pub(crate) suspended: Option<FormState>,
    /// A form that was left, with the values that it has; nobody gives them twice.
    pub(crate) open_form: Option<FormState>,
    /// The outcome of the last turn, to be repeated on demand.
    #[serde(with = "last_outcome")]
    pub(crate) last: Option<Box<Outcome>>,
    /// The question that the conversation is about, in the customer's own words.
    pub(crate) question: String,
    pub(crate) answered: Vec<Id>,
    pub(crate) refused: Vec<Id>,
    /// What the conversation was about, the latest last.
    pub(crate) subjects: Vec<Id>,
    /// What else the question may have been about, with probabilities in thousandths.
    pub(crate) alternatives: Vec<(Id, u16)>,
    /// Whether something else was tried for the question after a "no".
    pub(crate) has_tried_another: bool,
    /// What the customer has said of what facts stand for, by the fact's name.
    pub(crate) given: BTreeMap<Id, Value>,
    /// What is masked in what leaves the conversation.
    pub(crate) masking: Masking,
    /// The customer's own words of this turn, and when it is.
    pub(crate) said: Option<String>,
    pub(crate) at: Timestamp,
    /// Whether the caller interrupted the last reply.
    pub(crate) is_barge_in: bool,
    /// Whether the customer said in this turn that an answer helped.
    pub(crate) helped: Option<bool>,
    /// What earlier contacts left.
    #[serde(with = "crate::memo::as_json")]
    pub(crate) memo: Memo,
    /// When the conversation started, and the day of its last turn.
    pub(crate) started: Option<Timestamp>,
    pub(crate) today: Date,
    /// Why the last hand-over was.
    pub(crate) reason: Option<Reason>,
    /// Whether a person has finished, which settles what was promised.
    pub(crate) is_settled: bool,
    /// The rules on facts that were brought up.
    pub(crate) raised: Vec<Id>,
    /// Who is there to take over, where the host has said so.
    pub(crate) availability: Option<Availability>,
    /// The hand-over that is not completed.
    pub(crate) handoff: Option<Held>,
    /// The message that the customer leaves, and where the answer goes.
    pub(crate) message: Option<String>,
    pub(crate) answer_to: Option<String>,
    pub(crate) resolution: Resolution,
    /// Whether the caller wants to be spoken to slowly.
    pub(crate) is_slow: bool,
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
    /// A yes to what this rule brings up.
    Offer { rule: Id },
    /// Whether this article helped.
    Helped { article: Id },
    /// Whether to go on speaking, with what is left to say.
    GoOn { rest: Vec<String>, article: Id },
    /// Whether to send the links of this article as a text message.
    Text { article: Id },
    /// The host sends links.
    Sending,
    /// What to do where nobody is there.
    Instead { options: Vec<Instead> },
    /// The number to call back, or the address to write to.
    Reach { want: Want, retries: u8 },
    /// The message to leave.
    Message,
    /// The score at the end.
    Satisfaction,
}

/// A hand-over that is not completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Held {
    pub(crate) key: String,
    pub(crate) wanted: HandOver,
    #[serde(with = "plain::promise")]
    pub(crate) promise: Promise,
    /// What was tried and failed, by name.
    pub(crate) failed: Vec<String>,
    /// How often something failed, which chooses among the variants of the sentence about it.
    pub(crate) failures: u32,
}

/// What the customer may take where nobody is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Instead {
    Callback(CallbackSlot),
    Channel(OtherChannel),
    Message,
}

/// What a customer must be reached for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Want {
    /// A callback at this time.
    Callback(CallbackSlot),
    /// An answer in writing.
    Answer,
    /// The links of this article, as a text message.
    Links(Id),
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
    /// How often the form was come back to.
    pub(crate) resumed: u8,
    /// The number of the form in its conversation, which makes the key of its act.
    pub(crate) number: u32,
    /// The failure that the host reported last.
    pub(crate) failure: Option<Id>,
    /// What was probably meant by a value that looks like a slip.
    pub(crate) doubt: Option<(Id, String)>,
    pub(crate) stage: Stage,
}

/// How far a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// A value is missing.
    Collecting,
    /// A yes is missing.
    Confirming,
    /// A yes to what was probably meant is missing.
    Doubting,
    /// Something is wrong, and it is asked what.
    Correcting,
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
            silences: 0,
            pending: None,
            suspended: None,
            open_form: None,
            last: None,
            question: String::new(),
            answered: Vec::new(),
            refused: Vec::new(),
            subjects: Vec::new(),
            alternatives: Vec::new(),
            has_tried_another: false,
            given: BTreeMap::new(),
            masking: Masking::default(),
            said: None,
            at: Timestamp::default(),
            is_barge_in: false,
            helped: None,
            memo: Memo::new(),
            started: None,
            today: Date::default(),
            reason: None,
            is_settled: false,
            raised: Vec::new(),
            availability: None,
            handoff: None,
            message: None,
            answer_to: None,
            resolution: Resolution::Unknown,
            is_slow: false,
            satisfaction: None,
            transcript: VecDeque::new(),
        }
    }

    /// Whether a person has the conversation, or is about to.
    pub(crate) fn is_with_human(&self) -> bool {
        let now = |held: &Held| matches!(held.promise, Promise::Now { .. });
        self.handoff.as_ref().is_some_and(now)
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

    /// What was said, for the person who takes over.
    pub(crate) fn transcript(&self) -> Vec<Line> {
        let line = |line: &Line| Line { speaker: line.speaker, text: self.masked(&line.text) };
        self.transcript.iter().map(line).collect()
    }

    /// A text of the customer, for the person who takes over.
    pub(crate) fn masked(&self, text: &str) -> String {
        self.masking.mask(Purpose::Transcript, text).into_owned()
    }

    pub(crate) fn remember_answer(&mut self, article: &Id) {
        remember(&mut self.answered, article);
        self.remember_subject(article);
    }

    pub(crate) fn remember_subject(&mut self, subject: &Id) {
        remember(&mut self.subjects, subject);
    }

    pub(crate) fn remember_refusal(&mut self, article: &Id) {
        remember(&mut self.refused, article);
    }
}

impl Held {
    pub(super) fn new(key: String, wanted: HandOver) -> Held {
        let promise = Promise::Contact;
        Held { key, wanted, promise, failed: Vec::new(), failures: 0 }
    }
}

impl Instead {
    /// A name of its own among all that may be offered.
    pub(super) fn name(&self) -> String {
        match self {
            Instead::Callback(slot) => format!("callback/{}", slot.id),
            Instead::Channel(channel) => format!("channel/{}", channel.id),
            Instead::Message => "message".to_owned(),
        }
    }

    /// The name as an id; nothing where the host's own id is too long for that.
    pub(super) fn id(&self) -> Option<Id> {
        Id::parse(&self.name())
    }
}

impl Stage {
    pub(super) fn wants_yes_or_no(self) -> bool {
        matches!(self, Stage::Confirming | Stage::Doubting)
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
