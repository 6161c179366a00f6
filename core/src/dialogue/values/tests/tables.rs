use super::*;

#[test]
fn telephone_numbers_are_read_as_they_are_said_and_written() {
    check(
        &[
            ("fr", "phone", "06 12 34 56 78", "0612345678"),
            ("fr", "phone", "06.12.34.56.78", "0612345678"),
            ("fr", "phone", "0612345678#", "0612345678"),
            ("fr", "phone", "c'est le 06-12-34-56-78 merci", "0612345678"),
            (
                "fr",
                "phone",
                "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
                "0612345678",
            ),
            (
                "fr",
                "phone",
                "zéro six douze trente quatre cinquante six soixante dix huit",
                "0612345678",
            ),
            ("fr", "phone", "zéro six, un deux, trois quatre, cinq six, sept huit", "0612345678"),
            ("fr", "phone", "zéro six. douze. 34. cinquante six. 78", "0612345678"),
            (
                "fr",
                "phone",
                "zéro un quatre-vingt-dix-sept septante nonante huitante",
                "0197709080",
            ),
            ("fr", "phone", "zéro six soixante dix vingt trente", "0660102030"),
            ("fr", "phone", "zéro quatre vingt trois quarante cinquante soixante", "0423405060"),
            ("fr", "phone", "zéro six soixante dix soixante dix vingt", "-"),
            ("fr", "phone", "06 double zéro douze 34 56", "0600123456"),
            ("fr", "phone", "+33 6 12 34 56 78", "+33612345678"),
            ("fr", "phone", "+33 (0)6 12 34 56 78", "+33612345678"),
            ("fr", "phone", "0033612345678", "+33612345678"),
            (
                "fr",
                "phone",
                "plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit",
                "+33612345678",
            ),
            ("fr", "phone", "+32 470 12 34 56", "+32470123456"),
            ("fr", "phone", "06 12 34 56 7", "-"),
            ("fr", "phone", "06 12 34 56 78 9", "-"),
            ("fr", "phone", "061234567", "-"),
            ("fr", "phone", "06123456789", "-"),
            ("fr", "phone", "+33 6 12 34 56 7", "-"),
            ("fr", "phone", "00 12 34 56 78", "-"),
            ("fr", "phone", "1990 euros", "-"),
            ("fr", "phone", "je ne sais pas", "-"),
            ("fr-BE", "phone", "0470 12 34 56", "0470123456"),
            ("fr-BE", "phone", "02 123 45 67", "021234567"),
            ("en", "phone", "oh six one two three four five six seven eight", "0612345678"),
            ("en", "phone", "zero six double one triple seven nought four five", "0611777045"),
            ("en", "phone", "oh two oh seven nine four six oh nine five eight", "02079460958"),
            (
                "en",
                "phone",
                "plus four four seven seven double oh nine hundred one two three",
                "+447700900123",
            ),
            ("en", "phone", "it's 020 7946 0958", "02079460958"),
            ("en", "phone", "(555) 010-4477", "5550104477"),
            ("en", "phone", "0800 123 456", "0800123456"),
            ("en", "phone", "06 12 34 56 7", "-"),
            ("en", "phone", "+33 6 12 34 56", "-"),
            ("en", "phone", "1234567", "-"),
            ("en", "phone", "no thanks", "-"),
        ],
        read_whole,
        true,
    );
}

#[test]
fn a_sentence_has_no_telephone_number_where_it_has_another() {
    check(
        &[
            ("fr", "phone", "appelez le 06 12 34 56 78 merci", "0612345678"),
            (
                "fr",
                "phone",
                "rappelez-moi au zéro six douze trente-quatre cinquante-six dix",
                "0612345610",
            ),
            ("fr", "phone", "ma commande 0612345678", "-"),
            ("fr", "phone", "j'ai payé 1234567890 euros", "-"),
            ("fr", "phone", "mon iban FR76 3000 6000 0112 3456 7890 189", "-"),
            ("fr", "phone", "le 12/03/2027 à 10:30", "-"),
            ("fr", "phone", "commande OD-123456 du 12 03 2027", "-"),
            ("en", "phone", "call me on +44 20 7946 0958 please", "+442079460958"),
            ("en", "phone", "my order 12345678 is late", "-"),
            ("en", "phone", "the card 1234 5678 9012 3456", "-"),
            ("en", "phone", "order number 0123456789", "-"),
            ("en", "phone", "I paid 12345678 pounds", "-"),
        ],
        find,
        false,
    );
}

