//! From entries to articles: those of one key in several languages are one, each gets an id that is
//! free, and everything that an article cannot hold as it is goes to the losses.

use std::collections::{BTreeMap, BTreeSet};

use relais::knowledge::Prose;
use relais::{Date, Id, Locale};

use super::Options;
use super::existing::Existing;
use crate::entry::Entry;
use crate::error::Error;
use crate::from::{capitalised, titled};
use crate::loss::{Losses, Origin, shortened};
use crate::prose::{self, Notes};
use crate::slug::slug;

/// The articles of an import.
#[derive(Debug)]
pub(super) struct Articles {
    pub(super) all: Vec<Article>,
    topics: Vec<Topic>,
}

/// An article as it will be written.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) id: String,
    /// Of the first of its texts, for what concerns the whole.
    pub(super) origin: Origin,
    pub(super) texts: BTreeMap<Locale, Text>,
    pub(super) next: Vec<String>,
    /// `owner`, `reviewed`, `valid_from`, `valid_until`.
    pub(super) shared: BTreeMap<&'static str, String>,
    pub(super) differs: Vec<String>,
    pub(super) enabled: bool,
    /// The keys of what comes next, until all have ids.
    next_keys: Vec<String>,
}

/// What an article says in one language.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) origin: Origin,
    pub(super) title: String,
    pub(super) questions: Vec<String>,
    /// Markdown.
    pub(super) answer: String,
    pub(super) speech: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) links: Vec<(String, String)>,
    pub(super) source: Option<String>,
}

/// A topic, with its title in each language.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub(super) id: String,
    pub(super) titles: BTreeMap<Locale, String>,
}

impl Topic {
    /// As an item of `topics` in `relais.yaml`.
    pub(super) fn as_yaml(&self) -> String {
        let title = |(locale, title): (&Locale, &String)| {
            let tag = super::write::scalar(locale.as_str());
            format!("{tag}: {}", super::write::scalar(title))
        };
        let titles: Vec<String> = self.titles.iter().map(title).collect();
        let id = super::write::scalar(&self.id);
        format!("{{id: {id}, title: {{{}}}}}", titles.join(", "))
    }
}

impl Articles {
    pub(super) fn new(
        entries: Vec<Entry>,
        existing: &Existing,
        options: &Options,
        losses: &mut Losses,
    ) -> Result<Articles, Error> {
        let said: BTreeSet<Locale> = entries.iter().filter_map(|entry| entry.locale).collect();
        let mut making = Making {
            several: said.len() > 1,
            existing,
            options,
            losses,
            all: Vec::new(),
            topics: Vec::new(),
            by_key: BTreeMap::new(),
            ids: BTreeSet::new(),
        };
        for entry in entries {
            making.add(entry)?;
        }
        making.resolve_next();
        making.complete();
        let Making { all, mut topics, .. } = making;
        let locales: BTreeSet<Locale> = all.iter().flat_map(|a| a.texts.keys().copied()).collect();
        for topic in &mut topics {
            // A topic that one language has no title for has that of another.
            let Some(title) = topic.titles.values().next().cloned() else { continue };
            for locale in &locales {
                topic.titles.entry(*locale).or_insert_with(|| title.clone());
            }
        }
        Ok(Articles { all, topics })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The topics that articles are in, in the order in which they were met.
    pub(super) fn topics(&self) -> Vec<&Topic> {
        let used: BTreeSet<&str> =
            self.all.iter().filter_map(|article| article.id.split('/').next()).collect();
        self.topics.iter().filter(|topic| used.contains(topic.id.as_str())).collect()
    }

    /// The languages, the one of most articles first.
    pub(super) fn locales(&self) -> Vec<Locale> {
        let mut counts: BTreeMap<Locale, usize> = BTreeMap::new();
        for locale in self.all.iter().flat_map(|article| article.texts.keys()) {
            *counts.entry(*locale).or_default() += 1;
        }
        let mut locales: Vec<(Locale, usize)> = counts.into_iter().collect();
        locales.sort_by_key(|(locale, count)| (std::cmp::Reverse(*count), *locale));
        locales.into_iter().map(|(locale, _)| locale).collect()
    }
}

struct Making<'m> {
    /// Whether the input has several languages: the one that was asked for is then that of the texts
    /// that do not say theirs.
    several: bool,
    existing: &'m Existing,
    options: &'m Options,
    losses: &'m mut Losses,
    all: Vec<Article>,
    topics: Vec<Topic>,
    /// Where the entries of a key have become an article.
    by_key: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
}

