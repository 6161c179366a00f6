//! How a reply was decided, with every figure: `relais ask --explain=full`.

use std::fmt::Write;

use relais::Reply;
use relais::reply::{Candidate, Decision, Outcome, Trace, UnderstoodWord};

use super::styles::{DIM, GOOD, NAME, STRONG, WARNING};

/// The trace of a reply in words, with bars for the probabilities.
pub(crate) fn explained(reply: &Reply) -> String {
    let trace = reply.trace();
    let mut text = String::new();
    if !trace.words.is_empty() {
        let words: Vec<String> = trace.words.iter().map(word).collect();
        let _ =
            writeln!(text, "{STRONG}read{STRONG:#}     {}  [{}]", words.join(" "), reply.locale());
    }
    let _ = writeln!(text, "{STRONG}outcome{STRONG:#}  {}", outcome(reply.outcome()));
    let _ = writeln!(text, "{STRONG}decided{STRONG:#}  {}", decision(trace));
    for line in trace.candidates.iter().take(MAX_CANDIDATES).map(candidate) {
        text.push_str(&line);
    }
    text
}

/// A word as it was read: corrections, stop words and unknown words can be told apart.
fn word(word: &UnderstoodWord) -> String {
    let UnderstoodWord { read, term, role, corrected, known, .. } = word;
    let term = if term == read || term.is_empty() { String::new() } else { format!("→{term}") };
    match role.as_str() {
        _ if *corrected => format!("{WARNING}{read}~{WARNING:#}{DIM}{term}{DIM:#}"),
        "content" if *known => format!("{NAME}{read}{NAME:#}{DIM}{term}{DIM:#}"),
        "content" => format!("{WARNING}{read}?{WARNING:#}"),
        _ => format!("{DIM}({read}){DIM:#}"),
    }
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Answer(answer) => format!("answer {NAME}{}{NAME:#}", answer.article),
        Outcome::Clarify(clarify) => format!("a choice of {}", clarify.options.len()),
        Outcome::Ask(ask) => format!("a question of {NAME}forms/{}{NAME:#}", ask.form),
        Outcome::Act(act) => format!("the action {NAME}{}{NAME:#}", act.action),
        Outcome::HandToHuman(handoff) => {
            format!("a person: {}, queue {NAME}{}{NAME:#}", handoff.reason.as_str(), handoff.queue)
        }
        Outcome::NoMatch(_) => "not understood".to_owned(),
        Outcome::Say(said) => format!("the message {NAME}{}{NAME:#}", said.message.as_str()),
        Outcome::Close(_) => "the end of the conversation".to_owned(),
        Outcome::Silent => "silence: a person has the conversation".to_owned(),
        _ => "an outcome that this program does not know".to_owned(),
    }
}

fn decision(trace: &Trace) -> String {
    match &trace.decision {
        Decision::Reserved(intent) => format!("by the reserved intent {NAME}{intent}{NAME:#}"),
        Decision::Rule(rule) => format!("by the rule {NAME}{rule}{NAME:#}"),
        Decision::Pending => "by the question that was pending".to_owned(),
        Decision::Limit(limit) => format!("by a limit: {limit}"),
        Decision::Host => "by the host".to_owned(),
        Decision::Unsearched(why) => format!("without evidence: {WARNING}{why}{WARNING:#}"),
        Decision::Evidence => match trace.bar {
            None => "by the evidence: there is no candidate".to_owned(),
            Some(bar) => {
                let percent = |value: f32| format!("{:.0} %", value * 100.0);
                let how = match bar.best {
                    best if best >= bar.answer => format!("{GOOD}passes the answer bar{GOOD:#}"),
                    best if best >= bar.clarify => {
                        format!("{WARNING}passes the clarify bar only{WARNING:#}")
                    }
                    _ => format!("{WARNING}misses the bars{WARNING:#}"),
                };
                format!(
                    "by the evidence: {} {how} (answer {}, choice {})",
                    percent(bar.best),
                    percent(bar.answer),
                    percent(bar.clarify)
                )
            }
        },
        _ => "in a way that this program does not know".to_owned(),
    }
}

fn candidate(candidate: &Candidate) -> String {
    let Candidate { id, probability, retrieval, margin, words, .. } = candidate;
    let percent = probability * 100.0;
    let mut line = format!("  {} {percent:>5.1} %  {NAME}{id}{NAME:#}", bar(*probability));
    let telling: Vec<String> = words
        .iter()
        .take(MAX_WORDS)
        .map(|telling| format!("{} {:.0} %", telling.word, telling.share * 100.0))
        .collect();
    let _ = writeln!(
        line,
        "  {DIM}retrieval {retrieval:.2}, margin {margin:+.2}; {}{DIM:#}",
        telling.join(", ")
    );
    line
}

/// A probability as ten blocks, in eighths of one.
fn bar(probability: f32) -> String {
    let eighths = (probability.clamp(0.0, 1.0) * 80.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(PARTS[eighths % 8]);
    }
    let width = bar.chars().count();
    format!("{GOOD}{bar}{GOOD:#}{}", " ".repeat(10 - width))
}

const PARTS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const MAX_CANDIDATES: usize = 5;
const MAX_WORDS: usize = 4;
