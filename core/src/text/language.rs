use rust_stemmers::Algorithm;
use serde::{Deserialize, Serialize};

/// A language that Relais knows the grammar of: those that Snowball has a stemmer for.
///
/// A knowledge base may be written in any other language too. Its words are then compared whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Language {
    Arabic,
    Danish,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
}

#[cfg(feature = "author")]
impl Language {
    /// Every language, in the order of their names.
    pub(crate) const ALL: [Language; 18] = [
        Language::Arabic,
        Language::Danish,
        Language::Dutch,
        Language::English,
        Language::Finnish,
        Language::French,
        Language::German,
        Language::Greek,
        Language::Hungarian,
        Language::Italian,
        Language::Norwegian,
        Language::Portuguese,
        Language::Romanian,
        Language::Russian,
        Language::Spanish,
        Language::Swedish,
        Language::Tamil,
        Language::Turkish,
    ];

    /// The language of a language tag such as `fr`, `fr-CA` or `FR_ca`; `None` for a language
    /// without a stemmer.
    pub(crate) fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            // Bokmål, Nynorsk and the tag that covers both share one stemmer.
            "no" | "nn" => Some(Language::Norwegian),
            _ => Language::ALL.into_iter().find(|language| language.tag() == primary),
        }
    }

    /// The primary subtag: `fr`, `en`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Language::Arabic => "ar",
            Language::Danish => "da",
            Language::Dutch => "nl",
            Language::English => "en",
            Language::Finnish => "fi",
            Language::French => "fr",
            Language::German => "de",
            Language::Greek => "el",
            Language::Hungarian => "hu",
            Language::Italian => "it",
            Language::Norwegian => "nb",
            Language::Portuguese => "pt",
            Language::Romanian => "ro",
            Language::Russian => "ru",
            Language::Spanish => "es",
            Language::Swedish => "sv",
            Language::Tamil => "ta",
            Language::Turkish => "tr",
        }
    }
}

impl Language {
    /// Whether accents are folded before stemming.
    ///
    /// Customers leave accents out, so folding first is what makes "reçue" and "recue" one term. It
    /// is wrong only where the stemmer decides by the letters that folding removes.
    pub(super) fn folds_before_stemming(self) -> bool {
        match self {
            // The suffixes carry ä and ö, and vowel harmony chooses between them and a and o.
            Language::Finnish | Language::Turkish => false,
            // The stem vowel alternates between short and long (a and á), which the rules undo.
            Language::Hungarian => false,
            // å, æ, ø, ä and ö are letters of their own and count as vowels when the regions are
            // measured.
            Language::Danish | Language::Norwegian | Language::Swedish => false,
            // The suffixes are told by ة, ى and the forms of hamza.
            Language::Arabic => false,
            // Nothing is folded: the vowel signs are marks but spell the word.
            Language::Tamil => false,
            // The stemmers of these either drop accents themselves (Dutch, German, Greek, Russian)
            // or lose only a few verb endings, some of which `respelled_endings` gives back.
            Language::Dutch
            | Language::English
            | Language::French
            | Language::German
            | Language::Greek
            | Language::Italian
            | Language::Portuguese
            | Language::Romanian
            | Language::Russian
            | Language::Spanish => true,
        }
    }

    /// Endings of folded words that a stemmer knows only with their accents, and what to read
    /// instead.
    ///
    /// Each pair brings the plural or feminine form to the singular that the stemmer leaves alone,
    /// so that both meet ("devoluções" and "devolução", "payée" and "payé").
    pub(super) fn respelled_endings(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Language::French => &[
                ("yees", "yer"),
                ("yee", "yer"),
                ("yes", "yer"),
                ("ye", "yer"),
                ("ees", "e"),
                ("ee", "e"),
                ("ues", "u"),
                ("us", "u"),
                ("is", "i"),
            ],
            Language::Portuguese => &[("oes", "ao"), ("aes", "ao")],
            Language::Spanish => &[("ciones", "cion"), ("siones", "sion")],
            Language::Romanian => {
                &[("tii", "tie"), ("tiei", "tie"), ("tiile", "tie"), ("tia", "tie")]
            }
            _ => &[],
        }
    }

    pub(super) fn algorithm(self) -> Algorithm {
        match self {
            Language::Arabic => Algorithm::Arabic,
            Language::Danish => Algorithm::Danish,
            Language::Dutch => Algorithm::Dutch,
            Language::English => Algorithm::English,
            Language::Finnish => Algorithm::Finnish,
            Language::French => Algorithm::French,
            Language::German => Algorithm::German,
            Language::Greek => Algorithm::Greek,
            Language::Hungarian => Algorithm::Hungarian,
            Language::Italian => Algorithm::Italian,
            Language::Norwegian => Algorithm::Norwegian,
            Language::Portuguese => Algorithm::Portuguese,
            Language::Romanian => Algorithm::Romanian,
            Language::Russian => Algorithm::Russian,
            Language::Spanish => Algorithm::Spanish,
            Language::Swedish => Algorithm::Swedish,
            Language::Tamil => Algorithm::Tamil,
            Language::Turkish => Algorithm::Turkish,
        }
    }
}

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_a_region_names_its_language() {
        let cases = [
            ("fr-CA", Some(Language::French)),
            ("EN_gb", Some(Language::English)),
            ("nn", Some(Language::Norwegian)),
            ("zh-Hans", None),
            ("", None),
        ];
        for (tag, language) in cases {
            assert_eq!(Language::from_tag(tag), language, "{tag:?}");
        }
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
    }
}
