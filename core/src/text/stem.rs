use std::borrow::Cow;

use rust_stemmers::Stemmer;

use super::fold::fold;
use super::language::Language;

/// Takes a word to the form that its inflections share, without accents.
pub(super) struct Stems {
    language: Option<Language>,
    stemmer: Option<Stemmer>,
}

impl Stems {
    pub(super) fn new(language: Option<Language>) -> Stems {
        Stems { language, stemmer: language.map(|language| Stemmer::create(language.algorithm())) }
    }

    pub(super) fn language(&self) -> Option<Language> {
        self.language
    }

    /// Whether `stem` reads the word with its accents on.
    pub(super) fn needs_accents(&self) -> bool {
        self.language.is_some_and(|language| !language.folds_before_stemming())
    }

    /// The stem of a lower-case word, folded unless [`Stems::needs_accents`].
    pub(super) fn stem(&self, word: &str) -> String {
        let (Some(language), Some(stemmer)) = (self.language, &self.stemmer) else {
            return word.to_owned();
        };
        let respelled = respell(word, language);
        let stemmed = stemmer.stem(&respelled);
        if language.folds_before_stemming() {
            return stemmed.into_owned();
        }
        let mut folded = String::with_capacity(stemmed.len());
        fold(&stemmed, Some(language), &mut folded);
        folded
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").field("language", &self.language).finish_non_exhaustive()
    }
}

fn respell(word: &str, language: Language) -> Cow<'_, str> {
    for (ending, instead) in language.respelled_endings() {
        // A word needs a stem before its ending: "bus" is not "bu".
        if let Some(start) = word.strip_suffix(ending).filter(|start| start.len() >= 2) {
            return Cow::Owned(format!("{start}{instead}"));
        }
    }
    Cow::Borrowed(word)
}

#[cfg(test)]
mod tests {
    use super::super::fold::lower;
    use super::*;

    /// Per language, words that must share a stem, with and without their accents.
    const FAMILIES: &[(Language, &[&str])] = &[
        (Language::French, &["payé", "payée", "payées", "paye", "payee", "payer", "paie"]),
        (Language::French, &["reçu", "reçus", "recu", "reçue", "recues"]),
        (Language::French, &["facture", "factures"]),
        (Language::English, &["bill", "bills", "billing", "billed"]),
        (Language::English, &["delivery", "deliveries"]),
        (Language::Portuguese, &["devolução", "devoluções", "devolucao", "devolucoes"]),
        (Language::Spanish, &["devolución", "devoluciones", "devolucion"]),
        (Language::German, &["Rechnung", "Rechnungen"]),
        (Language::German, &["Gerät", "Geräte", "Geraet", "Gerat"]),
        (Language::Italian, &["fattura", "fatture"]),
        (Language::Dutch, &["factuur", "facturen"]),
        (Language::Swedish, &["faktura", "fakturor"]),
        (Language::Danish, &["faktura", "fakturaen"]),
        (Language::Norwegian, &["regning", "regningen", "regninger"]),
        (Language::Finnish, &["lasku", "laskun", "laskut"]),
        (Language::Hungarian, &["számla", "számlát"]),
        (Language::Romanian, &["informație", "informații", "informatie", "informatii"]),
        (Language::Russian, &["счёт", "счет", "счета"]),
        (Language::Greek, &["λογαριασμός", "λογαριασμού", "λογαριασμος"]),
        (Language::Turkish, &["sipariş", "siparişim", "siparişler"]),
        (Language::Arabic, &["الفاتورة", "فاتورة"]),
    ];

    #[test]
    fn inflections_and_missing_accents_share_a_stem() {
        let mut wrong = Vec::new();
        for (language, family) in FAMILIES {
            let stems = Stems::new(Some(*language));
            let found: Vec<String> = family
                .iter()
                .map(|word| {
                    let mut word = lower(word, Some(*language));
                    if !stems.needs_accents() {
                        let mut folded = String::new();
                        fold(&word, Some(*language), &mut folded);
                        word = folded;
                    }
                    stems.stem(&word)
                })
                .collect();
            if found.iter().any(|stem| *stem != found[0]) {
                wrong.push((language, family, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
