//! Whatever is sent, there is a reply.

use proptest::prelude::*;
use relais::{Message, Outcome};

use crate::starter::{MONDAY_MORNING, english, french};

#[test]
fn strange_messages_get_an_outcome() {
    let marks = "\u{301}".repeat(3_000);
    let long_word = "x".repeat(3_999);
    let cases = [
        "",
        " \t\n",
        "\0\u{1}\u{7f}\u{85}",
        "\u{feff}\u{200b}\u{202e}\u{2066}",
        &marks,
        &long_word,
        "🇫🇷👩‍👩‍👧‍👦💳",
        "<img src=x onerror=alert(1)>",
        "{fact.customer.name|x} {{}} }{",
        "'; DROP TABLE customers; --",
        "ﬁﬂ ｆａｃｔｕｒｅ Ⅳ ½",
        "\u{1d5d7}\u{1d5fc}",
        "你好 我的包裹在哪里",
    ];
    for text in cases {
        let mut session = french();
        for _ in 0..4 {
            let reply = session.reply(Message::text(text).at(MONDAY_MORNING));
            let said = reply.text();
            let silent = matches!(reply.outcome(), Outcome::Silent);
            assert!(silent || !said.is_empty(), "{text:?}: {:?}", reply.outcome());
            assert!(!said.contains("{fact."), "{text:?}: {said}");
        }
    }
}

#[test]
fn a_message_of_ten_megabytes_is_not_read() {
    let text = "où est mon colis ? ".repeat(600_000);
    let reply = french().reply(Message::text(text).at(MONDAY_MORNING));
    assert!(matches!(reply.outcome(), Outcome::NoMatch(_)), "{:?}", reply.outcome());
}

#[test]
fn choices_that_were_not_offered_do_no_harm() {
    for number in [0, 1, 99, usize::MAX] {
        let mut session = english();
        let reply = session.reply(Message::choose(number).at(MONDAY_MORNING));
        assert!(!reply.text().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_a_reply(texts in prop::collection::vec(any::<String>(), 1..6)) {
        let mut session = french();
        let mut last_no_match = None;
        for text in texts {
            let reply = session.reply(Message::text(text).at(MONDAY_MORNING));
            prop_assert!(serde_json_is_valid(&reply.to_json()));
            // The same "I do not know" is never said twice in a row.
            let no_match = matches!(reply.outcome(), Outcome::NoMatch(_)).then(|| reply.text());
            prop_assert!(no_match.is_none() || no_match != last_no_match);
            last_no_match = no_match;
        }
    }
}

fn serde_json_is_valid(json: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(json).is_ok()
}
