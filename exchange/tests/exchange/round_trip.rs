use proptest::prelude::*;
use relais::knowledge::{AuthoredArticle, LocaleTexts};
use relais::{Date, KnowledgeBase, Locale};
use relais_exchange::{Format, Input, Options, import, to_csv, to_faq_page};

use crate::base;

fn starter() -> KnowledgeBase {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../knowledge-base");
    KnowledgeBase::load(folder).expect("the starter knowledge base").0
}

fn today() -> Date {
    "2026-11-29".parse().expect("a date")
}

/// What a table has of an article.
fn of_table(authored: &AuthoredArticle) -> String {
    let article = &authored.article;
    format!(
        "{} | {} | {:?} | {} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?}",
        article.id,
        article.title,
        authored.wordings,
        words(authored),
        article.speech,
        article.summary,
        authored.keywords,
        article.links,
        authored.owner,
        article.source,
        article.reviewed,
        article.valid_from,
        article.valid_until,
    )
}

/// The answer as the web shows it: the pieces may be cut otherwise, and space has no look.
fn words(authored: &AuthoredArticle) -> String {
    use relais::knowledge::{Block, Inline, Piece};
    let line = |line: &Vec<Inline>| -> String {
        let mut written = String::new();
        let mut last = None;
        for inline in line {
            let text = match &inline.piece {
                Piece::Text(text) => text.clone(),
                other => format!("{other:?}"),
            };
            for letter in text.chars() {
                let look = (inline.style, inline.link.clone());
                if !matches!(letter, ' ' | '\n') && last.as_ref() != Some(&look) {
                    written.push_str(&format!("<{look:?}>"));
                    last = Some(look);
                }
                written.push(letter);
            }
        }
        let lines: Vec<String> =
            written.trim_matches(['\n', ' ']).split('\n').map(spaced).collect();
        lines.join("\n")
    };
    let blocks = authored.article.answer.blocks.iter().map(|block| match block {
        Block::Paragraph(words) => line(words),
        Block::List { ordered, items } => {
            let items: Vec<String> = items.iter().map(line).collect();
            let items: Vec<String> = items.into_iter().filter(|item| !item.is_empty()).collect();
            // A list without words is nothing anywhere.
            if items.is_empty() {
                String::new()
            } else {
                format!("{ordered}: {}", items.join("\n"))
            }
        }
        other => format!("{other:?}"),
    });
    blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn texts(base: &KnowledgeBase, locale: Locale) -> &LocaleTexts {
    base.texts(locale).expect("the locale")
}

#[test]
fn the_starter_base_goes_out_as_a_table_and_comes_back() {
    let starter = starter();
    let table = to_csv(&starter, &[]);
    // Facts are declared beside articles, which a table has not.
    let facts = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../knowledge-base/facts.yaml"
    ));
    let settings = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../knowledge-base/relais.yaml"
    ));
    let existing = vec![
        ("facts.yaml".to_owned(), facts.expect("facts")),
        ("relais.yaml".to_owned(), settings.expect("settings")),
    ];
    let options = Options { existing: existing.clone(), ..Options::default() };
    let back = import(&Input::from_text("kb.csv", &*table.text), Format::Csv, &options);
    let back = back.expect("an import");
    let lost: Vec<String> = back
        .losses
        .iter()
        .filter(|loss| !loss.what.starts_with("what comes next: `forms/"))
        .map(ToString::to_string)
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
    let (again, _) =
        KnowledgeBase::from_files(existing.into_iter().chain(back.files)).expect("valid");
    for locale in [Locale::FR, Locale::EN] {
        let (before, after) = (texts(&starter, locale), texts(&again, locale));
        assert_eq!(before.articles.len(), after.articles.len());
        for (before, after) in before.articles.iter().zip(&after.articles) {
            assert_eq!(of_table(before), of_table(after));
        }
    }
    // What a table has not is told.
    for file in ["relais.yaml", "synonyms.yaml", "dialogues", "forms/track-order.yaml"] {
        assert!(table.losses.iter().any(|loss| loss.file == file), "{file}");
    }
    let variants =
        texts(&starter, Locale::FR).articles.iter().filter(|a| !a.article.variants.is_empty());
    assert_eq!(
        table.losses.iter().filter(|loss| loss.what == "`variants`").count(),
        variants.count()
    );
}

