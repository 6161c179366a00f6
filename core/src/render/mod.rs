//! From a reply to the text of a channel.

mod plain;

pub(crate) use self::plain::{plain, prose};
