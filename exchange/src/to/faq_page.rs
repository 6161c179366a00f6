use relais::knowledge::{Article, AuthoredArticle, Block, Inline, Piece};
use relais::{Date, KnowledgeBase, Locale};
use serde_json::{Map, Value, json};

use super::{Exported, lose_common, lose_languages, lose_others, origin};
use crate::loss::{Losses, shortened};
use crate::prose;

/// Writes the articles of a language as a schema.org `FAQPage` in JSON-LD, for the site's own pages.
///
/// Only what everyone may read is written: articles for some customers, articles that a person
/// answers, and those that do not hold `today` are told as losses. The text of an answer is HTML with
/// the elements that search engines take; `<` is escaped, so the whole can stand in a `<script>`.
pub fn to_faq_page(base: &KnowledgeBase, locale: Locale, today: Date) -> Exported {
    let mut losses = Losses::default();
    let mut questions = Vec::new();
    for authored in base.texts(locale).into_iter().flat_map(|texts| &texts.articles) {
        match not_for_everyone(&authored.article, today) {
            Some(why) => losses.add(&origin(authored), "the whole article", why),
            None => {
                lose_common(authored, &mut losses);
                lose(authored, &mut losses);
                questions.push(question(authored, locale));
            }
        }
    }
    lose_others(base, locale, &mut losses);
    let why = "a page has one language: export again for another (--locale)";
    lose_languages(base, &[locale], why, &mut losses);
    let articles = questions.len();
    let page = json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": locale.as_str(),
        "mainEntity": questions,
    });
    let text = serde_json::to_string_pretty(&page).expect("texts and lists are JSON");
    let text = text.replace('<', "\\u003c") + "\n";
    Exported { text, articles, losses: losses.into_vec() }
}

fn not_for_everyone(article: &Article, today: Date) -> Option<String> {
    if article.audience.is_some() {
        return Some("it is for some customers only (`audience`)".to_owned());
    }
    if article.hand_over.is_some() {
        return Some("a person answers it (`hand_to_human`)".to_owned());
    }
    if let Some(from) = article.valid_from.filter(|from| today < *from) {
        return Some(format!("it holds from {from} on"));
    }
    let until = article.valid_until.filter(|until| *until < today)?;
    Some(format!("it has not held since {until}"))
}

fn question(authored: &AuthoredArticle, locale: Locale) -> Value {
    let article = &authored.article;
    let mut question = Map::new();
    let mut put = |key: &str, value: Value| question.insert(key.to_owned(), value);
    put("@type", json!("Question"));
    put("identifier", json!(article.id.as_str()));
    put("inLanguage", json!(locale.as_str()));
    put("headline", json!(escaped(&article.title)));
    put("name", json!(escaped(authored.wordings.first().unwrap_or(&article.title))));
    if !authored.keywords.is_empty() {
        let words: Vec<String> = authored.keywords.iter().map(|word| escaped(word)).collect();
        put("keywords", json!(words));
    }
    let mut answer = Map::new();
    answer.insert("@type".to_owned(), json!("Answer"));
    let html = prose::as_html(&prose::merged(article.answer.clone()));
    answer.insert("text".to_owned(), json!(html));
    if let Some(source) = &article.source {
        answer.insert("citation".to_owned(), json!(escaped(source)));
    }
    put("acceptedAnswer", Value::Object(answer));
    Value::Object(question)
}

/// Search engines show names as HTML, so that a bare `<` or `&` would be lost.
fn escaped(text: &str) -> String {
    let mut html = String::new();
    let writer = pulldown_cmark_escape::FmtWriter(&mut html);
    pulldown_cmark_escape::escape_html_body_text(writer, text).expect("a String takes all");
    html
}

/// Tells what a page of questions has not.
fn lose(authored: &AuthoredArticle, losses: &mut Losses) {
    let article = &authored.article;
    let origin = origin(authored);
    let why = "a page shows one question for an answer";
    for wording in authored.wordings.iter().skip(1) {
        losses.add(&origin, format!("the question `{}`", shortened(wording, 80)), why);
    }
    let lost = [
        (article.speech.is_some(), "`speech`", "a page is read"),
        (article.summary.is_some(), "`summary`", "a page has room for the answer"),
        (!article.next.is_empty(), "`next`", "a question of a page leads to no other"),
        (!article.links.is_empty(), "`links`", "write them into the answer to have them there"),
        (authored.owner.is_some(), "`owner`", "it is for colleagues"),
        (article.reviewed.is_some(), "`reviewed`", "schema.org has it for whole pages only"),
        (article.valid_until.is_some(), "`valid_until`", "export again when it is over"),
        (!authored.differs.is_empty(), "`differs`", "it is for `relais check`"),
    ];
    for (is_there, what, why) in lost {
        if is_there {
            losses.add(&origin, what, why);
        }
    }
    for fact in facts(article) {
        let what = format!("the fact `{fact}`");
        losses.add(&origin, what, "a page knows no customer: what is said without it is written");
    }
}

fn facts(article: &Article) -> Vec<String> {
    let mut facts = Vec::new();
    for block in &article.answer.blocks {
        let lines: Vec<&Vec<Inline>> = match block {
            Block::Paragraph(line) => vec![line],
            Block::List { items, .. } => items.iter().collect(),
            _ => Vec::new(),
        };
        for inline in lines.into_iter().flatten() {
            if let Piece::Fact { name, .. } = &inline.piece {
                facts.push(name.to_string());
            }
        }
    }
    facts
}