#[test]
fn identifiers_are_read_by_their_mask() {
    check(
        &[
            ("fr", ORDER, "OD-482913", "OD-482913"),
            ("fr", ORDER, "od 482 913 svp", "OD-482913"),
            ("fr", ORDER, "482913", "OD-482913"),
            ("fr", ORDER, "o d quatre huit deux neuf un trois", "OD-482913"),
            ("fr", ORDER, "o d tiret quatre huit deux neuf un trois", "OD-482913"),
            ("fr", ORDER, "OD 48 29 13", "OD-482913"),
            ("fr", ORDER, "quarante-huit vingt-neuf treize", "OD-482913"),
            ("fr", ORDER, "o dé quarante-huit vingt-neuf treize", "OD-482913"),
            ("fr", ORDER, "O comme Oscar D comme Denis 48 29 13", "OD-482913"),
            (
                "fr",
                ORDER,
                "c'est le numéro o d quatre cent quatre-vingt-deux neuf cent treize",
                "OD-482913",
            ),
            ("fr", ORDER, "zéro d quatre huit deux neuf un trois", "OD-482913"),
            ("fr", ORDER, "0D-482913", "OD-482913"),
            ("fr", ORDER, "OD-48291S", "OD-482915"),
            ("fr", ORDER, "od 4829l3", "OD-482913"),
            ("fr", ORDER, "OD 48O9I3", "OD-480913"),
            ("fr", ORDER, "OD 4829", "-"),
            ("fr", ORDER, "OD 48 29 13 7", "-"),
            ("fr", ORDER, "06 12 34 56 78", "-"),
            ("fr", ORDER, "merci beaucoup", "-"),
            ("fr", "AA-99", "deux s quatorze", "SS-14"),
            ("fr", "AA-99", "double s quatorze", "SS-14"),
            ("fr", "AA-99", "deux esses un quatre", "SS-14"),
            ("fr", "AA-99", "deux fois s quatorze", "SS-14"),
            ("fr", "AA-99", "double v comme wagon hache dix sept", "WH-17"),
            ("fr", "AA-99", "double v hache dix sept", "WH-17"),
            ("fr", "AA-99", "i grec zède nonante", "YZ-90"),
            ("fr", "99999", "soixante-quinze mille", "75000"),
            ("fr", "99999", "sept cinq zéro zéro huit", "75008"),
            ("fr", "99999", "soixante-quinze zéro zéro huit", "75008"),
            ("fr", "99999", "soixante-quinze mille huit", "75008"),
            ("fr", "99999", "treize trois zéros", "13000"),
            ("fr", "9999", "dix deux", "-"),
            ("fr", "9999", "dix douze", "1012"),
            ("en", ORDER, "o for oscar d for delta four eight two nine one three", "OD-482913"),
            ("en", ORDER, "oh dee four eight two nine one three", "OD-482913"),
            ("en", ORDER, "it's o d dash forty-eight twenty-nine thirteen", "OD-482913"),
            ("en", ORDER, "O as in Oscar D as in dog double four twenty nine oh one", "OD-442901"),
            ("en", ORDER, "four triple two one three", "OD-422213"),
            ("en", ORDER, "one oh oh", "-"),
            ("en", "AA-999", "double u see one two three", "WC-123"),
            ("en", "AA-999", "zed why nine nine nine", "ZY-999"),
        ],
        read_whole,
        true,
    );
    check(
        &[
            ("fr", ORDER, "ma commande od123456 svp", "OD-123456"),
            ("fr", ORDER, "ma commande 123456 n'est pas arrivée", "OD-123456"),
            ("fr", ORDER, "où est ma commande o d quatre huit deux neuf un trois", "OD-482913"),
            ("fr", ORDER, "ma commande", "-"),
            ("fr", ORDER, "ma commande du 12/03/27", "-"),
            ("fr", ORDER, "j'ai payé 100 000 euros", "-"),
            ("fr", ORDER, "appelez le 06 12 34 56 78", "-"),
            ("fr", "9999999999", "appelez le 06 12 34 56 78", "-"),
            ("fr", "9999999999", "le 06 12 34 56 78", "-"),
            ("fr", "9999", "depuis le 12 mars 2027", "-"),
            ("fr", "999", "j'ai 250 chaînes", "-"),
            ("fr", "999", "il y a trois cents chaînes", "-"),
            ("fr", "9999", "solo et loss", "-"),
            ("en", ORDER, "check OD-123456 for me", "OD-123456"),
            ("en", ORDER, "i was born on 12/03/1985", "-"),
            ("en", "9999", "on march 12 2027", "-"),
            ("en", "9999", "I paid $1200 for it", "-"),
        ],
        find,
        false,
    );
}

