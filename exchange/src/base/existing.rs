use std::collections::BTreeSet;

use relais::{Id, KnowledgeBase, Locale, Severity};
use serde_yaml::{Mapping, Value};

use super::Options;
use super::article::Articles;
use crate::error::Error;

/// The knowledge base that is added to.
#[derive(Debug, Default)]
pub(super) struct Existing {
    base: Option<KnowledgeBase>,
    paths: BTreeSet<String>,
}

impl Existing {
    pub(super) fn read(options: &Options) -> Result<Existing, Error> {
        let files = &options.existing;
        let paths = files.iter().map(|(path, _)| path.to_lowercase()).collect();
        if files.is_empty() {
            return Ok(Existing { base: None, paths });
        }
        match KnowledgeBase::from_files(files.iter().cloned()) {
            Ok((base, _)) => Ok(Existing { base: Some(base), paths }),
            Err(problems) => {
                let is_error = |problem: &&relais::Diagnostic| problem.severity == Severity::Error;
                let errors: Vec<_> = problems.iter().filter(is_error).collect();
                let first = errors.first().map(ToString::to_string).unwrap_or_default();
                let message = format!("the knowledge base has {} errors: {first}", errors.len());
                Err(Error::new(message).hint("mend them first; `relais check` shows them"))
            }
        }
    }

    /// Whether there is one.
    pub(super) fn is_there(&self) -> bool {
        self.base.is_some()
    }

    /// Its languages.
    pub(super) fn locales(&self) -> &[Locale] {
        self.base.as_ref().map(KnowledgeBase::locales).unwrap_or_default()
    }

    /// Whether a file of this path is there, whatever its case.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(&path.to_lowercase())
    }

    /// Whether an article or a form of this id is there.
    pub(super) fn has_subject(&self, id: &str) -> bool {
        let path = match id.strip_prefix("forms/") {
            Some(_) => id.to_owned(),
            None => format!("articles/{id}"),
        };
        self.has(&format!("{path}.yaml")) || self.has(&format!("{path}.yml"))
    }

    pub(super) fn declares(&self, fact: &Id) -> bool {
        self.base.iter().any(|base| base.facts().any(|(name, _)| name == fact))
    }

    /// The locale in which texts of this one are kept: the same, or the one of the same language.
    pub(super) fn locale(&self, wanted: Option<Locale>) -> Result<Locale, Error> {
        let Some(base) = &self.base else { return Ok(wanted.unwrap_or(Locale::EN)) };
        let locales = base.locales();
        let Some(wanted) = wanted else { return Ok(locales[0]) };
        let same = locales.iter().find(|locale| **locale == wanted);
        let near = locales.iter().find(|locale| locale.language() == wanted.language());
        same.or(near).copied().ok_or_else(|| {
            let known: Vec<&str> = locales.iter().map(Locale::as_str).collect();
            let message = format!("the knowledge base has {}, and not {wanted}", known.join(", "));
            Error::new(message).hint(format!(
                "add `{wanted}` to `locales` of relais.yaml, or say --locale if it is another one"
            ))
        })
    }

    /// Checks that the topics of the articles are there.
    pub(super) fn takes(&self, articles: &Articles) -> Result<(), Error> {
        let Some(base) = &self.base else { return Ok(()) };
        let known: BTreeSet<&str> = base
            .locales()
            .iter()
            .filter_map(|locale| base.texts(*locale))
            .flat_map(|texts| texts.settings.topics.iter().map(|topic| topic.id.as_str()))
            .collect();
        let missing: Vec<String> = articles
            .topics()
            .into_iter()
            .filter(|topic| !known.contains(topic.id.as_str()))
            .map(|topic| format!("  - {}", topic.as_yaml()))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let (s, are) = if missing.len() == 1 { ("", "is") } else { ("s", "are") };
        let known: Vec<&str> = known.into_iter().collect();
        Err(Error::of(
            "relais.yaml",
            format!("{} topic{s} of the import {are} not among its topics", missing.len()),
        )
        .hint(format!(
            "add below `topics:`\n{}\nor put all into one that is there with --topic ({})",
            missing.join("\n"),
            known.join(", ")
        )))
    }
}

/// The text of an article that is off, which a knowledge base does not even keep, as it would be if it were
/// on; none for one that is on, and for what is no article.
pub(crate) fn turned_on(path: &str, text: &str) -> Option<String> {
    if !path.starts_with("articles/") || !text.contains("enabled") {
        return None;
    }
    let mut article: Mapping = serde_yaml::from_str(text).ok()?;
    let is_off = article.remove("enabled") == Some(Value::Bool(false));
    is_off.then(|| serde_yaml::to_string(&article).expect("what was YAML is YAML"))
}
