use serde::{Deserialize, Serialize};

use crate::time::{Date, Local, TimeZone, Timestamp, Weekday};

/// When a queue is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// For each day from Monday, the openings in minutes since midnight, in order, end excluded.
    pub(crate) week: [Vec<(u16, u16)>; 7],
    /// Days on which it stays closed.
    pub(crate) closed: Vec<Date>,
}

/// Whether a queue is open, and otherwise when it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It is open now.
    Now,
    /// It opens at this time.
    At {
        /// The instant.
        time: Timestamp,
        /// How many days from today, in the queue's time zone: 0 is today.
        in_days: u8,
        /// The day of the week.
        weekday: Weekday,
        /// Minutes since midnight, local time.
        minute: u16,
    },
    /// It does not open in the coming two weeks.
    Never,
}

impl Hours {
    /// Whether it is open at this instant.
    pub(crate) fn is_open(&self, zone: &TimeZone, now: Timestamp) -> bool {
        let Local { date, minute } = zone.local(now);
        self.of(date).iter().any(|(from, to)| (*from..*to).contains(&minute))
    }

    /// Whether it is open now, or when it opens next.
    pub(crate) fn opening(&self, zone: &TimeZone, now: Timestamp) -> Opening {
        if self.is_open(zone, now) {
            return Opening::Now;
        }
        let Local { date: today, minute: passed } = zone.local(now);
        for in_days in 0..HORIZON_DAYS {
            let date = today.plus_days(in_days.into());
            let next = self.of(date).iter().find(|(from, _)| in_days > 0 || *from > passed);
            if let Some((minute, _)) = next {
                return Opening::At {
                    time: zone.instant(date, *minute),
                    in_days,
                    weekday: date.weekday(),
                    minute: *minute,
                };
            }
        }
        Opening::Never
    }

    fn of(&self, date: Date) -> &[(u16, u16)] {
        if self.closed.contains(&date) { &[] } else { &self.week[date.weekday() as usize] }
    }
}

/// Nobody is told to wait longer than this.
const HORIZON_DAYS: u8 = 14;

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Hours {
        let mut hours =
            Hours { closed: vec!["2026-12-25".parse().expect("a date")], ..Hours::default() };
        for day in &mut hours.week[..5] {
            day.push((9 * 60, 18 * 60));
        }
        hours
    }

    fn at(date: &str, hour: u16) -> Timestamp {
        TimeZone::default().instant(date.parse().expect("a date"), hour * 60)
    }

    #[test]
    fn opens_on_the_next_working_day() {
        let zone = TimeZone::default();
        assert!(office().is_open(&zone, at("2026-11-20", 17)));
        assert!(!office().is_open(&zone, at("2026-11-20", 18)));
        let Opening::At { in_days, weekday, minute, time } =
            office().opening(&zone, at("2026-11-20", 18))
        else {
            panic!("closed")
        };
        assert_eq!((in_days, weekday, minute), (3, Weekday::Monday, 540));
        assert_eq!(time, at("2026-11-23", 9));
        // Christmas is a Friday.
        let after_christmas = office().opening(&zone, at("2026-12-24", 19));
        assert!(matches!(after_christmas, Opening::At { in_days: 4, .. }), "{after_christmas:?}");
    }

    #[test]
    fn nothing_is_promised_where_there_are_no_hours() {
        assert_eq!(Hours::default().opening(&TimeZone::default(), Timestamp(0)), Opening::Never);
    }
}
