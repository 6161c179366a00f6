//! Asks all peers a set.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use relais::eval::metrics;
use relais_benches::peer::{Material, Said, Timed};

use crate::Result;
use crate::bar::{Evidence, bar, ends, risk, scored};
use crate::figures::{Figures, SetFigures};
use crate::peers::{Peer, weight_of_files};
use crate::process::{Process, prepare, without_times};
use crate::sets::{Asked, FOLDS, Set, fold};

/// How much is done.
pub(crate) struct Effort {
    /// How often all questions are asked with the clock running.
    pub(crate) rounds: usize,
    /// A peer that would take longer for the questions of a set, or for those of cross-validation, is left out.
    pub(crate) patience: Duration,
}

/// A peer with all that cross-validation says of it.
struct Chosen<'a> {
    peer: &'a Peer,
    variant: String,
    /// What it made of the questions held out, where there are any.
    held_out: Option<(Vec<Asked>, Vec<Said>)>,
}

/// A peer that has been asked once and goes on being asked.
struct Running<'a> {
    peer: &'a Peer,
    process: Process,
    figures: Figures,
    said: Vec<Said>,
    times: Vec<f64>,
    /// How long the first round took in all, in microseconds.
    first_round: f64,
}

/// Asks everyone the questions of a set; `at` is a folder for what is prepared.
pub(crate) fn measure(set: &Set, peers: &[Peer], effort: &Effort, at: &Path) -> Result<SetFigures> {
    let mut left_out = Vec::new();
    let mut chosen = Vec::new();
    for peer in peers {
        tell(&format!("{}: {} …", set.name, peer.who.name))?;
        match choose(set, peer, effort, at) {
            Ok(Some(one)) => chosen.push(one),
            Ok(None) => left_out.push((peer.who.name.clone(), too_slow(effort))),
            Err(error) => left_out.push((peer.who.name.clone(), error.to_string())),
        }
    }
    let accepted = chosen.iter().find(|one| one.peer.who.id == US).and_then(|one| {
        let (questions, said) = one.held_out.as_ref()?;
        risk(ends(questions, said, None))
    });
    let mut running = Vec::new();
    for one in &chosen {
        match start(set, one, accepted, effort, at) {
            Ok(Some(one)) => running.push(one),
            Ok(None) => left_out.push((one.peer.who.name.clone(), too_slow(effort))),
            Err(error) => left_out.push((one.peer.who.name.clone(), error.to_string())),
        }
    }
    for (name, why) in &left_out {
        tell(&format!("left out of {}: {name}: {why}", set.name))?;
    }
    time(set, &mut running, effort)?;
    same_answers(&running)?;
    let in_scope = set.in_scope();
    Ok(SetFigures {
        name: set.name.clone(),
        articles: set.material.articles.len(),
        wordings: set.wordings(),
        in_scope,
        out_of_scope: set.questions.len() - in_scope,
        risk: accepted,
        peers: running.into_iter().map(finished).collect::<Result<_>>()?,
        left_out,
    })
}

/// The way to use a peer that has most right articles first in cross-validation.
fn choose<'a>(set: &Set, peer: &'a Peer, effort: &Effort, at: &Path) -> Result<Option<Chosen<'a>>> {
    // In a page runs the same engine.
    if !set.can_hold_out || peer.who.id == IN_A_PAGE {
        let variant = peer.variants[0].clone();
        return Ok(Some(Chosen { peer, variant, held_out: None }));
    }
    let mut best: Option<(f64, Chosen<'a>)> = None;
    for variant in &peer.variants {
        let (mut questions, mut said) = (Vec::new(), Vec::new());
        for part in 0..FOLDS {
            let (kept, asked) = fold(&set.material, part);
            let (mut process, _, _) = opened(peer, &kept, variant, at)?;
            let patience = effort.patience / FOLDS as u32;
            let Some(answers) = process.ask(&asked, patience)? else { return Ok(None) };
            said.extend(without_times(&answers));
            questions.extend(asked);
        }
        let right = metrics::accuracy(&scored(&questions, &said)).unwrap_or(0.0);
        if best.as_ref().is_none_or(|(most, _)| right > *most) {
            let variant = variant.clone();
            best = Some((right, Chosen { peer, variant, held_out: Some((questions, said)) }));
        }
    }
    Ok(best.map(|(_, chosen)| chosen))
}

