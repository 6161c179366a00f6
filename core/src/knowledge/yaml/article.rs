//! `articles/<topic>/<id>.yaml`.

use std::collections::BTreeMap;

use super::condition;
use super::context::Context;
use super::document::Place;
use super::limits;
use super::raw::{self, Local};
use crate::id::Id;
use crate::knowledge::{
    Article, AuthoredArticle, KnowledgeBase, Learnable, Link, Prose, Template, Variant, Video,
    prose,
};
use crate::locale::Locale;

/// Parses an article into what it says in each locale; empty where it is not enabled.
pub(super) fn parse(
    cx: &Context<'_>,
    place: &Place<'_>,
    id: &Id,
) -> BTreeMap<Locale, AuthoredArticle> {
    let (texts, raw) = split_locales::<raw::Article>(cx, place);
    let mut articles = BTreeMap::new();
    let shared = Shared::parse(cx, place, &raw);
    for locale in &cx.locales {
        let tag = locale.as_str();
        if !texts.contains(locale) {
            place.warning(
                cx.problems,
                "missing-locale",
                format!("the article has no text in `{tag}`"),
                format!("add `{tag}:` with title, questions and answer"),
            );
            continue;
        }
        let place = place.key(tag);
        let raw_text: raw::ArticleText = place.read(cx.problems);
        let title = cx.required(&place, "title", raw_text.title);
        let answer = cx
            .required(&place, "answer", raw_text.answer)
            .and_then(|text| read_prose(cx, &place.key("answer"), &text));
        let wordings = wordings(cx, &place, raw_text.questions);
        let sentence = |key: &str, text: Option<String>| {
            text.and_then(|text| cx.template(&place.key(key), &text, &[]))
        };
        let speech = sentence("speech", raw_text.speech);
        let summary = sentence("summary", raw_text.summary);
        let variants = variants(cx, &place.key("variants"), raw_text.variants);
        let (Some(title), Some(answer)) = (title, answer) else { continue };
        let mut article = shared.article(*locale, id, title, answer, speech, summary);
        article.variants = variants;
        articles.insert(
            *locale,
            AuthoredArticle {
                article,
                wordings,
                keywords: shared.keywords.get(locale).cloned().unwrap_or_default(),
                learnable: Learnable::default(),
                owner: raw.owner.clone(),
                differs: raw.differs.clone(),
            },
        );
    }
    if raw.enabled == Some(false) { BTreeMap::new() } else { articles }
}

/// Parses what an article says instead to some customers.
fn variants(cx: &Context<'_>, place: &Place<'_>, raw: Vec<raw::Variant>) -> Vec<Variant> {
    let variant = |(index, raw): (usize, raw::Variant)| {
        let place = place.index(index);
        let audience = cx
            .required(&place, "audience", raw.audience.as_ref())
            .and_then(|raw| condition::parse(cx, &place.key("audience"), raw));
        let answer = cx
            .required(&place, "answer", raw.answer)
            .and_then(|text| read_prose(cx, &place.key("answer"), &text));
        let sentence = |key: &str, text: Option<String>| {
            text.and_then(|text| cx.template(&place.key(key), &text, &[]))
        };
        let speech = sentence("speech", raw.speech);
        let summary = sentence("summary", raw.summary);
        Some(Variant { audience: audience?, answer: answer?, speech, summary })
    };
    raw.into_iter().enumerate().filter_map(variant).collect()
}

/// Separates the keys that are locales from the others, which are read into a raw shape.
pub(super) fn split_locales<T: serde::de::DeserializeOwned + Default>(
    cx: &Context<'_>,
    place: &Place<'_>,
) -> (Vec<Locale>, T) {
    let mut locales = Vec::new();
    let mut tags = Vec::new();
    for key in place.keys() {
        // No other key of these files has the form of a language tag.
        let looks_like_a_tag = matches!(key.len(), 2 | 5 | 6) && key.parse::<Locale>().is_ok();
        if looks_like_a_tag {
            locales.extend(cx.locale(&place.name_of(&key), &key));
            tags.push(key);
        }
    }
    let raw = place.read_without(&tags, cx.problems);
    (locales, raw)
}

/// Checks the wordings of an article or a form.
pub(super) fn wordings(cx: &Context<'_>, place: &Place<'_>, raw: Vec<String>) -> Vec<String> {
    let unreadable = place.has("questions", cx.problems) && !place.is_list("questions");
    if raw.is_empty() && !unreadable {
        place.heading().error(
            cx.problems,
            "missing-key",
            "there are no wordings, so nobody can reach this",
            "add `questions:` with at least one question as customers ask it",
        );
    }
    let most = KnowledgeBase::MAX_WORDINGS_EACH;
    limits::list(&place.key("questions"), cx.problems, raw.len(), most, "wordings");
    let mut seen = BTreeMap::new();
    for (index, wording) in raw.iter().enumerate() {
        let at = place.key("questions").index(index);
        if wording.trim().is_empty() {
            at.error(cx.problems, "empty-wording", "this wording is empty", "remove it");
        } else if let Some(first) = seen.insert(wording.trim().to_lowercase(), index) {
            at.mendable(
                cx.problems,
                "duplicate-wording",
                format!("this wording is already number {} of the list", first + 1),
                "remove it",
                at.removal("remove the wording"),
            );
        }
    }
    raw
}

/// What is the same, or kept by locale, for all the texts of an article.
struct Shared {
    keywords: BTreeMap<Locale, Vec<String>>,
    links: BTreeMap<Locale, Vec<Link>>,
    media: BTreeMap<Locale, Vec<Video>>,
    source: BTreeMap<Locale, String>,
    template: Article,
}

