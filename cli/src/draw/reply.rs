//! A reply in a terminal.

use std::io::{self, Write};

use relais::reply::{Handoff, Packet, Promise};
use relais::{Channel, Outcome, Reply, Timestamp};

use super::paragraphs::wrapped;
use super::styles::{DIM, NAME, STRONG, WARNING};

/// Writes a reply as a block, the assistant's name before it.
pub(crate) fn write(out: &mut impl Write, reply: &Reply, now: Timestamp) -> io::Result<()> {
    if matches!(reply.outcome(), Outcome::Silent) {
        let silence = "a person has the conversation; /back gives it back to the assistant";
        return writeln!(out, "{DIM}{MARGIN}{silence}{DIM:#}\n");
    }
    let width = width();
    if reply.channel() == Channel::Voice {
        // What a caller hears, not what is written.
        let body = wrapped(&reply.speech().text, width, MARGIN);
        writeln!(out, "{NAME}relais{NAME:#}  {}", body.trim_start())?;
        if let Outcome::HandToHuman(handoff) = reply.outcome() {
            hand_over(out, handoff, now)?;
        }
        return writeln!(out);
    }
    let asks = reply.asks().unwrap_or_default();
    let after = reply.after().join("\n\n");
    let text = reply.text();
    let body = text.strip_suffix(asks).map_or(text.as_str(), str::trim_end);
    let body = body.strip_suffix(&after).map_or(body, str::trim_end);
    let body = wrapped(body, width, MARGIN);
    writeln!(out, "{NAME}relais{NAME:#}  {}", body.trim_start())?;
    if !after.is_empty() {
        writeln!(out, "{DIM}{}{DIM:#}", wrapped(&after, width, MARGIN))?;
    }
    if !asks.is_empty() {
        writeln!(out, "{}", wrapped(asks, width, MARGIN))?;
    }
    match reply.outcome() {
        // The text of the other outcomes has their options in it.
        Outcome::Answer(answer) => {
            for (number, choice) in (1..).zip(&answer.next) {
                writeln!(out, "{MARGIN}{DIM}{number}.{DIM:#} {}", choice.title)?;
            }
        }
        Outcome::HandToHuman(handoff) => hand_over(out, handoff, now)?,
        _ => {}
    }
    writeln!(out)
}

/// How many options a number may take.
pub(crate) fn choices(reply: &Reply) -> usize {
    let none_of_these = matches!(reply.outcome(), Outcome::Clarify(_));
    reply.options().len() + usize::from(none_of_these)
}

/// What the host receives, drawn as a card.
fn hand_over(out: &mut impl Write, handoff: &Handoff, now: Timestamp) -> io::Result<()> {
    let Handoff { reason, queue, queue_title, priority, promise, packet, .. } = handoff;
    let mut rows = vec![
        ("reason", reason.as_str().to_owned()),
        ("queue", format!("{queue_title} ({queue}), priority {}", priority.as_str())),
        ("promise", promised(promise, now)),
    ];
    rows.extend(passed_on(packet));
    writeln!(out, "{MARGIN}{WARNING}┌ a person takes over{WARNING:#}")?;
    for (name, value) in rows {
        let value = wrapped(&value, width().saturating_sub(CARD_INDENT), "");
        for (index, line) in value.lines().enumerate() {
            let name = if index == 0 { name } else { "" };
            writeln!(out, "{MARGIN}{WARNING}│{WARNING:#} {STRONG}{name:9}{STRONG:#} {line}")?;
        }
    }
    writeln!(out, "{MARGIN}{WARNING}└{WARNING:#}")
}

fn promised(promise: &Promise, now: Timestamp) -> String {
    match promise {
        Promise::Now { wait_seconds: Some(seconds) } => {
            format!("someone takes over in about {} min", seconds.div_ceil(60))
        }
        Promise::Now { .. } => "someone takes over now".to_owned(),
        Promise::Callback { slot, phone } => {
            format!("a callback ({}) from {} to {}, on {phone}", slot.id, slot.from, slot.until)
        }
        Promise::Message => "an answer to the message in writing".to_owned(),
        Promise::Channel { channel } => format!("{}: {}", channel.title, channel.address),
        Promise::Opens { at } => {
            let minutes = at.0.saturating_sub(now.0).max(0) / 60;
            format!("opens in {} h {:02} min", minutes / 60, minutes % 60)
        }
        Promise::Contact => "the contact card only".to_owned(),
        _ => "something that this program does not know".to_owned(),
    }
}

/// What the person need not ask again.
fn passed_on(packet: &Packet) -> Vec<(&'static str, String)> {
    let list =
        |ids: &[relais::Id]| ids.iter().map(relais::Id::as_str).collect::<Vec<_>>().join(", ");
    let pairs = |pairs: Vec<String>| pairs.join(", ");
    let values = packet.values.iter().map(|(name, value)| format!("{name} = {value}"));
    let facts = packet.facts.iter().map(|(name, fact)| format!("{name} = {}", fact.value));
    let notes = packet.notes.iter().map(|(name, value)| format!("{name} = {value}"));
    let rows = vec![
        ("summary", packet.summary.clone()),
        ("question", packet.question.clone()),
        ("answered", list(&packet.answered)),
        ("refused", list(&packet.refused)),
        ("form", packet.form.iter().map(ToString::to_string).collect()),
        ("values", pairs(values.collect())),
        ("facts", pairs(facts.collect())),
        ("notes", pairs(notes.collect())),
        ("message", packet.message.clone().unwrap_or_default()),
        ("earlier", earlier(packet)),
        ("said", format!("{} lines of transcript", packet.transcript.len())),
    ];
    rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The earlier contacts: how many, and what the last one was about.
fn earlier(packet: &Packet) -> String {
    let Some(last) = packet.earlier.last() else { return String::new() };
    let asked = last.asked.as_deref().map(|asked| format!(": “{asked}”")).unwrap_or_default();
    let (count, result) = (packet.earlier.len(), last.result.as_str());
    format!("{count}, the last one {result} by {}{asked}", last.channel.as_str())
}

/// The width of the terminal, within what reads well; of a page where there is none.
fn width() -> usize {
    let found = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    found.unwrap_or(DEFAULT_WIDTH).clamp(40, 100)
}

const MARGIN: &str = "        ";
const CARD_INDENT: usize = 20;
const DEFAULT_WIDTH: usize = 80;
