use super::expectation::mismatch;
use super::report::{Failure, FailureKind, Likely, Report};
use crate::channel::Channel;
use crate::engine::{Engine, Message, Session, Start};
use crate::facts::Facts;
use crate::knowledge::{Dialogue, Input, KnowledgeBase};
use crate::reason::HandoffEvent;
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
    step: &mut impl FnMut(),
) {
    for dialogue in base.dialogues() {
        play(dialogue, engine, report);
        step();
    }
}

/// Plays one dialogue to its end, whatever comes back, so that every failed turn is told.
fn play(dialogue: &Dialogue, engine: &Engine, report: &mut Report) {
    let mut stage = Stage::new(dialogue, engine);
    let subject = subject_of(&dialogue.span.file);
    let mut failed = 0;
    for turn in &dialogue.turns {
        let (said, reply) = stage.play(&turn.input);
        if let Some((expected, came)) = mismatch(turn, &reply) {
            failed += 1;
            report.failures.push(Failure {
                kind: FailureKind::Turn(dialogue.name.clone()),
                subject: subject.clone(),
                locale: dialogue.locale,
                place: turn.span.clone(),
                said,
                expected,
                came,
                likely: Likely::of(&reply),
            });
        }
        stage.last = Some(reply);
    }
    report.totals.dialogues += 1;
    report.totals.failed_dialogues += usize::from(failed > 0);
    report.totals.turns += dialogue.turns.len();
    report.totals.failed_turns += failed;
    let counts = report.subject(&subject);
    counts.turns += dialogue.turns.len();
    counts.failed_turns += failed;
}

/// A dialogue being played.
struct Stage<'d> {
    dialogue: &'d Dialogue,
    engine: &'d Engine,
    session: Session,
    now: Timestamp,
    last: Option<Reply>,
}

impl<'d> Stage<'d> {
    fn new(dialogue: &'d Dialogue, engine: &'d Engine) -> Stage<'d> {
        let mut session = engine.session(Start::from(dialogue));
        if !matches!(dialogue.turns.first().map(|turn| &turn.input), Some(Input::Starts)) {
            session.open(dialogue.at);
        }
        Stage { dialogue, engine, session, now: dialogue.at, last: None }
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
        let now = self.now;
        let before = self.go_on(input);
        let session = &mut self.session;
        match input {
            Input::Says(text) => {
                (text.clone(), session.reply(Message::text(text.as_str()).at(now)))
            }
            Input::Chooses(number) => {
                let offered = before.as_ref().or(self.last.as_ref());
                let message = Message::choose(number.saturating_sub(1));
                (option(offered, *number), session.reply(message.at(now)))
            }
            Input::Presses(keys) => {
                (keys.clone(), session.reply(Message::keys(keys.as_str()).at(now)))
            }
            Input::Heard(texts) => {
                let scores = (0..texts.len()).map(|rank| 0.9 - 0.1 * rank as f32);
                let message = Message::heard(texts.iter().cloned().zip(scores));
                (texts.join(" / "), session.reply(message.at(now)))
            }
            Input::Silence => ("(silence)".to_owned(), session.reply(Message::silence().at(now))),
            Input::Noise => ("(noise)".to_owned(), session.reply(Message::noise().at(now))),
            Input::Starts => ("(start)".to_owned(), session.open(now)),
            Input::ComesBack { .. } => unreachable!("played above"),
            Input::Learns(facts) => ("(facts)".to_owned(), session.learn(facts.clone(), now)),
            Input::Acted(facts) => ("(acted)".to_owned(), session.acted(facts.clone(), now)),
            Input::Failed(code) => {
                (format!("(failed: {code})"), session.act_failed(code.as_str(), now))
            }
            Input::Handoff(event) => {
                (format!("(hand-over {})", event.as_str()), session.handoff(*event, now))
            }
        }
    }

    /// The customer has gone, and comes back with the memo and nothing else.
    fn come_back(&mut self, channel: Channel, at: Timestamp) -> Reply {
        self.session.end();
        let start = Start::new(self.dialogue.locale)
            .channel(channel)
            .facts(self.dialogue.facts.clone())
            .memo(self.session.memo(self.now))
            .id(format!("{}/2", self.dialogue.name));
        self.session = self.engine.session(start);
        self.now = at;
        self.session.open(at)
    }

    /// Where a dialogue goes on after the host was to act, or after a person took over, and does not
    /// say how: the act has succeeded, and the person has finished.
    fn go_on(&mut self, input: &Input) -> Option<Reply> {
        let acts = matches!(self.last.as_ref()?.outcome(), Outcome::Act(_));
        let tells = matches!(input, Input::Acted(_) | Input::Failed(_) | Input::Handoff(_));
        if acts && !tells {
            return Some(self.session.acted(Facts::new(), self.now));
        }
        let waits = matches!(input, Input::Silence | Input::Noise | Input::Learns(_));
        let is_told =
            self.dialogue.turns.iter().any(|turn| matches!(turn.input, Input::Handoff(_)));
        if self.session.is_with_human() && !is_told && !waits {
            return Some(self.session.handoff(HandoffEvent::Completed, self.now));
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
fn subject_of(file: &str) -> String {
    let path = file.trim_end_matches(".yaml").trim_end_matches(".yml");
    match path.strip_prefix("dialogues/") {
        Some(article) if article.contains('/') => article.to_owned(),
        _ => path.to_owned(),
    }
}

const SECONDS_PER_TURN: i64 = 60;
