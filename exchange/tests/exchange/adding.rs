use std::collections::BTreeSet;

use relais::{Id, KnowledgeBase, Locale};
use relais_exchange::{Format, Input, Options, import};

use crate::{base, file, imported, loses, sample};

/// A small knowledge base to add to: the import of a table.
fn existing() -> Vec<(String, String)> {
    let table = "id,question,answer\nreturns/zz,return slip\u{20}please,Print it.\n";
    let mut files = imported(&Input::from_text("first.csv", table)).files;
    files.push(("facts.yaml".to_owned(), "customer.name: {type: text}\n".to_owned()));
    files
}

fn adding() -> Options {
    Options { existing: existing(), topic: Id::parse("returns"), ..Options::default() }
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let table = "id,question,answer\nzz,Which printer do I need?,Any printer.\n";
    let input = Input::from_text("second.csv", table);
    let added = import(&input, Format::Csv, &adding()).expect("an import");
    let paths: Vec<&str> = added.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["articles/returns/zz-2.yaml"]);
    let before: BTreeSet<String> = existing().into_iter().map(|(path, _)| path).collect();
    assert!(added.files.iter().all(|(path, _)| !before.contains(path)));
    KnowledgeBase::from_files(existing().into_iter().chain(added.files)).expect("valid");
}

#[test]
fn a_wording_stays_with_what_was_there() {
    // `aa` comes before `zz`, so that the checker finds fault with the existing article.
    let table = "id,question,answer\naa,\"Return slips, please\nwhere do I print?\",Elsewhere.\n";
    let input = Input::from_text("second.csv", table);
    let added = import(&input, Format::Csv, &adding()).expect("an import");
    let text = file(&added, "articles/returns/aa.yaml");
    assert!(text.contains("where do I print?") && !text.contains("- Return slips"), "{text}");
    loses(&added, "aa", "the question `Return slips, please`", "is also a wording of");
    KnowledgeBase::from_files(existing().into_iter().chain(added.files)).expect("valid");
}

/// Imports the same once more, and gives what is told.
#[track_caller]
fn again(input: &Input, format: Format, existing: Vec<(String, String)>) -> String {
    let options = Options { existing, ..Options::default() };
    match import(input, format, &options) {
        Ok(added) => panic!("{:#?}", added.files),
        Err(error) => error.to_string(),
    }
}

#[test]
fn importing_twice_adds_nothing() {
    let samples = [
        "qnabot.json",
        "azure.tsv",
        "rasa",
        "nlpjs",
        "dialogflow",
        "faq.csv",
        "faq-page.html",
        "faq-page-microdata.html",
    ];
    for name in samples {
        let input = sample(name);
        let format = Format::of(&input).expect("a format");
        let told = again(&input, format, imported(&input).files);
        assert!(told.contains("nothing to import"), "{name}: {told}");
    }
}

#[test]
fn what_was_turned_on_or_off_is_not_imported_anew() {
    let table = "id,question,answer\nreturns/zz,return slip please,Print it.\n";
    let input = Input::from_text("first.csv", table);
    let mut files = imported(&input).files;
    files[0].1.push_str("enabled: false\n");
    let told = again(&input, Format::Csv, files);
    assert!(told.contains("also a wording of `returns/zz`") && told.contains("is off"), "{told}");

    let item = serde_json::json!({"qna": [{"qid": "a", "q": ["who am I"], "a": "You, {{name}}."}]});
    let input = Input::from_text("x.json", item.to_string());
    let mut files = imported(&input).files;
    files[0].1 = files[0].1.replace("enabled: false\n", "").replace('…', "a customer");
    let told = again(&input, Format::QnaBot, files);
    assert!(told.contains("nothing to import"), "{told}");
}

