use relais::{Channel, Locale, Message, Start, Timestamp};

use crate::base::{BYTES, COMPACT, ENGINE, FILES, KEY, SIGNED};

/// Where a search may start, for the property of this name: good input of every kind, from what the project
/// has already.
pub fn seeds(name: &str) -> Vec<Vec<u8>> {
    match name {
        "authoring" => FILES
            .iter()
            .zip(0..)
            .map(|((_, text), which)| [&[which], text.as_bytes()].concat())
            .collect(),
        "bundle" => vec![
            [&[0, 0], BYTES.as_slice()].concat(),
            [&[0, 0], COMPACT.as_slice()].concat(),
            [&[0, 0], SIGNED.as_slice()].concat(),
            vec![65, 1],
            vec![65, 1, 100, 0, 0, 0, 7, 200, 3, 0, 1, 2],
            vec![0, 1, 100, 0, 0, 0, 7, 200, 3, 0, 1, 2],
            vec![1, 1, 100, 0, 0, 0, 7, 200, 3, 0, 1, 2],
        ],
        "c_api" => vec![
            [&[0, 0, 1, 0, 0x22, 11], b"my parcel !".as_slice(), &[7, 0, 8, 2, 15, 0]].concat(),
            [&[0, 0, 21, 0, 0x36, 60], KEY.public_key().to_string().as_bytes()].concat(),
            [&[0, 0, 0x2c, 14], br#"{"a.b": "12" }"#.as_slice(), &[9, 0, 18, 0, 19, 0]].concat(),
        ],
        "exchange" => {
            SAMPLES.iter().map(|(which, text)| [&[*which], text.as_bytes()].concat()).collect()
        }
        "session" => vec![conversation().0],
        "memo" => vec![conversation().1.into_bytes()],
        "event" => vec![conversation().2.into_bytes()],
        "turns" => Channel::ALL
            .iter()
            .zip(0..)
            .map(|(_, channel)| [&[channel], TURNS.as_bytes()].concat())
            .collect(),
        _ => Vec::new(),
    }
}

/// A saved session, a memo, and the events of a conversation.
fn conversation() -> (Vec<u8>, String, String) {
    let now = Timestamp(1_795_424_400);
    let mut session = ENGINE.session(Start::new(Locale::EN).id("seed"));
    let mut events = String::new();
    let said = ["where is my order?", "no", "damaged item", "my order is 12345678", "a person"];
    for text in said {
        let reply = session.reply(Message::text(text).at(now));
        events += &session.event(&reply, Some(3)).to_json();
        events.push('\n');
    }
    (session.save(), session.memo(now).to_json(), events)
}

const TURNS: &str = "where is my order?\n1\nno\nitem is damaged\n12345678\nnon, le 12 et pas le 21\n~\n?\n#0\nhx\nhxx
|where is it|wear is it\n{\"order.number\": \"OD-123456\"}\n+\n-timeout\nI want to speak to a person";

/// By the number of the format, as in `Format::ALL`.
const SAMPLES: [(u8, &str); 5] = [
    (0, include_str!("../../exchange/samples/qnabot.json")),
    (1, include_str!("../../exchange/samples/azure.tsv")),
    (5, include_str!("../../exchange/samples/faq.csv")),
    (6, include_str!("../../exchange/samples/faq-page.html")),
    (6, include_str!("../../exchange/samples/faq-page-microdata.html")),
];
