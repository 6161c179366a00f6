//! `relais chat`: a conversation in the terminal.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Instant, SystemTime};

use relais::{
    Engine, Facts, HandoffEvent, Locale, Message, Outcome as Ending, Reply, Session, Start,
    Timestamp,
};

use crate::args::Chat;
use crate::draw::explain::explained;
use crate::draw::reply;
use crate::draw::styles::{DIM, GOOD, NAME, STRONG, WARNING};
use crate::exit::{Failure, Outcome};
use crate::files;
use crate::rebuild::Live;
use crate::source;

pub(crate) fn run(args: &Chat) -> Outcome {
    let facts = source::facts(args.facts.as_deref())?;
    let memo = source::memo(args.memo.as_deref())?;
    let (engine, files) = source::engine(args.source.as_deref())?;
    let locale = args.locale.unwrap_or_else(|| engine.bundle().locales()[0]);
    if !engine.bundle().locales().contains(&locale) {
        let known: Vec<&str> = engine.bundle().locales().iter().map(Locale::as_str).collect();
        let known = known.join(", ");
        return Err(Failure::Usage(format!("the knowledge base has {known}, and not {locale}")));
    }
    let clock = Clock::new(args.at);
    let mut start = Start::new(locale).channel(args.channel).facts(facts.clone()).memo(memo);
    if let Some(said) = &args.availability {
        start = start.availability(source::availability(said, engine.bundle(), clock.now())?);
    }
    // Events of several chats may be in one file.
    let id = match args.events {
        Some(_) => format!("terminal-{}-{}", clock.now().0, std::process::id()),
        None => "terminal".to_owned(),
    };
    let opened = |file: &PathBuf| {
        let opened = File::options().create(true).append(true).open(file);
        opened.map_err(|error| Failure::io(file.display(), error))
    };
    let mut conversation = Conversation {
        session: engine.session(start.id(id)),
        events: args.events.as_ref().map(opened).transpose()?,
        asked: Instant::now(),
        facts,
        memo: args.memo.clone(),
        clock,
        last: None,
        acts: false,
        explains: false,
        live: files.and_then(Live::of),
        interactive: io::stdin().is_terminal() && io::stdout().is_terminal(),
    };
    conversation.hold(&engine)?;
    conversation.end()?;
    Ok(ExitCode::SUCCESS)
}

/// What time it is in the conversation.
struct Clock {
    start: Option<Timestamp>,
    since: Instant,
}

impl Clock {
    fn new(start: Option<Timestamp>) -> Clock {
        Clock { start, since: Instant::now() }
    }

    fn now(&self) -> Timestamp {
        match self.start {
            Some(Timestamp(start)) => Timestamp(start + self.since.elapsed().as_secs() as i64),
            None => SystemTime::now().into(),
        }
    }
}

