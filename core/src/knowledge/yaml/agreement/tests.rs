use super::fact::Fact;
use super::read::read;
use super::words::Words;
use crate::locale::Locale;

fn facts(text: &str, locale: Locale) -> Vec<Fact> {
    let found = read(text, &Words::of(locale));
    found.into_iter().filter(|found| !found.weak).map(|found| found.fact).collect()
}

#[test]
fn french_and_english_agree() {
    for (french, english) in [
        ("30 jours", "30 days"),
        ("trente jours", "thirty days"),
        ("trente jours", "30 days"),
        ("19,90 €", "€19.90"),
        ("19 euros 90", "19 euros 90"),
        ("un euro cinquante", "€1.50"),
        ("22 centimes", "€0.22"),
        ("sept euros cinquante s'ajoutent", "seven euros fifty a month"),
        ("1 000 €", "€1,000"),
        ("à 9 h", "at 9:00"),
        ("à 9 h", "at 9 a.m."),
        ("à neuf heures", "at nine in the morning"),
        ("à 18 h 30", "at 6:30 pm"),
        ("18h30", "6.30pm"),
        ("dix-huit heures trente", "18:30"),
        ("de sept à vingt-trois heures", "from seven in the morning to eleven at night"),
        ("le dimanche", "on Sundays"),
        ("lundi au samedi, 10 h-19 h", "Monday to Saturday, 10 am-7 pm"),
        ("huit heures du soir", "8 pm"),
        ("minuit à 6h", "midnight to 6:00"),
        ("24 h/24", "24 hours"),
        ("7 j/7, 24 heures sur 24", "24/7"),
        ("du 1er au 5 mars", "March 1 to 5"),
        ("le 1er mars 2027", "on the 1st of March 2027"),
        ("12/10/2026", "12 October 2026"),
        ("quatre-vingt-dix-sept jours", "ninety-seven days"),
        ("soixante et onze jours", "71 days"),
        ("vingt et un jours", "twenty-one days"),
        ("deux fois", "twice"),
        ("10 %", "10 percent"),
        ("quatre-vingts pour cent", "80%"),
        ("engagement de 24 mois", "24-month commitment"),
        ("code à six chiffres", "a 6-digit code"),
        ("2 à 3 jours ouvrés", "two to three working days"),
        ("les 12 premiers mois", "the first 12 months"),
        ("5 Go à 2,5 Gb/s", "5 GB at 2.5 Gb/s"),
        ("25 gigas", "25 gigabytes"),
        ("le 5 du mois", "the 5th of the month"),
        ("plus 33 1 99 00 12 40", "+33 1 99 00 12 40"),
        ("au 01 99 00 12 40, 7h-23h", "on 01 99 00 12 40, 7:00-23:00"),
        ("sur www.shop.example/aide", "on https://shop.example/en/help"),
    ] {
        let (of_french, of_english) = (facts(french, Locale::FR), facts(english, Locale::EN));
        let told = format!("{french}: {of_french:?}\n{english}: {of_english:?}");
        assert!(!of_french.is_empty(), "{told}");
        for (some, others) in [(&of_french, &of_english), (&of_english, &of_french)] {
            let all = some.iter().all(|one| others.iter().any(|other| other.agrees_with(one)));
            assert!(all, "{told}");
        }
    }
}

#[test]
fn what_differs_does_not_agree() {
    for (french, english) in [
        ("30 jours", "14 days"),
        ("24 heures", "1 day"),
        ("5 jours ouvrés", "5 days"),
        ("19,90 €", "€19.99"),
        ("19 euros 90", "19 euros"),
        ("18 h", "8 pm"),
        ("18 h 30", "18:00"),
        ("10 %", "10 euros"),
        ("du 1er au 5 mars", "May 1 to 6"),
        ("lundi", "Tuesday"),
        ("01 99 00 12 40", "01 99 00 12 45"),
        ("trois fois", "twice"),
    ] {
        let (of_french, of_english) = (facts(french, Locale::FR), facts(english, Locale::EN));
        let any = of_french.iter().any(|one| !of_english.iter().any(|o| o.agrees_with(one)));
        assert!(any, "{french}: {of_french:?}\n{english}: {of_english:?}");
    }
}

#[test]
fn what_is_no_fact_is_not_read() {
    for (text, locale) in [
        ("une commande, un logement neuf et deux contrats", Locale::FR),
        ("Wi-Fi 6, IPv6, 4G, 5G et A4, câble RJ45", Locale::FR),
        ("la référence OD-123456", Locale::FR),
        ("une heure, un mois, la deuxième, l'après-midi", Locale::FR),
        ("a month, one of them, the second one, two contracts", Locale::EN),
        ("you may see the sun once", Locale::EN),
        ("the RV-12345 appointment on 4G", Locale::EN),
    ] {
        assert_eq!(facts(text, locale), [], "{text}");
    }
}

#[test]
fn any_text_is_read() {
    let parts =
        ["18446744073709551 euros 99", "+", "12:", "-5", "h30", "à", "24/", "é7", "«2", "mars"];
    let words = [Locale::FR, Locale::EN].map(Words::of);
    for first in parts {
        for second in parts {
            for between in ["", " ", "-", ", ", "\u{2029}", "\u{202f}"] {
                let text = format!("{first}{between}{second}{between}3");
                for words in &words {
                    for found in read(&text, words) {
                        assert!(text.contains(&found.said), "{text}: {found:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_language_without_words_says_what_all_languages_do() {
    let german: Locale = "de".parse().expect("a tag");
    let facts = facts("Innerhalb von 30 Tagen: 19,90 €, Tel. 01 99 00 12 40, um 18 Uhr", german);
    assert_eq!(facts.len(), 2, "{facts:?}");
}
