/// A sentence without the addresses in it, and those: what to call each of them and where it leads.
///
/// A sentence that says nothing but where to look, "Online: https://…", becomes nothing.
pub(super) fn without_addresses(sentence: &str) -> (String, Vec<(String, String)>) {
    let mut found = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    let mut ends_with_address = false;
    for word in sentence.split(' ') {
        let start = word.len() - word.trim_start_matches(OPENS).len();
        let end = word.trim_end_matches(CLOSES).len().max(start);
        let Some((before, url)) = address(&word[start..end]) else {
            ends_with_address &= !word.contains(char::is_alphanumeric);
            kept.push(word.to_owned());
            continue;
        };
        let address = start + before;
        found.push((word[address..end].to_owned(), url));
        // What an address is glued to is said.
        if word[..address].contains(char::is_alphanumeric) {
            kept.push(word[..address].trim_end_matches(OPENS).to_owned());
        }
        ends_with_address = true;
        let marks: String = word[end..].chars().filter(|mark| ".!?,;".contains(*mark)).collect();
        match kept.last_mut() {
            Some(last) if !last.ends_with([':', ',', '.']) => last.push_str(&marks),
            _ => {}
        }
    }
    let words = kept.join(" ");
    let is_announcement = words.trim_end_matches([' ', '.', '(']).ends_with(':');
    if ends_with_address && is_announcement { (String::new(), found) } else { (words, found) }
}

/// Where a word leads, if it has an address, and the bytes before that.
fn address(word: &str) -> Option<(usize, String)> {
    let lower = word.to_ascii_lowercase();
    let schemes = ["https://", "http://", "mailto:"];
    if let Some(at) = schemes.into_iter().filter_map(|scheme| lower.find(scheme)).min() {
        return Some((at, word[at..].to_owned()));
    }
    if lower.starts_with("www.") && lower.len() > "www.".len() {
        return Some((0, format!("https://{word}")));
    }
    let (name, domain) = word.split_once('@')?;
    let is_email = !name.is_empty() && domain.trim_matches('.').contains('.');
    is_email.then(|| (0, format!("mailto:{word}")))
}

const OPENS: [char; 8] = ['(', '[', '<', '"', '\'', '«', '“', '‘'];
const CLOSES: [char; 14] = [')', ']', '>', '"', '\'', '»', '”', '’', '.', ',', ';', ':', '!', '?'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_out() {
        for (sentence, words, found) in [
            ("Allez sur https://x.example/a?b=1.", "Allez sur.", vec!["https://x.example/a?b=1"]),
            (
                "Voir la page (www.x.example) pour payer.",
                "Voir la page pour payer.",
                vec!["https://www.x.example"],
            ),
            (
                "Écrivez à a.b@x.example, ou appelez.",
                "Écrivez à, ou appelez.",
                vec!["mailto:a.b@x.example"],
            ),
            ("En ligne : https://x.example", "", vec!["https://x.example"]),
            ("Par e-mail : <a@x.example>.", "", vec!["mailto:a@x.example"]),
            ("Un arobase @ seul, 2@3.", "Un arobase @ seul, 2@3.", vec![]),
            ("Voyez:https://x.example vite", "Voyez: vite", vec!["https://x.example"]),
            ("HTTPS://x.example", "", vec!["HTTPS://x.example"]),
        ] {
            let (said, addresses) = without_addresses(sentence);
            let urls: Vec<String> = addresses.into_iter().map(|(_, url)| url).collect();
            assert_eq!(
                (said.as_str(), urls),
                (words, found.iter().map(|u| u.to_string()).collect())
            );
        }
    }
}
