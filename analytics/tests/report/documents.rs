//! The documents say what the program does.

use relais_report::sql;

#[test]
fn the_page_quotes_every_query_as_it_is() {
    let page = crate::document("docs/analytics.md");
    for query in sql::all() {
        let quoted = format!("```sql\n{}```\n", query.text);
        assert!(
            page.contains(&quoted),
            "docs/analytics.md does not quote sql/{}.sql as it is",
            query.name
        );
    }
    assert_eq!(
        page.matches("```sql\n").count(),
        sql::all().count(),
        "docs/analytics.md quotes other SQL"
    );
}

#[test]
fn every_query_says_first_what_it_answers() {
    for query in sql::all() {
        assert!(query.text.starts_with("-- "), "{}", query.name);
        assert!(query.text.lines().all(|line| line.chars().count() <= 110), "{}", query.name);
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    let files = std::fs::read_dir(folder).expect("the folder of queries").count();
    assert_eq!(files, sql::all().count(), "a file of sql/ that nothing asks");
}
