//! QnABot on AWS: `{"qna": [{"qid": …, "q": […], "a": …}, …]}`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{self, Item, Raw};
use crate::base::WHOLE;
use crate::entry::{Entry, Topic};
use crate::error::Error;
use crate::input::Source;
use crate::loss::{Losses, Origin};
use crate::prose::{self, Notes, Variables};

pub(super) fn read(file: &Source, losses: &mut Losses) -> Result<Vec<Entry>, Error> {
    let mut fields: BTreeMap<String, &RawValue> = json::parse(file)?;
    let Some(items) = fields.remove("qna") else {
        return Err(Error::of(&*file.path, "there is no `qna` in the export")
            .hint("an export is {\"qna\": [{\"qid\": …, \"q\": […], \"a\": …}]}"));
    };
    for key in fields.keys() {
        let origin = Origin { file: Arc::clone(&file.path), line: None, item: String::new() };
        losses.add(&origin, format!("`{key}`"), "only `qna` has questions and answers");
    }
    let items = json::items(file, Raw::of(file, items)?, "qid", losses);
    Ok(items.into_iter().filter_map(|item| entry(item, losses)).collect())
}

fn entry(mut item: Item, losses: &mut Losses) -> Option<Entry> {
    let origin = item.origin.clone();
    let kind = item.text("type", losses).unwrap_or_else(|| "qna".to_owned());
    if kind != "qna" {
        let why = format!("it is of the type `{kind}`, and no question with an answer");
        losses.add(&origin, WHOLE, why);
        return None;
    }
    let id = item.text("qid", losses);
    let questions = item.texts("q", losses);
    let plain = item.text("a", losses).unwrap_or_default();
    let mut alt = Item {
        origin: origin.clone(),
        fields: match item.fields.remove("alt") {
            Some(Value::Object(fields)) => fields,
            Some(other) if json::says_something(&other) => {
                item.wrong("alt", "an object", &other, losses);
                Default::default()
            }
            _ => Default::default(),
        },
    };
    let markdown = alt.text("markdown", losses).filter(|text| !text.trim().is_empty());
    let ssml = alt.text("ssml", losses).filter(|text| !text.trim().is_empty());
    alt.lose_rest(|_| "Relais has a text, one for the telephone and one message".into(), losses);

    let mut notes = Notes::default();
    let as_plain = prose::plain(&plain, &mut Notes::default());
    let answer = match &markdown {
        Some(markdown) => prose::markdown(markdown, false, &mut notes),
        None => prose::plain(&plain, &mut notes),
    };
    if markdown.is_some() && words(&prose::as_text(&answer)) != words(&prose::as_text(&as_plain)) {
        let why = "the Markdown answer (`alt.markdown`) is kept: an article has one";
        notes.lost(format!("the plain answer `{}`", crate::loss::shortened(&plain, 80)), why);
    }
    let speech = ssml.map(|ssml| spoken(&ssml, &mut notes));
    losses.noted(&origin, notes);

    let mut entry = Entry::new(origin.clone(), id.clone().unwrap_or(origin.item), answer);
    entry.id = id;
    entry.questions = questions;
    entry.variables = Variables::Handlebars;
    entry.speech = speech;
    entry.topic = item
        .text("t", losses)
        .filter(|topic| !topic.trim().is_empty())
        .map(|topic| Topic { title: topic.clone(), id: topic });
    entry.next = item.texts("next", losses).into_iter().filter(|next| !next.is_empty()).collect();
    if let Some(url) = refers_to(&mut item) {
        entry.links.push((String::new(), url));
    }
    let hook = item.text("l", losses).filter(|hook| !hook.trim().is_empty());
    if let Some(hook) = hook {
        let what = format!("the Lambda hook `{hook}`");
        entry.disable(&what, "it makes or changes the answer, and Relais runs no code", losses);
    }
    item.lose_rest(|key| why(key).to_owned(), losses);
    Some(entry)
}

/// The address that a response card leads to, where that is all that it has beside its title.
fn refers_to(item: &mut Item) -> Option<String> {
    let card = item.fields.get("r")?.as_object()?;
    let url = card.get("url")?.as_str()?.to_owned();
    let others = |key: &String| !matches!(key.as_str(), "url" | "title");
    let alone = !card.iter().any(|(key, value)| others(key) && json::says_something(value));
    if alone {
        item.fields.remove("r");
    }
    (!url.trim().is_empty()).then_some(url)
}

/// The words of an SSML answer.
fn spoken(ssml: &str, notes: &mut Notes) -> String {
    let says = ["break", "prosody", "say-as", "phoneme", "sub", "audio", "emphasis", "amazon:"];
    for tag in says.iter().filter(|tag| ssml.contains(&format!("<{tag}"))) {
        notes.lost(format!("<{tag}> in the SSML answer"), "Relais marks up speech by itself");
    }
    let bare = ssml.replace("<break", "<br").replace("<sub ", "<span ");
    prose::as_text(&prose::html(&bare, &mut Notes::default()))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn why(key: &str) -> &'static str {
    match key {
        "r" => "Relais has no cards: write what it says into the answer, or add `links`",
        "args" | "conditionalChaining" | "botRouting" | "rp" => {
            "it steers the other bot; in Relais rules and forms do (docs/authoring.md)"
        }
        "elicitResponse" | "slots" => "collecting values is a form in Relais (docs/authoring.md)",
        "sa" | "clientFilterValues" | "tags" => {
            "it sets or reads the session of the other bot; in Relais facts and audiences do"
        }
        _ => "Relais has nothing of the kind",
    }
}
