//! What a slip of the finger or of the ear costs, in tenths of a mistake that nothing explains.

/// The cost of the cheapest way to explain what was written as what was meant: optimal string
/// alignment with weights.
pub(super) fn cost(written: &[char], meant: &[char]) -> u32 {
    let width = meant.len() + 1;
    let mut costs = vec![0; (written.len() + 1) * width];
    for j in 0..meant.len() {
        costs[j + 1] = costs[j] + omission(meant, j);
    }
    for i in 0..written.len() {
        let (above, here) = (i * width, (i + 1) * width);
        costs[here] = costs[above] + omission(written, i);
        for j in 0..meant.len() {
            let mut least = costs[above + j] + substitution(written[i], meant[j]);
            least = least.min(costs[above + j + 1] + omission(written, i));
            least = least.min(costs[here + j] + omission(meant, j));
            if i > 0 && j > 0 && written[i] == meant[j - 1] && written[i - 1] == meant[j] {
                least = least.min(costs[above - width + j - 1] + TRANSPOSITION);
            }
            costs[here + j + 1] = least;
        }
    }
    costs[costs.len() - 1]
}

/// The cost of writing one letter for another.
fn substitution(written: char, meant: char) -> u32 {
    match (written.min(meant), written.max(meant)) {
        (a, b) if a == b => 0,
        pair if SOUND_ALIKE.contains(&pair) => 6,
        // Neighbours on the keyboard or not: "love" and "live" are both words.
        (a, b) if VOWELS.contains(&a) && VOWELS.contains(&b) => 8,
        (a, b) if are_neighbours(a, b) => 7,
        _ => MISTAKE,
    }
}

/// The cost of one letter of a word that the other word does not have.
fn omission(word: &[char], at: usize) -> u32 {
    let letter = word[at];
    let after = word.get(at + 1);
    if after == Some(&letter) || at > 0 && word[at - 1] == letter {
        DOUBLED
    } else if after.is_none() && MUTE_AT_THE_END.contains(&letter) || letter == 'h' {
        MUTE
    } else {
        MISTAKE
    }
}

fn are_neighbours(a: char, b: char) -> bool {
    LAYOUTS.iter().any(|rows| {
        let place = |letter: char| {
            rows.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(letter)?)))
        };
        match (place(a), place(b)) {
            // The rows are shifted by less than one key.
            (Some((row, column)), Some((other_row, other_column))) => {
                row.abs_diff(other_row) <= 1 && column.abs_diff(other_column) <= 1
            }
            _ => false,
        }
    })
}

const MISTAKE: u32 = 10;
const TRANSPOSITION: u32 = 6;
const DOUBLED: u32 = 4;
const MUTE: u32 = 6;

/// The letters of the keyboards of most customers: QWERTY, AZERTY and QWERTZ.
const LAYOUTS: [[&str; 3]; 3] = [
    ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    ["azertyuiop", "qsdfghjklm", "wxcvbn"],
    ["qwertzuiop", "asdfghjkl", "yxcvbnm"],
];

const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

const MUTE_AT_THE_END: [char; 7] = ['d', 'e', 'p', 's', 't', 'x', 'z'];

/// Letters that spell one sound in the languages of Europe, each pair in alphabetical order.
const SOUND_ALIKE: [(char, char); 11] = [
    ('b', 'v'),
    ('c', 'k'),
    ('c', 'q'),
    ('c', 's'),
    ('d', 't'),
    ('g', 'j'),
    ('i', 'y'),
    ('k', 'q'),
    ('m', 'n'),
    ('s', 'z'),
    ('v', 'w'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likely_mistakes_cost_less() {
        // Each word was meant, and the first spelling is more likely than the second.
        let cases = [
            ("facture", "factuer", "facxure"),
            ("colis", "coliss", "colims"),
            ("colis", "coli", "clis"),
            ("colis", "colid", "colip"),
            ("zone", "sone", "mone"),
            ("livraison", "livrayson", "livrapson"),
        ];
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        for (meant, likely, unlikely) in cases {
            let cost = |written: &str| cost(&letters(written), &letters(meant));
            assert!(cost(likely) < cost(unlikely), "{likely} {unlikely}");
            assert_eq!(cost(meant), 0);
        }
    }
}
