//! What the questions return, as values.
//!
//! Each field is what a file of `sql/` answers, row by row, with the names of its columns; the file says
//! what they mean. Nothing is reckoned here but sums.

use serde::{Deserialize, Serialize};

use crate::engine::{Engine, Options};
use crate::error::Error;
use crate::input::{Inputs, Notes};
use crate::share::Share;
use crate::sql;

/// The figures of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figures {
    /// The time zone of days and hours.
    pub time_zone: String,
    /// What is to be known about the input.
    pub notes: Notes,
    /// `read.sql`.
    pub read: Read,
    /// `endings.sql`.
    pub endings: Vec<Ending>,
    /// `hand_overs.sql`.
    pub hand_overs: Vec<HandOver>,
    /// `answered_then_no.sql`.
    pub answered_then_no: Vec<Answered>,
    /// `unanswered.sql`.
    pub unanswered: Vec<Unanswered>,
    /// `satisfaction_by_article.sql`.
    pub satisfaction_by_article: Vec<ArticleScore>,
    /// `by_channel.sql`.
    pub by_channel: Vec<Group>,
    /// `by_hour.sql`.
    pub by_hour: Vec<Group>,
    /// `by_day.sql`.
    pub by_day: Vec<Group>,
    /// `durations.sql`.
    pub durations: Vec<Durations>,
}

/// How much was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of read.sql, which says what they are")]
pub struct Read {
    pub events: u64,
    #[serde(default)]
    pub unnamed: u64,
    pub first_at: Option<String>,
    pub last_at: Option<String>,
    #[serde(default)]
    pub unanswered: u64,
    #[serde(default)]
    pub unanswered_without_words: u64,
}

/// How many conversations ended in a way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of endings.sql, which says what they are")]
pub struct Ending {
    pub ending: String,
    pub conversations: u64,
}

/// How many conversations were handed over for a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of hand_overs.sql, which says what they are")]
pub struct HandOver {
    pub reason: Option<String>,
    pub conversations: u64,
    pub at_once: u64,
}

/// How often an article answered, and whether that helped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of answered_then_no.sql, which says what they are")]
pub struct Answered {
    pub article: String,
    pub answers: u64,
    pub said_no: u64,
    pub said_yes: u64,
    pub said_nothing: u64,
}

/// A question that nothing answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of unanswered.sql, which says what they are")]
pub struct Unanswered {
    pub question: String,
    pub locale: String,
    pub times: u64,
    pub handed_over: u64,
}

/// The scores of the conversations in which an article answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the columns of satisfaction_by_article.sql, which says what they are"
)]
pub struct ArticleScore {
    pub article: String,
    pub conversations: u64,
    pub scored: u64,
    pub mean_score: Option<f64>,
    pub satisfied: u64,
    pub dissatisfied: u64,
}

/// The endings and scores of the conversations of a channel, an hour or a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of by_channel.sql, which says what they are")]
pub struct Group {
    /// The channel, the hour or the day.
    #[serde(alias = "channel", alias = "hour", alias = "day", deserialize_with = "name")]
    pub group: String,
    pub conversations: u64,
    pub resolved: u64,
    pub handed_over: u64,
    pub unresolved: u64,
    pub unknown: u64,
    pub scored: u64,
    pub mean_score: Option<f64>,
    pub satisfied: u64,
    pub dissatisfied: u64,
}

/// How long the replies of a channel took, in milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the columns of durations.sql, which says what they are")]
pub struct Durations {
    pub channel: String,
    pub measured: u64,
    pub median: u64,
    pub percentile_95: u64,
    pub percentile_99: u64,
    pub longest: u64,
}

/// How the conversations ended in which the customer said something, in four parts that make the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The customer said that it helped, or the act was done, and no person was needed.
    pub resolved: u64,
    /// A person took over, or was promised.
    pub handed_over: u64,
    /// The customer said "no", or left in the middle of something.
    pub unresolved: u64,
    /// Nobody said anything.
    pub unknown: u64,
}

impl Figures {
    /// Reads the events and asks the questions.
    ///
    /// # Errors
    ///
    /// Where the input cannot be read, a line of it is no event, or memory or disk do not suffice.
    pub fn of(inputs: &Inputs, options: &Options) -> Result<Figures, Error> {
        let runtime = tokio::runtime::Runtime::new();
        let runtime = runtime.map_err(|error| Error::new(format!("threads: {error}")))?;
        runtime.block_on(Figures::ask(inputs, options))
    }

    async fn ask(inputs: &Inputs, options: &Options) -> Result<Figures, Error> {
        let (engine, notes) = Engine::open(inputs, options).await?;
        let [read, endings, hand_overs, no, unanswered, scores, channel, hour, day, durations] =
            sql::QUESTIONS;
        Ok(Figures {
            time_zone: options.time_zone.clone(),
            notes,
            read: engine.rows(read).await?.pop().unwrap_or_default(),
            endings: engine.rows(endings).await?,
            hand_overs: engine.rows(hand_overs).await?,
            answered_then_no: engine.rows(no).await?,
            unanswered: engine.rows(unanswered).await?,
            satisfaction_by_article: engine.rows(scores).await?,
            by_channel: engine.rows(channel).await?,
            by_hour: engine.rows(hour).await?,
            by_day: engine.rows(day).await?,
            durations: engine.rows(durations).await?,
        })
    }

    /// How many conversations ended so.
    pub fn ended(&self, ending: &str) -> u64 {
        let found = self.endings.iter().find(|each| each.ending == ending);
        found.map_or(0, |each| each.conversations)
    }

    /// The four parts.
    pub fn whole(&self) -> Whole {
        Whole {
            resolved: self.ended("resolved"),
            handed_over: self.ended("handed_over"),
            unresolved: self.ended("not_resolved") + self.ended("abandoned"),
            unknown: self.ended("unknown"),
        }
    }

    /// The figures as JSON: what the questions return, under their names.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("figures have only types that JSON can write")
    }
}

impl Whole {
    /// How many conversations there are.
    pub fn conversations(self) -> u64 {
        self.resolved + self.handed_over + self.unresolved + self.unknown
    }

    /// A part of them.
    pub fn share(self, part: u64) -> Share {
        Share { part, whole: self.conversations() }
    }

    /// Of how many conversations the assistant settled by itself what was asked: so many at least, and so
    /// many if every customer who said nothing was content. Nobody knows more.
    pub fn contained(self) -> [Share; 2] {
        [self.share(self.resolved), self.share(self.resolved + self.unknown)]
    }
}

/// An hour is a number.
fn name<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::String(name) => name,
        other => other.to_string(),
    })
}
