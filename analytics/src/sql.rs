//! The questions, in SQL that DataFusion, Ballista and Spark all run.
//!
//! They are files of `sql/`, each of which says in its first lines what it answers. They ask a table
//! `events`, with the columns of an event, and two views on it that are SQL themselves.

/// One file of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// Its name: that of the file, and of the view where it is one.
    pub name: &'static str,
    /// The comment that says what it answers, and the statement.
    pub text: &'static str,
}

macro_rules! queries {
    ($($name:literal),* $(,)?) => {
        [$(Query { name: $name, text: include_str!(concat!("../sql/", $name, ".sql")) }),*]
    };
}

/// The views, each on `events`; the questions ask them too.
pub const VIEWS: [Query; 2] = queries!["conversations", "answers"];

/// The questions, in the order of the report.
pub const QUESTIONS: [Query; 10] = queries![
    "read",
    "endings",
    "hand_overs",
    "answered_then_no",
    "unanswered",
    "satisfaction_by_article",
    "by_channel",
    "by_hour",
    "by_day",
    "durations",
];

/// The views and then the questions.
pub fn all() -> impl Iterator<Item = Query> {
    VIEWS.into_iter().chain(QUESTIONS)
}

/// The view or question of this name.
pub fn named(name: &str) -> Option<Query> {
    all().find(|query| query.name == name)
}