/// A conversation under way.
struct Conversation {
    session: Session,
    /// Where each turn is recorded.
    events: Option<File>,
    /// When the customer's last words came.
    asked: Instant,
    /// What the host knows, to be shown.
    facts: Facts,
    /// Where the memo is kept.
    memo: Option<PathBuf>,
    clock: Clock,
    /// The reply whose options the next number takes.
    last: Option<Reply>,
    /// Whether the host has something to do.
    acts: bool,
    explains: bool,
    /// The folder that is talked with, which may change meanwhile.
    live: Option<Live>,
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
        let opening = self.session.open(self.clock.now());
        self.show(opening)?;
        while let Some(line) = self.read()? {
            self.reload()?;
            let line = line.trim();
            let tells = ["/acted", "/failed"].iter().any(|command| line.starts_with(command));
            if self.acts && !tells {
                self.acted(Facts::new())?;
                if self.interactive && line.is_empty() {
                    continue;
                }
            }
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

    /// Goes on with the knowledge base as it is now, where it was changed since the last turn.
    fn reload(&mut self) -> Result<(), Failure> {
        let Some(changed) = self.live.as_mut().map(Live::changed).transpose()?.flatten() else {
            return Ok(());
        };
        let resumed = changed.engine.map(|engine| engine.resume(&self.session.save()));
        let told = match resumed {
            Some(Ok(session)) => {
                self.session = session;
                "the knowledge base has changed; the conversation goes on with it".to_owned()
            }
            Some(Err(error)) => format!("the conversation goes on with what was before: {error}"),
            None => "the conversation goes on with what was before".to_owned(),
        };
        anstream::println!("{DIM}{told}{DIM:#}");
        Ok(())
    }

    /// The customer has gone: what the next contact should know is kept.
    fn end(&mut self) -> Result<(), Failure> {
        if self.acts {
            self.acted(Facts::new())?;
        }
        self.session.end();
        let Some(file) = &self.memo else { return Ok(()) };
        let memo = self.session.memo(self.clock.now()).to_json();
        files::replace(file, memo.as_bytes()).map_err(|error| Failure::io(file.display(), error))
    }

    /// The next line, with a prompt where someone sits there.
    fn read(&mut self) -> Result<Option<String>, Failure> {
        if self.interactive {
            let with = match (self.acts, self.session.is_with_human()) {
                (true, _) => "host [Enter: it succeeds]",
                (false, true) => "you (to the person)",
                (false, false) => "you",
            };
            anstream::print!("{GOOD}{with}{GOOD:#} › ");
            anstream::stdout().flush()?;
        }
        let mut line = Vec::new();
        // What is not UTF-8 is a message like any other, which the engine may not understand.
        let read = io::stdin().lock().read_until(b'\n', &mut line)?;
        self.asked = Instant::now();
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
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
        self.say(message)
    }

    fn say(&mut self, message: Message) -> Result<Next, Failure> {
        let reply = self.session.reply(message.at(self.clock.now()));
        self.show(reply)?;
        Ok(Next::GoesOn)
    }

    /// Prints a reply.
    fn show(&mut self, reply: Reply) -> Result<(), Failure> {
        if let Some(events) = &mut self.events {
            let took = u32::try_from(self.asked.elapsed().as_millis()).ok();
            writeln!(events, "{}", self.session.event(&reply, took).to_json())?;
        }
        let mut out = anstream::stdout().lock();
        reply::write(&mut out, &reply, self.clock.now())?;
        if self.explains {
            writeln!(out, "{}", explained(&reply))?;
        }
        drop(out);
        if let Ending::Act(act) = reply.outcome() {
            self.acts = true;
            let values: Vec<String> =
                act.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let (action, values) = (&act.action, values.join(", "));
            anstream::println!(
                "        {WARNING}the host would now perform {action}{WARNING:#} {DIM}({values}){DIM:#}"
            );
        }
        // While a person has the conversation, the options of before stay on the screen.
        if !matches!(reply.outcome(), Ending::Silent) {
            self.last = Some(reply);
        }
        Ok(())
    }

    fn acted(&mut self, facts: Facts) -> Result<(), Failure> {
        self.acts = false;
        let reply = self.session.acted(facts, self.clock.now());
        self.show(reply)
    }

    fn obey(&mut self, command: &str) -> Result<Next, Failure> {
        let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
        let rest = rest.trim();
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
            "facts" => {
                if let Some(facts) = told(rest) {
                    self.facts.merge(facts.clone());
                    let reply = self.session.learn(facts, self.clock.now());
                    self.show_facts();
                    if !matches!(reply.outcome(), Ending::Silent) {
                        self.show(reply)?;
                    }
                }
            }
            "memo" => anstream::println!("{}", self.session.memo(self.clock.now()).to_json()),
            "keys" => return self.say(Message::keys(rest)),
            "silence" => return self.say(Message::silence()),
            "noise" => return self.say(Message::noise()),
            "acted" if self.acts => {
                let facts = if rest.is_empty() { Some(Facts::new()) } else { told(rest) };
                if let Some(facts) = facts {
                    self.facts.merge(facts.clone());
                    self.acted(facts)?;
                }
            }
            "failed" if self.acts => {
                self.acts = false;
                let reply = self.session.act_failed(rest, self.clock.now());
                self.show(reply)?;
            }
            "acted" | "failed" => {
                anstream::println!("{DIM}the host has nothing to do{DIM:#}");
            }
            "back" => self.become_of_hand_over("completed")?,
            "human" => self.become_of_hand_over(rest)?,
            _ => anstream::println!("{DIM}{COMMANDS}{DIM:#}"),
        }
        Ok(Next::GoesOn)
    }

    /// Tells what became of a hand-over.
    fn become_of_hand_over(&mut self, name: &str) -> Result<(), Failure> {
        let event = HandoffEvent::ALL.into_iter().find(|event| event.as_str() == name);
        let Some(event) = event else {
            let known: Vec<&str> = HandoffEvent::ALL.iter().map(|event| event.as_str()).collect();
            anstream::println!("{DIM}/human is followed by {}{DIM:#}", known.join(", "));
            return Ok(());
        };
        let reply = self.session.handoff(event, self.clock.now());
        match reply.outcome() {
            Ending::Silent => {
                let has_it =
                    if self.session.is_with_human() { "a person" } else { "the assistant" };
                anstream::println!("{DIM}{has_it} has the conversation{DIM:#}");
                Ok(())
            }
            _ => self.show(reply),
        }
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
/acted   the host has done what was asked; /acted {\"order.status\": \"on its way\"} tells what it found
/failed  the host could not do it; /failed CODE says why
/human   what became of a hand-over: accepted, failed, completed or expired
/back    the person who took over gives the conversation back
/keys    press keys of a telephone: /keys 0
/silence say nothing
/noise   say something that no recogniser would understand
/memo    what the next contact will know
/quit    end";

/// Facts as they are typed.
fn told(json: &str) -> Option<Facts> {
    match Facts::from_json(json) {
        Ok(facts) => Some(facts),
        Err(error) => {
            anstream::println!("{WARNING}{error}{WARNING:#}");
            None
        }
    }
}
