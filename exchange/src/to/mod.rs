//! From a knowledge base to what others read.

mod csv;
mod elastic;
mod faq_page;

use std::sync::Arc;

use relais::knowledge::AuthoredArticle;
use relais::{KnowledgeBase, Locale};

pub use self::csv::to_csv;
pub use self::elastic::{ElasticIndex, to_elastic};
pub use self::faq_page::to_faq_page;
use crate::base::turned_on;
use crate::loss::{Loss, Losses, Origin};

/// What an export gives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Exported {
    /// The file.
    pub text: String,
    /// How many articles are in it.
    pub articles: usize,
    /// What does not go over.
    pub losses: Vec<Loss>,
}

impl Exported {
    /// Tells of the articles that are off, which a knowledge base does not even keep; `files` are those that
    /// it was read from.
    pub fn tell_disabled(&mut self, files: impl IntoIterator<Item = (String, String)>) {
        let mut losses = Losses::default();
        for (path, text) in files {
            if turned_on(&path, &text).is_some() {
                losses.add(&whole(path), "the whole article", "it is off (`enabled: false`)");
            }
        }
        self.losses.extend(losses.into_vec());
    }
}

/// Where an article is in its folder.
fn origin(article: &AuthoredArticle) -> Origin {
    let id = &article.article.id;
    whole(format!("articles/{id}.yaml"))
}

/// A file as the place of a loss.
fn whole(file: impl Into<Arc<str>>) -> Origin {
    Origin { file: file.into(), line: None, item: String::new() }
}

/// Tells what no table and no page of questions has.
fn lose_common(authored: &AuthoredArticle, losses: &mut Losses) {
    let article = &authored.article;
    let origin = origin(authored);
    let films: Vec<&str> = article.media.iter().map(|video| video.url.as_str()).collect();
    let lost = [
        (!article.variants.is_empty(), "`variants`", "the answer for everyone is written"),
        (article.audience.is_some(), "`audience`", "the other side asks nobody who they are"),
        (article.bar.is_some(), "`bar`", "the other side has no probabilities"),
        (
            article.hand_over.is_some(),
            "`hand_to_human`",
            "the other side has nobody to hand over to",
        ),
        (!films.is_empty(), "`media`", "the other side has texts only"),
    ];
    for (is_there, what, why) in lost {
        if is_there {
            losses.add(&origin, what, why);
        }
    }
}

/// Tells of the languages that are not written.
fn lose_languages(base: &KnowledgeBase, written: &[Locale], why: &str, losses: &mut Losses) {
    for locale in base.locales().iter().filter(|locale| !written.contains(locale)) {
        losses.add(&whole("relais.yaml"), format!("the texts in `{locale}`"), why);
    }
}

/// Tells of what is no article.
fn lose_others(base: &KnowledgeBase, locale: Locale, losses: &mut Losses) {
    let Some(texts) = base.texts(locale) else { return };
    let mut lose = |file: String, what: &str, why: &str| losses.add(&whole(file), what, why);
    let why = "only articles are questions with an answer";
    for form in &texts.forms {
        lose(format!("forms/{}.yaml", form.form.id), "the form", why);
    }
    for rule in &texts.rules {
        lose(format!("rules/{}.yaml", rule.id), "the rule", why);
    }
    let of_engine = "they are for this engine";
    let others = [
        ("synonyms.yaml", "the synonyms", !texts.synonyms.is_empty()),
        ("fillers.yaml", "the fillers", !texts.fillers.is_empty()),
        ("lexicons.yaml", "the lexicons", !texts.lexicons.is_empty()),
        ("facts.yaml", "the facts", base.facts().next().is_some()),
        ("dialogues", "the dialogues", !base.dialogues().is_empty()),
        ("relais.yaml", "the settings, and what the assistant says by itself", true),
    ];
    for (file, what, _) in others.into_iter().filter(|(.., is_there)| *is_there) {
        lose(file.to_owned(), what, of_engine);
    }
}
