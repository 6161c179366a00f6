use super::expectation::mismatch;
use super::report::{Failure, FailureKind, Likely, Report};
use crate::engine::{Engine, Message, Session, Start};
use crate::facts::Facts;
use crate::knowledge::{Dialogue, Input, KnowledgeBase};
use crate::reply::{Outcome, Reply};
use crate::time::Timestamp;

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
    let start = Start::new(dialogue.locale)
        .channel(dialogue.channel)
        .facts(dialogue.facts.clone())
        .id(dialogue.name.as_str());
    let mut session = engine.session(start);
    let mut now = dialogue.at;
    session.open(now);
    let subject = subject_of(&dialogue.span.file);
    let mut failed = 0;
    let mut last: Option<Reply> = None;
    for turn in &dialogue.turns {
        now = Timestamp(now.0.saturating_add(SECONDS_PER_TURN));
        let before = go_on(&mut session, last.as_ref(), now);
        let (said, message) = match &turn.input {
            Input::Says(text) => (text.clone(), Message::text(text.as_str())),
            Input::Chooses(number) => {
                let offered = before.as_ref().or(last.as_ref());
                (option(offered, *number), Message::choose(number.saturating_sub(1)))
            }
        };
        let reply = session.reply(message.at(now));
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
        last = Some(reply);
    }
    report.totals.dialogues += 1;
    report.totals.failed_dialogues += usize::from(failed > 0);
    report.totals.turns += dialogue.turns.len();
    report.totals.failed_turns += failed;
    let counts = report.subject(&subject);
    counts.turns += dialogue.turns.len();
    counts.failed_turns += failed;
}

/// Where a dialogue goes on after the host was to act, or after a person took over: the act has
/// succeeded, and the person has finished.
fn go_on(session: &mut Session, last: Option<&Reply>, now: Timestamp) -> Option<Reply> {
    if matches!(last?.outcome(), Outcome::Act(_)) {
        return Some(session.acted(Facts::new(), now));
    }
    session.is_with_human().then(|| session.human_gone(now))
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
