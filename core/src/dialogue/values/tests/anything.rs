//! What a test speaker says reads back the same, and anything at all is read or not.

use proptest::prelude::*;

use super::*;

/// Says numbers as a person would, without hyphens, as recognisers return them.
fn said(number: u32, tag: &str) -> String {
    const FRENCH: [&str; 17] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize",
    ];
    const ENGLISH: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let rest = |tens: &str, rest: u32| match rest {
        0 => tens.to_owned(),
        1 | 11 if tag == "fr" && tens != "quatre vingt" => format!("{tens} et {}", said(rest, tag)),
        _ => format!("{tens} {}", said(rest, tag)),
    };
    match (tag, number) {
        ("fr", 0..=16) => FRENCH[number as usize].to_owned(),
        ("fr", 17..=19) => format!("dix {}", said(number - 10, tag)),
        ("fr", 20..=59) => {
            let tens = ["vingt", "trente", "quarante", "cinquante"][number as usize / 10 - 2];
            rest(tens, number % 10)
        }
        ("fr", 60..=79) => rest("soixante", number - 60),
        ("fr", 80..=99) => rest("quatre vingt", number - 80),
        ("fr", 2_000..=2_099) => rest("deux mille", number - 2_000).replace("mille et", "mille"),
        (_, 0..=19) => ENGLISH[number as usize].to_owned(),
        (_, 20..=99) => {
            let tens =
                ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
            rest(tens[number as usize / 10 - 2], number % 10)
        }
        _ => format!("two thousand and {}", said(number - 2_000, tag)),
    }
}

/// Digits one by one, and letters by their names.
fn spelled(text: &str, tag: &str) -> String {
    let word = |c: char| match c.to_digit(10) {
        Some(digit) => said(digit, tag),
        None => c.to_string(),
    };
    let words: Vec<String> = text.chars().filter(|c| *c != '-').map(word).collect();
    words.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_said_digit_by_digit_comes_back(number in "0[1-9][0-9]{8}") {
        for tag in ["fr", "en"] {
            let reader = Reader::new(tag);
            let text = spelled(&number, tag);
            let found = shown(read_whole(&SlotKind::Phone, &text, &reader.reading(true)));
            prop_assert_eq!(found, number.as_str(), "{}", text);
        }
    }

    #[test]
    fn a_number_said_in_pairs_comes_back_or_is_asked_again(number in "0[1-9][0-9]{8}") {
        let reader = Reader::new("fr");
        let pair = |pair: &[u8]| match pair {
            [b'0', ones] => format!("zéro {}", said(u32::from(ones - b'0'), "fr")),
            [tens, ones] => said(u32::from(tens - b'0') * 10 + u32::from(ones - b'0'), "fr"),
            _ => unreachable!("ten digits are five pairs"),
        };
        let pairs: Vec<String> = number.as_bytes().chunks(2).map(pair).collect();
        let read = |text: &str| read_whole(&SlotKind::Phone, text, &reader.reading(true));
        // Pauses, or hyphens, say where a pair ends.
        let text = pairs.join(", ");
        prop_assert_eq!(shown(read(&text)), number.as_str(), "{}", text);
        // Without them "soixante dix" may be one pair or two; a wrong number is never read.
        let text = pairs.join(" ");
        let found = shown(read(&text));
        prop_assert!(found == number || found == "-", "{} is {}", text, found);
    }

    #[test]
    fn an_identifier_said_comes_back(digits in "[0-9]{6}", letters in "[A-Z]{2}") {
        for tag in ["fr", "en"] {
            let reader = Reader::new(tag);
            for (mask, value) in [(ORDER, format!("OD-{digits}")), ("AA-999999", format!("{letters}-{digits}"))] {
                let text = spelled(&value.to_lowercase(), tag);
                let found = shown(read_whole(&kind(mask), &text, &reader.reading(true)));
                prop_assert_eq!(found, value, "{}", text);
            }
        }
    }

    #[test]
    fn a_day_said_comes_back(days in 0..27_000_i32) {
        let date = Date::new(2000, 1, 1).expect("a date").plus_days(days);
        let (year, month, day) = date.civil();
        let months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
        let text = format!("le {} {} {}", said(day.into(), "fr"), months[usize::from(month) - 1], said(year as u32, "fr"));
        let reader = Reader::new("fr");
        prop_assert_eq!(read_whole(&SlotKind::Date, &text, &reader.reading(true)), Some(Value::Date(date)), "{}", text);
        let keyed = format!("{day:02}{month:02}{year:04}");
        prop_assert_eq!(read_whole(&SlotKind::Date, &keyed, &reader.reading(false)), Some(Value::Date(date)));
    }

    #[test]
    fn any_text_is_read_or_not(text in ".{0,80}", spoken: bool) {
        try_everything(&text, spoken);
    }

    #[test]
    fn any_words_are_read_or_not(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40), spoken: bool) {
        try_everything(&words.join(" "), spoken);
        try_everything(&words.concat(), spoken);
    }
}

/// Reads a text in every manner; it may be anything.
fn try_everything(text: &str, is_spoken: bool) {
    for tag in ["fr", "en"] {
        let reader = Reader::new(tag);
        let reading = reader.reading(is_spoken);
        for name in [
            "text", "number", "amount", "truth", "date", "email", "phone", "choice", "AA-*99",
            ORDER,
        ] {
            let kind = kind(name);
            let _ = read_whole(&kind, text, &reading);
            let _ = find(&kind, text, &reading);
            let _ = correction(&kind, text, &reading);
        }
    }
}

const WORDS: &[&str] = &[
    "quatre",
    "vingt",
    "dix",
    "deux",
    "cent",
    "mille",
    "et",
    "zéro",
    "double",
    "s",
    "fois",
    "le",
    "mars",
    "mardi",
    "euros",
    "€",
    "-",
    ".",
    ",",
    "@",
    "+",
    "12",
    "0612345678",
    "/",
    "point",
    "arobase",
    "tiret",
    "pas",
    "non",
    "mais",
    "comme",
    "twenty",
    "the",
    "one",
    "of",
    "at",
    "dot",
    "march",
    "half",
    "oh",
    "1,234",
    "31/12",
    "21st",
    "é",
    "e\u{301}",
    "\u{202f}",
    "99999999999999999999",
    "in",
    "weeks",
    "ago",
];

#[test]
fn text_without_an_end_of_meanings_has_none() {
    let reader = Reader::new("fr");
    let reading = reader.reading(true);
    for text in ["quatre vingt dix ".repeat(10_000), "1 ".repeat(50_000), "@".repeat(50_000)] {
        for name in ["phone", "email", "date", "number", "99999999999999999999999999999999"] {
            assert_eq!(read_whole(&kind(name), &text, &reading), None, "{name} {}", &text[..8]);
            assert_eq!(correction(&kind(name), &text, &reading), None, "{name} {}", &text[..8]);
        }
    }
}
