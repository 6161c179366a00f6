use std::collections::{BTreeMap, BTreeSet};

use super::article::Article;
use super::dialogue::Dialogue;
use super::form::Form;
use super::messages::Messages;
use super::rule::Rule;
use super::settings::Settings;
use crate::facts::ValueType;
use crate::id::Id;
use crate::locale::Locale;
use crate::text::{Language, Lexis};

/// A knowledge base whose every file has been read and checked.
///
/// [`KnowledgeBase::load`] reads a folder; [`KnowledgeBase::from_files`] reads the same files from
/// memory. Either way there is a knowledge base only where there is no error in it.
#[derive(Clone, Debug)]
pub struct KnowledgeBase {
    pub(crate) locales: Vec<Locale>,
    pub(crate) by_locale: BTreeMap<Locale, LocaleTexts>,
    pub(crate) facts: BTreeMap<Id, ValueType>,
    pub(crate) dialogues: Vec<Dialogue>,
    pub(crate) agents: Option<Locale>,
}

/// What a knowledge base says in one language.
#[derive(Clone, Debug)]
pub struct LocaleTexts {
    /// What `relais.yaml` says.
    pub settings: Settings,
    /// What the assistant says by itself.
    pub messages: Messages,
    /// The articles, in the order of their ids.
    pub articles: Vec<AuthoredArticle>,
    /// The forms, in the order of their ids.
    pub forms: Vec<AuthoredForm>,
    /// The rules, the one of highest priority first, then in the order of their ids.
    pub rules: Vec<Rule>,
    /// The phrases of each lexicon that a rule refers to, by its number.
    pub lexicons: Vec<Vec<String>>,
    /// Words that mean the same: the word that stands for all, and the others.
    pub synonyms: BTreeMap<String, BTreeSet<String>>,
    /// Phrases that carry no meaning.
    pub fillers: BTreeSet<String>,
}

/// An article, with what only authors and training need.
#[derive(Clone, Debug)]
pub struct AuthoredArticle {
    /// What the bundle keeps.
    pub article: Article,
    /// How people ask.
    pub wordings: Wordings,
    /// Words of the subject.
    pub keywords: Vec<String>,
    /// What is learned of it beside those.
    pub learnable: Learnable,
    /// Who keeps it right.
    pub owner: Option<String>,
    /// Why its texts say different things: sentences with the facts in question.
    pub differs: Vec<String>,
}

/// What is learned and searched of an article, beside its wordings and keywords.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Learnable {
    /// The title and the answer: their author wrote both for customers.
    #[default]
    TitleAndAnswer,
    /// The answer: the title is one of the wordings already.
    Answer,
    /// Neither: they are names that nobody would say, such as `ORDER_STATUS`.
    Nothing,
}

/// A form, with what only authors and training need.
#[derive(Clone, Debug)]
pub struct AuthoredForm {
    /// What the bundle keeps.
    pub form: Form,
    /// How people ask.
    pub wordings: Wordings,
}

/// How people ask for something, each wording in their own words.
pub type Wordings = Vec<String>;

impl LocaleTexts {
    /// The words of the language, with those that the authors add.
    pub(crate) fn lexis(&self) -> Lexis {
        let synonyms = self
            .synonyms
            .iter()
            .map(|(canonical, others)| (canonical.as_str(), others.iter().map(String::as_str)));
        Lexis::built_in(Language::from_tag(self.settings.locale.as_str()))
            .with_fillers(self.fillers.iter().map(String::as_str))
            .with_synonyms(synonyms)
    }

    /// How people ask for each article, then for each form, by what it is called: `delivery/late-parcel`,
    /// `forms/find-order`.
    pub fn asked(&self) -> impl Iterator<Item = (String, &[String])> {
        let articles = self.articles.iter().map(|one| (one.article.id.to_string(), &*one.wordings));
        let forms = self.forms.iter().map(|one| (format!("forms/{}", one.form.id), &*one.wordings));
        articles.chain(forms)
    }
}

impl KnowledgeBase {
    /// The languages, the default one first.
    pub fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// What the knowledge base says in this language.
    pub fn texts(&self, locale: Locale) -> Option<&LocaleTexts> {
        self.by_locale.get(&locale)
    }

    /// The facts that it declares, with their types.
    pub fn facts(&self) -> impl Iterator<Item = (&Id, ValueType)> {
        self.facts.iter().map(|(name, value_type)| (name, *value_type))
    }

    /// Its own tests.
    pub fn dialogues(&self) -> &[Dialogue] {
        &self.dialogues
    }

    /// The language of the people who answer, where `relais.yaml` names one.
    pub fn agents(&self) -> Option<Locale> {
        self.agents
    }

    /// How hard the answers of a language are to read: the words in a sentence plus the per cent of
    /// words with more than six letters (LIX, Björnsson 1968). 30 is easy, 40 a newspaper, 60 a law.
    /// `None` where there is no answer.
    pub fn reading_level(&self, locale: Locale) -> Option<f64> {
        super::yaml::reading_level(&self.texts(locale)?.articles, locale)
    }

    /// The same knowledge base in some of its languages only, for a smaller bundle.
    #[must_use]
    pub fn restricted_to(mut self, locales: &[Locale]) -> KnowledgeBase {
        self.locales.retain(|locale| locales.contains(locale));
        self.by_locale.retain(|locale, _| locales.contains(locale));
        self.dialogues.retain(|dialogue| locales.contains(&dialogue.locale));
        self
    }
}