#[test]
fn days_are_read_as_they_are_said_and_written() {
    check(
        &[
            ("fr", "date", "le douze mars deux mille vingt-sept", "2027-03-12"),
            ("fr", "date", "le douze mars deux mille vingt sept", "2027-03-12"),
            ("fr", "date", "mardi 1er décembre", "2026-12-01"),
            ("fr", "date", "premier janvier", "2027-01-01"),
            ("fr", "date", "le vingt et un", "2026-11-21"),
            ("fr", "date", "le 12", "2026-11-12"),
            ("fr", "date", "le 12 s'il vous plaît", "2026-11-12"),
            ("fr", "date", "douze mars mille neuf cent quatre-vingt-quatre", "1984-03-12"),
            ("fr", "date", "12/03/84", "1984-03-12"),
            ("fr", "date", "12/03/27", "2027-03-12"),
            ("fr", "date", "12032027", "2027-03-12"),
            ("fr", "date", "1203", "2027-03-12"),
            ("fr", "date", "12 03 2027", "2027-03-12"),
            ("fr", "date", "douze zéro trois deux mille vingt-sept", "2027-03-12"),
            ("fr", "date", "dans trois jours", "2026-11-26"),
            ("fr", "date", "dans une semaine", "2026-11-30"),
            ("fr", "date", "il y a deux mois", "2026-09-23"),
            ("fr", "date", "depuis trois jours", "2026-11-20"),
            ("fr", "date", "après-demain", "2026-11-25"),
            ("fr", "date", "avant-hier", "2026-11-21"),
            ("fr", "date", "aujourd'hui", "2026-11-23"),
            ("fr", "date", "mardi", "2026-11-24"),
            ("fr", "date", "mardi prochain", "2026-11-24"),
            ("fr", "date", "mardi en huit", "2026-12-01"),
            ("fr", "date", "mardi de la semaine prochaine", "2026-12-01"),
            ("fr", "date", "mardi 1er", "2026-12-01"),
            ("fr", "date", "lundi 1er", "2027-02-01"),
            ("fr", "date", "je n'ai pas internet depuis le 12 mars", "2027-03-12"),
            ("fr", "date", "le 12 ou le 13", "-"),
            ("fr", "date", "pas le 12", "-"),
            ("fr", "date", "le 31 février", "-"),
            ("fr", "date", "31/02/2026", "-"),
            ("fr", "date", "3132", "-"),
            ("fr", "date", "le 3 rue de la Paix", "-"),
            ("fr", "date", "deux cartes", "-"),
            ("fr", "date", "je ne sais pas", "-"),
            ("fr", "date", "une seconde", "-"),
            ("fr", "date", "le premier", "2026-12-01"),
            ("fr", "date", "mardi vingt-quatre novembre entre huit heures et midi", "2026-11-24"),
            ("en", "date", "the second", "2026-12-02"),
            ("en", "date", "give me a second please", "-"),
            ("en", "date", "the twenty-first of march", "2027-03-21"),
            ("en", "date", "march the twenty first twenty twenty-seven", "2027-03-21"),
            ("en", "date", "March 3rd, 2027", "2027-03-03"),
            ("en", "date", "nineteen march nineteen eighty-four", "1984-03-19"),
            ("en", "date", "next tuesday", "2026-11-24"),
            ("en", "date", "in two weeks", "2026-12-07"),
            ("en", "date", "in a week", "2026-11-30"),
            ("en", "date", "three days ago", "2026-11-20"),
            ("en", "date", "the day after tomorrow", "2026-11-25"),
            ("en", "date", "the day before yesterday", "2026-11-21"),
            ("en", "date", "the 12th", "2026-11-12"),
            ("en", "date", "1203", "2027-03-12"),
            ("en-GB", "date", "3/12/2026", "2026-12-03"),
            ("en-US", "date", "3/12/2026", "2026-03-12"),
            ("en-US", "date", "12032026", "2026-12-03"),
            ("en", "date", "I have 2 cards", "-"),
            ("en", "date", "the 3rd card", "-"),
            ("de", "date", "23.11.2026", "2026-11-23"),
            ("de", "date", "23112026", "2026-11-23"),
        ],
        read_whole,
        true,
    );
    check(
        &[
            ("fr", "date", "le 23/11/2026 au matin", "2026-11-23"),
            ("fr", "date", "je veux un rendez-vous demain", "2026-11-24"),
            ("fr", "date", "depuis le 20 novembre plus rien", "2026-11-20"),
            ("fr", "date", "le 31/02/2026", "-"),
            ("fr", "date", "ouvert 24/7", "-"),
            ("fr", "date", "entre lundi et mercredi", "-"),
            ("fr", "date", "j'ai payé 12.10 euros", "-"),
            ("fr", "date", "le 12 rue de la Paix", "-"),
            ("en", "date", "I sat in the sun", "-"),
            ("en", "date", "it may take 2 days", "-"),
            ("en", "date", "my line is down since yesterday", "2026-11-22"),
        ],
        find,
        false,
    );
}

