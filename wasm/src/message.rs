use relais::{Message, Timestamp};
use serde::Deserialize;

/// A message as JavaScript gives it: when it was, and one of what can be said or done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    at: Timestamp,
    #[serde(default)]
    barge_in: bool,
    text: Option<String>,
    choose: Option<usize>,
    keys: Option<String>,
    heard: Option<Vec<Hypothesis>>,
    silence: Option<bool>,
    noise: Option<bool>,
}

/// What a speech recogniser may have heard.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hypothesis {
    text: String,
    score: f32,
}

impl TryFrom<Given> for Message {
    type Error = &'static str;

    fn try_from(given: Given) -> Result<Message, &'static str> {
        let Given { at, barge_in, text, choose, keys, heard, silence, noise } = given;
        let heard = heard.map(|heard| heard.into_iter().map(|one| (one.text, one.score)));
        let said = [
            text.map(Message::text),
            choose.map(Message::choose),
            keys.map(Message::keys),
            heard.map(Message::heard),
            silence.filter(|is| *is).map(|_| Message::silence()),
            noise.filter(|is| *is).map(|_| Message::noise()),
        ];
        let mut said = said.into_iter().flatten();
        let (Some(message), None) = (said.next(), said.next()) else {
            return Err("a message has one of text, choose, keys, heard, silence and noise");
        };
        let message = message.at(at);
        Ok(if barge_in { message.barge_in() } else { message })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Message, String> {
        let given: Given = serde_json::from_str(json).map_err(|error| error.to_string())?;
        Message::try_from(given).map_err(str::to_owned)
    }

    #[test]
    fn every_message_can_be_given() {
        let at = Timestamp(60);
        for (json, message) in [
            (r#"{"text": "bonjour", "at": 60}"#, Message::text("bonjour")),
            (r#"{"at": "1970-01-01T00:01:00Z", "choose": 2}"#, Message::choose(2)),
            (r##"{"keys": "1#", "at": 60}"##, Message::keys("1#")),
            (
                r#"{"heard": [{"text": "ma box", "score": 0.5}], "at": 60, "barge_in": true}"#,
                Message::heard([("ma box", 0.5)]).barge_in(),
            ),
            (r#"{"silence": true, "at": 60}"#, Message::silence()),
            (r#"{"noise": true, "at": 60}"#, Message::noise()),
        ] {
            assert_eq!(read(json), Ok(message.at(at)), "{json}");
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for json in [
            "{}",
            r#"{"text": "bonjour"}"#,
            r#"{"at": 60}"#,
            r#"{"say": "bonjour", "at": 60}"#,
            r#"{"text": "bonjour", "at": 60, "loud": true}"#,
            r#"{"silence": false, "at": 60}"#,
            r#"{"text": "bonjour", "keys": "1", "at": 60}"#,
            r#"{"choose": -1, "at": 60}"#,
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
