//! Where in the files of a knowledge base things are.

use relais::Locale;
use relais::knowledge::place_of;
use serde_yaml::Value;

use crate::args::Lang;
use crate::source::Files;

/// The files of a knowledge base, where it is a folder and no bundle.
pub(super) struct Content<'f> {
    pub(super) files: Option<&'f Files>,
    /// The language of the conversation.
    pub(super) locale: Locale,
}

/// A file, as a terminal can follow it, and a line of it.
pub(super) struct Spot {
    pub(super) file: String,
    pub(super) line: Option<usize>,
}

impl Content<'_> {
    /// The language of the explanation: that of the people who answer, or else of the question; English
    /// where it is neither French nor English.
    pub(super) fn reader(&self) -> Lang {
        let agents = self.read("relais.yaml");
        let agents = agents.as_ref().and_then(|base| base.get("agents")?.as_str());
        let agents = agents.and_then(|tag| tag.parse::<Locale>().ok());
        match agents.unwrap_or(self.locale).language() {
            "fr" => Lang::Fr,
            _ => Lang::En,
        }
    }

    /// Where a wording is added to an article or a form: after its last one.
    pub(super) fn wordings(&self, id: &str) -> Option<Spot> {
        let file = self.file_of(id)?;
        let read = self.read(&file)?;
        let tag = self.locale.as_str();
        let last = read.get(tag).and_then(|text| text.get("questions")?.as_sequence());
        let last = last.map_or(0, Vec::len).checked_sub(1)?.to_string();
        self.spot(&file, &[tag, "questions", &last])
    }

    /// The place of a key of an article.
    pub(super) fn key_of(&self, id: &str, key: &str) -> Option<Spot> {
        let file = self.file_of(id)?;
        self.spot(&file, &[key])
    }

    /// The place of the condition of a rule.
    pub(super) fn rule(&self, rule: &str) -> Option<Spot> {
        self.spot(&self.existing(&format!("rules/{rule}"))?, &["when"])
    }

    /// Why there is this rule, in the words of its author.
    pub(super) fn why(&self, rule: &str) -> Option<String> {
        let read = self.read(&self.existing(&format!("rules/{rule}"))?)?;
        read.get("why")?.as_str().map(str::to_owned)
    }

    /// The conditions of the variants of an article, as they are written.
    pub(super) fn audiences(&self, article: &str) -> Vec<String> {
        let read = self.file_of(article).and_then(|file| self.read(&file));
        let text = read.as_ref().and_then(|read| read.get(self.locale.as_str()));
        let variants = text.and_then(|text| text.get("variants")?.as_sequence());
        let variants = variants.into_iter().flatten();
        let audiences = variants.filter_map(|variant| variant.get("audience"));
        audiences.map(on_one_line).collect()
    }

    /// Where synonyms of the language are written.
    pub(super) fn synonyms(&self) -> Option<Spot> {
        self.spot("synonyms.yaml", &[self.locale.as_str()])
    }

    fn file_of(&self, id: &str) -> Option<String> {
        match id.starts_with("forms/") {
            true => self.existing(id),
            false => self.existing(&format!("articles/{id}")),
        }
    }

    fn existing(&self, stem: &str) -> Option<String> {
        let files = self.files?;
        let candidates = ["yaml", "yml"].map(|end| format!("{stem}.{end}"));
        candidates.into_iter().find(|file| files.text(file).is_some())
    }

    fn spot(&self, file: &str, path: &[&str]) -> Option<Spot> {
        let files = self.files?;
        let line = files.text(file).and_then(|text| place_of(text, path)).map(|(line, _)| line);
        Some(Spot { file: files.path(file), line })
    }

    fn read(&self, file: &str) -> Option<Value> {
        serde_yaml::from_str(self.files?.text(file)?).ok()
    }
}

/// A condition as it can be written on one line.
fn on_one_line(value: &Value) -> String {
    match value {
        Value::Mapping(entries) => {
            let entry = |(key, value): (&Value, &Value)| {
                format!("{}: {}", on_one_line(key), on_one_line(value))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