#[test]
fn addresses_are_read_as_they_are_said_and_written() {
    check(
        &[
            (
                "fr",
                "email",
                "jean point dupont arobase exemple point f r",
                "jean.dupont@exemple.fr",
            ),
            ("fr", "email", "jean point dupont arobase exemple point fr", "jean.dupont@exemple.fr"),
            ("fr", "email", "jean tiret dupont at gmail dot com", "jean-dupont@gmail.com"),
            ("fr", "email", "jean tiret dupont at gmail point com", "jean-dupont@gmail.com"),
            ("fr", "email", "jean underscore dupont chez orange point fr", "jean_dupont@orange.fr"),
            (
                "fr",
                "email",
                "jean tiret du bas dupont arobase la poste point net",
                "jean_dupont@laposte.net",
            ),
            (
                "fr",
                "email",
                "mon adresse c'est jean point dupont soixante-quinze arobase gmail point com merci",
                "jean.dupont75@gmail.com",
            ),
            ("fr", "email", "j e a n arobase free point f r s'il vous plaît", "jean@free.fr"),
            ("fr", "email", "jean chez gmail", "jean@gmail.com"),
            ("fr", "email", "jean dupont arobase gmail point com", "jeandupont@gmail.com"),
            ("fr", "email", "jean-pierre.dupont @ gmail.com", "jean-pierre.dupont@gmail.com"),
            ("fr", "email", "c'est Ann@Mail.example.", "ann@mail.example"),
            ("fr", "email", "jean@gmial.com", "jean@gmial.com"),
            ("fr", "email", "jean@orange.f", "jean@orange.f"),
            ("fr", "email", "jean@exemple.f", "-"),
            ("fr", "email", "jean@@gmail.com", "-"),
            ("fr", "email", "je..an@gmail.com", "-"),
            ("fr", "email", "je n'ai pas de mail", "-"),
            ("fr", "email", "je suis chez orange", "-"),
            ("en", "email", "jean dash dupont at gmail dot com", "jean-dupont@gmail.com"),
            (
                "en",
                "email",
                "it's john dot smith at example dot co dot uk thanks",
                "john.smith@example.co.uk",
            ),
            (
                "en",
                "email",
                "my email is j smith forty two at hotmail dot com",
                "jsmith42@hotmail.com",
            ),
            ("en", "email", "ann underscore lee at mail dot example", "ann_lee@mail.example"),
            ("en", "email", "I live at home", "-"),
        ],
        read_whole,
        true,
    );
    check(
        &[
            ("fr", "email", "envoyez à jean.dupont@exemple.fr merci", "jean.dupont@exemple.fr"),
            ("fr", "email", "m a r i e zéro six arobase yahoo point fr", "marie06@yahoo.fr"),
            (
                "fr",
                "email",
                "mon adresse est jean point dupont arobase exemple point fr",
                "jean.dupont@exemple.fr",
            ),
            ("fr", "email", "je suis chez orange point com", "-"),
            ("fr", "email", "jean@gmail", "-"),
            ("fr", "email", "je..an@gmail.com", "-"),
            ("en", "email", "look at example dot com", "-"),
        ],
        find,
        false,
    );
}

