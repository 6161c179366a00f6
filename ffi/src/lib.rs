//! Relais for C.
//!
//! The documentation is the header, `include/relais.h`, which is written by hand. `abi` has its functions,
//! and is the only file with pointers in it; `constants` has its numbers; `kb`, `session` and `turn` are
//! the three objects, in safe Rust; `current` is how a knowledge base is exchanged.

#![deny(unsafe_code)]

mod abi;
mod constants;
mod current;
mod fact;
mod kb;
mod session;
mod status;
mod turn;

pub use abi::*;

/// What `current` is made of; a test has others.
mod sync {
    pub(crate) use std::sync::atomic::{AtomicU64, Ordering};
    pub(crate) use std::sync::{PoisonError, RwLock};
}
