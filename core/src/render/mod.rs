//! One reply, every channel.
//!
//! A [`Reply`] says what is to be said; each channel says it in its own way:
//!
//! - plain text: [`Reply::text`];
//! - HTML for the web: [`Reply::html`];
//! - messages within the [`Limits`] of a messaging service: [`Reply::parts`];
//! - the telephone: [`Reply::speech`], as SSML and as words, with what the caller may press;
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
pub use self::speech::{Expects, Keys, Speech, SpokenOption};
use crate::reply::{Outcome, Reply};

/// The titles of what may be chosen, in the order in which
/// [`Message::choose`](crate::Message::choose) counts.
fn offered(reply: &Reply) -> Vec<&str> {
    let mut titles: Vec<&str> = reply.options().iter().map(|option| &*option.title).collect();
    if let Outcome::Clarify(clarify) = reply.outcome() {
        titles.push(&clarify.none);
    }
    titles
}