#[test]
fn common_mistakes_in_domains_are_doubted() {
    for (address, expected) in [
        ("jean@gmial.com", Some("jean@gmail.com")),
        ("jean@gmail.con", Some("jean@gmail.com")),
        ("jean@gmai.com", Some("jean@gmail.com")),
        ("jean@gmail.fr", Some("jean@gmail.com")),
        ("jean@hotmial.fr", Some("jean@hotmail.fr")),
        ("jean@orange.f", Some("jean@orange.fr")),
        ("jean@free.frr", Some("jean@free.fr")),
        ("jean@gmail.com", None),
        ("jean@mail.com", None),
        ("jean@ymail.com", None),
        ("jean@tree.fr", None),
        ("jean@exemple.fr", None),
    ] {
        let found = doubt(&SlotKind::Email, &Value::Text(address.to_owned()));
        assert_eq!(found.as_deref(), expected, "{address}");
    }
    assert_eq!(doubt(&SlotKind::Text, &"jean@gmial.com".into()), None);
}

#[test]
fn numbers_and_amounts_are_read_as_they_are_said_and_written() {
    check(
        &[
            ("fr", "number", "vingt-trois", "23"),
            ("fr", "number", "deux virgule cinq", "2.5"),
            ("fr", "number", "deux virgule zéro cinq", "2.05"),
            ("fr", "number", "1 234,5", "1234.5"),
            ("fr", "number", "1\u{202f}234,5", "1234.5"),
            ("fr", "number", "moins cinq", "-5"),
            ("fr", "number", "-5", "-5"),
            ("fr", "number", "un", "1"),
            ("fr", "number", "j'en ai trois", "3"),
            ("fr", "number", "3 lignes", "3"),
            ("fr", "number", "quatre-vingt-dix-neuf", "99"),
            ("fr", "number", "deux mille trois cent quatre", "2304"),
            ("fr", "number", "un million deux cent mille", "1200000"),
            ("fr", "number", "trois et demi", "3.5"),
            ("fr", "number", "pas deux, trois", "3"),
            ("fr", "number", "j'ai un problème", "-"),
            ("fr", "number", "deux minutes", "-"),
            ("fr", "number", "12/03", "-"),
            ("fr", "number", "deux ou trois", "-"),
            ("fr", "number", "bonjour", "-"),
            ("fr", "number", "une seule", "1"),
            ("fr", "number", "vingt vingt et un", "-"),
            ("fr", "number", "06 12 34 56 78", "-"),
            ("en", "number", "1,234.5", "1234.5"),
            ("en", "number", "1,234", "1234"),
            ("en", "number", "two point five", "2.5"),
            ("en", "number", "two point oh five", "2.05"),
            ("en", "number", "a hundred and five", "105"),
            ("en", "number", "twenty three", "23"),
            ("en", "number", "two and a half", "2.5"),
            ("en", "number", "I have a problem", "-"),
            ("en", "number", "one moment", "-"),
            ("en", "number", "inf", "-"),
            ("en", "number", "1e5", "-"),
            ("de", "number", "2,5", "2.5"),
            ("fr", "amount", "dix-neuf euros quatre-vingt-dix", "19.90 EUR"),
            ("fr", "amount", "19,90 €", "19.90 EUR"),
            ("fr", "amount", "19€90", "19.90 EUR"),
            ("fr", "amount", "19 euros et 5 centimes", "19.05 EUR"),
            ("fr", "amount", "90 centimes", "0.90 EUR"),
            ("fr", "amount", "1 234,50 euros", "1234.50 EUR"),
            ("fr", "amount", "1.999 €", "1999.00 EUR"),
            ("fr", "amount", "20euros", "20.00 EUR"),
            ("fr", "amount", "cinquante dollars", "50.00 USD"),
            ("fr-CA", "amount", "cinquante dollars", "50.00 CAD"),
            ("fr-CH", "amount", "vingt francs", "20.00 CHF"),
            ("fr", "amount", "19,90", "19.90 EUR"),
            ("fr", "amount", "environ cinquante", "50.00 EUR"),
            ("fr", "amount", "dix-neuf quatre-vingt-dix", "19.90 EUR"),
            ("fr", "amount", "c'est 20 euros, pas 30 euros", "20.00 EUR"),
            ("fr", "amount", "20 euros ou 30 euros", "-"),
            ("fr", "amount", "deux lignes", "-"),
            ("fr", "amount", "20 %", "-"),
            ("en", "amount", "€19.90", "19.90 EUR"),
            ("en", "amount", "twenty pounds fifty", "20.50 GBP"),
            ("en", "amount", "$1,234.50", "1234.50 USD"),
            ("en", "amount", "five dollars and ten cents", "5.10 USD"),
            ("en", "amount", "fifty pence", "0.50 GBP"),
            ("en", "amount", "20", "-"),
            ("en-GB", "amount", "twenty", "20.00 GBP"),
            ("en", "amount", "nineteen ninety nine euros", "-"),
        ],
        read_whole,
        true,
    );
    check(
        &[
            ("fr", "amount", "j'ai été prélevé de 19,90 € deux fois", "19.90 EUR"),
            ("fr", "amount", "j'ai payé 19 euros 2 fois", "19.00 EUR"),
            ("fr", "amount", "ma facture 2026 est fausse", "-"),
            ("fr", "number", "j'ai trois lignes", "-"),
            ("fr", "number", "un", "-"),
            ("en", "amount", "you charged me £30", "30.00 GBP"),
            ("en", "truth", "yes", "-"),
            ("en", "text", "anything", "-"),
        ],
        find,
        false,
    );
}