impl Shared {
    fn parse(cx: &Context<'_>, place: &Place<'_>, raw: &raw::Article) -> Shared {
        let next = raw
            .next
            .iter()
            .enumerate()
            .filter_map(|(index, id)| cx.id(&place.key("next").index(index), id))
            .collect();
        let dates = ["reviewed", "valid_from", "valid_until"];
        let [reviewed, valid_from, valid_until] =
            [&raw.reviewed, &raw.valid_from, &raw.valid_until];
        let reviewed = cx.optional_date(place, dates[0], reviewed.as_ref());
        let valid_from = cx.optional_date(place, dates[1], valid_from.as_ref());
        let valid_until = cx.optional_date(place, dates[2], valid_until.as_ref());
        if let (Some(from), Some(until)) = (valid_from, valid_until)
            && until < from
        {
            place.key("valid_until").error(
                cx.problems,
                "dates-out-of-order",
                format!("the article ends on {until}, before it starts on {from}"),
                "exchange the dates",
            );
        }
        let template = Article {
            id: Id::parse("x").expect("`x` is an id"),
            title: String::new(),
            answer: Prose::default(),
            speech: None,
            summary: None,
            variants: Vec::new(),
            links: Vec::new(),
            media: Vec::new(),
            next,
            source: None,
            reviewed,
            valid_from,
            valid_until,
            audience: raw
                .audience
                .as_ref()
                .and_then(|raw| condition::parse(cx, &place.key("audience"), raw)),
            bar: raw.bar.and_then(|bar| cx.probability(&place.key("bar"), bar)),
            hand_over: raw
                .hand_to_human
                .as_ref()
                .and_then(|raw| cx.hand_over(&place.key("hand_to_human"), raw)),
        };
        Shared {
            keywords: raw
                .keywords
                .as_ref()
                .map(|keywords| cx.by_locale(&place.key("keywords"), keywords))
                .unwrap_or_default(),
            links: links(cx, &place.key("links"), &raw.links),
            media: media(cx, &place.key("media"), &raw.media),
            source: raw
                .source
                .as_ref()
                .map(|source| cx.by_locale(&place.key("source"), source))
                .unwrap_or_default(),
            template,
        }
    }

    fn article(
        &self,
        locale: Locale,
        id: &Id,
        title: String,
        answer: Prose,
        speech: Option<Template>,
        summary: Option<Template>,
    ) -> Article {
        Article {
            id: id.clone(),
            title,
            answer,
            speech,
            summary,
            links: self.links.get(&locale).cloned().unwrap_or_default(),
            media: self.media.get(&locale).cloned().unwrap_or_default(),
            source: self.source.get(&locale).cloned(),
            ..self.template.clone()
        }
    }
}

fn read_prose(cx: &Context<'_>, place: &Place<'_>, text: &str) -> Option<Prose> {
    match prose::parse(text) {
        Ok(prose) if prose.blocks.is_empty() => {
            place.error(cx.problems, "empty-answer", "the answer is empty", "write what to say");
            None
        }
        Ok(prose) => Some(prose),
        Err((byte, message, hint)) => {
            place.byte(byte).error(cx.problems, "invalid-markdown", message, hint);
            None
        }
    }
}

fn links(cx: &Context<'_>, place: &Place<'_>, raw: &[raw::Link]) -> BTreeMap<Locale, Vec<Link>> {
    let mut links: BTreeMap<Locale, Vec<Link>> = BTreeMap::new();
    for (index, raw) in raw.iter().enumerate() {
        let place = place.index(index);
        let titles = cx.by_locale(&place.key("title"), &raw.title);
        for (locale, url) in urls(cx, &place.key("url"), &raw.url) {
            let Some(title) = titles.get(&locale) else { continue };
            links.entry(locale).or_default().push(Link { title: title.clone(), url });
        }
    }
    links
}

fn media(cx: &Context<'_>, place: &Place<'_>, raw: &[raw::Video]) -> BTreeMap<Locale, Vec<Video>> {
    let mut media: BTreeMap<Locale, Vec<Video>> = BTreeMap::new();
    for (index, raw) in raw.iter().enumerate() {
        let place = place.index(index);
        let titles = cx.by_locale(&place.key("title"), &raw.title);
        let transcripts = urls(cx, &place.key("transcript"), &raw.transcript);
        let Some(seconds) = cx
            .required(&place, "length", raw.length.as_ref())
            .and_then(|text| length(cx, &place.key("length"), text))
        else {
            continue;
        };
        for (locale, url) in urls(cx, &place.key("video"), &raw.video) {
            let (Some(title), Some(transcript)) = (titles.get(&locale), transcripts.get(&locale))
            else {
                continue;
            };
            let (title, transcript) = (title.clone(), transcript.clone());
            media.entry(locale).or_default().push(Video { title, url, seconds, transcript });
        }
    }
    media
}

fn urls(cx: &Context<'_>, place: &Place<'_>, raw: &Local<String>) -> BTreeMap<Locale, String> {
    let urls = cx.by_locale(place, raw);
    match raw {
        Local::Everywhere(url) => cx.url(place, url),
        Local::ByLocale(urls) => {
            for (tag, url) in urls {
                cx.url(&place.key(tag), url);
            }
        }
    }
    urls
}

/// Parses `2:35` into seconds.
fn length(cx: &Context<'_>, place: &Place<'_>, text: &str) -> Option<u32> {
    let seconds = text.split_once(':').and_then(|(minutes, seconds)| {
        let (minutes, seconds) = (minutes.parse::<u32>().ok()?, seconds.parse::<u32>().ok()?);
        (seconds < 60 && minutes < 600).then_some(minutes * 60 + seconds)
    });
    if seconds.is_none() {
        place.error(
            cx.problems,
            "invalid-length",
            format!("`{text}` is not a length"),
            "write minutes and seconds in quotes, \"2:35\"",
        );
    }
    seconds
}
