use proptest::prelude::*;

use super::*;

/// What must be masked, and what then remains.
const PERSONAL: &[(&str, &str)] = &[
    // E-mail addresses.
    ("mon mail est jean.dupont@exemple.fr", "mon mail est [e-mail]"),
    ("Write to Ann_Lee+shop@mail.example.co.uk.", "Write to [e-mail]."),
    ("<zoé@école.example>, merci", "<[e-mail]>, merci"),
    ("2 adresses : a.b@c.example;d@e.example", "2 adresses : [e-mail];[e-mail]"),
    ("12.martin@c.example-0639981234", "[e-mail]-[phone]"),
    ("contact:x@y.example/bonjour", "contact:[e-mail]/bonjour"),
    // Telephone numbers.
    ("rappelez-moi au 06 39 98 12 34", "rappelez-moi au [phone]"),
    ("0639981234 svp", "[phone] svp"),
    ("06.39.98.12.34 ou 06-39-98-12-35", "[phone] ou [phone]"),
    ("06/39/98/12/34", "[phone]"),
    ("tél : +33 6 39 98 12 34.", "tél : [phone]."),
    ("+33 (0)6 39 98 12 34", "[phone]"),
    ("0033639981234", "[phone]"),
    ("33639981234", "[phone]"),
    ("06\u{a0}39\u{202f}98\u{a0}12\u{a0}34 !", "[phone] !"),
    ("(06) 39 98 12 34", "[phone]"),
    ("le 0639 98 12 34 ou le 0 639 981 234", "le [phone] ou le [phone]"),
    ("٠٦٣٩٩٨١٢٣٤ et ０６３９９８１２３４", "[phone] et [phone]"),
    ("call me on 020 7946 0958", "call me on [phone]"),
    ("07700 900123 after six", "[phone] after six"),
    ("my number is +44 7700 900123, thanks", "my number is [phone], thanks"),
    ("(212) 555-0143 or 212-555-0144", "[phone] or [phone]"),
    ("+1 212 555 0143 12 days ago", "[phone] 12 days ago"),
    ("+49 30 901820, Berlin", "[phone], Berlin"),
    ("06 39 98 12 34 06 39 98 12 35", "[phone] [phone]"),
    ("mon tel 06.39.98.12.34, commande du 12/03/2026", "mon tel [phone], commande du 12/03/2026"),
    // IBAN.
    ("FR76 3000 6000 0112 3456 7890 189 merci", "[iban] merci"),
    ("fr7630006000011234567890189", "[iban]"),
    ("IBAN:GB29-NWBK-6016-1331-9268-19.", "IBAN:[iban]."),
    ("DE89 3704 0044 0532 0130 00 please", "[iban] please"),
    ("MT84MALT011000012345MTLCAST001S", "[iban]"),
    ("mon rib : FR14 2004 1010 0505 0001 3M02 606", "mon rib : [iban]"),
    // Cards.
    ("ma carte 4111 1111 1111 1111 est refusée", "ma carte [card] est refusée"),
    ("5555-5555-5555-4444", "[card]"),
    ("378282246310005", "[card]"),
    ("card 6011111111111117 exp 12/28", "card [card] exp 12/28"),
    ("4111 - 1111 - 1111 - 1111", "[card]"),
    ("4222222222222 (13 digits)", "[card] (13 digits)"),
    ("+49 30 901820 4111 1111 1111 1111", "[phone] [card]"),
    ("le cryptogramme est 123", "le cryptogramme est [card]"),
    ("cvv: 1234", "cvv: [card]"),
    // Social-security numbers.
    ("mon numéro de sécu 1 85 12 78 006 084 09", "mon numéro de sécu [social security]"),
    ("185127800608409", "[social security]"),
    ("255 07 49 588 157 22", "[social security]"),
    ("1 85 12 2A 006 084 50", "[social security]"),
    ("290012b12345689", "[social security]"),
    ("1 85 12 78 006 084", "[social security]"),
    ("1 85 12 78 006 084 11, je crois", "[social security], je crois"),
    // Addresses.
    ("j'habite 12 rue des Lilas", "j'habite [address]"),
    ("12 bis avenue Jean Jaurès, 59000 Lille", "[address]"),
    ("12, rue de l'Église 76600 Le Havre", "[address]"),
    ("3 allée du 8 mai 1945 à Aix-en-Provence", "[address]"),
    ("8 place de la République, Lyon", "[address]"),
    ("livrez au 4 bd victor hugo svp", "livrez au [address] svp"),
    ("7 RUE DU GÉNÉRAL DE GAULLE 69100 VILLEURBANNE", "[address]"),
    ("12-14 av. Foch\n75016 Paris", "[address]"),
    ("je suis à 59000 Lille.", "je suis à [address]."),
    ("mon code postal : 33000", "mon code postal : [address]"),
    ("I live at 221B Baker Street, London NW1 6XE", "I live at [address]"),
    ("at 10 downing street please", "at [address] please"),
    ("350 5th Avenue is my address", "[address] is my address"),
    ("42 Mulberry Close", "[address]"),
    ("my postcode is SW1A 1AA", "my postcode is [address]"),
    // Dates of birth.
    ("je suis née le 12/03/1985", "je suis née le [date of birth]"),
    ("né à Lille le 12 mars 1985", "né à Lille le [date of birth]"),
    ("NÉ LE 1er avril 1970.", "NÉ LE [date of birth]."),
    ("ne le 12.03.85", "ne le [date of birth]"),
    ("date de naissance : 1985-03-12", "date de naissance : [date of birth]"),
    ("born on March 12th, 1985", "born on [date of birth]"),
    ("born in York on 12 March 1985 and", "born in York on [date of birth] and"),
    ("born March 12,1985", "born [date of birth]"),
    ("my date of birth is 3/12/1985", "my date of birth is [date of birth]"),
    ("DOB 12-03-1985", "DOB [date of birth]"),
    // References.
    ("où est ma commande OD-482913 ?", "où est ma commande [reference] ?"),
    ("od482913", "[reference]"),
    ("OD 482913, s'il vous plaît", "[reference], s'il vous plaît"),
    ("the parcel CMD-2026-00123 is late", "the parcel [reference] is late"),
    ("contrat A1B2C3D4E5", "contrat [reference]"),
    ("1Z999AA10123456784", "[reference]"),
    ("ma commande n° 482913", "ma commande n° [reference]"),
    ("my order number is 482913.", "my order number is [reference]."),
    ("ticket #48291", "ticket #[reference]"),
    ("suivi 123456789012", "suivi [reference]"),
];

