//! Instants and calendar dates, without a clock: the host says what time it is.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant: seconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// In JSON it is written as RFC 3339 does, `2026-11-23T09:00:00Z`, and read from that, with any offset
/// from UTC, or from a number of seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A day of the Gregorian calendar, written `2026-10-12`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    /// Monday, the first day.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// An instant as people of one place read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    pub(crate) date: Date,
    /// Minutes since midnight, 0 to 1,439.
    pub(crate) minute: u16,
}

/// The rules of one place's clock, as a table made when the bundle is built.
///
/// A table of changes is a few hundred bytes for thirty years, is the same everywhere, and saves
/// the run time a time-zone database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TimeZone {
    pub(crate) name: String,
    /// From each instant on, this many seconds east of Greenwich. In the order of time; the first
    /// one also holds before.
    pub(crate) offsets: Vec<(Timestamp, i32)>,
}

impl Timestamp {
    /// The day that it is then in Greenwich.
    pub fn date(self) -> Date {
        TimeZone::default().local(self).date
    }

    /// This many days later.
    pub fn plus_days(self, days: i64) -> Timestamp {
        Timestamp(self.0.saturating_add(days.saturating_mul(SECONDS_PER_DAY)))
    }
}

impl FromStr for Timestamp {
    type Err = String;

    /// Reads RFC 3339 with an offset: `2026-11-23T10:00:00+01:00`. Seconds may be left out, and what is
    /// smaller than a second is.
    fn from_str(text: &str) -> Result<Timestamp, String> {
        let read = || {
            let (date, time) = text.split_once(['T', 't', ' '])?;
            let offset_at = time.find(['Z', 'z', '+', '-'])?;
            let (clock, offset) = time.split_at(offset_at);
            let offset = match offset.strip_prefix(['+', '-']) {
                None if offset.len() == 1 => 0,
                None => return None,
                Some(east) => {
                    let (hours, minutes) = east.split_once(':')?;
                    let seconds = two_digits(hours, 23)? * 3_600 + two_digits(minutes, 59)? * 60;
                    if offset.starts_with('-') { -seconds } else { seconds }
                }
            };
            let mut parts = clock.splitn(3, ':');
            let hours = two_digits(parts.next()?, 23)?;
            let minutes = two_digits(parts.next()?, 59)?;
            let seconds = match parts.next() {
                None => 0,
                Some(seconds) => two_digits(seconds.split('.').next()?, 60)?,
            };
            let days = i64::from(date.parse::<Date>().ok()?.days);
            Some(days * SECONDS_PER_DAY + hours * 3_600 + minutes * 60 + seconds - offset)
        };
        read().map(Timestamp).ok_or_else(|| {
            format!("`{text}` is not an instant; write it as 2026-11-23T10:00:00+01:00")
        })
    }
}

/// A number of two digits, at most this.
fn two_digits(text: &str, most: i64) -> Option<i64> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|number| *number <= most)
}

impl fmt::Display for Timestamp {
    /// As RFC 3339, in UTC. The year has more than four digits where it needs them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Local { date, minute } = TimeZone::default().local(*self);
        let second = self.0.rem_euclid(60);
        write!(f, "{date}T{:02}:{:02}:{second:02}Z", minute / 60, minute % 60)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Beyond the years of four digits there is no RFC 3339.
        let has_four_digits = (YEAR_0..YEAR_10_000).contains(&self.0);
        if serializer.is_human_readable() && has_four_digits {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(SecondsOrText)
        } else {
            i64::deserialize(deserializer).map(Timestamp)
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Timestamp {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": ["string", "integer"]})
    }
}

/// Reads an instant as people and programs write it.
struct SecondsOrText;

impl Visitor<'_> for SecondsOrText {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instant, in seconds or as 2026-11-23T10:00:00+01:00")
    }

    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Timestamp, E> {
        Ok(Timestamp(seconds))
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Timestamp, E> {
        i64::try_from(seconds).map(Timestamp).map_err(de::Error::custom)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse().map_err(de::Error::custom)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Timestamp {
        let seconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |s| -s),
        };
        Timestamp(seconds)
    }
}

