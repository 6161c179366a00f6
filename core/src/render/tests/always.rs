//! What holds for any text in any place.

use proptest::prelude::*;

use super::*;
use crate::knowledge::MessageKey;
use crate::render::{Choices, Limits, sms_segments};
use crate::reply::{Close, Offer, Said};

/// Text as people write it, and as nobody should.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "<!--",
        "</speak>",
        "<script>",
        "\0",
        "\u{1b}",
        "\u{ffff}",
        "\u{85}",
        "\u{202e}",
        "e\u{301}",
        "👩‍👩‍👧‍👦",
        "ê",
        "€",
        "ﬁ",
        "https://x.example/a",
        "a@b.example",
        " ",
        "\n",
        "\n\n",
        ". ",
        " ? ",
        "M. ",
        "19,90 €",
        "2026-11-23",
        "23/11/2026",
        "18 h 30",
        "24:61",
        "06 12 34 56 78",
        "OD-482913",
        "-0",
        "1 000 000 000 000 000",
        "%",
        "0,000",
        "1e9",
        "est",
        "Oui",
        "javascript:1",
        "99999999999999999999",
        "٣",
        "½",
        "12",
        "+",
        "+33",
        "1er",
        "00",
        "9h",
        "-",
        "–",
        "/mois",
        "Go",
        "a.m.",
        "2.0.1",
        "November",
        "novembre",
        "31",
        "32 ",
    ]);
    let hostile = prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => hostile, 1 => any::<String>(), 1 => Just("mot ".repeat(700))]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 12)
}

/// A reply with these texts in every place.
fn any_reply(texts: &[String], kind: usize, locale: Locale) -> Reply {
    let at = |index: usize| texts[index % texts.len()].clone();
    let titles: Vec<&str> = texts.iter().map(String::as_str).take(1 + kind % 12).collect();
    let outcome = match kind % 6 {
        0 | 1 => {
            let inline = Inline { style: Style::Strong, ..linked(&at(1), &at(2)) };
            let page = linked(&at(0), &format!("https://{}", at(3)));
            let body = Prose {
                blocks: vec![
                    Block::Paragraph(vec![words(&at(0)), inline, page]),
                    Block::List { ordered: true, items: vec![vec![words(&at(3))]] },
                ],
            };
            let mut page = answer(body);
            page.speech = (kind / 6).is_multiple_of(2).then(|| at(4));
            page.summary = (kind / 12).is_multiple_of(2).then(|| at(5));
            page.links = vec![link(&at(6), &at(7)), link(&at(7), &format!("https://{}", at(8)))];
            page.media = vec![video(&at(8), &at(9))];
            page.next = choices(&titles);
            page.helped = Some(Helped { question: at(9), yes: at(10), no: at(11) });
            Outcome::Answer(page)
        }
        2 => clarify(&titles, &at(3)),
        3 => ask("pattern", Some(&at(4)), &titles),
        4 => Outcome::Say(Said { message: MessageKey::GoOn, text: at(0), options: Vec::new() }),
        _ if (kind / 6).is_multiple_of(2) => {
            Outcome::Close(Close { text: at(0), satisfaction: at(1) })
        }
        _ => Outcome::Offer(Offer { rule: id("a"), text: at(0), options: choices(&titles) }),
    };
    let mut reply = reply(locale, outcome);
    reply.before = vec![at(10)];
    reply.after = vec![at(11)];
    reply
}

