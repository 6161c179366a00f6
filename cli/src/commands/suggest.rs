//! `relais suggest`: what would answer the questions that customers asked in vain.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use relais::suggest::{Options, Suggestions, Unanswered, suggest};
use relais::{Engine, Event, KnowledgeBase, eval};

use crate::args::Suggest;
use crate::draw::styles::{DIM, GOOD, NAME, WARNING};
use crate::draw::wait;
use crate::exit::{Failure, Outcome};
use crate::learn::{Draft, Refusals, count, interview, patch};
use crate::source::{self, Files};

pub(crate) fn run(args: &Suggest) -> Outcome {
    if args.interactive && args.events.iter().any(|file| file.as_os_str() == "-") {
        let why = "the input cannot be both the events and what you say: name a file of events";
        return Err(Failure::Usage(why.to_owned()));
    }
    let folder = source::folder(args.base.as_deref())?;
    let mut draft = Draft::new(Files::read(&folder))?;
    let mut refusals = Refusals::of(&folder)?;
    let unanswered = read(&args.events)?;
    let engine = Engine::new(source::built(draft.base())?);
    let options =
        Options { at_least: args.at_least, refused: refusals.questions(), ..Options::default() };
    let mut found = suggestions(&unanswered, draft.base(), &engine, &options);
    let more = found.groups.len().saturating_sub(args.groups);
    found.groups.truncate(args.groups);
    if args.json {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &found).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    tell(&found, more)?;
    if !args.interactive {
        let patch = patch::patch(&mut draft, &found.groups);
        for refused in &patch.refused {
            anstream::eprintln!("{WARNING}left out{WARNING:#} {refused}");
        }
        io::stdout().lock().write_all(patch.text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let (input, output) = (io::stdin().lock(), anstream::stdout());
    let done = interview::hold(&mut draft, &mut refusals, &found.groups, input, output)?;
    if done.wordings + done.articles > 0 {
        let before = found.answered_by_now;
        after(&draft, &done, before, &unanswered, &options)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn suggestions(
    unanswered: &Unanswered,
    base: &KnowledgeBase,
    engine: &Engine,
    options: &Options,
) -> Suggestions {
    let waiting = wait::bar("Asking the questions again");
    let found = suggest(unanswered, base, engine, options, wait::show(&waiting));
    waiting.finish_and_clear();
    found
}

/// Reads events, of which only those of this version of the record are understood.
fn read(files: &[impl AsRef<Path>]) -> Result<Unanswered, Failure> {
    let mut unanswered = Unanswered::new();
    for file in files.iter().map(AsRef::as_ref) {
        let failed = |error: &dyn std::fmt::Display| Failure::io(file.display(), error);
        let input: Box<dyn BufRead> = match file.as_os_str() == "-" {
            true => Box::new(io::stdin().lock()),
            false => Box::new(BufReader::new(File::open(file).map_err(|error| failed(&error))?)),
        };
        let mut lines = (1..).zip(input.lines()).peekable();
        while let Some((number, line)) = lines.next() {
            let line = line.map_err(|error| failed(&error))?;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Event>(&line) {
                Ok(event) if event.version == Event::VERSION => unanswered.add(&event),
                Ok(event) => {
                    let (of, known) = (event.version, Event::VERSION);
                    let why =
                        format!("line {number}: an event of version {of}; this reads {known}");
                    return Err(failed(&why));
                }
                // A host that was stopped while it wrote leaves half a line at the end.
                Err(_) if lines.peek().is_none() => {
                    let file = file.display();
                    anstream::eprintln!(
                        "{WARNING}left out{WARNING:#} line {number} of {file}: it is torn off"
                    );
                }
                Err(error) => return Err(failed(&format!("line {number}: no event: {error}"))),
            }
        }
    }
    Ok(unanswered)
}

/// What came of looking, for who sits there.
fn tell(found: &Suggestions, more: usize) -> Result<(), Failure> {
    let mut out = anstream::stderr().lock();
    let Suggestions { groups, missed, answered_by_now, refused, rare, left_out, .. } = found;
    let open = groups.iter().map(|group| group.conversations).sum::<usize>();
    writeln!(out, "{GOOD}{missed:>7}{GOOD:#} questions were asked in vain")?;
    let mut line = |count: usize, what: &str| match count {
        0 => Ok(()),
        _ => writeln!(out, "{DIM}{count:>7} {what}{DIM:#}"),
    };
    line(*answered_by_now, "of them the assistant answers by now")?;
    line(*refused, "are not to be suggested again")?;
    line(*rare, "were asked in too few conversations (--at-least)")?;
    line(*left_out, "were not looked at: another language, or too many others")?;
    let follow = match groups.len() {
        0 => return Ok(writeln!(out, "{GOOD}nothing{GOOD:#} is to be suggested")?),
        1 => "the group that follows".to_owned(),
        many => format!("the {many} groups that follow"),
    };
    writeln!(out, "{open:>7} conversations are behind {follow}")?;
    if more > 0 {
        writeln!(out, "        {DIM}{more} smaller groups are left out (--groups){DIM:#}")?;
    }
    Ok(())
}

/// What the knowledge base makes of it, now that it has learned.
fn after(
    draft: &Draft,
    done: &interview::Outcome,
    before: usize,
    unanswered: &Unanswered,
    options: &Options,
) -> Result<(), Failure> {
    let engine = Engine::new(source::built(draft.base())?);
    let now = suggestions(unanswered, draft.base(), &engine, options).answered_by_now;
    let mut out = anstream::stdout().lock();
    let wordings = count(done.wordings, "wording");
    let articles = count(done.articles, "article");
    writeln!(out, "\n{GOOD}learned{GOOD:#} {wordings} and {articles}")?;
    let all = draft.base().dialogues().iter();
    let new: Vec<_> = all.filter(|one| draft.dialogues().contains(&one.name)).collect();
    let failures = eval::play(&new, &engine);
    let failed = failures.iter().filter(|failures| !failures.is_empty()).count();
    let passed = new.len() - failed;
    writeln!(out, "        {now} of the questions are answered now, {before} were before")?;
    writeln!(out, "        {passed} of the {} new dialogues pass", new.len())?;
    for failure in failures.iter().flatten() {
        writeln!(out, "        {WARNING}{}{WARNING:#}: came {}", failure.said, failure.came)?;
    }
    let folder = draft.files().path("");
    let folder = folder.trim_end_matches('/');
    writeln!(
        out,
        "{GOOD}   next{GOOD:#} {NAME}relais test {folder}{NAME:#} to see that nothing else changed"
    )?;
    Ok(())
}
