//! What the commands do, one file each.

pub(crate) mod ask;
pub(crate) mod build;
pub(crate) mod chat;
pub(crate) mod check;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keygen;
pub(crate) mod new;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod suggest;
pub(crate) mod test;
pub(crate) mod verify;
pub(crate) mod watch;
