//! The processes in which things are measured, so that memory is that of one task alone.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use relais::{Bundle, Engine, KnowledgeBase, Locale, Start};
use relais_benches::{Asked, Corpus, Floor, Timings, memory};

use crate::{Result, Size};

/// Builds and opens a knowledge base of about so many wordings.
pub(crate) fn measured(wordings: usize, bundle: &Path) -> Result<Size> {
    let articles = articles_of(wordings).to_string();
    let built = figures(&["build", &articles], bundle)?;
    let opened = figures(&["open", &articles], bundle)?;
    let get = |name: &str| {
        built.get(name).or_else(|| opened.get(name)).copied().ok_or_else(|| format!("no {name}"))
    };
    Ok(Size {
        wordings: get("wordings")?,
        articles: get("articles")?,
        build_s: get("build-s")?,
        build_peak_mb: get("build-peak-mb")?,
        bundle_mb: get("bundle-mb")?,
        open_ms: get("open-ms")?,
        resident_mb: get("resident-mb")?,
        p50_us: get("p50-us")?,
        p99_us: get("p99-us")?,
        floor_us: get("floor-us")?,
    })
}

/// Does what the parent asked for, and prints a line for each figure.
pub(crate) fn run(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let mut next = || arguments.next().ok_or("a part is missing");
    let (task, articles, bundle) = (next()?, next()?.parse()?, next()?);
    let figures = match task.as_str() {
        "build" => build(articles, bundle.as_ref())?,
        _ => open(bundle.as_ref())?,
    };
    for (name, figure) in figures {
        writeln!(io::stdout(), "{name} {figure}")?;
    }
    Ok(())
}

type Figures = Vec<(&'static str, f64)>;

/// From the files, which are made beforehand, to the bundle on the disk.
fn build(articles: usize, bundle: &Path) -> Result<Figures> {
    let corpus = Corpus::new(articles);
    let wordings = corpus.wordings();
    fs::write(questions_of(bundle), corpus.questions(QUESTIONS).join("\n"))?;
    let files: Vec<(String, String)> = corpus.files().collect();
    drop(corpus);
    let begun = Instant::now();
    let (base, _) =
        KnowledgeBase::from_files(files).map_err(|problems| format!("{:?}", problems[0]))?;
    let bytes = base.to_bytes()?;
    fs::write(bundle, &bytes)?;
    let took = begun.elapsed();
    Ok(vec![
        ("articles", articles as f64),
        ("wordings", wordings as f64),
        ("build-s", took.as_secs_f64()),
        ("build-peak-mb", resident("VmHWM")?),
        ("bundle-mb", bytes.len() as f64 / 1e6),
    ])
}

/// Opens it five times by a memory map, and asks a thousand questions, each three times.
fn open(bundle: &Path) -> Result<Figures> {
    let questions = fs::read_to_string(questions_of(bundle))?;
    let mut opening = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let opened = Bundle::map(bundle)?;
        opening = opening.min(begun.elapsed());
        drop(opened);
    }
    let engine = Engine::new(Bundle::map(bundle)?);
    let mut terms = Vec::new();
    let mut turns = Timings::default();
    for question in questions.lines() {
        let asked = Asked::of(&engine, Start::new(Locale::EN), question.to_owned());
        turns.add(best_of_three(|| {
            let (mut session, message) = asked.again(&engine);
            let begun = Instant::now();
            let reply = session.reply(message);
            let took = begun.elapsed();
            black_box(reply);
            took
        }));
        terms.push(asked.terms);
    }
    let resident = resident("VmRSS")?;
    // The floor has a copy of the index, so it comes when memory was read.
    let floor = Floor::open(&fs::read(bundle)?, Locale::EN);
    let mut floors = Timings::default();
    for terms in terms.iter().filter(|terms| !terms.is_empty()) {
        floors.add(best_of_three(|| {
            let begun = Instant::now();
            black_box(floor.search(terms));
            begun.elapsed()
        }));
    }
    let micros = |took: Duration| took.as_secs_f64() * 1e6;
    Ok(vec![
        ("open-ms", opening.as_secs_f64() * 1e3),
        ("resident-mb", resident),
        ("p50-us", micros(turns.median())),
        ("p99-us", micros(turns.percentile(99))),
        ("floor-us", micros(floors.median())),
    ])
}

fn best_of_three(mut once: impl FnMut() -> Duration) -> Duration {
    once().min(once()).min(once())
}

/// Where the questions are: made with the knowledge base, which takes more memory than the engine.
fn questions_of(bundle: &Path) -> PathBuf {
    bundle.with_extension("questions")
}

/// This process's memory, in MB.
fn resident(name: &str) -> Result<f64> {
    Ok(memory(name)? as f64 * 1024.0 / 1e6)
}

/// Runs this program again for one task.
fn figures(task: &[&str], bundle: &Path) -> Result<BTreeMap<String, f64>> {
    let mut command = Command::new(env::current_exe()?);
    let output = command.arg("child").args(task).arg(bundle).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("`{}` failed: {}", task.join(" "), output.status).into());
    }
    let figure = |line: &str| {
        let (name, figure) = line.split_once(' ')?;
        Some((name.to_owned(), figure.parse().ok()?))
    };
    Ok(String::from_utf8(output.stdout)?.lines().filter_map(figure).collect())
}

/// An article has nine wordings on average.
fn articles_of(wordings: usize) -> usize {
    wordings.div_ceil(9)
}

const QUESTIONS: usize = 1_000;
