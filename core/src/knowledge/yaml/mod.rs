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
//!
//! Where no error is found, `review` looks at what is worth a second look, if that is wanted. What
//! authors `allow` is not told, and some problems come with a change of the file that mends them
//! (`mend`).

mod agreement;
mod allow;
mod article;
mod check;
mod condition;
mod context;
mod dialogue;
mod document;
mod files;
mod form;
mod kind;
mod limits;
mod locate;
mod mend;
mod raw;
mod reader;
mod review;
mod rule;
#[cfg(feature = "schema")]
mod schema;
mod settings;
mod syntax;
mod wordings;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::allow::is_allowed;
use self::check::Checker;
use self::context::Context;
use self::document::{Document, Problems};
pub use self::kind::FileKind;
pub use self::locate::place_of;
pub use self::mend::with_item;
pub use self::reader::Reader;
use self::reader::{Parsed, in_folder, known_or};
pub(crate) use self::review::level as reading_level;
use self::words::DeclaredFacts;
pub(crate) use self::words::standard as standard_messages;
use super::{Dialogue, KnowledgeBase, LocaleTexts, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::time::Date;

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
        Reader::new().checked(files.into_iter().collect(), None)
    }

    /// Reads a knowledge base as [`KnowledgeBase::from_files`] does, and where there is no error in it
    /// also says what an attentive editor would, on this day: content that is out of date, questions
    /// that two articles share, sentences that no caller can follow, rules that never do anything,
    /// and the like. An author allows a warning by a comment, `# relais: allow CODE`.
    ///
    /// # Errors
    ///
    /// Those of [`KnowledgeBase::from_files`].
    pub fn review(
        files: impl IntoIterator<Item = (String, String)>,
        today: Date,
    ) -> Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>> {
        Reader::new().checked(files.into_iter().collect(), Some(today))
    }
}

type Checked = Result<(KnowledgeBase, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Reads all that can be read, whatever problems there are.
fn read(
    problems: &Problems,
    files: BTreeMap<String, String>,
    reader: &mut Reader,
    review: Option<Date>,
) -> Option<KnowledgeBase> {
    let paths: BTreeSet<String> = files.keys().cloned().collect();
    reader.forget_changed(&files);
    let known = std::mem::take(&mut reader.documents);
    let documents = documents(problems, files, known);
    let base = read_documents(problems, &paths, &documents, &mut reader.parsed, review);
    reader.documents = documents;
    base
}

fn read_documents(
    problems: &Problems,
    paths: &BTreeSet<String>,
    documents: &BTreeMap<String, Document>,
    parsed: &mut Parsed,
    review: Option<Date>,
) -> Option<KnowledgeBase> {
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
            fix: None,
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
    let zone = settings.values().next().map(|settings| settings.zone.clone()).unwrap_or_default();
    parsed.among(&cx, &zone);
    let mut articles =
        in_folder(&cx, documents, FileKind::Article, &mut parsed.articles, article::parse);
    let mut forms = in_folder(&cx, documents, FileKind::Form, &mut parsed.forms, form::parse);
    // There are few of them, and most make word lists.
    let mut rules = in_folder(&cx, documents, FileKind::Rule, &mut BTreeMap::new(), rule::parse);
    let dialogues: Vec<Dialogue> = documents
        .iter()
        .filter(|(file, _)| file.starts_with("dialogues/"))
        .flat_map(|(file, document)| {
            let parse = || dialogue::parse(&cx, document, &zone);
            known_or(&cx, &mut parsed.dialogues, file, parse)
        })
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
    let subjects = subjects(paths, documents);
    let checker = Checker { problems, documents, subjects, base: &base, facts: &facts };
    checker.check();
    let review = review.filter(|_| !problems.has_errors());
    if let Some(today) = review {
        review::review(&checker, today);
    }
    let in_vain = allow::apply(problems, documents);
    // What only a review finds may be allowed too, so only a review knows what is allowed in vain.
    in_vain.into_iter().filter(|_| review.is_some()).for_each(|problem| problems.push(problem));
    Some(base)
}

/// The files as documents, of which some are known; tells those that have no place in a knowledge base.
fn documents(
    problems: &Problems,
    files: BTreeMap<String, String>,
    known: BTreeMap<String, Document>,
) -> BTreeMap<String, Document> {
    let mut documents = known;
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
                fix: None,
            });
            continue;
        }
        if documents.contains_key(&file) || !limits::is_readable(&file, &text, problems) {
            continue;
        }
        if let Some(document) = Document::parse(&file, text, problems) {
            documents.insert(file, document);
        }
    }
    documents
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
        let article = FileKind::Article.name_of(file).map(str::to_owned);
        let form = || FileKind::Form.name_of(file).map(|form| format!("forms/{form}"));
        article.or_else(form).filter(|_| !disabled(file))
    };
    paths.iter().filter_map(of_file).collect()
}
