use relais::{Channel, Event, Facts, HandoffEvent, Locale, Memo, Message, Start, Timestamp};

use crate::base::ENGINE;

/// Lines are turns, the first byte of each what the customer or the host does: every turn ends in a reply
/// that can be written for every channel, an event, a memo within its size and a session that can be saved.
pub(crate) fn holds(bytes: &[u8]) {
    let Some((channel, rest)) = bytes.split_first() else { return };
    let channel = Channel::ALL[usize::from(*channel) % Channel::ALL.len()];
    let mut session = ENGINE.session(Start::new(Locale::EN).channel(channel).id("fuzz"));
    let mut now = Timestamp(1_795_424_400);
    for line in rest.split(|byte| *byte == b'\n').take(MOST_TURNS) {
        now.0 += 60;
        let (does, said) = line.split_first().map_or((0, &[][..]), |(does, said)| (*does, said));
        let said = String::from_utf8_lossy(said);
        let reply = match does {
            b'#' => session.reply(Message::keys(&*said).at(now)),
            b'~' => session.reply(Message::silence().at(now)),
            b'?' => session.reply(Message::noise().at(now)),
            b'1'..=b'9' => session.reply(Message::choose(usize::from(does - b'1')).at(now)),
            b'|' => {
                let heard = said.split('|').map(|one| (one, 0.5));
                session.reply(Message::heard(heard).barge_in().at(now))
            }
            b'{' => match Facts::from_json(&format!("{{{said}")) {
                Ok(facts) => session.learn(facts, now),
                Err(_) => continue,
            },
            b'+' => session.acted(Facts::new(), now),
            b'-' => session.act_failed(&said, now),
            b'h' => {
                let events = HandoffEvent::ALL;
                session.handoff(events[said.len() % events.len()], now)
            }
            _ => session.reply(Message::text(String::from_utf8_lossy(line)).at(now)),
        };
        let text = reply.text();
        assert!(!text.contains("{fact."), "{text}");
        let wire = reply.to_json();
        assert!(serde_json::from_str::<serde_json::Value>(&wire).is_ok(), "{wire}");
        let _ = (reply.html(), reply.speech());
        let event = session.event(&reply, Some(1)).to_json();
        assert!(serde_json::from_str::<Event>(&event).is_ok(), "{event}");
        let memo = session.memo(now).to_json();
        assert!(memo.len() <= Memo::MAX_BYTES, "{memo}");
        assert!(Memo::from_json(&memo).is_ok(), "{memo}");
        let saved = session.save();
        let resumed = ENGINE.resume(&saved).expect("what was saved can be resumed");
        assert_eq!(resumed.save(), saved);
        session = resumed;
    }
}

const MOST_TURNS: usize = 30;