/// Starts a peer on the whole material and asks everything once, which also warms it up.
fn start<'a>(
    set: &Set,
    chosen: &Chosen<'a>,
    accepted: Option<f64>,
    effort: &Effort,
    at: &Path,
) -> Result<Option<Running<'a>>> {
    let Chosen { peer, variant, held_out } = chosen;
    let (mut process, prepare_ms, data_bytes) = opened(peer, &set.material, variant, at)?;
    let Some(answers) = process.ask(&set.questions, effort.patience)? else { return Ok(None) };
    let said = without_times(&answers);
    let us = [US, IN_A_PAGE].contains(&&*peer.who.id);
    let plain = ends(&set.questions, &said, None);
    let fitted = held_out.as_ref().zip(accepted).filter(|_| !us);
    let fitted = fitted.and_then(|((questions, said), most)| fit(questions, said, most));
    let evidence = fitted.map_or(Evidence::Score, |(evidence, _)| evidence);
    let weighed = evidence.of(&said);
    let bar = fitted.map(|(_, bar)| bar);
    let at_bar = match (us, bar) {
        (true, _) => Some(plain),
        (false, None) => None,
        (false, bar) => Some(ends(&set.questions, &weighed, bar)),
    };
    let scored = scored(&set.questions, &weighed);
    let figures = Figures {
        peer: peer.who.id.clone(),
        variant: variant.clone(),
        evidence: evidence.to_string(),
        bar,
        plain,
        at_bar,
        first: metrics::accuracy(&scored),
        auroc: metrics::auroc(&scored),
        coverage_at_10: metrics::coverage_at_risk(&scored, 0.1),
        p50_us: 0.0,
        p99_us: 0.0,
        timed: 0,
        load_ms: process.load_ms,
        prepare_ms,
        resident_kb: 0,
        peak_kb: 0,
        data_bytes,
    };
    let times: Vec<f64> = answers.iter().map(|answer: &Timed| answer.us).collect();
    let first_round = times.iter().sum();
    Ok(Some(Running { peer, process, figures, said, times, first_round }))
}

/// The evidence and the bar that answer most questions held out rightly at a risk of so much at most.
fn fit(questions: &[Asked], said: &[Said], most: f64) -> Option<(Evidence, f64)> {
    let fitted = Evidence::ALL.into_iter().filter_map(|evidence| {
        let weighed = evidence.of(said);
        let bar = bar(questions, &weighed, most)?;
        Some((ends(questions, &weighed, Some(bar)).right, evidence, bar))
    });
    // Of equals the first, which is the simplest.
    let best = fitted.reduce(|best, one| if one.0 > best.0 { one } else { best });
    best.filter(|(right, ..)| *right > 0).map(|(_, evidence, bar)| (evidence, bar))
}

/// Prepares a peer on a material and starts it; with how long the preparing took, and what its data weigh.
fn opened(
    peer: &Peer,
    material: &Material,
    variant: &str,
    at: &Path,
) -> Result<(Process, f64, u64)> {
    let (base, data) = (at.join("base.json"), at.join(format!("{}.data", peer.who.id)));
    fs::write(&base, serde_json::to_string(material)?)?;
    let took = prepare(&peer.prepare, material.locale, variant, &base, &data)?;
    let process = Process::start(&peer.command, material.locale, variant, &data)?;
    Ok((process, took, weight_of_files(&[&data])?))
}

/// Asks all questions again with the clock running, everyone in turn, so that what else the machine does meets all of
/// them alike. For those whose first round took long, that round is what counts.
fn time(set: &Set, running: &mut [Running<'_>], effort: &Effort) -> Result<()> {
    for round in 0..effort.rounds {
        for one in running.iter_mut().filter(|one| one.first_round < LONG) {
            if round == 0 {
                one.times.clear();
            }
            let answers = one.process.ask(&set.questions, Duration::MAX)?.unwrap_or_default();
            if without_times(&answers) != one.said {
                let name = &one.peer.who.name;
                return Err(format!("{name} answers the same questions otherwise").into());
            }
            one.times.extend(answers.iter().map(|answer| answer.us));
        }
    }
    Ok(())
}

/// The engine must answer alike wherever it runs; only its scores are rounded on the way into a page.
fn same_answers(running: &[Running<'_>]) -> Result<()> {
    let said = |id: &str| running.iter().find(|one| one.peer.who.id == id).map(|one| &one.said);
    let Some((here, there)) = said(US).zip(said(IN_A_PAGE)) else { return Ok(()) };
    let differ = |(one, other): &(&Said, &Said)| {
        (one.answers, &one.offers) != (other.answers, &other.offers)
            || one.answers && one.article != other.article
    };
    match here.iter().zip(there).filter(differ).count() {
        0 => Ok(()),
        count => Err(format!("in WebAssembly {count} questions are answered otherwise").into()),
    }
}

fn finished(one: Running<'_>) -> Result<Figures> {
    let Running { process, mut figures, mut times, .. } = one;
    (figures.resident_kb, figures.peak_kb) = process.memory()?;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    (figures.p50_us, figures.p99_us, figures.timed) = (at(0.5), at(0.99), times.len());
    Ok(figures)
}

fn too_slow(effort: &Effort) -> String {
    format!("its answers would take longer than {} s", effort.patience.as_secs())
}

fn tell(text: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{text}")
}

const US: &str = "relais";
const IN_A_PAGE: &str = "relais-web";

/// In microseconds.
const LONG: f64 = 20e6;