impl Making<'_> {
    fn add(&mut self, mut entry: Entry) -> Result<(), Error> {
        let origin = entry.origin.clone();
        let wanted = match self.several {
            true => entry.locale.or(self.options.locale),
            false => self.options.locale.or(entry.locale),
        };
        let locale = self.existing.locale(wanted)?;
        if let Some(wanted) = wanted.filter(|wanted| *wanted != locale) {
            let why = format!("the knowledge base has `{locale}`, where it is now");
            self.losses.add(&origin, format!("the region of `{wanted}`"), why);
        }
        let Some(text) = self.text(&mut entry) else { return Ok(()) };
        let topic = self.topic(&entry, locale);
        let shared = self.shared(&mut entry);
        let known = self.by_key.get(&entry.key).copied();
        if let Some(index) = known.filter(|index| !self.all[*index].texts.contains_key(&locale)) {
            let article = &mut self.all[index];
            article.texts.insert(locale, text);
            article.enabled &= entry.enabled;
            article.next_keys.extend(entry.next);
            article.differs.extend(entry.differs);
            article.differs.sort();
            article.differs.dedup();
            for (key, value) in shared {
                let kept = article.shared.entry(key).or_insert_with(|| value.clone());
                if *kept != value {
                    let why = format!("another language has `{kept}`, and an article has one");
                    self.losses.add(&origin, format!("`{key}`: `{value}`"), why);
                }
            }
            return Ok(());
        }
        let name = entry.id.as_deref().and_then(slug).or_else(|| slug(&text.title));
        let id = self.free_id(&topic, &name.unwrap_or_else(|| "item".to_owned()));
        self.by_key.entry(entry.key.clone()).or_insert(self.all.len());
        self.all.push(Article {
            id,
            origin,
            texts: BTreeMap::from([(locale, text)]),
            next: Vec::new(),
            shared,
            differs: entry.differs,
            enabled: entry.enabled,
            next_keys: entry.next,
        });
        Ok(())
    }

    /// What is the same in every language, by its key in the file.
    fn shared(&mut self, entry: &mut Entry) -> BTreeMap<&'static str, String> {
        let mut shared = BTreeMap::new();
        let owner = entry.owner.take().map(|owner| prose::line(&owner));
        shared.extend(owner.filter(|owner| !owner.is_empty()).map(|owner| ("owner", owner)));
        let dates = [
            ("reviewed", entry.reviewed.take()),
            ("valid_from", entry.valid_from.take()),
            ("valid_until", entry.valid_until.take()),
        ];
        for (key, text) in dates {
            let Some(text) = text else { continue };
            let day = text.split('T').next().unwrap_or_default().trim().parse::<Date>();
            match day {
                Ok(day)
                    if key == "valid_until"
                        && shared.get("valid_from") > Some(&day.to_string()) =>
                {
                    let why = "it is before the day from which the answer holds";
                    self.losses.add(&entry.origin, format!("`{key}`: `{day}`"), why);
                }
                Ok(day) => {
                    shared.insert(key, day.to_string());
                }
                Err(_) => {
                    let what = format!("`{key}`: `{}`", shortened(&text, 40));
                    self.losses.add(&entry.origin, what, "it is not a date such as 2026-10-12");
                }
            }
        }
        shared
    }

    /// What the entry says, or nothing where it cannot be an article.
    fn text(&mut self, entry: &mut Entry) -> Option<Text> {
        let origin = entry.origin.clone();
        let mut notes = Notes::default();
        let answer = self.filled(std::mem::take(&mut entry.answer), entry, &mut notes);
        let answer = prose::as_markdown(&answer, &mut notes);
        self.losses.noted(&origin, notes);
        if answer.is_empty() {
            self.losses.add(&origin, WHOLE, "it has no answer that is text");
            return None;
        }
        if answer.len() > LONGEST_ANSWER {
            let why =
                format!("its answer has {} characters, {LONGEST_ANSWER} at most", answer.len());
            self.losses.add(&origin, WHOLE, why);
            return None;
        }
        let questions = self.questions(entry);
        let given = entry.title.as_deref().map(prose::line).filter(|title| !title.is_empty());
        let Some(title) = given.or_else(|| questions.first().map(|first| capitalised(first)))
        else {
            self.losses.add(&origin, WHOLE, "it has no question, so nobody could reach it");
            return None;
        };
        let questions = if questions.is_empty() { vec![title.clone()] } else { questions };
        let short = shortened(&title, LONGEST_TITLE);
        if short != title {
            let what = format!("the end of the title `{title}`");
            self.losses.add(&origin, what, "a title is shown in menus: 120 characters at most");
        }
        let speech = self.sentence(entry.speech.take(), entry);
        let summary = self.sentence(entry.summary.take(), entry);
        Some(Text {
            title: short,
            questions,
            answer,
            speech,
            summary,
            keywords: entry.keywords.iter().map(|word| prose::line(word)).collect(),
            links: self.links(entry),
            source: entry.source.as_deref().map(prose::line).filter(|source| !source.is_empty()),
            origin,
        })
    }

    fn filled(&mut self, answer: Prose, entry: &mut Entry, notes: &mut Notes) -> Prose {
        let existing = self.existing;
        let declared = |fact: &Id| existing.declares(fact);
        let (answer, any) = prose::fill(answer, entry.variables, &declared, notes);
        entry.enabled &= !any;
        answer
    }

    /// A sentence for the telephone or a text message: no Markdown, but facts.
    fn sentence(&mut self, text: Option<String>, entry: &mut Entry) -> Option<String> {
        let text = prose::line(&text?);
        let mut notes = Notes::default();
        let whole = prose::verbatim(&text);
        let filled = self.filled(whole, entry, &mut notes);
        self.losses.noted(&entry.origin, notes);
        let written = prose::as_sentence(&filled);
        (!written.is_empty()).then_some(written)
    }

    fn questions(&mut self, entry: &Entry) -> Vec<String> {
        let mut questions: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for question in &entry.questions {
            let question = prose::line(question);
            if question.is_empty() {
                continue;
            }
            if question.chars().count() > LONGEST_QUESTION {
                let what = format!("the question `{}`", shortened(&question, 60));
                let why = "it has more than 500 characters: nobody asks in so many words";
                self.losses.add(&entry.origin, what, why);
            } else if seen.insert(question.to_lowercase()) {
                questions.push(question);
            } else {
                let what = format!("the question `{}`", shortened(&question, 60));
                self.losses.add(&entry.origin, what, "it is there twice, and is kept once");
            }
        }
        questions
    }

    fn links(&mut self, entry: &Entry) -> Vec<(String, String)> {
        let mut links = Vec::new();
        for (title, url) in &entry.links {
            match prose::address(url).filter(|url| url.starts_with("https:")) {
                Some(url) => {
                    let title = prose::line(title);
                    links.push((if title.is_empty() { url.clone() } else { title }, url));
                }
                None => {
                    let what = format!("the link to `{}`", shortened(url, 120));
                    self.losses.add(&entry.origin, what, "its address does not start with https:");
                }
            }
        }
        links
    }

    /// The topic of an entry, which is one of the knowledge base from then on.
    fn topic(&mut self, entry: &Entry, locale: Locale) -> String {
        let wanted = match &self.options.topic {
            Some(id) => Some((id.to_string(), titled(id.as_str()))),
            None => entry.topic.as_ref().and_then(|topic| {
                let title = prose::line(&topic.title);
                Some((slug(&topic.id)?, if title.is_empty() { titled(&topic.id) } else { title }))
            }),
        };
        let (id, title) = wanted.unwrap_or_else(|| (QUESTIONS.to_owned(), titled(QUESTIONS)));
        let known = self.topics.iter().position(|topic| topic.id == id);
        let index = known.unwrap_or_else(|| {
            self.topics.push(Topic { id: id.clone(), titles: BTreeMap::new() });
            self.topics.len() - 1
        });
        self.topics[index].titles.entry(locale).or_insert(title);
        id
    }

    /// An id that neither this import nor the existing knowledge base has.
    fn free_id(&mut self, topic: &str, name: &str) -> String {
        let numbered = |number: usize| match number {
            1 => format!("{topic}/{name}"),
            _ => format!("{topic}/{name}-{number}"),
        };
        let free =
            (1..).map(numbered).find(|id| !self.ids.contains(id) && !self.existing.has_subject(id));
        let id = free.expect("numbers do not end");
        self.ids.insert(id.clone());
        id
    }

    /// Gives every text of an article a source and links where one has them: the format has them for
    /// all or for none.
    fn complete(&mut self) {
        for article in &mut self.all {
            let source = article.texts.values().find_map(|text| text.source.clone());
            let most = article.texts.values().map(|text| text.links.len()).max().unwrap_or(0);
            let of_most = article.texts.values().find(|text| text.links.len() == most);
            let links = of_most.map(|text| text.links.clone()).unwrap_or_default();
            for (locale, text) in &mut article.texts {
                let why = "it has less than another language, whose is shown";
                if text.source.is_none() && source.is_some() {
                    text.source.clone_from(&source);
                    self.losses.add(&text.origin, format!("`source` in `{locale}`"), why);
                }
                if text.links.len() < most {
                    text.links.extend_from_slice(&links[text.links.len()..]);
                    self.losses.add(&text.origin, format!("`links` in `{locale}`"), why);
                }
            }
        }
    }

    /// Makes ids of the keys of what comes next.
    fn resolve_next(&mut self) {
        let ids: BTreeMap<String, String> = self
            .by_key
            .iter()
            .map(|(key, index)| (key.clone(), self.all[*index].id.clone()))
            .collect();
        let enabled: BTreeSet<String> =
            self.all.iter().filter(|article| article.enabled).map(|a| a.id.clone()).collect();
        for article in &mut self.all {
            for key in std::mem::take(&mut article.next_keys) {
                let id = match ids.get(&key) {
                    Some(id) if enabled.contains(id) => Some(id.clone()),
                    Some(_) => None,
                    None => Some(key.clone()).filter(|key| self.existing.has_subject(key)),
                };
                match id {
                    Some(id) if id != article.id && !article.next.contains(&id) => {
                        article.next.push(id);
                    }
                    Some(_) => {}
                    None => {
                        let what = format!("what comes next: `{}`", shortened(&key, 60));
                        let why = "there is no such article, or it is off";
                        self.losses.add(&article.origin, what, why);
                    }
                }
            }
        }
    }
}

/// The word is the same in French and in English.
const QUESTIONS: &str = "questions";

/// What is lost where nothing of an item is kept.
pub(crate) const WHOLE: &str = "the whole item";

const LONGEST_ANSWER: usize = 20_000;
const LONGEST_QUESTION: usize = 500;
const LONGEST_TITLE: usize = 120;
