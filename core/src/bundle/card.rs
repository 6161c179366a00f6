use serde::Serialize;

use crate::knowledge::{Article, Contact, LocaleTexts};

/// What a page can show where the engine cannot run: the section `card` of each language, as JSON, so
/// that it can be read without this library.
#[derive(Serialize)]
pub(super) struct Card<'t> {
    name: &'t str,
    disclosure: String,
    contact: &'t Contact,
    topics: Vec<Topic<'t>>,
}

/// A topic, and what there is to read about it.
#[derive(Serialize)]
struct Topic<'t> {
    id: &'t str,
    title: &'t str,
    pages: Vec<Page<'t>>,
}

#[derive(Serialize)]
struct Page<'t> {
    title: &'t str,
    url: &'t str,
}

impl<'t> Card<'t> {
    pub(super) fn new(texts: &'t LocaleTexts) -> Card<'t> {
        let settings = &texts.settings;
        let topics = settings.topics.iter().map(|topic| {
            let articles = texts.articles.iter().map(|authored| &authored.article);
            let of_topic = |article: &&Article| {
                article.id.as_str().split_once('/').is_some_and(|(folder, _)| topic.id == folder)
            };
            // What only some customers may read is not for whoever downloads the page.
            let for_all = |article: &&Article| article.audience.is_none();
            let pages = articles.filter(of_topic).filter(for_all).filter_map(page).collect();
            Topic { id: topic.id.as_str(), title: &topic.title, pages }
        });
        Card {
            name: &settings.name,
            // Nothing is known of the customer here.
            disclosure: settings.disclosure.fill(|_| None),
            contact: &settings.contact,
            topics: topics.collect(),
        }
    }
}

/// The page that tells what an article does.
fn page(article: &Article) -> Option<Page<'_>> {
    let link = article.links.first()?;
    Some(Page { title: &article.title, url: &link.url })
}
