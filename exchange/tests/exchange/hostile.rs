use proptest::prelude::*;
use relais::KnowledgeBase;
use relais_exchange::{Format, Input, Options, import};

/// Imports what may be anything: it gives a knowledge base without errors, or an error.
fn survives(name: &str, text: &str, format: Format) {
    let input = Input::from_text(name, text);
    if let Ok(imported) = import(&input, format, &Options::default()) {
        let problems = KnowledgeBase::from_files(imported.files).err();
        let told: Vec<String> = problems.into_iter().flatten().map(|p| p.to_string()).collect();
        // The only errors that an import may leave are two texts that contradict each other.
        assert!(
            told.iter()
                .all(|problem| !problem.contains("error[") || problem.contains("facts-contradict")),
            "{told:?} of {text:?}"
        );
    }
}

#[test]
fn an_error_says_where_and_what_to_do() {
    let cases = [
        (
            Format::QnaBot,
            "x.json",
            "{\"qna\": [\n {\"qid\": \"a\",\n",
            "x.json:3: EOF while parsing an object; the file is cut off: export it again",
        ),
        (
            Format::QnaBot,
            "x.json",
            "{\n\"qna\": 3}",
            "x.json:2: invalid type: integer `3`, expected a sequence",
        ),
        (
            Format::QnaBot,
            "x.json",
            "{}",
            "x.json: there is no `qna` in the export; an export is {\"qna\": [{\"qid\": …, \"q\": […], \"a\": …}]}",
        ),
        (
            Format::QnaBot,
            "x.json",
            "{\"qna\": [1]}",
            "x.json: there is nothing to import (qnabot); x.json:1: item 1: the whole item: it is not an object `{…}`",
        ),
        (
            Format::Csv,
            "x.csv",
            "name,phone\na,b\n",
            "x.csv:1: there is no column `question` in the header; the first line names the columns; it is `name`, `phone`",
        ),
        (
            Format::Csv,
            "x.csv",
            "question\na\n",
            "x.csv:1: there is no column `answer` in the header; the first line names the columns; it is `question`",
        ),
        (
            Format::FaqPage,
            "x.html",
            "<p>nothing</p>",
            "x.html: there is no schema.org FAQPage with questions in it; JSON-LD and microdata are read; a table of questions and answers can be imported as CSV",
        ),
        (
            Format::FaqPage,
            "x.html",
            "<p>\n<script type='application/ld+json'>\n{\"@type\":\"FAQPage\",\n}</script>",
            "x.html:4: trailing comma; the JSON-LD of the page is broken there",
        ),
    ];
    for (format, name, text, expected) in cases {
        let input = Input::from_text(name, text);
        let error = import(&input, format, &Options::default()).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn deep_and_huge_inputs_end() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    survives("x.json", &deep, Format::QnaBot);
    survives("x.json", &format!("{{\"qna\": {deep}}}"), Format::QnaBot);
    survives("x.json", &deep, Format::FaqPage);
    survives("x.html", &"<div>".repeat(200_000), Format::FaqPage);
    let answer = "word ".repeat(100_000);
    survives("x.csv", &format!("question,answer\nq,{answer}\n"), Format::Csv);
    let long = format!("question,answer\n{},short\n", "why ".repeat(10_000));
    survives("x.csv", &long, Format::Csv);
    let braces = "{{".repeat(200_000);
    let open = serde_json::json!({"qna": [{"qid": "a", "q": ["q"], "a": braces}]});
    survives("x.json", &open.to_string(), Format::QnaBot);
    // What ends by itself, and what is closed without having been opened, is as deep as it is for a browser.
    for tags in ["<b><i>", "<rt>", "<optgroup>", "<div></i>", "<template>", "> "] {
        let html = tags.repeat(60_000);
        survives("x.csv", &format!("question,answer\nq,{html}\n"), Format::Csv);
        let page = format!("<p itemscope itemtype=https://schema.org/Question>{html}");
        survives("x.html", &page, Format::FaqPage);
        let page = serde_json::json!({
            "@type": "Question",
            "name": html,
            "acceptedAnswer": {"text": html},
        });
        survives("x.json", &page.to_string(), Format::FaqPage);
    }
}

#[test]
fn every_sample_survives_being_cut() {
    for (name, format) in [
        ("qnabot.json", Format::QnaBot),
        ("faq.csv", Format::Csv),
        ("azure.tsv", Format::Azure),
        ("nlpjs/corpus-en.json", Format::NlpJs),
        ("faq-page.html", Format::FaqPage),
        ("faq-page-microdata.html", Format::FaqPage),
    ] {
        let path = format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a sample");
        let ends = (0..text.len()).step_by(37).filter(|end| text.is_char_boundary(*end));
        for end in ends {
            survives(name, &text[..end], format);
        }
    }
}

#[test]
fn every_file_of_a_folder_survives_being_cut() {
    for (name, format) in [("rasa", Format::Rasa), ("dialogflow", Format::Dialogflow)] {
        let mut files = Vec::new();
        let folder = format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"));
        files_of(std::path::Path::new(&folder), &mut files);
        assert!(files.len() > 2, "{files:?}");
        for index in 0..files.len() {
            for part in [0, 1, 2, 3] {
                let mut cut = files.clone();
                let text = &mut cut[index].1;
                let end = text.len() * part / 4;
                *text =
                    text.char_indices().take_while(|(at, _)| *at < end).map(|(_, c)| c).collect();
                let input = Input::from_files(name, cut);
                if let Ok(imported) = import(&input, format, &Options::default()) {
                    KnowledgeBase::from_files(imported.files).expect("valid");
                }
            }
        }
    }
}

fn files_of(folder: &std::path::Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_of(&path, files);
        } else {
            let text = std::fs::read_to_string(&path).expect("text");
            files.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn wrong_types_are_told_and_nothing_breaks() {
    let corpus = "{\"data\": [{\"intent\": 3, \"utterances\": {}, \"answers\": 5}, [], null, \
                  {\"intent\": \"a\", \"utterances\": [1, \"q\"], \"answers\": [[], \"yes it is\"]}]}";
    survives("x.json", corpus, Format::NlpJs);
    survives("x.json", "{\"data\": {}}", Format::NlpJs);
    survives("x.yml", "nlu: 3\nresponses: []\n", Format::Rasa);
    survives(
        "x.yml",
        "nlu:\n- intent: a\n  examples: 3\nresponses:\n  utter_a: [3, {text: []}]\n",
        Format::Rasa,
    );
    survives("x.yml", "a: &a [x]\nb: [*a, *a\n", Format::Rasa);
    survives(
        "x.tsv",
        "Question\tAnswer\tPrompts\tQnaId\nq\ta\t{\t1\nr\tb\t[3]\t2\n",
        Format::Azure,
    );
    let page = "{\"@type\": \"FAQPage\", \"mainEntity\": [{\"@type\": \"Question\", \"name\": {}, \
                \"acceptedAnswer\": [3, {\"text\": []}]}, 7]}";
    survives("x.json", page, Format::FaqPage);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_question_and_answer_make_a_valid_article(
        question in "\\PC{1,60}",
        answer in "(?s).{1,200}",
        id in "\\PC{0,20}",
    ) {
        let item = serde_json::json!({"qna": [{"qid": id, "q": [question], "a": answer}]});
        survives("x.json", &item.to_string(), Format::QnaBot);
        let item = serde_json::json!({"qna": [{"qid": id, "q": [question], "a": "", "alt": {"markdown": answer, "ssml": answer}}]});
        survives("x.json", &item.to_string(), Format::QnaBot);
    }

    #[test]
    fn any_markup_makes_a_valid_article(
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 1..30),
    ) {
        let answer = parts.concat();
        let item = serde_json::json!({"qna": [{"qid": "a", "q": ["some question"], "a": "", "alt": {"markdown": answer}}]});
        survives("x.json", &item.to_string(), Format::QnaBot);
    }

    #[test]
    fn any_table_is_read_or_refused(text in "(?s)(question,answer\n)?[a-z,;\"\n{}<>\t*_#=+-]{0,120}") {
        survives("x.csv", &text, Format::Csv);
    }
}

const PARTS: [&str; 40] = [
    "**",
    "*",
    "_",
    "`",
    "[",
    "](https://x.example)",
    "](",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "# ",
    "- ",
    "1. ",
    "> ",
    "\n",
    "\n\n",
    "  ",
    "{{",
    "}}",
    "{fact.a|b}",
    "a",
    "word",
    "é",
    "&amp;",
    "&lt;",
    "\\",
    "!",
    "~~",
    "<br>",
    "<a href='",
    "'>",
    "---",
    "|",
];
