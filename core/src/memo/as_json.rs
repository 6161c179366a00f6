use serde::{Deserialize, Deserializer, Serializer, de};

use super::Memo;

/// Writes a memo into a saved session as the text that it is everywhere else.
pub(crate) fn serialize<S: Serializer>(memo: &Memo, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&memo.to_json())
}

/// Reads a memo from a saved session.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Memo, D::Error> {
    let json = <&str>::deserialize(deserializer)?;
    Memo::from_json(json).map_err(de::Error::custom)
}

/// Earlier contacts as a saved session has them: text too, for they leave out what they do not have, and
/// a form without keys cannot tell what is left out.
pub(crate) mod contacts {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

    use crate::memo::PastContact;

    pub(crate) fn serialize<S: Serializer>(
        contacts: &[PastContact],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return contacts.serialize(serializer);
        }
        let json = serde_json::to_string(contacts).map_err(ser::Error::custom)?;
        serializer.serialize_str(&json)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<PastContact>, D::Error> {
        if deserializer.is_human_readable() {
            return Vec::deserialize(deserializer);
        }
        let json = <&str>::deserialize(deserializer)?;
        serde_json::from_str(json).map_err(de::Error::custom)
    }
}
