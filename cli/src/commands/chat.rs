//! `relais chat`: a conversation in the terminal.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;
use std::time::SystemTime;

use relais::{
    Engine, Facts, HandoffEvent, Locale, Message, Outcome as Ending, Reply, Session, Start,
};

use crate::args::Chat;
use crate::draw::explain::explained;
use crate::draw::reply;
use crate::draw::styles::{DIM, GOOD, NAME, STRONG, WARNING};
use crate::exit::{Failure, Outcome};
use crate::source;

pub(crate) fn run(args: &Chat) -> Outcome {
    let facts = source::facts(args.facts.as_deref())?;
    let engine = source::engine(args.source.as_deref())?;
    let locale = args.locale.unwrap_or_else(|| engine.bundle().locales()[0]);
    if !engine.bundle().locales().contains(&locale) {
        let known: Vec<&str> = engine.bundle().locales().iter().map(Locale::as_str).collect();
        let known = known.join(", ");
        return Err(Failure::Usage(format!("the knowledge base has {known}, and not {locale}")));
    }
    let start = Start::new(locale).channel(args.channel).facts(facts.clone()).id("terminal");
    let mut conversation = Conversation {
        session: engine.session(start),
        facts,
        last: None,
        explains: false,
        interactive: io::stdin().is_terminal() && io::stdout().is_terminal(),
    };
    conversation.hold(&engine)?;
    Ok(ExitCode::SUCCESS)
}

/// A conversation under way.
struct Conversation {
    session: Session,
    /// What the host knows, to be shown.
    facts: Facts,
    /// The reply whose options the next number takes.
    last: Option<Reply>,
    explains: bool,
    /// Whether someone sits there: then there are prompts, and questions to the operator.
    interactive: bool,
}

/// Whether the conversation goes on.
enum Next {
    GoesOn,
    Ends,
}

impl Conversation {
    fn hold(&mut self, engine: &Engine) -> Result<(), Failure> {
        if self.interactive {
            let name = engine.bundle().name();
            anstream::println!("{STRONG}{name}{STRONG:#}  {DIM}{HINT}{DIM:#}\n");
        }
        let opening = self.session.open(SystemTime::now());
        self.show(opening)?;
        while let Some(line) = self.read()? {
            let line = line.trim();
            let next = match line.strip_prefix('/') {
                Some(command) => self.obey(command)?,
                None => self.answer(line)?,
            };
            if matches!(next, Next::Ends) {
                break;
            }
        }
        Ok(())
    }

    /// The next line, with a prompt where someone sits there.
    fn read(&self) -> Result<Option<String>, Failure> {
        if self.interactive {
            let with = if self.session.is_with_human() { " (to the person)" } else { "" };
            anstream::print!("{GOOD}you{with}{GOOD:#} › ");
            anstream::stdout().flush()?;
        }
        let mut line = Vec::new();
        // What is not UTF-8 is a message like any other, which the engine may not understand.
        match io::stdin().lock().read_until(b'\n', &mut line)? {
            0 => Ok(None),
            _ => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        }
    }

    /// Passes on what the customer says. A number takes an option where there are some.
    fn answer(&mut self, line: &str) -> Result<Next, Failure> {
        if line.is_empty() && self.interactive {
            return Ok(Next::GoesOn);
        }
        let count = self.last.as_ref().map_or(0, reply::choices);
        let message = match line.parse::<usize>() {
            Ok(number) if (1..=count).contains(&number) => Message::choose(number - 1),
            _ => Message::text(line),
        };
        let reply = self.session.reply(message.at(SystemTime::now()));
        self.show(reply)?;
        Ok(Next::GoesOn)
    }

    /// Prints a reply; where the host is to act, acts and prints what comes of it.
    fn show(&mut self, reply: Reply) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        reply::write(&mut out, &reply, SystemTime::now())?;
        if self.explains {
            writeln!(out, "{}", explained(&reply))?;
        }
        drop(out);
        let acts = match reply.outcome() {
            Ending::Act(act) => Some(act.clone()),
            _ => None,
        };
        // While a person has the conversation, the options of before stay on the screen.
        if !matches!(reply.outcome(), Ending::Silent) {
            self.last = Some(reply);
        }
        let Some(act) = acts else { return Ok(()) };
        let values: Vec<String> =
            act.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let (action, values) = (&act.action, values.join(", "));
        anstream::println!(
            "        {WARNING}the host would now perform {action}{WARNING:#} {DIM}({values}){DIM:#}"
        );
        let result = match self.succeeds()? {
            true => self.session.acted(Facts::new(), SystemTime::now()),
            false => self.session.act_failed("failed", SystemTime::now()),
        };
        self.show(result)
    }

    /// Asks the operator what becomes of an act; it succeeds where nobody sits there.
    fn succeeds(&self) -> Result<bool, Failure> {
        if !self.interactive {
            return Ok(true);
        }
        anstream::print!("        [s]ucceed or [f]ail? ");
        anstream::stdout().flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(!line.trim().to_lowercase().starts_with('f'))
    }

    fn obey(&mut self, command: &str) -> Result<Next, Failure> {
        let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
        match name {
            "quit" | "exit" | "q" => return Ok(Next::Ends),
            "trace" => {
                self.explains = !self.explains;
                let now = if self.explains { "on" } else { "off" };
                anstream::println!("{DIM}explanations are {now}{DIM:#}");
                if let (true, Some(last)) = (self.explains, &self.last) {
                    anstream::println!("{}", explained(last));
                }
            }
            "facts" if rest.is_empty() => self.show_facts(),
            "facts" => match Facts::from_json(rest) {
                Ok(facts) => {
                    self.facts.merge(facts.clone());
                    let reply = self.session.learn(facts, SystemTime::now());
                    self.show_facts();
                    if !matches!(reply.outcome(), Ending::Silent) {
                        self.show(reply)?;
                    }
                }
                Err(error) => anstream::println!("{WARNING}{error}{WARNING:#}"),
            },
            "back" if self.session.is_with_human() => {
                let reply = self.session.handoff(HandoffEvent::Completed, SystemTime::now());
                self.show(reply)?;
            }
            "back" => anstream::println!("{DIM}the assistant has the conversation already{DIM:#}"),
            _ => anstream::println!("{DIM}{COMMANDS}{DIM:#}"),
        }
        Ok(Next::GoesOn)
    }

    fn show_facts(&self) {
        if self.facts.is_empty() {
            anstream::println!("{DIM}nothing is known about the customer{DIM:#}");
        }
        for (name, fact) in self.facts.iter() {
            anstream::println!("{NAME}{name}{NAME:#} = {}", fact.value);
        }
    }
}

const HINT: &str = "/trace shows how replies are decided, /help lists the rest, /quit ends";

const COMMANDS: &str = "\
/trace   show how replies are decided, or stop showing it
/facts   what is known about the customer; /facts {\"customer.vip\": true} adds to it
/back    the person who took over gives the conversation back
/quit    end";
