use std::collections::BTreeMap;

use serde::Deserialize;

use super::calendar::Calendar;
use super::language::Language;
use super::lexis::Lexis;
use super::spoken::{Spoken, pieces};

/// How people ask for what every knowledge base understands, in one language.
///
/// These are the wordings of the reserved intents. An author may add to them, never take away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReservedWordings {
    pub human: Vec<String>,
    pub repeat: Vec<String>,
    pub menu: Vec<String>,
    pub goodbye: Vec<String>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
    pub none: Vec<String>,
    pub greeting: Vec<String>,
    pub thanks: Vec<String>,
    pub how_are_you: Vec<String>,
    pub who_are_you: Vec<String>,
    pub emergency: Vec<String>,
    #[serde(default)]
    pub cancel: Vec<String>,
    #[serde(default)]
    pub slower: Vec<String>,
}

impl ReservedWordings {
    /// The wordings of a language.
    pub(crate) fn built_in(language: Language) -> ReservedWordings {
        data(language).reserved
    }

    /// The intents by name with their wordings, always in the same order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        [
            ("human", &self.human),
            ("repeat", &self.repeat),
            ("menu", &self.menu),
            ("goodbye", &self.goodbye),
            ("yes", &self.yes),
            ("no", &self.no),
            ("none", &self.none),
            ("greeting", &self.greeting),
            ("thanks", &self.thanks),
            ("how_are_you", &self.how_are_you),
            ("who_are_you", &self.who_are_you),
            ("emergency", &self.emergency),
            ("cancel", &self.cancel),
            ("slower", &self.slower),
        ]
        .map(|(name, wordings)| (name, wordings.as_slice()))
        .into_iter()
    }
}

/// The lexis of a language, as its file in `languages/` says.
pub(super) fn lexis(language: Language) -> Lexis {
    let data = data(language);
    Lexis {
        language: Some(language),
        stop_words: words(&data.stop_words).collect(),
        elisions: words(&data.elisions).collect(),
        clitics: words(&data.clitics).collect(),
        shorthand: data.shorthand,
        negations: words(&data.negations).collect(),
        fillers: data.fillers.into_iter().collect(),
        synonyms: BTreeMap::new(),
    }
}

/// The common words of a language, one a line, in their base forms; nothing where nobody has listed
/// them yet. They tell a word that the knowledge base does not use from a misspelling.
pub(super) fn common_words(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("languages/words/en.txt"),
        Language::French => include_str!("languages/words/fr.txt"),
        _ => "",
    }
}

impl Calendar {
    /// The words of a language for days; none where its file has none.
    pub(crate) fn built_in(language: Language) -> Calendar {
        data(language).calendar
    }
}

impl Spoken {
    /// The words of a language for values; none where its file has none.
    pub(crate) fn built_in(language: Language) -> Spoken {
        let Data { mut spoken, reserved, .. } = data(language);
        let folded = |wordings: Vec<String>| -> Vec<String> {
            let pieces = wordings.iter().map(|wording| pieces(wording));
            let words = pieces.map(|pieces| pieces.into_iter().map(|piece| piece.text));
            words.map(|words| words.collect::<Vec<_>>().join(" ")).collect()
        };
        (spoken.yes, spoken.no) = (folded(reserved.yes), folded(reserved.no));
        spoken
    }
}

/// One file of `languages/`. Word lists are written as running text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    stop_words: String,
    negations: String,
    #[serde(default)]
    elisions: String,
    #[serde(default)]
    clitics: String,
    #[serde(default)]
    shorthand: BTreeMap<String, String>,
    fillers: Vec<String>,
    #[serde(default)]
    calendar: Calendar,
    #[serde(default)]
    spoken: Spoken,
    reserved: ReservedWordings,
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(str::to_owned)
}

fn data(language: Language) -> Data {
    serde_yaml::from_str(file(language)).expect("the files of this crate are tested")
}

fn file(language: Language) -> &'static str {
    match language {
        Language::Arabic => include_str!("languages/ar.yaml"),
        Language::Danish => include_str!("languages/da.yaml"),
        Language::Dutch => include_str!("languages/nl.yaml"),
        Language::English => include_str!("languages/en.yaml"),
        Language::Finnish => include_str!("languages/fi.yaml"),
        Language::French => include_str!("languages/fr.yaml"),
        Language::German => include_str!("languages/de.yaml"),
        Language::Greek => include_str!("languages/el.yaml"),
        Language::Hungarian => include_str!("languages/hu.yaml"),
        Language::Italian => include_str!("languages/it.yaml"),
        Language::Norwegian => include_str!("languages/nb.yaml"),
        Language::Portuguese => include_str!("languages/pt.yaml"),
        Language::Romanian => include_str!("languages/ro.yaml"),
        Language::Russian => include_str!("languages/ru.yaml"),
        Language::Spanish => include_str!("languages/es.yaml"),
        Language::Swedish => include_str!("languages/sv.yaml"),
        Language::Tamil => include_str!("languages/ta.yaml"),
        Language::Turkish => include_str!("languages/tr.yaml"),
    }
}
