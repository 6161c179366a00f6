//! E-mail addresses.

use super::words::{at, is_of_word, word_end};

/// The addresses of a text, asked for from left to right.
///
/// What is before an `@` and what is behind it can be long. Each run of such characters is read once
/// and remembered, so that the words within it do not read it again.
pub(super) struct Emails<'t> {
    text: &'t str,
    /// Where the run that was read last ends.
    run_end: usize,
    /// Where the address ends that this run is the name of.
    address_end: Option<usize>,
}

impl<'t> Emails<'t> {
    pub(super) fn new(text: &'t str) -> Emails<'t> {
        Emails { text, run_end: 0, address_end: None }
    }

    /// The end of the address whose name starts here, at the start of a word.
    pub(super) fn at(&mut self, start: usize) -> Option<usize> {
        if start >= self.run_end {
            let length = self.text[start..].find(|c| !is_of_name(c));
            self.run_end = length.map_or(self.text.len(), |length| start + length);
            let has_sign = at(self.text, self.run_end) == Some('@');
            self.address_end = has_sign.then(|| domain(self.text, self.run_end + 1)).flatten();
        }
        self.address_end
    }
}

fn is_of_name(character: char) -> bool {
    is_of_word(character) || matches!(character, '.' | '_' | '%' | '+' | '-' | '&')
}

/// The end of a domain: labels, and at last one of two letters or more. What follows without a space
/// is not always a part of it, "a@b.fr-0612345678", so it ends with the last label that can be the last.
fn domain(text: &str, start: usize) -> Option<usize> {
    let mut end = None;
    let mut place = start;
    let mut is_behind_dot = false;
    while at(text, place).is_some_and(is_of_word) {
        let label_end = word_end(text, place);
        let label = &text[place..label_end];
        if is_behind_dot && label.chars().nth(1).is_some() && label.chars().all(|c| !c.is_numeric())
        {
            end = Some(label_end);
        }
        let sign = at(text, label_end).filter(|c| matches!(c, '.' | '-'));
        let Some(sign) = sign else { break };
        is_behind_dot = sign == '.';
        place = label_end + 1;
    }
    end
}
