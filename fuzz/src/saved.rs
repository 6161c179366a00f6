use relais::suggest::Unanswered;
use relais::{Event, Locale, Memo, Message, Start, Timestamp};

use crate::base::ENGINE;

/// A saved session is refused, or the conversation goes on.
pub(crate) fn session_holds(bytes: &[u8]) {
    let Ok(mut session) = ENGINE.resume(bytes) else { return };
    for message in [Message::text("where is my parcel?"), Message::choose(0), Message::keys("0")] {
        let reply = session.reply(message.at(Timestamp(1_795_424_400)));
        let _ = (reply.text(), reply.to_json(), session.event(&reply, None).to_json());
    }
    let saved = session.save();
    assert!(ENGINE.resume(&saved).is_ok());
}

/// A memo is refused, or a conversation starts with it and leaves one within its size.
pub(crate) fn memo_holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(memo) = Memo::from_json(text) else { return };
    let now = Timestamp(1_795_424_400);
    let mut session = ENGINE.session(Start::new(Locale::EN).memo(memo));
    let _ = session.open(now).text();
    let _ = session.reply(Message::text("where is my parcel?").at(now)).text();
    let left = session.memo(now).to_json();
    assert!(left.len() <= Memo::MAX_BYTES, "{left}");
    assert!(Memo::from_json(&left).is_ok(), "{left}");
}

/// Lines are events or they are not; those that are say the same when they are written again.
pub(crate) fn event_holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut unanswered = Unanswered::new();
    for line in text.lines() {
        let Ok(event) = serde_json::from_str::<Event>(line) else { continue };
        let written = event.to_json();
        let again: Event = serde_json::from_str(&written).expect("what was written can be read");
        assert_eq!(again.to_json(), written);
        unanswered.add(&event);
    }
}