#[test]
fn choices_and_truths_are_read() {
    check(
        &[
            ("fr", "choice", "la fibre", "fibre"),
            ("fr", "choice", "2", "adsl"),
            ("fr", "choice", "la deuxième", "adsl"),
            ("fr", "choice", "le trois s'il vous plaît", "mobile"),
            ("fr", "choice", "la première", "fibre"),
            ("fr", "choice", "le 4", "-"),
            ("fr", "choice", "deux problèmes", "-"),
            ("en", "choice", "number two", "adsl"),
            ("en", "choice", "the first one", "fibre"),
            ("fr", "truth", "oui", "true"),
            ("fr", "truth", "euh oui merci", "true"),
            ("fr", "truth", "non", "false"),
            ("fr", "truth", "pas du tout", "false"),
            ("fr", "truth", "oui et non", "-"),
            ("fr", "truth", "je ne sais pas", "-"),
            ("en", "truth", "yes please", "true"),
            ("en", "truth", "yeah", "true"),
            ("en", "truth", "no thanks", "false"),
            ("en", "truth", "not at all", "false"),
            ("en", "truth", "perhaps", "-"),
            ("fr", "text", "  deux mots ", "deux mots"),
            ("fr", "text", " ", "-"),
        ],
        read_whole,
        false,
    );
}

