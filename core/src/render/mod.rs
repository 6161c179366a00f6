//! One reply, every channel.
//!
//! A [`Reply`](crate::Reply) says what is to be said; each channel says it in its own way:
//!
//! - plain text: [`Reply::text`](crate::Reply::text);
//! - HTML for the web: [`Reply::html`](crate::Reply::html);
//! - messages within the [`Limits`] of a messaging service: [`Reply::parts`](crate::Reply::parts);
//! - the telephone: [`Reply::speech`](crate::Reply::speech), as SSML and as words, with what the caller may press;
//! - a value, such as an amount or a day, in a sentence of a language: [`Value::said`](crate::Value::said).

mod html;
mod markup;
mod messaging;
mod phrases;
mod plain;
mod said;
mod sentences;
mod speech;
#[cfg(all(test, feature = "author"))]
mod tests;

pub use self::messaging::{Button, Choices, Limits, List, Part, Row, Tap, sms_segments};
pub(crate) use self::phrases::Phrases;
pub(crate) use self::plain::{plain, prose};
#[cfg(feature = "author")]
pub(crate) use self::sentences::sentences;
pub use self::speech::{Expects, Keys, Speech, SpokenOption};
