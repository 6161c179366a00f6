//! What a sample does not have: things said several times, in several files, or in no usual way.

use relais::Locale;
use relais_exchange::{Format, Input, Options, import};

use crate::{base, file, imported, loses};

#[test]
fn rows_without_an_id_are_one_article_only_in_one_topic_and_language() {
    let table = "topic,locale,question,answer\n\
                 Delivery,en,Where is my parcel?,See your account.\n\
                 Delivery,en,track my order,See your account.\n\
                 Billing,en,Where is my bill?,See your account.\n\
                 Billing,fr,Combien coûte la box ?,See your account.\n";
    let imported = imported(&Input::from_text("faq.csv", table));
    assert_eq!(imported.losses, []);
    let paths: Vec<&str> = imported.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "articles/billing/combien-coute-la-box.yaml",
            "articles/billing/where-is-my-bill.yaml",
            "articles/delivery/where-is-my-parcel.yaml",
            "relais.yaml",
        ]
    );
    let parcel = file(&imported, "articles/delivery/where-is-my-parcel.yaml");
    assert!(parcel.contains("  - track my order\n"), "{parcel}");
    assert!(file(&imported, paths[0]).contains("\nfr:\n"));
}

#[test]
fn a_row_that_adds_questions_tells_what_else_it_has() {
    let table = "id,topic,question,answer\na,Delivery,Where is my parcel?,There.\n\
                 a,Billing,track my order,There.\n";
    let imported = imported(&Input::from_text("faq.csv", table));
    loses(&imported, "a", "`topic`", "the first row");
}

#[test]
fn a_row_of_azure_is_one_of_an_answer_only_where_it_has_that_answer() {
    let table = "Question\tAnswer\tSource\tMetadata\tQnaId\n\
                 where is my parcel\tThere.\tEditorial\ta:b\t7\n\
                 track my order\tThere.\tEditorial\tc:d\t7\n\
                 what does it cost\tNothing.\tEditorial\t\t7\n\
                 is there a shop\tIn Lille.\tEditorial\t\t0\n\
                 do you deliver\tYes.\tEditorial\t\t0\n";
    let imported = imported(&Input::from_text("kb.tsv", table));
    assert_eq!(imported.articles, 4);
    let parcel = file(&imported, "articles/questions/where-is-my-parcel.yaml");
    assert!(parcel.contains("- track my order\n  answer: There.\n"), "{parcel}");
    loses(&imported, "track my order", "`Metadata`", "the first row");
}

#[test]
fn a_corpus_of_nlpjs_keeps_the_region_that_was_chosen() {
    let corpus = |locale: &str| {
        let item =
            serde_json::json!({"intent": "a.b", "utterances": ["où est"], "answers": ["Là."]});
        let corpus = serde_json::json!({"locale": locale, "data": [item]});
        imported(&Input::from_text("corpus.json", corpus.to_string()))
    };
    for (locale, kept) in [("fr-CA", "fr-CA"), ("fr-FR", "fr"), ("en-US", "en"), ("en_GB", "en-GB")]
    {
        let imported = corpus(locale);
        assert_eq!(base(&imported).0.locales()[0].as_str(), kept);
        assert_eq!(imported.losses, [], "{locale}");
    }
    loses(&corpus("fr-Latn-FR"), "", "the locale `fr-Latn-FR`", "it is `fr` now");
}

/// A project of Rasa.
fn rasa(files: &[(&str, &str)]) -> Input {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    Input::from_files("rasa", files.iter().map(owned))
}

const DOMAIN: (&str, &str) = (
    "domain.yml",
    "responses:\n  utter_bill: [{text: It is there.}]\n  utter_box: [{text: Off.}]\n",
);
const NLU: (&str, &str) =
    ("data/nlu.yml", "nlu:\n- intent: bill\n  examples: |\n    - where is my bill\n");

#[test]
fn an_intent_of_two_files_is_one_article() {
    let more = "nlu:\n- intent: bill\n  examples: |\n    - show me the invoice\n";
    let imported = imported(&rasa(&[DOMAIN, NLU, ("data/more.yml", more)]));
    assert_eq!(imported.articles, 1);
    let bill = file(&imported, "articles/questions/bill.yaml");
    assert!(bill.contains("- show me the invoice\n  - where is my bill\n"), "{bill}");
}

#[test]
fn what_is_said_twice_in_a_project_of_rasa_is_told() {
    let more =
        "responses:\n  utter_bill: [{text: In your account.}]\n  utter_box: [{text: Off.}]\n";
    let rules = "rules:\n\
                 - rule: first\n  steps: [{intent: bill}, {action: utter_bill}]\n\
                 - rule: same\n  steps: [{intent: bill}, {action: utter_bill}]\n\
                 - rule: second\n  steps: [{intent: bill}, {action: utter_box}]\n\
                 stories:\n\
                 - story: third\n  steps: [{intent: bill}, {action: utter_box}]\n";
    let imported =
        imported(&rasa(&[DOMAIN, NLU, ("domain/more.yml", more), ("data/rules.yml", rules)]));
    let bill = file(&imported, "articles/questions/bill.yaml");
    assert!(bill.contains("answer: It is there.\n"), "{bill}");
    loses(&imported, "utter_bill", "another response: `In your account.`", "one answer");
    loses(&imported, "second", "the rule", "the rule `first` answers `bill`");
    loses(&imported, "third", "the story", "the rule `first` answers `bill`");
    let others = imported.losses.iter().filter(|loss| loss.what.contains("`Off.`"));
    assert_eq!(others.count() + imported.losses.iter().filter(|l| l.item == "same").count(), 0);
    let other = imported.losses.iter().find(|loss| loss.item == "utter_bill").map(|l| &*l.file);
    assert_eq!(other, Some("domain/more.yml"));
}

#[test]
fn a_file_of_another_tool_does_not_stop_a_project_of_rasa() {
    let chart = "apiVersion: v1\nmetadata:\n  name: {{ .Values.name }}\n  x: [\n---\nrules: []\n";
    let of_another = imported(&rasa(&[DOMAIN, NLU, ("chart/role.yaml", chart)]));
    assert_eq!(of_another.articles, 1);
    loses(&of_another, "", "the file", "it is not of Rasa");
    let broken = rasa(&[DOMAIN, NLU, ("data/rules.yml", "rules:\n- rule: a\n  steps: [\n")]);
    let told = import(&broken, Format::Rasa, &Options::default()).expect_err("broken").to_string();
    assert!(told.starts_with("data/rules.yml:"), "{told}");
}

#[test]
fn a_topic_that_looks_like_a_number_is_a_text() {
    let table = "id,question,answer\n123/a,where is my parcel,There.\ntrue/b,who are you,A bot.\n";
    let imported = imported(&Input::from_text("faq.csv", table));
    let (base, _) = base(&imported);
    let texts = base.texts(Locale::EN).expect("English");
    let topics: Vec<&str> = texts.settings.topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(topics, ["123", "true"]);
}
