//! Relais for web pages: the classes that JavaScript sees.
//!
//! They mirror [`relais::Engine`] and [`relais::Session`] and decide nothing. Words and facts go in as
//! JSON, a reply comes out once, as the wire JSON of [`relais::Reply::to_json`]; `wasm/js` gives both
//! their types. An error is thrown as a `RelaisError` whose `code` is the name of its
//! [`relais::ErrorKind`].

#![forbid(unsafe_code)]

mod engine;
mod error;
mod message;
mod session;

pub use engine::Engine;
pub use session::Session;
