//! Rows of letters and digits as people say them: "o d quarante-huit", "zéro six douze".

use std::cell::{Cell, OnceCell};

use super::Reading;
use crate::knowledge::Mark;
use crate::text::{Cue, Gap, Piece, Spelled};

/// A row that fits its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// As the marks have it.
    pub(super) text: String,
    /// The piece after it.
    pub(super) end: usize,
    /// Whether any of it was said in words.
    pub(super) is_in_words: bool,
    /// How unlikely it is that somebody means it so.
    cost: u32,
}

/// The rows of a message.
#[derive(Debug)]
pub(super) struct Rows<'r> {
    pieces: &'r [Piece],
    reading: &'r Reading<'r>,
    /// What each piece may start, found once.
    options: Vec<OnceCell<Vec<Spelled>>>,
    /// Whether letters may be said by names that are ordinary words.
    names: bool,
    /// How much more is tried: hostile text has no end of ways.
    steps: Cell<u32>,
}

impl<'r> Rows<'r> {
    pub(super) fn new(pieces: &'r [Piece], reading: &'r Reading<'r>, names: bool) -> Rows<'r> {
        let options = pieces.iter().map(|_| OnceCell::new()).collect();
        Rows { pieces, reading, options, names, steps: Cell::new(MAX_STEPS) }
    }

    /// What a piece and those after it may stand for.
    pub(super) fn options(&self, at: usize) -> &[Spelled] {
        let spelled = || self.reading.words.spelled(self.pieces, at, self.names);
        self.options.get(at).map_or(&[], |options| options.get_or_init(spelled))
    }

    /// Reads a row that starts at a piece and fits the marks.
    ///
    /// What was said may be divided in several ways: "soixante dix" is 70, or 60 and 10. The number of
    /// marks mostly leaves one of them; where two are left, people say numbers in pairs; and where two
    /// are left then, there is no telling.
    pub(super) fn row(
        &self,
        at: usize,
        marks: &[Mark],
        accepts: &dyn Fn(&str) -> bool,
    ) -> Option<Row> {
        let mut search = Search { rows: self, marks, accepts, best: None, is_tie: false };
        search.step(at, Path::default());
        search.best.filter(|_| !search.is_tie && self.steps.get() > 0)
    }

    /// All the digits from a piece on, in groups as they were said; a plus may stand first.
    pub(super) fn digits(&self, start: usize) -> (Vec<String>, usize, bool) {
        let (mut groups, mut is_in_words) = (Vec::new(), false);
        let (mut at, mut end) = (start, start);
        while at == start || self.joins(at) {
            let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let fits = |spelled: &&Spelled| match spelled.text.as_str() {
                "+" => groups.is_empty(),
                text => is_digits(text) && (spelled.is_literal || self.is_one_group(at, spelled)),
            };
            let options = self.options(at).iter().filter(fits);
            let Some(longest) = options.max_by_key(|it| (it.end, it.text.len())) else { break };
            if longest.text.is_empty() && groups.is_empty() {
                break;
            }
            at = longest.end;
            if !longest.text.is_empty() {
                end = at;
                is_in_words |= !longest.is_literal;
                groups.push(longest.text.clone());
            }
        }
        (groups, end, is_in_words)
    }

    /// Whether what was said is one number among digits: "nine hundred one two" is 900, 1 and 2.
    fn is_one_group(&self, at: usize, spelled: &Spelled) -> bool {
        let words = self.reading.words;
        let has_and = || (at..spelled.end).any(|at| words.cue(Cue::And, self.pieces, at).is_some());
        let is_round = spelled.text.ends_with("00") || spelled.text.len() <= 2;
        is_round || words.joins_hundreds() || has_and()
    }

    /// Whether a piece is a part of the row that the pieces before it are of.
    fn joins(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| match piece.gap {
            Gap::Space | Gap::Comma | Gap::Tight => true,
            Gap::Sign(sign) => !matches!(sign, '\'' | ':'),
            Gap::Stop => self.reading.is_spoken,
        })
    }

    /// Whether a piece continues the digits before it, or is continued by those after it. A word for
    /// one may be an article beside digits.
    pub(super) fn is_digit_like(&self, at: usize, is_in_words: bool) -> bool {
        let words = self.reading.words;
        if self.pieces[at].has_digit() {
            return true;
        }
        let is_number = !words.cardinals(self.pieces, at).is_empty();
        is_number && (is_in_words || !words.is_article(self.pieces, at))
    }
}

struct Search<'s> {
    rows: &'s Rows<'s>,
    marks: &'s [Mark],
    accepts: &'s dyn Fn(&str) -> bool,
    best: Option<Row>,
    /// Whether another row is as likely as the best one.
    is_tie: bool,
}

