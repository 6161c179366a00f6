use crate::text::plain;

/// A word, a sign, or something whose form alone says what it is.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it is in the text, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether nothing stands between it and the token before.
    pub(super) glued: bool,
}

/// What a [`Token`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In lower case without accents.
    Word(String),
    /// A word with digits in it, or a number of a form that no quantity has.
    Name,
    /// In thousandths.
    Number(u64),
    /// In minutes from midnight.
    Clock(u32),
    Date {
        day: u8,
        month: u8,
        year: u32,
    },
    /// The digits, with `+` where there is one.
    Phone(String),
    Email(String),
    /// The host of an address.
    Host(String),
    Mark(char),
}

/// Ends what is said together: no fact goes across it.
pub(super) const BREAK: char = '\u{2029}';

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is this word or sign.
    pub(super) fn is(&self, said: &str) -> bool {
        match &self.kind {
            Kind::Word(word) => word == said,
            Kind::Mark(mark) => said.chars().eq([*mark]),
            _ => false,
        }
    }
}

/// Cuts a text into tokens.
pub(super) fn scan(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() && first != BREAK {
            at += first.len_utf8();
            continue;
        }
        let glued = tokens.last().is_some_and(|token| token.end == at);
        let after_plus = tokens.last().is_some_and(|token| token.is("plus"));
        let rest = &text[at..];
        let (kind, length) = address(rest)
            .or_else(|| number(rest, after_plus))
            .or_else(|| word(rest))
            .unwrap_or_else(|| (Kind::Mark(sign(first)), first.len_utf8()));
        tokens.push(Token { kind, start: at, end: at + length, glued });
        at += length;
    }
    tokens
}

/// The host of an address that people can follow, without its `www.`.
pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = rest[..end].to_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

/// The telephone number that a text starts with, and its length. `after_plus` is whether its `+` has
/// been said as a word.
pub(super) fn phone(rest: &str, after_plus: bool) -> Option<(String, usize)> {
    let abroad = rest.starts_with('+') || after_plus;
    let bytes = rest.as_bytes();
    let mut at = usize::from(rest.starts_with('+'));
    let (mut digits, mut groups) = (String::new(), Vec::new());
    let longest = match rest.get(at..at + 2)? {
        "33" if abroad => 11,
        start if start.starts_with('0') && !abroad => 10,
        _ => 15,
    };
    let mut dashes = true;
    loop {
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if end == at || digits.len() + end - at > longest {
            return None;
        }
        digits.push_str(&rest[at..end]);
        groups.push(end - at);
        at = end;
        let mut after = rest[at..].chars();
        let between = after.next().filter(|c| is_space(*c) || matches!(c, '.' | '-'));
        let Some(between) = between else { break };
        if digits.len() == longest || !after.next().is_some_and(|c| c.is_ascii_digit()) {
            break;
        }
        dashes &= between == '-';
        at += between.len_utf8();
    }
    let local =
        digits.starts_with('0') && (9..=11).contains(&digits.len()) && groups.len() != 2 && !abroad;
    let american = dashes && (groups == [3, 3, 4] || groups == [1, 3, 3, 4]);
    let said_abroad = abroad && digits.len() >= 8 && (groups.len() >= 3 || !after_plus);
    let plus = if abroad { "+" } else { "" };
    (local || american || said_abroad).then(|| (format!("{plus}{digits}"), at))
}

/// An e-mail or web address.
fn address(rest: &str) -> Option<(Kind, usize)> {
    let starts = ["https://", "http://", "www."];
    let lower = rest.get(..8).unwrap_or(rest).to_lowercase();
    if starts.iter().any(|start| lower.starts_with(start)) {
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '»' | '"'))
            .unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
        return Some((Kind::Host(host(url)), url.len()));
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '@');
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let email = rest[..end].trim_end_matches(['.', '-']);
    let (_, domain) = email.split_once('@')?;
    domain.contains('.').then(|| (Kind::Email(email.to_lowercase()), email.len()))
}

fn word(rest: &str) -> Option<(Kind, usize)> {
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    // "18h30": the hours end where the minutes start.
    let is_hour = rest.starts_with('h') && rest[1..end].bytes().all(|byte| byte.is_ascii_digit());
    let end = if is_hour { 1 } else { end };
    let word = &rest[..end];
    let kind = if word.contains(char::is_numeric) { Kind::Name } else { Kind::Word(plain(word)) };
    Some((kind, end))
}

/// What starts with a digit, or with a `+` before digits.
fn number(rest: &str, after_plus: bool) -> Option<(Kind, usize)> {
    if !rest.trim_start_matches('+').starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((digits, length)) = phone(rest, after_plus) {
        return Some((Kind::Phone(digits), length));
    }
    date(rest).or_else(|| clock(rest)).or_else(|| plain_number(rest))
}

