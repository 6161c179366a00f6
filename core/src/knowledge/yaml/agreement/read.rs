use super::fact::Fact;
use super::number::{Form, Number};
use super::token::{self, Kind, Token};
use super::words::{Unit, Words};

/// A fact in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::knowledge::yaml) struct Found {
    pub(in crate::knowledge::yaml) fact: Fact,
    /// The words that say it.
    pub(in crate::knowledge::yaml) said: String,
    /// Whether it may be no fact at all, as in "a month" or "two of them". It agrees with another
    /// text that says so too, and nobody is told where none does.
    pub(in crate::knowledge::yaml) weak: bool,
}

/// The facts that a text says, in its order.
pub(in crate::knowledge::yaml) fn read(text: &str, words: &Words) -> Vec<Found> {
    let tokens = token::scan(text);
    let mut reader = Reader { text, words, tokens: &tokens, free: 0, found: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at).max(at + 1);
    }
    let mut found = reader.found;
    found.retain(|found| words.known || found.fact.is_universal());
    found
}

struct Reader<'t> {
    text: &'t str,
    words: &'t Words,
    tokens: &'t [Token],
    /// The first token that belongs to no fact yet.
    free: usize,
    found: Vec<Found>,
}

impl Reader<'_> {
    /// Reads the fact that starts at a token, and returns where the next may start.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        match &token.kind {
            Kind::Phone(digits) => self.tell(Fact::Phone(digits.clone()), at, at + 1, false),
            Kind::Email(email) => self.tell(Fact::Email(email.clone()), at, at + 1, false),
            Kind::Host(host) => self.tell(Fact::Host(host.clone()), at, at + 1, false),
            Kind::Date { day, month, year } => {
                let date = Fact::Date { day: *day, month: *month, year: Some(*year) };
                self.tell(date, at, at + 1, false)
            }
            Kind::Clock(minutes) => {
                let after = self.words.part_of_day(&self.tokens[at + 1..]);
                let (hours, length) = after.unwrap_or_default();
                let time = Fact::Time(in_half(*minutes, hours));
                self.tell(time, at, at + 1 + length, false)
            }
            Kind::Mark(_) => self.amount_after_sign(at).unwrap_or(at + 1),
            Kind::Number(_) if self.is_name(at) => at + 1,
            Kind::Number(_) => self.quantities(at).unwrap_or(at + 1),
            Kind::Word(word) => {
                // "l'après-midi" is no noon.
                let in_a_word = token.glued && at > 0 && self.tokens[at - 1].is("-");
                let time = self.words.time(word).filter(|_| !in_a_word);
                let said = time
                    .map(|hour| Fact::Time(hour * 60))
                    .or_else(|| self.words.weekday(word).map(Fact::Weekday))
                    .or_else(|| self.words.multiple(word).map(times));
                match said {
                    Some(fact) => self.tell(fact, at, at + 1, false),
                    None => self.month_first(at).or_else(|| self.quantities(at)).unwrap_or(at + 1),
                }
            }
            Kind::Name => at + 1,
        }
    }

    /// "€19.90"
    fn amount_after_sign(&mut self, at: usize) -> Option<usize> {
        let (unit, length) = self.words.unit(&self.tokens[at..])?;
        let Kind::Number(value) = self.tokens.get(at + length)?.kind else { return None };
        if !unit.is_currency() {
            return None;
        }
        let fact = Fact::quantity(value, Some(unit));
        Some(self.tell(fact, at, at + length + 1, value == 0))
    }

    /// "March 1st to 5, 2027"
    fn month_first(&mut self, at: usize) -> Option<usize> {
        let (month, length) = self.words.month(&self.tokens[at..at + 1])?;
        let days = self.series(at + length)?;
        let end = days.last()?.end;
        let comma = self.tokens.get(end).is_some_and(|token| token.is(","));
        let year = self.year(end).or_else(|| self.year(end + 1).filter(|_| comma));
        for number in &days {
            let day =
                u8::try_from(number.value / 1000).ok().filter(|day| (1..=31).contains(day))?;
            let date = Fact::Date { day, month, year: year.map(|(year, _)| year) };
            self.tell(date, at, number.end, false);
        }
        Some(year.map_or(end, |(_, end)| end))
    }

    /// Numbers with what they count: "30 days", "from 8 to 10 pm", "1er au 5 mars".
    fn quantities(&mut self, at: usize) -> Option<usize> {
        let numbers = self.series(at)?;
        let last = *numbers.last()?;
        let mut after = last.end;
        let glued = |at: usize| {
            let token = self.tokens.get(at)?;
            matches!(token.kind, Kind::Word(_) | Kind::Name).then_some(token).filter(|t| t.glued)
        };
        let is_ordinal = matches!(last.form, Form::OrdinalDigits | Form::OrdinalWords);
        if let Some((month, length)) = self.words.month(&self.tokens[after..])
            && last.form != Form::One
            && numbers.iter().all(|number| number.value <= 31_000)
        {
            let year = self.year(after + length);
            after = year.map_or(after + length, |(_, end)| end);
            for number in &numbers {
                let (day, year) = ((number.value / 1000) as u8, year.map(|(year, _)| year));
                self.tell(Fact::Date { day, month, year }, at, after, false);
            }
            return Some(after);
        }
        if let Some((hours, length)) = self.words.part_of_day(&self.tokens[after..])
            && !is_ordinal
            && numbers.iter().all(|number| number.value <= 12_999)
        {
            after += length;
            for number in &numbers {
                let minutes = number.value / 1000 * 60 + number.value % 1000 / 10;
                self.tell(Fact::Time(in_half(minutes as u32, hours)), at, after, false);
            }
            return Some(after);
        }
        let unit = self.unit_after(after).filter(|_| !is_ordinal);
        let Some((unit, end)) = unit else {
            if glued(after).is_some() {
                return Some(after + 1);
            }
            let after_name = at.checked_sub(1).and_then(|before| self.tokens[before].word());
            if after_name.is_some_and(|word| NAMES.contains(&word)) {
                return Some(after);
            }
            if let Some(end) = self.always(at) {
                return Some(end);
            }
            for number in numbers.iter().filter(|number| number.form != Form::One) {
                let first_of_all = number.form == Form::OrdinalDigits && number.value == 1000;
                let in_words = matches!(number.form, Form::Words | Form::OrdinalWords);
                let fact = Fact::quantity(number.value, None);
                self.tell(fact, at, after, in_words || first_of_all);
            }
            return Some(after);
        };
        Some(self.with_unit(at, &numbers, &unit, end))
    }

    fn with_unit(&mut self, at: usize, numbers: &[Number], unit: &Unit, end: usize) -> usize {
        let is_currency = unit.is_currency();
        let mut after = end;
        let mut facts = Vec::new();
        for (index, number) in numbers.iter().enumerate() {
            let is_last = index + 1 == numbers.len();
            let mut fact = Fact::quantity(number.value, Some(unit));
            if unit.name == "hour" && self.words.hours_are_times() && number.value <= 24_000 {
                let hours = (number.value / 1000) as u32;
                fact = match number.value % 1000 {
                    0 => Fact::Hours(hours),
                    _ => fact,
                };
                if is_last {
                    (fact, after) = self.time_of_hours(fact, hours, end);
                }
            } else if is_currency && is_last && number.value % 1000 == 0 {
                // "19 euros 90"
                if let Some(cents) = self.part_after(end, 100) {
                    fact =
                        Fact::quantity(number.value.saturating_add(cents.value / 100), Some(unit));
                    after = cents.end;
                }
            }
            if is_last {
                after = self.without_out_of(number, after);
            }
            // What costs nothing is said in many words.
            let weak = match is_currency {
                true => number.value == 0,
                false => number.form == Form::One,
            };
            facts.push((fact, weak));
        }
        for (fact, weak) in facts {
            self.tell(fact, at, after, weak);
        }
        after
    }

    /// "18 h 30", "huit heures du soir".
    fn time_of_hours(&self, hours_said: Fact, hours: u32, end: usize) -> (Fact, usize) {
        if let Some(minutes) = self.part_after(end, 60) {
            let time = hours * 60 + (minutes.value / 1000) as u32;
            return (Fact::Time(time), minutes.end);
        }
        match self.words.part_of_day(&self.tokens[end..]) {
            Some((half, length)) => (Fact::Time(in_half(hours * 60, half)), end + length),
            None => (hours_said, end),
        }
    }

    /// The number right after a unit that says a part of it: the minutes, the cents.
    fn part_after(&self, at: usize, of: u64) -> Option<Number> {
        let number = Number::at(self.tokens, at, self.words)?;
        let fits = number.value % 1000 == 0 && number.value < of * 1000;
        let is_free = self.unit_after(number.end).is_none()
            && self.words.month(&self.tokens[number.end..]).is_none();
        let is_cardinal = matches!(number.form, Form::Digits | Form::Words);
        (fits && is_free && is_cardinal).then_some(number)
    }

    /// "24 h sur 24", "7 j/7": the second number says nothing more.
    fn without_out_of(&self, number: &Number, end: usize) -> usize {
        let is_out_of = self.tokens.get(end).is_some_and(|token| self.words.is_out_of(token));
        match Number::at(self.tokens, end + 1, self.words) {
            Some(of) if is_out_of && of.value == number.value => {
                self.unit_after(of.end).map_or(of.end, |(_, end)| end)
            }
            _ => end,
        }
    }

    /// "24/7"
    fn always(&mut self, at: usize) -> Option<usize> {
        let value = |at: usize| match self.tokens.get(at)?.kind {
            Kind::Number(value) => Some(value),
            _ => None,
        };
        let said = value(at) == Some(24_000) && value(at + 2) == Some(7_000);
        if !said || !self.tokens[at + 1].is("/") {
            return None;
        }
        self.tell(Fact::Quantity { value: 24_000, unit: Some("hour".into()) }, at, at + 3, false);
        self.tell(Fact::Quantity { value: 7_000, unit: Some("day".into()) }, at, at + 3, false);
        Some(at + 3)
    }

    /// The unit at a token, or after a hyphen or a word that may stand before it, and where it ends.
    fn unit_after(&self, at: usize) -> Option<(Unit, usize)> {
        let mut from = at;
        let hyphen = self.tokens.get(at)?.is("-") && self.tokens[at].glued;
        if hyphen && self.tokens.get(at + 1).is_some_and(|token| token.glued) {
            from += 1;
        }
        while self.tokens.get(from)?.word().is_some_and(|word| self.words.is_skipped(word)) {
            from += 1;
        }
        let (unit, length) = self.words.unit(&self.tokens[from..])?;
        Some((unit.clone(), from + length))
    }

    /// Numbers of which the last one alone has a unit: "2 à 3", "15, 20"; the first may have none.
    fn series(&self, at: usize) -> Option<Vec<Number>> {
        let mut numbers = vec![Number::at(self.tokens, at, self.words)?];
        loop {
            let end = numbers.last().map_or(at, |number| number.end);
            if self.unit_after(end).is_some() || self.words.month(&self.tokens[end..]).is_some() {
                break;
            }
            if !self.tokens.get(end).is_some_and(|token| self.words.is_connector(token)) {
                break;
            }
            match Number::at(self.tokens, end + 1, self.words) {
                Some(next) => numbers.push(next),
                None => break,
            }
        }
        Some(numbers)
    }

    fn year(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.kind {
            Kind::Number(value) if (1_900_000..3_000_000).contains(&value) && value % 1000 == 0 => {
                Some(((value / 1000) as u32, at + 1))
            }
            _ => None,
        }
    }

    /// Whether a number is a part of a name: "OD-123456".
    fn is_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(2) else { return false };
        let hyphen = self.tokens[at].glued && self.tokens[at - 1].is("-");
        let word = matches!(self.tokens[before].kind, Kind::Word(_) | Kind::Name);
        hyphen && self.tokens[at - 1].glued && word && before >= self.free
    }

    fn tell(&mut self, fact: Fact, from: usize, end: usize, weak: bool) -> usize {
        let (first, last) = (&self.tokens[from], &self.tokens[end - 1]);
        let said = self.text[first.start..last.end].to_owned();
        self.found.push(Found { fact, said, weak });
        self.free = end;
        end
    }
}

fn times(value: u64) -> Fact {
    Fact::Quantity { value: value * 1000, unit: Some("times".to_owned()) }
}

/// Minutes of a clock of twelve hours in the half of the day that starts at `hours`.
fn in_half(minutes: u32, hours: u32) -> u32 {
    match hours {
        12 if minutes < 12 * 60 => minutes + 12 * 60,
        // Twelve at night is the start of the day.
        0 if (12 * 60..13 * 60).contains(&minutes) => minutes - 12 * 60,
        _ => minutes,
    }
}

/// Words after which a number is a part of their name: "Wi-Fi 6".
const NAMES: [&str; 5] = ["fi", "wifi", "usb", "hdmi", "bluetooth"];
