//! Relais for C.
//!
//! The documentation is the header, `include/relais.h`, which is written by hand. `abi` has its functions,
//! and is the only file with pointers in it; `constants` has its numbers; `kb`, `session` and `turn` are
//! the three objects, in safe Rust.

#![deny(unsafe_code)]

mod abi;
mod constants;
mod fact;
mod kb;
mod session;
mod status;
mod turn;

pub use abi::*;
