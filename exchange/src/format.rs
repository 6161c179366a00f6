use std::fmt;
use std::str::FromStr;

use crate::input::Input;

/// What wrote an [`Input`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// An export of QnABot on AWS: JSON with `qna`.
    QnaBot,
    /// An export of Azure question answering, or QnA Maker: TSV.
    Azure,
    /// Training data of Rasa: `nlu.yml` with the responses of `domain.yml`.
    Rasa,
    /// A corpus of nlp.js: JSON with `data`.
    NlpJs,
    /// An unpacked export of Dialogflow ES: a folder with `intents`.
    Dialogflow,
    /// A table with a header: CSV, or with tabs or semicolons.
    Csv,
    /// A page with a schema.org `FAQPage`, as JSON-LD or microdata.
    FaqPage,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] = [
        Format::QnaBot,
        Format::Azure,
        Format::Rasa,
        Format::NlpJs,
        Format::Dialogflow,
        Format::Csv,
        Format::FaqPage,
    ];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::QnaBot => "qnabot",
            Format::Azure => "azure",
            Format::Rasa => "rasa",
            Format::NlpJs => "nlpjs",
            Format::Dialogflow => "dialogflow",
            Format::Csv => "csv",
            Format::FaqPage => "faqpage",
        }
    }

    /// What wrote this input, where that is plain from it.
    pub fn of(input: &Input) -> Option<Format> {
        if input.is_folder() {
            let has = |test: &dyn Fn(&str) -> bool| input.files().iter().any(|f| test(&f.path));
            return match () {
                () if has(&|path| path.replace('\\', "/").contains("intents/")) => {
                    Some(Format::Dialogflow)
                }
                () if has(&|path| path.ends_with("agent.json")) => Some(Format::Dialogflow),
                () if input.files().iter().any(|file| file.text.contains("\"utterances\"")) => {
                    Some(Format::NlpJs)
                }
                () if has(&|path| path.ends_with(".yml") || path.ends_with(".yaml")) => {
                    Some(Format::Rasa)
                }
                () => None,
            };
        }
        let file = input.files().first()?;
        let start = file.text.trim_start();
        let ending = file.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "yml" | "yaml" => Some(Format::Rasa),
            "html" | "htm" | "xhtml" | "jsonld" => Some(Format::FaqPage),
            _ if start.starts_with('{') || start.starts_with('[') => of_json(start),
            _ if start.starts_with('<') => Some(Format::FaqPage),
            _ if is_azure(start) => Some(Format::Azure),
            "csv" | "tsv" | "txt" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// Tells by the keys, which need not be at the top; what they hold is for the reader to check.
fn of_json(text: &str) -> Option<Format> {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    match () {
        () if has("qna") => Some(Format::QnaBot),
        () if has("FAQPage") || has("https://schema.org/FAQPage") => Some(Format::FaqPage),
        () if has("utterances") || (has("data") && has("intent")) => Some(Format::NlpJs),
        () => None,
    }
}

/// The header of an export of Azure: `Question` and `Answer` between tabs, and more.
fn is_azure(text: &str) -> bool {
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    let has = |name: &str| header.iter().any(|cell| cell.trim() == name);
    has("Question") && has("Answer") && (has("QnaId") || has("Metadata") || has("Source"))
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Format, String> {
        Format::ALL.into_iter().find(|format| format.as_str() == text).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
            format!("it is one of: {}", names.join(", "))
        })
    }
}