#[test]
fn what_comes_in_off_takes_nothing_from_what_comes_in_on() {
    let items = serde_json::json!({"qna": [
        {"qid": "a", "q": ["who am I"], "a": "You, {{name}}."},
        {"qid": "b", "q": ["who am I"], "a": "A customer."},
    ]});
    let input = Input::from_text("x.json", items.to_string());
    let table = Input::from_text("first.csv", "question,answer\nwhere is my parcel,There.\n");
    let options = Options { existing: imported(&table).files, ..Options::default() };
    let added = import(&input, Format::QnaBot, &options).expect("an import");
    assert!(file(&added, "articles/questions/b.yaml").contains("- who am I"));
}

#[test]
fn a_wording_is_compared_within_its_language() {
    // `aa` comes before `zz`, so that the checker finds fault with the existing article, in French.
    let table = "id,locale,question,answer\n\
                 questions/zz,fr,Wifi box,Allumez-la.\nquestions/zz,en,Switch it on,Press it.\n";
    let existing = imported(&Input::from_text("first.csv", table)).files;
    let table = "id,locale,question,answer\n\
                 questions/aa,en,\"Wifi box\nthe box\",Here.\n\
                 questions/aa,fr,\"Wifi box\nla boîte\",Ici.\n";
    let options = Options { existing, ..Options::default() };
    let input = Input::from_text("second.csv", table);
    let added = import(&input, Format::Csv, &options).expect("an import");
    let text = file(&added, "articles/questions/aa.yaml");
    assert!(text.contains("en:\n  title: Wifi box\n  questions:\n  - Wifi box\n"), "{text}");
    assert!(text.contains("fr:\n  title: Wifi box\n  questions:\n  - la boîte\n"), "{text}");
}

#[test]
fn facts_that_are_declared_stay() {
    let table = "question,answer\nWho am I?,You are {fact.customer.name|our customer}.\n";
    let input = Input::from_text("second.csv", table);
    let added = import(&input, Format::Csv, &adding()).expect("an import");
    assert!(
        file(&added, "articles/returns/who-am-i.yaml")
            .contains("{fact.customer.name|our customer}")
    );
    KnowledgeBase::from_files(existing().into_iter().chain(added.files)).expect("valid");
}

#[test]
fn what_the_knowledge_base_lacks_is_told_with_what_to_add() {
    let input = sample("qnabot.json");
    let of = |options: Options| import(&input, Format::QnaBot, &options).expect_err("lacks");
    let topics = of(Options { topic: None, ..adding() }).to_string();
    for part in ["relais.yaml: 2 topics", "  - {id: delivery, title: {en: Delivery}}", "--topic"] {
        assert!(topics.contains(part), "{part} in {topics}");
    }
    let locale = of(Options { locale: Some(Locale::FR), ..adding() }).to_string();
    assert!(locale.contains("has en, and not fr") && locale.contains("`locales`"), "{locale}");
    let mut broken = adding();
    broken.existing.push(("rules/x.yaml".to_owned(), "whyy: 1\n".to_owned()));
    assert!(of(broken).to_string().contains("`relais check`"));
}

#[test]
fn a_language_without_sentences_needs_a_knowledge_base() {
    let options = Options { locale: "de".parse().ok(), ..Options::default() };
    let input = Input::from_text("faq.csv", "question,answer\nWo ist mein Paket?,Im Konto.\n");
    let told = import(&input, Format::Csv, &options).expect_err("German").to_string();
    assert!(told.contains("messages.yaml") && told.contains("--locale"), "{told}");
}

#[test]
fn a_region_goes_to_its_language() {
    let options = Options { locale: "en-GB".parse().ok(), ..adding() };
    let input = Input::from_text("faq.csv", "question,answer\nWhere from?,From here.\n");
    let added = import(&input, Format::Csv, &options).expect("an import");
    assert!(file(&added, "articles/returns/where-from.yaml").contains("\nen:\n"));
    loses(&added, "Where from?", "the region of `en-GB`", "`en`");
    let alone = Options { existing: Vec::new(), ..options };
    base(&import(&input, Format::Csv, &alone).expect("an import"));
}
