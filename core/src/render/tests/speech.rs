use super::*;
use crate::knowledge::MessageKey;
use crate::render::{Keys, SpokenOption};
use crate::reply::Said;

const ROOT: &str =
    "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"fr\">";

#[test]
fn an_answer_is_said_in_portions() {
    let body = Prose {
        blocks: vec![
            Block::Paragraph(vec![
                words("Il coûte 19,90 €. Payez "),
                linked("en ligne", "https://x.example/payer"),
                words(" avant 18 h 30. Écrivez à a@x.example"),
            ]),
            Block::List {
                ordered: false,
                items: vec![vec![words("ouvrez Factures")], vec![words("touchez <Payer>")]],
            },
        ],
    };
    let mut page = answer(body);
    page.helped = helped();
    page.links = vec![link("Le guide", "https://x.example/guide")];
    let mut first = reply(Locale::FR, Outcome::Answer(page));
    first.before.push("Voyons cela".into());
    first.after.push("Source : le guide".into());
    let speech = first.speech();
    assert_eq!(
        speech.text,
        "Voyons cela. Il coûte dix-neuf euros quatre-vingt-dix. \
         Payez en ligne avant dix-huit heures trente. Je continue ?"
    );
    assert_eq!(
        speech.ssml,
        format!(
            "{ROOT}<s>Voyons cela.</s><s>Il coûte dix-neuf euros quatre-vingt-dix.</s>\
             <s>Payez en ligne avant dix-huit heures trente.</s>\
             <break time=\"400ms\"/><s>Je continue ?</s></speak>"
        )
    );
    assert!(speech.slower().starts_with(&format!("{ROOT}<prosody rate=\"slow\"><s>Voyons")));
    assert_eq!(speech.rest, ["Écrivez à.", "ouvrez Factures.", "touchez <Payer>."]);
    let urls: Vec<&str> = speech.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["https://x.example/payer", "mailto:a@x.example", "https://x.example/guide"]);
    assert!(speech.expects.speech && speech.expects.options.is_empty());

    let said =
        Said { message: MessageKey::GoOn, text: speech.rest.join("\n"), options: Vec::new() };
    let then = reply(Locale::FR, Outcome::Say(said)).speech();
    assert_eq!(then.text, "Écrivez à. ouvrez Factures. Je continue ?");
    assert_eq!(then.rest, ["touchez <Payer>."]);
}

#[test]
fn an_author_may_write_for_the_telephone() {
    let mut page = answer(paragraph("Beaucoup. De. Phrases. Ici."));
    page.speech = Some("Payez sur l'appli. C'est tout.".into());
    page.next = choices(&["Ma facture ?"]);
    page.helped = helped();
    let speech = reply(Locale::FR, Outcome::Answer(page)).speech();
    assert_eq!(
        speech.text,
        // What others ask next is not read out.
        "Payez sur l'appli. C'est tout. Cela vous aide ?"
    );
    assert!(speech.expects.yes_or_no);
    assert!(speech.rest.is_empty());
}

#[test]
fn options_have_keys() {
    let speech = reply(Locale::EN, clarify(&["my bill", "my parcel"], "none of these")).speech();
    assert_eq!(
        speech.text,
        "Laquelle ? For my bill, press one or say “my bill”. \
         For my parcel, press two or say “my parcel”. \
         For none of these, press three or say “none of these”."
    );
    assert_eq!(speech.expects.keys, Some(Keys { least: 1, most: 1 }));
    let last = SpokenOption { key: "3".into(), title: "none of these".into(), number: 2 };
    assert_eq!(speech.expects.options.last(), Some(&last));
}

#[test]
fn values_have_their_keys() {
    for (expects, pattern, keys) in [
        ("pattern", Some("OD-999999"), Some((6, 6))),
        ("pattern", Some("99 99 9"), Some((5, 5))),
        ("pattern", Some("A-999"), None),
        ("pattern", Some("99-A9"), None),
        ("pattern", Some("99-B9"), None),
        ("phone", None, Some((8, 15))),
        ("number", None, Some((1, 12))),
        ("date", None, None),
        ("email", None, None),
        ("yes_no", None, Some((1, 1))),
    ] {
        let speech = reply(Locale::FR, ask(expects, pattern, &[])).speech();
        let found = speech.expects.keys.map(|keys| (keys.least, keys.most));
        assert_eq!(found, keys, "{expects} {pattern:?}");
        assert!(speech.expects.speech);
    }
    let titles = ["a"; 12];
    let speech = reply(Locale::FR, ask("choice", None, &titles)).speech();
    assert_eq!(speech.expects.keys, Some(Keys { least: 1, most: 2 }));
}

#[test]
fn silence_says_nothing() {
    let speech = reply(Locale::FR, Outcome::Silent).speech();
    assert_eq!((speech.text.as_str(), speech.ssml), ("", format!("{ROOT}</speak>")));
    assert!(!speech.expects.speech);
}
