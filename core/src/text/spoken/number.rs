use super::{Cue, Gap, Piece, Spoken, longest, phrase_end};

/// A number with its decimals, as exact as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) is_negative: bool,
    /// Digits, one at least.
    pub(crate) whole: String,
    /// Digits; may be empty.
    pub(crate) fraction: String,
}

impl Decimal {
    /// The number: the float that is nearest to it.
    ///
    /// A quotient of two whole numbers that floats hold is rounded once, and so is the nearest. Beyond,
    /// it is taken with 64 more bits, of which the last tells whether anything follows. The standard
    /// library reads floats of any length, with a table that would be felt in a web page.
    pub(crate) fn value(&self) -> Option<f64> {
        let digits: u64 = format!("{}{}", self.whole, self.fraction).parse().ok()?;
        let unit = 10_u64.checked_pow(self.fraction.len() as u32)?;
        let number = if digits < EXACT {
            digits as f64 / unit as f64
        } else {
            let (long, unit) = (u128::from(digits) << 64, u128::from(unit));
            let rest = u128::from(long % unit != 0);
            ((long / unit) | rest) as f64 / 2_f64.powi(64)
        };
        Some(if self.is_negative { -number } else { number })
    }

    /// The number in hundredths, where it has no smaller parts.
    pub(crate) fn hundredths(&self) -> Option<i64> {
        let fraction = self.fraction.trim_end_matches('0');
        if fraction.len() > 2 || self.whole.len() > MAX_DIGITS {
            return None;
        }
        let hundredths: i64 = format!("{}{fraction:0<2}", self.whole).parse().ok()?;
        Some(if self.is_negative { -hundredths } else { hundredths })
    }

    pub(super) fn whole(number: u64) -> Decimal {
        Decimal { is_negative: false, whole: number.to_string(), fraction: String::new() }
    }
}

impl Spoken {
    /// The whole numbers in words that start at a piece, the longest first, each with where it ends:
    /// "soixante dix huit" is 78, or 70 and something, or 60 and something.
    pub(crate) fn cardinals(&self, pieces: &[Piece], at: usize) -> Vec<(usize, u64)> {
        let starts = pieces.get(at).is_some_and(|piece| !piece.has_digit());
        if self.numbers.is_empty() || !starts {
            return Vec::new();
        }
        let mut found = self.up_to(MILLIONS, pieces, at);
        // A hyphen says what belongs together: "vingt quatre-vingt" is 20 and 80.
        let is_whole = |end: &usize| pieces.get(*end).is_none_or(|next| next.gap != Gap::Sign('-'));
        if found.iter().any(|(end, _)| is_whole(end)) {
            found.retain(|(end, _)| is_whole(end));
        }
        found.sort_by_key(|(end, _)| usize::MAX - end);
        found.dedup_by_key(|(end, _)| *end);
        found
    }

    /// The longest whole number in words that starts at a piece.
    pub(crate) fn cardinal(&self, pieces: &[Piece], at: usize) -> Option<(usize, u64)> {
        self.cardinals(pieces, at).into_iter().next()
    }

    /// "the twenty-first", "premier", "21st".
    pub(crate) fn ordinal(&self, pieces: &[Piece], at: usize) -> Option<(usize, u64)> {
        let piece = pieces.get(at)?;
        if piece.has_digit() {
            let digits = piece.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let ending = &piece.text[digits.len()..];
            let is_ordinal = self.ordinal_endings.iter().any(|known| known == ending);
            let number = digits.parse().ok()?;
            return (is_ordinal && digits.len() <= 2).then_some((at + 1, number));
        }
        let simple = |at: usize| pieces.get(at).and_then(|piece| self.ordinals.get(&piece.text));
        if let Some(number) = simple(at) {
            return Some((at + 1, u64::from(*number)));
        }
        let tens = self.number_word(pieces, at, 1).filter(|tens| *tens >= 20)?;
        let ones = pieces.get(at + 1).filter(|next| next.continues()).and(simple(at + 1))?;
        (*ones < 10).then_some((at + 2, u64::from(tens + ones)))
    }

    /// Whether the number one that starts at a piece may be an article: "un problème".
    pub(crate) fn is_article(&self, pieces: &[Piece], at: usize) -> bool {
        pieces.get(at).is_some_and(|piece| self.ones.contains(&piece.text))
    }