/// 2026-11-23, 23/11/2026, 23.11.2026.
fn date(rest: &str) -> Option<(Kind, usize)> {
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.'))
        .unwrap_or(rest.len());
    let written = rest[..end].trim_end_matches(['-', '/', '.']);
    let parts: Vec<&str> = written.split(['-', '/', '.']).collect();
    let [first, middle, last] = parts.as_slice() else { return None };
    let (day, year) = match (first.len(), last.len()) {
        (4, 1..=2) => (last, first),
        (1..=2, 4) => (first, last),
        _ => return None,
    };
    let (day, month) = (day.parse().ok()?, middle.parse().ok()?);
    let is_date = (1..=31).contains(&day) && (1..=12).contains(&month);
    is_date.then_some((Kind::Date { day, month, year: year.parse().ok()? }, written.len()))
}

/// 8:00, 18:30.
fn clock(rest: &str) -> Option<(Kind, usize)> {
    let (hours, after) = rest.split_once(':')?;
    let minutes = after.get(..2)?;
    let both_are_digits =
        [hours, minutes].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if !both_are_digits || after[2..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let length = rest.len() - after.len() + 2;
    (hours <= 24 && minutes < 60).then_some((Kind::Clock(hours * 60 + minutes), length))
}

/// 30, 1 000, 19,90, 2.4. What has more than one mark, as versions have, is a name.
fn plain_number(rest: &str) -> Option<(Kind, usize)> {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(rest.starts_with('+'));
    let first = run(at);
    if first == 0 {
        return None;
    }
    let mut whole = rest[at..at + first].to_owned();
    let may_be_grouped = first <= 3 && !whole.starts_with('0');
    at += first;
    let mut fraction = "";
    while let Some(mark) = rest[at..].chars().next() {
        let next = at + mark.len_utf8();
        let length = run(next);
        let decimal = matches!(mark, '.' | ',');
        if length == 3 && may_be_grouped && fraction.is_empty() && (decimal || is_space(mark)) {
            whole.push_str(&rest[next..next + length]);
        } else if length > 0 && decimal && fraction.is_empty() {
            fraction = &rest[next..next + length];
        } else if length > 0 && mark == '.' {
            let end = rest[next..].find(|c: char| !c.is_ascii_digit() && c != '.');
            let version = rest[..end.map_or(rest.len(), |end| next + end)].trim_end_matches('.');
            return Some((Kind::Name, version.len()));
        } else {
            break;
        }
        at = next + length;
    }
    // Networks are numbered: 4G, 5G.
    if rest[at..].starts_with('G') && !rest[at + 1..].starts_with(char::is_alphanumeric) {
        return Some((Kind::Name, at + 1));
    }
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let value = format!("{whole}{thousandths}").parse();
    Some((value.map_or(Kind::Name, Kind::Number), at))
}

/// The sign that stands for its like.
fn sign(mark: char) -> char {
    match mark {
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '’' | 'ʼ' => '\'',
        other => other,
    }
}

/// The spaces that stand within a number.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_form_is_told_by_it() {
        let phone = |digits: &str| Kind::Phone(digits.to_owned());
        let host = |name: &str| Kind::Host(name.to_owned());
        for (text, kinds) in [
            ("19,90", vec![Kind::Number(19_900)]),
            ("1 000", vec![Kind::Number(1_000_000)]),
            ("1,234.5", vec![Kind::Number(1_234_500)]),
            ("0,125", vec![Kind::Number(125)]),
            ("3.", vec![Kind::Number(3_000), Kind::Mark('.')]),
            ("1.2.3", vec![Kind::Name]),
            ("18:30", vec![Kind::Clock(18 * 60 + 30)]),
            ("2026-10-12", vec![Kind::Date { day: 12, month: 10, year: 2026 }]),
            ("12/10/2026.", vec![Kind::Date { day: 12, month: 10, year: 2026 }, Kind::Mark('.')]),
            ("01 99 00 12 40", vec![phone("0199001240")]),
            ("01 99 00 12 40 24", vec![phone("0199001240"), Kind::Number(24_000)]),
            ("0199001240", vec![phone("0199001240")]),
            ("+33 1 99 00 12 40", vec![phone("+33199001240")]),
            ("555-123-4567", vec![phone("5551234567")]),
            ("06 12", vec![Kind::Number(6_000), Kind::Number(12_000)]),
            ("3179", vec![Kind::Number(3_179_000)]),
            ("IPv6 5G", vec![Kind::Name, Kind::Name]),
            ("https://www.Shop.example/a?b.", vec![host("shop.example"), Kind::Mark('.')]),
            ("dpo@shop.example.", vec![Kind::Email("dpo@shop.example".into()), Kind::Mark('.')]),
            ("12345678901234567890123", vec![Kind::Name]),
        ] {
            let found: Vec<Kind> = scan(text).into_iter().map(|token| token.kind).collect();
            assert_eq!(found, kinds, "{text}");
        }
    }
}
