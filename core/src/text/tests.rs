use std::collections::BTreeSet;

use super::*;

/// What the knowledge base of these tests speaks of.
const FRENCH: &[&str] = &[
    "Où est mon colis ?",
    "J'ai perdu mon mot de passe",
    "Quel est le délai de livraison ?",
    "résilier mon abonnement internet",
    "je n'ai pas reçu ma facture de téléphone",
    "combien coûte un changement de forfait",
];
const ENGLISH: &[&str] = &[
    "Where is my parcel?",
    "I did not receive my bill",
    "I forgot the password of my account",
    "How long does a delivery take?",
    "cancel my internet contract",
];

#[test]
fn what_customers_write_is_understood() {
    let cases: &[(Language, &str, &[&str])] = &[
        (Language::French, "bonjourr", &["bonjour"]),
        (Language::French, "Bonjou", &["bonjour"]),
        (Language::French, "allo", &["allo"]),
        (Language::French, "Allô", &["allo"]),
        (
            Language::French,
            "jai perdu mon mot de pass",
            &["ai", "perdu", "mon", "mot", "de", "passe"],
        ),
        (Language::French, "MON COLIS EST OU???", &["mon", "colis", "est", "ou"]),
        (
            Language::French,
            "c koi le delai de livraison svp",
            &["est", "quoi", "le", "delai", "de", "livraison", "il", "vous", "plait"],
        ),
        // Its stem is that of "parcel", so there is nothing to correct.
        (Language::English, "where's my parcell", &["where", "my", "parcell"]),
        (Language::English, "dont recieve my bil", &["do", "not", "receive", "my", "bil"]),
        (Language::English, "i didn’t recceive it", &["i", "did", "not", "receive", "it"]),
        (Language::French, "cest quoi labonnement?", &["est", "quoi", "abonnement"]),
        (Language::French, "motdepasse", &["mot", "de", "passe"]),
        (Language::French, "fac ture", &["facture"]),
        (Language::French, "forfiat", &["forfait"]),
        (Language::French, "abonnemant", &["abonnement"]),
        (
            Language::French,
            "l`abonnement l´abonnement lʼabonnement",
            &["abonnement", "abonnement", "abonnement"],
        ),
        (Language::French, "de\u{301}lai", &["delai"]),
        (Language::French, "mon\u{a0}colis\u{202f}?", &["mon", "colis"]),
        (Language::French, "ＣＯＬＩＳ", &["colis"]),
        (Language::French, "co\u{200b}l\u{ad}is \u{202e}perdu\u{202c}", &["colis", "perdu"]),
        (Language::French, "\u{301}\u{302}\u{20d0}", &[]),
        (Language::French, "\u{0}\u{1}\u{7f}", &[]),
        (Language::French, "", &[]),
        (Language::French, "😡", &["😡"]),
        (
            Language::French,
            "commande OD-123456 à 19,90 €",
            &["commande", "od-123456", "a", "19.90€"],
        ),
    ];
    for (language, text, expected) in cases {
        let base = Base::new(*language);
        let analysis = base.ask(text);
        assert_eq!(analysis.surfaces().collect::<Vec<_>>(), *expected, "{text:?}");
        check(&analysis, text);
    }
}

#[test]
fn good_words_are_left_alone() {
    let base = Base::new(Language::French);
    // Short, an amount, an identifier, of the language, of a known stem, far from everything.
    for text in
        ["mon", "col", "19,90", "OD-123456", "colis5", "quand", "reçues", "kangourou", "téléphonez"]
    {
        let analysis = base.ask(text);
        assert!(analysis.words.iter().all(|word| !word.corrected), "{text:?}: {analysis:?}");
    }
}

#[test]
fn a_question_never_loses_all_its_words() {
    let base = Base::new(Language::French);
    let content = |text: &str| -> Vec<String> {
        base.ask(text).content().map(|word| word.surface.clone()).collect()
    };
    assert_eq!(content("bonjour, je voudrais savoir où est mon colis svp"), ["ou", "colis"]);
    assert_eq!(content("et moi s'il vous plaît"), ["et", "moi"]);
    assert_eq!(content("bonjour"), ["bonjour"]);
    assert_eq!(content("merci 👍"), ["merci", "👍"]);
    assert_eq!(content("👍"), ["👍"]);
}