#[test]
fn the_starter_base_goes_out_as_a_page_and_comes_back() {
    let starter = starter();
    for locale in [Locale::FR, Locale::EN] {
        let page = to_faq_page(&starter, locale, today());
        let value: serde_json::Value = serde_json::from_str(&page.text).expect("JSON");
        assert_eq!(value["@type"], "FAQPage");
        assert!(!page.text.contains('<'), "safe within a script");
        let back = import(
            &Input::from_text("faq.json", &*page.text),
            Format::FaqPage,
            &Options::default(),
        );
        let back = back.expect("an import");
        assert_eq!(back.losses, [], "a page that Relais wrote has nothing that Relais lacks");
        assert_eq!(back.articles, page.articles);
        let (again, _) = base(&back);
        let before = texts(&starter, locale);
        for after in &texts(&again, locale).articles {
            let before = before.articles.iter().find(|one| one.article.id == after.article.id);
            let before = before.expect("the same id");
            assert_eq!(before.article.title, after.article.title);
            assert_eq!(before.wordings[0], after.wordings[0]);
            assert_eq!(before.keywords, after.keywords);
            assert_eq!(before.article.source, after.article.source);
            assert_eq!(without_facts(&words(before)), without_facts(&words(after)));
        }
    }
}

/// A page has the fallback of a fact, and tells so.
fn without_facts(words: &str) -> String {
    let mut rest = words;
    let mut written = String::new();
    while let Some(at) = rest.find("Fact { name: ") {
        written.push_str(&rest[..at]);
        let after = &rest[at..];
        let start = after.find("fallback: \"").expect("a fallback") + "fallback: \"".len();
        let end = start + after[start..].find("\" }").expect("its end");
        written.push_str(&after[start..end]);
        rest = &after[end + 3..];
    }
    written + rest
}

/// A knowledge base of one article, from what proptest thinks of.
fn of_one(title: &str, wordings: &[String], answer: &str) -> Option<KnowledgeBase> {
    let article = serde_json::json!({
        "en": {"title": title, "questions": wordings, "answer": answer},
        "keywords": {"en": ["a word", "another, with a comma"]},
    });
    let settings = "name: x\nlocales: [en]\ndisclosure: x\ntopics: [{id: t, title: T}]\n\
                    time_zone: Europe/London\ncontact: {email: x}\n\
                    queues: [{id: q, title: Q, hours: {mon: \"09:00-10:00\"}}]\n";
    let files =
        [("relais.yaml", settings.to_owned()), ("articles/t/one.yaml", article.to_string())];
    let files = files.map(|(path, text)| (path.to_owned(), text));
    KnowledgeBase::from_files(files).ok().map(|(base, _)| base)
}

/// Spaces within a line are one in HTML, and in a cell that is trimmed.
fn spaced(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn text() -> impl Strategy<Value = String> {
    // Words, marks of Markdown, HTML, CSV and YAML, and letters of several scripts.
    let part = prop::sample::select(vec![
        "word",
        "a",
        "1.",
        "2)",
        "-",
        "*",
        "_",
        "`",
        "#",
        ">",
        "<",
        "&",
        "&amp;",
        "\"",
        "'",
        ",",
        ";",
        "=1+1",
        "@x",
        "é",
        "ß",
        "日本",
        "🙂",
        "**b**",
        "*i*",
        "[l](https://x.example/?a=1&b=2)",
        "\\",
        "!",
        "~",
        "|",
        ":",
        "\n\n",
        "\\\n",
        "\n\n- x\n- y\n\n",
        "\n\n1. x\n2. y\n\n",
        " ",
    ]);
    prop::collection::vec(part, 1..12).prop_map(|parts| parts.join(" ").trim().to_owned())
}

fn words_only() -> impl Strategy<Value = String> {
    "[\\PC&&[^\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}]]{1,40}"
        .prop_map(|text| spaced(text.trim()))
        .prop_filter("some words", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_article_goes_out_and_comes_back(
        title in words_only(),
        question in words_only(),
        answer in text(),
    ) {
        let Some(before) = of_one(&title, &[question], &answer) else { return Ok(()) };
        let article = &texts(&before, Locale::EN).articles[0];

        let table = to_csv(&before, &[]);
        let back = import(&Input::from_text("x.csv", &*table.text), Format::Csv, &Options::default());
        prop_assume!(back.is_ok());
        let (after, _) = base(&back.expect("an import"));
        let from_table = &texts(&after, Locale::EN).articles[0];
        prop_assert_eq!(of_table(article), of_table(from_table), "{}", table.text);

        let page = to_faq_page(&before, Locale::EN, today());
        let back = import(&Input::from_text("x.json", &*page.text), Format::FaqPage, &Options::default());
        let (after, _) = base(&back.expect("an import"));
        let from_page = &texts(&after, Locale::EN).articles[0];
        prop_assert_eq!(words(article), words(from_page), "{}", page.text);
        prop_assert_eq!(&article.article.title, &from_page.article.title);
        prop_assert_eq!(&article.wordings, &from_page.wordings);
    }
}
