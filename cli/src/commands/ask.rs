//! `relais ask`: one question.

use std::io::Write;
use std::process::ExitCode;
use std::time::SystemTime;

use relais::{Message, Start};

use crate::args::{Ask, Explain};
use crate::draw::{explain, why};
use crate::exit::Outcome;
use crate::source;

pub(crate) fn run(args: &Ask) -> Outcome {
    let (engine, files) = source::engine(args.source.as_deref())?;
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
    match args.explain {
        None => {}
        Some(Explain::Words) => {
            write!(out, "\n{}", why::explained(&reply, &args.question, files.as_ref()))?;
        }
        Some(Explain::Full) => write!(out, "\n{}", explain::explained(&reply))?,
    }
    Ok(ExitCode::SUCCESS)
}
