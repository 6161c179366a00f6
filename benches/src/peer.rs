//! A program of the comparison with others, each in a process of its own.
//!
//! All of them are asked in the same way, whatever they are written in; `benches/README.md` describes what goes
//! over the lines. What is written in Rust is a [`Peer`] whose `main` is [`serve`].

use std::error::Error;
use std::fs;
use std::io::{self, BufRead, Write};
use std::time::Instant;

use relais::Locale;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What a peer is given to answer from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Material {
    /// The language of all texts.
    pub locale: Locale,
    /// What it may answer with; a peer names an article by its place here.
    pub articles: Vec<Entry>,
}

/// An article of a [`Material`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What the set calls it; nothing to learn from.
    pub id: String,
    /// Its title, where it has one that people could say.
    pub title: Option<String>,
    /// How people ask.
    pub wordings: Vec<String>,
    /// What it says, where the set has it.
    pub answer: Option<String>,
}

/// What a peer makes of a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The best article, whether or not it is the answer.
    pub article: Option<usize>,
    /// How sure the peer is, in a unit of its own: more is surer, and 0 is not at all.
    pub score: f64,
    /// The score of the best other article; 0 where there is none.
    #[serde(default)]
    pub second: f64,
    /// Whether it answers with that article, as it comes.
    pub answers: bool,
    /// The articles that it asks to choose from in the place of an answer.
    #[serde(default)]
    pub offers: Vec<usize>,
}

/// A peer that is written in Rust.
pub trait Peer: Sized {
    /// The ways in which it can be used, the one that its documentation shows first.
    const VARIANTS: &[&str];
    /// Its version.
    const VERSION: &str;

    /// Makes of a material what is downloaded and opened.
    ///
    /// # Errors
    ///
    /// Those of the peer.
    fn prepare(material: &Material, variant: &str) -> Result<Vec<u8>, Box<dyn Error>>;

    /// Opens what [`Peer::prepare`] made.
    ///
    /// # Errors
    ///
    /// Those of the peer.
    fn load(data: Vec<u8>, locale: Locale) -> Result<Self, Box<dyn Error>>;

    /// Answers a question.
    fn ask(&self, question: &str) -> Said;
}

/// The `main` of a peer: `describe`, `prepare LOCALE VARIANT BASE DATA` or `serve LOCALE VARIANT DATA`.
///
/// # Errors
///
/// Those of the peer, of files, and of arguments that are none of these.
pub fn serve<P: Peer>() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = io::stdout().lock();
    match arguments.as_slice() {
        ["describe"] => {
            writeln!(out, "{}", json!({"variants": P::VARIANTS, "version": P::VERSION}))?;
        }
        ["prepare", _, variant, base, data] => {
            let material = serde_json::from_str(&fs::read_to_string(base)?)?;
            fs::write(data, P::prepare(&material, variant)?)?;
            writeln!(out, "{}", json!({"ms": start.elapsed().as_secs_f64() * 1e3}))?;
        }
        ["serve", locale, _, data] => {
            let peer = P::load(fs::read(data)?, locale.parse()?)?;
            writeln!(out, "{}", json!({"ms": start.elapsed().as_secs_f64() * 1e3}))?;
            for line in io::stdin().lock().lines() {
                let Question { text } = serde_json::from_str(&line?)?;
                let before = Instant::now();
                let said = peer.ask(&text);
                let us = before.elapsed().as_secs_f64() * 1e6;
                writeln!(out, "{}", serde_json::to_string(&Timed { said, us })?)?;
                out.flush()?;
            }
        }
        other => return Err(format!("`{}` is no call of a peer", other.join(" ")).into()),
    }
    Ok(())
}

/// A line to a peer.
#[derive(Debug, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub text: String,
}

/// A line from a peer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Timed {
    /// What it said.
    #[serde(flatten)]
    pub said: Said,
    /// How long that took, in microseconds, by a clock in the peer's own process.
    pub us: f64,
}
