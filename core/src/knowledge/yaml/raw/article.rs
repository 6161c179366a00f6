//! `articles/<topic>/<id>.yaml`.

use serde::Deserialize;

#[cfg(feature = "schema")]
use super::super::schema::names;
use super::{Condition, Local};

/// The keys of an article that are the same in every language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Article {
    /// Words that belong to the subject but not to a question.
    pub(crate) keywords: Option<Local<Vec<String>>>,
    /// Pages that go with the answer.
    pub(crate) links: Vec<Link>,
    /// Videos that go with the answer.
    pub(crate) media: Vec<Video>,
    /// What people ask next: articles (`delivery/late-parcel`) or forms (`forms/track-order`).
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::ids"))]
    pub(crate) next: Vec<String>,
    /// Who keeps it right.
    pub(crate) owner: Option<String>,
    /// Where the answer comes from; shown with it.
    pub(crate) source: Option<Local<String>>,
    /// When somebody last checked it: `2026-10-12`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::date"))]
    pub(crate) reviewed: Option<String>,
    /// Before this day the article is recognised, but a person answers.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::date"))]
    pub(crate) valid_from: Option<String>,
    /// After this day the article is recognised, but a person answers.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::date"))]
    pub(crate) valid_until: Option<String>,
    /// `false`: as if the file were not there.
    pub(crate) enabled: Option<bool>,
    /// Whom it is for, a condition on facts; others are handed to a person.
    pub(crate) audience: Option<Condition>,
    /// Its own answer bar, a probability.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1)))]
    pub(crate) bar: Option<f32>,
    /// Recognised, but a person answers; `answer` is said first.
    pub(crate) hand_to_human: Option<HandOver>,
    /// Why its texts differ, one sentence for each difference, with the facts that do.
    pub(crate) differs: Vec<String>,
}

/// What an article says in one language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["title", "questions", "answer"])))]
pub(crate) struct ArticleText {
    /// Shown in menus and in "did you mean".
    pub(crate) title: Option<String>,
    /// Wordings: how people ask, in their own words, short and long. Six at least.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::wordings"))]
    pub(crate) questions: Vec<String>,
    /// What is answered, in Markdown: paragraphs, lists, `**bold**`, `*emphasis*`, `[links](https://…)`.
    /// `{fact.order.status|in preparation}` is replaced by that fact, or by the words after the bar.
    pub(crate) answer: Option<String>,
    /// The same in two short sentences, for the telephone.
    pub(crate) speech: Option<String>,
    /// The same in one text message, 160 characters.
    pub(crate) summary: Option<String>,
    /// What is said instead to some customers; the first one whose audience holds counts.
    pub(crate) variants: Vec<Variant>,
}

/// What an article says instead to some customers.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["audience", "answer"])))]
pub(crate) struct Variant {
    /// Whom it is for, a condition on facts.
    pub(crate) audience: Option<Condition>,
    /// What is answered, in Markdown.
    pub(crate) answer: Option<String>,
    /// The same in two short sentences, for the telephone.
    pub(crate) speech: Option<String>,
    /// The same in one text message, 160 characters.
    pub(crate) summary: Option<String>,
}

/// A page.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["title", "url"])))]
pub(crate) struct Link {
    /// What it is, as customers read it.
    pub(crate) title: Local<String>,
    /// Its address, `https://…`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::local_url"))]
    pub(crate) url: Local<String>,
}

/// A video, with its words to read.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["video", "title", "length", "transcript"])))]
pub(crate) struct Video {
    /// Its address, `https://…`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::local_url"))]
    pub(crate) video: Local<String>,
    /// What it shows.
    pub(crate) title: Local<String>,
    /// How long it is, in minutes and seconds and in quotes: `"2:35"`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::length"))]
    pub(crate) length: Option<String>,
    /// The address of its words, for those who do not hear or see it.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::local_url"))]
    pub(crate) transcript: Local<String>,
}

/// Why and where to a conversation is handed over.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["reason"])))]
pub(crate) struct HandOver {
    /// Why a person answers.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::reason"))]
    pub(crate) reason: Option<String>,
    /// Where people answer; the first queue of `relais.yaml` unless said.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::id"))]
    pub(crate) queue: Option<String>,
    /// How urgent it is; `normal` unless said.
    #[cfg_attr(feature = "schema", schemars(schema_with = "names::priority"))]
    pub(crate) priority: Option<String>,
}
