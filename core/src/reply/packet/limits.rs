use std::collections::BTreeMap;

/// How much a flat map may hold: a number of bytes, and what is counted.
///
/// ```
/// use relais::reply::FlatLimits;
///
/// let other_desk = FlatLimits::of_pairs(8_192).expect("enough for what is never left out");
/// assert!(FlatLimits::of_pairs(100).is_none());
/// # let _ = other_desk;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlatLimits {
    /// At least [`FlatLimits::MIN_BYTES`].
    max_bytes: usize,
    counted: Counted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    /// The UTF-8 bytes of all keys and values.
    Pairs,
    /// The bytes of the map as one JSON object without spaces.
    Json,
}

impl FlatLimits {
    /// What is never left out takes this at most, whatever is in it and however it is counted.
    pub const MIN_BYTES: usize = 2_560;

    /// The attributes of a contact in Amazon Connect: 32,768 bytes of UTF-8 over all keys and
    /// values, and keys of letters, digits, `-` and `_` ([UpdateContactAttributes][page],
    /// `Attributes`).
    ///
    /// [page]: https://docs.aws.amazon.com/goto/WebAPI/connect-2017-08-08/UpdateContactAttributes
    pub const AMAZON_CONNECT: FlatLimits =
        FlatLimits { max_bytes: 32_768, counted: Counted::Pairs };

    /// The attributes of a task in Twilio TaskRouter, made by the REST API or by the `<Task>` in an
    /// `<Enqueue>`: a JSON string of 4,096 characters, spaces included ([TaskRouter resource
    /// limits][page], "Task Attributes").
    ///
    /// Bytes are counted, of which there are never fewer than characters. The JSON must be written
    /// without spaces, and with letters as they are: `JSON.stringify` does it, in Python it is
    /// `json.dumps(map, separators=(",", ":"), ensure_ascii=False)`.
    ///
    /// [page]: https://www.twilio.com/docs/taskrouter/limits
    pub const TWILIO_TASK: FlatLimits = FlatLimits { max_bytes: 4_096, counted: Counted::Json };

    /// The attributes of a conversation in Twilio Conversations (not of a participant or a message,
    /// which have 4 KB): 16 KB of JSON ([Conversations limits][page], "Length limits"). The page
    /// does not say which KB, so it is the smaller one. See [`FlatLimits::TWILIO_TASK`] for the
    /// JSON.
    ///
    /// [page]: https://www.twilio.com/docs/conversations/conversations-limits
    pub const TWILIO_CONVERSATION: FlatLimits =
        FlatLimits { max_bytes: 16_000, counted: Counted::Json };

    /// At most so many bytes of UTF-8 over all keys and values; `None` below
    /// [`FlatLimits::MIN_BYTES`].
    pub fn of_pairs(max_bytes: usize) -> Option<FlatLimits> {
        FlatLimits::new(max_bytes, Counted::Pairs)
    }

    /// At most so many bytes of JSON without spaces; `None` below [`FlatLimits::MIN_BYTES`].
    pub fn of_json(max_bytes: usize) -> Option<FlatLimits> {
        FlatLimits::new(max_bytes, Counted::Json)
    }

    fn new(max_bytes: usize, counted: Counted) -> Option<FlatLimits> {
        (max_bytes >= FlatLimits::MIN_BYTES).then_some(FlatLimits { max_bytes, counted })
    }

    /// How many bytes a map may have.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// How many bytes a map has, as they are counted here.
    pub fn size(&self, map: &BTreeMap<String, String>) -> usize {
        let pairs: usize = map.iter().map(|(key, value)| self.pair(key, value)).sum();
        match self.counted {
            Counted::Pairs => pairs,
            // Two braces, and one comma less than there are pairs.
            Counted::Json => pairs + 2 - usize::from(!map.is_empty()),
        }
    }

    /// What an empty map may still take.
    pub(super) fn room(&self) -> usize {
        self.max_bytes - self.size(&BTreeMap::new())
    }

    /// What a pair takes: in JSON with four quotation marks, the colon and a comma.
    pub(super) fn pair(&self, key: &str, value: &str) -> usize {
        let signs = match self.counted {
            Counted::Pairs => 0,
            Counted::Json => 6,
        };
        key.len() + self.text(value) + signs
    }

    /// What a text takes as a value or as a part of one.
    pub(super) fn text(&self, text: &str) -> usize {
        text.chars().map(|character| self.character(character)).sum()
    }

    /// The beginning of a text that takes at most so much.
    pub(super) fn beginning<'t>(&self, text: &'t str, room: usize) -> &'t str {
        let mut left = room;
        let end = text.char_indices().find(|(_, character)| {
            match left.checked_sub(self.character(*character)) {
                Some(rest) => {
                    left = rest;
                    false
                }
                None => true,
            }
        });
        end.map_or(text, |(end, _)| crate::text::cut(text, end))
    }

    fn character(&self, character: char) -> usize {
        match (self.counted, character) {
            (Counted::Json, '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}') => 2,
            (Counted::Json, '\0'..='\u{1f}') => 6,
            _ => character.len_utf8(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_counted_as_it_is_written() {
        let limits = FlatLimits::TWILIO_TASK;
        let mut map = BTreeMap::new();
        for value in ["", "é 💳", "\"quoted\" \\ back", "\0\u{1}\n\r\t\u{8}\u{c}\u{1f}\u{7f}"] {
            assert_eq!(limits.size(&map), serde_json::to_string(&map).expect("JSON").len());
            map.insert(format!("key-{}", map.len()), value.to_owned());
        }
        assert_eq!(limits.size(&map), serde_json::to_string(&map).expect("JSON").len());
    }
}