#[test]
fn synonyms_become_one_term() {
    let lexis = Lexis::built_in(Some(Language::French))
        .with_synonyms([
            ("box", vec!["livebox", "modem routeur"]),
            ("mot de passe", vec!["code secret", "identifiant"]),
        ])
        .with_fillers(["pour la énième fois"]);
    let analyzer = Analyzer::new(lexis);
    let terms = |text: &str| -> Vec<String> {
        analyzer.analyze(text).content().map(|word| word.term.clone()).collect()
    };
    assert_eq!(terms("ma Livebox"), terms("ma box"));
    assert_eq!(terms("les modems-routeurs"), terms("box"));
    assert_eq!(terms("mdp perdu"), terms("codes secrets perdus"));
    assert_eq!(terms("mots de passe"), terms("identifiant"));
    assert_eq!(terms("pour la enieme fois ma facture"), terms("facture"));
    let text = "le modem  routeur clignote";
    let merged = &analyzer.analyze(text).words[1];
    assert_eq!(&text[merged.span.start as usize..merged.span.end as usize], "modem  routeur");
    assert_eq!(merged.surface, "modem routeur");
}

#[test]
fn missing_accents_do_not_change_the_term() {
    // The stemmers of these languages read the accents; the vocabulary gives them back.
    let cases = [
        (Language::Turkish, "ödeme yapamıyorum", "odeme yapamiyorum"),
        (Language::Finnish, "käyttäjätunnus hävisi", "kayttajatunnus havisi"),
        (Language::Swedish, "återbetalningen är försenad", "aterbetalningen ar forsenad"),
        (Language::Hungarian, "elvesztettem a számlámat", "elvesztettem a szamlamat"),
        (Language::French, "résiliation", "resiliation"),
    ];
    for (language, written, hurried) in cases {
        let base = Base::with(Lexis::built_in(Some(language)), &[written]);
        let terms = |text: &str| -> Vec<String> {
            base.ask(text).words.into_iter().map(|word| word.term).collect()
        };
        assert_eq!(terms(hurried), terms(written), "{language:?}");
        let authored = base.analyzer.analyze(written);
        let authored: Vec<String> = authored.words.into_iter().map(|word| word.term).collect();
        assert_eq!(terms(written), authored, "{language:?}");
    }
}

#[test]
fn a_negation_reaches_the_words_after_it() {
    let base = Base::new(Language::French);
    let negated = |text: &str| -> Vec<String> {
        base.ask(text)
            .words
            .iter()
            .filter(|word| word.negated)
            .map(|word| word.surface.clone())
            .collect()
    };
    assert_eq!(negated("je n'ai pas reçu ma facture"), ["recu", "ma", "facture"]);
    assert_eq!(negated("facture reçue"), [""; 0]);
}

#[test]
fn known_words_are_told_from_unknown_ones() {
    let base = Base::new(Language::French);
    let known: Vec<bool> =
        base.ask("mon collis kangourou livraisons").words.iter().map(|word| word.known).collect();
    assert_eq!(known, [true, true, false, true]);
    let lexis = Lexis::built_in(Some(Language::French)).with_synonyms([("colis", vec!["paquet"])]);
    assert!(Base::with(lexis, FRENCH).ask("paquet").words[0].known);
}

#[test]
fn real_words_are_left_alone() {
    let base = Base::new(Language::French);
    let read = |text: &str| base.ask(text).surfaces().collect::<Vec<_>>().join(" ");
    // Each is one letter from a word of the knowledge base, and another word.
    assert_eq!(read("une chaise"), "une chaise");
    assert_eq!(read("mon collis"), "mon colis");
    let strange = |text: &str| -> Vec<bool> {
        base.ask(text).words.iter().map(|word| word.strange).collect()
    };
    assert_eq!(strange("une chaise kangourou"), [false; 3]);
    assert_eq!(strange("qsdfg mon colis"), [true, false, false]);
}

