//! Relais for web pages.
//!
//! The classes for JavaScript are still to come. Today this crate is what `scripts/wasm` compiles: it
//! shows that the run time of [`relais`] does without files, threads and a clock.

#![forbid(unsafe_code)]

pub use relais;