#[test]
fn what_is_denied_gives_way_to_what_is_affirmed() {
    check(
        &[
            ("fr", "date", "le 12 et pas le 21", "2026-11-12"),
            ("fr", "date", "pas le 21 mais le 12", "2026-11-12"),
            ("fr", "date", "pas le vingt et un le douze", "2026-11-12"),
            ("fr", "date", "ce n'est pas le 21 c'est le 12", "2026-11-12"),
            ("fr", "date", "non, le 12", "2026-11-12"),
            ("fr", "date", "le 12 au lieu du 21", "2026-11-12"),
            ("fr", "date", "le 21, pardon, le 12", "2026-11-12"),
            ("fr", "date", "plutôt le 12", "2026-11-12"),
            ("fr", "date", "le 12", "-"),
            ("fr", "date", "pas le 21", "-"),
            ("fr", "date", "non", "-"),
            ("fr", "number", "trois et pas deux", "3"),
            ("fr", "number", "non, j'ai un problème", "-"),
            ("fr", "choice", "non, la fibre", "fibre"),
            ("fr", "choice", "la fibre, pas l'adsl", "fibre"),
            ("fr", "choice", "la fibre et pas l'adsl", "fibre"),
            ("fr", "choice", "la fibre", "-"),
            ("fr", "phone", "non c'est le 06 12 34 56 78", "0612345678"),
            ("fr", ORDER, "non OD 48 29 13", "OD-482913"),
            ("fr", "email", "non, jean@exemple.fr", "jean@exemple.fr"),
            ("fr", "amount", "20 euros et pas 30 euros", "20.00 EUR"),
            ("en", "date", "not the 21st, the 12th", "2026-11-12"),
            ("en", "date", "the 12th rather than the 21st", "2026-11-12"),
            ("en", "date", "the 12th instead of the 21st", "2026-11-12"),
            ("en", "date", "it's not the 21st it's the 12th", "2026-11-12"),
            ("en", "date", "no the 12th", "2026-11-12"),
            ("en", "date", "the 21st, sorry, the 12th", "2026-11-12"),
            ("en", "date", "no", "-"),
            ("en", "number", "no, three", "3"),
        ],
        correction,
        true,
    );
}

#[test]
fn the_first_hypothesis_that_reads_is_taken() {
    let reader = Reader::new("fr");
    let heard = ["au des carottes", "o d quarante huit vingt neuf treize", "OD 48 29 14"];
    let found = best(&kind(ORDER), heard.into_iter(), &reader.reading(true));
    assert_eq!(found, Some((1, "OD-482913".into())));
    assert_eq!(best(&kind("phone"), heard.into_iter(), &reader.reading(true)), None);
}

#[test]
fn the_words_of_the_languages_are_plain() {
    for language in [Language::French, Language::English] {
        let (calendar, words) = (Calendar::built_in(language), Spoken::built_in(language));
        let shown = format!("{calendar:?} {words:?}");
        for text in shown.split('"').skip(1).step_by(2) {
            let cut: Vec<String> = pieces(text).into_iter().map(|piece| piece.text).collect();
            let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(cut.join(" ") == text || is_code, "{language:?} {text}");
        }
    }
}
