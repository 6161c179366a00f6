//! A knowledge base with what it would learn.

use relais::knowledge::{Reader, with_item};
use relais::{Diagnostic, Id, KnowledgeBase, Locale, Severity};

use crate::draw::diagnostics;
use crate::exit::{Failure, PROBLEMS};
use crate::source::Files;

/// The files of a knowledge base while it learns. It can always be read.
pub(crate) struct Draft {
    files: Files,
    base: KnowledgeBase,
    reader: Reader,
    warnings: Vec<Diagnostic>,
    /// The names of the dialogues that came.
    dialogues: Vec<String>,
}

/// An article that is not there yet.
pub(crate) struct NewArticle<'a> {
    pub(crate) locale: Locale,
    pub(crate) topic: &'a Id,
    pub(crate) title: &'a str,
    pub(crate) wordings: &'a [String],
    /// What customers are told, as Markdown. Without it the article is switched off.
    pub(crate) answer: Option<&'a str>,
    /// Where it comes from, for who reads the file: one line.
    pub(crate) origin: String,
}

impl Draft {
    pub(crate) fn new(files: Files) -> Result<Draft, Failure> {
        let mut reader = Reader::new();
        let (base, warnings) = files.with_unread(reader.read(files.texts()));
        let Some(base) = base else {
            diagnostics::print(&warnings, &files, None);
            return Err(Failure::Told(PROBLEMS));
        };
        Ok(Draft { files, base, reader, warnings, dialogues: Vec::new() })
    }

    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    pub(crate) fn base(&self) -> &KnowledgeBase {
        &self.base
    }

    /// The names of the dialogues that came.
    pub(crate) fn dialogues(&self) -> &[String] {
        &self.dialogues
    }

    /// Adds a wording to an article, or to the form after `forms/`, and a dialogue that asks it. Says why
    /// where that cannot be done.
    pub(crate) fn teach(&mut self, locale: Locale, id: &Id, wording: &str) -> Result<(), String> {
        let before = self.now();
        let stem = match id.as_str().starts_with("forms/") {
            true => id.to_string(),
            false => format!("articles/{id}"),
        };
        let file = ["yaml", "yml"].map(|end| format!("{stem}.{end}"));
        let file = file.iter().find(|file| self.files.text(file).is_some());
        let file = file.ok_or_else(|| format!("there is no file of {id}"))?;
        let text = self.files.text(file).unwrap_or_default();
        let path = [locale.as_str(), "questions"];
        let taught = with_item(text, &path, wording)
            .ok_or_else(|| format!("{file} is laid out so that nothing can be added safely"))?;
        self.files.put(file, taught);
        self.add_dialogue(locale, id, wording);
        self.read_again(before)
    }

    /// Adds an article, and a dialogue for each of its wordings where it has an answer. Gives its file.
    pub(crate) fn add_article(&mut self, article: &NewArticle<'_>) -> Result<String, String> {
        let before = self.now();
        let name = relais_exchange::slug(article.title).unwrap_or_else(|| "question".to_owned());
        let is_free = |id: &String| {
            let taken = ["yaml", "yml"].map(|end| format!("articles/{id}.{end}"));
            !taken.iter().any(|file| self.files.text(file).is_some())
        };
        let base = format!("{}/{name}", article.topic);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base);
        let file = format!("articles/{id}.yaml");
        let id = Id::parse(&id).ok_or_else(|| format!("`{id}` is not a name for an article"))?;
        self.files.put(&file, article.text());
        if article.answer.is_some() {
            for wording in article.wordings {
                self.add_dialogue(article.locale, &id, wording);
            }
        }
        self.read_again(before)?;
        Ok(file)
    }

    /// A dialogue that asks a wording.
    fn add_dialogue(&mut self, locale: Locale, id: &Id, wording: &str) {
        let texts = self.base.texts(locale);
        let article =
            texts.and_then(|texts| texts.articles.iter().find(|one| one.article.id == *id));
        let person = article.and_then(|authored| authored.article.hand_over.as_ref());
        let name = format!("a customer's words: {wording}");
        let expected = match person {
            Some(person) => format!("human: {}", person.reason.as_str()),
            None => format!("answer: {id}"),
        };
        let (named, said) = (scalar(&name), scalar(wording));
        let written = format!(
            "- name: {named}\n  locale: {locale}\n  turns:\n    - user: {said}\n      {expected}\n"
        );
        let known = self.files.text(DIALOGUES).unwrap_or(HEADING);
        let end = if known.is_empty() || known.ends_with('\n') { "" } else { "\n" };
        self.files.put(DIALOGUES, format!("{known}{end}{written}"));
        self.dialogues.push(name);
    }

    /// What a change is taken back to.
    fn now(&self) -> (Files, usize) {
        (self.files.clone(), self.dialogues.len())
    }

    /// Reads the files as they are now; where that brings an error, or a wording that never comes here, they
    /// are what they were before.
    fn read_again(&mut self, (files, dialogues): (Files, usize)) -> Result<(), String> {
        let (base, problems) = self.files.with_unread(self.reader.read(self.files.texts()));
        let is_known = |problem: &&Diagnostic| {
            self.warnings
                .iter()
                .any(|one| (one.code, &one.message) == (problem.code, &problem.message))
        };
        let is_grave = |problem: &&Diagnostic| {
            problem.severity == Severity::Error || IN_VAIN.contains(&problem.code)
        };
        let new = problems.iter().filter(is_grave).find(|problem| !is_known(problem));
        match (base, new) {
            (Some(base), None) => {
                self.base = base;
                self.warnings = problems;
                Ok(())
            }
            (_, new) => {
                self.files = files;
                self.dialogues.truncate(dialogues);
                let why = new.or(problems.first()).map(|problem| problem.message.clone());
                Err(why.unwrap_or_else(|| "the files cannot be read with it".to_owned()))
            }
        }
    }
}

impl NewArticle<'_> {
    fn text(&self) -> String {
        let NewArticle { locale, title, wordings, answer, origin, .. } = self;
        let (what_next, switch) = match answer {
            Some(_) => ("", ""),
            None => (" Write the answer, then remove `enabled: false`.", "enabled: false\n"),
        };
        let wordings: String =
            wordings.iter().map(|one| format!("    - {}\n", scalar(one))).collect();
        let (title, answer) = (scalar(title), scalar(answer.unwrap_or(TO_BE_WRITTEN)));
        format!(
            "# From customers: {origin}.{what_next}\n{locale}:\n  title: {title}\n  questions:\n{wordings}  answer: {answer}\n{switch}"
        )
    }
}

/// A line of text as YAML has it, in quotes where it needs them.
fn scalar(text: &str) -> String {
    serde_yaml::to_string(text).expect("a text can be written").trim_end().to_owned()
}

/// Where the dialogues of what was learned are.
pub(crate) const DIALOGUES: &str = "dialogues/from-customers.yaml";
const HEADING: &str = "# What customers asked in vain, and what they are answered now.\n";

const TO_BE_WRITTEN: &str = "CHANGE: what customers are told.";

/// The warnings that say that a wording would do nothing.
const IN_VAIN: [&str; 2] = ["reserved-wording", "duplicate-wording"];
