use super::words::Unit;

/// Something that a text says and that can be wrong, in the same form in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::knowledge::yaml) enum Fact {
    /// How many, in thousandths, and of what, where that is known.
    Quantity { value: u64, unit: Option<String> },
    /// A number of hours in a language in which that is also a time: "8 h".
    Hours(u32),
    /// A time of the day, in minutes from midnight.
    Time(u32),
    /// A day of a month.
    Date { day: u8, month: u8, year: Option<u32> },
    /// A day of the week, Monday being 0.
    Weekday(u8),
    /// A telephone number: digits, after `+` or not.
    Phone(String),
    /// An e-mail address.
    Email(String),
    /// The host of a web address. Its path may differ by language.
    Host(String),
}

impl Fact {
    pub(super) fn quantity(value: u64, unit: Option<&Unit>) -> Fact {
        match unit {
            Some(Unit { name, parts }) => {
                Fact::Quantity { value: value / parts, unit: Some(name.clone()) }
            }
            None => Fact::Quantity { value, unit: None },
        }
    }

    /// Whether the two say the same. A number of which nobody knows what it counts says the same as
    /// any equal one.
    pub(super) fn agrees_with(&self, other: &Fact) -> bool {
        self.covers(other) || other.covers(self)
    }

    fn covers(&self, other: &Fact) -> bool {
        match (self, other) {
            (Fact::Quantity { value, unit: None }, Fact::Quantity { value: of, .. }) => value == of,
            (Fact::Quantity { value, unit: None }, Fact::Hours(hours)) => {
                *value == u64::from(*hours) * 1000
            }
            (Fact::Quantity { value, unit: None }, Fact::Time(minutes)) => {
                *value == u64::from(*minutes) * 1000 / 60 && minutes % 60 == 0
            }
            (Fact::Quantity { value, unit: None }, Fact::Date { day, .. }) => {
                *value == u64::from(*day) * 1000
            }
            (Fact::Hours(hours), Fact::Time(minutes)) => hours * 60 % DAY == minutes % DAY,
            (Fact::Hours(hours), Fact::Quantity { value, unit: Some(unit) }) => {
                unit == HOUR && *value == u64::from(*hours) * 1000
            }
            (Fact::Time(minutes), Fact::Time(other)) => minutes % DAY == other % DAY,
            (
                Fact::Date { day, month, year },
                Fact::Date { day: of, month: of_month, year: of_year },
            ) => {
                day == of
                    && month == of_month
                    && (year == of_year || year.is_none() || of_year.is_none())
            }
            // +33 1 99 00 12 34 is 01 99 00 12 34.
            (Fact::Phone(abroad), Fact::Phone(local)) if abroad.starts_with('+') => {
                let core = local.strip_prefix('0');
                abroad == local || core.is_some_and(|core| abroad.ends_with(core))
            }
            _ => self == other,
        }
    }

    /// Whether the two cannot both answer one question: "30 days" and "14 days".
    pub(super) fn is_of_the_kind_of(&self, other: &Fact) -> bool {
        let hours = |unit: &Option<String>| unit.as_deref() == Some(HOUR);
        match (self, other) {
            (Fact::Quantity { unit: Some(unit), .. }, Fact::Quantity { unit: other, .. }) => {
                Some(unit) == other.as_ref()
            }
            (Fact::Hours(_), Fact::Quantity { unit, .. })
            | (Fact::Quantity { unit, .. }, Fact::Hours(_)) => hours(unit),
            (Fact::Hours(_) | Fact::Time(_), Fact::Hours(_) | Fact::Time(_)) => true,
            (Fact::Date { .. }, Fact::Date { .. }) => true,
            _ => false,
        }
    }

    /// Whether the two look like one thing said in two ways: "5 days" and "5 working days", or two
    /// telephone numbers.
    pub(super) fn resembles(&self, other: &Fact) -> bool {
        match (self, other) {
            (Fact::Quantity { value, .. }, Fact::Quantity { value: of, .. }) => value == of,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether it is written the same in every language.
    pub(super) fn is_universal(&self) -> bool {
        match self {
            Fact::Quantity { unit, .. } => unit.is_some(),
            Fact::Phone(_) | Fact::Email(_) | Fact::Host(_) => true,
            _ => false,
        }
    }
}

const HOUR: &str = "hour";

/// In minutes.
const DAY: u32 = 24 * 60;
