//! What the peers are asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use relais::{KnowledgeBase, Locale};
use relais_benches::Base;
use relais_benches::peer::{Entry, Material};
use serde::Deserialize;

use crate::Result;

/// A material with the questions that are asked of it.
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) material: Material,
    pub(crate) questions: Vec<Asked>,
    /// Whether articles have wordings enough that some can be held out.
    pub(crate) can_hold_out: bool,
}

/// A question, and the places of the articles that answer it.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) right: BTreeSet<usize>,
}

impl Set {
    /// The set of this name: `starter-fr` and `starter-en` are made of the knowledge base of this repository, others are
    /// folders of `folder`. None where there is no such folder.
    pub(crate) fn read(name: &str, folder: Option<&Path>) -> Result<Option<Set>> {
        if let Some(language) = name.strip_prefix("starter-") {
            return starter(name, language.parse()?).map(Some);
        }
        let Some(folder) = folder.map(|folder| folder.join(name)).filter(|one| one.is_dir()) else {
            return Ok(None);
        };
        let locale = if name.ends_with("-fr") { Locale::FR } else { Locale::EN };
        let lines = |file: &str| fs::read_to_string(folder.join(file));
        if folder.join("faq.jsonl").is_file() {
            faq(name, locale, &lines("faq.jsonl")?, &lines("queries.jsonl")?).map(Some)
        } else {
            labelled(name, locale, &lines("train.jsonl")?, &lines("test.jsonl")?).map(Some)
        }
    }

    pub(crate) fn in_scope(&self) -> usize {
        self.questions.iter().filter(|asked| !asked.right.is_empty()).count()
    }

    pub(crate) fn wordings(&self) -> usize {
        self.material.articles.iter().map(|entry| entry.wordings.len()).sum()
    }
}

/// Holds out one part of [`FOLDS`]: whole articles, whose wordings are then questions that nothing answers, and as
/// large a part of the wordings of the other articles, but of none its only one.
pub(crate) fn fold(material: &Material, part: usize) -> (Material, Vec<Asked>) {
    // The largest are dealt out first, so that the parts are alike.
    let mut order: Vec<usize> = (0..material.articles.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(material.articles[*place].wordings.len()));
    let mut kept = Material { locale: material.locale, articles: Vec::new() };
    let mut questions = Vec::new();
    for (dealt, place) in order.into_iter().enumerate() {
        let entry = &material.articles[place];
        let asked = |text: &String, right| Asked { text: text.clone(), right };
        if dealt % FOLDS == part {
            questions.extend(entry.wordings.iter().map(|text| asked(text, BTreeSet::new())));
            continue;
        }
        let right = BTreeSet::from([kept.articles.len()]);
        let mut entry = entry.clone();
        if entry.wordings.len() > 1 {
            let is_held_out = |number: usize| (number + dealt) % FOLDS == part;
            let (out, wordings): (Vec<_>, Vec<_>) = entry
                .wordings
                .into_iter()
                .enumerate()
                .partition(|(number, _)| is_held_out(*number));
            questions.extend(out.iter().map(|(_, text)| asked(text, right.clone())));
            entry.wordings = wordings.into_iter().map(|(_, text)| text).collect();
        }
        kept.articles.push(entry);
    }
    (kept, questions)
}

/// Into so many parts material is divided.
pub(crate) const FOLDS: usize = 5;

/// A part of the starter base's own wordings and articles, asked of the rest.
fn starter(name: &str, locale: Locale) -> Result<Set> {
    let base = Base::Starter.load().map_err(|_| "the starter knowledge base has errors")?;
    let material = starter_material(&base, locale);
    let (material, questions) = fold(&material, 0);
    Ok(Set { name: name.to_owned(), material, questions, can_hold_out: true })
}

fn starter_material(base: &KnowledgeBase, locale: Locale) -> Material {
    let articles = base.texts(locale).into_iter().flat_map(|texts| &texts.articles);
    let articles = articles.map(|authored| Entry {
        id: authored.article.id.to_string(),
        title: Some(authored.article.title.clone()),
        wordings: authored.wordings.clone(),
        answer: None,
    });
    Material { locale, articles: articles.collect() }
}

fn labelled(name: &str, locale: Locale, train: &str, test: &str) -> Result<Set> {
    #[derive(Deserialize)]
    struct Example {
        text: String,
        label: Option<String>,
    }
    let mut material = Material { locale, articles: Vec::new() };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for line in train.lines() {
        let Example { text, label: Some(label) } = serde_json::from_str(line)? else { continue };
        let place = *places.entry(label.clone()).or_insert(material.articles.len());
        if place == material.articles.len() {
            let entry = Entry { id: label, title: None, wordings: Vec::new(), answer: None };
            material.articles.push(entry);
        }
        material.articles[place].wordings.push(text);
    }
    let mut questions = Vec::new();
    for line in test.lines() {
        let Example { text, label } = serde_json::from_str(line)?;
        // A label that nothing taught is in scope all the same, and no answer is right.
        let unknown = material.articles.len();
        let right = label.map(|label| places.get(&label).copied().unwrap_or(unknown));
        questions.push(Asked { text, right: right.into_iter().collect() });
    }
    Ok(Set { name: name.to_owned(), material, questions, can_hold_out: true })
}

fn faq(name: &str, locale: Locale, documents: &str, queries: &str) -> Result<Set> {
    #[derive(Deserialize)]
    struct Document {
        id: String,
        question: String,
        answer: String,
    }
    #[derive(Deserialize)]
    struct Query {
        text: String,
        relevant: Vec<String>,
    }
    let mut articles = Vec::new();
    let mut places = BTreeMap::new();
    for line in documents.lines() {
        let Document { id, question, answer } = serde_json::from_str(line)?;
        places.insert(id.clone(), articles.len());
        let wordings = vec![question.clone()];
        articles.push(Entry { id, title: Some(question), wordings, answer: Some(answer) });
    }
    let mut questions = Vec::new();
    for line in queries.lines() {
        let Query { text, relevant } = serde_json::from_str(line)?;
        let right = relevant.iter().filter_map(|id| places.get(id).copied()).collect();
        questions.push(Asked { text, right });
    }
    let material = Material { locale, articles };
    Ok(Set { name: name.to_owned(), material, questions, can_hold_out: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_out_is_not_in_what_is_kept_and_every_article_is_held_out_once() {
        let entry = |number: usize| Entry {
            id: number.to_string(),
            title: None,
            wordings: (0..number % 7 + 1).map(|wording| format!("{number} {wording}")).collect(),
            answer: None,
        };
        let material = Material { locale: Locale::EN, articles: (0..23).map(entry).collect() };
        let all: usize = material.articles.iter().map(|entry| entry.wordings.len()).sum();
        let mut outside = 0;
        for part in 0..FOLDS {
            let (kept, questions) = fold(&material, part);
            let kept_wordings: BTreeSet<&String> =
                kept.articles.iter().flat_map(|entry| &entry.wordings).collect();
            assert_eq!(kept_wordings.len() + questions.len(), all);
            assert!(kept.articles.iter().all(|entry| !entry.wordings.is_empty()));
            for asked in &questions {
                assert!(!kept_wordings.contains(&asked.text));
                let owner = asked.text.split(' ').next();
                let is_kept = kept.articles.iter().position(|entry| Some(&*entry.id) == owner);
                assert_eq!(asked.right, is_kept.into_iter().collect());
            }
            outside += questions.iter().filter(|asked| asked.right.is_empty()).count();
        }
        assert_eq!(outside, all);
    }
}