#[test]
fn the_language_of_short_messages_is_told() {
    let mut builder = LanguageModelBuilder::default();
    builder.add_locale(&Lexis::built_in(Some(Language::French)), FRENCH.iter().copied());
    builder.add_locale(&Lexis::built_in(Some(Language::English)), ENGLISH.iter().copied());
    let model = LanguageModel::open(builder.build()).expect("what was built opens");
    let (french, english) = (Some(0), Some(1));
    let cases = [
        ("facture", french),
        ("c koi", french),
        ("ma box marche plus", french),
        ("résiliation", french),
        ("pk", french),
        ("merci", french),
        ("je veux un conseiller", french),
        ("Où est mon colis", french),
        ("where is it", english),
        ("bill", english),
        ("thx", english),
        ("hello", english),
        ("my internet is down", english),
        ("i need a new sim card", english),
        ("cancel", english),
        ("ok", None),
        ("", None),
        ("12345", None),
        ("😡", None),
        ("wifi", None),
        ("xyzzy", None),
    ];
    let wrong: Vec<_> = cases
        .into_iter()
        .map(|(text, expected)| (text, expected, model.identify(text)))
        .filter(|(_, expected, found)| found.locale != *expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_damaged_language_model_is_refused() {
    let mut builder = LanguageModelBuilder::default();
    builder.add_locale(&Lexis::built_in(None), ["a b"]);
    let bytes = builder.build();
    for length in 0..bytes.len() {
        assert!(LanguageModel::open(&bytes[..length]).is_none());
    }
    assert!(LanguageModel::open([0xFF; 64]).is_none());
}

#[test]
fn every_language_has_its_data() {
    let mut problems = Vec::new();
    for language in Language::ALL {
        let tag = language.tag();
        let lexis = Lexis::built_in(Some(language));
        let plain = Analyzer::new(Lexis { shorthand: Default::default(), ..lexis.clone() });
        let surfaces = |text: &str| -> Vec<String> {
            plain.analyze(text).surfaces().map(str::to_owned).collect()
        };
        let terms = |text: &str| -> Vec<String> {
            plain.analyze(text).words.into_iter().map(|word| word.term).collect()
        };
        let stop_words: BTreeSet<_> =
            lexis.stop_words.iter().flat_map(|word| surfaces(word)).collect();
        let negations: BTreeSet<_> =
            lexis.negations.iter().flat_map(|word| surfaces(word)).collect();
        if stop_words.len() < 40 || negations.len() < 3 {
            problems.push(format!("{tag}: too few words"));
        }
        problems.extend(
            stop_words
                .intersection(&negations)
                .map(|word| format!("{tag}: {word} is a stop word too")),
        );
        for (written, meant) in &lexis.shorthand {
            match surfaces(written).as_slice() {
                [] => problems.push(format!("{tag}: {written:?} is nothing")),
                words if words == surfaces(meant) && terms(written) == terms(meant) => {
                    problems.push(format!("{tag}: {written:?} is itself"))
                }
                [word] if stop_words.contains(word) || negations.contains(word) => {
                    problems.push(format!("{tag}: {written:?} has a meaning of its own"));
                }
                _ => {}
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn every_language_has_its_reserved_wordings() {
    for language in Language::ALL {
        let tag = language.tag();
        let analyzer = Analyzer::new(Lexis::built_in(Some(language)));
        for (intent, wordings) in ReservedWordings::built_in(language).iter() {
            // French and English are first-class; a form is given up by "no" everywhere.
            let first_class = matches!(language, Language::French | Language::English);
            let least = match intent {
                "human" => 8,
                "cancel" | "slower" if !first_class => 0,
                _ => 4,
            };
            assert!(wordings.len() >= least, "{tag} {intent}");
            let mut seen = BTreeSet::new();
            for wording in wordings {
                assert!(seen.insert(wording), "{tag} {intent}: {wording:?} twice");
                check(&analyzer.analyze(wording), wording);
            }
        }
    }
}

#[test]
fn a_lexis_survives_the_bundle() {
    let lexis = Lexis::built_in(Some(Language::French)).with_synonyms([("box", ["modem"])]);
    let bytes = postcard::to_allocvec(&lexis).expect("a lexis can be encoded");
    assert_eq!(postcard::from_bytes::<Lexis>(&bytes).expect("and decoded"), lexis);
}

#[test]
fn hostile_messages_take_linear_time() {
    let base = Base::new(Language::French);
    let size = 200_000;
    for unit in [
        "a", "a ", "é", "e\u{301}", "\u{301}", "1 ", "1", "'", "a'", ".", "a.", "@", "😡", "l'",
        "- ", "e mail ", "bonjoru ",
    ] {
        let text = unit.repeat(size / unit.len());
        check(&base.ask(&text), &text);
    }
}

/// What must hold of any analysis.
fn check(analysis: &Analysis, text: &str) {
    let mut last = 0;
    for word in &analysis.words {
        let span = word.span.start as usize..word.span.end as usize;
        assert!(span.start >= last && !text[span.clone()].is_empty(), "{text:.80?}: {word:.80?}");
        last = span.start;
        assert!(!word.surface.is_empty() && !word.term.is_empty(), "{text:.80?}: {word:.80?}");
    }
    assert!(analysis.words.is_empty() || analysis.content().next().is_some(), "{text:.80?}");
}

struct Base {
    analyzer: Analyzer,
    speller: Speller,
}

impl Base {
    fn new(language: Language) -> Base {
        let texts = if language == Language::English { ENGLISH } else { FRENCH };
        Base::with(Lexis::built_in(Some(language)), texts)
    }

    fn with(lexis: Lexis, texts: &[&str]) -> Base {
        let analyzer = Analyzer::new(lexis);
        let mut builder = VocabularyBuilder::new(&analyzer);
        for text in texts {
            builder.add(&analyzer.analyze(text));
        }
        let (words, letters) = builder.build();
        let speller = Speller::open(words.map(), letters).expect("what was built opens");
        Base { analyzer, speller }
    }

    fn ask(&self, text: &str) -> Analysis {
        self.analyzer.analyze_with(text, Some(&self.speller))
    }
}
