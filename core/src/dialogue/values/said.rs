use super::{Found, Reading};
use crate::facts::Value;
use crate::text::{Cue, Piece};

/// The values of a message, and which of them hold.
#[derive(Debug)]
pub(super) struct Said {
    values: Vec<(Found, Standing)>,
    /// Whether the message takes something back: a value is denied, or "no" and "I meant" stand before
    /// one or after it.
    is_correction: bool,
}

/// Whether a value holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Holds,
    Denied,
    /// Another one follows that is said to hold instead.
    Replaced,
}

impl Said {
    pub(super) fn new(found: Vec<Found>, pieces: &[Piece], reading: &Reading<'_>) -> Said {
        let mut is_correction = false;
        let mut values: Vec<(Found, Standing)> = Vec::with_capacity(found.len());
        let mut before = 0;
        for found in found {
            let start = found.1.start;
            let is_denied = is_denied(pieces, before, start, reading);
            let replaces = (before..start)
                .any(|at| reading.words.cue(Cue::Instead, pieces, at).is_some_and(|e| e <= start));
            if replaces && !is_denied {
                for (_, standing) in values.iter_mut().filter(|(_, it)| *it == Standing::Holds) {
                    *standing = Standing::Replaced;
                }
            }
            is_correction |= is_denied || replaces;
            before = found.1.end;
            values.push((found, if is_denied { Standing::Denied } else { Standing::Holds }));
        }
        let at_end =
            (before..pieces.len()).any(|at| reading.words.cue(Cue::Instead, pieces, at).is_some());
        Said { is_correction: is_correction || (at_end && !values.is_empty()), values }
    }

    /// The first value that holds.
    pub(super) fn first(&self) -> Option<Value> {
        self.holding().next().cloned()
    }

    /// The value that holds, where there is one alone.
    pub(super) fn only(&self) -> Option<Value> {
        let first = self.holding().next()?;
        self.holding().all(|value| value == first).then(|| first.clone())
    }

    /// The value that holds, where it is said once.
    pub(super) fn single(&self) -> Option<Value> {
        self.only().filter(|_| self.holding().count() == 1)
    }

    /// The value that holds alone in a message that takes another one back.
    pub(super) fn corrected(&self) -> Option<Value> {
        self.only().filter(|_| self.is_correction)
    }

    /// Whether a message says nothing else than its values, but perhaps what the last one counts.
    pub(super) fn is_all(&self, pieces: &[Piece], reading: &Reading<'_>) -> bool {
        let is_value = |at: usize| self.values.iter().any(|((_, range), _)| range.contains(&at));
        let mut others = (0..pieces.len()).filter(|at| {
            let cues = [Cue::Deny, Cue::Affirm, Cue::Instead, Cue::And];
            let is_cue = cues.iter().any(|cue| reading.words.cue(*cue, pieces, *at).is_some());
            !is_value(*at) && !is_cue && !reading.is_around(pieces, *at)
        });
        let Some(counted) = others.next() else { return true };
        let is_counted = counted > 0 && is_value(counted - 1) && !pieces[counted].is_apart();
        let is_moment = reading.words.cue(Cue::Moment, pieces, counted).is_some();
        let is_one = self.holding().any(|value| *value == Value::Number(1.0));
        is_counted && !is_moment && !is_one && others.next().is_none()
    }

    fn holding(&self) -> impl Iterator<Item = &Value> {
        let holds = self.values.iter().filter(|(_, standing)| *standing == Standing::Holds);
        holds.map(|((value, _), _)| value)
    }
}

/// Whether a denial stands directly before a value: "pas le 21", but not "je n'ai pas internet depuis
/// le 21".
fn is_denied(pieces: &[Piece], before: usize, start: usize, reading: &Reading<'_>) -> bool {
    let ends = |cue: Cue| {
        let from = before.max(start.saturating_sub(MAX_BETWEEN));
        (from..start)
            .rev()
            .find_map(|at| reading.words.cue(cue, pieces, at).filter(|end| *end <= start))
    };
    let Some(end) = ends(Cue::Deny) else { return false };
    let is_affirmed_after = ends(Cue::Affirm).is_some_and(|affirmed| affirmed > end);
    // "pas, le 12" takes nothing back that stands after the comma.
    let goes_on = (end..=start).skip(1).all(|at| pieces.get(at).is_none_or(|it| !it.is_apart()));
    let only_around = (end..start).all(|at| reading.is_around(pieces, at));
    !is_affirmed_after && goes_on && only_around
}

/// How many pieces may stand before a value from the start of a denial on.
const MAX_BETWEEN: usize = 6;
