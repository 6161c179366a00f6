use std::collections::{BTreeMap, BTreeSet};

use super::article::Article;
use super::base::{AuthoredArticle, KnowledgeBase, Learnable, LocaleTexts, Wordings};
use super::hours::Hours;
use super::prose::Prose;
use super::settings::{Bars, Contact, Measure, Messaging, Queue, Reach, Settings, Topic, Voice};
use super::template::Template;
use super::yaml::standard_messages;
use crate::id::Id;
use crate::locale::Locale;
use crate::time::TimeZone;

/// Wordings with their answer, for [`KnowledgeBase::from_questions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questions {
    /// The title of the article; any text.
    pub title: String,
    /// How people ask.
    pub wordings: Wordings,
    /// The answer, as plain text.
    pub answer: String,
    /// Whether title and answer are learned from.
    pub learnable: Learnable,
}

impl KnowledgeBase {
    /// A knowledge base of questions and answers alone, for material that is not a folder of files: a
    /// table of frequent questions, a labelled set.
    ///
    /// Every text is taken as it is, so two articles may share a wording, or have one that a reserved
    /// intent has. Each item becomes an article, in their order: `questions/007` is the eighth of a
    /// few hundred. The settings and sentences are the standard ones; a language for which the
    /// library has no sentences speaks English.
    pub fn from_questions(
        name: &str,
        locale: Locale,
        questions: impl IntoIterator<Item = Questions>,
    ) -> KnowledgeBase {
        let questions: Vec<Questions> = questions.into_iter().collect();
        // Of the same length, the order of the ids is that of the numbers.
        let digits = questions.len().to_string().len();
        let articles = questions.into_iter().enumerate();
        let texts = LocaleTexts {
            settings: settings(name, locale),
            messages: standard_messages(locale),
            articles: articles.map(|(number, one)| article(number, digits, one)).collect(),
            forms: Vec::new(),
            rules: Vec::new(),
            lexicons: Vec::new(),
            synonyms: BTreeMap::new(),
            fillers: BTreeSet::new(),
        };
        KnowledgeBase {
            locales: vec![locale],
            by_locale: BTreeMap::from([(locale, texts)]),
            facts: BTreeMap::new(),
            dialogues: Vec::new(),
            agents: None,
        }
    }
}

fn article(number: usize, digits: usize, questions: Questions) -> AuthoredArticle {
    let Questions { title, wordings, answer, learnable } = questions;
    let article = Article {
        id: id(&format!("{TOPIC}/{number:0digits$}")),
        title,
        answer: Prose::verbatim(&answer),
        speech: None,
        summary: None,
        variants: Vec::new(),
        links: Vec::new(),
        media: Vec::new(),
        next: Vec::new(),
        source: None,
        reviewed: None,
        valid_from: None,
        valid_until: None,
        audience: None,
        bar: None,
        hand_over: None,
    };
    let (keywords, differs) = (Vec::new(), Vec::new());
    AuthoredArticle { article, wordings, keywords, learnable, owner: None, differs }
}

fn settings(name: &str, locale: Locale) -> Settings {
    Settings {
        name: name.to_owned(),
        locale,
        disclosure: Template::verbatim(name),
        topics: vec![Topic { id: id(TOPIC), title: name.to_owned() }],
        queues: vec![Queue { id: id(TOPIC), title: name.to_owned(), hours: Hours::default() }],
        contact: Contact::default(),
        bars: Bars::default(),
        voice: Voice::default(),
        reach: Reach::default(),
        satisfaction: Measure::default(),
        messaging: Messaging::default(),
        zone: TimeZone::default(),
    }
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("a name and digits are an id")
}

/// The topic of all articles, and the queue.
const TOPIC: &str = "questions";