/// What looks like personal data and is none.
const HARMLESS: &[&str] = &[
    "",
    "bonjour, où est mon colis ?",
    "j'ai payé 1 234,50 €",
    "on m'a pris 12 345 678 euros",
    "it costs 1,234.50 pounds",
    "£29.99 a month",
    "19,99 € par mois pendant 12 mois",
    "un débit de 10000 Mbps",
    "8000000 bits par seconde",
    "100000000 euros de chiffre d'affaires",
    "livraison le 23/11/2026",
    "le 23-11-2026 à 10 30 45 12",
    "le 01/02/2026 15:30",
    "le 01-02-2026 15:30",
    "du 01.02.2026 15.30 au 02.02.2026 18.00",
    "2026-11-23T10:30:00Z",
    "on 11/23/2026 at 9 am",
    "le 12 mars 2026, rendez-vous à 14h30",
    "entre 08h00-12h30 et 14h00-18h00",
    "open 0800-1200 and 1400-1800",
    "between 9:30 and 11:45",
    "il est 12:30",
    "à 9:30 rue barrée",
    "iPhone 15 Pro Max 256 Go",
    "Galaxy S20 5GB",
    "Samsung Galaxy S24 Ultra",
    "Wi-Fi 6 ou Wi-Fi 7",
    "une carte RTX4090 et de la DDR4-3200",
    "H264-1080p or x265-2160p",
    "la saison-2026-2027",
    "norme ISO 27001",
    "WPA2-PSK et le canal 36",
    "l'adresse 192.168.1.1",
    "http://example.com/a?b=12",
    "delivery/track-order",
    "mobile/puk-code",
    "le 3900",
    "envoyez STOP au 36173",
    "text Spam vocal and the number to 33700",
    "le client suivi du numéro au 33700",
    "le code 4829",
    "les années 2021 2022 2023 2024",
    "de 2025 à 2026",
    "version 0.123456789",
    "pi vaut 3.14159265358979",
    "1 2 3 4 5 6 7 8 9",
    "j'ai 2 places de parking",
    "1 cours de yoga et 3 passages du technicien",
    "12 square meters of carpet",
    "a 5 minute walk down the street",
    "3 days on the road",
    "2 cars in my street",
    "the 5 people on the way",
    "une rue de mon quartier",
    "75000 euros",
    "10000 SMS et 20000 Points",
    "12000 Go de données",
    "il est né ce matin",
    "né en novembre 19,99 €",
    "je n'ai que 10000 points",
    "ne le faites pas avant le 23/11/2026",
    "la facture de plus de 10000 euros",
    "my order of 12000 units",
    "n'oubliez pas les 50% de réduction",
    "@dupont sur les réseaux",
    "a@b et moi @ midi",
    "10 + 12 = 22",
    "+5 Go offerts",
    "taxe de 5,5 % sur 100 000 000",
    "EUR 12345",
    "4G+ et 5G+ à 1800 MHz",
    "forfait 100Go à 15,99",
    "-12 degrés, 1/2 heure",
    "two out of 10, 9/10",
    "COVID-19",
    "[phone] [e-mail] [card …1111]",
    "le 0 800, numéro court",
    "0 000 000 000",
];

