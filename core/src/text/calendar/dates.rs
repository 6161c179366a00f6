use std::ops::Range;

use super::Calendar;
use crate::text::spoken::{longest, phrase_end};
use crate::text::{Cue, Gap, Piece, Spoken};
use crate::time::{Date, Weekday};

/// Finds the days that a message names.
///
/// A day without its year is the nearest one, before or after today; a day of the week is the next
/// one, unless it is said to be the last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dates<'d> {
    pub(crate) calendar: &'d Calendar,
    pub(crate) spoken: &'d Spoken,
    pub(crate) today: Date,
    /// Whether 3/12 is March 12.
    pub(crate) is_month_first: bool,
    /// Whether a date is expected: then "le 12", "12032027" and "sat" are dates.
    pub(crate) is_expected: bool,
}

impl Dates<'_> {
    /// The days in the order in which they are named, each with its pieces.
    pub(crate) fn all(&self, pieces: &[Piece]) -> Vec<(Date, Range<usize>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            match self.at(pieces, at) {
                Some((end, date)) => {
                    found.extend(date.map(|date| (date, at..end)));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The day that is named from a piece on. There may be none of that name: "le 31 février".
    fn at(&self, pieces: &[Piece], at: usize) -> Option<(usize, Option<Date>)> {
        self.in_figures(pieces, at)
            .or_else(|| self.with_month(pieces, at))
            .or_else(|| self.relative(pieces, at).map(|(end, date)| (end, Some(date))))
            .or_else(|| self.of_week(pieces, at))
            .or_else(|| self.expected(pieces, at).map(|(end, date)| (end, Some(date))))
    }

    /// 2026-11-23, 23/11/2026, 23.11.26, 23/11.
    fn in_figures(&self, pieces: &[Piece], at: usize) -> Option<(usize, Option<Date>)> {
        let first = pieces.get(at).filter(|piece| piece.is_digits())?;
        let joined = |at: usize| {
            let piece = pieces.get(at)?;
            let sign = match piece.gap {
                Gap::Sign(sign @ ('/' | '.' | '-')) => sign,
                _ => return None,
            };
            piece.is_digits().then_some((piece, sign))
        };
        let (second, sign) =
            joined(at + 1).filter(|_| !matches!(first.gap, Gap::Sign('/' | '.')))?;
        let number = |piece: &Piece| piece.text.parse::<i16>().ok();
        let (first_number, second_number) = (number(first)?, number(second)?);
        let end = at + 3;
        match joined(at + 2).filter(|(_, other)| *other == sign) {
            Some(_) if joined(end).is_some() => None,
            Some((third, '-')) if first.text.len() == 4 => {
                Some((end, self.day(number(third)?, second_number, Some(first_number))))
            }
            Some((third, _)) => {
                let year = match (third.text.len(), number(third)?) {
                    (2, year) => self.full_year(year),
                    (4, year) => year,
                    _ => return None,
                };
                let (day, month) = self.ordered(first_number, second_number);
                Some((end, self.day(day, month, Some(year))))
            }
            None => {
                // "24/7" and "3/4" are no dates, and "19.90" is none.
                let is_said = self.is_expected
                    || (sign == '/' && second.text.len() == 2)
                    || at > 0 && self.is_before_day(pieces, at);
                let (day, month) = self.ordered(first_number, second_number);
                let date = self.day(day, month, None).filter(|_| is_said && sign != '-');
                date.map(|date| (at + 2, Some(date)))
            }
        }
    }

    /// "3 décembre", "mardi trois décembre 2026", "december 3rd", "the third of december".
    fn with_month(&self, pieces: &[Piece], at: usize) -> Option<(usize, Option<Date>)> {
        let weekday = place(&self.calendar.weekdays, pieces, at, true).map(|(end, _)| end);
        let at = weekday.and_then(|end| self.after_article(pieces, end)).unwrap_or(at);
        if self.calendar.month_first
            && let Some((after, month)) = place(&self.calendar.months, pieces, at, true)
        {
            let start = self.after_article(pieces, after)?;
            let (end, day) = self.day_number(pieces, start).into_iter().next()?;
            return Some(self.with_year(pieces, end, day, month));
        }
        self.day_number(pieces, at).into_iter().find_map(|(end, day)| {
            let of = longest(&self.calendar.of, pieces, end).unwrap_or(end);
            let month = pieces.get(of).filter(|piece| !piece.is_apart())?;
            let (end, month) = match month.gap {
                Gap::Space | Gap::Sign('-') => place(&self.calendar.months, pieces, of, true)?,
                _ => return None,
            };
            Some(self.with_year(pieces, end, day, month))
        })
    }

    /// The day of a month, with the year that may follow.
    fn with_year(
        &self,
        pieces: &[Piece],
        at: usize,
        day: i16,
        month: usize,
    ) -> (usize, Option<Date>) {
        let month = month as i16 + 1;
        match self.year(pieces, at) {
            Some((end, year)) => (end, self.day(day, month, Some(year))),
            None => (at, self.day(day, month, None)),
        }
    }

    /// "2027", "deux mille vingt-sept", "twenty twenty-seven", and where nothing follows "27".
    fn year(&self, pieces: &[Piece], at: usize) -> Option<(usize, i16)> {
        let next = pieces.get(at).filter(|piece| piece.gap != Gap::Stop)?;
        let short = |end: usize, number: u64| {
            let number = i16::try_from(number).ok().filter(|number| (10..100).contains(number))?;
            let is_last = pieces.get(end).is_none_or(|next| next.gap == Gap::Stop);
            is_last.then(|| (end, self.full_year(number)))
        };
        if next.is_digits() {
            let year = next.text.parse::<i16>().ok()?;
            let is_long = next.text.len() == 4 && YEARS.contains(&year);
            let goes_on = pieces.get(at + 1).is_some_and(|piece| matches!(piece.gap, Gap::Sign(_)));
            return match is_long {
                true => Some((at + 1, year)),
                false if next.text.len() == 2 && !goes_on => short(at + 1, year as u64),
                false => None,
            };
        }
        let numbers = self.spoken.cardinals(pieces, at);
        let long = numbers.iter().find_map(|(end, number)| {
            let number = i16::try_from(*number).ok().filter(|number| YEARS.contains(number))?;
            Some((*end, number))
        });
        // "nineteen eighty-four", "twenty oh five".
        let in_halves = || {
            let (middle, century) =
                *numbers.iter().find(|(_, number)| (19..=29).contains(number))?;
            let next = pieces.get(middle).filter(|piece| piece.gap == Gap::Space)?;
            let (end, rest) = self.spoken.cardinal(pieces, middle).filter(|_| !next.is_digits())?;
            let year = i16::try_from(century * 100 + rest).ok()?;
            (10..100).contains(&rest).then_some((end, year))
        };
        long.or_else(in_halves)
            .or_else(|| numbers.first().and_then(|(end, number)| short(*end, *number)))
    }

    /// Today, tomorrow, in three days, two weeks ago.
    fn relative(&self, pieces: &[Piece], at: usize) -> Option<(usize, Date)> {
        let calendar = self.calendar;
        let named = [
            (&calendar.day_after_tomorrow, 2),
            (&calendar.day_before_yesterday, -2),
            (&calendar.today, 0),
            (&calendar.tomorrow, 1),
            (&calendar.yesterday, -1),
        ];
        let named = named.iter().find_map(|(words, days)| {
            longest(words, pieces, at).map(|end| (end, self.today.plus_days(*days)))
        });
        if named.is_some() {
            return named;
        }
        if let Some(start) = longest(&calendar.ahead, pieces, at) {
            return self.length(pieces, start, 1);
        }
        if let Some(start) = longest(&calendar.ago_before, pieces, at) {
            return self.length(pieces, start, -1);
        }
        let (end, date) = self.length(pieces, at, -1)?;
        longest(&calendar.ago_after, pieces, end).map(|end| (end, date))
    }

    /// The day that lies so many days, weeks or months away.
    fn length(&self, pieces: &[Piece], at: usize, sign: i32) -> Option<(usize, Date)> {
        let piece = pieces.get(at)?;
        let (end, number) = if piece.is_digits() {
            (at + 1, piece.text.parse().ok()?)
        } else {
            let one = || self.spoken.is_article(pieces, at).then_some((at + 1, 1));
            self.spoken.cardinal(pieces, at).or_else(one)?
        };
        let number =
            i32::try_from(number).ok().filter(|number| (0..=MAX_LENGTH).contains(number))?;
        let is = |words: &[String]| longest(words, pieces, end);
        if let Some(end) = is(&self.calendar.days) {
            return Some((end, self.today.plus_days(sign * number)));
        }
        if let Some(end) = is(&self.calendar.weeks) {
            return Some((end, self.today.plus_days(sign * number * 7)));
        }
        let end = is(&self.calendar.months_long)?;
        let (year, month, day) = self.today.civil();
        let months = year * 12 + i32::from(month) - 1 + sign * number;
        let (year, month) = (i16::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) + 1);
        // There may be no 31st: then it is the last of that month.
        let date = (1..=day).rev().find_map(|day| Date::new(year, u8::try_from(month).ok()?, day));
        date.map(|date| (end, date))
    }

    /// "mardi", "mardi prochain", "last friday", and where a date is expected "mardi 12".
    fn of_week(&self, pieces: &[Piece], at: usize) -> Option<(usize, Option<Date>)> {
        let (end, place) = place(&self.calendar.weekdays, pieces, at, self.is_expected)?;
        let wanted = *Weekday::ALL.get(place)?;
        if self.is_expected
            && let Some(start) = self.after_article(pieces, end)
            && let Some((end, day)) = self.day_number(pieces, start).into_iter().next()
            && self.may_end(pieces, end)
        {
            // The day of the week tells the month.
            let date = self.days_numbered(day).filter(|date| date.weekday() == wanted);
            return Some((end, date.min_by_key(|date| self.distance(*date))));
        }
        let ahead = (wanted as i32 - self.today.weekday() as i32).rem_euclid(7);
        let is_last = |at: usize| longest(&self.calendar.last, pieces, at);
        let last = is_last(end).or_else(|| {
            at.checked_sub(1).and_then(is_last).filter(|after| *after == at).map(|_| end)
        });
        if let Some(end) = last {
            return Some((
                end,
                Some(self.today.plus_days(if ahead == 0 { -7 } else { ahead - 7 })),
            ));
        }
        if let Some(end) = self.of_next_week(pieces, at, end) {
            let to_monday = 7 - self.today.weekday() as i32;
            return Some((end, Some(self.today.plus_days(to_monday + wanted as i32))));
        }
        let next = if ahead == 0 { 7 } else { ahead };
        let (end, later) = match longest(&self.calendar.week_later, pieces, end) {
            Some(end) => (end, 7),
            None => (end, 0),
        };
        Some((end, Some(self.today.plus_days(next + later))))
    }

    /// Where "next week" ends that stands after or before a day of the week.
    fn of_next_week(&self, pieces: &[Piece], start: usize, end: usize) -> Option<usize> {
        let words = &self.calendar.next_week;
        let is_before = |phrase: &String| {
            let before = start.checked_sub(phrase.split(' ').count());
            before.is_some_and(|at| phrase_end(phrase, pieces, at) == Some(start))
        };
        longest(words, pieces, end).or_else(|| words.iter().any(is_before).then_some(end))
    }

    /// What is a date only where one was asked for: "le 12", "the 12th", 12032027, "12 3 2027".
    fn expected(&self, pieces: &[Piece], at: usize) -> Option<(usize, Date)> {
        let piece = pieces.get(at).filter(|_| self.is_expected)?;
        if piece.is_digits() && (at == 0 || piece.is_apart() || self.is_before_day(pieces, at)) {
            let digits = |range: Range<usize>| piece.text.get(range)?.parse::<i16>().ok();
            let keyed = match piece.text.len() {
                4 => Some((digits(0..2)?, digits(2..4)?, None)),
                8 => Some((digits(0..2)?, digits(2..4)?, Some(digits(4..8)?))),
                _ => None,
            };
            if let Some((first, second, year)) = keyed {
                let (day, month) = self.ordered(first, second);
                return self.day(day, month, year).map(|date| (at + 1, date));
            }
        }
        let is_first =
            at == 0 || piece.is_apart() || self.spoken.cue(Cue::Around, pieces, at - 1).is_some();
        if let Some(found) = self.numbers_in_a_row(pieces, at).filter(|_| is_first) {
            return Some(found);
        }
        let (end, day) = self.day_number(pieces, at).into_iter().next()?;
        let is_ordinal = self.spoken.ordinal(pieces, at).is_some();
        // "one second" is no day, and "the second" is one.
        let is_moment = self.spoken.cue(Cue::Moment, pieces, at).is_some();
        let is_named = (is_ordinal && !is_moment) || self.is_before_day(pieces, at);
        let after = longest(&self.calendar.after_day, pieces, end).unwrap_or(end);
        let date = self.days_numbered(day).min_by_key(|date| self.distance(*date));
        date.filter(|_| is_named && self.may_end(pieces, after)).map(|date| (after, date))
    }

    /// "12 3 2027", "douze zéro trois deux mille vingt-sept".
    fn numbers_in_a_row(&self, pieces: &[Piece], at: usize) -> Option<(usize, Date)> {
        let two_digits = |at: usize| {
            let piece = pieces.get(at)?;
            if piece.is_digits() {
                return Some((at + 1, piece.text.parse::<u64>().ok()?));
            }
            let (end, number) = self.spoken.cardinal(pieces, at)?;
            if number == 0 {
                return self.spoken.cardinal(pieces, end).filter(|(_, number)| *number < 10);
            }
            Some((end, number))
        };
        let (end, first) = two_digits(at)?;
        let (end, second) = two_digits(end).filter(|_| pieces[end].gap == Gap::Space)?;
        let (end, year) = self.year(pieces, end).filter(|_| pieces[end].gap == Gap::Space)?;
        let (first, second) = (i16::try_from(first).ok()?, i16::try_from(second).ok()?);
        let (day, month) = self.ordered(first, second);
        self.day(day, month, Some(year)).map(|date| (end, date))
    }

    /// The numbers of a day that start at a piece, the longest first: "3", "1er", "vingt et un".
    fn day_number(&self, pieces: &[Piece], at: usize) -> Vec<(usize, i16)> {
        let Some(piece) = pieces.get(at) else { return Vec::new() };
        let mut found = Vec::new();
        found.extend(self.spoken.ordinal(pieces, at));
        if piece.is_digits() && piece.text.len() <= 2 {
            let goes_on = pieces
                .get(at + 1)
                .is_some_and(|next| next.has_digit() && matches!(next.gap, Gap::Sign(_)));
            let came_from = matches!(piece.gap, Gap::Sign(sign) if sign != '\'') && at > 0;
            if !goes_on && !came_from {
                found.extend(piece.text.parse().ok().map(|number| (at + 1, number)));
            }
        }
        found.extend(self.spoken.cardinals(pieces, at));
        let days = found.into_iter().filter(|(_, day)| (1..=31).contains(day));
        days.map(|(end, day)| (end, day as i16)).collect()
    }

    /// Whether what was said before a piece makes a number there the day of a month.
    fn is_before_day(&self, pieces: &[Piece], at: usize) -> bool {
        self.calendar.before_day.iter().any(|phrase| {
            let words = phrase.split(' ').count();
            at.checked_sub(words).is_some_and(|start| phrase_end(phrase, pieces, start) == Some(at))
        })
    }

    /// The piece after an article, or this one.
    fn after_article(&self, pieces: &[Piece], at: usize) -> Option<usize> {
        let next = longest(&self.calendar.before_day, pieces, at).unwrap_or(at);
        pieces.get(next).filter(|piece| !matches!(piece.gap, Gap::Stop)).map(|_| next)
    }

    /// Whether what follows is no noun that the number before it counts.
    fn may_end(&self, pieces: &[Piece], end: usize) -> bool {
        let cues = [Cue::Around, Cue::Deny, Cue::Affirm, Cue::Instead, Cue::And, Cue::Or];
        pieces.get(end).is_none_or(|next| {
            let is_cue = cues.iter().any(|cue| self.spoken.cue(*cue, pieces, end).is_some());
            let is_joined = matches!(next.gap, Gap::Sign(_) | Gap::Tight);
            next.is_apart()
                || (!is_joined && is_cue)
                || longest(&self.calendar.before_day, pieces, end).is_some()
        })
    }

    /// The days of this number in the months around today.
    fn days_numbered(&self, day: i16) -> impl Iterator<Item = Date> {
        let (year, month, _) = self.today.civil();
        let this = year * 12 + i32::from(month) - 1;
        (this - MONTHS_AROUND..=this + MONTHS_AROUND).filter_map(move |months| {
            let year = i16::try_from(months.div_euclid(12)).ok()?;
            let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
            Date::new(year, month, u8::try_from(day).ok()?)
        })
    }

    /// A day of this year, or the nearest one where no year is given.
    fn day(&self, day: i16, month: i16, year: Option<i16>) -> Option<Date> {
        let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
        if let Some(year) = year {
            return Date::new(year, month, day);
        }
        let year = i16::try_from(self.today.civil().0).ok()?;
        let years = [year.checked_sub(1)?, year, year.checked_add(1)?].into_iter();
        let dates = years.filter_map(|year| Date::new(year, month, day));
        dates.min_by_key(|date| self.distance(*date))
    }

    fn ordered(&self, first: i16, second: i16) -> (i16, i16) {
        if self.is_month_first { (second, first) } else { (first, second) }
    }

    /// A year of two digits lies at most so far ahead; others are past.
    fn full_year(&self, year: i16) -> i16 {
        let is_ahead = i32::from(year) + 2000 > self.today.civil().0 + YEARS_AHEAD;
        year + if is_ahead { 1900 } else { 2000 }
    }

    fn distance(&self, date: Date) -> i32 {
        date.days_since(self.today).abs()
    }
}

/// The month or day of the week whose name starts at a piece, and where it ends. Short spellings are
/// left out where they may be other words: "sat", "sun".
fn place(
    lists: &[Vec<String>],
    pieces: &[Piece],
    at: usize,
    with_short: bool,
) -> Option<(usize, usize)> {
    let piece = pieces.get(at)?;
    let known = if with_short { usize::MAX } else { 1 };
    let is_it = |spellings: &Vec<String>| spellings.iter().take(known).any(|it| *it == piece.text);
    lists.iter().position(is_it).map(|place| (at + 1, place))
}

/// Years that are said as such.
const YEARS: Range<i16> = 1900..3000;
const YEARS_AHEAD: i32 = 20;
/// The longest time in days, weeks or months that is a date.
const MAX_LENGTH: i32 = 1_000;
/// A day of the month and a day of the week fall together within these.
const MONTHS_AROUND: i32 = 6;

#[cfg(all(test, feature = "author"))]
mod tests {
    use super::*;
    use crate::text::{Language, pieces};

    #[test]
    fn days_are_found_as_people_say_them() {
        let monday: Date = "2026-11-23".parse().expect("a date");
        let found = |language: Language, text: &str, is_expected: bool| -> Vec<String> {
            let dates = Dates {
                calendar: &Calendar::built_in(language),
                spoken: &Spoken::built_in(language),
                today: monday,
                is_month_first: false,
                is_expected,
            };
            dates.all(&pieces(text)).iter().map(|(date, _)| date.to_string()).collect()
        };
        for (language, text, expected) in [
            (Language::French, "le 3 décembre", "2026-12-03"),
            (Language::French, "Le 20 novembre svp", "2026-11-20"),
            (Language::French, "1er mars", "2027-03-01"),
            (Language::French, "le mardi 1er décembre", "2026-12-01"),
            (Language::French, "hier", "2026-11-22"),
            (Language::French, "mardi prochain", "2026-11-24"),
            (Language::French, "lundi", "2026-11-30"),
            (Language::French, "vendredi dernier", "2026-11-20"),
            (Language::French, "le 14/12", "2026-12-14"),
            (Language::English, "14 December", "2026-12-14"),
            (Language::English, "on the 3rd of March 2027 please", "2027-03-03"),
            (Language::English, "December 3rd", "2026-12-03"),
            (Language::English, "since yesterday", "2026-11-22"),
            (Language::English, "last friday", "2026-11-20"),
            (Language::German, "23.11.2026", "2026-11-23"),
        ] {
            assert_eq!(found(language, text, false), [expected], "{text}");
        }
        for text in [
            "",
            "demain",
            "31/02/2026",
            "le livreur",
            "99/99",
            "2 cartes",
            "open 24/7",
            "3/4",
            "the sun sat",
            "I may be late",
            "12.50",
            "3.11.2.1",
            "the 12",
            "1203",
        ] {
            assert_eq!(found(Language::English, text, false), [""; 0], "{text}");
        }
        let none: [&str; 0] = [];
        assert_eq!(found(Language::French, "le 31 février", true), none);
        assert_eq!(found(Language::French, "le 3 rue de la paix", true), none);
        assert_eq!(found(Language::French, "mardi 1", true), ["2026-12-01"]);
        assert_eq!(found(Language::French, "mardi 12 janvier ou mercredi", true).len(), 2);
    }
}
