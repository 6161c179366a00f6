use super::expectation::{came, mismatch};
use super::report::{Failure, FailureKind, HandedOverAt, Likely, Report};
use super::script::{Call, ComesBack, Deed, Heard, Said};
use crate::channel::Channel;
use crate::engine::{Engine, Session, Start};
use crate::facts::Facts;
use crate::knowledge::{Dialogue, FileKind, Input, KnowledgeBase, Turn};
use crate::parallel::map;
use crate::reason::{HandoffEvent, Reason};
use crate::reply::{Outcome, Reply};
use crate::time::Timestamp;

impl From<&Dialogue> for Start {
    /// How a dialogue's conversation starts.
    fn from(dialogue: &Dialogue) -> Start {
        let start = Start::new(dialogue.locale)
            .channel(dialogue.channel)
            .facts(dialogue.facts.clone())
            .id(dialogue.name.as_str());
        match &dialogue.availability {
            Some(availability) => start.availability(availability.clone()),
            None => start,
        }
    }
}

/// Plays every dialogue.
pub(super) fn run(
    base: &KnowledgeBase,
    engine: &Engine,
    report: &mut Report,
    step: &mut impl FnMut(usize),
) {
    let played = map(base.dialogues(), |dialogue| play(dialogue, engine), step);
    for (dialogue, turns) in base.dialogues().iter().zip(played) {
        let subject = subject_of(&dialogue.span.file);
        let failed = turns.iter().filter(|turn| turn.failed.is_some()).count();
        report.totals.dialogues += 1;
        report.totals.failed_dialogues += usize::from(failed > 0);
        report.totals.turns += dialogue.turns.len();
        report.totals.failed_turns += failed;
        let counts = report.subject(&subject);
        counts.turns += dialogue.turns.len();
        counts.failed_turns += failed;
        let mut with_person = None;
        for (played, turn) in turns.into_iter().zip(&dialogue.turns) {
            *report.outcomes.entry(played.outcome.to_owned()).or_default() += 1;
            if let Some(reason) = played.reason.filter(|reason| with_person != Some(*reason)) {
                let handed = report.handed_over.entry(reason.as_str().to_owned()).or_default();
                handed.turns += 1;
                if handed.examples.len() < EXAMPLES {
                    let (dialogue, said) = (dialogue.name.clone(), played.said.clone());
                    handed.examples.push(HandedOverAt { dialogue, said });
                }
            }
            with_person = played.reason;
            report.failures.extend(played.failure(dialogue, turn));
        }
    }
}

/// Plays some dialogues; returns for each the turns that did not come back as they should.
pub(super) fn failures(dialogues: &[&Dialogue], engine: &Engine) -> Vec<Vec<Failure>> {
    let failures_of = |dialogue: &&Dialogue| -> Vec<Failure> {
        let played = play(dialogue, engine).into_iter().zip(&dialogue.turns);
        played.filter_map(|(played, turn)| played.failure(dialogue, turn)).collect()
    };
    map(dialogues, failures_of, &mut |_| {})
}

/// A turn that was played.
pub(super) struct Played {
    pub(super) said: String,
    /// What came, in plain words.
    pub(super) came: String,
    /// What was expected and what came in its place, where the turn failed.
    pub(super) failed: Option<(String, String)>,
    outcome: &'static str,
    /// Why a person takes over, where one does.
    reason: Option<Reason>,
    likely: Vec<Likely>,
}

impl Played {
    /// What there is to tell about the turn, where it failed.
    fn failure(self, dialogue: &Dialogue, turn: &Turn) -> Option<Failure> {
        let (expected, came) = self.failed?;
        Some(Failure {
            kind: FailureKind::Turn(dialogue.name.clone()),
            subject: subject_of(&dialogue.span.file),
            locale: dialogue.locale,
            place: turn.span.clone(),
            said: self.said,
            expected,
            came,
            likely: self.likely,
        })
    }
}

/// Plays one dialogue to its end, whatever comes back, so that every failed turn is told.
pub(super) fn play(dialogue: &Dialogue, engine: &Engine) -> Vec<Played> {
    let mut stage = Stage::new(dialogue, engine, None);
    let mut played = Vec::with_capacity(dialogue.turns.len());
    for turn in &dialogue.turns {
        let (said, reply) = stage.play(&turn.input);
        let reason = match reply.outcome() {
            Outcome::HandToHuman(handoff) => Some(handoff.reason),
            _ => None,
        };
        played.push(Played {
            said,
            came: came(reply.outcome()),
            failed: mismatch(turn, &reply),
            outcome: reply.outcome().name(),
            reason,
            likely: Likely::of(&reply),
        });
        stage.last = Some(reply);
    }
    played
}

/// A dialogue being played.
pub(super) struct Stage<'d> {
    dialogue: &'d Dialogue,
    engine: &'d Engine,
    session: Session,
    now: Timestamp,
    last: Option<Reply>,
    /// Every call that was made so far, with what came of it, where somebody wants to know.
    calls: Option<Vec<Call>>,
}

