use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use relais::{Bundle, Engine, Locale};
use relais_benches::{Base, Floor, Kind, Script, Timings, terms};

use crate::Result;
use crate::child::{self, Figures};

/// The figures of a knowledge base.
pub(crate) struct Measured {
    pub(crate) base: Base,
    /// None of it where building took too long.
    pub(crate) built: Option<Built>,
    /// How long building was waited for.
    pub(crate) limit: Duration,
}

pub(crate) struct Built {
    /// From the child that built: `load-ms`, `build-ms`, `peak-kb`.
    pub(crate) build: Figures,
    /// From the child that opened: `empty-kb`, `open-kb`, `asked-kb`.
    pub(crate) memory: Figures,
    /// In all languages together.
    pub(crate) articles: usize,
    pub(crate) bundle: usize,
    /// Bytes by part, over all languages.
    pub(crate) parts: BTreeMap<String, usize>,
    pub(crate) open: Timings,
    pub(crate) turns: Vec<Turn>,
}

/// A turn, which was taken several times.
pub(crate) struct Turn {
    pub(crate) kind: Kind,
    pub(crate) relais: Timings,
    /// Tantivy's own search for the same terms; empty where there were none to look up.
    pub(crate) floor: Timings,
    terms: Vec<String>,
    locale: Locale,
}

/// Builds a knowledge base into a file, and measures it.
pub(crate) fn measure(base: Base, bundle: &Path, limit: Duration) -> Result<Measured> {
    let Some(build) = child::built(base, bundle, limit)? else {
        return Ok(Measured { base, built: None, limit });
    };
    let memory = child::opened(bundle)?.ok_or("opening took more than a minute")?;
    let bytes = fs::read(bundle)?;
    let open = open(&bytes)?;
    let engine = Engine::new(Bundle::from_bytes(bytes.clone())?);
    let scripts = base.scripts().map_err(|problems| format!("{problems:?}"))?;
    let locales = engine.bundle().locales();
    let built = Built {
        build,
        memory,
        articles: locales.iter().map(|locale| engine.bundle().articles(*locale)).sum(),
        bundle: bytes.len(),
        parts: parts(engine.bundle()),
        open,
        turns: turns(&engine, &scripts, &bytes),
    };
    Ok(Measured { base, built: Some(built), limit })
}

fn open(bytes: &[u8]) -> Result<Timings> {
    let mut timings = Timings::default();
    for _ in 0..OPENED {
        let bytes = bytes.to_vec();
        let start = Instant::now();
        let bundle = Bundle::from_bytes(bytes)?;
        timings.add(start.elapsed());
        drop(bundle);
    }
    Ok(timings)
}

/// Holds all conversations several times, and then looks the same terms up by Tantivy's own means.
fn turns(engine: &Engine, scripts: &[Script], bytes: &[u8]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for round in 0..=ROUNDS {
        let mut number = 0;
        for script in scripts {
            script.play(engine, |session, message| {
                let start = Instant::now();
                let reply = session.reply(message);
                let time = start.elapsed();
                // The first round fills the caches and is not counted.
                if round == 0 {
                    turns.push(Turn {
                        kind: Kind::of(&reply),
                        relais: Timings::default(),
                        floor: Timings::default(),
                        terms: terms(&reply),
                        locale: reply.locale(),
                    });
                } else {
                    turns[number].relais.add(time);
                }
                number += 1;
                reply
            });
        }
    }
    for locale in engine.bundle().locales() {
        let floor = Floor::open(bytes, *locale);
        for round in 0..=ROUNDS {
            let same = |turn: &&mut Turn| turn.locale == *locale && !turn.terms.is_empty();
            for turn in turns.iter_mut().filter(same) {
                let start = Instant::now();
                black_box(floor.search(&turn.terms));
                let time = start.elapsed();
                if round > 0 {
                    turn.floor.add(time);
                }
            }
        }
    }
    turns
}

/// Sizes by what they are for: `fr/index/…` and `en/index/…` are both `index`.
fn parts(bundle: &Bundle) -> BTreeMap<String, usize> {
    let mut parts = BTreeMap::new();
    for (name, size) in bundle.sizes() {
        let part = name.split('/').nth(1).unwrap_or(name);
        *parts.entry(part.to_owned()).or_default() += size;
    }
    parts
}

const OPENED: usize = 30;
const ROUNDS: usize = 10;
