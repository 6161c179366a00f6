//! Reading the YAML that authors write.
//!
//! This is the only module that knows YAML. It goes from files to a [`KnowledgeBase`] in three
//! steps, and tells every problem of all of them at once:
//!
//! 1. `document`: text to a tree whose every node can be shown in its file;
//! 2. `raw`, and a parser for each sort of file: a tree to checked types;
//! 3. `check`: what must hold between files: every id that is referred to exists, every fact is
//!    declared, no wording belongs to two articles or to a reserved intent, and the texts of an
//!    article say the same in every language and on every channel (`agreement`).

mod agreement;
mod article;
mod check;
mod condition;
mod context;
mod dialogue;
mod document;
mod files;
mod form;
mod kind;
mod locate;
mod raw;
mod rule;
#[cfg(feature = "schema")]
mod schema;
mod settings;
mod syntax;
mod wordings;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::check::Checker;
use self::context::Context;
use self::document::{Document, Problems};
pub use self::kind::FileKind;
use self::words::DeclaredFacts;
pub(crate) use self::words::standard as standard_messages;
use super::{Dialogue, KnowledgeBase, LocaleTexts, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::id::Id;
use crate::locale::Locale;

impl KnowledgeBase {
    /// Reads a knowledge base from the text of its files, by their paths relative to its folder.
    ///
    /// Returns the knowledge base with the warnings about it.
    ///
    /// # Errors
    ///
    /// Every problem, warnings included, where one of them is an error.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
        let problems = Problems::default();
        let base = read(&problems, files.into_iter().collect());
        let found = problems.into_sorted();
        let failed = found.iter().any(|problem| problem.severity == Severity::Error);
        match base {
            Some(base) if !failed => Ok((base, found)),
            _ => Err(found),
        }
    }
}

/// Reads all that can be read, whatever problems there are.
fn read(problems: &Problems, files: BTreeMap<String, String>) -> Option<KnowledgeBase> {
    let paths: BTreeSet<String> = files.keys().cloned().collect();
    let documents = documents(problems, files);
    // Nothing can be said of references to what could not be read.
    let unread = |file: &str| paths.contains(file) && !documents.contains_key(file);
    let Some(base) = documents.get("relais.yaml") else {
        if unread("relais.yaml") {
            return None;
        }
        problems.push(Diagnostic {
            severity: Severity::Error,
            code: "missing-file",
            message: "there is no `relais.yaml`".to_owned(),
            hint: Some("`relais new` makes a knowledge base to start from".to_owned()),
            span: None,
        });
        return None;
    };
    let raw_base: raw::Base = base.root().read(problems);
    let locales = settings::locales(&base.root(), &raw_base, problems);
    let cx = Context { problems, locales, lexicons: Default::default() };
    cx.lexicons.borrow_mut().unread = unread("lexicons.yaml");
    let settings = settings::parse(&cx, &base.root(), &raw_base);
    if let Some(document) = documents.get("lexicons.yaml") {
        words::lexicons(&cx, document);
    }
    let mut facts = documents
        .get("facts.yaml")
        .map_or_else(DeclaredFacts::default, |document| words::facts(&cx, document));
    facts.unread = unread("facts.yaml");
    let agents = settings::agents(&cx, &base.root(), &raw_base);
    let mut messages = words::messages(&cx, documents.get("messages.yaml"), agents);
    let mut synonyms = documents
        .get("synonyms.yaml")
        .map(|document| words::synonyms(&cx, document))
        .unwrap_or_default();
    let mut fillers = documents
        .get("fillers.yaml")
        .map(|document| words::fillers(&cx, document))
        .unwrap_or_default();
    let mut articles = in_folder(&cx, &documents, "articles/", article::parse);
    let mut forms = in_folder(&cx, &documents, "forms/", form::parse);
    let mut rules = in_folder(&cx, &documents, "rules/", rule::parse);
    let zone = settings.values().next().map(|settings| settings.zone.clone()).unwrap_or_default();
    let dialogues: Vec<Dialogue> = documents
        .iter()
        .filter(|(file, _)| file.starts_with("dialogues/"))
        .flat_map(|(_, document)| dialogue::parse(&cx, document, &zone))
        .collect();

    let lexicons = cx.lexicons.take().phrases;
    let mut by_locale = BTreeMap::new();
    for (locale, settings) in settings {
        let rules = rules.remove(&locale).unwrap_or_default();
        let texts = LocaleTexts {
            settings,
            messages: messages.remove(&locale)?,
            articles: articles.remove(&locale).unwrap_or_default(),
            forms: forms.remove(&locale).unwrap_or_default(),
            rules: in_order(rules),
            lexicons: lexicons
                .iter()
                .map(|phrases| phrases.get(&locale).cloned().unwrap_or_default())
                .collect(),
            synonyms: synonyms.remove(&locale).unwrap_or_default(),
            fillers: fillers.remove(&locale).unwrap_or_default(),
        };
        by_locale.insert(locale, texts);
    }
    let base = KnowledgeBase {
        locales: cx.locales,
        by_locale,
        facts: facts.types.clone(),
        dialogues,
        agents,
    };
    let subjects = subjects(&paths, &documents);
    Checker { problems, documents: &documents, subjects, base: &base, facts: &facts }.check();
    Some(base)
}