    /// The number that starts at a piece, in digits or in words, and where it ends.
    pub(crate) fn decimal(&self, pieces: &[Piece], at: usize) -> Option<(usize, Decimal)> {
        let minus = match pieces.get(at)? {
            sign if sign.text == "-" => {
                pieces.get(at + 1).filter(|next| next.gap == Gap::Tight).map(|_| at + 1)
            }
            _ => longest(&self.minus, pieces, at),
        };
        let start = minus.unwrap_or(at);
        let (end, mut number) = self.in_digits(pieces, start).or_else(|| {
            let (end, number) = self.cardinal(pieces, start)?;
            Some((end, Decimal::whole(number)))
        })?;
        number.is_negative = minus.is_some();
        if !number.fraction.is_empty() {
            return Some((end, number));
        }
        if let Some(end) = longest(&self.half, pieces, end) {
            number.fraction = "5".to_owned();
            return Some((end, number));
        }
        let decimals = longest(&self.decimal, pieces, end)
            .filter(|_| pieces[end].continues())
            .and_then(|start| self.decimals(pieces, start));
        match decimals {
            Some((end, fraction)) => Some((end, Decimal { fraction, ..number })),
            None => Some((end, number)),
        }
    }

    /// What follows "virgule": "cinq", "zéro cinq", "vingt-cinq".
    fn decimals(&self, pieces: &[Piece], start: usize) -> Option<(usize, String)> {
        let (mut at, mut fraction) = (start, String::new());
        while let Some(piece) = pieces.get(at).filter(|piece| piece.continues()) {
            if piece.is_digits() {
                fraction.push_str(&piece.text);
                at += 1;
            } else if let Some((end, number)) = self.digits_at(pieces, at) {
                fraction.push_str(&number.to_string());
                at = end;
            } else {
                break;
            }
        }
        (!fraction.is_empty() && fraction.len() <= MAX_DECIMALS).then_some((at, fraction))
    }

    /// A number among digits, where "oh" is one too.
    pub(super) fn digits_at(&self, pieces: &[Piece], at: usize) -> Option<(usize, u64)> {
        let word = || Some((at + 1, u64::from(*self.digits.get(&pieces.get(at)?.text)?)));
        self.cardinal(pieces, at).or_else(word)
    }

    /// "1 234,5", "1,234.5", "1234". Nothing where the digits go on in another manner: a date, a
    /// telephone number.
    fn in_digits(&self, pieces: &[Piece], at: usize) -> Option<(usize, Decimal)> {
        let first = pieces.get(at).filter(|piece| piece.is_digits())?;
        let goes_on = |piece: &Piece| {
            let joins = matches!(piece.gap, Gap::Sign(_));
            piece.has_digit() && joins
        };
        let is_group = |piece: &&Piece| piece.is_digits() && piece.text.len() == 3;
        let may_group = (1..=3).contains(&first.text.len()) && !first.text.starts_with('0');
        let (mut end, mut whole) = (at + 1, first.text.clone());
        let mut thousands = None;
        while let Some(next) = pieces.get(end).filter(is_group).filter(|_| may_group) {
            let sign = match next.gap {
                Gap::Space => ' ',
                Gap::Sign(sign @ ('.' | ',' | '\'')) => sign,
                _ => break,
            };
            // One group after a sign of decimals may be decimals.
            let more = pieces.get(end + 1).is_some_and(goes_on);
            let is_decimal_sign = self.decimal_sign.is_none_or(|known| known == sign);
            let is_thousands = match sign {
                ' ' | '\'' => true,
                '.' if !more => false,
                _ => more || !is_decimal_sign,
            };
            if thousands.is_some_and(|known| known != sign)
                || !(is_thousands || thousands == Some(sign))
            {
                break;
            }
            thousands = Some(sign);
            whole.push_str(&next.text);
            end += 1;
        }
        let mut fraction = String::new();
        if let Some(next) = pieces.get(end).filter(|next| goes_on(next)) {
            let is_fraction = match next.gap {
                Gap::Sign(sign @ ('.' | ',')) => thousands != Some(sign),
                _ => false,
            };
            if !is_fraction || !next.is_digits() {
                return None;
            }
            fraction.clone_from(&next.text);
            end += 1;
        }
        let ends = !pieces.get(end).is_some_and(goes_on);
        let fits = whole.len() <= MAX_DIGITS && fraction.len() <= MAX_DECIMALS;
        (ends && fits).then_some((end, Decimal { is_negative: false, whole, fraction }))
    }

