//! Puts labelled questions into groups without their labels, as `relais suggest` does with those that nothing
//! answered, and says how well the groups are the labels: B-cubed precision and recall (Bagga and Baldwin
//! 1998), for each set in a folder. `benches/README.md` says how to run it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use relais::eval::Progress;
use relais::knowledge::{Learnable, Questions};
use relais::suggest::{Options, Unanswered, suggest};
use relais::{Engine, KnowledgeBase, Locale, Message, Start};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut out = io::stdout();
    let Some(folder) = env::args().nth(1) else {
        return Ok(writeln!(
            out,
            "name the folder of the labelled sets, as benches/README.md says"
        )?);
    };
    writeln!(out, "| set | questions | labels | groups | precision | recall | time |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|")?;
    let mut folders: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    folders.sort_by_key(|entry| entry.file_name());
    for entry in folders {
        // The half that may be looked at.
        let file = entry.path().join("train.jsonl");
        if file.is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let locale = if name.ends_with("-fr") { Locale::FR } else { Locale::EN };
            writeln!(out, "| {name} {}", row(&file, locale)?)?;
        }
    }
    Ok(())
}

fn row(file: &Path, locale: Locale) -> Result<String> {
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for line in fs::read_to_string(file)?.lines() {
        let one: serde_json::Value = serde_json::from_str(line)?;
        if let (Some(text), Some(label)) = (one["text"].as_str(), one["label"].as_str()) {
            labels.insert(text.split_whitespace().collect::<Vec<_>>().join(" "), label.to_owned());
        }
    }
    // A knowledge base that answers none of them.
    let other = Questions {
        title: "Zyx".to_owned(),
        wordings: vec!["zyx wvu".to_owned()],
        answer: "Zyx.".to_owned(),
        learnable: Learnable::Nothing,
    };
    let base = KnowledgeBase::from_questions("groups", locale, [other]);
    let engine = Engine::new(base.build()?);
    let mut unanswered = Unanswered::new();
    for (number, text) in labels.keys().enumerate() {
        let mut session = engine.session(Start::new(locale).id(number.to_string()));
        let reply = session.reply(Message::text(text.as_str()));
        let mut event = session.event(&reply, None);
        event.outcome = "no_match".to_owned();
        unanswered.add(&event);
    }
    let options = Options { at_least: 1, ..Options::default() };
    let start = Instant::now();
    let found = suggest(&unanswered, &base, &engine, &options, |_: Progress| {});
    let took = start.elapsed().as_secs_f64();
    let groups: Vec<Vec<&String>> = found
        .groups
        .iter()
        .map(|group| group.questions.iter().filter_map(|one| labels.get(&one.text)).collect())
        .collect();
    let (precision, recall, questions) = b_cubed(&groups);
    let of: BTreeSet<&&String> = groups.iter().flatten().collect();
    let (of, groups) = (of.len(), groups.len());
    Ok(format!("| {questions} | {of} | {groups} | {precision:.2} | {recall:.2} | {took:.1} s |"))
}

/// For each question, which share of its group has its label, and which share of its label is in its group; the
/// means of both, and the number of questions.
fn b_cubed(groups: &[Vec<&String>]) -> (f64, f64, usize) {
    let mut of_label: BTreeMap<&String, f64> = BTreeMap::new();
    groups.iter().flatten().for_each(|label| *of_label.entry(label).or_default() += 1.0);
    let (mut precision, mut recall) = (0.0, 0.0);
    for group in groups {
        let mut here: BTreeMap<&String, f64> = BTreeMap::new();
        group.iter().for_each(|label| *here.entry(label).or_default() += 1.0);
        for label in group {
            precision += here[label] / group.len() as f64;
            recall += here[label] / of_label[label];
        }
    }
    let count: usize = groups.iter().map(Vec::len).sum();
    (precision / count as f64, recall / count as f64, count)
}