/// The files as documents; tells those that have no place in a knowledge base.
fn documents(problems: &Problems, files: BTreeMap<String, String>) -> BTreeMap<String, Document> {
    let mut documents = BTreeMap::new();
    for (file, text) in files {
        if FileKind::of(&file).is_none() {
            let (folders, single): (Vec<&str>, Vec<&str>) = FileKind::ALL
                .into_iter()
                .map(FileKind::place)
                .partition(|place| place.ends_with('/'));
            problems.push(Diagnostic {
                severity: Severity::Warning,
                code: "unknown-file",
                message: format!("`{file}` is not a file of a knowledge base, and is not read"),
                hint: Some(format!(
                    "the files are {}, and those in {}",
                    single.join(", "),
                    folders.join(", ")
                )),
                span: None,
            });
            continue;
        }
        if let Some(document) = Document::parse(&file, text, problems) {
            documents.insert(file, document);
        }
    }
    documents
}

/// Parses each file of a folder with its id, and gathers what they say by locale.
fn in_folder<T>(
    cx: &Context<'_>,
    documents: &BTreeMap<String, Document>,
    folder: &str,
    parse: impl Fn(&Context<'_>, &document::Place<'_>, &Id) -> BTreeMap<Locale, T>,
) -> BTreeMap<Locale, Vec<T>> {
    let mut by_locale: BTreeMap<Locale, Vec<T>> = BTreeMap::new();
    for (file, document) in documents {
        let Some(path) = file.strip_prefix(folder) else { continue };
        let path = path.trim_end_matches(".yaml").trim_end_matches(".yml");
        let Some(id) = cx.id(&document.root(), path) else { continue };
        for (locale, parsed) in parse(cx, &document.root(), &id) {
            by_locale.entry(locale).or_default().push(parsed);
        }
    }
    by_locale
}

/// The rules in the order in which they are tried.
fn in_order(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| a.id.cmp(&b.id)));
    rules
}

/// Every article, and every form after `forms/`, that a dialogue, a rule or an article may refer
/// to: those with a file, whether or not it could be read, except where they are not enabled.
fn subjects(paths: &BTreeSet<String>, documents: &BTreeMap<String, Document>) -> BTreeSet<String> {
    let disabled = |file: &str| {
        let enabled = documents.get(file).and_then(|document| document.tree.get("enabled"));
        enabled.and_then(serde_yaml::Value::as_bool) == Some(false)
    };
    let of_file = |file: &String| {
        let path = file.trim_end_matches(".yaml").trim_end_matches(".yml");
        let id = match path.strip_prefix("articles/") {
            Some(article) => article,
            None => path.strip_prefix("forms/").map(|_| path)?,
        };
        (!disabled(file)).then(|| id.to_owned())
    };
    paths.iter().filter_map(of_file).collect()
}