    /// Numbers below a hundred, a thousand, a million or a thousand millions.
    fn up_to(&self, level: usize, pieces: &[Piece], at: usize) -> Vec<(usize, u64)> {
        let Some(below) = level.checked_sub(1) else { return self.below_hundred(pieces, at) };
        let (words, size) = match level {
            1 => (&self.hundred, 100),
            2 => (&self.thousand, 1_000),
            _ => (&self.million, 1_000_000),
        };
        let mut found = self.up_to(below, pieces, at);
        let mut heads: Vec<(usize, u64)> =
            found.iter().copied().filter(|(_, number)| (1..size).contains(number)).collect();
        if self.bare && level < MILLIONS {
            heads.push((at, 1));
        } else if self.is_article(pieces, at) {
            heads.push((at + 1, 1));
        }
        for (end, head) in heads {
            let said = pieces.get(end).filter(|piece| end == at || piece.continues());
            if !said.is_some_and(|piece| words.contains(&piece.text)) {
                continue;
            }
            let after = end + 1;
            found.push((after, head * size));
            let and = self.cue(Cue::And, pieces, after);
            for start in std::iter::once(after).chain(and) {
                if pieces.get(start).is_some_and(Piece::continues) {
                    let rest = self.up_to(below, pieces, start).into_iter();
                    let rest = rest.filter(|(_, number)| (1..size).contains(number));
                    found.extend(rest.map(|(end, rest)| (end, head * size + rest)));
                }
            }
        }
        found
    }

    fn below_hundred(&self, pieces: &[Piece], at: usize) -> Vec<(usize, u64)> {
        let mut found = Vec::new();
        for words in 1..=2 {
            let Some(number) = self.number_word(pieces, at, words) else { continue };
            let end = at + words;
            found.push((end, u64::from(number)));
            if number < 20 {
                continue;
            }
            let and = self.cue(Cue::And, pieces, end);
            for (start, after_and) in
                std::iter::once((end, false)).chain(and.map(|start| (start, true)))
            {
                if !pieces.get(start).is_some_and(Piece::continues) {
                    continue;
                }
                for words in 1..=2 {
                    let ones = self.number_word(pieces, start, words).filter(|ones| match ones {
                        1..=9 => !after_and || *ones == 1,
                        10..=19 => self.scores.contains(&number) && (!after_and || *ones == 11),
                        _ => false,
                    });
                    found.extend(ones.map(|ones| (start + words, u64::from(number + ones))));
                }
            }
        }
        found
    }

    /// The number of one word or two: "dix", "dix sept".
    fn number_word(&self, pieces: &[Piece], at: usize, words: usize) -> Option<u32> {
        let first = pieces.get(at)?;
        let number = self.numbers.get(&first.text)?;
        if words == 1 {
            return Some(*number);
        }
        let second = pieces.get(at + 1).filter(|second| second.continues())?;
        self.numbers.get(&format!("{} {}", first.text, second.text)).copied()
    }

    /// Where a word ends that multiplies what follows, and by how much: "double", "deux fois".
    pub(super) fn repeats_at(&self, pieces: &[Piece], at: usize) -> Option<(usize, u32)> {
        if let Some(times) = pieces.get(at).and_then(|piece| self.repeats.get(&piece.text)) {
            return Some((at + 1, *times));
        }
        let times = self.number_word(pieces, at, 1).filter(|times| (2..=4).contains(times))?;
        let ends = self.times.iter().filter_map(|phrase| phrase_end(phrase, pieces, at + 1));
        ends.max().map(|end| (end, times))
    }
}

/// The highest level of [`Spoken::up_to`].
const MILLIONS: usize = 3;
/// An amount in hundredths of so many digits fits its type, and a float holds it exactly.
const MAX_DIGITS: usize = 13;
const MAX_DECIMALS: usize = 6;
/// Floats hold all whole numbers below this one.
const EXACT: u64 = 1 << 53;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_what_the_standard_library_reads() {
        let mut seed = 7_u64;
        for at in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (whole, fraction) = (1 + at % MAX_DIGITS, at / 7 % (MAX_DECIMALS + 1));
            let digits = format!("{seed:020}");
            let number = Decimal {
                is_negative: at % 2 == 0,
                whole: digits[1..=whole].to_owned(),
                fraction: digits[20 - fraction..].to_owned(),
            };
            let sign = if number.is_negative { "-" } else { "" };
            let read = format!("{sign}{}.{}0", number.whole, number.fraction).parse();
            assert_eq!(number.value(), read.ok(), "{number:?}");
        }
    }
}
