//! A knowledge base that is read and compiled again after a change is the same, in every byte, as one
//! that is read and compiled for the first time.

use std::collections::BTreeMap;
use std::path::Path;

use relais::knowledge::Reader;
use relais::{BuildMemory, KnowledgeBase};

type Files = BTreeMap<String, String>;

/// A change of one file: what is there becomes something else; all of it, where that is empty.
type Change = (&'static str, &'static str, &'static str);

/// Changes of every sort, one after the other.
const CHANGES: &[Change] = &[
    ("articles/returns/return-lamp.yaml", "**30 jours**", "**40 jours**"),
    (
        "articles/delivery/track-parcel.yaml",
        "    - tracking number\n",
        "    - tracking number\n    - parcel code\n",
    ),
    (
        "articles/delivery/track-parcel.yaml",
        "    - parcel code\n",
        "    - the code of the parcel\n",
    ),
    ("articles/delivery/track-parcel.yaml", "    - the code of the parcel\n", ""),
    ("articles/delivery/track-parcel.yaml", "title: Track my parcel", "title: Follow my parcel"),
    ("rules/threat-of-court.yaml", "priority: 80", "priority: 70"),
    ("synonyms.yaml", "[package]", "[package, packet]"),
    ("lexicons.yaml", "[lawyer, court,", "[lawyer, judge, court,"),
    ("fillers.yaml", "", "en: [please]\n"),
    ("messages.yaml", "", "fr: {greeting: Bonjour !}\n"),
    ("dialogues/one.yaml", "", "- {name: a, locale: en, turns: [{user: hello, says: greeting}]}\n"),
    (
        "articles/delivery/late.yaml",
        "",
        "fr: {title: En retard, questions: [colis en retard], answer: Patience.}\n\
      en: {title: Late, questions: [late parcel], answer: Patience.}\n",
    ),
    ("relais.yaml", "name: Lumière", "name: Clarté"),
    ("relais.yaml", "locales: [fr, en]", "locales: [en, fr]"),
    // Problems, and what is read once they are mended.
    ("articles/returns/return-lamp.yaml", "  title: Retourner", "  titel: Retourner"),
    ("articles/returns/return-lamp.yaml", "  titel: Retourner", "  title: Retourner"),
    ("facts.yaml", "order.status: {type: text}", "order.status: {type: text"),
    ("facts.yaml", "order.status: {type: text", "order.status: {type: text}"),
];

#[test]
fn what_is_built_again_is_the_same() {
    let mut files = read("../cli/tests/explain/base");
    let mut again = Again::default();
    again.compare(&files, "nothing");
    for (file, from, to) in CHANGES {
        change(&mut files, file, from, to);
        again.compare(&files, &format!("`{to}` in {file}"));
    }
    files.remove("articles/delivery/late.yaml");
    again.compare(&files, "an article removed");
}

#[test]
fn the_starter_knowledge_base_is_the_same_too() {
    let mut files = read("../knowledge-base");
    let mut again = Again::default();
    let (reader, memory) = (&mut again.reader, &mut again.memory);
    let (base, _) = reader.read(files.clone()).expect("a valid knowledge base");
    base.rebuild(memory).expect("a bundle");
    let wording = "en:\n  title:";
    let article = files.iter().find(|(file, text)| {
        file.starts_with("articles/") && text.contains(wording) && text.contains("  questions:\n")
    });
    let (file, text) = article.expect("an article");
    let added = text.replacen("  questions:\n", "  questions:\n    - un tout autre mot\n", 1);
    files.insert(file.clone(), added.replacen("  answer: |\n", "  answer: |\n    Voici.\n\n", 2));
    again.compare(&files, "a wording and a sentence");
}

#[derive(Default)]
struct Again {
    reader: Reader,
    memory: BuildMemory,
}

impl Again {
    /// Reads and compiles these files with what is known and without.
    fn compare(&mut self, files: &Files, what: &str) {
        match (self.reader.read(files.clone()), KnowledgeBase::from_files(files.clone())) {
            (Ok((again, warnings)), Ok((first, expected))) => {
                assert_eq!(warnings, expected, "{what}");
                let dialogues = |base: &KnowledgeBase| format!("{:?}", base.dialogues());
                assert_eq!(dialogues(&again), dialogues(&first), "{what}");
                let again = again.rebuild(&mut self.memory).expect("a bundle");
                assert!(again == first.to_bytes().expect("a bundle"), "after {what}");
            }
            (Err(problems), Err(expected)) => assert_eq!(problems, expected, "{what}"),
            (again, _) => panic!("{what}: {:?}", again.map(|(_, warnings)| warnings)),
        }
    }
}

fn change(files: &mut Files, file: &str, from: &str, to: &str) {
    let text = files.entry(file.to_owned()).or_default();
    assert!(text.contains(from), "`{from}` in {file}");
    *text = if from.is_empty() { to.to_owned() } else { text.replacen(from, to, 1) };
}

fn read(folder: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (files, unread) = KnowledgeBase::read_files(folder);
    assert_eq!(unread, []);
    files.into_iter().collect()
}
