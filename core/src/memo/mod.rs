//! What a customer's earlier contacts leave for the next one.
//!
//! A [`Memo`] is a short text that the library writes and the host keeps, with the customer's account,
//! on the telephone system or in the browser, and gives back at the next contact on any channel: what
//! was asked, how it went, what was promised, what was given already. So nothing is asked again. It is
//! JSON that a person can read; its form is in `docs/memo.md` and `docs/schema/memo.schema.json`.
//!
//! A memo never grows: it has room for ten contacts and for [`Memo::MAX_BYTES`], and what is oldest
//! makes place for what is new.

pub(crate) mod as_json;
mod bounds;
mod keep;
mod record;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::bounds::Kept;
pub use self::record::{Due, Known, OpenForm, PastContact, Promised, Raised};
use crate::channel::Channel;
use crate::error::{Error, ErrorKind};
use crate::facts::Value;
use crate::id::Id;
use crate::locale::Locale;
use crate::seal::{SealKey, is_sealed, seal, unseal};
use crate::time::Timestamp;

/// A small portable record of a customer's earlier contacts.
///
/// ```
/// use relais::Memo;
///
/// let memo = Memo::from_json(r#"{
///     "version": 1, "locale": "fr", "channel": "web",
///     "contacts": [{"at": "2026-11-23T09:00:00Z", "channel": "web", "asked": "où est ma commande ?",
///                   "subjects": ["delivery/track-order"], "result": "resolved"}],
///     "values": [{"name": "order.number", "value": "OD-123456", "at": "2026-11-23T09:01:00Z"}]
/// }"#)?;
/// assert_eq!(memo.contacts().len(), 1);
/// assert_eq!(memo.value("order.number"), Some(&"OD-123456".into()));
/// # Ok::<(), relais::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Memo {
    /// Always within the bounds.
    kept: Kept,
}

impl Memo {
    /// The most bytes of its JSON. With a seal it is under 2,000 still.
    pub const MAX_BYTES: usize = 1_900;

    /// The most contacts.
    pub const MAX_CONTACTS: usize = 10;
    /// The most values that the customer gave.
    pub const MAX_VALUES: usize = 12;
    /// The most rules that were brought up.
    pub const MAX_RAISED: usize = 20;

    /// For so many days a form that was under way can be resumed.
    pub const OPEN_DAYS: i64 = 7;
    /// For so many days an answer in writing is due; then it is taken for given.
    pub const MESSAGE_DAYS: i64 = 14;

    /// The longest text that is read: a memo that a store has laid out again may have grown.
    pub const MAX_READ_BYTES: usize = 16_384;

    /// The memo of a customer who was never here.
    pub fn new() -> Memo {
        Memo::default()
    }

    /// Reads what [`Memo::to_json`] wrote.
    ///
    /// Keys that this version does not know are passed over and lost, so that memos of a newer library
    /// can be read as long as their `version` is the same; it grows when a key changes its meaning or
    /// goes. What is beyond the bounds is cut as when writing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] beyond [`Memo::MAX_READ_BYTES`], [`ErrorKind::UnsupportedVersion`] for a
    /// newer `version`, [`ErrorKind::InvalidMemo`] where the text is not a memo or is a sealed one. A
    /// conversation can always start with [`Memo::new`] instead.
    pub fn from_json(json: &str) -> Result<Memo, Error> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        check_length(json.len())?;
        if is_sealed(json.as_bytes()) {
            let message = "the memo is sealed: it takes the key that it was sealed with to open it";
            return Err(Error::new(ErrorKind::InvalidMemo, message));
        }
        let head: Head = serde_json::from_str(json).map_err(|error| unreadable(&error))?;
        if head.version > VERSION {
            let message = format!(
                "the memo has version {}, and this library reads up to {VERSION}",
                head.version
            );
            return Err(Error::new(ErrorKind::UnsupportedVersion, message));
        }
        serde_json::from_str(json).map_err(|error| unreadable(&error))
    }

    /// The memo as one JSON object of at most [`Memo::MAX_BYTES`], the same for the same memo on every
    /// platform.
    pub fn to_json(&self) -> String {
        self.kept.to_json()
    }

    /// The memo with a first line that proves that it is what this library wrote.
    pub fn seal(&self, key: &SealKey) -> Vec<u8> {
        seal(LABEL, self.to_json().as_bytes(), key)
    }

    /// Reads what [`Memo::seal`] made with the same key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Tampered`] where the bytes have no seal, or not that of this key over them;
    /// otherwise those of [`Memo::from_json`].
    pub fn open(bytes: &[u8], key: &SealKey) -> Result<Memo, Error> {
        check_length(bytes.len())?;
        let payload = unseal(LABEL, bytes, key)?;
        let json = std::str::from_utf8(payload)
            .map_err(|_| Error::new(ErrorKind::InvalidMemo, "the memo is not UTF-8"))?;
        Memo::from_json(json)
    }

    /// The language of the last contact.
    pub fn locale(&self) -> Option<Locale> {
        self.kept.locale
    }

    /// The channel of the last contact.
    pub fn channel(&self) -> Option<Channel> {
        self.kept.channel
    }

    /// The contacts, the oldest first.
    pub fn contacts(&self) -> &[PastContact] {
        &self.kept.contacts
    }

    /// The last contact.
    pub fn last_contact(&self) -> Option<&PastContact> {
        self.kept.contacts.last()
    }

    /// How many contacts there were about an article or a form, from `since` on.
    pub fn contacts_about(&self, subject: &Id, since: Timestamp) -> usize {
        let contacts = self.kept.contacts.iter().filter(|contact| contact.at >= since);
        contacts.filter(|contact| contact.subjects.contains(subject)).count()
    }

    /// What was promised and was due when the memo was written; [`Promised::is_due`] tells of now.
    pub fn promise(&self) -> Option<&Promised> {
        self.kept.promise.as_ref()
    }

    /// What the customer gave, the least recent first.
    pub fn values(&self) -> &[Known] {
        &self.kept.values
    }

    /// What the customer gave under this name.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.kept.values.iter().find(|known| known.name == *name).map(|known| &known.value)
    }

    /// The form that was under way when the memo was written.
    pub fn open_form(&self) -> Option<&OpenForm> {
        self.kept.open.as_ref()
    }

    /// What was brought up without being asked for, the least recent first.
    pub fn raised(&self) -> &[Raised] {
        &self.kept.raised
    }
}

impl From<Kept> for Memo {
    fn from(mut kept: Kept) -> Memo {
        kept.fit();
        Memo { kept }
    }
}

impl From<Memo> for Kept {
    fn from(memo: Memo) -> Kept {
        memo.kept
    }
}

fn check_length(length: usize) -> Result<(), Error> {
    if length <= Memo::MAX_READ_BYTES {
        return Ok(());
    }
    let message = format!("a memo of {length} bytes; at most {} are read", Memo::MAX_READ_BYTES);
    Err(Error::new(ErrorKind::TooLarge, message))
}

/// Says where a text is not a memo, and nothing of the text: it is about a person, and errors are
/// logged.
fn unreadable(error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let message = format!("this is no memo, from line {line}, column {column} on");
    Error::new(ErrorKind::InvalidMemo, message)
}

/// The version of the JSON form. It grows when a key changes its meaning or goes, not when one comes.
const VERSION: u32 = 1;

/// What a seal calls a memo.
const LABEL: &str = "relais-memo/1";
