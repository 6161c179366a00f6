//! `relais ask`: one question.

use std::io::Write;
use std::process::ExitCode;
use std::time::SystemTime;

use relais::{Message, Start};

use crate::args::Ask;
use crate::draw::explain::explained;
use crate::exit::Outcome;
use crate::source;

pub(crate) fn run(args: &Ask) -> Outcome {
    let engine = source::engine(args.source.as_deref())?;
    let locale = args.locale.unwrap_or(engine.bundle().locales()[0]);
    let facts = source::facts(args.facts.as_deref())?;
    let mut session = engine.session(Start::new(locale).channel(args.channel).facts(facts));
    let reply = session.reply(Message::text(args.question.as_str()).at(SystemTime::now()));
    let mut out = anstream::stdout().lock();
    if args.json {
        writeln!(out, "{}", reply.to_json())?;
    } else {
        writeln!(out, "{}", reply.text())?;
    }
    if args.explain {
        write!(out, "\n{}", explained(&reply))?;
    }
    Ok(ExitCode::SUCCESS)
}