#[test]
fn personal_data_is_masked_and_nothing_else() {
    let masking = Masking::everything();
    let mut wrong = Vec::new();
    for (text, expected) in PERSONAL {
        let masked = masking.mask(Purpose::Event, text);
        if masked != *expected {
            wrong.push(format!("{text:?}: {masked:?} and not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(PERSONAL.len() >= 60);
}

#[test]
fn what_only_looks_personal_is_left_alone() {
    let wrong: Vec<_> = HARMLESS
        .iter()
        .filter(|text| !find(text).is_empty())
        .map(|text| (text, find(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(HARMLESS.len() >= 60);
}

#[test]
fn check_digits_tell_numbers_from_others() {
    for (text, kind) in [
        ("4111 1111 1111 1112", PersonalData::Card),
        ("FR76 3000 6000 0112 3456 7890 188", PersonalData::Iban),
        ("185127800608492", PersonalData::SocialSecurity),
        ("185122A00608491", PersonalData::SocialSecurity),
    ] {
        assert!(find(text).iter().all(|found| found.kind != kind), "{text}: {:?}", find(text));
    }
}

#[test]
fn each_purpose_has_its_own_sorts() {
    let said = "4111111111111111, 06 39 98 12 34, OD-482913, cvv 123";
    let masking = Masking::default();
    assert_eq!(masking.mask(Purpose::Event, said), "[card], [phone], [reference], cvv [card]");
    assert_eq!(masking.mask(Purpose::Trace, said), "[card], [phone], [reference], cvv [card]");
    let for_people = "[card …1111], 06 39 98 12 34, OD-482913, cvv [card]";
    assert_eq!(masking.mask(Purpose::Transcript, said), for_people);
    let strict = masking
        .card_ending(Purpose::Transcript, false)
        .with(Purpose::Transcript, PersonalData::Reference)
        .without(Purpose::Transcript, PersonalData::Iban);
    assert!(!strict.covers(Purpose::Transcript, PersonalData::Iban));
    let stricter = "[card], 06 39 98 12 34, [reference], cvv [card]";
    assert_eq!(strict.mask(Purpose::Transcript, said), stricter);
}

#[test]
fn what_is_masked_is_read_from_json() {
    let json = r#"{"event": ["email"], "card_ending": ["event"]}"#;
    let masking = Masking::from_json(json).expect("a masking");
    assert_eq!(masking.mask(Purpose::Event, "a@b.example 0639981234"), "[e-mail] 0639981234");
    assert!(masking.covers(Purpose::Transcript, PersonalData::Card));
    let written = serde_json::to_string(&masking).expect("JSON");
    assert_eq!(Masking::from_json(&written).expect("the same"), masking);
    for (json, part) in [("7", "not what to mask"), (r#"{"event": ["phones"]}"#, "phones")] {
        let error = Masking::from_json(json).expect_err(json).to_string();
        assert!(error.contains(part), "{json}: {error}");
    }
}

#[test]
fn names_are_those_of_json() {
    for kind in PersonalData::ALL {
        assert_eq!(serde_json::to_value(kind).expect("JSON"), kind.as_str());
    }
    for purpose in Purpose::ALL {
        assert_eq!(serde_json::to_value(purpose).expect("JSON"), purpose.as_str());
    }
}

#[test]
fn what_the_caller_found_is_masked_too() {
    let reference = |range| Found { kind: PersonalData::Reference, range };
    let masking = Masking::default();
    let mask =
        |text, others: &[Found]| masking.mask_with(Purpose::Event, text, others).into_owned();
    assert_eq!(mask("dossier é77", &[reference(8..11)]), "dossier [reference]7");
    assert_eq!(mask("dossier é77", &[reference(9..12)]), "dossier [reference]");
    assert_eq!(mask("le 0639981234 ou 77", &[reference(17..99)]), "le [phone] ou [reference]");
    assert_eq!(mask("x 0639981234 y", &[reference(0..5)]), "[reference] y");
    assert_eq!(mask("abc", &[reference(3..9), reference(90..91), reference(2..2)]), "abc");
    // A purpose that does not mask orders does not mask those that the caller found.
    let kept = masking.mask_with(Purpose::Transcript, "dossier 77", &[reference(8..10)]);
    assert_eq!(kept, "dossier 77");
}

#[test]
fn the_start_of_a_text_does_not_end_within_a_number() {
    let masking = Masking::default();
    let text = "ma carte 4111 1111 1111 1111 est là";
    for (until, expected) in [
        (8, "ma carte"),
        (9, "ma carte "),
        (10, "ma carte [card]"),
        (20, "ma carte [card]"),
        (29, "ma carte [card] "),
        (99, "ma carte [card] est là"),
    ] {
        assert_eq!(masking.mask_start(Purpose::Event, text, &[], until), expected, "{until}");
    }
}

/// A search that reads anything twice for each of so many signs would take hours.
#[test]
fn hostile_texts_take_a_time_in_proportion_to_their_length() {
    const LENGTH: usize = 1 << 17;
    for pattern in [
        "1",
        "1 ",
        "06 ",
        "+",
        "+1",
        "(",
        "@",
        "a@",
        "a.",
        "a.@",
        "a@b.",
        "a@b.c-",
        "a-",
        "a1-",
        " ",
        "1  ",
        "\u{a0}",
        "12 rue ",
        "12 rue a ",
        "1 a ",
        "12 rue de l'",
        "1-",
        "1/",
        "FR76 ",
        "FR",
        "1 85 12 ",
        "né ",
        "né le 12 ",
        "n° 1 ",
        "[",
        "[card …",
        "[phone]",
        "é",
        "e\u{301}",
        "４",
        "🇫🇷",
        "59000 A",
        "4111 ",
    ] {
        let text = pattern.repeat(LENGTH / pattern.len());
        let found = find(&text);
        let mut last = 0;
        for one in &found {
            assert!(last <= one.range.start && one.range.start < one.range.end, "{pattern}");
            assert!(text.get(one.range.clone()).is_some(), "{pattern}");
            last = one.range.end;
        }
    }
}

#[test]
fn ten_megabytes_are_searched() {
    for pattern in ["1", "@", " ", "[", "é", "1111111111111111111 "] {
        let text = pattern.repeat((10 << 20) / pattern.len());
        assert!(find(&text).len() <= text.len() / 20 + 1, "{pattern}");
    }
}

/// Parts of which texts are made that are as confusing as can be.
fn confusing() -> impl Strategy<Value = String> {
    let personal = prop::sample::select(PERSONAL).prop_map(|(text, _)| text.to_owned());
    let harmless = prop::sample::select(HARMLESS).prop_map(str::to_owned);
    let parts = prop::sample::select(
        &[
            "1",
            "12",
            "06",
            "1985",
            "33",
            "59000",
            "123456",
            "+",
            "(",
            ")",
            "[",
            "]",
            "@",
            ".",
            "-",
            "_",
            "/",
            ",",
            "'",
            "°",
            "#",
            "\n",
            "\u{a0}",
            "\u{301}",
            "rue",
            "Street",
            "place",
            "bis",
            "de",
            "Lilas",
            "né",
            "ne",
            "le",
            "born",
            "mars",
            "March",
            "commande",
            "n°",
            "cvv",
            "postal",
            "euros",
            "FR",
            "76",
            "A",
            "2B",
            "a",
            "é",
            "fr",
            "com",
            "T",
            "OD",
            "NW1",
            "6XE",
            "[card …",
            "[phone]",
            "à",
            "4111",
            "1111",
        ][..],
    )
    .prop_map(str::to_owned);
    let gaps = prop::sample::select(&["", " ", " ", "-", ".", ", ", "/", "+", "("][..]);
    // A piece of an example is more confusing than the whole.
    let pieces = (personal, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        |(text, one, other)| {
            let characters: Vec<char> = text.chars().collect();
            let (one, other) = (one.index(characters.len()), other.index(characters.len()));
            characters[one.min(other)..=one.max(other)].iter().collect::<String>()
        },
    );
    let part = prop_oneof![3 => pieces, 1 => harmless, 4 => parts, 1 => any::<String>()];
    prop::collection::vec((part, gaps), 1..12).prop_map(|parts| {
        parts.into_iter().flat_map(|(part, gap)| [part, gap.to_owned()]).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn masking_leaves_nothing_and_is_idempotent(text in confusing()) {
        let everything = Masking::everything();
        let once = everything.mask(Purpose::Event, &text).into_owned();
        prop_assert_eq!(find(&once), Vec::new(), "{:?} became {:?}", text, once);
        for purpose in Purpose::ALL {
            let masking = Masking::default();
            let once = masking.mask(purpose, &text).into_owned();
            prop_assert_eq!(&masking.mask(purpose, &once), &once, "{:?}", text);
            let is_left = |found: &Found| masking.covers(purpose, found.kind);
            prop_assert!(!find(&once).iter().any(is_left), "{:?} became {:?}", text, once);
        }
    }

    #[test]
    fn what_is_found_is_in_order_and_between_characters(text in confusing()) {
        let mut last = 0;
        for found in find(&text) {
            prop_assert!(last <= found.range.start && found.range.start < found.range.end);
            prop_assert!(text.get(found.range.clone()).is_some());
            last = found.range.end;
        }
    }

    #[test]
    fn safe_words_stay_as_they_are(
        words in prop::collection::vec(prop::sample::select(SAFE), 0..40),
        sign in prop::sample::select(&[" ", ", ", ". ", " ? ", "\n"][..]),
    ) {
        let text = words.join(sign);
        prop_assert_eq!(Masking::everything().mask(Purpose::Event, &text), text.as_str());
    }
}

/// Words of which no sequence is personal.
const SAFE: &[&str] = &[
    "bonjour",
    "où",
    "est",
    "mon",
    "colis",
    "la",
    "facture",
    "de",
    "novembre",
    "je",
    "voudrais",
    "changer",
    "d'offre",
    "né",
    "rue",
    "avenue",
    "Lille",
    "19,99 €",
    "14h30",
    "Wi-Fi",
    "hello",
    "where",
    "is",
    "my",
    "parcel",
    "order",
    "street",
    "born",
    "London",
    "refund",
    "£29.99",
    "9:30",
    "iPhone",
    "WPA2",
    "merci",
    "thanks",
    "l'adresse",
    "aujourd'hui",
    "rendez-vous",
    "e-mail",
    "n°",
    "I'm",
    "it's",
    "été",
    "ÉTÉ",
    "№",
];