fn locales() -> impl Strategy<Value = Locale> {
    let german: Locale = "de".parse().expect("a locale");
    prop::sample::select(vec![Locale::FR, Locale::EN, german])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_is_well_formed_and_has_no_other_elements(
        texts in texts(), kind in 0_usize..48, locale in locales(),
    ) {
        let html = any_reply(&texts, kind, locale).html();
        let document = format!("<div>{html}</div>");
        let tree = roxmltree::Document::parse(&document).expect("well-formed HTML");
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            let known = ["div", "p", "ol", "ul", "li", "strong", "em", "a", "br"];
            prop_assert!(known.contains(&name), "{name}");
            for attribute in node.attributes() {
                let known = ["href", "rel", "target", "class", "data-option"];
                prop_assert!(known.contains(&attribute.name()), "{}", attribute.name());
            }
            if let Some(address) = node.attribute("href") {
                let schemes = ["https://", "mailto:", "tel:"];
                prop_assert!(schemes.iter().any(|scheme| address.starts_with(scheme)), "{address}");
            }
        }
    }

    #[test]
    fn ssml_is_well_formed_and_reads_no_address(
        texts in texts(), kind in 0_usize..48, locale in locales(),
    ) {
        let speech = any_reply(&texts, kind, locale).speech();
        for ssml in [&speech.ssml, &speech.slower()] {
            let tree = roxmltree::Document::parse(ssml).expect("well-formed SSML");
            for node in tree.descendants().filter(roxmltree::Node::is_element) {
                let name = node.tag_name().name();
                prop_assert!(["speak", "prosody", "s", "break"].contains(&name), "{name}");
            }
        }
        let said = format!("{} {}", speech.text, speech.rest.join(" "));
        prop_assert!(!said.contains("https://"), "{said}");
    }

    #[test]
    fn messages_keep_their_limits(texts in texts(), kind in 0_usize..48, locale in locales()) {
        let reply = any_reply(&texts, kind, locale);
        let utf16 = |text: &str| text.encode_utf16().count();
        for (limits, most, with_choices, button) in [
            (Limits::WHATSAPP, 4_096, 1_024, 20),
            (Limits::MESSENGER, 2_000, 2_000, 20),
            (Limits::RCS, 3_072, 3_072, 25),
        ] {
            let parts = reply.parts(&limits);
            for (index, part) in parts.iter().enumerate() {
                let bytes = limits == Limits::RCS;
                let length = if bytes { part.text.len() } else { utf16(&part.text) };
                let has_choices = part.choices != Choices::None;
                let most = if has_choices { with_choices } else { most };
                prop_assert!(length <= most, "{length}");
                prop_assert!(!part.text.trim().is_empty());
                prop_assert!(!has_choices || index + 1 == parts.len());
                let titles: Vec<&str> = match &part.choices {
                    Choices::Buttons { buttons } => {
                        prop_assert!(buttons.len() <= 13);
                        buttons.iter().map(|button| button.title.as_str()).collect()
                    }
                    Choices::List(list) => {
                        prop_assert!(list.rows.len() <= 10 && utf16(&list.button) <= 20);
                        for row in &list.rows {
                            prop_assert!(row.description.as_deref().is_none_or(|d| utf16(d) <= 72));
                        }
                        list.rows.iter().map(|row| row.title.as_str()).collect()
                    }
                    Choices::None => Vec::new(),
                };
                let most = if matches!(part.choices, Choices::List(_)) { 24 } else { button };
                prop_assert!(titles.iter().all(|title| utf16(title) <= most), "{titles:?}");
                prop_assert!(titles.iter().all(|title| !title.is_empty()), "{titles:?}");
                let mut different = titles.clone();
                different.sort_unstable();
                different.dedup();
                prop_assert_eq!(different.len(), titles.len());
            }
        }
        for segments in [1, 3] {
            for part in reply.parts(&Limits::sms(segments)) {
                prop_assert!(sms_segments(&part.text) <= usize::from(segments), "{}", part.text);
                prop_assert_eq!(part.choices, Choices::None);
            }
        }
    }

    #[test]
    fn no_word_is_lost_between_messages(text in text()) {
        let said = Said { message: MessageKey::Menu, text, options: Vec::new() };
        let reply = reply(Locale::FR, Outcome::Say(said));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let parts = reply.parts(&Limits::WHATSAPP);
        let together: String = parts.iter().map(|part| letters(&part.text)).collect();
        prop_assert_eq!(together, letters(&reply.text()));
    }
}