/// A row under way.
#[derive(Clone, Default)]
struct Path {
    text: String,
    /// How many marks are done.
    mark: usize,
    /// How many digits stand in a row now.
    digits: usize,
    /// The digit before, where it was said alone.
    last: Option<char>,
    is_in_words: bool,
    /// Characters that were taken for others that look like them.
    forgiven: usize,
    cost: u32,
}

impl Search<'_> {
    fn step(&mut self, at: usize, path: Path) {
        let rows = self.rows;
        rows.steps.set(rows.steps.get().saturating_sub(1));
        if rows.steps.get() == 0 {
            return;
        }
        let is_first = path.text.is_empty();
        if !is_first && self.marks[path.mark..].iter().all(|mark| matches!(mark, Mark::Sign(_))) {
            return self.finish(at, path);
        }
        if !is_first && !rows.joins(at) {
            return;
        }
        for spelled in rows.options(at) {
            if spelled.text.is_empty() && is_first {
                continue;
            }
            if let Some(next) = self.take(spelled, path.clone()) {
                self.step(spelled.end, next);
            }
        }
    }

    /// The row with what pieces stand for, if that fits the marks.
    fn take(&self, spelled: &Spelled, mut path: Path) -> Option<Path> {
        let has_digit = spelled.text.contains(|c: char| c.is_ascii_digit());
        let has_letter = spelled.text.contains(|c: char| c.is_ascii_alphabetic());
        let may_forgive = match spelled.text.as_str() {
            "O" => self.rows.names,
            "0" => !spelled.is_literal,
            _ => spelled.is_literal && has_digit && has_letter,
        };
        for found in spelled.text.chars() {
            while let Some(Mark::Sign(sign)) = self.marks.get(path.mark).filter(|_| found != '+') {
                path.text.push(*sign);
                path.mark += 1;
            }
            let mark = self.marks.get(path.mark)?;
            let read = if *mark == Mark::Sign(found) { Some(found) } else { mark.read(found) };
            let read = match read {
                Some(read) => read,
                None if may_forgive => {
                    path.forgiven += 1;
                    path.cost += 1;
                    mark.forgive(found)?
                }
                None => return None,
            };
            path.text.push(read);
            path.mark += 1;
        }
        if has_digit && !has_letter {
            path.cost += oddness(spelled, &path);
            path.last = spelled.text.chars().next().filter(|_| spelled.text.len() == 1);
            path.digits += spelled.text.len();
        } else if has_letter {
            (path.digits, path.last) = (0, None);
        }
        path.is_in_words |= !spelled.is_literal && !spelled.text.is_empty();
        Some(path)
    }

    fn finish(&mut self, at: usize, mut path: Path) {
        for mark in &self.marks[path.mark..] {
            if let Mark::Sign(sign) = mark {
                path.text.push(*sign);
            }
        }
        let is_sure = path.forgiven * 2 <= path.text.len();
        if !is_sure || !(self.accepts)(&path.text) || self.goes_on(at, &path) {
            return;
        }
        let Path { text, is_in_words, cost, .. } = path;
        let row = Row { text, end: at, is_in_words, cost };
        // Of two that are as likely the longer one leaves nothing over: "vingt et un" is no 20.
        let likelihood = |row: &Row| (row.cost, usize::MAX - row.end);
        match &self.best {
            Some(best) if likelihood(best) < likelihood(&row) => {}
            Some(best) if likelihood(best) == likelihood(&row) => {
                self.is_tie |= best.text != row.text;
            }
            _ => {
                self.best = Some(row);
                self.is_tie = false;
            }
        }
    }

    /// Whether more digits follow, so that the row is a part of a longer one.
    fn goes_on(&self, at: usize, path: &Path) -> bool {
        let Some(next) = self.rows.pieces.get(at) else { return false };
        let is_near = match next.gap {
            Gap::Stop => false,
            Gap::Comma => path.is_in_words,
            _ => true,
        };
        let ends_with_digit = path.text.ends_with(|c: char| c.is_ascii_digit());
        let is_digit = is_near && self.rows.is_digit_like(at, path.is_in_words);
        (is_digit && ends_with_digit) || next.text == "@"
    }
}

/// People say digits one by one, or in pairs of which a zero may be the first.
fn oddness(spelled: &Spelled, path: &Path) -> u32 {
    let is_start = path.digits.is_multiple_of(2);
    match spelled.text.len() {
        _ if spelled.is_literal => 0,
        1 if is_start && spelled.text == "0" => 0,
        1 if !is_start && path.last == Some('0') => 0,
        2 if is_start => 0,
        _ => 1,
    }
}

/// So many ways are tried in a message; hostile text has more, and is then no row.
const MAX_STEPS: u32 = 5_000;
