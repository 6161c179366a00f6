/// What was probably meant by an address at a domain that does not exist.
pub(in crate::dialogue::values) fn doubt(address: &str) -> Option<String> {
    let (name, domain) = address.split_once('@')?;
    if DOMAINS.contains(&domain) || OTHER_DOMAINS.contains(&domain) {
        return None;
    }
    let is_meant = |known: &&&str| {
        let same_name = known.split_once('.').map(|(name, _)| name)
            == domain.split_once('.').map(|(name, _)| name);
        (known.len() >= LONG || same_name) && is_one_mistake(known, domain)
    };
    let special = (domain == "gmail.fr").then_some("gmail.com");
    let mut meant = DOMAINS.iter().filter(is_meant).copied();
    let first = special.or_else(|| meant.next())?;
    // Two that are as near: there is no telling, and the first is the more frequent one.
    Some(format!("{name}@{first}"))
}

/// Whether one text becomes the other by one letter added, left out or replaced, or by two neighbours
/// that change places.
fn is_one_mistake(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([], []) => false,
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Domains that many people have their address at.
const DOMAINS: &[&str] = &[
    "gmail.com",
    "orange.fr",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "yahoo.fr",
    "yahoo.com",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "laposte.net",
    "live.fr",
    "live.com",
    "icloud.com",
    "bbox.fr",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "btinternet.com",
    "googlemail.com",
    "protonmail.com",
    "numericable.fr",
    "neuf.fr",
    "virginmedia.com",
    "outlook.co.uk",
    "aliceadsl.fr",
    "club-internet.fr",
    "gmx.com",
    "gmx.fr",
    "gmx.de",
    "aol.com",
    "msn.com",
    "skynet.be",
    "bluewin.ch",
];
/// Domains that exist and are near one of these.
const OTHER_DOMAINS: &[&str] = &[
    "mail.com",
    "ymail.com",
    "email.com",
    "proton.me",
    "pm.me",
    "me.com",
    "mac.com",
    "orange.com",
    "orange.be",
    "yahoo.ca",
    "yahoo.de",
    "yahoo.es",
    "yahoo.it",
    "hotmail.de",
    "hotmail.es",
    "hotmail.it",
    "hotmail.be",
    "outlook.be",
    "outlook.de",
    "outlook.es",
    "live.be",
    "live.nl",
    "free.com",
    "sfr.com",
    "gmx.net",
    "gmx.ch",
    "gmx.at",
    "laposte.fr",
    "live.ca",
    "live.it",
    "outlook.it",
    "hotmail.ch",
    "hotmail.ca",
    "yahoo.be",
    "yahoo.ch",
    "aol.fr",
];
/// A mistake in a short domain makes another one that may well exist.
const LONG: usize = 8;
