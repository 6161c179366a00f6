use std::fs;

use crate::relais::Place;

/// A sample of another tool's export.
fn sample(name: &str) -> String {
    format!("{}/../exchange/samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_every_tool_exports_becomes_a_knowledge_base() {
    let place = Place::new("imported");
    let samples = [
        ("qnabot.json", "4 articles (qnabot)"),
        ("azure.tsv", "3 articles (azure)"),
        ("rasa", "4 articles (rasa)"),
        ("nlpjs", "2 articles (nlpjs)"),
        ("dialogflow", "2 articles (dialogflow)"),
        ("faq.csv", "2 articles (csv)"),
        ("faq-page.html", "2 articles (faqpage)"),
        ("faq-page-microdata.html", "2 articles (faqpage)"),
    ];
    for (name, told) in samples {
        let folder = format!("from-{}", name.replace('.', "-"));
        let ran = place.run(&["import", &sample(name), "-o", &folder]);
        assert!(ran.out.contains(told) && ran.out.contains("CHANGE"), "{}", ran.out);
        assert!(ran.err.contains("lost"), "{}", ran.err);
        ran.succeeds();
        place.run(&["check", &folder]).succeeds();
    }
    let answer = place.run(&["ask", "from-rasa", "how can I pay?"]).succeeds();
    assert!(answer.contains("By card or by transfer."), "{answer}");
}

#[test]
fn an_import_adds_and_never_overwrites() {
    let place = Place::with_base("added");
    let before = fs::read_to_string(place.path("base/relais.yaml")).expect("settings");
    let table =
        "question,answer\nWhere is my ORDER,In the account.\nDo I need a box?,Any box will do.\n";
    fs::write(place.path("faq.csv"), table).expect("a table");
    let told = place.run(&["import", "faq.csv", "-o", "base"]).fails_with(3);
    assert!(told.contains("- {id: questions,") && told.contains("--topic"), "{told}");
    let args = ["import", "faq.csv", "-o", "base", "--topic", "returns"];
    let ran = place.run(&args);
    assert!(ran.err.contains("`Where is my ORDER` is also a wording of"), "{}", ran.err);
    assert!(ran.out.contains("1 article (csv)"), "{}", ran.out);
    assert!(!ran.succeeds().contains("CHANGE"));
    assert_eq!(fs::read_to_string(place.path("base/relais.yaml")).expect("settings"), before);
    place.run(&["check", "base"]).succeeds();
    assert!(place.run(&args).fails_with(3).contains("nothing to import"));
}

#[test]
fn what_is_lost_is_written_into_a_table() {
    let place = Place::new("losses");
    let args = ["import", &sample("qnabot.json"), "-o", "base", "--losses", "lost.csv"];
    place.run(&args).succeeds();
    let table = fs::read_to_string(place.path("lost.csv")).expect("a table");
    assert!(table.starts_with("file,line,item,what,why\n"), "{table}");
    assert!(table.contains(",40,Broken.Item,`q`,"), "{table}");
}

#[test]
fn a_knowledge_base_goes_out_and_comes_back() {
    let place = Place::with_base("out-and-back");
    let told = place.run(&["export", "base", "--to", "csv", "-o", "kb.csv"]).succeeds();
    assert!(told.contains("exported 2 articles to kb.csv"), "{told}");
    place.run(&["import", "kb.csv", "-o", "back", "--name", "Back"]).succeeds();
    let read = |path: &str| fs::read_to_string(place.path(path)).expect("an article");
    let back = read("back/articles/delivery/track-order.yaml");
    for part in ["has my package been shipped yet", "2. Select **Track**.", "owner: logistics"] {
        assert!(back.contains(part), "{part} in {back}");
    }
    assert!(read("back/relais.yaml").contains("name: Back"));

    place.change("base/articles/delivery/track-order.yaml", ", returns/return-item]", "]");
    place.change("base/articles/returns/return-item.yaml", "owner:", "enabled: false\nowner:");
    let ran = place.run(&["export", "base", "--to", "faqpage"]);
    assert!(
        ran.err.contains("articles/returns/return-item.yaml: the whole article"),
        "{}",
        ran.err
    );
    let page: serde_json::Value = serde_json::from_str(&ran.succeeds()).expect("JSON");
    assert_eq!(page["mainEntity"][0]["name"], "Where is my order?");
    assert_eq!(page["mainEntity"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_index_goes_to_a_search_engine_and_the_bundle_stays_without() {
    let place = Place::with_base("to-a-search-engine");
    let told = place.run(&["export", "base", "--elastic", "index"]).succeeds();
    assert!(told.contains("3 articles and forms as relais-en"), "{told}");
    let read = |name: &str| fs::read_to_string(place.path(name)).expect("a file of the index");
    let bulk = read("index/relais-en.bulk.ndjson");
    let lines: Vec<serde_json::Value> =
        bulk.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0]["index"]["_id"], "delivery/track-order");
    assert_eq!(lines[1]["name"], "Track my order");
    let wordings = lines[1]["wordings"].as_array().expect("terms");
    // "has my package been shipped yet": the stem, and the synonym that stands for the word.
    for (term, is_there) in
        [("ship", true), ("parcel", true), ("shipped", false), ("package", false)]
    {
        assert_eq!(wordings.iter().any(|found| found == term), is_there, "{term}: {wordings:?}");
    }
    for settings in ["index/relais-en.elasticsearch.json", "index/relais-en.quickwit.json"] {
        assert!(read(settings).contains("\"wordings\""), "{settings}");
    }
    let both = place.run(&["export", "base", "--elastic", "index", "--to", "csv"]).fails_with(2);
    assert!(both.contains("cannot be used with"), "{both}");

    let told = place.run(&["build", "base", "--without-index", "-o", "kb.relais"]).succeeds();
    assert!(!told.contains("/index/"), "{told}");
    let asked =
        place.run(&["ask", "kb.relais", "where is my parcel?", "--explain=full"]).succeeds();
    assert!(asked.contains("built without an index"), "{asked}");
}

#[test]
fn a_language_that_is_not_asked_for_is_told() {
    let place = Place::new("one-language");
    place.run(&["import", &sample("faq.csv"), "-o", "base"]).succeeds();
    for to in ["csv", "faqpage"] {
        let ran = place.run(&["export", "base", "--to", to, "--locale", "en"]);
        assert!(ran.err.contains("relais.yaml: the texts in `fr`"), "{to}: {}", ran.err);
        assert!(!ran.err.contains("the texts in `en`"), "{to}: {}", ran.err);
    }
    let all = place.run(&["export", "base", "--to", "csv"]);
    assert!(!all.err.contains("the texts in"), "{}", all.err);
}

#[test]
fn what_cannot_be_imported_is_told_with_what_to_do() {
    let place = Place::with_base("not-imported");
    fs::write(place.path("cut.json"), "{\"qna\": [\n{\"qid\": \"a\",").expect("a file");
    fs::write(place.path("latin.csv"), b"question,answer\na,\xe9\n").expect("a file");
    fs::write(place.path("faq.xlsx"), b"PK\x03\x04....").expect("a file");
    fs::write(place.path("notes.md"), "# Notes\n").expect("a file");
    fs::create_dir(place.path("full")).expect("a folder");
    fs::write(place.path("full/notes.md"), "# Notes\n").expect("a file");
    let cases: [(&[&str], i32, &str); 9] = [
        (&["import", "nowhere.csv", "-o", "new"], 3, "nowhere.csv: "),
        (&["import", "cut.json", "-o", "new"], 3, "cut.json:2: EOF while parsing"),
        (
            &["import", "latin.csv", "-o", "new"],
            3,
            "latin.csv:2: this is not UTF-8 text; save it as UTF-8",
        ),
        (&["import", "faq.xlsx", "-o", "new"], 3, "an archive or an Excel file; unpack"),
        (&["import", "notes.md", "-o", "new"], 2, "say --from (qnabot, azure"),
        (
            &["import", "notes.md", "--from", "csv", "-o", "new"],
            3,
            "notes.md:1: there is no column `question`",
        ),
        (&["import", "latin.csv", "-o", "full"], 3, "latin.csv:2"),
        (&["import", "notes.md", "--from", "excel", "-o", "new"], 2, "it is one of: qnabot"),
        (&["export", "base", "--to", "csv", "--locale", "de"], 2, "has en, and not de"),
    ];
    for (args, code, told) in cases {
        let err = place.run(args).fails_with(code);
        assert!(err.contains(told), "{told} in {err}");
    }
    let full = place.run(&["import", &sample("faq.csv"), "-o", "full"]).fails_with(2);
    assert!(full.contains("neither empty nor a knowledge base"), "{full}");
    assert!(!place.path("new").exists());
}
