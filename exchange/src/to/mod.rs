//! From a knowledge base to what others read.

mod csv;
mod faq_page;

use std::sync::Arc;

use relais::knowledge::AuthoredArticle;
use relais::{KnowledgeBase, Locale};

pub use self::csv::to_csv;
pub use self::faq_page::to_faq_page;
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

/// Where an article is in its folder.
fn origin(article: &AuthoredArticle) -> Origin {
    let id = &article.article.id;
    let file: Arc<str> = format!("articles/{id}.yaml").into();
    Origin { file, line: None, item: String::new() }
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

/// Tells of what is no article.
fn lose_others(base: &KnowledgeBase, locale: Locale, losses: &mut Losses) {
    let Some(texts) = base.texts(locale) else { return };
    let why = "only articles are questions with an answer";
    let told = |file: String| Origin { file: file.into(), line: None, item: String::new() };
    for form in &texts.forms {
        losses.add(&told(format!("forms/{}.yaml", form.form.id)), "the form", why);
    }
    for rule in &texts.rules {
        losses.add(&told(format!("rules/{}.yaml", rule.id)), "the rule", why);
    }
}