impl<'d> Stage<'d> {
    fn new(dialogue: &'d Dialogue, engine: &'d Engine, calls: Option<Vec<Call>>) -> Stage<'d> {
        let session = engine.session(Start::from(dialogue));
        let mut stage = Stage { dialogue, engine, session, now: dialogue.at, last: None, calls };
        if !matches!(dialogue.turns.first().map(|turn| &turn.input), Some(Input::Starts)) {
            stage.call(Deed::Open);
        }
        stage
    }

    /// Plays a dialogue to its end, and returns the calls that it took.
    pub(super) fn calls_of(dialogue: &'d Dialogue, engine: &'d Engine) -> Vec<Call> {
        let mut stage = Stage::new(dialogue, engine, Some(Vec::new()));
        for turn in &dialogue.turns {
            let (_, reply) = stage.play(&turn.input);
            stage.last = Some(reply);
        }
        stage.calls.unwrap_or_default()
    }

    /// Plays a turn; returns what was said, for the report, and what came back.
    fn play(&mut self, input: &Input) -> (String, Reply) {
        if let Input::ComesBack { channel, at } = input {
            return (
                format!("(comes back by {})", channel.as_str()),
                self.come_back(*channel, *at),
            );
        }
        self.now = Timestamp(self.now.0.saturating_add(SECONDS_PER_TURN));
        let before = self.go_on(input);
        let (said, deed) = match input {
            Input::Says(text) => (text.clone(), Deed::Reply(Said::Text(text.clone()))),
            Input::Chooses(number) => {
                let offered = before.as_ref().or(self.last.as_ref());
                let choice = Said::Choose(number.saturating_sub(1));
                (option(offered, *number), Deed::Reply(choice))
            }
            Input::Presses(keys) => (keys.clone(), Deed::Reply(Said::Keys(keys.clone()))),
            Input::Heard(texts) => {
                let heard = (0..).zip(texts).map(|(rank, text)| Heard::new(text, rank));
                (texts.join(" / "), Deed::Reply(Said::Heard(heard.collect())))
            }
            Input::Silence => ("(silence)".to_owned(), Deed::Reply(Said::Silence(true))),
            Input::Noise => ("(noise)".to_owned(), Deed::Reply(Said::Noise(true))),
            Input::Starts => ("(start)".to_owned(), Deed::Open),
            Input::ComesBack { .. } => unreachable!("played above"),
            Input::Learns(facts) => ("(facts)".to_owned(), Deed::Learn { facts: facts.clone() }),
            Input::Acted(facts) => ("(acted)".to_owned(), Deed::Acted { facts: facts.clone() }),
            Input::Failed(code) => {
                (format!("(failed: {code})"), Deed::ActFailed { code: code.to_string() })
            }
            Input::Handoff(event) => {
                (format!("(hand-over {})", event.as_str()), Deed::Handoff { event: *event })
            }
        };
        (said, self.call(deed))
    }

    /// The customer has gone, and comes back with the memo and nothing else.
    fn come_back(&mut self, channel: Channel, at: Timestamp) -> Reply {
        self.session.end();
        let memo = self.session.memo(self.now);
        let id = format!("{}/2", self.dialogue.name);
        if let Some(calls) = &mut self.calls {
            let (at, memo, id) = (self.now, memo.to_json(), id.clone());
            calls.push(Call::ComesBack(ComesBack { at, memo, channel, id }));
        }
        let start = Start::new(self.dialogue.locale)
            .channel(channel)
            .facts(self.dialogue.facts.clone())
            .memo(memo)
            .id(id);
        self.session = self.engine.session(start);
        self.now = at;
        self.call(Deed::Open)
    }

    /// Does something now, and writes down what came of it where that is wanted.
    fn call(&mut self, deed: Deed) -> Reply {
        let reply = deed.of(&mut self.session, self.now);
        if let Some(calls) = &mut self.calls {
            calls.push(Call::Made { deed, at: self.now, reply: reply.to_json() });
        }
        reply
    }

    /// Where a dialogue goes on after the host was to act, or after a person took over, and does not
    /// say how: the act has succeeded, and the person has finished.
    fn go_on(&mut self, input: &Input) -> Option<Reply> {
        let acts = matches!(self.last.as_ref()?.outcome(), Outcome::Act(_));
        let tells = matches!(input, Input::Acted(_) | Input::Failed(_) | Input::Handoff(_));
        if acts && !tells {
            return Some(self.call(Deed::Acted { facts: Facts::new() }));
        }
        let waits = matches!(input, Input::Silence | Input::Noise | Input::Learns(_));
        let is_told =
            self.dialogue.turns.iter().any(|turn| matches!(turn.input, Input::Handoff(_)));
        if self.session.is_with_human() && !is_told && !waits {
            return Some(self.call(Deed::Handoff { event: HandoffEvent::Completed }));
        }
        None
    }
}

fn option(reply: Option<&Reply>, number: usize) -> String {
    let options = reply.map(Reply::options).unwrap_or_default();
    match options.get(number.saturating_sub(1)) {
        Some(choice) => format!("option {number}, {}", choice.title),
        None => format!("option {number}"),
    }
}

/// What a file of dialogues is about: the article of the same path, or else itself.
pub(super) fn subject_of(file: &str) -> String {
    match FileKind::Dialogues.name_of(file) {
        Some(article) if article.contains('/') => article.to_owned(),
        Some(name) => format!("dialogues/{name}"),
        None => file.to_owned(),
    }
}

/// How many turns stand for all that were handed over for a reason.
const EXAMPLES: usize = 3;

const SECONDS_PER_TURN: i64 = 60;
