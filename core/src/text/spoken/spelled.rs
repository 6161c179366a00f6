use super::{Gap, Piece, Spoken, longest, phrase_end};

/// What one or several pieces may stand for in a row of letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelled {
    /// The piece after them.
    pub(crate) end: usize,
    /// Capital letters, digits, `+`; empty for a sign between them.
    pub(crate) text: String,
    /// Whether it is written so, and not in words.
    pub(crate) is_literal: bool,
}

impl Spoken {
    /// What the pieces from one on may stand for in a row of letters and digits: "dix sept" is 17, or
    /// 10 and something; "double s" is SS; "o comme oscar" is O. With `names`, the names of letters
    /// count that are ordinary words: "see", "elle".
    pub(crate) fn spelled(&self, pieces: &[Piece], at: usize, names: bool) -> Vec<Spelled> {
        let Some(piece) = pieces.get(at) else { return Vec::new() };
        let mut found: Vec<Spelled> = Vec::new();
        let mut add = |end: usize, text: String, is_literal: bool| {
            let spelled = Spelled { end, text, is_literal };
            if !found.contains(&spelled) {
                found.push(spelled);
            }
        };
        if piece.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            add(at + 1, piece.text.to_ascii_uppercase(), true);
        } else if piece.text == "+" {
            add(at + 1, piece.text.clone(), true);
        } else if SIGNS.contains(&piece.text.as_str()) {
            add(at + 1, String::new(), true);
        }
        if piece.has_digit() {
            return found;
        }
        if let Some((end, sign)) = self.sign(pieces, at) {
            match sign {
                '@' => {}
                '+' => add(end, "+".to_owned(), false),
                _ => add(end, String::new(), false),
            }
        }
        for (end, number) in self.cardinals(pieces, at) {
            add(end, number.to_string(), false);
        }
        if let Some(digit) = self.digits.get(&piece.text) {
            add(at + 1, digit.to_string(), false);
        }
        for (end, letter) in self.letters_at(pieces, at, names) {
            add(end, letter.to_ascii_uppercase().to_string(), false);
        }
        if let Some((start, times)) = self.repeats_at(pieces, at) {
            for (end, one) in self.single(pieces, start, names) {
                add(end, one.repeat(times as usize), false);
            }
        }
        // "deux s", "deux esses", "trois zéros": what is counted is a letter or stands in the plural.
        if let Some(times) = self.numbers.get(&piece.text).filter(|times| (2..=4).contains(*times))
            && pieces.get(at + 1).is_some_and(Piece::continues)
        {
            for (end, letter) in self.letters_at(pieces, at + 1, names) {
                add(end, letter.to_ascii_uppercase().to_string().repeat(*times as usize), false);
            }
            let singular = pieces[at + 1].text.strip_suffix('s');
            let digit = singular.and_then(|word| self.numbers.get(word)).filter(|it| **it < 10);
            let is_plural = !self.numbers.contains_key(&pieces[at + 1].text);
            if let Some(digit) = digit.filter(|_| is_plural) {
                add(at + 2, digit.to_string().repeat(*times as usize), false);
            }
        }
        found
    }

    /// The letters that pieces name: "o", "esse", "o comme oscar".
    fn letters_at(&self, pieces: &[Piece], at: usize, names: bool) -> Vec<(usize, char)> {
        let Some(piece) = pieces.get(at) else { return Vec::new() };
        let mut found = Vec::new();
        let named = self.letters.iter().filter(|(name, _)| names || name.contains(' '));
        let named = named
            .filter_map(|(name, letter)| phrase_end(name, pieces, at).map(|end| (end, *letter)));
        for (end, letter) in piece.letter().map(|letter| (at + 1, letter)).into_iter().chain(named)
        {
            // "comme" and a word that starts with the letter only say it again.
            let like = longest(&self.like, pieces, end).filter(|_| pieces[end].gap == Gap::Space);
            let example = like.filter(|example| {
                pieces.get(*example).is_some_and(|word| word.text.starts_with(letter))
            });
            found.extend(example.map(|example| (example + 1, letter)));
            found.push((end, letter));
        }
        found
    }

    /// What can be said twice: a letter or a digit.
    fn single(&self, pieces: &[Piece], at: usize, names: bool) -> Vec<(usize, String)> {
        let Some(piece) = pieces.get(at).filter(|piece| piece.continues()) else {
            return Vec::new();
        };
        let letters = self.letters_at(pieces, at, names).into_iter();
        let mut found: Vec<(usize, String)> =
            letters.map(|(end, letter)| (end, letter.to_ascii_uppercase().to_string())).collect();
        let words = [&self.numbers, &self.digits];
        let digit = words.iter().find_map(|words| words.get(&piece.text)).filter(|it| **it < 10);
        found.extend(digit.map(|digit| (at + 1, digit.to_string())));
        if piece.is_digits() && piece.text.len() == 1 {
            found.push((at + 1, piece.text.clone()));
        }
        found
    }
}

/// Signs that stand between the parts of a number and do not belong to it.
const SIGNS: [&str; 6] = ["-", "/", "_", ".", "#", "*"];