impl Date {
    /// The day of this year, month (1 to 12) and day (1 to 31), if there is one.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        let date = Date { days: days_from_civil(year.into(), month.into(), day.into()) };
        (date.civil() == (year.into(), month, day)).then_some(date)
    }

    /// The year, the month and the day.
    pub fn civil(self) -> (i32, u8, u8) {
        civil_from_days(self.days)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.days + 3).rem_euclid(7) as usize]
    }

    /// The number of days from `earlier` to this one.
    pub fn days_since(self, earlier: Date) -> i32 {
        self.days - earlier.days
    }

    pub(crate) fn plus_days(self, days: i32) -> Date {
        Date { days: self.days.saturating_add(days) }
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Date, String> {
        let mut parts = text.splitn(3, '-');
        let mut part = |width: usize| {
            let part = parts.next()?;
            let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits { part.parse::<i16>().ok() } else { None }
        };
        let date = (|| {
            let (year, month, day) = (part(4)?, part(2)?, part(2)?);
            Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        })();
        date.ok_or_else(|| format!("`{text}` is not a date; write it as 2026-10-12"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.days.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            Ok(Date { days: i32::deserialize(deserializer)? })
        }
    }
}

impl Weekday {
    /// The seven days from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

impl TimeZone {
    /// What clocks there show at an instant.
    pub(crate) fn local(&self, now: Timestamp) -> Local {
        let seconds = now.0.saturating_add(self.offset(now).into());
        let days = seconds.div_euclid(SECONDS_PER_DAY);
        let within = seconds.rem_euclid(SECONDS_PER_DAY);
        // Three million years either side are enough, and keep the arithmetic of dates exact.
        let days = days.clamp(-1_000_000_000, 1_000_000_000) as i32;
        Local { date: Date { days }, minute: (within / 60) as u16 }
    }

    /// The instant at which clocks there show this; the earlier one where they show it twice.
    pub(crate) fn instant(&self, date: Date, minute: u16) -> Timestamp {
        let shown = i64::from(date.days) * SECONDS_PER_DAY + i64::from(minute) * 60;
        let guess = Timestamp(shown - i64::from(self.offset(Timestamp(shown))));
        Timestamp(shown - i64::from(self.offset(guess)))
    }

    fn offset(&self, now: Timestamp) -> i32 {
        let after = self.offsets.partition_point(|(start, _)| *start <= now);
        self.offsets.get(after.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }
}

const SECONDS_PER_DAY: i64 = 86_400;
/// 0000-01-01 and 10000-01-01, in seconds since 1970.
const YEAR_0: i64 = -62_167_219_200;
const YEAR_10_000: i64 = 253_402_300_800;

/// Howard Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil`.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse, from the same source: `civil_from_days`.
fn civil_from_days(days: i32) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written() {
        for text in ["1970-01-01", "2000-02-29", "2026-11-22", "1969-12-31", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().expect(text).to_string(), text);
        }
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "x", ""] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn instants_are_read_and_written() {
        for (text, written) in [
            ("2026-11-23T10:00:00+01:00", "2026-11-23T09:00:00Z"),
            ("2026-11-23T09:00Z", "2026-11-23T09:00:00Z"),
            ("2026-11-23 09:00:30.25Z", "2026-11-23T09:00:30Z"),
            ("1969-12-31T23:59:59-00:30", "1970-01-01T00:29:59Z"),
        ] {
            let instant: Timestamp = text.parse().expect(text);
            assert_eq!(instant.to_string(), written);
            assert_eq!(written.parse(), Ok(instant));
        }
        for text in
            ["2026-11-23", "2026-11-23T25:00Z", "2026-11-23T09:00", "x", "T", "2026-11-23TZ"]
        {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
        for seconds in [0, i64::MIN, i64::MAX, YEAR_0, YEAR_10_000, 1_795_000_000] {
            let json = serde_json::to_string(&Timestamp(seconds)).expect("JSON");
            assert_eq!(serde_json::from_str::<Timestamp>(&json).expect("an instant").0, seconds);
        }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        let date: Date = "2026-11-22".parse().expect("a date");
        assert_eq!(date.weekday(), Weekday::Sunday);
        assert_eq!(date.plus_days(1).weekday(), Weekday::Monday);
    }

    #[test]
    fn a_zone_with_summer_time_goes_there_and_back() {
        let paris = TimeZone {
            name: "Europe/Paris".into(),
            // Winter, then summer from 2026-03-29T01:00Z, then winter from 2026-10-25T01:00Z.
            offsets: vec![
                (Timestamp(0), 3_600),
                (Timestamp(1_774_746_000), 7_200),
                (Timestamp(1_792_890_000), 3_600),
            ],
        };
        let july: Date = "2026-07-14".parse().expect("a date");
        let noon = paris.instant(july, 12 * 60);
        assert_eq!(noon, Timestamp(1_784_023_200));
        assert_eq!(paris.local(noon), Local { date: july, minute: 720 });
        let before_change = Timestamp(1_774_745_999);
        assert_eq!(paris.local(before_change).minute, 119);
        assert_eq!(paris.local(Timestamp(1_774_746_000)).minute, 180);
    }

    #[test]
    fn absurd_instants_do_not_overflow() {
        let zone = TimeZone::default();
        for instant in [i64::MIN, i64::MAX] {
            let local = zone.local(Timestamp(instant));
            assert!(local.minute < 1_440);
            let _ = local.date.to_string();
        }
    }
}
