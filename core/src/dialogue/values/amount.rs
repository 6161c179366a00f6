use super::{Found, Reading};
use crate::facts::Value;
use crate::text::{Cue, Decimal, Gap, Piece};

/// The numbers of a message that is the answer to a question for one. "un" is one only where nothing
/// follows that it may belong to.
pub(super) fn numbers(pieces: &[Piece], reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let number = number(pieces, at, reading).and_then(|(end, number)| {
            let is_article = end == at + 1 && reading.words.is_article(pieces, at);
            let ends = pieces.get(end).is_none_or(Piece::is_apart)
                || pieces.get(end).is_some_and(|_| reading.is_around(pieces, end));
            let is_cut =
                pieces.get(end).is_some_and(|next| matches!(next.gap, Gap::Sign('/' | ':')));
            (!is_cut && (!is_article || ends)).then_some((end, number.value()?))
        });
        match number {
            Some((end, number)) => {
                found.push((Value::Number(number), at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The amounts of a message. A number without a currency is one where an amount was asked for and
/// nothing else is said.
pub(super) fn amounts(pieces: &[Piece], reading: &Reading<'_>, is_expected: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match amount(pieces, at, reading) {
            Some((end, amount)) => {
                found.push((amount, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    if found.is_empty() && is_expected {
        found.extend(bare(pieces, reading));
    }
    found
}

/// "19,90 €", "€19.90", "dix-neuf euros quatre-vingt-dix", "90 centimes".
fn amount(pieces: &[Piece], at: usize, reading: &Reading<'_>) -> Option<(usize, Value)> {
    let words = reading.words;
    if let Some((start, currency)) = words.currency(pieces, at)
        && pieces.get(start).is_some_and(|piece| matches!(piece.gap, Gap::Tight | Gap::Space))
        && !pieces[at].text.chars().any(char::is_alphabetic)
    {
        let (end, number) = number(pieces, start, reading)?;
        let follows = words.currency(pieces, end).is_some() || pieces[start].text == "-";
        return value(&number, currency, reading).filter(|_| !follows).map(|value| (end, value));
    }
    if at > 0 && is_number_like(pieces, at - 1, reading) && !pieces[at].is_apart() {
        return None;
    }
    if let Some(found) = written_together(&pieces[at], reading) {
        return Some((at + 1, found));
    }
    let (end, number) = number(pieces, at, reading)?;
    let next = pieces.get(end).filter(|next| matches!(next.gap, Gap::Tight | Gap::Space))?;
    if let Some(after) = words.cue(Cue::Cents, pieces, end) {
        let is_small = number.fraction.is_empty() && number.whole.len() <= 2;
        let number = Decimal { whole: "0".to_owned(), fraction: two(&number.whole), ..number };
        let currency = if matches!(next.text.as_str(), "p" | "pence" | "penny") {
            "GBP"
        } else {
            usual_currency(reading)?
        };
        return value(&number, currency, reading).filter(|_| is_small).map(|value| (after, value));
    }
    let (after, currency) = words.currency(pieces, end)?;
    if !number.fraction.is_empty() {
        return value(&number, currency, reading).map(|value| (after, value));
    }
    match cents(pieces, after, reading) {
        Some((end, fraction)) => {
            let number = Decimal { fraction, ..number };
            value(&number, currency, reading).map(|value| (end, value))
        }
        None => value(&number, currency, reading).map(|value| (after, value)),
    }
}

/// What stands after the currency: "19 € 90", "twenty pounds fifty", "et dix centimes".
fn cents(pieces: &[Piece], at: usize, reading: &Reading<'_>) -> Option<(usize, String)> {
    let words = reading.words;
    let and = words.cue(Cue::And, pieces, at);
    let start = and.unwrap_or(at);
    let first = pieces.get(start).filter(|it| matches!(it.gap, Gap::Tight | Gap::Space))?;
    let (end, number) = match first.is_digits() {
        true => (start + 1, first.text.clone()),
        false => words.cardinal(pieces, start).map(|(end, n)| (end, n.to_string()))?,
    };
    if number.len() > 2 || pieces.get(end).is_some_and(|it| matches!(it.gap, Gap::Sign(_))) {
        return None;
    }
    if let Some(end) = words.cue(Cue::Cents, pieces, end) {
        return Some((end, two(&number)));
    }
    let ends = pieces.get(end).is_none_or(|next| {
        next.is_apart() || (next.gap != Gap::Tight && reading.is_around(pieces, end))
    });
    (and.is_none() && number.len() == 2 && ends).then_some((end, number))
}

/// A message that is a number and nothing else.
fn bare(pieces: &[Piece], reading: &Reading<'_>) -> Option<Found> {
    let currency = usual_currency(reading)?;
    let start = (0..pieces.len()).find(|at| number(pieces, *at, reading).is_some())?;
    let (mut end, mut number) = number(pieces, start, reading)?;
    // "dix-neuf quatre-vingt-dix" is a price; "nineteen ninety" may be a whole number.
    if number.fraction.is_empty()
        && reading.words.joins_hundreds()
        && let Some((after, fraction)) = cents(pieces, end, reading)
    {
        (end, number.fraction) = (after, fraction);
    }
    let mut around = (0..start).chain(end..pieces.len());
    let is_alone = around.all(|at| {
        let text = pieces[at].text.as_str();
        text != "%" && text != "/" && reading.is_around(pieces, at)
    });
    value(&number, currency, reading).filter(|_| is_alone).map(|value| (value, start..end))
}

/// The number that starts at a piece and at no earlier one.
fn number(pieces: &[Piece], at: usize, reading: &Reading<'_>) -> Option<(usize, Decimal)> {
    let piece = pieces.get(at)?;
    let is_within = matches!(piece.gap, Gap::Sign(sign) if sign != '\'') && piece.has_digit();
    let is_signed = at > 0 && piece.gap == Gap::Tight && pieces[at - 1].text == "-";
    reading.words.decimal(pieces, at).filter(|_| !is_within && !is_signed)
}

/// "20euros".
fn written_together(piece: &Piece, reading: &Reading<'_>) -> Option<Value> {
    let unit = piece.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &piece.text[..piece.text.len() - unit.len()];
    if digits.is_empty() || unit.is_empty() || matches!(piece.gap, Gap::Sign(_)) {
        return None;
    }
    let unit = [Piece { text: unit.to_owned(), range: 0..0, gap: Gap::Stop }];
    let (_, currency) = reading.words.currency(&unit, 0)?;
    let number = Decimal { is_negative: false, whole: digits.to_owned(), fraction: String::new() };
    value(&number, currency, reading)
}

fn value(number: &Decimal, currency: &str, reading: &Reading<'_>) -> Option<Value> {
    // Nobody gives thousandths of a currency: "1.999 €" is in thousands.
    let hundredths = if number.fraction.len() == 3 {
        let whole = format!("{}{}", number.whole, number.fraction);
        Decimal { whole, fraction: String::new(), ..number.clone() }.hundredths()
    } else {
        number.hundredths()
    };
    let currency = match (currency, region(reading)) {
        ("USD", Some("CA")) => "CAD",
        ("USD", Some("AU")) => "AUD",
        (other, _) => other,
    };
    hundredths.map(|hundredths| Value::Amount { hundredths, currency: currency.to_owned() })
}

/// The currency of an amount without one: that of the region, or of the language.
fn usual_currency<'r>(reading: &Reading<'r>) -> Option<&'r str> {
    match region(reading) {
        Some("GB") => Some("GBP"),
        Some("US") => Some("USD"),
        Some("CA") => Some("CAD"),
        Some("AU") => Some("AUD"),
        Some("CH" | "LI") => Some("CHF"),
        Some("IE") => Some("EUR"),
        _ => reading.words.usual_currency(),
    }
}

fn region<'l>(reading: &'l Reading<'_>) -> Option<&'l str> {
    reading.locale.as_str().split_once('-').map(|(_, region)| region)
}

/// Whether a piece is a part of a number, so that what follows is none of its own.
fn is_number_like(pieces: &[Piece], at: usize, reading: &Reading<'_>) -> bool {
    let is_word = !reading.words.cardinals(pieces, at).is_empty();
    pieces[at].is_digits() || (is_word && !reading.words.is_article(pieces, at))
}

/// Hundredths of so many: "5" is "05".
fn two(number: &str) -> String {
    format!("{number:0>2}")
}
