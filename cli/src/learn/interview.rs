//! Suggestions, gone through with the author.

use std::io::{BufRead, Write};

use relais::suggest::{Belongs, Likely, Suggestion};
use relais::{Id, KnowledgeBase};

use super::draft::{Draft, NewArticle};
use super::{Refusals, asked, how_sure};
use crate::draw::styles::{DIM, GOOD, NAME, STRONG, WARNING};
use crate::exit::Failure;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) wordings: usize,
    pub(crate) articles: usize,
}

/// Goes through the suggestions. What is accepted is in the draft and in the files at once, so that nothing
/// is lost where the author stops or the program ends.
pub(crate) fn hold(
    draft: &mut Draft,
    refusals: &mut Refusals,
    suggestions: &[Suggestion],
    input: impl BufRead,
    output: impl Write,
) -> Result<Outcome, Failure> {
    let outcome = Outcome::default();
    let mut interview = Interview { draft, refusals, input, output, outcome };
    for (number, suggestion) in suggestions.iter().enumerate() {
        interview.show(number + 1, suggestions.len(), suggestion)?;
        if !interview.decide(suggestion)? {
            break;
        }
    }
    Ok(interview.outcome)
}

struct Interview<'a, R, W> {
    draft: &'a mut Draft,
    refusals: &'a mut Refusals,
    input: R,
    output: W,
    outcome: Outcome,
}

