use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The part of an id that a name gives: `Où est ma commande ?` is `ou-est-ma-commande`.
///
/// ```
/// assert_eq!(relais_exchange::slug("Où est ma commande ?").as_deref(), Some("ou-est-ma-commande"));
/// ```
///
/// Letters that have no ASCII form are left out; `None` where nothing is left.
pub fn slug(name: &str) -> Option<String> {
    let mut slug = String::new();
    let letters = name.nfkd().filter(|letter| !is_combining_mark(*letter));
    for letter in letters.flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' | '_' => slug.push(letter),
            'œ' => slug.push_str("oe"),
            'æ' => slug.push_str("ae"),
            'ß' => slug.push_str("ss"),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() > LONGEST {
            // The word that does not fit is left out, unless it is the only one.
            let end = slug.rfind('-').unwrap_or(LONGEST);
            slug.truncate(end);
            break;
        }
    }
    let slug = slug.trim_matches(['-', '_']);
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// An id has 120 bytes with its topic, and a file name should be read at a glance.
const LONGEST: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_parts_of_ids() {
        let cases = [
            ("Où est ma commande ?", Some("ou-est-ma-commande")),
            ("Track.Order_001", Some("track-order_001")),
            ("  --  ", None),
            ("注文はどこ", None),
            ("cœur & âme", Some("coeur-ame")),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name).as_deref(), expected, "{name}");
        }
        let long = slug(&"word ".repeat(40)).expect("a slug");
        assert!(long.len() <= LONGEST && long.ends_with("word"), "{long}");
        assert!(slug(&"x".repeat(500)).expect("a slug").len() <= LONGEST);
    }
}
