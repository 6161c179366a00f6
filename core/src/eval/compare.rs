use serde::Serialize;

use super::dialogues::{self, Played};
use super::report::{FailureKind, place};
use super::wordings::{self, Verdict, Wording, came_in, judge, reply_to};
use super::{Progress, steps};
use crate::diagnostic::Span;
use crate::engine::Engine;
use crate::knowledge::{Dialogue, KnowledgeBase};
use crate::locale::Locale;
use crate::parallel::map;

/// What two engines make of the same questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The stored wordings that were asked of both.
    pub wordings: usize,
    /// The dialogues that were played with both.
    pub dialogues: usize,
    /// Those of which the same came.
    pub same: usize,
    /// The old one did better: a wording found its article and does not now, or was offered and is
    /// not now; a turn went as written and does not now.
    pub broke: Vec<Change>,
    /// The new one does better.
    pub mended: Vec<Change>,
    /// Something else comes, which is as good or as bad.
    pub changed: Vec<Change>,
}

/// A question that two engines reply to in different ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// What was tried.
    pub kind: FailureKind,
    /// The article, form or file of dialogues.
    pub subject: String,
    /// The language of the conversation.
    pub locale: Locale,
    /// Where it is written; the line is 0 where only the file is known.
    #[serde(serialize_with = "place")]
    pub place: Span,
    /// What the person said.
    pub said: String,
    /// What came of the old one.
    pub before: String,
    /// What comes of the new one.
    pub now: String,
}

/// Asks two engines every wording of `base`, plays every dialogue with both, and lists what
/// differs. `new` is built from that knowledge base, `old` from what it was before.
///
/// Of a dialogue one turn is listed: the first that broke, or else the first that was mended, or
/// else the first of which something else comes. What was said in an answer is not compared, only
/// which one it is; a dialogue that expects a text compares that too.
pub fn compare(
    base: &KnowledgeBase,
    old: &Engine,
    new: &Engine,
    progress: impl FnMut(Progress),
) -> Comparison {
    let all = wordings::all(base);
    let mut step = steps(all.len() + base.dialogues().len(), progress);
    let mut found = Comparison {
        wordings: all.len(),
        dialogues: base.dialogues().len(),
        ..Comparison::default()
    };
    let asked = map(&all, |one| (ask(one, old), ask(one, new)), &mut step);
    for (one, (before, now)) in all.iter().zip(asked) {
        if before == now {
            found.same += 1;
            continue;
        }
        let step = worth(now.0).cmp(&worth(before.0));
        found.list(step).push(Change {
            kind: FailureKind::Wording,
            subject: one.subject.id.clone(),
            locale: one.locale,
            place: one.place(),
            said: one.wording.to_owned(),
            before: before.1,
            now: now.1,
        });
    }
    let play = |dialogue: &Dialogue| {
        difference(dialogues::play(dialogue, old), dialogues::play(dialogue, new))
    };
    let played = map(base.dialogues(), play, &mut step);
    for (dialogue, difference) in base.dialogues().iter().zip(played) {
        let Some(Difference { turn, step, before, now, said }) = difference else {
            found.same += 1;
            continue;
        };
        found.list(step).push(Change {
            kind: FailureKind::Turn(dialogue.name.clone()),
            subject: dialogues::subject_of(&dialogue.span.file),
            locale: dialogue.locale,
            place: dialogue.turns[turn].span.clone(),
            said,
            before,
            now,
        });
    }
    found
}

impl Comparison {
    /// Where a change belongs by how what it is worth went.
    fn list(&mut self, step: std::cmp::Ordering) -> &mut Vec<Change> {
        match step {
            std::cmp::Ordering::Less => &mut self.broke,
            std::cmp::Ordering::Greater => &mut self.mended,
            std::cmp::Ordering::Equal => &mut self.changed,
        }
    }
}

fn ask(one: &Wording<'_>, engine: &Engine) -> (Verdict, String) {
    let reply = reply_to(engine, one.locale, one.wording);
    (judge(&one.subject, one.locale, &reply), came_in(&reply, one.locale))
}

/// What is better: found, then offered, then missed.
fn worth(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Right | Verdict::ByRule => 2,
        Verdict::Offered => 1,
        Verdict::Wrong | Verdict::Nothing => 0,
    }
}

/// Where two ways through a dialogue part.
struct Difference {
    turn: usize,
    step: std::cmp::Ordering,
    said: String,
    before: String,
    now: String,
}

fn difference(before: Vec<Played>, now: Vec<Played>) -> Option<Difference> {
    let steps = before.iter().zip(&now).enumerate().filter_map(|(turn, (before, now))| {
        let step = now.failed.is_none().cmp(&before.failed.is_none());
        (step.is_ne() || before.came != now.came).then_some((step, turn))
    });
    // What broke counts before what was mended, and that before what only changed.
    let rank = |step: std::cmp::Ordering| (step.is_ne(), step.is_lt());
    let (step, turn) = steps.min_by_key(|(step, turn)| (std::cmp::Reverse(rank(*step)), *turn))?;
    let (before, now) = (before.into_iter().nth(turn)?, now.into_iter().nth(turn)?);
    // Where the outcomes are alike, what a failed turn lacked tells them apart.
    let told = |played: Played| played.failed.map_or(played.came, |(_, came)| came);
    Some(Difference { turn, step, said: now.said.clone(), before: told(before), now: told(now) })
}