impl<R: BufRead, W: Write> Interview<'_, R, W> {
    fn show(&mut self, number: usize, of: usize, one: &Suggestion) -> Result<(), Failure> {
        let out = &mut self.output;
        let asked = asked(one);
        writeln!(out, "\n{STRONG}{number} of {of}{STRONG:#}  {DIM}{}, {asked}{DIM:#}", one.locale)?;
        for question in one.questions.iter().take(SHOWN) {
            writeln!(out, "  {:>4}  {}", question.conversations, question.text)?;
        }
        if let Some(more) = one.questions.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            writeln!(out, "        {DIM}and {more} more{DIM:#}")?;
        }
        let how_sure = how_sure(one);
        match &one.belongs {
            Belongs::To(id) => {
                writeln!(
                    out,
                    "  {GOOD}belongs to{GOOD:#} {NAME}{id}{NAME:#}  {DIM}{how_sure}{DIM:#}"
                )?;
            }
            Belongs::Nowhere => {
                let title = &one.title;
                writeln!(out, "  {GOOD}new{GOOD:#} {NAME}{title}{NAME:#}  {DIM}{how_sure}{DIM:#}")?;
            }
        }
        let skip = usize::from(matches!(one.belongs, Belongs::To(_)));
        for (number, Likely { id, title, share, .. }) in (1..).zip(&one.candidates).skip(skip) {
            let share = 100.0 * share;
            writeln!(
                out,
                "          {number}  {NAME}{id}{NAME:#}  {title} {DIM}{share:.0} %{DIM:#}"
            )?;
        }
        Ok(())
    }

    /// Asks where a group belongs, and does what is said. Returns whether to go on.
    fn decide(&mut self, one: &Suggestion) -> Result<bool, Failure> {
        let proposed = match &one.belongs {
            Belongs::To(id) => format!("Enter: to {id}"),
            Belongs::Nowhere => "Enter, n: a new article".to_owned(),
        };
        let numbers = match one.candidates.len() {
            0 => String::new(),
            1 => " · 1: to that one".to_owned(),
            last => format!(" · 1–{last}: to that one"),
        };
        let new = match &one.belongs {
            Belongs::To(_) => " · n: a new article",
            Belongs::Nowhere => "",
        };
        let prompt = format!("{proposed}{numbers}{new} · s: not now · r: never again · q: stop");
        loop {
            let Some(said) = self.ask(&prompt)? else { return Ok(false) };
            let candidate = said.parse().ok().and_then(|number: usize| number.checked_sub(1));
            let candidate = candidate.and_then(|index| one.candidates.get(index));
            match (said.as_str(), &one.belongs, candidate) {
                ("", Belongs::To(id), _) => return self.teach(one, &id.clone()),
                ("", Belongs::Nowhere, _) | ("n", ..) => return self.write(one),
                (_, _, Some(Likely { id, .. })) => return self.teach(one, &id.clone()),
                ("s", ..) => return Ok(true),
                ("r", ..) => {
                    self.refusals.add(one)?;
                    return Ok(true);
                }
                ("q", ..) => return Ok(false),
                _ => writeln!(self.output, "{WARNING}that is none of these{WARNING:#}")?,
            }
        }
    }

    /// Goes through the wordings for an article that is there.
    fn teach(&mut self, one: &Suggestion, id: &Id) -> Result<bool, Failure> {
        for wording in &one.wordings {
            let Some(accepted) = self.accepted(wording)? else { return Ok(false) };
            let Some(wording) = accepted else { continue };
            let before = self.draft.files().clone();
            match self.draft.teach(one.locale, id, &wording) {
                Ok(()) => {
                    self.draft.files().write_changed(&before)?;
                    self.outcome.wordings += 1;
                }
                Err(why) => writeln!(self.output, "    {WARNING}not added{WARNING:#}: {why}")?,
            }
        }
        Ok(true)
    }

    /// Goes through what a new article needs.
    fn write(&mut self, one: &Suggestion) -> Result<bool, Failure> {
        let (topic, title) = (one.topic.clone(), one.title.clone());
        let Some(said) = self.ask(&format!("title [{title}]"))? else { return Ok(false) };
        let title = if said.is_empty() { title } else { said };
        let topic = loop {
            let topics = topics(self.draft.base(), one);
            let Some(said) = self.ask(&format!("topic [{topic}]"))? else { return Ok(false) };
            match Id::parse(&said) {
                _ if said.is_empty() => break topic,
                Some(said) if topics.contains(&said) => break said,
                _ => {
                    let names: Vec<&str> = topics.iter().map(Id::as_str).collect();
                    writeln!(
                        self.output,
                        "{WARNING}the topics are{WARNING:#} {}",
                        names.join(", ")
                    )?;
                }
            }
        };
        let mut wordings = Vec::new();
        for wording in &one.wordings {
            let Some(accepted) = self.accepted(wording)? else { return Ok(false) };
            wordings.extend(accepted);
        }
        if wordings.is_empty() {
            writeln!(self.output, "    {DIM}without a wording nobody would reach it{DIM:#}")?;
            return Ok(true);
        }
        let prompt = "answer, in Markdown on one line [Enter: later, it stays switched off]";
        let Some(answer) = self.ask(prompt)? else { return Ok(false) };
        let article = NewArticle {
            locale: one.locale,
            topic: &topic,
            title: &title,
            wordings: &wordings,
            answer: Some(answer.as_str()).filter(|answer| !answer.is_empty()),
            origin: asked(one),
        };
        let before = self.draft.files().clone();
        match self.draft.add_article(&article) {
            Ok(file) => {
                self.draft.files().write_changed(&before)?;
                self.outcome.articles += 1;
                let path = self.draft.files().path(&file);
                writeln!(self.output, "    {GOOD}wrote{GOOD:#} {NAME}{path}{NAME:#}")?;
            }
            Err(why) => writeln!(self.output, "    {WARNING}not written{WARNING:#}: {why}")?,
        }
        Ok(true)
    }

    /// What becomes of a wording: as it is, in better words, or not at all. `None` ends it all.
    fn accepted(&mut self, wording: &str) -> Result<Option<Option<String>>, Failure> {
        let prompt = format!("+ {wording}  [Enter: yes, n: no, or better words]");
        Ok(self.ask(&prompt)?.map(|said| match said.as_str() {
            "" | "y" => Some(wording.to_owned()),
            "n" => None,
            _ => Some(said),
        }))
    }

    /// The next line of the author; `None` at the end.
    fn ask(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        write!(self.output, "  {prompt} › ")?;
        self.output.flush()?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        Ok((read > 0).then(|| line.split_whitespace().collect::<Vec<_>>().join(" ")))
    }
}

fn topics(base: &KnowledgeBase, one: &Suggestion) -> Vec<Id> {
    let texts = base.texts(one.locale);
    let topics = texts.map(|texts| texts.settings.topics.iter().map(|topic| topic.id.clone()));
    topics.into_iter().flatten().collect()
}

/// How many of the questions are shown.
const SHOWN: usize = 6;
